"""Coverage: how many cells of each case and of each column are in which state."""

from collections.abc import Mapping
from dataclasses import dataclass

from framework_cli.cells import Grid

LABELS = ("charted", "stale", "nothing-said", "not-asked", "uncharted")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of cells by state. Each mapping has every state of `LABELS`; stale ones are not among charted.

    `cases` are in study order and count the cells of all their waves; `columns` are in codebook order.
    """

    cases: Mapping[str, Mapping[str, int]]
    columns: Mapping[str, Mapping[str, int]]
    total: Mapping[str, int]


def coverage(grid: Grid) -> Coverage:
    """Count the cells of a grid's rows and columns by state."""
    cases = {row.case: _none() for row in grid.rows}
    columns = {id: _none() for id in grid.columns}
    total = _none()
    for key, state in grid.states.items():
        # A written cell of an id nested below a subtheme is a cell of its own, but no column.
        if key.code not in columns:
            continue
        for counts in (cases[key.case], columns[key.code], total):
            counts[state.label] += 1
    return Coverage(cases, columns, total)


def _none() -> dict[str, int]:
    return dict.fromkeys(LABELS, 0)
