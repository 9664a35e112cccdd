"""The ways of lines as SVG paths: onward in curves, back with rounded corners."""

from collections.abc import Sequence
from itertools import pairwise

from framework_cli.render.diagram.sizes import BOX
from framework_cli.render.diagram.spacing import Spacing

CORNER = 8.0


def onward(room: Spacing, column: int, heights: Sequence[float]) -> str:
    """A line from a column's right side to a later column's left, at the heights of its stops."""
    path = [f"M{_n(room.left[column] + BOX)} {_n(heights[0])}"]
    for step, (here, there) in enumerate(pairwise(heights)):
        start, end = room.bends[column + step], room.bent[column + step + 1]
        half = (start + end) / 2
        path.append(f"H{_n(start)}")
        if here != there:
            path.append(f"C{_n(half)} {_n(here)} {_n(half)} {_n(there)} {_n(end)} {_n(there)}")
    path.append(f"H{_n(room.left[column + len(heights) - 1])}")
    return "".join(path)


def back(room: Spacing, arrow: int, source: int, target: int, heights: tuple[float, float, float]) -> str:
    """A line that turns round right of its source, runs left at the middle height, turns into its target."""
    first, middle, last = heights
    out, into = room.turned[arrow], room.returned[arrow]
    start = f"M{_n(room.left[source] + BOX)} {_n(first)}"
    there = _corner(out, first, middle, 1)
    home = _corner(into, middle, last, -1)
    return f"{start}{there}{home}H{_n(room.left[target])}"


def _corner(x: float, here: float, there: float, side: int) -> str:
    """Along to x, up or down to another height, and back the way the line came: round at corners."""
    turn = min(CORNER, abs(there - here) / 2)
    down = turn if there > here else -turn
    return (
        f"H{_n(x - side * turn)}Q{_n(x)} {_n(here)} {_n(x)} {_n(here + down)}"
        f"V{_n(there - down)}Q{_n(x)} {_n(there)} {_n(x - side * turn)} {_n(there)}"
    )


def _n(value: float) -> str:
    """A number as short as it can be said to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
