"""Changes to one codebook file: canonical text in and out, all but the entry concerned left as it is.

Every function reads its own work back, and raises SpliceError where a file is broken or written in a
way that cannot be changed in place. A person's comments stay: those directly above an entry at its
dash, and those within it, go where it goes.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from framework_cli.read import tree
from framework_cli.write.book import Block, Book, Item, checked, entries_of, entry_of, listing_of, shift
from framework_cli.write.entry import Value, entry_in_block, entry_in_flow
from framework_cli.write.errors import SpliceError
from framework_cli.write.references import Mention, replace
from framework_cli.write.scalars import in_apostrophes, plainly, quoted
from framework_cli.write.sheet import as_read
from framework_cli.write.splice import (
    Splice,
    apply,
    content_end,
    dash_of,
    flow_items,
    is_flow,
    line_end,
    line_start,
    set_members,
)

KEYS = (
    "id", "name", "definition", "include", "exclude", "examples", "was", "origin", "since", "revised",
    "number", "subthemes",
)  # fmt: skip
TOP = ("version", "themes", "retired")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")  # libyaml ends a comment at these


class Place(NamedTuple):
    """Where an entry is to stand: below `parent` (a theme of its own where None), beside another, or last."""

    parent: str | None
    before: str = ""
    after: str = ""


def rename(text: str, id: str, name: str) -> str:
    """Give an entry another name, in quotes if the old one was in quotes for no need of its own."""
    book = Book.of(text)
    node = book.item(id).node
    held = next((value for key, value in node.entries if key.value == "name"), None)
    if not isinstance(held, tree.Scalar):
        raise SpliceError(f"{id} has no name")
    if held.value == name:
        return text
    if held.style in ("|", ">"):
        return set_keys(text, id, {"name": name})
    space = " " if text[held.start - 1] == ":" else ""
    written = _in_style(name, held, flow=is_flow(text, node))
    return checked(
        text, apply(text, [Splice(held.start, held.end, space + written)]), _setting(id, {"name": name})
    )


def set_keys(text: str, id: str, keys: Mapping[str, Value | None]) -> str:
    """Give an entry's keys new values; None takes a key out. What is there already is left alone."""
    node = Book.of(text).item(id).node
    splices = set_members(text, node, KEYS, dict(keys))
    return checked(text, apply(text, splices), _setting(id, keys))


def set_version(text: str, version: int) -> str:
    """Write the codebook's version."""

    def change(data: Any) -> None:
        data["version"] = str(version)

    splices = set_members(text, Book.of(text).root, TOP, {"version": str(version)})
    return checked(text, apply(text, splices), change)


def add_entry(text: str, entry: Mapping[str, Value], place: Place) -> str:
    """Add an entry."""

    def change(data: Any) -> None:
        _into(data, {key: as_read(value) for key, value in entry.items()}, place)

    return checked(text, _insert(text, place, entry_in_block(entry, 0), entry_in_flow(entry)), change)


def remove_entry(text: str, id: str) -> str:
    """Take an entry out, with all that stands below it."""

    def change(data: Any) -> None:
        _out_of(data, id)

    return checked(text, _without(text, id), change)


def move_entry(text: str, id: str, place: Place) -> str:
    """Put an entry elsewhere, with its comments and all that stands below it."""
    book = Book.of(text)
    item = book.item(id)
    words = book.words(item)
    flow = text[item.node.start : item.node.end] if is_flow(text, item.node) else None
    if flow is not None and book.block(item) is None:
        words = f"- {flow}"
    elif flow is not None and "#" in words.replace(flow, ""):
        flow = None  # its comments could not go along into brackets

    def change(data: Any) -> None:
        _into(data, _out_of(data, id), place)

    return checked(text, _insert(_without(text, id), place, words, flow), change)


def retire(text: str, record: Mapping[str, Value]) -> str:
    """Record an id as retired, after those that are."""

    def change(data: Any) -> None:
        held = data.get("retired")
        data["retired"] = [*(held if isinstance(held, list) else []), written]

    written = {key: as_read(value) for key, value in record.items()}
    book = Book.of(text)
    return checked(
        text, _append(book, book.root, "retired", entry_in_block(record, 0), entry_in_flow(record)), change
    )


