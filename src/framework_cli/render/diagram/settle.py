"""How high each thing stands: as near to what it is joined to as the order of its column allows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SWEEPS = 14


class Stop(NamedTuple):
    """How much room a stop takes up in its column: half its height, and the free space on either side."""

    half: float
    pad: float
    weight: float = 1.0


def settled(
    columns: Sequence[Sequence[str]], stops: Mapping[str, Stop], lines: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """The middle of each stop. Those of a column keep their order and never overlap."""
    near: dict[str, list[str]] = {}
    for left, right in lines:
        near.setdefault(left, []).append(right)
        near.setdefault(right, []).append(left)
    middles: dict[str, float] = {}
    for column in columns:
        middles.update(_placed(column, stops, {}, _centred(column, stops)))
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = {
                id: sum(middles[each] for each in near[id]) / len(near[id]) if id in near else middles[id]
                for id in column
            }
            middles.update(_placed(column, stops, wanted, 0.0))
    return middles


def _centred(column: Sequence[str], stops: Mapping[str, Stop]) -> float:
    """Where a column begins that is centred on 0."""
    return -sum(stops[id].half + stops[id].pad for id in column)


def _placed(
    column: Sequence[str], stops: Mapping[str, Stop], wanted: Mapping[str, float], first: float
) -> dict[str, float]:
    """Places in order that are nearest to those wanted, by weighted squares (pool adjacent violators)."""
    offsets, reach = [], first
    for id in column:
        room = stops[id].half + stops[id].pad
        offsets.append(reach + room)
        reach += 2 * room
    if not wanted:
        return dict(zip(column, offsets, strict=True))
    blocks: list[list[float]] = []  # mean, weight, count
    for id, offset in zip(column, offsets, strict=True):
        blocks.append([wanted[id] - offset, stops[id].weight, 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            mean, weight, count = blocks.pop()
            last = blocks[-1]
            total = last[1] + weight
            blocks[-1] = [(last[0] * last[1] + mean * weight) / total, total, last[2] + count]
    shifts = [mean for mean, _, count in blocks for _ in range(int(count))]
    return {id: offset + shift for id, offset, shift in zip(column, offsets, shifts, strict=True)}
