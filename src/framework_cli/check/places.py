"""Where findings point: entries of annotation files, cells and citations of charts, lines of sources."""

import re
from collections.abc import Mapping
from functools import lru_cache

from framework_cli.model.case import Case
from framework_cli.model.cell import Cell, ChartFile
from framework_cli.model.diagnostic import Location, Route, Where
from framework_cli.model.excerpt import Annotations, Excerpt
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Passage
from framework_cli.model.source import Source
from framework_cli.model.study import Study

SOURCES, CASES, SETTINGS = "sources.csv", "cases.csv", "framework.yaml"


def files_of(study: Study) -> dict[str, Annotations]:
    """The annotation files by path."""
    return {file.path: file for file in study.annotations}


def charts_of(study: Study) -> dict[str, ChartFile]:
    """The chart files by path."""
    return {chart.path: chart for chart in study.charts}


def entry(files: Mapping[str, Annotations], excerpt: Excerpt, *keys: str | int) -> Route:
    """An entry of an annotation file, or the value of one of its keys."""
    return Route(excerpt.path, files[excerpt.path].route(excerpt, *keys))


def case_row(case: Case) -> Route:
    """A case's id in its row of cases.csv."""
    return Route(CASES, ("case", case.id))


def case_named(source: Source, id: str) -> Where:
    """Where it is said that a source speaks for a case: front matter, sources.csv, or the file's own name."""
    matter = source.text[: source.body]
    if source.case == id and re.search(r"^case:", matter, re.MULTILINE):
        return Route(source.path, ("case",))
    if id == source.id:
        return Location(source.path)
    return Route(SOURCES, ("case", id))


def lines_of(passage: Passage) -> str:
    """`line 7`, or `lines 7–9`."""
    if passage.start_line == passage.end_line:
        return f"line {passage.start_line}"
    return f"lines {passage.start_line}–{passage.end_line}"


def reading_mark(file: Annotations) -> Route:
    """The codebook version under `read:` of an annotation file."""
    by_line = not file.keys and file.entry_lines
    return Route(file.path, (0, "read", "codebook") if by_line else ("read", "codebook"))


def span(path: str, lines: Lines, start: int, end: int) -> Location:
    """A stretch of a text between two offsets."""
    first, last = lines.position(start), lines.position(end)
    return Location(path, first.line, first.column, last.line, last.column)


def in_source(source: Source, start: int, end: int) -> Location:
    """A stretch of a transcript."""
    return span(source.path, source.lines, start, end)


def in_chart(chart: ChartFile, start: int, end: int) -> Location:
    """A stretch of a chart file."""
    return span(chart.path, _lines(chart.text), start, end)


def heading(chart: ChartFile, cell: Cell) -> Location:
    """The `{#id …}` of a cell's heading, or the heading itself where it has no such braces."""
    start = cell.start
    end = chart.text.find("\n", start)
    end = len(chart.text) if end < 0 else end
    braces = re.search(r"\{#[^}\n]*\}", chart.text[start:end])
    if braces is None:
        return in_chart(chart, start, end)
    return in_chart(chart, start + braces.start(), start + braces.end())


def heading_id(chart: ChartFile, cell: Cell) -> Location:
    """The id within a cell's heading."""
    at = chart.text.find("{#" + cell.key.code, cell.start)
    if at < 0:
        return heading(chart, cell)
    return in_chart(chart, at + 2, at + 2 + len(cell.key.code))


def heading_state(chart: ChartFile, cell: Cell) -> Location:
    """The `state=…` of a cell's heading, or the braces that should hold it."""
    end = chart.text.find("\n", cell.start)
    found = re.compile(r"\bstate=[^\s}]*").search(chart.text, cell.start, len(chart.text) if end < 0 else end)
    return in_chart(chart, found.start(), found.end()) if found else heading(chart, cell)


@lru_cache(maxsize=4)
def _lines(text: str) -> Lines:
    return Lines.of(text)
