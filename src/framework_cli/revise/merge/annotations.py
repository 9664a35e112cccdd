"""Three versions of an annotation file → one, entry by entry."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from framework_cli.read import jsonl as json_lines
from framework_cli.read import tree
from framework_cli.read.excerpt import place
from framework_cli.revise.merge.entry import merge_entry
from framework_cli.revise.merge.leaves import Leaf, Leaves, indented, remarks
from framework_cli.revise.merge.pieces import NotMergeableError, Part, lines, ordered, settled, union
from framework_cli.write import SpliceError
from framework_cli.write.entry import TOP, Value, entry_in_flow
from framework_cli.write.sheet import Contents, Sheet
from framework_cli.write.splice import apply, line_end, set_members

Key = tuple[str, str, int]
NOWHERE = (10**9, 0)  # after every place that can be written


def merge_annotations(base: str, ours: str, theirs: str, *, jsonl: bool = False) -> list[Part]:
    """The parts of the merged file (canonical text), in order; a conflict stands at one entry only.

    What either side added is in, an entry once; what one side changed or took out is as it left it;
    codes are merged as a set. Raises NotMergeableError where a version is not what the tool reads.
    """
    was, one, other = (Leaves.of(text, jsonl=jsonl) for text in (base, ours, theirs))
    try:
        parts = _merged(was, one, other, jsonl=jsonl)
    except SpliceError as fault:
        raise NotMergeableError(str(fault)) from fault
    _check(parts, one, other, jsonl=jsonl)
    return parts


def _check(parts: Sequence[Part], ours: Leaves, theirs: Leaves, *, jsonl: bool) -> None:
    """Read the outcome back: it must be readable, and give no id more often than a side does."""
    most = Counter(map(_id, ours.leaves)) | Counter(map(_id, theirs.leaves))
    halves = {
        "".join(p.text for p in parts),
        "".join(p.text if p.theirs is None else p.theirs for p in parts),
    }
    for text in halves:
        found = _said(text, jsonl=jsonl)
        if found is None or found - most:
            raise NotMergeableError("the two sides cannot be put together entry by entry")


def _said(text: str, *, jsonl: bool) -> Counter[str] | None:
    """How often each id stands in a file; None where it cannot be read."""
    if jsonl:
        lines = [json_lines.values(text[line.start : line.end]) for line in json_lines.lines_of(text)]
        return Counter(str(said["id"]) for said in lines if said.get("id")) if all(lines) else None
    said = tree.values(text) if text.strip() else ()
    listed = said.get("excerpts", ()) if isinstance(said, dict) else said
    if not isinstance(listed, tuple) or not all(isinstance(each, dict) for each in listed):
        return Counter() if listed == "" else None
    return Counter(str(each["id"]) for each in listed if each.get("id"))


def _merged(base: Leaves, ours: Leaves, theirs: Leaves, *, jsonl: bool) -> list[Part]:
    top = _top(base.top, ours.top, theirs.top)
    sha = top.get("text", "")
    was, one, other = (dict(zip(own, side.leaves, strict=True)) for own, side in _keys(base, ours, theirs))
    indent = 0 if jsonl else settled(base.indent, ours.indent, theirs.indent)[1]
    merged: dict[Key, list[Part]] = {}
    for key in dict.fromkeys([*one, *other]):
        versions = was.get(key), one.get(key), other.get(key)
        entry = merge_entry(*versions, sha, json=jsonl)
        if entry is not None:
            merged[key] = _led(*versions, _indented(entry, indent))
        elif lead := _orphan(*versions):
            merged[key] = [Part(lead)]
    order = ordered(list(was), list(one), list(other), merged, lambda key: _rank(one.get(key) or other[key]))
    parts = [part for key in order for part in merged[key]]
    opening = _text(lines(base.opening, ours.opening, theirs.opening))
    tail = _text(lines(base.tail, ours.tail, theirs.tail))
    if jsonl:
        return [Part(_header(ours, theirs, top) + opening), *parts, Part(tail)]
    return _framed(base, ours, theirs, top, [Part(opening), *parts, Part(tail)])


def _text(merged: str | None) -> str:
    if merged is None:
        raise NotMergeableError("both sides changed its comments")
    return merged


def _top(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """The keys above the entries. Of two new hashes the lesser is taken: entries keep the other."""
    merged: dict[str, Any] = {}
    for key in dict.fromkeys([*base, *ours, *theirs]):
        values = base.get(key), ours.get(key), theirs.get(key)
        known, value = settled(*values)
        if not known and key == "dropped":
            value = list(union(*(tuple(each or ()) for each in values)))
        elif not known and key == "read":
            value = max((each for each in values[1:] if each), key=_reading)
        elif not known:
            value = min(each for each in values[1:] if each)
        if value is not None:
            merged[key] = value
    return merged


def _reading(mark: Any) -> tuple[int, str]:
    """Sorts reading marks: the later codebook version, then the later day."""
    if not isinstance(mark, dict):
        raise NotMergeableError("its reading mark cannot be read")
    version = str(mark.get("codebook", "0"))
    return (int(version) if version.isdecimal() else 0, str(mark.get("on", "")))


def _keys(base: Leaves, ours: Leaves, theirs: Leaves) -> Iterator[tuple[list[Key], Leaves]]:
    """What each entry is known by: its id; without one, its words and how many entries with them stand above.

    An entry that was without id, and was given one on a side, is known there by its words still.
    """
    ids = {id for leaf in base.leaves if (id := _id(leaf))}
    open = Counter(str(leaf.said.get("quote")) for leaf in base.leaves if not _id(leaf))
    for side in (base, ours, theirs):
        yield list(_named(side.leaves, ids, open)), side


def _named(leaves: Sequence[Leaf], ids: set[str], open: Counter[str]) -> Iterator[Key]:
    seen: Counter[tuple[str, str]] = Counter()
    for leaf in leaves:
        id, quote = _id(leaf), str(leaf.said.get("quote"))
        by_words = not id or (id not in ids and seen["quote", quote] < open[quote])
        name = ("quote", quote) if by_words else ("id", id)
        yield (*name, seen[name])
        seen[name] += 1


def _id(leaf: Leaf) -> str:
    return str(leaf.said.get("id") or "")


def _rank(leaf: Leaf) -> tuple[int, int]:
    at = place(str(leaf.said.get("at", "")))
    return (at.line, at.column or 0) if at else NOWHERE


def _indented(part: Part, by: int) -> Part:
    return Part(indented(part.text, by), part.theirs and indented(part.theirs, by))


def _led(base: Leaf | None, ours: Leaf | None, theirs: Leaf | None, entry: Part) -> list[Part]:
    """An entry with the comments above it; comments that both sides changed are a conflict with it."""
    leads = [each.lead if each else None for each in (base, ours, theirs)]
    there = [lead for lead in leads[1:] if lead is not None]
    if len(there) == 1:
        return [Part(there[0]), entry]
    lead = lines(leads[0] or "", there[0], there[1])
    if lead is not None:
        return [Part(lead), entry]
    other = entry.text if entry.theirs is None else entry.theirs
    return [Part(there[0] + entry.text, there[1] + other)]


def _orphan(base: Leaf | None, ours: Leaf | None, theirs: Leaf | None) -> str:
    """Comments that one side wrote above an entry that the other took out: they stay."""
    there = ours or theirs
    known = base.lead.split("\n") if base else []
    new = any(line.strip() and line not in known for line in (there.lead if there else "").split("\n"))
    return there.lead if there and new else ""


def _header(ours: Leaves, theirs: Leaves, top: dict[str, Any]) -> str:
    """The first line of JSON Lines, where there is one."""
    for side in (ours, theirs):
        if side.top == top:
            return side.frame if side.frame.endswith("\n") or not side.frame else side.frame + "\n"
    return entry_in_flow(top, json=True) + "\n"


def _framed(base: Leaves, ours: Leaves, theirs: Leaves, top: dict[str, Any], parts: list[Part]) -> list[Part]:
    """Put the entries where the frame has its empty list."""
    bare = settled(base.bare, ours.bare, theirs.bare)[1] and not top
    if bare:
        return parts
    frame = _frame(base, ours, theirs, top)
    sheet = Sheet.of(frame)
    listing = sheet.listing
    if listing is None or not any(part.text or part.theirs for part in parts[1:-1]):
        return [Part(frame + parts[0].text + parts[-1].text)]
    start = len(frame[: listing.start].rstrip(" "))
    stop = line_end(frame, listing.end)
    first = Part(frame[:start] + frame[listing.end : stop] + "\n" + parts[0].text)
    return [first, *parts[1:], Part(frame[stop + 1 :])]


def _frame(base: Leaves, ours: Leaves, theirs: Leaves, top: dict[str, Any]) -> str:
    merged = lines(base.frame, ours.frame, theirs.frame)
    if merged is not None and _says(merged) == top:
        return merged
    was, one, other = (_remarks(side.frame) for side in (base, ours, theirs))
    known, _ = settled(was, one, other)
    if not known:
        raise NotMergeableError("both sides changed its comments")
    start = base if one == other == was and base.top else theirs if one == was and other != was else ours
    sheet = Sheet.of(start.frame)
    assert sheet.top is not None
    wanted: dict[str, Value | None] = {
        key: _value(top.get(key)) for key in {*start.top, *top} if start.top.get(key) != top.get(key)
    }
    frame = apply(start.frame, set_members(start.frame, sheet.top, TOP, wanted))
    if _says(frame) != top:
        raise NotMergeableError("what stands above its entries cannot be changed in place")
    return frame


def _value(value: Any) -> Value | None:
    return tuple(value) if isinstance(value, list) else value


def _says(frame: str) -> dict[str, Any] | None:
    try:
        return Contents.of(Sheet.of(frame)).top
    except SpliceError:
        return None


def _remarks(frame: str) -> list[str]:
    return remarks(frame, tree.parse(frame, "")[0])
