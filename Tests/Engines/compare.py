#!/usr/bin/env python3
"""Compares the statements of `sendfrom compile --to ENGINE`, run on the engine, with `sendfrom eval`.

    compare.py SENDFROM_BINARY ENGINE… --seed S --tenants N --messages M [--alone K]

All tenants in one statement, M messages over them; then the first K tenants each in a statement of its own. Every
column of every row must be equal. Exit status 1 when anything differs; the folder is then kept.
"""

import argparse
import collections
import os
import shutil
import subprocess
import sys
import tempfile

import yaml

import cases
import engines


def run(binary, *arguments):
    done = subprocess.run([binary, *arguments], capture_output=True, timeout=1800)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.decode()}")
    return done


def compare(binary, path, rows, engine, show, counts):
    """The number of rows that differ."""
    done = run(binary, "compile", path, "--to", engine.name)
    if done.returncode:
        raise SystemExit(f"compile {path}: {done.stderr.decode()}")
    messages = path + ".ndjson"
    cases.write_messages(rows, messages)
    decisions = run(binary, "eval", path, messages, "--format", "ndjson", "--quiet").stdout.decode().split("\n")[:-1]
    wanted = {answer[0]: answer for answer in cases.expected(rows, decisions)}
    engine.load(cases.COLUMNS, rows)
    started = engines.cpu_seconds(engine.process)
    answers = engine.ask(done.stdout.decode())
    seconds = engines.cpu_seconds(engine.process) - started
    if len(answers) != len(rows):
        print(f"{path}: {len(answers)} rows of {len(rows)} messages")
        return 1 + abs(len(answers) - len(rows))
    different = 0
    for answer in answers:
        counts[" / ".join(filter(None, [answer[1], answer[4], answer[5]]))] += 1
        if wanted.pop(answer[0], None) != tuple(answer):
            different += 1
            if different <= show:
                number = int(answer[0][1:])
                print(f"\n{path}\n  message {cases.as_message(rows[number])}\n  eval    {decisions[number]}"
                      f"\n  {engine.name:7} {tuple(answer)}")
    counts["seconds"] += seconds
    return different


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("engine", nargs="+", choices=sorted(engines.ENGINES))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--tenants", type=int, default=50)
    parser.add_argument("--messages", type=int, default=10000)
    parser.add_argument("--alone", type=int, default=0, help="how many tenants get a statement of their own as well")
    parser.add_argument("--show", type=int, default=5, help="how many differences are printed")
    chosen = parser.parse_args()
    failed = False
    for name in chosen.engine:
        folder = tempfile.mkdtemp(prefix="sendfrom-engines-")
        made = cases.tenants(chosen.seed, chosen.tenants, os.path.join(folder, "all"))
        engine = engines.ENGINES[name]()
        counts = collections.Counter()
        rows = cases.rows(chosen.seed, made, chosen.messages, several=True)
        different = compare(chosen.binary, os.path.join(folder, "all"), rows, engine, chosen.show, counts)
        print(f"{engine.name} {engine.version}: {chosen.tenants} tenants in one statement, {len(rows)} messages, "
              f"seed {chosen.seed}: {different} rows differ; {counts.pop('seconds'):.1f} s of processors")
        for outcome, count in sorted(counts.items()):
            print(f"  {count:9} {outcome}")
        alone = 0
        for number in range(min(chosen.alone, chosen.tenants)):
            path = os.path.join(folder, "all", made[number][0])
            rows = cases.rows(f"{chosen.seed}/{number}", [made[number]], max(200, chosen.messages // 100), several=False)
            alone += compare(chosen.binary, path, rows, engine, chosen.show, collections.Counter())
        # One whose texts every engine must quote in its own way.
        path = os.path.join(folder, "quoted")
        shutil.copytree(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Quoted"), path)
        with open(os.path.join(path, "tenant.yaml"), encoding="utf-8") as file:
            quoted = yaml.safe_load(file)
        rows = cases.rows(chosen.seed, [("acme", quoted)], 2000, several=False)
        alone += compare(chosen.binary, path, rows, engine, chosen.show, collections.Counter())
        if chosen.alone:
            print(f"{engine.name} {engine.version}: {chosen.alone + 1} tenants in statements of their own: {alone} rows differ")
        engine.end()
        if different or alone:
            failed = True
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
