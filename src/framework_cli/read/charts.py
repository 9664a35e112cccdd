"""charts/CASE.md → cells: the summaries analysts wrote, their citations, comments and evidence."""

import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from framework_cli.model import rules
from framework_cli.model.cell import Cell, CellKey, ChartFile, Citation, Evidence, State
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.read.fields import Document, Fields
from framework_cli.read.files import conflicts, read_text
from framework_cli.read.identity import composed
from framework_cli.read.listing import File
from framework_cli.read.suggest import did_you_mean
from framework_cli.read.transcript import front_matter
from framework_cli.read.tree import parse

# Groups: the level, the title, what stands in the braces at the end. Possessive, so that a long line of
# blanks or braces takes no longer than its length.
HEADING = re.compile(
    r"^(#{1,6})[ \t]+((?:[^\n{]|\{(?![^{}\n]*\}[ \t]*$))*+)(?:\{([^{}\n]*)\}[ \t]*)?$", re.MULTILINE
)
CELL = re.compile(r"^#{1,6}[ \t][^\n]*\{#[^{}\n]*\}[ \t]*$", re.MULTILINE)
ATTRIBUTE = re.compile(r'([\w.#-]+)=(?:"([^"]*)"|(\S*))|(\S+)')
TOOL = re.compile(r"<!--\s*(evidence|framework)\b")
EVIDENCE = re.compile(r"(\w[\w.-]*):([0-9a-f]{4})")
# An analyst's comment may hold references in single brackets.
COMMENT = re.compile(r"\[\[((?>\[[^\[\]]*\]|[^\[\]]|\[(?!\[)|\](?!\]))*+)\]\]")
CITED = re.compile(
    r"\[(?P<star>\*?)(?:@(?P<id>\w[\w.-]*)"
    r"|(?P<source>[^\[\]\n:@*][^\[\]\n:]*):(?P<line>\d{1,9})(?:[-–](?P<end>\d{1,9}))?)\]"
)
KEYS = ("charted", "on", "reviewed", "codebook", "state")
STATES = (State.NOTHING_SAID, State.NOT_ASKED)


class Span(NamedTuple):
    """A stretch of the file, end exclusive; `tool` says whether it is one of the tool's own comments."""

    start: int
    end: int
    tool: bool


class Heading(NamedTuple):
    """A heading: its level and the stretch of its line; `attributes` is what stands in its braces."""

    level: int
    start: int
    end: int
    attributes: str | None
    at: int


def read_chart(
    root: Path, file: File, sources: Container[str] = ()
) -> tuple[ChartFile | None, list[Diagnostic]]:
    """One file of cell summaries. `sources` tells `[01:44]`, a time, from a reference to source `01`."""
    text, found = read_text(root, file.path)
    if text is None:
        return None, found
    document = Document(file.path, text)
    document.found += [*found, *conflicts(text, file.path)]
    if not text.strip():
        document.report(rules.EMPTY_FILE, f"{file.path} is empty")
    return chart_of(document, file, sources), document.found


def chart_of(document: Document, file: File, sources: Container[str]) -> ChartFile:
    """The cells of a chart's text; problems go to the document."""
    text = document.text
    case, wave = case_of(file)
    body = _front(document, case, wave)
    comments = _html_comments(document, body)
    headings = [h for h in _headings(text, body) if not _within(h.start, comments)]
    portrait = _without(text, body, headings[0].start if headings else len(text), comments)
    cells = tuple(_cells(document, (case, wave), headings, comments, sources))
    _report_twice(document, cells)
    return ChartFile(file.path, case, wave, portrait, cells, text)


def case_of(file: File) -> tuple[str, str]:
    """Case and wave as the file's name gives them: `P01` or `P01@2`."""
    case, at, wave = file.stem.rpartition("@")
    return (case, wave) if at and case and wave else (file.stem, "")


def _front(document: Document, case: str, wave: str) -> int:
    """Check the front matter against the file's name; where the text after it starts."""
    within = front_matter(document.text)
    if within is None:
        return 0
    node, found = parse(document.text, document.path, span=within[:2])
    document.found += found
    if node is not None:
        fields = Fields(document, node, "the front matter")
        for name, named in (("case", case), ("wave", wave)):
            said = composed(fields.text(name))
            value = fields.get(name)
            if value is not None and said != named:
                message = f"front matter says {name} “{said}”, the file's name says “{named}”"
                hint = "rename the file, or correct the front matter"
                document.report(rules.CHART_CASE, message, value.start, value.end, hint=hint)
        fields.finish()
    return within[2]


