"""Which column each box stands in: that of its type, or one of several where a type has chains."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framework_cli.render.diagram.plan import Arrow, Box

MOST = 5  # columns that can be read at the width of a page


class Columns(NamedTuple):
    """The column of each box by its id, and which band each column belongs to."""

    of: Mapping[str, int]
    bands: tuple[int, ...]


def columns(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Columns:
    """The columns of a drawing, left to right, bands without a box left out.

    A chain within a band goes on in further columns as long as there are no more than `MOST`.
    """
    held: dict[int, list[Box]] = {}
    for box in boxes:
        held.setdefault(box.band, []).append(box)
    depths = {band: _depths(held[band], arrows) for band in sorted(held)}
    wide = _widths({band: max(each.values()) + 1 for band, each in depths.items()})
    of: dict[str, int] = {}
    bands: list[int] = []
    for band, depth in depths.items():
        longest = max(depth.values()) + 1
        for id, steps in depth.items():
            of[id] = len(bands) + steps * wide[band] // longest
        bands += [band] * wide[band]
    return Columns(of, tuple(bands))


def _widths(wanted: Mapping[int, int]) -> dict[int, int]:
    """How many columns each band gets: one, and further ones in turn while there is room."""
    wide = dict.fromkeys(wanted, 1)
    while sum(wide.values()) < MOST:
        short = [band for band in wanted if wide[band] < wanted[band]]
        if not short:
            break
        most = min(short, key=lambda band: (wide[band], band))
        wide[most] += 1
    return wide


def _depths(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> dict[str, int]:
    """How many steps lead to each box within its band; a loop is entered at its first box in file order."""
    depth = dict.fromkeys((box.id for box in boxes), 0)
    onward: dict[str, list[str]] = {id: [] for id in depth}
    waiting = dict.fromkeys(depth, 0)
    for arrow in arrows:
        inside = arrow.source in depth and arrow.target in depth and arrow.source != arrow.target
        if inside and arrow.relation != "feeds-back":
            onward[arrow.source].append(arrow.target)
            waiting[arrow.target] += 1
    left = dict.fromkeys(depth)
    ready = [id for id in depth if not waiting[id]]
    while left:
        id = ready.pop(0) if ready else next(iter(left))
        if id not in left:
            continue
        del left[id]
        for target in onward[id]:
            if target in left:
                depth[target] = max(depth[target], depth[id] + 1)
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
    return depth