def set_heirs(text: str, heirs: Mapping[str, str]) -> str:
    """Put ids in place of others in what retired ids went into."""

    def change(data: Any) -> None:
        for record in data.get("retired") or ():
            if isinstance(record.get("into"), list):
                record["into"] = list(dict.fromkeys(heirs.get(id, id) for id in record["into"]))

    mentions = [
        Mention(each.value, each, value)
        for item in Book.of(text).retired.values()
        for key, value in item.node.entries
        if key.value == "into" and isinstance(value, tree.Sequence)
        for each in value.items
        if isinstance(each, tree.Scalar)
    ]
    return checked(text, replace(text, mentions, heirs), change)


def note(text: str, id: str, lines: Sequence[str]) -> str:
    """Write comment lines directly above an entry, or above the record of a retired id."""
    book = Book.of(text)
    item = book.items.get(id) or book.retired[id]
    block = book.block(item)
    start = line_start(text, dash_of(text, item.node.start) if block else item.node.start)
    column = block.column if block else len(text[start:]) - len(text[start:].lstrip(" "))
    written = "".join(" " * column + f"# {line}".rstrip() + "\n" for line in lines)
    after = text[:start] + _LINE_ENDS.sub(" ", written) + text[start:]
    return checked(text, after, lambda _data: None)


def words(text: str, id: str) -> list[str]:
    """The lines of an entry as they are written, from the left margin on, its own comments included."""
    book = Book.of(text)
    return book.words(book.item(id)).split("\n")


def _setting(id: str, keys: Mapping[str, Value | None]) -> Any:
    def change(data: Any) -> None:
        held, number = entry_of(data, id)
        for key, value in keys.items():
            if value is None:
                held[number].pop(key, None)
            else:
                held[number][key] = as_read(value)

    return change


def _in_style(value: str, old: tree.Scalar, *, flow: bool) -> str:
    """A text in the quotes of the one that it replaces.

    Double quotes that the old text could not do without are taken for the tool's own, and dropped
    where the new one can: so a name that is changed and changed back is written as it was.
    """
    if old.style == "'" and (written := in_apostrophes(value)):
        return written
    by_choice = old.style == '"' and plainly(old.value, flow=flow)
    return value if plainly(value, flow=flow) and not by_choice else quoted(value)


def _into(data: Any, entry: Any, place: Place) -> None:
    """Put an entry into a codebook's contents."""
    if place.parent is None:
        listing = data["themes"]
    else:
        held, number = entry_of(data, place.parent)
        if not isinstance(held[number].get("subthemes"), list):
            held[number]["subthemes"] = []
        listing = held[number]["subthemes"]
    ids = [each.get("id") for each in listing]
    at = ids.index(place.before) if place.before else ids.index(place.after) + 1 if place.after else len(ids)
    listing.insert(at, entry)


def _out_of(data: Any, id: str) -> Any:
    """Take an entry out of a codebook's contents; a list that is left empty goes too."""
    listing, number = entry_of(data, id)
    entry = listing.pop(number)
    if not listing:
        for held, at in list(entries_of(data)):
            if held[at].get("subthemes") is listing:
                del held[at]["subthemes"]
    return entry


def _insert(text: str, place: Place, block: str, flow: str | None) -> str:
    """Put an entry in: `block` from the left margin on, or `flow` where the list is in brackets."""
    book = Book.of(text)
    beside = place.before or place.after
    if not beside:
        holder = book.root if place.parent is None else book.item(place.parent).node
        return _append(book, holder, "themes" if place.parent is None else "subthemes", block, flow)
    item = book.item(beside)
    lines = book.block(item)
    if lines is None:
        written = _flow(flow)
        at, new = (item.node.start, f"{written}, ") if place.before else (item.node.end, f", {written}")
        return apply(text, [Splice(at, at, new)])
    gap = "\n" * book.gap(item.listing)
    written = shift(block, lines.column)
    if place.before:
        return apply(text, [Splice(lines.start, lines.start, f"{written}\n{gap}")])
    return apply(text, [Splice(lines.end, lines.end, f"\n{gap}{written}")])


