"""F417: a cell is marked as blank and holds a summary.

The mark wins in every count, so the summary would be lost from sight.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import heading_state
from framework_cli.model import rules
from framework_cli.model.cell import State
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report cells with a state of their own beside a summary."""
    for chart in study.charts:
        for cell in chart.cells:
            if cell.written in (State.NOTHING_SAID, State.NOT_ASKED) and cell.summary:
                yield Diagnostic(
                    rules.STATE_WITH_SUMMARY,
                    f"the cell is marked `state={cell.written.value}` and holds a summary",
                    heading_state(chart, cell),
                    hint="delete the mark, or put the words in `[[ ]]` if they are a comment",
                )
