"""Writing a cell: its words, and with them how it is marked. Plans what one chart file will say."""

from dataclasses import dataclass, replace

from framework_cli.cells.edits import ChartEdit, chart_path, chart_text
from framework_cli.cells.grid import grid
from framework_cli.cells.mark import Mark, mark
from framework_cli.model.cell import CellKey, ChartFile
from framework_cli.model.passage import Belonging, Index
from framework_cli.model.study import Study
from framework_cli.read.charts import cells_of
from framework_cli.write.charts import new_chart
from framework_cli.write.errors import SpliceError
from framework_cli.write.summaries import put_words


@dataclass(frozen=True, slots=True)
class Author:
    """Who marks a cell, and on which day (YYYY-MM-DD)."""

    coder: str
    on: str


def rewrite(
    study: Study, index: Index, key: CellKey, words: str, *, state: Mark | None, author: Author
) -> ChartEdit:
    """Plan one cell's words; with a `state`, mark it so too, as these words ask for.

    Nothing else of the file changes; where there is none it is started. Without a state the cell is marked
    neither way: its evidence stays as it was recorded. Raises SpliceError where the words cannot stand in a
    cell or must not be marked so, CannotWriteError for a case that cannot be part of a file name.
    """
    row = Belonging(key.case, key.wave)
    path, before = chart_path(study, row), chart_text(study, row)
    chart = ChartFile(path, *row)
    # What stands there already is left to the last blank; a new file is not begun for nothing.
    words = words.strip()
    there = next((cell.words for cell in cells_of(before, chart) if cell.key.code == key.code), "")
    same = words == there
    after = before if same else put_words(study.codebook, chart, before or new_chart(*row), key.code, words)
    if state is not None:
        after = _marked(study, index, replace(chart, text=after), key, state, author)
    return ChartEdit(path, before, after, (key,))


def _marked(study: Study, index: Index, chart: ChartFile, key: CellKey, state: Mark, author: Author) -> str:
    """The text of a chart file once a cell of it is marked, judged by what the file will say."""
    then = replaced(study, replace(chart, cells=cells_of(chart.text, chart)))
    plan = mark(then, index, grid(then, index), state, [str(key)], coder=author.coder, on=author.on)
    if plan.refused:
        raise SpliceError(plan.refused[0].why)
    return plan.edits[0].after if plan.edits else chart.text


def replaced(study: Study, chart: ChartFile) -> Study:
    """The study with one chart file in place of what it says now, or beside the others."""
    others = tuple(file for file in study.charts if file.path != chart.path)
    return replace(study, charts=tuple(sorted((*others, chart), key=lambda file: file.path)))
