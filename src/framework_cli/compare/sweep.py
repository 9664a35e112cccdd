"""From coders' stretches of units to sums: how many units have how many marks, in one pass over their ends.

Only counts are kept (of a unit with r coders, how many marked it), so that twenty coders cost no more memory
than two; and only sums that add up over transcripts, so that a bootstrap is a product of matrices.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from framework_cli.compare.agreement.spans import joined

Stretch = tuple[int, int]
Marks = Mapping[int, Sequence[Stretch]]
"""What each coder (by number) marked, as ranges of units, in order and without overlaps."""


@dataclass(frozen=True, slots=True)
class Block:
    """Units that the same coders read: a transcript, or the cells of cases that stand together.

    `cluster` numbers what is resampled as one. `marks` are by code, then by coder.
    """

    cluster: int
    coders: tuple[int, ...]
    size: int
    marks: Mapping[str, Marks]


# What `sums` gives, in order; then a number a coder for each of `MARKED`, and for spans two a pair.
AGREE, SHARE, ONES, APART, BOTH, EITHER, EMPTY, EMPTY_RATINGS, SQUARES = range(9)
FIXED = 9


def union(marks: Iterable[Marks]) -> dict[int, list[Stretch]]:
    """The marks of several codes as those of one: a coder's stretches that overlap are joined."""
    found: dict[int, list[Stretch]] = {}
    for each in marks:
        for coder, stretches in each.items():
            found.setdefault(coder, []).extend(stretches)
    return {coder: joined(stretches) for coder, stretches in found.items()}


def sums(block: Block, marks: Marks, coders: int, *, spans: bool = False) -> list[float]:
    """The sums of one code (or theme) over the units of a block.

    With r coders, k of whom marked a unit: agreeing pairs as a share; k/r; k; 2k(r-k)/(r-1); k(k-1); k(r-1);
    units with k = 0, and their ratings; squared lengths of stretches. Then for each of `coders` what it
    marked, and the units nobody marked that it read. With `spans`, for each ordered pair of coders how much
    of the second's stretches the first covers (each as a share), and how many the second has.
    """
    r = len(block.coders)
    counts, covered = _counts(block, marks, coders if spans else 0)
    own = [0.0] * (2 * coders)
    squares = 0.0
    for coder, stretches in marks.items():
        for start, end in stretches:
            own[coder] += end - start
            squares += (end - start) ** 2
    for coder in block.coders:
        own[coders + coder] = counts[0]
    pairs = r * (r - 1)
    found = [0.0] * FIXED
    for k, units in enumerate(counts):
        if units:
            found[AGREE] += units * (k * (k - 1) + (r - k) * (r - k - 1)) / pairs
            found[SHARE] += units * k / r
            found[ONES] += units * k
            found[APART] += units * 2 * k * (r - k) / (r - 1)
            found[BOTH] += units * k * (k - 1)
            found[EITHER] += units * k * (r - 1)
    found[EMPTY], found[EMPTY_RATINGS], found[SQUARES] = counts[0], counts[0] * r, squares
    return found + own + covered


def _counts(block: Block, marks: Marks, pairs_of: int) -> tuple[list[int], list[float]]:
    """How many units have 0, 1, … marks; and, for pairs of coders, what `sums` says."""
    events = [
        event
        for coder, stretches in marks.items()
        for start, end in stretches
        for event in ((start, 1, coder, end - start), (end, 0, coder, 0))
    ]
    events.sort()
    counts = [0] * (len(block.coders) + 1)
    covered = [0.0] * (2 * pairs_of**2)
    now: dict[int, int] = {}
    at = 0
    for place, opens, coder, length in events:
        if place > at:
            counts[len(now)] += place - at
            if pairs_of and len(now) > 1:
                for one, other in permutations(now, 2):
                    covered[one * pairs_of + other] += (place - at) / now[other]
            at = place
        if opens:
            now[coder] = length
        else:
            del now[coder]
    counts[0] += block.size - at
    if pairs_of:
        for one, other in permutations(block.coders, 2):
            covered[pairs_of**2 + one * pairs_of + other] = len(marks.get(other, ()))
    return counts, covered
