"""From a matrix to a table that can be printed in every format, with numbers and titles beside the ids."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from framework_cli.cells import Grid
from framework_cli.cells import grid as grid_of
from framework_cli.chart.matrix import ROWS, matrix
from framework_cli.index import Filters
from framework_cli.model.cell import State
from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.table import Blank, Table
from framework_cli.model.words import number_of

LEGEND = {
    State.CHARTED.value: "C",
    "stale": "S",
    State.NOTHING_SAID.value: "N",
    State.NOT_ASKED.value: "X",
    State.UNCHARTED.value: "·",
}
TITLES = {
    "summaries": "Summaries",
    "quotes": "Excerpts, laid out for charting",
    "counts": "Numbers of excerpts",
    "presence": "Where there are excerpts",
    "states": "States of the cells",
}
_NOTES = {
    "quotes": "The words of the transcripts, not summaries: a cell is charted when an analyst summarises it.",
    "counts": "Excerpts are counted, not participants. 0: nothing is coded there, not that nothing was said.",
    "presence": "1: at least one excerpt. 0: nothing is coded there, not that nothing was said.",
}


def table(
    study: Study,
    index: Index,
    grid: Grid | None = None,
    *,
    cells: str = "counts",
    rows: str = "case",
    level: str = "subtheme",
    by: str = "",
    transpose: bool = False,
    speakers: str = "participants",
    filters: Filters | None = None,
) -> Table:
    """The matrix as a table; arguments and errors are those of `matrix`.

    In a table of summaries a cell without words says in what state it is (to people; programs read
    the empty text).
    """
    if grid is None and cells in ("states", "summaries"):
        grid = grid_of(study, index)
    filled = partial(
        matrix,
        study,
        index,
        grid,
        rows=rows,
        level=level,
        by=by,
        transpose=transpose,
        speakers=speakers,
        filters=filters,
    )
    frame = filled(cells=cells)
    notes = [_NOTES[cells]] if cells in _NOTES else []
    if cells == "summaries":
        states = filled(cells="states")
        frame = _with_reasons(frame, states)
        notes += _stale(states)
    if rows not in ROWS:
        notes.append(f"An excerpt of several cases counts once in a row of “{rows}”; documents are in none.")
    return to_table(frame, study, cells=cells, transposed=transpose, notes=notes)


def to_table(
    frame: pd.DataFrame, study: Study, *, cells: str, transposed: bool = False, notes: Sequence[str] = ()
) -> Table:
    """A frame as `matrix` makes them as a table with headings, groups and legend."""
    stub = [str(name) for name in frame.index.names]
    keys = [key if isinstance(key, tuple) else (key,) for key in frame.index]
    columns = [_column(key, [str(name) for name in frame.columns.names]) for key in frame.columns]
    rows = [(*key, *values) for key, values in zip(keys, frame.to_numpy().tolist(), strict=True)]
    codes = study.codebook.codes
    facts = {id: _facts(codes[id]) for id in (frame.index if transposed else frame.columns)}
    told = study.settings.title
    return Table(
        columns=[*stub, *columns],
        rows=rows,
        headings=_headings(study, stub, {} if transposed else facts),
        groups=_groups(frame) if transposed else _themes(study.codebook, facts, str(frame.columns.name)),
        title=f"{TITLES[cells]} – {told}" if told else TITLES[cells],
        notice=study.settings.notice,
        stub=len(stub),
        about={} if transposed else facts,
        row_about=facts if transposed else {},
        legend=LEGEND if cells == "states" else {},
        notes=tuple(notes),
    )


def _column(key: object, names: Sequence[str]) -> str:
    """A column's name: its id, or in a transposed matrix the case (with its wave, as in `P01@2`)."""
    if not isinstance(key, tuple):
        return str(key)
    told = dict(zip(names, key, strict=True))
    wave = told.get("wave", "") if len(names) > 1 and names[1] == "wave" else ""
    return f"{key[0]}@{wave}" if wave else str(key[0])


def _facts(code: Code) -> dict[str, str]:
    return {"number": code.number, "name": code.name, "theme": code.theme}


def _heading(facts: Mapping[str, str]) -> str:
    return " ".join(filter(None, (facts["number"], facts["name"])))


def _headings(study: Study, stub: Sequence[str], facts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    labels = study.settings.labels
    return {name: labels[name] for name in stub if name in labels} | {
        id: _heading(each) for id, each in facts.items()
    }


def _themes(codebook: Codebook, facts: Mapping[str, Mapping[str, str]], level: str) -> dict[str, str]:
    if level == "theme":
        return {}
    return {id: _heading(_facts(codebook.codes[each["theme"]])) for id, each in facts.items()}


def _groups(frame: pd.DataFrame) -> dict[str, str]:
    """In a transposed matrix: the value of the attribute that the cases are grouped by."""
    names = [str(name) for name in frame.columns.names]
    if names[-1] in ("case", "wave", "source") or len(names) == 1:
        return {}
    return {_column(key, names): f"{names[-1]}: {key[-1] or 'none'}" for key in frame.columns}


def _with_reasons(frame: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(frame.to_numpy().flat, states.to_numpy().flat, strict=True)
    cells = [words if words else Blank(state.replace("-", " ")) for words, state in pairs]
    filled = pd.DataFrame(index=frame.index, columns=frame.columns, dtype=object)
    for place in range(len(frame.columns)):
        filled.isetitem(place, cells[place :: len(frame.columns)])
    return filled


def _stale(states: pd.DataFrame) -> list[str]:
    count = int((states == "stale").to_numpy().sum())
    if not count:
        return []
    subject = number_of(count, "summary is", "summaries are")
    return [f"{subject} stale: the excerpts changed since; --cells states shows which."]
