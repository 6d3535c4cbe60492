#!/usr/bin/env python3
"""Writes the committed vectors: random tenants, their messages, and what the reference decides, with traces.

    vectors.py [--seed 20261121] [--tenants 44] [--messages 36] [--parents 4]

They go to Vectors/ beside this file: NAME/ (a tenant, or a folder above tenants), NAME.ndjson, NAME.expected.ndjson.
ConformanceTests replays them; other implementations are welcome to.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE / "Vectors"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in dict(seed=20261121, tenants=44, messages=36, parents=4).items():
        parser.add_argument(f"--{name}", default=str(value))
    chosen = parser.parse_args()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    options = [part for name in ("seed", "tenants", "messages", "parents") for part in (f"--{name}", getattr(chosen, name))]
    subprocess.run([sys.executable, str(HERE / "generate.py"), *options, str(OUT)], check=True)
    for messages in sorted(OUT.glob("*.ndjson")):
        expected = messages.with_suffix(".expected.ndjson")
        with open(expected, "wb") as file:
            # Status 1 says that some message is an error, which is what they are for.
            done = subprocess.run(
                [sys.executable, str(HERE / "reference.py"), str(messages.with_suffix("")), str(messages), "--trace"],
                stdout=file)
        if done.returncode not in (0, 1):
            sys.exit(f"the reference failed on {messages}")


main()
