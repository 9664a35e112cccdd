"""F402: a cell of an id that the codebook does not hold, or no longer holds.

The summary stays in the file, but no chart shows it.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import heading_id
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up the id of every cell."""
    codes = study.codebook.codes
    if not codes:
        return
    for chart in study.charts:
        for cell in chart.cells:
            id = cell.key.code
            if id in codes:
                continue
            retired = id in study.codebook.retired
            yield Diagnostic(
                rules.UNKNOWN_CELL,
                f"cell of “{id}”, which was retired" if retired else f"“{id}” is not in the codebook",
                heading_id(chart, cell),
                hint=_hint(id, study),
            )


def _hint(id: str, study: Study) -> str:
    retired = study.codebook.retired.get(id)
    if retired is not None and retired.into:
        heirs = ", ".join(f"“{heir}”" for heir in retired.into)
        return f"it went into {heirs}: move the summary there"
    heir = next((entry.id for entry in study.codebook.codes.values() if id in entry.was), None)
    if heir:
        return f"it was merged into “{heir}”: run `framework codebook merge {id} --into {heir}`"
    likely = suggest(id, study.codebook.codes)
    return (
        f"did you mean “{likely}”?"
        if likely
        else "add it to the codebook, or move the summary to another cell"
    )
