"""Changes to one annotation file: canonical text in and out, all but the entry concerned left as it is.

Every function works on the full form, on a bare list and, with `jsonl`, on JSON Lines; names an
excerpt by its id, or as read before (which finds an entry without id too); and reads its own work
back. Raises SpliceError where a file is broken or cannot be changed in place, and EntryGoneError
where the excerpt is not there any more. The text given is never lost: nothing is returned then.
"""

from collections.abc import Iterable, Mapping, Sequence

from framework_cli.model.excerpt import Excerpt
from framework_cli.read import tree
from framework_cli.write.entry import (
    KEYS,
    TOP,
    Fields,
    Value,
    entry_in_block,
    entry_in_flow,
    fields,
    member_in_block,
)
from framework_cli.write.errors import SpliceError
from framework_cli.write.sheet import Contents, Sheet, Which, as_read, splice
from framework_cli.write.splice import (
    Splice,
    content_end,
    dash_of,
    flow_items,
    is_flow,
    line_end,
    line_start,
    remove_lines,
    set_members,
)
from framework_cli.write.window import around, beside

Keys = Mapping[str, Value | None]


def new_file(excerpts: Iterable[Excerpt] = (), *, text: str = "", jsonl: bool = False) -> str:
    """A whole new file; `text` is the hash of the transcript that its places were resolved against."""
    entries = [fields(excerpt) for excerpt in excerpts]
    if jsonl:
        header: list[Fields] = [{"text": text}] if text else []
        return "".join(entry_in_flow(entry, json=True) + "\n" for entry in [*header, *entries])
    opening = member_in_block("text", text, 0) + "\n" if text else ""
    opening += "excerpts:\n" if entries else "excerpts: []\n"
    return opening + "".join(entry_in_block(entry, 0) + "\n" for entry in entries)


def add_excerpt(text: str, excerpt: Excerpt, *, jsonl: bool = False) -> str:
    """Add an entry, in order of position; an empty text becomes a file of its own."""
    window = None if jsonl else beside(text, excerpt)
    if window is not None:
        return window.put(add_excerpts(window.text, [excerpt]))
    return add_excerpts(text, [excerpt], jsonl=jsonl)


def add_excerpts(text: str, excerpts: Iterable[Excerpt], *, jsonl: bool = False) -> str:
    """Add entries, each in order of position; those for one place stay in the order given."""
    sheet = Sheet.of(text, jsonl=jsonl)
    new = [fields(excerpt) for excerpt in sorted(excerpts, key=_start)]
    groups: dict[int, list[Fields]] = {}
    for entry, number in zip(new, sheet.successors(str(each.get("at", "")) for each in new), strict=True):
        groups.setdefault(number, []).append(entry)
    expected = Contents.of(sheet)
    entries: list[object] = []
    for number in range(len(expected.entries) + 1):
        entries += [{key: as_read(each[key]) for key in each} for each in groups.get(number, ())]
        entries += expected.entries[number : number + 1]
    expected.entries[:] = entries
    splices = [_insertion(sheet, group, number) for number, group in groups.items()]
    return splice(sheet, splices, expected) if splices else text


def remove_excerpt(text: str, which: Which, *, jsonl: bool = False) -> str:
    """Take an entry out."""
    window = None if jsonl else around(text, which, neighbour=True)
    return window.put(_removed(window.text, which)) if window else _removed(text, which, jsonl=jsonl)


def _removed(text: str, which: Which, *, jsonl: bool = False) -> str:
    sheet = Sheet.of(text, jsonl=jsonl)
    number = sheet.find(which)
    expected = Contents.of(sheet)
    del expected.entries[number]
    return splice(sheet, _removal(sheet, number), expected)


def set_keys(text: str, changes: Iterable[tuple[Which, Keys]], *, jsonl: bool = False) -> str:
    """Give keys of entries new values (None takes a key out), many entries at once.

    Lists (`codes`, `open`, `from`) keep the items that stay as they are written. A value that is
    already there is left alone.
    """
    wanted = list(changes)
    window = around(text, wanted[0][0]) if len(wanted) == 1 and not jsonl else None
    return window.put(_set(window.text, wanted)) if window else _set(text, wanted, jsonl=jsonl)


def _set(text: str, changes: Iterable[tuple[Which, Keys]], *, jsonl: bool = False) -> str:
    sheet = Sheet.of(text, jsonl=jsonl)
    expected = Contents.of(sheet)
    splices: list[Splice] = []
    for which, keys in changes:
        number, node = sheet.entry(which)
        wanted = _wanted(expected.entries[number], keys)
        splices += set_members(sheet.text, node, KEYS, wanted, json=sheet.json)
    return splice(sheet, splices, expected) if splices else text


