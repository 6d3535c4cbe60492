"""From the metadata of one calling code to a minimal automaton over the digits after it.

A node is one of
  * a leaf, when the answer no longer depends on which digits follow, only on how many: a tuple of labels, one for
    each number of digits still to come; its last label stands for any greater number;
  * a state: the label for a text that ends here, and the nodes that the ten digits lead to.
Equal nodes are made once, children before parents, so the automaton has no cycles and no two equivalent nodes.
"""

from dataclasses import dataclass
from typing import NamedTuple, Optional

from phonenumbers import PhoneMetadata, PhoneNumberType

from patterns import Positions, parse

# In the order in which libphonenumber tries them (`_number_type_helper`); fixed line and mobile come after.
SPECIAL_TYPES = ["premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail"]
DESCRIPTIONS = ["general_desc", *SPECIAL_TYPES, "fixed_line", "mobile"]

# `PhoneNumberType`'s names by the number a label holds: the library's own, but for `unknown`, there 99.
TYPE_NAMES = ["fixed_line", "mobile", "fixed_line_or_mobile", "toll_free", "premium_rate", "shared_cost", "voip",
              "personal_number", "pager", "uan", "voicemail", "unknown"]
assert all(getattr(PhoneNumberType, name.upper()) == k for k, name in enumerate(TYPE_NAMES[:-1]))
UNKNOWN = TYPE_NAMES.index("unknown")

NON_GEOGRAPHIC = "001"


class Label(NamedTuple):
    """The answer for one text of digits. The number is valid exactly when its type is not unknown."""

    possible: bool
    country: Optional[str]
    type: int


@dataclass(frozen=True, eq=False)
class State:
    """A state; see above. Compared by identity, which is equality because equal states are made once."""

    label: Label
    next: tuple


NOWHERE = (Label(False, None, UNKNOWN),)  # the leaf of what begins with no calling code


class Builder:
    """Makes nodes, each once."""

    def __init__(self):
        self._states, self._leaves = {}, {}

    def leaf(self, labels):
        labels = tuple(labels)
        while len(labels) > 1 and labels[-1] == labels[-2]:
            labels = labels[:-1]
        return self._leaves.setdefault(labels, labels)

    def state(self, label, children):
        first = children[0]
        if isinstance(first, tuple) and all(child is first for child in children):
            return self.leaf((label, *first))
        key = (label, tuple(map(id, children)))  # the children live as long as the builder: ids stay theirs
        if key not in self._states:
            self._states[key] = State(label, tuple(children))
        return self._states[key]

    def calling_code(self, code, regions):
        """The node that is reached by the digits of a calling code."""
        return _CallingCode(self, code, regions).node()

    def root(self, nodes):
        """The start, from the nodes of all calling codes (a mapping from the code's digits)."""
        return self._trie("", nodes)

    def _trie(self, prefix, nodes):
        if prefix in nodes:
            # INVARIANT: no calling code begins with another one; the walk would not know where to stop.
            assert not any(code != prefix and code.startswith(prefix) for code in nodes)
            return nodes[prefix]
        if not any(code.startswith(prefix) for code in nodes):
            return self.leaf(NOWHERE)
        return self.state(NOWHERE[0], [self._trie(prefix + str(digit), nodes) for digit in range(10)])


class _CallingCode:
    """All patterns of one calling code's regions, run side by side."""

    def __init__(self, builder, code, regions):
        self.builder, self.regions = builder, regions
        self.metadata = [PhoneMetadata.metadata_for_region_or_calling_code(code, region) for region in regions]
        # libphonenumber takes the possible lengths from the main region, which is the first.
        self.possible = self._lengths(self.metadata[0].general_desc)
        self.positions, starts = Positions(), set()
        self.accepts, self.leads, self.limits = {}, {}, {}
        for k, metadata in enumerate(self.metadata):
            if metadata.leading_digits is not None and len(regions) > 1:
                self.leads[k] = self.positions.accept_prefix()
                starts |= self.positions.build(parse(metadata.leading_digits), frozenset([self.leads[k]]))
            for kind in DESCRIPTIONS:
                description = getattr(metadata, kind)
                if description is None or not description.national_number_pattern:
                    continue
                accept = self.accepts[k, kind] = self.positions.accept()
                self.limits[k, kind] = frozenset(description.possible_length)
                starts |= self.positions.build(parse(description.national_number_pattern), frozenset([accept]))
        self.start = frozenset(starts)
        self.settled = frozenset(self.leads.values())
        self.longest = max(self.possible)
        self.visited = {}

    @staticmethod
    def _lengths(description):
        return frozenset(description.possible_length) - frozenset(description.possible_length_local_only)

    def node(self):
        return self._visit(self.start, 0)

    def _visit(self, positions, length):
        """The node for being at `positions` after `length` digits of the national number."""
        key = positions, length
        if key not in self.visited:
            if positions <= self.settled:
                # No pattern is left: only the length counts from here on, and no longer than it can be possible.
                beyond = max(self.longest + 1 - length, 0)
                node = self.builder.leaf(self._label(positions, length + more) for more in range(beyond + 1))
            else:
                children = [self._visit(reached, length + 1) for reached in self.positions.moves(positions)]
                node = self.builder.state(self._label(positions, length), children)
            self.visited[key] = node
        return self.visited[key]

    def _label(self, positions, length):
        possible = length in self.possible
        region = self._region(positions, length)
        if region is None:
            return Label(possible, self._country(0), UNKNOWN)
        return Label(possible, self._country(region), self._type(region, positions, length))

    def _country(self, k):
        return None if self.regions[k] == NON_GEOGRAPHIC else self.regions[k]

    def _region(self, positions, length):
        """`region_code_for_number`, as an index."""
        if len(self.regions) == 1:
            return 0
        for k in range(len(self.regions)):
            if k in self.leads:
                if self.leads[k] in positions:
                    return k
            elif self._type(k, positions, length) != UNKNOWN:
                return k
        return None

    def _type(self, k, positions, length):
        """`_number_type_helper`."""
        def matches(kind):
            limit = self.limits.get((k, kind))
            return limit is not None and self.accepts[k, kind] in positions and (not limit or length in limit)

        if not matches("general_desc"):
            return UNKNOWN
        for kind in SPECIAL_TYPES:
            if matches(kind):
                return TYPE_NAMES.index(kind)
        same = self.metadata[k].same_mobile_and_fixed_line_pattern
        if matches("fixed_line"):
            return TYPE_NAMES.index("fixed_line_or_mobile" if same or matches("mobile") else "fixed_line")
        return TYPE_NAMES.index("mobile") if not same and matches("mobile") else UNKNOWN
