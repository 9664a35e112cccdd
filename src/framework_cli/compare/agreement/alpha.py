"""Krippendorff's alpha over units, for any distance between two ratings: 1 - D_o / D_e.

Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Units with one rating can be compared with
nothing and do not count. Of `units` see `ratings`; a rating may be a frozenset of codes (`set_distance`).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from itertools import combinations
from typing import Any, NamedTuple

from framework_cli.compare.agreement.ratings import Units, tally
from framework_cli.compare.agreement.undefined import NO_PAIRS, NO_VARIATION, Figure, Undefined

# Distances are of ratings of any kind: numbers, words, sets.
Distance = Callable[[Any, Any], float]


class Disagreement(NamedTuple):
    """Observed (D_o) and expected (D_e) disagreement."""

    observed: float
    expected: float

    def alpha(self) -> Figure:
        """One less their ratio; undefined where none is to be expected."""
        return 1 - self.observed / self.expected if self.expected > 0 else NO_VARIATION


def krippendorff_alpha(units: Units, distance: Distance | None = None) -> Figure:
    """Alpha; nominal unless a distance is given (`interval`, `ratio_scale`, `set_distance`, any function)."""
    found = alpha_disagreement(units, distance)
    return found if isinstance(found, Undefined) else found.alpha()


def alpha_disagreement(units: Units, distance: Distance | None = None) -> Disagreement | Undefined:
    """D_o and D_e from the coincidences of ratings within units. Krippendorff (2011), sections C and D."""
    pairable = tally(units).pairable
    if not pairable:
        return NO_PAIRS
    apart = distance or nominal
    used: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in pairable:
        used.update(unit)
        observed += 2 * _apart(unit, apart) / (unit.total() - 1)
    n = used.total()
    return Disagreement(observed / n, 2 * _apart(used, apart) / (n * (n - 1)))


def ordinal_alpha(units: Units) -> Figure:
    """Alpha of ranks: two are as far apart as ratings lie between them. Krippendorff (2011), section D."""
    used = Counter(rating for unit in tally(units).pairable for rating in unit.elements())
    ranks: list[Any] = sorted(used)
    below, total = {}, 0.0
    for rank in ranks:
        below[rank] = total + used[rank] / 2
        total += used[rank]
    return krippendorff_alpha(units, lambda a, b: float((below[a] - below[b]) ** 2))


def nominal(first: Hashable, second: Hashable) -> float:
    """0 for the same, 1 for another."""
    return float(first != second)


def interval(first: float, second: float) -> float:
    """The squared difference of two numbers."""
    return float((first - second) ** 2)


def ratio_scale(first: float, second: float) -> float:
    """The squared difference as a share of the sum."""
    return float(((first - second) / (first + second)) ** 2) if first + second else 0.0


def set_distance(first: Set[Hashable], second: Set[Hashable]) -> float:
    """0 for equal sets, 1/3 where one holds the other, 2/3 where they share, else 1. Passonneau (2004).

    The empty set is held by every set, as in dkpro-statistics.
    """
    if first == second:
        return 0.0
    if first <= second or second <= first:
        return 1 / 3
    return 2 / 3 if first & second else 1.0


def jaccard_distance(first: Set[Hashable], second: Set[Hashable]) -> float:
    """1 less the share of common codes in all codes of both; 0 for two empty sets."""
    return 1 - len(first & second) / len(first | second) if first or second else 0.0


def masi_distance(first: Set[Hashable], second: Set[Hashable]) -> float:
    """1 - Jaccard x (1 equal, 2/3 one holds the other, 1/3 they share, else 0). Passonneau (2006)."""
    return 1 - (1 - jaccard_distance(first, second)) * (1 - set_distance(first, second))


def alpha_set(
    units: Sequence[Sequence[Iterable[Hashable] | None]], distance: Distance = set_distance
) -> Figure:
    """Alpha of units that carry several codes each: ratings are sets (or lists) of codes."""
    sets = [[None if rating is None else frozenset(rating) for rating in unit] for unit in units]
    return krippendorff_alpha(sets, distance)


def _apart(counts: Counter[Hashable], distance: Distance) -> float:
    """The sum of distances over unordered pairs of ratings."""
    if distance is nominal:
        n = counts.total()
        return (n * n - sum(k * k for k in counts.values())) / 2
    return sum(k * m * distance(a, b) for (a, k), (b, m) in combinations(counts.items(), 2))
