"""In which order things stand in their columns, so that few lines cross (Sugiyama, Tagawa & Toda 1981).

A stop is a box or, for a line that passes a column, the place where it does. Each line between neighbouring
columns is a pair of stops.
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence

Column = list[str]
SWEEPS = 12


def ordered(columns: Sequence[Column], lines: Sequence[tuple[str, str]]) -> list[Column]:
    """The stops of each column, put in order; the best of some sweeps to and fro, the first of equals."""
    before, after = _neighbours(lines)
    ahead = _between(columns, lines)
    now = [list(column) for column in columns]
    best, fewest = [list(c) for c in now], _crossings(now, ahead)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        onward = sweep % 2 == 0
        steps = range(1, len(now)) if onward else range(len(now) - 2, -1, -1)
        for step in steps:
            fixed = now[step - 1 if onward else step + 1]
            now[step] = _by_barycentre(now[step], fixed, before if onward else after)
        crossings = _crossings(now, ahead)
        if crossings < fewest:
            best, fewest = [list(c) for c in now], crossings
    return best


def _neighbours(lines: Sequence[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for left, right in lines:
        before.setdefault(right, []).append(left)
        after.setdefault(left, []).append(right)
    return before, after


def _by_barycentre(column: Column, fixed: Column, near: Mapping[str, Sequence[str]]) -> Column:
    """A column by the mean place of each stop's neighbours; a stop without any keeps about its own place."""
    places = {id: place / max(len(fixed), 1) for place, id in enumerate(fixed)}
    keys = {}
    for place, id in enumerate(column):
        there = [places[each] for each in near.get(id, ()) if each in places]
        keys[id] = sum(there) / len(there) if there else place / max(len(column), 1)
    return sorted(column, key=lambda id: keys[id])


def _between(columns: Sequence[Column], lines: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The lines that leave each column to the right."""
    where = {id: place for place, column in enumerate(columns) for id in column}
    found: list[list[tuple[str, str]]] = [[] for _ in columns]
    for left, right in lines:
        found[where[left]].append((left, right))
    return found


def _crossings(columns: Sequence[Column], ahead: Sequence[Sequence[tuple[str, str]]]) -> int:
    """How many pairs of lines cross."""
    places = {id: place for column in columns for place, id in enumerate(column)}
    count = 0
    for lines in ahead:
        seen: list[int] = []
        for _, end in sorted((places[left], places[right]) for left, right in lines):
            count += len(seen) - bisect_right(seen, end)
            insort(seen, end)
    return count
