"""Where lines touch boxes: each arrives and leaves at its own height, so that labels have room."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from framework_cli.render.diagram.crossing import Crossing
from framework_cli.render.diagram.plan import Arrow
from framework_cli.render.diagram.sizes import GAP, OUT, Label


class Ports(NamedTuple):
    """The heights at which each arrow, by its number, leaves its source and arrives at its target."""

    leaving: Mapping[int, float]
    arriving: Mapping[int, float]


def ports(
    arrows: Sequence[Arrow],
    labels: Sequence[Label],
    crossed: Crossing,
    middles: Mapping[str, float],
) -> Ports:
    """Give each arrow its ports, in the order of where its line comes from and goes to."""
    leaving: dict[int, float] = {}
    arriving: dict[int, float] = {}
    starts = _held(arrows, lambda arrow: arrow.source, lambda n: middles[_next(n, arrows, crossed)])
    ends = _held(arrows, lambda arrow: arrow.target, lambda n: middles[_last(n, arrows, crossed)])
    for id, held in starts.items():
        first = middles[id] - OUT * (len(held) - 1) / 2
        leaving.update({n: round(first + OUT * place, 1) for place, n in enumerate(held)})
    for id, held in ends.items():
        arriving.update(_stacked(held, labels, middles[id]))
    return Ports(leaving, arriving)


def _stacked(held: Sequence[int], labels: Sequence[Label], middle: float) -> dict[int, float]:
    """The heights of lines that arrive at one box, their labels one below the other; one in the middle."""
    if len(held) == 1:
        return {held[0]: round(middle, 1)}
    tall = sum(labels[n].rise + labels[n].drop for n in held) + GAP * (len(held) - 1)
    reach, found = middle - tall / 2, {}
    for n in held:
        found[n] = round(reach + labels[n].rise, 1)
        reach += labels[n].rise + labels[n].drop + GAP
    return found


def _held(
    arrows: Sequence[Arrow], box: Callable[[Arrow], str], height: Callable[[int], float]
) -> dict[str, list[int]]:
    held: dict[str, list[int]] = {}
    for n, arrow in enumerate(arrows):
        held.setdefault(box(arrow), []).append(n)
    return {id: sorted(each, key=lambda n: (height(n), n)) for id, each in held.items()}


def _next(n: int, arrows: Sequence[Arrow], crossed: Crossing) -> str:
    """The first stop of a line after its source."""
    return next(iter(_stops(n, crossed)), arrows[n].target)


def _last(n: int, arrows: Sequence[Arrow], crossed: Crossing) -> str:
    """The last stop of a line before its target."""
    return next(reversed(_stops(n, crossed)), arrows[n].source)


def _stops(n: int, crossed: Crossing) -> Sequence[str]:
    if n in crossed.turns:
        return (crossed.turns[n],)
    return crossed.buses.get(n) or crossed.passed.get(n, ())
