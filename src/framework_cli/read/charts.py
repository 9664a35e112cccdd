"""charts/CASE.md → cells: the summaries analysts wrote, their citations, comments and evidence."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain

from framework_cli.model import rules
from framework_cli.model.cell import Cell, CellKey, ChartFile, Citation, Evidence, State
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.read.fields import Document
from framework_cli.read.identity import composed
from framework_cli.read.listing import File
from framework_cli.read.outline import ATTRIBUTE, Comment, Heading, Outline, within
from framework_cli.read.prose import front_fields, open_prose
from framework_cli.read.snapshot import Root
from framework_cli.read.suggest import did_you_mean

EVIDENCE = re.compile(r"(\w[\w.-]*):([0-9a-f]{4})")
# An analyst's comment may hold references in single brackets.
COMMENT = re.compile(r"\[\[((?>\[[^\[\]]*\]|[^\[\]]|\[(?!\[)|\](?!\]))*+)\]\]")
CITED = re.compile(
    r"\[(?P<star>\*?)(?:@(?P<id>\w[\w.-]*)"
    r"|(?P<source>[^\[\]\n:@*][^\[\]\n:]*):(?P<line>\d{1,9})(?:[-–](?P<end>\d{1,9}))?)\]"
)
Stretch = tuple[int, int]
KEYS = ("charted", "on", "reviewed", "codebook", "state")
STATES = (State.NOTHING_SAID, State.NOT_ASKED)


def read_chart(
    root: Root, file: File, sources: Container[str] = ()
) -> tuple[ChartFile | None, list[Diagnostic]]:
    """One file of cell summaries. `sources` tells `[01:44]`, a time, from a reference to source `01`."""
    document, found = open_prose(root, file.path)
    return (chart_of(document, file, sources) if document else None), found


def chart_of(document: Document, file: File, sources: Container[str]) -> ChartFile:
    """The cells of a chart's text; problems go to the document."""
    outline = Outline.of(document.text)
    case, wave = case_of(file)
    _check_front(document, case, wave)
    for comment in outline.comments:
        if not comment.closed:
            _report_open(document, comment.start, "<!--", "-->")
    first = outline.headings[0].start if outline.headings else len(document.text)
    portrait = _without(document.text, outline.body, first, outline.comments)
    cells = tuple(_cells(document, outline, (case, wave), sources))
    _report_twice(document, cells)
    _report_outside(document, outline)
    return ChartFile(file.path, case, wave, portrait, cells, document.text)


def cells_of(text: str, chart: ChartFile) -> tuple[Cell, ...]:
    """The cells of a chart file if it said something else; its problems are not told."""
    stem = f"{chart.case}@{chart.wave}" if chart.wave else chart.case
    return chart_of(Document(chart.path, text), File(chart.path, stem, ".md"), ()).cells


def case_of(file: File) -> tuple[str, str]:
    """Case and wave as the file's name gives them: `P01` or `P01@2`."""
    case, at, wave = file.stem.rpartition("@")
    return (case, wave) if at and case and wave else (file.stem, "")


def _check_front(document: Document, case: str, wave: str) -> None:
    """Check the front matter against the file's name."""
    fields, _ = front_fields(document)
    for name, named in (("case", case), ("wave", wave)):
        said, value = composed(fields.text(name)), fields.get(name)
        if value is not None and said != named:
            message = f"front matter says {name} “{said}”, the file's name says “{named}”"
            hint = "rename the file, or correct the front matter"
            document.report(rules.CHART_CASE, message, value.start, value.end, hint=hint)
    fields.finish()


def _cells(
    document: Document, outline: Outline, row: tuple[str, str], sources: Container[str]
) -> Iterator[Cell]:
    """The cells in file order."""
    for heading in outline.headings:
        marks = _marks(document, heading)
        if marks is not None:
            yield _cell(document, outline, heading, CellKey(*row, heading.id), marks, sources)


def _marks(document: Document, heading: Heading) -> dict[str, str] | None:
    """The attributes of a cell's heading; None where the heading is no cell's."""
    if not heading.ends and "=" not in heading.attributes:
        return None
    marks: dict[str, str] = {}
    named = False
    for found in ATTRIBUTE.finditer(heading.attributes):
        name, value, word = found[1], found[2] if found[2] is not None else found[3], found[4]
        if word == f"#{heading.id}" and not named:
            named = True
            continue
        why, hint = _objection(name, value, word, marks)
        if why:
            at, end = heading.inside + found.start(), heading.inside + found.end()
            document.report(rules.CELL_ATTRIBUTE, why, at, end, hint=hint)
        else:
            marks[name] = value
    if not named:
        hint, at = "write the subtheme's id first: {#id …}", heading.inside - 1
        document.report(rules.CELL_ATTRIBUTE, "the heading names no cell", at, heading.end, hint=hint)
        return None
    return marks


def _objection(name: str, value: str, word: str | None, known: Container[str]) -> tuple[str, str]:
    """What is wrong with one attribute of a heading, and how to mend it; empty where nothing is."""
    if word is not None:
        return f"“{word}” cannot be read in a cell's heading", "write {#id key=value …}"
    if name not in KEYS:
        return f"a cell's heading has no “{name}”", did_you_mean(name, KEYS) or "known keys: " + ", ".join(
            KEYS
        )
    if name in known:
        return f"“{name}” is given twice", "keep one"
    if name == "state" and value not in STATES:
        return f"there is no state “{value}” to write", did_you_mean(
            value, STATES
        ) or "nothing-said or not-asked"
    if name == "codebook" and not re.fullmatch(r"[0-9]{1,9}", value):
        return "“codebook” must be a number", "write the codebook's version, a number"
    return "", ""


