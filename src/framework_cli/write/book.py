"""A codebook file as a tree that can be spliced: where each entry stands, and which comments are its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from framework_cli.read import tree
from framework_cli.write.errors import SpliceError
from framework_cli.write.sheet import plain, scalar
from framework_cli.write.splice import content_end, dash_of, is_flow, line_end, line_start


class Item(NamedTuple):
    """One entry of a list: its mapping, its list, its number in it, and what the list stands in.

    `key` is the `themes:`, `subthemes:` or `retired:` above the list.
    """

    node: tree.Mapping
    listing: tree.Sequence
    number: int
    holder: tree.Mapping
    key: tree.Scalar


class Block(NamedTuple):
    """Whole lines of an entry in a block list, comments of its own included: no line feed at the end.

    `column` is where its dash stands.
    """

    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class Book:
    """A codebook with the places of its entries, by id; `retired` are the records of retired ids."""

    text: str
    root: tree.Mapping
    items: dict[str, Item] = field(default_factory=dict)
    retired: dict[str, Item] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "Book":
        """Parse a codebook's canonical text. Raises SpliceError where it is broken."""
        root, problems = tree.parse(text, "")
        if problems or not isinstance(root, tree.Mapping):
            raise SpliceError(problems[0].message if problems else "a codebook starts with `themes:`")
        book = cls(text, root)
        book.items.update(_items(root, "themes"))
        book.retired.update(_items(root, "retired", nested=False))
        return book

    def item(self, id: str) -> Item:
        """The entry with an id."""
        if id not in self.items:
            raise SpliceError(f"there is no entry {id}")
        return self.items[id]

    def block(self, item: Item) -> Block | None:
        """The lines of an entry; None where its list is written in brackets."""
        text, listing = self.text, item.listing
        if is_flow(text, listing):
            return None
        dash = dash_of(text, item.node.start)
        start = line_start(text, dash)
        column = dash - start
        if text[start:dash].strip():
            raise SpliceError("an entry starts in the middle of a line")
        above = re.compile(rf" {{{column}}}#")
        while start and above.match(text, line_start(text, start - 1)):
            start = line_start(text, start - 1)
        end = line_end(text, content_end(text, item.node))
        below = re.compile(rf"\n {{{column}}} +#[^\n]*")
        while found := below.match(text, end):
            end = found.end()
        return Block(start, end, column)

    def words(self, item: Item) -> str:
        """An entry as it is written, its own comments included, moved to the left margin."""
        block = self.block(item)
        if block is None:
            return self.text[item.node.start : item.node.end]
        return shift(self.text[block.start : block.end], -block.column)

    def gap(self, listing: tree.Sequence) -> int:
        """How many blank lines stand between entries of a list, or else of lists like it."""
        for each in [listing, *(item.listing for item in self.items.values())]:
            if len(each.items) > 1 and not is_flow(self.text, each):
                end = line_end(self.text, content_end(self.text, each.items[0]))
                blank = re.compile(r"\n(?:[ \t]*\n)*").match(self.text, end)
                return blank[0].count("\n") - 1 if blank else 0
        return 0


def shift(lines: str, by: int) -> str:
    """Lines moved to the right, or to the left as far as they can go."""
    if by >= 0:
        return re.sub(r"^(?=[^\n])", " " * by, lines, flags=re.MULTILINE)
    return re.sub(rf"^ {{1,{-by}}}", "", lines, flags=re.MULTILINE)


def checked(before: str, after: str, change: Callable[[Any], None]) -> str:
    """A changed codebook, if it says what the old one says but for `change`. Raises SpliceError if not."""
    expected = plain(Book.of(before).root)
    change(expected)
    if _without_blanks(plain(Book.of(after).root)) != _without_blanks(expected):
        raise SpliceError("the codebook is written in a way that cannot be changed in place")
    return after


def _without_blanks(data: Any) -> Any:
    """A codebook's contents without lists that hold nothing."""
    for held, number in list(entries_of(data)):
        if held[number].get("subthemes") == "":
            del held[number]["subthemes"]
    return data


def entries_of(data: Any) -> Iterator[tuple[list[Any], int]]:
    """Every entry of a codebook's contents, as its list and its number in it."""
    waiting = [data.get("themes")]
    while waiting:
        listing = waiting.pop()
        if isinstance(listing, list):
            for number, entry in enumerate(listing):
                yield listing, number
                waiting.append(entry.get("subthemes"))


def entry_of(data: Any, id: str) -> tuple[list[Any], int]:
    """An entry of a codebook's contents by its id."""
    return next((held, number) for held, number in entries_of(data) if held[number].get("id") == id)


def listing_of(node: tree.Mapping, name: str) -> tuple[tree.Scalar | None, tree.Sequence | None]:
    """The key of a list and the list, each None where it is absent or blank."""
    for key, value in node.entries:
        if key.value == name:
            return key, value if isinstance(value, tree.Sequence) else None
    return None, None


def _items(holder: tree.Mapping, name: str, *, nested: bool = True) -> Iterator[tuple[str, Item]]:
    key, listing = listing_of(holder, name)
    if key is None or listing is None:
        return
    for number, node in enumerate(_mappings(listing.items)):
        yield scalar(node, "id"), Item(node, listing, number, holder, key)
        if nested:
            yield from _items(node, "subthemes")


def _mappings(items: Sequence[tree.Node]) -> Iterator[tree.Mapping]:
    for node in items:
        if not isinstance(node, tree.Mapping):
            raise SpliceError("an entry is not written as `key: value`")
        yield node