def set_memo(text: str, which: Which, memo: str, *, jsonl: bool = False) -> str:
    """Give an entry a memo; an empty one takes it out."""
    return set_keys(text, [(which, {"memo": memo or None})], jsonl=jsonl)


def set_quotable(text: str, which: Which, quotable: bool, *, jsonl: bool = False) -> str:
    """Suggest an entry for quoting, or not."""
    return set_keys(text, [(which, {"quotable": quotable or None})], jsonl=jsonl)


def add_codes(
    text: str, which: Which, codes: Sequence[str], *, key: str = "codes", jsonl: bool = False
) -> str:
    """Give an entry codes it does not have yet, after those it has (`key` "open": provisional labels)."""
    return extend(text, [(which, codes)], key=key, jsonl=jsonl)


def extend(
    text: str,
    changes: Iterable[tuple[Which, Sequence[str]]],
    *,
    key: str = "codes",
    jsonl: bool = False,
) -> str:
    """Give many entries, each named once, codes they do not have yet."""
    given = list(changes)
    window = around(text, given[0][0]) if len(given) == 1 and not jsonl else None
    if window is not None:
        return window.put(_extended(window.text, given, key))
    return _extended(text, given, key, jsonl=jsonl)


def _extended(
    text: str, changes: Iterable[tuple[Which, Sequence[str]]], key: str, *, jsonl: bool = False
) -> str:
    sheet = Sheet.of(text, jsonl=jsonl)
    wanted: list[tuple[Which, Keys]] = []
    for which, codes in changes:
        held = _list(sheet, which, key)
        new = tuple(dict.fromkeys(code for code in codes if code not in held))
        if new:
            wanted.append((which, {key: (*held, *new)}))
    return _set(text, wanted, jsonl=jsonl) if wanted else text


def remove_code(text: str, which: Which, code: str, *, key: str = "codes", jsonl: bool = False) -> str:
    """Take a code off an entry; with the last one the key goes too."""
    window = None if jsonl else around(text, which)
    if window is not None:
        return window.put(_without_code(window.text, which, code, key))
    return _without_code(text, which, code, key, jsonl=jsonl)


def _without_code(text: str, which: Which, code: str, key: str, *, jsonl: bool = False) -> str:
    held = _list(Sheet.of(text, jsonl=jsonl), which, key)
    rest = tuple(each for each in held if each != code)
    return _set(text, [(which, {key: rest or None})], jsonl=jsonl) if rest != held else text


def set_text_hash(text: str, sha: str, *, jsonl: bool = False) -> str:
    """Record the transcript hash that the file's places are right for.

    A bare list is put under `excerpts:` by a line above it; the list itself stays as it is.
    """
    return _set_top(text, {"text": sha}, jsonl=jsonl)


def set_read(text: str, codebook: int | None, on: str, *, jsonl: bool = False) -> str:
    """Record that the coder went through the whole source, under which codebook version and when."""
    mark = {"codebook": str(codebook)} if codebook is not None else {}
    return _set_top(text, {"read": {**mark, "on": on}}, jsonl=jsonl)


def set_dropped(text: str, add: Iterable[str], remove: Iterable[str] = (), *, jsonl: bool = False) -> str:
    """Name (or no more) in an agreed file the coders' excerpts that were talked through and left out."""
    sheet, gone = Sheet.of(text, jsonl=jsonl), {*remove}
    given = Contents.of(sheet).top.get("dropped") or []
    held = [id for id in ([given] if isinstance(given, str) else given) if isinstance(id, str)]
    wanted = tuple(id for id in dict.fromkeys([*held, *add]) if id not in gone)
    return _set_top(text, {"dropped": wanted or None}, jsonl=jsonl) if wanted or held else text


def settled(text: str, *, jsonl: bool = False) -> frozenset[str]:
    """The coders' excerpts that an agreed file names: what its entries came from, and what was left out."""
    held = Contents.of(Sheet.of(text, jsonl=jsonl))
    lists = [held.top.get("dropped"), *(each.get("from") for each in held.entries if isinstance(each, dict))]
    every = [id for ids in lists for id in ([ids] if isinstance(ids, str) else ids or ())]
    return frozenset(id for id in every if isinstance(id, str))


def _set_top(text: str, keys: Keys, *, jsonl: bool) -> str:
    sheet = Sheet.of(text, jsonl=jsonl)
    expected = Contents.of(sheet)
    if sheet.top:
        wanted = _wanted(expected.top, keys)
        return (
            splice(sheet, set_members(text, sheet.top, TOP, wanted, json=jsonl), expected) if wanted else text
        )
    new = {key: value for key, value in keys.items() if value is not None}
    expected.top.update({key: as_read(value) for key, value in new.items()})
    if jsonl:
        return splice(sheet, [Splice(0, 0, entry_in_flow(new, json=True) + "\n")], expected)
    head = entry_in_block(new, -2).removeprefix("- ") + "\nexcerpts:"
    listing = sheet.listing
    if listing is None:
        return splice(sheet, [Splice(len(text), len(text), _after_break(text) + f"{head} []\n")], expected)
    if is_flow(text, listing):
        return splice(sheet, [Splice(listing.start, listing.start, f"{head} ")], expected)
    start = line_start(text, listing.start)
    return splice(sheet, [Splice(start, start, f"{head}\n")], expected)


