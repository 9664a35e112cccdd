"""The grid of cells: every row and column of the framework matrix and how each cell stands."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from framework_cli.cells.changes import Record, changes
from framework_cli.cells.evidence import gather
from framework_cli.cells.waves import Waves
from framework_cli.index import counted
from framework_cli.model.cell import Cell, CellKey, CellState, State
from framework_cli.model.codebook import Codebook
from framework_cli.model.passage import Belonging, Index, Passage
from framework_cli.model.study import Study


class States(Mapping[CellKey, CellState]):
    """How every cell stands: each row × column, then what was written of ids nested below a subtheme.

    `touched` are the cells that somebody wrote or that hold excerpts, in the same order. Most of a
    large study's cells are neither: such a cell is uncharted, and is made when it is asked for.
    """

    def __init__(
        self, rows: Collection[Belonging], columns: Collection[str], touched: Mapping[CellKey, CellState]
    ) -> None:
        self.touched = touched
        self._rows, self._columns = dict.fromkeys(rows), dict.fromkeys(columns)

    def __getitem__(self, key: CellKey) -> CellState:
        if key not in self.touched and self._in_matrix(key):
            return CellState(key, State.UNCHARTED)
        return self.touched[key]

    def __iter__(self) -> Iterator[CellKey]:
        yield from (CellKey(*row, id) for row in self._rows for id in self._columns)
        yield from self.nested

    def __len__(self) -> int:
        return len(self._rows) * len(self._columns) + len(self.nested)

    @property
    def nested(self) -> tuple[CellKey, ...]:
        """The cells written of ids nested below a subtheme, which have no column."""
        return tuple(key for key in self.touched if not self._in_matrix(key))

    def has_row(self, key: CellKey) -> bool:
        """Whether a cell's case and wave are a row."""
        return (key.case, key.wave) in self._rows

    def _in_matrix(self, key: CellKey) -> bool:
        return key.code in self._columns and self.has_row(key)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows (case and wave, in study order), columns (codebook ids, in codebook order) and cells.

    `passages` holds what counts in a cell, by place, also passages that have no id yet; cells without
    any are left out.
    """

    rows: tuple[Belonging, ...]
    columns: tuple[str, ...]
    states: States
    passages: Mapping[CellKey, tuple[Passage, ...]]

    @property
    def by_wave(self) -> bool:
        """Whether any case has cells by wave."""
        return any(row.wave for row in self.rows)

    @property
    def touched(self) -> Mapping[CellKey, CellState]:
        """The cells that somebody wrote or that hold excerpts, in the order of the grid."""
        return self.states.touched

    def held(self, key: CellKey) -> tuple[Passage, ...]:
        """What counts in a cell, by place; for a wave that has no row of its own yet, what would."""
        if self.states.has_row(key) or key in self.touched:
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
    unsettled = study.unsettled
    touched = {
        key: _state(study, record, key, written.get(key), passages.get(key, ()), key.case not in unsettled)
        for key in _touched(study, rows, columns, passages, written)
    }
    return Grid(rows, columns, States(rows, columns, touched), passages)


def _touched(
    study: Study,
    rows: tuple[Belonging, ...],
    columns: tuple[str, ...],
    passages: Mapping[CellKey, tuple[Passage, ...]],
    written: Mapping[CellKey, Cell],
) -> Iterator[CellKey]:
    """The cells of which there is something to say: row by row, then those nested below a subtheme."""
    places = {id: place for place, id in enumerate(columns)}
    by_row: dict[Belonging, list[CellKey]] = {}
    for key in passages.keys() | written.keys():
        if key.code in places:
            by_row.setdefault(Belonging(key.case, key.wave), []).append(key)
    for row in rows:
        yield from sorted(by_row.get(row, ()), key=lambda key: places[key.code])
    yield from (key for key in written if key.code not in places and _nested(study, key))


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
