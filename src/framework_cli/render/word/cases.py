"""Case charts: one participant across all themes, with the pen portrait."""

from framework_cli.render.report.views import CaseRow, CellView, Report
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import NOTE
from framework_cli.render.word.themes import summary


def cases(page: Page, report: Report) -> None:
    """Every case, in the groups of the study's order."""
    page.heading(report.words.cases, 1)
    for group in report.groups:
        for row in group.rows:
            page.heading(row.name, 2)
            _case(page, report, row)


def _case(page: Page, report: Report, row: CaseRow) -> None:
    told = " · ".join(f"{name}: {value}" for name, value in row.attributes.items())
    if told:
        page.text(told, NOTE)
    page.prose(row.portrait)
    page.memos(row.memos)
    for theme in report.themes:
        if theme.columns:
            page.heading(f"{row.name}: {theme.number} {theme.name}", 3)
        for column in theme.columns:
            cell = row.cells[column.index]
            label = page.text(f"{column.number} {column.name}", bold=True)
            label.paragraph_format.space_after = page.Pt(1)
            label.paragraph_format.keep_with_next = True
            summary(page, None, cell)
            _beside(page, report, cell)
            page.memos(cell.memos)


def _beside(page: Page, report: Report, cell: CellView) -> None:
    """What else belongs to a cell: excerpts that its words do not cite, and who charted it."""
    uncited = ", ".join(report.quotes[key].reference for key in cell.uncited if key in report.quotes)
    told = [f"{'Excerpts not cited' if cell.prose else 'Excerpts'}: {uncited}"] if uncited else []
    told += [cell.signed] if cell.signed else []
    if told:
        page.text(". ".join(told) + ".", NOTE)