def _cell(
    document: Document,
    outline: Outline,
    heading: Heading,
    key: CellKey,
    marks: dict[str, str],
    sources: Container[str],
) -> Cell:
    text, start, end = document.text, heading.end, outline.end(heading)
    own = outline.within(heading)
    said = _said(document, start, end, own)
    both = sorted([*own, *said])
    return Cell(
        key=key,
        path=document.path,
        line=document.lines.line(heading.start),
        start=heading.start,
        end=end,
        words=_without(text, start, end, [comment for comment in own if comment.tool]),
        summary=_without(text, start, end, both),
        written=State(marks["state"]) if "state" in marks else None,
        charted=marks.get("charted", ""),
        on=marks.get("on", ""),
        reviewed=marks.get("reviewed", ""),
        evidence=_evidence(document, own),
        citations=tuple(_citations(text, _outside(text, start, end, both), sources)),
        codebook=int(marks["codebook"]) if "codebook" in marks else None,
        comments=tuple(text[c.start + 2 : c.end].removesuffix("]]").strip() for c in said),
    )


def _report_outside(document: Document, outline: Outline) -> None:
    """Report headings of no cell with words beneath that belong into one: evidence, or a citation."""
    ends = 0
    for number, heading in enumerate(outline.headings, 1):
        if heading.ends:
            ends = outline.end(heading)
        if heading.start < ends or heading.ends or "=" in heading.attributes:
            continue
        end = outline.headings[number].start if number < len(outline.headings) else len(document.text)
        beneath = outline.between(heading.end, end)
        words = _without(document.text, heading.end, end, beneath)
        if any(c.tool for c in beneath) or any(cited["id"] for cited in CITED.finditer(words)):
            message = "what stands beneath this heading is in no cell, and is shown nowhere"
            hint = "write the subtheme's id at the end of the heading: {#id}"
            document.report(rules.OUTSIDE_CELLS, message, heading.start, heading.end, hint=hint)


def _report_open(document: Document, at: int, opening: str, closing: str) -> None:
    hint = f"close it with {closing}"
    document.report(rules.OPEN_COMMENT, "this comment is not closed", at, at + len(opening), hint=hint)


def _said(document: Document, start: int, end: int, own: tuple[Comment, ...]) -> list[Comment]:
    """The analysts' comments in `[[ ]]`; one that is not closed goes to the end of the cell."""
    text, found = document.text, []
    at = text.find("[[", start, end)
    while at >= 0:
        stop = at + 2
        if not within(own, at):
            closed = COMMENT.match(text, at, end)
            if closed is None:
                _report_open(document, at, "[[", "]]")
            stop = closed.end() if closed else end
            found.append(Comment(at, stop))
        at = text.find("[[", stop, end)
    return found


def _evidence(document: Document, own: Iterable[Comment]) -> tuple[Evidence, ...] | None:
    """The items of the cell's evidence comment; None where it has none."""
    listed = [comment for comment in own if comment.tool == "evidence"]
    for other in listed[1:]:
        message, hint = "the cell has a second evidence comment", "delete the older one"
        document.report(rules.EVIDENCE_SYNTAX, message, other.start, other.end, hint=hint)
    return tuple(_items(document, listed[0])) if listed else None


def _items(document: Document, comment: Comment) -> Iterator[Evidence]:
    begin = document.text.index(comment.tool, comment.start) + len(comment.tool)
    for word in re.finditer(r"[^\s>]\S*", document.text[begin : comment.end].removesuffix("-->")):
        item = EVIDENCE.fullmatch(word[0])
        if item:
            yield Evidence(item[1], item[2])
            continue
        at, message = begin + word.start(), "this evidence cannot be read"
        hint = "evidence is written id:1a2b; mark the cell as charted again to write it anew"
        document.report(rules.EVIDENCE_SYNTAX, message, at, at + len(word[0]), hint=hint)


def _citations(text: str, stretches: Iterable[Stretch], sources: Container[str]) -> Iterator[Citation]:
    for found in chain.from_iterable(CITED.finditer(text, *stretch) for stretch in stretches):
        star = bool(found["star"])
        if found["id"]:
            yield Citation(found["id"], star, found.start(), found.end())
            continue
        if not is_time(found, sources):
            line = int(found["line"])
            source, last = composed(found["source"].strip()), int(found["end"] or line)
            yield Citation("", star, found.start(), found.end(), source, line, last)


def is_time(found: re.Match[str], sources: Container[str]) -> bool:
    """Whether what `CITED` matches is a time (`[01:44]`) and cites nothing: no source is called `01`."""
    source = composed((found["source"] or "").strip())
    return source.isdigit() and source not in sources


def _without(text: str, start: int, end: int, comments: Iterable[Comment]) -> str:
    """A stretch of text without some comments."""
    return "".join(text[at:stop] for at, stop in _outside(text, start, end, comments)).strip()


def _outside(text: str, start: int, end: int, comments: Iterable[Comment]) -> Iterator[Stretch]:
    """What lies between some comments; one that is alone on its lines takes its line feed along."""
    for comment in comments:
        if comment.end <= start or comment.start >= end:
            continue
        yield start, max(start, comment.start)
        start = min(comment.end, end)
        if text[comment.start - 1 : comment.start] == "\n" and text[start : start + 1] == "\n":
            start += 1
    yield start, end


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
