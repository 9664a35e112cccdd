"""Case charts: one participant across all themes, with the pen portrait."""

from framework_cli.render.report.views import CaseRow, Report
from framework_cli.render.word.page import Page
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
        page.text(told, grey=True)
    page.prose(row.portrait)
    for theme in report.themes:
        page.heading(f"{theme.number} {theme.name}", 3)
        for column in theme.columns:
            cell = row.cells[column.index]
            label = page.text(f"{column.number} {column.name}", bold=True)
            label.paragraph_format.space_after = page.Pt(1)
            label.paragraph_format.keep_with_next = True
            summary(page, None, cell, 10)
