"""The regular expressions of libphonenumber's metadata: their parse tree, and automata over digits.

The metadata uses a small part of the regular expression language: digits, `\\d`, classes such as `[02-8]`,
groups `(?:...)`, alternatives, and the repeats `{n}`, `{n,m}` and `?`. Anything else is an error here, so that a
later release which goes further is noticed. No repeat is open-ended: every pattern matches texts of limited
length only.
"""

import re
from dataclasses import dataclass

ALL_DIGITS = frozenset(range(10))


@dataclass(frozen=True)
class Digit:
    """One digit out of a set."""

    choices: frozenset


@dataclass(frozen=True)
class Sequence:
    """One item after the other."""

    items: tuple


@dataclass(frozen=True)
class Choice:
    """Any one of the options."""

    options: tuple


@dataclass(frozen=True)
class Repeat:
    """The item, `least` to `most` times."""

    item: object
    least: int
    most: int


TOKEN = re.compile(r"(?P<digit>\d)|(?P<any>\\d)|\[(?P<set>[\d-]+)\]|(?P<open>\(\?:)|(?P<mark>[|)])"
                   r"|(?P<maybe>\?)|\{(?P<least>\d+)(?:,(?P<most>\d+))?\}")


def parse(pattern):
    """The parse tree of a metadata pattern."""
    tree, end = _choice(pattern, 0)
    if end != len(pattern):
        raise ValueError(f"unexpected {pattern[end]!r} at {end} of {pattern!r}")
    return tree


def _choice(pattern, at):
    options, items = [], []
    while at < len(pattern):
        token = TOKEN.match(pattern, at)
        if token is None:
            raise ValueError(f"unsupported syntax at {at} of {pattern!r}")
        if token["mark"] == ")":
            break
        at = token.end()
        if token["mark"] == "|":
            options.append(Sequence(tuple(items)))
            items = []
        elif token["open"]:
            inner, at = _choice(pattern, at)
            if pattern[at:at + 1] != ")":
                raise ValueError(f"unclosed group in {pattern!r}")
            items.append(inner)
            at += 1
        elif token["maybe"]:
            items.append(Repeat(items.pop(), 0, 1))
        elif token["least"]:
            least = int(token["least"])
            items.append(Repeat(items.pop(), least, int(token["most"] or least)))
        elif token["any"]:
            items.append(Digit(ALL_DIGITS))
        elif token["digit"]:
            items.append(Digit(frozenset([int(token["digit"])])))
        else:
            items.append(Digit(_members(token["set"])))
    options.append(Sequence(tuple(items)))
    return (options[0] if len(options) == 1 else Choice(tuple(options))), at


def _members(text):
    found = set()
    for first, last in re.findall(r"(\d)(?:-(\d))?", text):
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


class Positions:
    """A non-deterministic automaton without empty moves: each position reads one digit, then moves on.

    `choices[p]` are the digits position `p` reads, `after[p]` the positions that may come next. An accepting
    position reads nothing: being there means the text so far matches.
    """

    def __init__(self):
        self.choices, self.after = [], []

    def add(self, choices, after):
        self.choices.append(choices)
        self.after.append(after)
        return len(self.choices) - 1

    def accept(self):
        """A new accepting position for texts that match as a whole."""
        return self.add(frozenset(), frozenset())

    def accept_prefix(self):
        """A new accepting position for texts that begin with a match: once there, always there."""
        position = self.add(ALL_DIGITS, None)
        self.after[position] = frozenset([position])
        return position

    def build(self, tree, after):
        """Adds a tree in front of `after`; the positions it starts from."""
        match tree:
            case Digit(choices):
                return frozenset([self.add(choices, after)])
            case Sequence(items):
                for item in reversed(items):
                    after = self.build(item, after)
                return after
            case Choice(options):
                return frozenset().union(*(self.build(option, after) for option in options))
            case Repeat(item, least, most):
                start = after
                for _ in range(most - least):
                    start = self.build(item, start) | after
                for _ in range(least):
                    start = self.build(item, start)
                return start

    def moves(self, positions):
        """For each digit, where a set of positions gets to."""
        reached = [set() for _ in range(10)]
        for position in positions:
            for digit in self.choices[position]:
                reached[digit] |= self.after[position]
        return [frozenset(found) for found in reached]
