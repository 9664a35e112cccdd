"""How far the passages of coders cover each other: Dice over characters, and a soft F1 over passages.

Neither is corrected for chance: a code on most of the text covers itself. Of spans see `spans`; codes are not
looked at, so that what is given are the passages of one code or one theme.
"""

from collections.abc import Hashable, Sequence
from itertools import combinations

from framework_cli.compare.agreement.spans import Spans, common, joined
from framework_cli.compare.agreement.undefined import ONE_CODER, Figure, Undefined

NOTHING_MARKED = Undefined("nobody marked anything")

Stretches = Sequence[tuple[int, int]]


def span_dice(spans: Spans, coders: int) -> Figure:
    """Dice (1945) over characters: 2 x shared / (one's + the other's); several coders: over all pairs."""
    every = _marked(spans, coders)
    if coders < 2:
        return ONE_CODER
    marked = sum(end - start for own in every for start, end in own) * (coders - 1)
    shared = sum(2 * common(a, b) for one, other in combinations(every, 2) for a in one for b in other)
    return shared / marked if marked else NOTHING_MARKED


def soft_f1(spans: Spans, coders: int) -> Figure:
    """F1 of passages that counts how much of each is covered; several coders: the mean over pairs of coders.

    Precision is the mean share of the second coder's passages that the first's cover, recall the reverse
    (Johansson & Moschitti 2010, intersection-based). Which coder is first does not matter to F1. The mean
    over pairs follows Hripcsak & Rothschild (2005); a pair that marked nothing is left out.
    """
    if coders < 2:
        return ONE_CODER
    found = [_f1(one, other) for one, other in combinations(_marked(spans, coders), 2) if one or other]
    return sum(found) / len(found) if found else NOTHING_MARKED


def _f1(one: Stretches, other: Stretches) -> float:
    if not one or not other:
        return 0.0
    precision = sum(common(a, b) / (b[1] - b[0]) for a in one for b in other) / len(other)
    recall = sum(common(a, b) / (a[1] - a[0]) for a in one for b in other) / len(one)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _marked(spans: Spans, coders: int) -> list[Stretches]:
    found: dict[Hashable, list[tuple[int, int]]] = {}
    for coder, start, end, _ in spans:
        found.setdefault(coder, []).append((start, end))
    if len(found) > coders:
        raise ValueError(f"spans of {len(found)} coders where {coders} were announced")
    return [*map(joined, found.values()), *([] for _ in range(coders - len(found)))]
