#!/usr/bin/env python3
"""Numbers with the library's answers, as test vectors.

usage: vectors.py [--count N] [--seed S] [--cover PLAN.bin] OUT

Numbers are drawn from the patterns of every region and type, then also changed, shortened, lengthened or cut; others
are random digits after known and unknown calling codes. Calling codes that several regions share come up most.
--cover takes every transition of every state of a plan file besides (some 450,000 numbers).
The same arguments give the same bytes.
"""

import argparse
import random

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

import oracle
from automaton import DESCRIPTIONS
from patterns import Choice, Digit, Repeat, Sequence, parse
from plan_file import PlanFile

HEADER = """\
# What phonenumbers {version} says about digits as they stand; made by scripts/numbering-plan/vectors.py
# digits, country or --, possible (p) and valid (v), type of line by its raw value
"""


class Draw:
    """Numbers by chance, from one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.sources = []  # calling code, pattern, how many numbers per round
        for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
            for region in regions:
                metadata = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
                patterns = [getattr(metadata, kind).national_number_pattern
                            for kind in DESCRIPTIONS if getattr(metadata, kind)]
                trees = [parse(pattern) for pattern in patterns if pattern]
                self.sources += [(str(code), tree, 3 if len(regions) > 1 else 1) for tree in trees]

    def round(self):
        """One number of every source, its variants, and random digits."""
        for code, tree, times in self.sources:
            for _ in range(times):
                digits = code + self.matching(tree)
                yield digits
                yield self.changed(digits)
        for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
            for _ in range(6 if len(regions) > 1 else 1):
                yield str(code) + self.digits(self.random.randint(0, 18))
                yield str(code) + self.digits(self.random.randint(7, 10))
        for _ in range(20):
            yield self.digits(self.random.randint(1, 22))

    def matching(self, tree):
        """A text that matches a pattern."""
        match tree:
            case Digit(choices):
                return str(self.random.choice(sorted(choices)))
            case Sequence(items):
                return "".join(map(self.matching, items))
            case Choice(options):
                return self.matching(self.random.choice(options))
            case Repeat(item, least, most):
                return "".join(self.matching(item) for _ in range(self.random.randint(least, most)))

    def changed(self, digits):
        """The same digits with one changed, dropped, added, exchanged with its neighbour, or cut off there."""
        at = self.random.randrange(len(digits))
        before, after = digits[:at], digits[at + 1:]
        return self.random.choice([
            before + self.digits(1) + after,
            before + self.digits(1) + after,
            before + after,
            before + self.digits(1) + digits[at:],
            before + after[:1] + digits[at] + after[1:],
            before + after + self.digits(self.random.randint(1, 6)),
            before,
        ])

    def digits(self, count):
        return "".join(self.random.choices("0123456789", k=count))


def covering(plan):
    """Every transition of every state, then 0 to 6 digits, and enough to be longer than any number."""
    reached, todo = {0: ""}, [0]
    for state in todo:
        for digit, child in enumerate(plan.children(state)):
            digits = reached[state] + str(digit)
            for more in (0, 1, 2, 3, 4, 5, 6, 20):
                yield digits + "7301946528"[digit:][:more] + "5" * max(more - 10 + digit, 0)
            if child < plan.first_leaf and child not in reached:
                reached[child] = digits
                todo.append(child)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=60_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--cover", metavar="PLAN.bin")
    arguments.add_argument("out")
    given = arguments.parse_args()

    numbers, draw = set(), Draw(given.seed)
    while len(numbers) < given.count:
        numbers.update(digits for digits in draw.round() if digits)
    numbers = sorted(random.Random(given.seed).sample(sorted(numbers), given.count))
    if given.cover:
        with open(given.cover, "rb") as file:
            numbers = sorted({*numbers, *covering(PlanFile(file.read()))})
    with open(given.out, "w", encoding="ascii", newline="\n") as out:
        out.write(HEADER.format(version=phonenumbers.__version__))
        out.writelines(oracle.line(digits) + "\n" for digits in numbers)


if __name__ == "__main__":
    main()
