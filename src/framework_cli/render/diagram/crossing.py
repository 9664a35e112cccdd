"""Which columns each line passes, and in which order everything stands in them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from framework_cli.render.diagram.columns import Columns
from framework_cli.render.diagram.order import ordered
from framework_cli.render.diagram.plan import Arrow


class Crossing(NamedTuple):
    """Boxes and passing lines in their columns; arrows go by their number.

    `columns` hold, in order, ids of boxes and the stops of lines that pass: `passed` those of lines that lead
    onward over several columns, `turns` that of a line within a column. `buses` are lines that lead back
    beneath all boxes; their stops are in no column. `lines` join neighbouring stops, left to right.
    """

    of: Mapping[str, int]
    columns: Sequence[Sequence[str]]
    passed: Mapping[int, Sequence[str]]
    turns: Mapping[int, str]
    buses: Mapping[int, Sequence[str]]
    lines: Sequence[tuple[str, str]]


def crossing(boxes: Sequence[str], arrows: Sequence[Arrow], where: Columns) -> Crossing:
    """Lead each arrow through the columns, and order these so that few lines cross."""
    columns: list[list[str]] = [[] for _ in where.bands]
    for id in boxes:
        columns[where.of[id]].append(id)
    passed: dict[int, list[str]] = {}
    lines: list[tuple[str, str]] = []
    for n, arrow in enumerate(arrows):
        source, target = where.of[arrow.source], where.of[arrow.target]
        if source >= target:
            continue
        stops = [_stop(n, column) for column in range(source + 1, target)]
        for column, stop in enumerate(stops, start=source + 1):
            columns[column].append(stop)
        passed[n] = stops
        way = [arrow.source, *stops, arrow.target]
        lines += pairwise(way)
    columns = ordered(columns, lines)
    turns = _turns(columns, arrows, where)
    buses = _buses(arrows, where)
    return Crossing(where.of, columns, passed, turns, buses, lines)


def _stop(arrow: int, column: int) -> str:
    """A name that no box has: ids hold no line feed."""
    return f"{arrow}\n{column}"


def _turns(columns: list[list[str]], arrows: Sequence[Arrow], where: Columns) -> dict[int, str]:
    """Where lines within a column pass between its boxes: below the upper of the two."""
    turns = {}
    for n, arrow in enumerate(arrows):
        column = where.of[arrow.source]
        if where.of[arrow.target] != column:
            continue
        held = columns[column]
        upper = min(held.index(arrow.source), held.index(arrow.target))
        turns[n] = _stop(n, column)
        held.insert(upper + 1, turns[n])
    return turns


def _buses(arrows: Sequence[Arrow], where: Columns) -> dict[int, tuple[str, ...]]:
    """Lines that lead back, the shortest first: it runs nearest to the boxes."""
    spans = {
        n: where.of[arrow.source] - where.of[arrow.target]
        for n, arrow in enumerate(arrows)
        if where.of[arrow.source] > where.of[arrow.target]
    }
    return {n: (_stop(n, where.of[arrows[n].source]),) for n in sorted(spans, key=lambda n: (spans[n], n))}