def _append(book: Book, holder: tree.Mapping, name: str, block: str, flow: str | None) -> str:
    """Put an entry at the end of a list, which is made where there is none."""
    text = book.text
    key, listing = listing_of(holder, name)
    if listing is not None and is_flow(text, listing):
        spans = [(each.start, each.end) for each in listing.items]
        return apply(text, flow_items(text, spans, set(), [_flow(flow)], listing.start))
    if listing is not None:
        last = listing.items[-1]
        if not isinstance(last, tree.Mapping) or key is None:
            raise SpliceError(f"an entry of `{name}` is not written as `key: value`")
        lines = book.block(Item(last, listing, len(listing.items) - 1, holder, key))
        return _below(
            text, lines, "\n" * (book.gap(listing) + 1) + shift(block, lines.column if lines else 0)
        )
    if is_flow(text, holder):
        splices = [_member(text, holder, f"{name}: [{_flow(flow)}]")]
        return apply(text, splices)
    column = _column(text, holder)
    written = shift(block, column + _step(book))
    if key is not None:
        end = line_end(text, key.end)
        return text[:end] + "\n" + written + text[end:]
    end = _end(book, holder)
    return text[:end] + f"\n{' ' * column}{name}:\n{written}" + (text[end:] or "\n")


def _below(text: str, lines: Block | None, written: str) -> str:
    if lines is None:
        raise SpliceError("a list is written in brackets")
    return apply(text, [Splice(lines.end, lines.end, written)])


def _member(text: str, holder: tree.Mapping, written: str) -> Splice:
    """One more key of a mapping in braces."""
    if not holder.entries:
        return Splice(holder.start + 1, holder.start + 1, written)
    end = content_end(text, holder.entries[-1][1])
    return Splice(end, end, f", {written}")


def _flow(flow: str | None) -> str:
    if flow is None:
        raise SpliceError("the list is written in brackets: give each of its entries lines of its own first")
    return flow


def _column(text: str, holder: tree.Mapping) -> int:
    """Where a block mapping's keys stand."""
    first = holder.entries[0][0].start
    return first - line_start(text, first)


def _step(book: Book) -> int:
    """How far the dashes of a list stand to the right of its key in this codebook."""
    for item in book.items.values():
        block = book.block(item)
        if block is not None:
            return max(block.column - (item.key.start - line_start(book.text, item.key.start)), 0)
    return 2


def _end(book: Book, holder: tree.Mapping) -> int:
    """The end of the last line of a mapping, comments of its own included; the file's for the root."""
    for item in book.items.values():
        if item.node is holder:
            block = book.block(item)
            if block is not None:
                return block.end
    return len(book.text.rstrip("\n"))


def _without(text: str, id: str) -> str:
    """Take out an entry's lines; blank lines between entries go with it, other people's comments stay."""
    book = Book.of(text)
    item = book.item(id)
    block = book.block(item)
    last = item.number == len(item.listing.items) - 1
    if block is None:
        if len(item.listing.items) == 1 and item.holder is not book.root:
            return _without_key(book, item, (item.listing.start, item.listing.end))
        spans = [(each.start, each.end) for each in item.listing.items]
        return apply(text, flow_items(text, spans, {item.number}, [], item.listing.start))
    start, end = block.start, min(block.end + 1, len(text))
    if len(item.listing.items) == 1:
        return _without_key(book, item, (start, end))
    if last:
        while start >= 2 and not text[line_start(text, start - 1) : start].strip():
            start = line_start(text, start - 1)
    else:
        while end < len(text) and not text[end : line_end(text, end)].strip():
            end = min(line_end(text, end) + 1, len(text))
    return text[:start] + text[end:]


def _without_key(book: Book, item: Item, span: tuple[int, int]) -> str:
    """Take out the only entry of a list, and the list's key unless a comment stands beside it."""
    text = book.text
    start, end = span
    if is_flow(text, item.holder):
        spans = [(key.start, content_end(text, value)) for key, value in item.holder.entries]
        number = next(n for n, (key, _) in enumerate(item.holder.entries) if key is item.key)
        return apply(text, flow_items(text, spans, {number}, [], item.holder.start))
    key_start, key_end = line_start(text, item.key.start), line_end(text, item.key.end)
    if key_end >= end:  # a list in brackets on the key's own line
        key_end = line_end(text, end)
        if text[end:key_end].strip():
            raise SpliceError("the last entry of a list in brackets stands beside a comment")
        return text[:key_start] + text[min(key_end + 1, len(text)) :]
    kept = text[key_start : key_end + 1] if text[item.key.end + 1 : key_end].strip() else ""
    return text[:key_start] + kept + text[key_end + 1 : start] + text[end:]
