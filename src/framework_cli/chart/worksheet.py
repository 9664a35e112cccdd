"""A worksheet for charting: a chart file with every heading, and each cell's excerpts as comments beneath."""

import re

from framework_cli.cells import Grid, words_of
from framework_cli.cells.edits import ChartEdit, chart_path, chart_text
from framework_cli.cells.naming import rows_named
from framework_cli.model.cell import CellKey
from framework_cli.model.passage import Belonging, Passage
from framework_cli.model.study import Study
from framework_cli.write.charts import add_comments, add_headings, comments_of, new_chart

NO_ID = "(no id yet)"
_LISTED = re.compile(rf"(.+?:\d+(?:-\d+)?) ({re.escape(NO_ID)}|\w[\w.-]*)(?:[ \n]|$)")


def worksheets(study: Study, grid: Grid, case: str) -> tuple[ChartEdit, ...]:
    """What the chart files of a case will say once its evidence is laid out; unchanged ones are left out.

    `case` may name one wave (`P01@2`), whose file is then started. An excerpt that a cell lists already
    is not listed again, and nothing that stands in the file is changed.
    """
    edits = (_worksheet(study, grid, row) for row in rows_named(study, grid, case))
    return tuple(edit for edit in edits if edit.after != edit.before)


def worksheet(study: Study, grid: Grid, row: Belonging, text: str = "") -> str:
    """The text of one chart file with the evidence laid out; `text` is what it says so far."""
    hint = f"before the first heading: a pen portrait of {row.case}, in a few lines"
    after = add_headings(text or new_chart(*row, hint=hint), study.codebook, grid.columns)
    listed = {}
    for id in grid.columns:
        known = {_name(each) for each in comments_of(after, id)} - {""}
        held = grid.held(CellKey(*row, id))
        listed[id] = [item(study, p) for p in held if not known & {p.excerpt.id, p.reference}]
    return add_comments(after, listed)


def item(study: Study, passage: Passage) -> str:
    """An excerpt as a worksheet lists it: where it stands, its id, who speaks, and the words."""
    speaker = f" {passage.speaker}" if passage.speaker else ""
    return f"{passage.reference} {passage.excerpt.id or NO_ID}{speaker}\n{words_of(study, passage)}\n"


def _worksheet(study: Study, grid: Grid, row: Belonging) -> ChartEdit:
    before = chart_text(study, row)
    keys = tuple(CellKey(*row, id) for id in grid.columns)
    return ChartEdit(chart_path(study, row), before, worksheet(study, grid, row, before), keys)


def _name(listed: str) -> str:
    """The id of a listed excerpt; its reference where it had none yet."""
    found = _LISTED.match(listed)
    if not found:
        return ""
    return found[1] if found[2] == NO_ID else found[2]
