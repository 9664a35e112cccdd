"""F408: a summary that cites no excerpt at all.

Nobody can follow it back to what was said.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import heading
from framework_cli.model import rules
from framework_cli.model.cell import State
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report charted cells without a citation."""
    for chart in study.charts:
        for cell in chart.cells:
            if cell.state is State.CHARTED and cell.summary and not cell.citations:
                yield Diagnostic(
                    rules.NO_CITATION,
                    "the summary cites no excerpt",
                    heading(chart, cell),
                    hint="add `[@id]` where it rests on an excerpt, `[*@id]` where that is worth quoting",
                )
