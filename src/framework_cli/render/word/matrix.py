"""The framework matrix at a glance: the state of every cell in words and a quiet colour."""

from framework_cli.render.report.views import CellView, Report, ThemeView
from framework_cli.render.word.markup import shade
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import FIRST, NOTE
from framework_cli.render.word.tables import band, fill, row, table
from framework_cli.render.word.themes import abreast

_STUB, _ACROSS = 34.0, 10  # millimetres; columns of a word or two that can be read side by side
_GROUNDS = {"charted": "E9F2EE", "stale": "FFF3D6", "nothing-said": "F1F1EE", "not-asked": "E6EAF2"}


def matrix(page: Page, report: Report) -> None:
    """A table for each theme: a row a case, a column a subtheme."""
    words = report.words
    page.heading("Framework matrix", 1)
    page.text(
        "The state of every cell, with the number of its excerpts. "
        f"The summaries stand by {words.theme.lower()} and by {words.case.lower()}.",
        NOTE,
    )
    for theme in report.themes:
        if theme.columns:
            _theme(page, report, theme)


def _theme(page: Page, report: Report, theme: ThemeView) -> None:
    for columns in abreast(theme.columns, _ACROSS):
        widths = (_STUB, *[(page.across - _STUB) / len(columns)] * len(columns))
        heads = [f"{column.number} {column.name}".strip() for column in columns]
        made = table(page, f"{theme.number} {theme.name}: states", [report.words.case, *heads], widths)
        for group in report.groups:
            if group.name:
                band(page, made, widths, group.name)
            for case in group.rows:
                cells = row(page, made, widths)
                fill(page, cells[0], case.name, FIRST)
                for cell, column in zip(cells[1:], columns, strict=True):
                    view = case.cells[column.index]
                    fill(page, cell, _state(view))
                    if view.label in _GROUNDS:
                        shade(cell, _GROUNDS[view.label])


def _state(view: CellView) -> str:
    told = "not yet charted" if view.label == "uncharted" else view.label.replace("-", " ")
    return f"{told} ({view.count})" if view.count else told
