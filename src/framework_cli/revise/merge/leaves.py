"""An annotation file taken apart: a frame, and entries whose every byte, comments included, has its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from framework_cli.read import tree
from framework_cli.read.files import conflicts
from framework_cli.revise.merge.pieces import NotMergeableError
from framework_cli.write import SpliceError
from framework_cli.write.sheet import Contents, Sheet, plain
from framework_cli.write.splice import content_end, dash_of, is_flow, line_end, line_start

KNOWN = frozenset({"text", "read", "excerpts", "dropped"})
EMPTY = "excerpts: []\n"


class Leaf(NamedTuple):
    """One entry as written: the lines above it that are nobody's else, its own lines, and what it says.

    The body's dash is put in the first column. `sha` is the hash of the transcript that its place was
    resolved against, its file's unless it has its own.
    """

    lead: str
    body: str
    said: dict[str, Any]
    sha: str


@dataclass(frozen=True, slots=True)
class Leaves:
    """A version of an annotation file.

    `frame` is the file with an empty list in place of its entries, `opening` what stands between the
    list's key and the first entry, `tail` what follows the last one. `bare` says that the file is a
    list and no more (the frame then makes one up), `indent` where its dashes stand.
    """

    frame: str
    opening: str
    tail: str
    top: dict[str, Any]
    leaves: tuple[Leaf, ...]
    bare: bool = False
    indent: int = 0

    @classmethod
    def of(cls, text: str, *, jsonl: bool) -> "Leaves":
        """Take canonical text apart. Raises NotMergeableError where that is not certain."""
        if conflicts(text, ""):
            raise NotMergeableError("a conflict of an earlier merge is still in it")
        if not text.strip():
            return cls("" if jsonl else EMPTY, "", text, {}, (), bare=not jsonl)
        root, problems = (None, []) if jsonl else tree.parse(text, "")
        if problems:
            raise NotMergeableError("not all of it can be read")
        try:
            sheet = Sheet.of(text, jsonl=True) if jsonl else Sheet.of_tree(text, root)
        except SpliceError as fault:
            raise NotMergeableError(str(fault)) from fault
        return _lines(sheet) if jsonl else _yaml(sheet)

    @property
    def sha(self) -> str:
        """The hash of the transcript that the file says its places are right for."""
        said = self.top.get("text", "")
        return said if isinstance(said, str) else ""


def _yaml(sheet: Sheet) -> Leaves:
    text, listing = sheet.text, sheet.listing
    if sheet.top is None:
        return _bare(sheet)
    if {key.value for key, _ in sheet.top.entries} - KNOWN or is_flow(text, sheet.top):
        raise NotMergeableError("it is no annotation file")
    top = Contents.of(sheet).top
    sha = top.get("text", "")
    key = next((key for key, _ in sheet.top.entries if key.value == "excerpts"), None)
    if key is None:
        return Leaves(text + ("" if text.endswith("\n") else "\n") + EMPTY, "", "", top, (), bare=True)
    if listing is not None and not listing.items:
        return Leaves(text, "", "", top, ())
    colon, stop = text.index(":", key.end) + 1, line_end(text, key.end)
    if listing is None:
        return Leaves(f"{text[:colon]} []{text[colon:]}", "", "", top, ())
    spans = list(_spans(sheet, listing))
    if spans[0][0] <= stop:
        raise NotMergeableError("its list is not written a line an entry")
    frame = f"{text[:colon]} []{text[colon : stop + 1]}"
    rest = text[spans[-1][1] :]
    opening = text[stop + 1 : spans[0][0]]
    keys_below = any(name.start > listing.start for name, _ in sheet.top.entries)
    tail = "" if keys_below else rest
    frame += rest if keys_below else ""
    return Leaves(frame, opening, tail, top, _leaves(sheet, spans, sha), indent=_indent(sheet))


def _bare(sheet: Sheet) -> Leaves:
    if sheet.listing is None or (is_flow(sheet.text, sheet.listing) and sheet.items):
        raise NotMergeableError("its list is not written a line an entry")
    if not sheet.items:
        return Leaves(EMPTY, "", sheet.text.replace("[]", "", 1), {}, (), bare=True)
    spans = list(_spans(sheet, sheet.listing))
    opening, tail = sheet.text[: spans[0][0]], sheet.text[spans[-1][1] :]
    return Leaves(EMPTY, opening, tail, {}, _leaves(sheet, spans, ""), bare=True, indent=_indent(sheet))


def _spans(sheet: Sheet, listing: tree.Sequence) -> Iterator[tuple[int, int]]:
    """The lines of each entry, from that of its dash."""
    text = sheet.text
    for item in listing.items:
        dash = dash_of(text, item.start)
        start = line_start(text, dash)
        if text[dash : dash + 1] != "-" or text[start:dash].strip() or not isinstance(item, tree.Mapping):
            raise NotMergeableError("its list is not written a line an entry")
        if not item.entries:
            raise NotMergeableError("an entry is empty")
        yield start, min(line_end(text, content_end(text, item)) + 1, len(text))


def _lines(sheet: Sheet) -> Leaves:
    """JSON Lines: the first line may be a frame, every other one is an entry."""
    text = sheet.text
    nodes = [*([sheet.top] if sheet.top else []), *sheet.items]
    spans = [(line_start(text, node.start), min(line_end(text, node.end) + 1, len(text))) for node in nodes]
    held = sum(1 for line in text.split("\n") if line.strip())
    if held != len(nodes):
        raise NotMergeableError("not all of it can be read")
    top = Contents.of(sheet).top
    at = spans.pop(0) if sheet.top else (0, 0)
    opening = text[at[1] : spans[0][0]] if spans else ""
    tail = text[spans[-1][1] :] if spans else text[at[1] :]
    return Leaves(text[: at[1]], opening, tail, top, _leaves(sheet, spans, top.get("text", "")))


def _leaves(sheet: Sheet, spans: Sequence[tuple[int, int]], sha: str) -> tuple[Leaf, ...]:
    found: list[Leaf] = []
    indent = _indent(sheet)
    for number, (start, end) in enumerate(spans):
        lead = sheet.text[spans[number - 1][1] : start] if number else ""
        body = sheet.text[start:end]
        said = plain(sheet.items[number])
        own = said.get("text") or sha
        plain_body = indented(body, -indent)
        if indented(plain_body, indent) != body:
            raise NotMergeableError("an entry's lines stand further out than its dash")
        found.append(Leaf(lead, plain_body, said, own))
    return tuple(found)


def _indent(sheet: Sheet) -> int:
    listing = sheet.listing
    return listing.start - line_start(sheet.text, listing.start) if listing else 0


def indented(body: str, by: int) -> str:
    """An entry's lines further in, or further out, all by as much."""
    if by >= 0:
        return re.sub(r"^(?=[^\n])", " " * by, body, flags=re.MULTILINE) if by else body
    return re.sub(rf"^ {{0,{-by}}}", "", body, flags=re.MULTILINE)


def remarks(text: str, node: tree.Node | None) -> list[str]:
    """The comments of a YAML text: what stands after `#` outside every value."""
    spans = sorted(_scalars(node)) if node else []
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    outside = "\0".join([*parts, text[at:]])
    return [found.rstrip() for found in re.findall(r"#[^\n\0]*", outside)]


def _scalars(node: tree.Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, tree.Scalar):
        if node.end > node.start:
            yield node.start, node.end
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield from _scalars(key)
            yield from _scalars(value)