def _html_comments(document: Document, body: int) -> list[Span]:
    """Every `<!-- … -->`, in order. One that is not closed ends at the next cell or comment."""
    text, spans = document.text, []
    at = text.find("<!--", body)
    while at >= 0:
        close = text.find("-->", at + 4)
        again = text.find("<!--", at + 4)
        if close < 0 or 0 <= again < close:
            hint = "close it with -->"
            document.report(rules.OPEN_COMMENT, "this comment is not closed", at, at + 4, hint=hint)
            cell = CELL.search(text, at)
            ends = [place for place in (again, cell.start() if cell else -1) if place >= 0]
            end = min(ends, default=len(text))
        else:
            end = close + 3
        spans.append(Span(at, end, TOOL.match(text, at) is not None))
        at = text.find("<!--", end)
    return spans


def _headings(text: str, body: int) -> Iterator[Heading]:
    for found in HEADING.finditer(text, body):
        at = found.start(3) - 1 if found[3] is not None else found.start()
        yield Heading(len(found[1]), found.start(), found.end(), found[3], at)


def _within(at: int, spans: list[Span]) -> bool:
    return any(span.start < at < span.end for span in spans)


def _cells(
    document: Document,
    row: tuple[str, str],
    headings: list[Heading],
    comments: list[Span],
    sources: Container[str],
) -> Iterator[Cell]:
    """The cells in file order."""
    for position, heading in enumerate(headings):
        marks = _marks(document, heading)
        if marks is None:
            continue
        end = len(document.text)
        for later in headings[position + 1 :]:
            if later.level <= heading.level or _is_cell(later):
                end = later.start
                break
        yield _cell(document, CellKey(*row, marks.pop("#")), heading, end, marks, comments, sources)


def _is_cell(heading: Heading) -> bool:
    return heading.attributes is not None and bool(re.search(r"(?:^|\s)#\S", heading.attributes))


def _marks(document: Document, heading: Heading) -> dict[str, str] | None:
    """The attributes of a cell's heading, its id under `#`; None where the heading is no cell's."""
    given = heading.attributes
    if given is None or not re.search(r"(?:^|\s)#|=", given):
        return None
    marks: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(given):
        at = heading.at + 1 + found.start()
        end = heading.at + 1 + found.end()
        name, value, word = found[1], found[2] if found[2] is not None else found[3], found[4]
        if word is not None and re.fullmatch(r"#\w[\w.-]*", word) and "#" not in marks:
            marks["#"] = word[1:]
        elif word is not None:
            message = f"“{word}” cannot be read in a cell's heading"
            document.report(rules.CELL_ATTRIBUTE, message, at, end, hint="write {#id key=value …}")
        elif name not in KEYS:
            hint = did_you_mean(name, KEYS) or "known keys: " + ", ".join(KEYS)
            document.report(rules.CELL_ATTRIBUTE, f"a cell's heading has no “{name}”", at, end, hint=hint)
        elif name in marks:
            document.report(rules.CELL_ATTRIBUTE, f"“{name}” is given twice", at, end, hint="keep one")
        elif name == "state" and value not in STATES:
            hint = did_you_mean(value, STATES) or "nothing-said or not-asked"
            document.report(rules.CELL_ATTRIBUTE, f"there is no state “{value}” to write", at, end, hint=hint)
        elif name == "codebook" and not re.fullmatch(r"[0-9]{1,9}", value):
            hint = "write the codebook's version, a number"
            document.report(rules.CELL_ATTRIBUTE, "“codebook” must be a number", at, end, hint=hint)
        else:
            marks[name] = value
    if "#" not in marks:
        hint = "write the subtheme's id first: {#id …}"
        document.report(rules.CELL_ATTRIBUTE, "the heading names no cell", heading.at, heading.end, hint=hint)
        return None
    return marks


