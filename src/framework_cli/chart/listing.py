"""A listing of excerpts in the shape of the matrix: material for charting, and not charting itself."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framework_cli.chart.aggregate import keyed, texts
from framework_cli.index import counted
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


def listing(
    long: pd.DataFrame,
    study: Study,
    index: Index,
    rows: pd.Index,
    level: str,
    columns: Sequence[str],
    *,
    speakers: str,
) -> pd.DataFrame:
    """The words at each excerpt's place, each after its reference and ids: `[P01:45-47 k3f9a2q7] …`.

    `long` is the long table made of `index`. Excerpts stand in order of source and place, with an empty
    line between them; those of several coders at the very same place are one entry with all their ids.
    """
    passages = counted(index, speakers=speakers)
    ids = texts(columns, level)
    row_at = rows.get_indexer(keyed(long, [str(name) for name in rows.names])).tolist()
    column_at = ids.get_indexer(keyed(long, [level])).tolist()
    held: dict[tuple[int, int], dict[int, None]] = {}
    for row, column, passage in zip(row_at, column_at, long["passage"], strict=True):
        if row >= 0 and column >= 0:
            held.setdefault((row, column), {})[passage] = None
    cells = np.full((len(rows), len(columns)), "", dtype=object)
    for place, numbers in held.items():
        cells[place] = _entries(study, [passages[number] for number in numbers])
    return pd.DataFrame(cells, index=rows, columns=ids, dtype=object)


def _entries(study: Study, passages: Sequence[Passage]) -> str:
    at: dict[tuple[str, int, int], list[Passage]] = {}
    for passage in sorted(passages, key=lambda p: (p.excerpt.source, p.start, p.end, p.excerpt.id)):
        at.setdefault((passage.excerpt.source, passage.start, passage.end), []).append(passage)
    entries = []
    for (source, start, end), same in at.items():
        ids = dict.fromkeys(passage.excerpt.id for passage in same if passage.excerpt.id)
        words = study.sources[source].text[start:end]
        entries.append(f"[{' '.join([same[0].reference, *ids])}] {words}")
    return "\n\n".join(entries)
