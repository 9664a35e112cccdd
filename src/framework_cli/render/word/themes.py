"""Thematic charts as tables: a row a case, grouped; the quotes worth quoting, signed."""

from collections.abc import Iterator, Sequence
from typing import Any

from framework_cli.render.report.views import CellView, Column, Quote, Report, ThemeView
from framework_cli.render.word.page import GROUP, Page, shade

_ACROSS = 4  # columns that can be read side by side on a page
_WIDTH, _STUB, _SIZE = 261.0, 27.0, 8.5


def themes(page: Page, report: Report) -> None:
    """Every theme: definition, counts with their denominators, charts for the team, quotes."""
    page.heading(report.words.themes, 1)
    for theme in report.themes:
        page.heading(f"{theme.number} {theme.name}", 2)
        page.prose(theme.definition)
        for column in theme.columns:
            _told(page, report, column)
        for columns in _abreast(theme.columns):
            if report.groups:
                _chart(page, report, columns)
        _quotes(page, theme)


def excerpts(page: Page, report: Report) -> None:
    """Every excerpt that the report lists, source by source."""
    page.heading("Excerpts", 1)
    for source, quotes in report.listed:
        page.heading(source, 2)
        for quote in quotes:
            _quote(page, quote, tags=True)


def _told(page: Page, report: Report, column: Column) -> None:
    paragraph = page.text(f"{column.number} {column.name}. ", bold=True)
    page.run(paragraph, f"{column.people.spoke}.")
    if column.documents.total:
        page.run(paragraph, f" Documents: {column.documents.spoke}.")
    paragraph.paragraph_format.space_after = page.Pt(2)
    if report.outside:
        page.prose(column.definition)


def _abreast(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Columns in as few tables as can be read, of about the same width."""
    tables = -(-len(columns) // _ACROSS)
    size = -(-len(columns) // max(tables, 1))
    for start in range(0, len(columns), size or 1):
        yield columns[start : start + size]


def _chart(page: Page, report: Report, columns: Sequence[Column]) -> None:
    widths = (_STUB, *[(_WIDTH - _STUB) / len(columns)] * len(columns))
    page.text("")
    heads = [" ".join(filter(None, (column.number, column.name))) for column in columns]
    table = page.table([report.words.case, *heads], widths)
    for group in report.groups:
        if group.name:
            cells = page.row(table, widths)
            whole = cells[0].merge(cells[-1])
            page.first(whole).paragraph_format.keep_with_next = True
            page.run(page.first(whole), group.name, bold=True, size=9)
            shade(whole, GROUP)
        for row in group.rows:
            cells = page.row(table, widths)
            named = page.first(cells[0])
            page.run(named, row.name, bold=True, size=9)
            if row.apart:
                page.run(named, "\n" + ", ".join(row.apart), grey=True, size=8)
            for cell, column in zip(cells[1:], columns, strict=True):
                summary(page, cell, row.cells[column.index])


def summary(page: Page, cell: Any, view: CellView, size: float = _SIZE) -> None:
    """What was written in a cell, and how it stands, in words."""
    holder = page.document if cell is None else cell
    page.prose(view.prose, holder, size)
    for words in filter(None, (view.state, *view.notes)):
        paragraph = holder.add_paragraph()
        page.run(paragraph, words, grey=True, italic=True, size=size)
    for tag, below in view.nested:
        paragraph = holder.add_paragraph()
        page.run(paragraph, f"{tag.number} {tag.name}", bold=True, size=size)
        summary(page, cell, below, size)
    if cell is not None:
        first = cell.paragraphs[0]
        if not first.text and len(cell.paragraphs) > 1:
            first._p.getparent().remove(first._p)


def _quotes(page: Page, theme: ThemeView) -> None:
    worded = [quote for quote in theme.quotes if quote.paragraphs is not None]
    if not worded:
        return
    page.heading("Quotes", 3)
    if theme.spread:
        page.text(f"{theme.spread}.", grey=True, italic=True)
    for quote in worded:
        _quote(page, quote)


def _quote(page: Page, quote: Quote, *, tags: bool = False) -> None:
    """A quote with who speaks in it, and its reference, or its signature where readers see no cases."""
    for said in quote.paragraphs or ():
        paragraph = page.document.add_paragraph()
        paragraph.paragraph_format.left_indent = page.Mm(8)
        paragraph.paragraph_format.space_after = page.Pt(2)
        paragraph.paragraph_format.keep_with_next = True
        if said.speaker:
            page.run(paragraph, f"{said.speaker}: ", grey=True)
        page.run(paragraph, " ".join(said.text.split("\n")))
    signed = page.document.add_paragraph()
    signed.paragraph_format.left_indent = page.Mm(8)
    star = "* " if quote.key and tags else ""
    told = [quote.reference or quote.signature]
    told += [", ".join(f"{tag.number} {tag.name}" for tag in quote.tags)] if tags else []
    page.run(signed, f"— {star}{' · '.join(filter(None, told))}", grey=True, size=9)
