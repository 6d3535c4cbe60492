"""Writing and reading `numbering-plan.bin`. The format, field by field: docs/numbering-plan.md."""

import struct
from collections import deque

from automaton import UNKNOWN

MAGIC = b"SFNUMPLN"
FORMAT_VERSION = 1
# magic, format version, offset of the nodes, first leaf, end of the nodes, offset of the countries, number of them,
# version of the metadata
HEADER = struct.Struct("<8s6I32s")
COUNTRY = struct.Struct("<2sH")
UNIT = 8  # nodes begin at multiples of this many bytes
STATE_WORDS = 12  # ten digits, the label of a text that ends here, and a zero to fill the unit
NO_COUNTRY = 255
POSSIBLE, VALID = 1 << 12, 1 << 13


def write(root, calling_codes, version):
    """The file's bytes. `root` is the start node, `calling_codes` gives every country's, 0 for none."""
    countries = sorted(calling_codes.items())
    assert len(countries) <= NO_COUNTRY
    index = {country: k for k, (country, _) in enumerate(countries)}

    def word(label):
        country = NO_COUNTRY if label.country is None else index[label.country]
        return country | label.type << 8 | POSSIBLE * label.possible | VALID * (label.type != UNKNOWN)

    states, leaves = _reachable(root)
    place, end = {}, 0
    for node in states:
        place[id(node)] = end
        end += STATE_WORDS * 2 // UNIT
    first_leaf = end
    for node in leaves:
        place[id(node)] = end
        end += (2 * (1 + len(node)) + UNIT - 1) // UNIT
    if end > 1 << 16:
        raise ValueError(f"{end} units of nodes cannot be told apart by 16 bits: widen the format")

    body = bytearray(end * UNIT)
    for node in states:
        words = [place[id(child)] for child in node.next] + [word(node.label), 0]
        struct.pack_into(f"<{STATE_WORDS}H", body, place[id(node)] * UNIT, *words)
    for node in leaves:
        words = [len(node) - 1, *map(word, node)]
        struct.pack_into(f"<{len(words)}H", body, place[id(node)] * UNIT, *words)
    table = b"".join(COUNTRY.pack(country.encode(), code) for country, code in countries)
    header = HEADER.pack(MAGIC, FORMAT_VERSION, HEADER.size, first_leaf, end, HEADER.size + len(body), len(countries),
                         version.encode())
    counts = {"states": len(states), "leaves": len(leaves), "countries": len(countries),
              "labels": len({word(node.label) for node in states} | {word(a) for node in leaves for a in node})}
    return header + bytes(body) + table, counts


def _reachable(root):
    """States and leaves, each once, nearest first: what most walks touch lies close together."""
    states, leaves, seen, todo = [], [], {id(root)}, deque([root])
    while todo:
        node = todo.popleft()
        if isinstance(node, tuple):
            leaves.append(node)
            continue
        states.append(node)
        for child in node.next:
            if id(child) not in seen:
                seen.add(id(child))
                todo.append(child)
    return states, leaves


class PlanFile:
    """A file that was read, for checks and as an example for other programs."""

    def __init__(self, data):
        magic, version, nodes, self.first_leaf, end, countries, count, metadata = HEADER.unpack_from(data)
        assert magic == MAGIC and version == FORMAT_VERSION
        self.version = metadata.rstrip(b"\0").decode()
        self.words = struct.unpack_from(f"<{end * UNIT // 2}H", data, nodes)
        self.countries = list(COUNTRY.iter_unpack(data[countries:countries + COUNTRY.size * count]))

    def children(self, state):
        """The nodes that the ten digits lead to."""
        return self.words[state * UNIT // 2:][:10]

    def label(self, digits):
        """The label for a text of digits."""
        node, taken = 0, 0
        while taken < len(digits) and node < self.first_leaf:
            node = self.words[node * UNIT // 2 + int(digits[taken])]
            taken += 1
        at = node * UNIT // 2
        if node < self.first_leaf:
            return self.words[at + 10]
        return self.words[at + 1 + min(len(digits) - taken, self.words[at])]
