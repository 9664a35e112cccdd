"""Tallies: how many cells, or participants, stand how; every count states its denominator."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from framework_cli.cells import Grid
from framework_cli.model.cell import CellState, State
from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study

# What is said of a case with several waves: that it spoke of something in one of them; else that one
# of them is still to be charted, so that nothing can be said yet; else that it was asked and silent.
_FIRST = (State.CHARTED, State.UNCHARTED, State.NOTHING_SAID, State.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some cells, or of the cases of a column, are in which state; `stale` of those charted."""

    charted: int = 0
    nothing_said: int = 0
    not_asked: int = 0
    uncharted: int = 0
    stale: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.charted + self.nothing_said + self.not_asked + self.uncharted

    @property
    def done(self) -> int:
        """Those that are charted or marked as nothing said: the denominator of a finding."""
        return self.charted + self.nothing_said

    @property
    def rest(self) -> str:
        """What the denominator leaves out: `; 2 not asked; 1 not yet charted`, or nothing."""
        not_asked = f"; {self.not_asked} not asked" if self.not_asked else ""
        uncharted = f"; {self.uncharted} not yet charted" if self.uncharted else ""
        return not_asked + uncharted

    @property
    def coverage(self) -> str:
        """How far the charting is: `6 of 9 charted or nothing said; 2 not asked; 1 not yet charted`."""
        return f"{self.done} of {self.total} charted or nothing said{self.rest}"

    @property
    def spoke(self) -> str:
        """How many speak to it: `5 of 6 speak to this; 2 not asked; 1 not yet charted`."""
        return f"{self.charted} of {self.done} speak to this{self.rest}" if self.done else self.rest[2:]


def cells(study: Study, grid: Grid, columns: Collection[str], *, documents: bool) -> Tally:
    """How the cells of some columns stand, for participants or, apart from them, for documents."""
    rows = _rows(study, grid, documents=documents)
    wanted = frozenset(columns)
    held = [s for key, s in grid.touched.items() if key.code in wanted and (key.case, key.wave) in rows]
    found = Counter(state.state for state in held)
    found[State.UNCHARTED] += len(rows) * len(wanted) - len(held)
    return _tally(found, sum(state.stale for state in held))


def cases(study: Study, grid: Grid, *, documents: bool) -> dict[str, Tally]:
    """For each column how the participants stand, or the documents; each counts once, whatever its waves."""
    rows = _rows(study, grid, documents=documents)
    waves = Counter(row.case for row in rows)
    held: dict[str, dict[str, list[CellState]]] = {id: {} for id in grid.columns}
    for key, state in grid.touched.items():
        if key.code in held and (key.case, key.wave) in rows:
            held[key.code].setdefault(key.case, []).append(state)
    found = {}
    for id, by_case in held.items():
        counts = Counter(_first(states, waves[case]) for case, states in by_case.items())
        counts[State.UNCHARTED] += len(waves) - len(by_case)
        stale = sum(any(state.stale for state in states) for states in by_case.values())
        found[id] = _tally(counts, stale)
    return found


def _first(touched: Collection[CellState], waves: int) -> State:
    """What is said of a case on one column; the cells of its waves that nobody touched are uncharted."""
    states = {state.state for state in touched}
    if len(touched) < waves:
        states.add(State.UNCHARTED)
    return next(state for state in _FIRST if state in states)


def _rows(study: Study, grid: Grid, *, documents: bool) -> frozenset[Belonging]:
    return frozenset(row for row in grid.rows if study.cases[row.case].participant is not documents)


def _tally(found: Mapping[State, int], stale: int) -> Tally:
    return Tally(
        found.get(State.CHARTED, 0),
        found.get(State.NOTHING_SAID, 0),
        found.get(State.NOT_ASKED, 0),
        found.get(State.UNCHARTED, 0),
        stale,
    )