def _cell(
    document: Document,
    key: CellKey,
    heading: Heading,
    end: int,
    marks: dict[str, str],
    comments: list[Span],
    sources: Container[str],
) -> Cell:
    text = document.text
    own = [c for c in comments if heading.end <= c.start < end]
    said = _said(document, heading.end, end, own)
    words = _without(text, heading.end, end, [c for c in own if c.tool])
    return Cell(
        key=key,
        path=document.path,
        line=document.lines.line(heading.start),
        start=heading.start,
        end=end,
        words=words,
        summary=_without(text, heading.end, end, sorted([*own, *said])),
        written=State(marks["state"]) if "state" in marks else None,
        charted=marks.get("charted", ""),
        on=marks.get("on", ""),
        reviewed=marks.get("reviewed", ""),
        evidence=_evidence(document, own),
        citations=tuple(_citations(text, heading.end, end, sorted([*own, *said]), sources)),
        codebook=int(marks["codebook"]) if "codebook" in marks else None,
        comments=tuple(text[c.start + 2 : c.end].removesuffix("]]").strip() for c in said),
    )


def _said(document: Document, start: int, end: int, own: list[Span]) -> list[Span]:
    """The analysts' comments in `[[ ]]`; one that is not closed goes to the end of the cell."""
    text, spans = document.text, []
    at = text.find("[[", start, end)
    while at >= 0:
        if _within(at, own):
            at = text.find("[[", at + 2, end)
            continue
        found = COMMENT.match(text, at, end)
        if found is None:
            document.report(
                rules.OPEN_COMMENT, "this comment is not closed", at, at + 2, hint="close it with ]]"
            )
        stop = found.end() if found else end
        spans.append(Span(at, stop, False))
        at = text.find("[[", stop, end)
    return spans


def _evidence(document: Document, own: list[Span]) -> tuple[Evidence, ...] | None:
    """The items of the cell's evidence comment; None where it has none."""
    items: list[Evidence] | None = None
    for span in own:
        found = TOOL.match(document.text, span.start)
        if found is None or found[1] != "evidence":
            continue
        if items is not None:
            message = "the cell has a second evidence comment"
            document.report(rules.EVIDENCE_SYNTAX, message, span.start, span.end, hint="delete the older one")
            continue
        items = []
        for word in re.finditer(r"[^\s>]\S*", document.text[found.end() : span.end].removesuffix("-->")):
            item = EVIDENCE.fullmatch(word[0])
            if item:
                items.append(Evidence(item[1], item[2]))
                continue
            at = found.end() + word.start()
            hint = "evidence is written id:1a2b; mark the cell as charted again to write it anew"
            message = "this evidence cannot be read"
            document.report(rules.EVIDENCE_SYNTAX, message, at, at + len(word[0]), hint=hint)
    return None if items is None else tuple(items)


def _citations(
    text: str, start: int, end: int, skip: list[Span], sources: Container[str]
) -> Iterator[Citation]:
    for found in CITED.finditer(text, start, end):
        if any(span.start <= found.start() < span.end for span in skip):
            continue
        star = bool(found["star"])
        if found["id"]:
            yield Citation(found["id"], star, found.start(), found.end())
            continue
        source, line, last = (
            composed(found["source"].strip()),
            int(found["line"]),
            int(found["end"] or found["line"]),
        )
        if not source.isdigit() or source in sources:
            yield Citation("", star, found.start(), found.end(), source, line, last)


def _without(text: str, start: int, end: int, spans: list[Span]) -> str:
    """A stretch of text without some comments; a comment alone on its lines takes its line feed along."""
    parts, at = [], start
    for span in spans:
        if span.start < at or span.start >= end:
            continue
        parts.append(text[at : span.start])
        at = min(span.end, end)
        if text[span.start - 1 : span.start] == "\n" and text[at : at + 1] == "\n":
            at += 1
    parts.append(text[at:end])
    return "".join(parts).strip()


def _report_twice(document: Document, cells: tuple[Cell, ...]) -> None:
    first: dict[str, Cell] = {}
    for cell in cells:
        known = first.setdefault(cell.key.code, cell)
        if known is not cell:
            related = (Related(document.where(known.start), "first written here"),)
            stop = document.lines.end_of(cell.line)
            hint = "put the two together under one heading"
            message = f"cell {cell.key} is written twice"
            document.report(rules.DUPLICATE_CELL, message, cell.start, stop, hint=hint, related=related)
