"""How the participants stand on each column, and on each theme as a whole."""

from framework_cli.cells import Grid
from framework_cli.chart import Tally
from framework_cli.chart.tally import cases
from framework_cli.model.cell import CellKey, State
from framework_cli.model.codebook import Code
from framework_cli.model.study import Study

# A case speaks to a theme where it speaks to any column of it; with one uncharted, nothing else is certain.
_FIRST = (State.CHARTED, State.UNCHARTED, State.NOTHING_SAID, State.NOT_ASKED)


def figures(study: Study, grid: Grid) -> dict[str, Tally]:
    """A tally of participants, each counted once whatever its waves, by the id of a column or theme."""
    found = cases(study, grid, documents=False)
    return {theme.id: _tally(study, grid, theme) for theme in study.codebook.themes()} | found


def _tally(study: Study, grid: Grid, theme: Code) -> Tally:
    columns = [id for id in grid.columns if study.codebook.within(id, theme.id)]
    states: dict[str, set[State]] = {}
    for case, wave in grid.rows:
        if study.cases[case].participant:
            held = states.setdefault(case, set())
            held |= {grid.states[CellKey(case, wave, id)].state for id in columns}
    first = [next((s for s in _FIRST if s in held), State.UNCHARTED) for held in states.values()]
    return Tally(
        charted=first.count(State.CHARTED),
        nothing_said=first.count(State.NOTHING_SAID),
        not_asked=first.count(State.NOT_ASKED),
        uncharted=first.count(State.UNCHARTED),
    )
