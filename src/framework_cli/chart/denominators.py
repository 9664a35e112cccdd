"""Counts of participants that state their denominator."""

from dataclasses import dataclass

from framework_cli.cells import Grid
from framework_cli.model.case import CaseKind
from framework_cli.model.cell import CellKey, State
from framework_cli.model.study import Study

# What is said of a case with several waves: that it spoke of something in one of them; else that one
# of them is still to be charted, so that nothing can be said yet; else that it was asked and silent.
_FIRST = (State.CHARTED, State.UNCHARTED, State.NOTHING_SAID, State.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Denominator:
    """How the participants stand on one column; each is counted once, whatever its waves.

    `charted` (stale ones too) of `of` = charted + nothing said is the count to state; `not_asked` and
    `uncharted` stand beside it. The four make up all participants. An unprompted mention is charted.
    """

    column: str
    charted: int
    nothing_said: int
    not_asked: int
    uncharted: int

    @property
    def of(self) -> int:
        """The denominator: participants known to have been asked or to have spoken of it."""
        return self.charted + self.nothing_said

    def __str__(self) -> str:
        """`7 of 9 (1 not asked, 2 uncharted)`; what is 0 is left out of the brackets."""
        beside = [f"{self.not_asked} not asked"] if self.not_asked else []
        beside += [f"{self.uncharted} uncharted"] if self.uncharted else []
        return f"{self.charted} of {self.of}" + (f" ({', '.join(beside)})" if beside else "")


def denominators(study: Study, grid: Grid) -> dict[str, Denominator]:
    """For each column of a grid, how many participants are charted, of how many; documents don't count."""
    waves: dict[str, list[str]] = {}
    for row in grid.rows:
        if study.cases[row.case].kind is not CaseKind.DOCUMENT:
            waves.setdefault(row.case, []).append(row.wave)
    found = {}
    for id in grid.columns:
        counts = dict.fromkeys(State, 0)
        for case, rows in waves.items():
            states = {grid.states[CellKey(case, wave, id)].state for wave in rows}
            counts[next(state for state in _FIRST if state in states)] += 1
        found[id] = Denominator(
            id,
            charted=counts[State.CHARTED],
            nothing_said=counts[State.NOTHING_SAID],
            not_asked=counts[State.NOT_ASKED],
            uncharted=counts[State.UNCHARTED],
        )
    return found
