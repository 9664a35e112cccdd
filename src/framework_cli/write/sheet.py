"""An annotation file as a tree that can be spliced, and the check that a splice did what was asked."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from framework_cli.model.excerpt import Excerpt
from framework_cli.read import jsonl as json_lines
from framework_cli.read import tree
from framework_cli.write.entry import Value
from framework_cli.write.errors import EntryGoneError, SpliceError
from framework_cli.write.splice import Splice, apply

Which = str | Excerpt
_NOWHERE = (10**9, 0)  # after every place that can be written
_STARTS = re.compile(r"(\d{1,9})(?::(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """An annotation file with the places of its parts.

    `top` is the mapping that holds `text` and `read` (None for a bare list), `listing` the list of
    entries (None in JSON Lines, and where there is none yet), `items` the entries themselves;
    `numbers` finds them by id and quote, once asked for.
    """

    text: str
    json: bool
    top: tree.Mapping | None
    listing: tree.Sequence | None
    items: Sequence[tree.Node]
    numbers: dict[tuple[str, str | None], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, *, jsonl: bool = False) -> "Sheet":
        """Parse a file's canonical text. Raises SpliceError where it is broken."""
        if jsonl:
            return cls._of_lines(text)
        root, problems = tree.parse(text, "")
        if root is None and problems:
            raise SpliceError(f"the file cannot be read: {problems[0].message}")
        return cls.of_tree(text, root)

    @classmethod
    def of_tree(cls, text: str, root: tree.Node | None) -> "Sheet":
        """A YAML file that was parsed already."""
        if isinstance(root, tree.Sequence):
            return cls(text, False, None, root, root.items)
        if isinstance(root, tree.Scalar):
            raise SpliceError("the file is neither a list of entries nor a mapping with `excerpts`")
        held = {key.value: value for key, value in root.entries}.get("excerpts") if root else None
        if isinstance(held, tree.Mapping) or (isinstance(held, tree.Scalar) and held.value):
            raise SpliceError("`excerpts` is not a list")
        listing = held if isinstance(held, tree.Sequence) else None
        return cls(text, False, root, listing, listing.items if listing else [])

    @classmethod
    def _of_lines(cls, text: str) -> "Sheet":
        """A line that is no entry is left alone, as reading passes it over."""
        nodes = [json_lines.parse_line(text, start, end)[0] for _, start, end in json_lines.lines_of(text)]
        top = nodes[0] if nodes and json_lines.is_header(nodes[0]) else None
        items = [node for node in nodes if isinstance(node, tree.Mapping) and node is not top]
        return cls(text, True, top if isinstance(top, tree.Mapping) else None, None, items)

    def find(self, which: Which) -> int:
        """The number of an entry: by its id, or by id and quote and, where these recur, its position."""
        if not self.numbers:
            for number, node in enumerate(self.items):
                id = scalar(node, "id")
                self.numbers.setdefault((id, None), []).append(number)
                self.numbers.setdefault((id, scalar(node, "quote")), []).append(number)
        id, quote = (which, None) if isinstance(which, str) else (which.id, which.quote)
        found = self.numbers.get((id, quote), []) if which else []
        if isinstance(which, Excerpt) and len(found) > 1 and which.position in found:
            return which.position
        if len(found) != 1:
            times = f"there {len(found)} times" if found else "not in its file any more"
            raise EntryGoneError(f"excerpt {id or 'without id'} is {times}")
        return found[0]

    def entry(self, which: Which) -> tuple[int, tree.Mapping]:
        """The number and the mapping of an entry."""
        number = self.find(which)
        node = self.items[number]
        if not isinstance(node, tree.Mapping):
            raise SpliceError("the entry is not written as `key: value`")
        return number, node

    def successors(self, ats: Iterable[str]) -> list[int]:
        """The numbers of the entries that ones starting at these places come before.

        Each comes after the last entry that starts no later, else before the first that has a place.
        """
        places = [_place(scalar(node, "at")) for node in self.items]
        first = next((number for number, place in enumerate(places) if place is not None), len(places))
        # The earliest start from each entry on never falls: the last that starts no later is bisected.
        onwards = list(accumulate((place or _NOWHERE for place in reversed(places)), min))[::-1]
        wanted = (_place(at) for at in ats)
        return [len(places) if place is None else bisect_right(onwards, place) or first for place in wanted]


@dataclass(slots=True)
class Contents:
    """What a file says, without how: what a change is expected to leave."""

    top: dict[str, Any]
    entries: list[Any]

    @classmethod
    def of(cls, sheet: Sheet) -> "Contents":
        """What a file says now."""
        top = plain(sheet.top) if sheet.top else {}
        top.pop("excerpts", None)
        return cls(top, [plain(node) for node in sheet.items])


def splice(sheet: Sheet, splices: Iterable[Splice], expected: Contents) -> str:
    """Make the replacements and read the outcome back. Raises SpliceError if it is not what was expected."""
    text = apply(sheet.text, splices)
    if Contents.of(Sheet.of(text, jsonl=sheet.json)) != expected:
        raise SpliceError("the entry is written in a way that cannot be changed in place")
    return text


def plain(node: tree.Node) -> Any:
    """A tree without its places: texts, lists and dicts."""
    if isinstance(node, tree.Scalar):
        return node.value
    if isinstance(node, tree.Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def as_read(value: Value) -> Any:
    """A value as it will be read back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def scalar(node: tree.Node, key: str) -> str:
    """A text of an entry; empty where the key is absent or holds none."""
    if isinstance(node, tree.Mapping):
        for name, value in node.entries:
            if name.value == key and isinstance(value, tree.Scalar):
                return value.value
    return ""


def _place(at: str) -> tuple[int, int] | None:
    starts = _STARTS.match(at)
    return (int(starts[1]), int(starts[2] or 0)) if starts else None
