"""A plan comes in; places of boxes, lines and labels go out. Pure: the same plan has the same drawing.

Columns stand side by side. Left of each column is a lane in which the labels of the lines that arrive stand,
each at the height of its own port; further left the lines bend. So no label lies on a box or on another.
A line that leads back, or stays in its column, turns round, passes beneath or between the boxes, and
arrives at the left like any other.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framework_cli.render.diagram import sizes
from framework_cli.render.diagram.columns import Columns, columns
from framework_cli.render.diagram.crossing import Crossing, crossing
from framework_cli.render.diagram.plan import Arrow, Box, Plan
from framework_cli.render.diagram.ports import Ports, ports
from framework_cli.render.diagram.route import back, onward
from framework_cli.render.diagram.settle import Stop, settled
from framework_cli.render.diagram.spacing import Spacing, spacing

TOP = 46.0  # the headings
BUS = 20.0  # between lines that lead back beneath all boxes
EDGE = 12.0  # free space all round


class Placed(NamedTuple):
    """A box with its place (left, top) and its size."""

    box: Box
    words: sizes.Words
    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """An arrow's line as an SVG path that ends at (x, y), the tip of its head, and its label (left, top)."""

    arrow: Arrow
    path: str
    x: float
    y: float
    label: sizes.Label
    label_x: float
    label_y: float


class Heading(NamedTuple):
    """A column's heading, over all columns of its type."""

    words: str
    x: float
    width: float


class Layout(NamedTuple):
    """Everything in its place on a canvas that begins at (0, 0)."""

    width: float
    height: float
    headings: tuple[Heading, ...]
    boxes: tuple[Placed, ...]
    lines: tuple[Line, ...]


def layout(plan: Plan) -> Layout:
    """Put a plan's boxes and arrows in their places."""
    boxes = {box.id: box for box in reversed(plan.boxes)}
    boxes = {box.id: boxes[box.id] for box in plan.boxes}
    arrows = [a for a in plan.arrows if a.source in boxes and a.target in boxes]
    labels = [sizes.label(arrow) for arrow in arrows]
    where = columns(list(boxes.values()), arrows)
    inside = {id: sizes.words(box) for id, box in boxes.items()}
    heights = _heights(inside, arrows, labels)
    crossed = crossing(list(boxes), arrows, where)
    middles = _middles(crossed, heights)
    joined = ports(arrows, labels, crossed, middles)
    room = spacing(arrows, labels, crossed, where, middles, joined)
    placed = tuple(
        Placed(
            box=box,
            words=inside[id],
            x=room.left[where.of[id]],
            y=round(middles[id] - heights[id] / 2, 1),
            width=sizes.BOX,
            height=heights[id],
        )
        for id, box in boxes.items()
    )
    lines = tuple(
        _line(n, arrow, labels[n], crossed, middles, joined, room) for n, arrow in enumerate(arrows)
    )
    lowest = max((each.y + each.height for each in placed), default=TOP)
    return Layout(
        room.width, max([lowest, *middles.values()]) + EDGE, _headings(plan, where, room), placed, lines
    )


def _heights(
    inside: Mapping[str, sizes.Words], arrows: Sequence[Arrow], labels: Sequence[sizes.Label]
) -> dict[str, float]:
    arriving: dict[str, list[sizes.Label]] = {id: [] for id in inside}
    leaving = dict.fromkeys(inside, 0)
    for arrow, label in zip(arrows, labels, strict=True):
        arriving[arrow.target].append(label)
        leaving[arrow.source] += 1
    return {id: sizes.height(words, arriving[id], leaving[id]) for id, words in inside.items()}


def _middles(crossed: Crossing, heights: Mapping[str, float]) -> dict[str, float]:
    """The height of everything: boxes and what passes between them, then the lines beneath all."""
    stops = {
        id: Stop(heights[id] / 2, 10.0) if id in heights else Stop(0.0, 8.0, 3.0)
        for column in crossed.columns
        for id in column
    }
    middles = settled(crossed.columns, stops, crossed.lines)
    highest = min((middles[id] - stops[id].half for id in middles), default=0.0)
    middles = {id: round(middle - highest + TOP, 1) for id, middle in middles.items()}
    lowest = max((middles[id] + stops[id].half for id in middles), default=TOP)
    for row, passed in enumerate(crossed.buses.values(), start=1):
        middles.update(dict.fromkeys(passed, round(lowest + BUS * row, 1)))
    return middles


def _line(
    n: int,
    arrow: Arrow,
    label: sizes.Label,
    crossed: Crossing,
    middles: Mapping[str, float],
    joined: Ports,
    room: Spacing,
) -> Line:
    first, last = joined.leaving[n], joined.arriving[n]
    source, target = crossed.of[arrow.source], crossed.of[arrow.target]
    if source < target:
        between = [middles[stop] for stop in crossed.passed.get(n, ())]
        path = onward(room, source, [first, *between, last])
    else:
        stop = next(iter(crossed.buses.get(n, ())), "") or crossed.turns[n]
        path = back(room, n, source, target, (first, middles[stop], last))
    x = room.left[target]
    return Line(arrow, path, x, last, label, room.lane[target] + 4.0, round(last - label.rise, 1))


def _headings(plan: Plan, where: Columns, room: Spacing) -> tuple[Heading, ...]:
    found = []
    for band in dict.fromkeys(where.bands):
        held = [n for n, each in enumerate(where.bands) if each == band]
        x = room.left[held[0]]
        found.append(Heading(plan.bands[band], x, round(room.left[held[-1]] + sizes.BOX - x, 1)))
    return tuple(found)
