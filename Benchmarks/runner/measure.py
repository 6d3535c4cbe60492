"""Whole commands: what they take, side by side, and counts that a busy machine doesn't disturb."""
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass


@dataclass
class Sample:
    cpu: float  # seconds
    wall: float
    peak: float  # MB


class Measure:
    # A command that took more than this is not run again, seconds of CPU.
    PATIENCE = 15

    def __init__(self, tools, warms_up=True):
        self.tools, self.warms_up = tools, warms_up
        self.profiles = {}

    def once(self, command):
        """A sample of a command. Status 1 is fine of lint, which has findings; of others it says that nothing came out."""
        line = subprocess.run([self.tools / "measured", *map(str, command)], check=True, capture_output=True, text=True)
        cpu, wall, peak, status = line.stdout.split()
        if status != "0" and not (status == "1" and "lint" in map(str, command)):
            raise SystemExit(f"bench: status {status}: {' '.join(map(str, command))}")
        return Sample(float(cpu), float(wall), float(peak))

    def turns(self, commands, rounds):
        """Samples of each command, run in turn: A B A B …, after one run of each that isn't counted."""
        samples = {name: [] for name in commands}
        for turn in range(-1 if self.warms_up else 0, rounds):
            for name, command in commands.items():
                found = samples[name]
                if found and found[-1].cpu > self.PATIENCE:
                    continue
                sample = self.once(command)
                if turn >= 0 or sample.cpu > self.PATIENCE:
                    found.append(sample)
        return Turns(samples)

    def instructions(self, command):
        """Instructions a command executes, by valgrind; None where it isn't there or can't run the command."""
        profile = self.profile(command)
        return profile and profile[0]

    def references(self, command):
        """How often a command counts a reference, which waits for what was written before, and for other threads that
        count the same: calls of Swift's `swift_retain`, so the command must still have its symbols."""
        profile = self.profile(command)
        return profile and profile[1]

    def profile(self, command):
        """Instructions and references, counted once for each command."""
        key = tuple(map(str, command))
        if key not in self.profiles:
            self.profiles[key] = self.new_profile(command)
        return self.profiles[key]

    @staticmethod
    def new_profile(command):
        with tempfile.TemporaryDirectory() as folder:
            # valgrind can stop at a newer compiler's debugging information, which it doesn't need.
            program = pathlib.Path(folder) / "program"
            stripped = subprocess.run(["strip", "--strip-debug", "-o", program, command[0]], check=False)
            command = [program if stripped.returncode == 0 else command[0], *command[1:]]
            out = pathlib.Path(folder) / "out"
            run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *map(str, command)],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
            found = re.search(r"Collected : (\d+)", run.stderr)
            if not found or run.returncode not in (0, 1):
                return None
            return int(found[1]), calls(out.read_text(errors="replace"), "swift_retain")

    def allocations(self, command):
        """Heap blocks a command asks for. It must be linked dynamically."""
        with tempfile.NamedTemporaryFile() as out:
            environment = {**os.environ, "LD_PRELOAD": str(self.tools / "allocations.so"), "ALLOCATIONS": out.name}
            subprocess.run(list(map(str, command)), env=environment, check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            text = pathlib.Path(out.name).read_text()
        return int(text) if text.strip() else None

    def each(self, count, command_of, small, large):
        """How many of something a command takes for each message or round: the slope between two sizes, which leaves
        start-up out. `count` is `instructions` or `allocations`, `command_of` a command for a size."""
        counts = [count(command_of(size)) for size in (small, large)]
        return None if None in counts else (counts[1] - counts[0]) / (large - small)


def calls(profile, name):
    """How often a function is called, by callgrind's file: names stand where they are met first, then their numbers."""
    number, count, is_wanted = None, 0, False
    for line in profile.splitlines():
        if line.startswith(("fn=", "cfn=")):
            called = re.match(r"c?fn=(\(\d+\))(?: (.*))?", line)
            if called and called[2] == name:
                number = called[1]
            is_wanted = line.startswith("cfn=") and called is not None and called[1] == number
        elif is_wanted and line.startswith("calls="):
            count += int(line[6:].split()[0])
    return count


class Turns:
    def __init__(self, samples):
        self.samples = samples

    def median(self, name, what="cpu"):
        return statistics.median(getattr(sample, what) for sample in self.samples[name])

    def ratio(self, one, other, what="cpu"):
        """The median of the ratios of runs that were neighbours."""
        pairs = zip(self.samples[one], self.samples[other])
        return statistics.median(getattr(a, what) / getattr(b, what) for a, b in pairs)


def in_turn(commands, rounds):
    """Medians of numbers that commands print, run in turn."""
    printed = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            run = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
            printed[name].append(float(run.stdout))
    return {name: statistics.median(values) for name, values in printed.items()}, printed
