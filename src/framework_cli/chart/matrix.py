"""The framework matrix: rows and columns of the study, filled with what is asked for."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from framework_cli.cells import Grid
from framework_cli.cells import grid as grid_of
from framework_cli.chart import shape
from framework_cli.chart.aggregate import aggregate, spread, texts
from framework_cli.chart.listing import listing
from framework_cli.chart.long import category, long
from framework_cli.index import Filters, select
from framework_cli.model.cell import CellKey, CellState, State
from framework_cli.model.passage import Belonging, Index
from framework_cli.model.study import Study

CELLS = ("summaries", "quotes", "counts", "presence", "states")
ROWS = ("case", "case-wave", "source")


class CannotChartError(ValueError):
    """A matrix that makes no sense; the message gives the reason."""


def matrix(
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
) -> pd.DataFrame:
    """The matrix of a study: rows × codebook ids.

    `index` is the whole index; `filters` narrow what is counted and which rows and columns are shown.
    `grid` is worked out where it is needed and not given. `rows` is case, case-wave, source or an
    attribute; `by` an attribute that groups cases. The frame's index is named after what a row is
    (`case`, then `wave` where there are waves, then the attribute of `by`), its columns after `level`;
    cells are int64 (counts, presence) or text (a summary without the
    analyst's comments in `[[ ]]`). An excerpt counts once in a row and column. Raises
    CannotChartError.
    """
    asked = filters or Filters()
    _sensible(study, cells, rows, level, by)
    if cells in ("states", "summaries") and (asked.coder or speakers != "participants"):
        raise CannotChartError(f"{cells} rest on all coding that counts: leave out --coder and --speakers")
    if cells in ("states", "summaries"):
        found = grid or grid_of(study, index)
        frame = _written(study, found, cells, rows, level, asked)
    else:
        frame = _counted(study, index, cells, rows, level, speakers, asked)
    if by:
        frame = _grouped(study, frame, by)
    return frame.T if transpose else frame


def _sensible(study: Study, cells: str, rows: str, level: str, by: str) -> None:
    if cells not in CELLS or level not in shape.LEVELS:
        raise CannotChartError(
            f"cells are one of {', '.join(CELLS)}; levels one of {', '.join(shape.LEVELS)}"
        )
    known = shape.attributes(study)
    for name in filter(None, (by, "" if rows in ROWS else rows)):
        if name not in known:
            raise CannotChartError(_unknown(name, known))
    if by and rows not in ("case", "case-wave"):
        raise CannotChartError(
            "an attribute groups rows that are cases: use --by with --rows case or case-wave"
        )
    if by == "wave" and rows == "case-wave":
        raise CannotChartError("the attribute “wave” would stand beside the wave of each row: leave out --by")
    if cells in ("states", "summaries") and rows not in ("case", "case-wave"):
        raise CannotChartError(f"{cells} belong to a case: use --rows case or case-wave")
    if cells in ("states", "summaries") and level == "theme":
        raise CannotChartError(f"{cells} belong to subthemes: leave out --level, and choose with --theme")


def _unknown(name: str, known: Sequence[str]) -> str:
    from framework_cli.read import suggest

    meant = suggest(name, [*known, *ROWS])
    if meant:
        return f"no case has an attribute “{name}”: did you mean “{meant}”?"
    listed = ", ".join(known)
    return f"no case has an attribute “{name}”" + (f": there are {listed}" if known else " (nor any other)")


def _counted(
    study: Study, index: Index, cells: str, rows: str, level: str, speakers: str, filters: Filters
) -> pd.DataFrame:
    part = select(index, study, filters)
    table = long(part, study, speakers=speakers)
    columns = shape.columns(study, index, level, filters)
    wanted = _rows(study, rows, filters)
    if rows not in ROWS:
        # Under a name of its own: an attribute may be called like a column of the long table.
        table["row"] = _valued(table["case"], study, rows, list(wanted))
        wanted = wanted.rename("row")
    if cells == "quotes":
        frame = listing(table, study, part, wanted, level, columns, speakers=speakers)
    else:
        frame = spread(aggregate(table, [str(name) for name in wanted.names], level), wanted, level, columns)
    if rows not in ROWS:
        frame.index.name = rows
    return (frame > 0).astype("int64") if cells == "presence" else frame


def _rows(study: Study, rows: str, filters: Filters) -> pd.Index:
    if rows == "case-wave":
        return _named(shape.case_waves(study, filters))
    if rows == "case":
        return texts(shape.cases(study, filters), "case")
    if rows == "source":
        return texts(shape.sources(study, filters), "source")
    return texts(shape.values(study, rows, filters), rows)


def _valued(
    cases: pd.Series, study: Study, attribute: str, values: Sequence[str]
) -> "pd.Categorical[object]":
    """The attribute's value for each row of the long table; missing for talk that is no participant's."""
    people = set(shape.participants(study))
    place = {value: number for number, value in enumerate(values)}
    codes = [
        place.get(shape.value_of(study, case, attribute), -1) if case in people else -1
        for case in cases.cat.categories
    ]
    at = cases.cat.codes.to_numpy()
    found = np.where(at < 0, -1, np.array([*codes, -1], dtype=np.int64)[at])
    return category(found, values)


def _written(study: Study, grid: Grid, cells: str, rows: str, level: str, filters: Filters) -> pd.DataFrame:
    """What analysts wrote, or how it stands: by wave too where cells are kept by wave."""
    kept = shape.cell_rows(study, grid, filters)
    by_wave = grid.by_wave or rows == "case-wave"
    index = _named(kept) if by_wave else texts([row.case for row in kept], "case")
    columns = shape.cell_columns(study, grid, level, filters)
    told = [[_told(grid.states, row, id, cells) for id in columns] for row in kept]
    cells_of = np.array(told, dtype=object).reshape(len(kept), len(columns))
    return pd.DataFrame(cells_of, index=index, columns=texts(columns, level), dtype=object)


def _told(states: Mapping[CellKey, CellState], row: Belonging, id: str, cells: str) -> str:
    state = states.get(CellKey(row.case, row.wave, id))
    if cells == "states":
        return state.label if state else State.UNCHARTED.value
    return state.cell.summary if state and state.cell else ""


def _grouped(study: Study, frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows in order of an attribute's values, none last, with the value after what names the row."""
    names = [*map(str, frame.index.names), by]
    keys = [key if isinstance(key, tuple) else (key,) for key in frame.index]
    valued = [(*key, shape.value_of(study, key[0], by)) for key in keys]
    order = sorted(range(len(valued)), key=lambda place: shape.none_last(valued[place][-1]))
    sorted_frame = frame.iloc[order]
    sorted_frame.index = _tuples([valued[place] for place in order], names)
    return sorted_frame


def _named(rows: Sequence[Belonging]) -> pd.MultiIndex:
    return _tuples(rows, ["case", "wave"])


def _tuples(rows: Sequence[tuple[str, ...]], names: list[str]) -> pd.MultiIndex:
    levels = [[row[place] for row in rows] for place in range(len(names))]
    return pd.MultiIndex.from_arrays(
        [pd.Index(each, dtype=object) for each in levels], names=list[Hashable](names)
    )
