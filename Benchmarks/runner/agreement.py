"""Whether everything that is compared decides the same: message for message, or the run ends."""
import itertools
import json
import subprocess

from .setup import head, release, say, tools


def decisions(path):
    """The sender of each message, by its id."""
    with open(path, "rb") as file:
        for line in file:
            decision = json.loads(line)
            yield decision["id"], decision.get("sender", decision.get("from"))


def check(sendfrom, folder, senders, messages, missing):
    """Compares the command, the library and every yardstick on a selection; ZEN on fewer messages."""
    place = folder / f"select-{senders}"
    source = head(place / "messages.ndjson", messages)
    ours = place / "ours.ndjson"
    with open(ours, "wb") as out:
        subprocess.run([sendfrom, "eval", place / "tenant", source, "--format", "ndjson"], check=True, stdout=out)
    expected = list(decisions(ours))
    if len(expected) != messages:
        raise SystemExit(f"bench: {len(expected)} decisions for {messages} messages")

    def compare(name, found):
        for index, (mine, theirs) in enumerate(itertools.zip_longest(expected, found)):
            if mine != theirs:
                raise SystemExit(f"bench: {name} decides otherwise at message {index + 1} of {source}: {theirs}, "
                                 f"sendfrom {mine}")

    run = subprocess.run([release / "measure-decisions", f"senders={senders}", f"messages={messages}", "rounds=0",
                          "write=1"], check=True, capture_output=True, text=True)
    compare("the library", ((mine[0], sender or None) for mine, sender in zip(expected, run.stderr.splitlines())))
    theirs = place / "theirs.ndjson"
    for name, what, command in yardsticks(missing):
        subprocess.run([*command, place / "tenant.json", source, theirs], check=True)
        compare(what, sorted(decisions(theirs)))  # ids sort as they are numbered
    say(f"{messages} decisions agree, {senders} senders")


def yardsticks(missing):
    """The commands that make the same decisions, but their three arguments."""
    python = tools / "venv/bin/python"
    source = tools.parent.parent / "yardsticks"
    every = [("cpp", "the C++ selector (g++ and libsimdjson-dev)", [tools / "selector"]),
             ("duckdb", "DuckDB", [python, source / "select_duckdb.py"]),
             ("zen", "ZEN", [python, source / "select_zen.py"])]
    return [yardstick for yardstick in every if yardstick[1] not in missing]
