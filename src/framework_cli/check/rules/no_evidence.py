"""F409: a summary that was never marked as charted.

Without the evidence comment that the mark writes, nobody can tell later whether it has gone stale.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import heading
from framework_cli.model import rules
from framework_cli.model.cell import CellKey, State
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.words import typed


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report charted cells without an evidence comment."""
    for chart in study.charts:
        for cell in chart.cells:
            if cell.state is not State.CHARTED or not cell.summary or cell.evidence is not None:
                continue
            key = CellKey(chart.case, chart.wave, cell.key.code)
            yield Diagnostic(
                rules.NO_EVIDENCE,
                "the summary was never marked as charted, so nobody can tell whether it is stale",
                heading(chart, cell),
                hint=f"run `framework chart --mark charted {typed(str(key))}`",
            )
