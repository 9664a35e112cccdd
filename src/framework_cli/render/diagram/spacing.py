"""How far apart the columns stand: room for labels, for lines that bend and for lines that turn round."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framework_cli.render.diagram.columns import Columns
from framework_cli.render.diagram.crossing import Crossing
from framework_cli.render.diagram.plan import Arrow
from framework_cli.render.diagram.ports import Ports
from framework_cli.render.diagram.sizes import BOX, Label

EDGE = 12.0
TRACK = 10.0  # between lines that turn round
HEAD = 24.0  # an arrow's head, and free space before it
BARE = 18.0  # a lane without labels


_Reach = tuple[float, float]


class Spacing(NamedTuple):
    """Of each column: where its boxes begin (`left`), its lane, where lines have bent, and where they bend.

    `turned` and `returned` are the tracks of lines that turn round, by arrow: right of the source's column
    and left of the target's.
    """

    width: float
    left: Sequence[float]
    lane: Sequence[float]
    bent: Sequence[float]
    bends: Sequence[float]
    turned: Mapping[int, float]
    returned: Mapping[int, float]


def spacing(
    arrows: Sequence[Arrow],
    labels: Sequence[Label],
    crossed: Crossing,
    where: Columns,
    middles: Mapping[str, float],
    joined: Ports,
) -> Spacing:
    """Space the columns by what stands between them."""
    count = len(where.bands)
    stops = dict(crossed.turns) | {n: held[0] for n, held in crossed.buses.items()}
    out, into = ([dict[int, _Reach]() for _ in range(count)] for _ in range(2))
    for n, stop in stops.items():
        out[where.of[arrows[n].source]][n] = _reach(joined.leaving[n], middles[stop])
        into[where.of[arrows[n].target]][n] = _reach(joined.arriving[n], middles[stop])
    lanes = _lanes(arrows, labels, where)
    between = _between(crossed, where)
    left, lane, bent, bends = [], [], [], []
    turned: dict[int, float] = {}
    returned: dict[int, float] = {}
    x = EDGE
    for column in range(count):
        bent.append(x)
        tracks = _tracks(into[column])
        x += TRACK * (1 + max(tracks.values())) if tracks else 0
        returned |= {n: round(x - TRACK * track, 1) for n, track in tracks.items()}
        lane.append(x)
        x += lanes[column]
        left.append(round(x, 1))
        x += BOX
        tracks = _tracks(out[column])
        turned |= {n: round(x + 4 + TRACK * track, 1) for n, track in tracks.items()}
        x += TRACK * max(tracks.values()) + 14 if tracks else 0
        bends.append(round(x, 1))
        x += between[column] if column < count - 1 else 0
    return Spacing(round(x + EDGE, 1), left, _rounded(lane), _rounded(bent), bends, turned, returned)


def _reach(one: float, other: float) -> _Reach:
    return min(one, other), max(one, other)


def _tracks(reaches: Mapping[int, _Reach]) -> dict[int, int]:
    """A track for each line, from 1 next to the boxes: short lines within, no two of a track side by side."""
    held: list[list[_Reach]] = []
    found = {}
    for n, (top, bottom) in sorted(reaches.items(), key=lambda each: (each[1][1] - each[1][0], each[0])):
        free = (t for t, taken in enumerate(held) if all(bottom + 4 < a or b + 4 < top for a, b in taken))
        track = next(free, len(held))
        if track == len(held):
            held.append([])
        held[track].append((top, bottom))
        found[n] = track + 1
    return found


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 1) for value in values]


def _lanes(arrows: Sequence[Arrow], labels: Sequence[Label], where: Columns) -> list[float]:
    """How wide each column's lane is: as its longest label; none where nothing arrives."""
    lanes = [0.0] * len(where.bands)
    for arrow, label in zip(arrows, labels, strict=True):
        column = where.of[arrow.target]
        wide = label.width + HEAD if label.width else BARE
        lanes[column] = max(lanes[column], round(wide, 1))
    return lanes


def _between(crossed: Crossing, where: Columns) -> list[float]:
    """How wide lines may bend after each column: the more they are, the wider."""
    count = [0] * len(where.bands)
    stops = {id: column for column, held in enumerate(crossed.columns) for id in held}
    for left, _ in crossed.lines:
        count[stops[left]] += 1
    return [32.0 + min(2.5 * each, 44.0) for each in count]
