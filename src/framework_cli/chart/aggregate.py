"""Where rows become a matrix: the only place. Frames in, frames out; no study, no file, no printing.

An excerpt of an agreed coding counts once in a row and column. Elsewhere passages of one row, column
and source that overlap count once, whoever coded them; ends are exclusive, and one passage that
overlaps two others joins them. So an excerpt with two codes counts once in a column of their common
theme, and talk of several cases once in a row that holds them all.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd


def aggregate(long: pd.DataFrame, rows: Sequence[str], column: str) -> pd.DataFrame:
    """Count the excerpts in each row and column that has any.

    `long` is the long table (or one with more columns); `rows` and `column` name its columns, all
    categories. Talk for which one of them is missing counts nowhere. Gives a frame of these columns
    and `excerpts` (int64), in order of their categories. The work grows as the sort of the rows.
    """
    keys = [*rows, column]
    within = [*dict.fromkeys([*keys, "source", "agreed"])]
    frame = long[[*within, "passage", "start", "end"]].dropna(subset=keys)
    # An agreed excerpt stands for itself: give each a stretch of its own, which overlaps no other.
    start = frame["start"].where(~frame["agreed"], frame["passage"])
    end = frame["end"].where(~frame["agreed"], frame["passage"] + 1)
    unit = frame.groupby(within, observed=True, sort=False).ngroup()
    frame = frame[keys].assign(unit=unit, start=start, end=end).sort_values(["unit", "start"], kind="stable")
    reached = frame.groupby("unit", sort=False)["end"].cummax().shift(fill_value=0)
    first = frame["unit"].ne(frame["unit"].shift())
    frame["excerpts"] = first | (frame["start"] >= reached)
    counts = frame.groupby(keys, observed=True, sort=True)["excerpts"].sum()
    return counts.astype("int64").reset_index()


def spread(counts: pd.DataFrame, rows: pd.Index, column: str, columns: Sequence[str]) -> pd.DataFrame:
    """Lay counts out as a matrix with exactly these rows and columns, 0 where nothing was counted.

    `rows` is an index whose names are columns of `counts` (a MultiIndex for several).
    """
    ids = texts(columns, column)
    row_at = rows.get_indexer(keyed(counts, [str(name) for name in rows.names]))
    column_at = ids.get_indexer(keyed(counts, [column]))
    shown = (row_at >= 0) & (column_at >= 0)
    cells = np.zeros((len(rows), len(ids)), dtype=np.int64)
    cells[row_at[shown], column_at[shown]] = counts["excerpts"].to_numpy()[shown]
    return pd.DataFrame(cells, index=rows, columns=ids)


def texts(values: Iterable[str], name: str) -> "pd.Index[str]":
    """An index of texts that are never taken for anything else."""
    return pd.Index(list(values), dtype=object, name=name)


def keyed(frame: pd.DataFrame, names: Sequence[str]) -> pd.Index:
    """Columns of a frame as an index to look rows up with: a MultiIndex for several."""
    indices = [texts(frame[name], name) for name in names]
    return indices[0] if len(indices) == 1 else pd.MultiIndex.from_arrays(indices)