def _wanted(held: dict[str, object], keys: Keys) -> dict[str, Value | None]:
    """The keys whose value is not yet as asked; `held` is brought up to date."""
    wanted: dict[str, Value | None] = {}
    for key, value in keys.items():
        if value is None and held.pop(key, None) is not None:
            wanted[key] = None
        elif value is not None and held.get(key) != as_read(value):
            wanted[key] = value
            held[key] = as_read(value)
    return wanted


def _list(sheet: Sheet, which: Which, key: str) -> tuple[str, ...]:
    """The items of an entry's list, as read."""
    _, node = sheet.entry(which)
    held = next((value for name, value in node.entries if name.value == key), None)
    if isinstance(held, tree.Scalar):
        return (held.value,) if held.value else ()
    items = held.items if isinstance(held, tree.Sequence) else []
    return tuple(item.value for item in items if isinstance(item, tree.Scalar))


def _start(excerpt: Excerpt) -> tuple[bool, int, int]:
    """Sorts excerpts by where they start, those without a place last."""
    at = excerpt.at
    return (False, at.line, at.column or 0) if at else (True, 0, 0)


def _insertion(sheet: Sheet, entries: Sequence[Fields], number: int) -> Splice:
    """Put new entries before the one with this number."""
    text, listing = sheet.text, sheet.listing
    if sheet.json:
        return _new_lines(sheet, "\n".join(entry_in_flow(each, json=True) for each in entries), number)
    if listing is None or (not listing.items and is_flow(text, listing)):
        return _first_entries(sheet, "\n".join(entry_in_block(each, 0) for each in entries))
    if is_flow(text, listing):
        written = ", ".join(entry_in_flow(each) for each in entries)
        if number:
            end = listing.items[number - 1].end
            return Splice(end, end, f", {written}")
        start = listing.items[0].start
        return Splice(start, start, f"{written}, ")
    indent = listing.start - line_start(text, listing.start)
    written = ("\n" + " " * indent).join(entry_in_block(each, indent) for each in entries)
    if number:
        end = line_end(text, content_end(text, listing.items[number - 1]))
        return Splice(end, end, "\n" + " " * indent + written)
    return Splice(listing.start, listing.start, written + "\n" + " " * indent)


def _first_entries(sheet: Sheet, written: str) -> Splice:
    """Put the first entries into a file that has none: no list, `excerpts:` left blank, or `[]`."""
    text, listing = sheet.text, sheet.listing
    if listing is not None:
        lead = "" if sheet.top is None else "\n"
        return Splice(listing.start, listing.end, lead + written)
    blank = [key for key, _ in sheet.top.entries if key.value == "excerpts"] if sheet.top else []
    if blank:
        end = line_end(text, blank[0].end)
        return Splice(end, end, "\n" + written)
    return Splice(len(text), len(text), f"{_after_break(text)}excerpts:\n{written}\n")


def _new_lines(sheet: Sheet, written: str, number: int) -> Splice:
    text = sheet.text
    before = sheet.items[number - 1] if number else sheet.top
    if before is not None:
        end = line_end(text, before.end)
        return Splice(end, end, "\n" + written)
    if sheet.items:
        start = line_start(text, sheet.items[0].start)
        return Splice(start, start, written + "\n")
    return Splice(len(text), len(text), f"{_after_break(text)}{written}\n")


def _removal(sheet: Sheet, number: int) -> list[Splice]:
    text, node, listing = sheet.text, sheet.items[number], sheet.listing
    if sheet.json:
        return [remove_lines(text, node.start, node.end)]
    if listing is None:
        raise SpliceError("there is no list to take an entry from")
    if is_flow(text, listing):
        return flow_items(
            text, [(each.start, each.end) for each in listing.items], {number}, [], listing.start
        )
    dash, end = dash_of(text, node.start), content_end(text, node)
    if len(listing.items) > 1:
        return [remove_lines(text, dash, end)]
    if sheet.top is None:
        return [Splice(dash, end, "[]")]
    key = next(key for key, _ in sheet.top.entries if key.value == "excerpts")
    colon = text.index(":", key.end) + 1
    return [Splice(colon, colon, " []"), remove_lines(text, dash, end)]


def _after_break(text: str) -> str:
    """A line feed where the text does not end in one."""
    return "\n" if text and not text.endswith("\n") else ""
