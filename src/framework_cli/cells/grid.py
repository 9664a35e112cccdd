"""The grid of cells: every row and column of the framework matrix and how each cell stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from framework_cli.cells.changes import Record, changes
from framework_cli.cells.evidence import gather
from framework_cli.cells.waves import Waves
from framework_cli.index import counted
from framework_cli.model.cell import Cell, CellKey, CellState, State
from framework_cli.model.codebook import Codebook
from framework_cli.model.passage import Belonging, Index, Passage
from framework_cli.model.study import Study


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows (case and wave, in study order), columns (codebook ids, in codebook order) and cells.

    `states` has every row × column, and each written cell of an id nested below a subtheme.
    `passages` holds what counts in a cell, by place, also passages that have no id yet; cells without
    any are left out. `by_wave` says whether any case has cells by wave.
    """

    rows: tuple[Belonging, ...]
    columns: tuple[str, ...]
    states: Mapping[CellKey, CellState]
    by_wave: bool
    passages: Mapping[CellKey, tuple[Passage, ...]]

    def held(self, key: CellKey) -> tuple[Passage, ...]:
        """What counts in a cell, by place; for a wave that has no row of its own yet, what would."""
        if key in self.states or Belonging(key.case, key.wave) in self.rows:
            return self.passages.get(key, ())
        held = self.passages.get(CellKey(key.case, "", key.code), ())
        return tuple(p for p in held if (key.case, key.wave) in p.belongs)


def grid(study: Study, index: Index) -> Grid:
    """Work out how every cell of a study stands today.

    `index` is the whole index: an excerpt that a filter left out would read as gone.
    """
    waves = Waves.of(study)
    passages = gather(study, waves, counted(index))
    record = Record.of(study, index)
    rows = tuple(row for case in study.cases for row in waves.rows(case))
    written = _written(study)
    columns = _columns(study.codebook, passages, written)
    keys = [CellKey(row.case, row.wave, id) for row in rows for id in columns]
    keys += [key for key in written if _nested(study, key) and key.code not in columns]
    unsettled = study.unsettled
    states = {
        key: _state(study, record, key, written.get(key), passages.get(key, ()), key.case not in unsettled)
        for key in keys
    }
    return Grid(rows, columns, states, any(row.wave for row in rows), passages)


def _written(study: Study) -> dict[CellKey, Cell]:
    """The cells that people wrote; where one is given twice the first is taken (`check` says so)."""
    found: dict[CellKey, Cell] = {}
    for file in study.charts:
        for cell in file.cells:
            found.setdefault(CellKey(file.case, file.wave, cell.key.code), cell)
    return found


def _nested(study: Study, key: CellKey) -> bool:
    code = study.codebook.codes.get(key.code)
    return code is not None and code.level > 1 and key.case in study.cases


def _columns(
    codebook: Codebook, passages: Mapping[CellKey, tuple[Passage, ...]], written: Mapping[CellKey, Cell]
) -> tuple[str, ...]:
    """What is charted, and themes with subthemes that have excerpts or a summary of their own."""
    used = {code for held in passages.values() for passage in held for code in passage.excerpt.codes}
    used |= {key.code for key in written}
    own = {theme.id for theme in codebook.themes() if theme.id in used}
    charted = {code.id for code in codebook.charted()} | own
    return tuple(id for id in codebook.codes if id in charted)


def _state(
    study: Study,
    record: Record,
    key: CellKey,
    cell: Cell | None,
    passages: tuple[Passage, ...],
    settled: bool,
) -> CellState:
    """How a cell stands. Where its coding is not known whole (`settled` is false) nothing is called stale."""
    ids = tuple(dict.fromkeys(p.excerpt.id for p in passages if p.excerpt.id))
    state = cell.state if cell else State.UNCHARTED
    if cell is None or state is not State.CHARTED:
        return CellState(key, state, cell, ids)
    changed = (
        () if cell.evidence is None or not settled else changes(study, record, key, cell.evidence, passages)
    )
    return CellState(
        key,
        state,
        cell,
        ids,
        known=cell.evidence is not None,
        changes=changed,
        redefined=_redefined(study.codebook, cell, key.code),
    )


def _redefined(codebook: Codebook, cell: Cell, id: str) -> bool:
    """Whether an id was given a new meaning after the version that a cell was charted under.

    Only the heading's `codebook=` tells: a date says nothing of versions. Without it nothing is claimed.
    """
    code = codebook.codes.get(id)
    if code is None or code.revised is None or cell.codebook is None:
        return False
    return code.revised > cell.codebook
