"""F414: a subtheme was given a new meaning after a cell of it was charted.

The summary may now answer another question than its column asks.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import charts_of, heading
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.words import typed


def check(study: Study, _index: Index, grid: Grid) -> Iterator[Diagnostic]:
    """Report such cells with the place in the codebook."""
    charts = charts_of(study)
    for state in grid.touched.values():
        if state.cell is None or not state.redefined:
            continue
        code = study.codebook.codes[state.key.code]
        yield Diagnostic(
            rules.REDEFINED,
            f"“{code.id}” was redefined in version {code.revised}, after cell {state.key} was charted",
            heading(charts[state.cell.path], state.cell),
            hint=f"read the summary again; then `framework chart --mark charted {typed(str(state.key))}`",
            related=(Related(Route(study.codebook.path, (*code.route, "revised")), "redefined here"),),
        )
