#!/usr/bin/env python3
"""Compares a sendfrom binary with the reference on random tenants and messages.

    compare.py SENDFROM_BINARY --seed S --tenants N --messages M [--parents K] [--show 10]
    compare.py --reference-only …      runs the reference alone and counts what the decisions say

Decisions and traces must be equal, key order included; the text of an `error` is free. Exit status 1 when anything
differs; the folder with the tenants and messages is then kept.
"""

import argparse
import collections
import json
import shutil
import subprocess
import sys
import tempfile
import time

import generate
import reference


class Number:
    """A JSON number by its digits, so that a big `id` is compared as it stands."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Number) and self.text == other.text


def comparable(line):
    """The line as pairs in order, without the text of `error`; the raw line where it is no JSON."""
    try:
        pairs = json.loads(line, object_pairs_hook=lambda pairs: pairs, parse_int=Number, parse_float=Number)
    except ValueError:
        return line
    return [(key, None if key == "error" else value) for key, value in pairs] if isinstance(pairs, list) else line


def run_engine(binary, path, messages, with_trace):
    command = [binary, "eval", path, messages, "--format", "ndjson"] + (["--trace"] if with_trace else [])
    try:
        done = subprocess.run(command, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return [], "none: still running after 120 s", ""
    # Not splitlines(): that also splits at U+2028 and its like.
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    return (lines[:-1] if lines[-1] == "" else lines), done.returncode, done.stderr.decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", nargs="?")
    generate.arguments(parser)
    parser.add_argument("--show", type=int, default=10, help="how many differences are printed")
    parser.add_argument("--reference-only", action="store_true")
    chosen = parser.parse_args()
    if not chosen.binary and not chosen.reference_only:
        parser.error("a binary, or --reference-only")

    out = tempfile.mkdtemp(prefix="sendfrom-conformance-")
    counts = collections.Counter()
    cases = compared = differences = 0
    seconds = 0.0
    for path, messages in generate.generate(out, chosen.seed, chosen.tenants, chosen.messages, chosen.parents):
        cases += 1
        with_trace = cases % 10 != 0    # the form without traces now and then
        with open(messages, "rb") as file:
            data = file.read()
        started = time.monotonic()
        tenants = reference.load(path)
        expected = list(reference.decide_all(tenants, data, with_trace))
        seconds += time.monotonic() - started
        compared += len(expected)
        count(counts, tenants, expected)
        if chosen.reference_only:
            continue
        actual, status, errors = run_engine(chosen.binary, path, messages, with_trace)
        wanted = 1 if any('"outcome":"error"' in line for line in expected) else 0
        texts = [line for line in data.split(b"\n") if line.strip(b" \t\r")]
        if status != wanted or len(actual) != len(expected):
            differences += 1
            if differences <= chosen.show:
                print(f"\n{path}  {messages}\n  exit status {status}, expected {wanted}; "
                      f"{len(actual)} lines, expected {len(expected)}\n  stderr: {errors[-2000:].strip()}")
        for text, mine, theirs in zip(texts, expected, actual):
            if comparable(mine) != comparable(theirs):
                differences += 1
                if differences <= chosen.show:
                    print(f"\n{path}\n  message   {text.decode('utf-8', 'replace')}\n  reference {mine}\n  engine    {theirs}")

    print(f"\n{cases} folders, {compared} decisions, {differences} differences; "
          f"reference {compared / max(seconds, 1e-9):,.0f} messages/s")
    if chosen.reference_only:
        for name, number in sorted(counts.items()):
            print(f"  {number:8}  {name}")
    if differences:
        print(f"kept: {out}")
        return 1
    shutil.rmtree(out)
    return 0


def count(counts, tenants, lines):
    """What the decisions say, to see that nothing is missing from the mix."""
    sources = {}
    for tenant in tenants:
        for rule in tenant["rules"]:
            sources[(tenant["name"] if len(tenants) > 1 else None, rule["name"])] = rule["source"]
    for line in lines:
        decision = json.loads(line)
        reason = decision.get("reason")
        detail = decision.get("detail")
        counts["outcome " + " / ".join(filter(None, [decision["outcome"], reason, detail]))] += 1
        if decision["outcome"] == "send":
            counts["sent by " + sources[(decision.get("tenant"), decision["rule"])]] += 1
        if decision["outcome"] == "route":
            counts["routed to " + ("user" if "user" in decision else "team" if "team" in decision else "inbox")] += 1
        for warning in decision.get("warnings", []):
            counts["warning " + warning] += 1
        for step in decision.get("trace", []):
            counts["trace " + step["result"]] += 1
            if "verdict" in step:
                counts["verdict " + step["verdict"]] += 1


if __name__ == "__main__":
    sys.exit(main())
