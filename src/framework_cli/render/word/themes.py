"""Thematic charts as tables: a row a case, grouped; the quotes worth quoting, signed."""

from collections.abc import Iterator, Sequence
from typing import Any

from framework_cli.render.report.views import CaseRow, CellView, Column, Quote, Report, ThemeView
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import CELL, FIRST, NOTE, SIGNED
from framework_cli.render.word.tables import band, fill, row, table

_ACROSS = 4  # columns of summaries that can be read side by side on a page
_STUB = 27.0


def themes(page: Page, report: Report) -> None:
    """Every theme: definition, counts with their denominators, charts for the team, quotes."""
    page.heading(report.words.themes, 1)
    if report.exceptions:
        told = "Who stands apart in a column is marked, by count alone: a place to read, not a finding."
        page.text(told, NOTE)
    for theme in report.themes:
        page.heading(f"{theme.number} {theme.name}", 2)
        page.prose(theme.definition)
        apart = f" Documents apart: {theme.documents.coverage}." if theme.documents.total else ""
        page.text(f"{theme.tally.coverage}.{apart}", NOTE)
        page.memos(theme.memos)
        for column in theme.columns:
            _told(page, report, column)
        for columns in abreast(theme.columns, _ACROSS):
            if report.groups:
                _chart(page, report, theme, columns)
        _quotes(page, report, theme)


def _told(page: Page, report: Report, column: Column) -> None:
    paragraph = page.text(f"{column.number} {column.name}. ", bold=True)
    page.run(paragraph, f"{column.people.spoke}.")
    if column.documents.total:
        page.run(paragraph, f" Documents: {column.documents.spoke}.")
    paragraph.paragraph_format.space_after = page.Pt(2)
    if report.outside:
        page.prose(column.definition)
    page.memos(column.memos)


def abreast(columns: Sequence[Column], across: int) -> Iterator[Sequence[Column]]:
    """Columns in as few tables as can be read, of about the same width."""
    tables = -(-len(columns) // across)
    size = -(-len(columns) // max(tables, 1))
    for start in range(0, len(columns), size or 1):
        yield columns[start : start + size]


def _chart(page: Page, report: Report, theme: ThemeView, columns: Sequence[Column]) -> None:
    widths = (_STUB, *[(page.across - _STUB) / len(columns)] * len(columns))
    heads = [f"{column.number} {column.name}".strip() for column in columns]
    made = table(page, f"{theme.number} {theme.name}: chart", [report.words.case, *heads], widths)
    for group in report.groups:
        if group.name:
            band(page, made, widths, group.name)
        for case in group.rows:
            cells = row(page, made, widths, whole=_short(case, columns))
            named = fill(page, cells[0], case.name, FIRST)
            if case.apart:
                page.run(named, "\n" + ", ".join(case.apart), grey=True).bold = False
            for cell, column in zip(cells[1:], columns, strict=True):
                view = case.cells[column.index]
                summary(page, cell, view, report.exceptions.get(view.id, ""))


def _short(case: CaseRow, columns: Sequence[Column]) -> bool:
    """Whether a row is sure to fit on a page: one that does not must be allowed to go on in the next."""
    return all(_length(case.cells[column.index]) < 1200 for column in columns)


def _length(view: CellView) -> int:
    own = sum(len(piece.text) + sum(len(each.text) for each in piece.inside)
              for block in view.prose for item in block.items for piece in item)  # fmt: skip
    return own + sum(_length(below) for _, below in view.nested)


def summary(page: Page, cell: Any, view: CellView, exception: str = "") -> None:
    """What was written in a cell, and how it stands, in words."""
    style = "" if cell is None else CELL
    if exception:
        page.run(page.paragraph(style, cell), f"{exception}.", italic=True, grey=True)
    page.prose(view.prose, cell, style)
    for words in filter(None, (view.state, *view.notes)):
        page.run(page.paragraph(style, cell), words, grey=True, italic=True)
    for tag, below in view.nested:
        page.run(page.paragraph(style, cell), f"{tag.number} {tag.name}", bold=True)
        summary(page, cell, below)
    if cell is not None:
        first = cell.paragraphs[0]
        if not first.text and len(cell.paragraphs) > 1:
            first._p.getparent().remove(first._p)


def _quotes(page: Page, report: Report, theme: ThemeView) -> None:
    worded = [quote for quote in theme.quotes if quote.paragraphs is not None]
    if not worded:
        return
    page.heading("Quotes" if report.outside else "Worth quoting", 3)
    if theme.spread:
        page.text(f"{theme.spread}.", NOTE)
    for each in worded:
        quoted(page, each)
        signed(page, each)


def quoted(page: Page, quote: Quote) -> None:
    """The words of a quote, and who speaks in it."""
    for said in quote.paragraphs or ():
        paragraph = page.paragraph("Quote")
        if said.speaker:
            page.run(paragraph, f"{said.speaker}: ", grey=True)
        page.run(paragraph, " ".join(said.text.split("\n")))


def signed(page: Page, quote: Quote) -> None:
    """A quote's reference, or its signature where readers see no cases."""
    page.text(f"— {quote.reference or quote.signature}", SIGNED)
