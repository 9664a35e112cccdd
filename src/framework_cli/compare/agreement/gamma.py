"""The gamma of Mathet, Widlöcher & Métivier (2015): agreement on where passages are and what they are.

Passages are aligned across coders so that the disorder is least (an integer programme); gamma is one less the
ratio of that disorder to the mean disorder of texts coded at random. It needs scipy, which is an extra:
`pip install 'framework-cli[gamma]'`.
"""

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from math import ceil
from random import Random
from statistics import NormalDist, mean, stdev
from typing import NamedTuple

from framework_cli.compare.agreement.undefined import ONE_CODER, Undefined

MISSING = (
    "gamma needs scipy, which is not installed: pip install 'framework-cli[gamma]'. "
    "All other coefficients do without."
)


class NoSolverError(ImportError):
    """scipy is not installed; the message says how to get it."""


class Unit(NamedTuple):
    """A coder's passage; places may be fractions, and below 0 in a sampled text."""

    coder: Hashable
    start: float
    end: float
    code: Hashable


class Weights(NamedTuple):
    """How much place (`alpha`) and code (`beta`) weigh, and what an empty place costs (`empty`)."""

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0


EVEN = Weights()


class Alignment(NamedTuple):
    """The best alignment: its disorder, and how many groups of units it has."""

    disorder: float
    groups: int


class Gamma(NamedTuple):
    """Gamma, and what it rests on.

    `precision` is half the 95 % interval of the expected disorder, as a share of it.
    """

    value: float
    observed: float
    expected: float
    samples: int
    seed: int
    precision: float


Units = Iterable[tuple[Hashable, float, float, Hashable]]


def gamma(
    units: Units, coders: Sequence[Hashable] = (), weights: Weights = EVEN, *,
    seed: int = 20150302, precision: float = 0.02, most: int = 500,
) -> Gamma | Undefined:  # fmt: skip
    """Gamma with random texts made by shifting the coders' own (Mathet et al. 2015, section 5.2).

    At least 30 texts are sampled, and at most `most`: until the expected disorder is known to `precision`.
    `coders` names those who coded; needed where one marked nothing.
    """
    real = [Unit._make(unit) for unit in units]
    named = list(dict.fromkeys([*coders, *(unit.coder for unit in real)]))
    if len(named) < 2:
        return ONE_CODER
    if len(real) < 2:
        return Undefined("fewer than two passages")
    observed = best_alignment(real, named, weights).disorder
    random = Random(seed)
    z = NormalDist().inv_cdf(0.975)
    found: list[float] = []
    wanted = 30
    while len(found) < wanted:
        found += [_sampled(real, named, weights, random) for _ in range(len(found), wanted)]
        wanted = min(ceil((stdev(found) / mean(found) * z / precision) ** 2), most)
    expected = mean(found)
    reached = stdev(found) / expected * z / len(found) ** 0.5
    return Gamma(1 - observed / expected, observed, expected, len(found), seed, reached)


def gamma_over(
    units: Units, samples: Iterable[Units], coders: Sequence[Hashable] = (), weights: Weights = EVEN
) -> tuple[float, float, float]:
    """Gamma, observed and expected disorder, where the random texts are given."""
    observed = best_alignment(units, coders, weights).disorder
    expected = mean(best_alignment(sample, coders, weights).disorder for sample in samples)
    return 1 - observed / expected, observed, expected


def dissimilarity(first: Unit | None, second: Unit | None, weights: Weights = EVEN) -> float:
    """How unlike two units are: place (squared, relative to their lengths) and code. None: an empty place."""
    if first is None or second is None:
        return weights.empty
    lengths = first.end - first.start + second.end - second.start
    place = ((abs(first.start - second.start) + abs(first.end - second.end)) / lengths) ** 2
    return (weights.alpha * place + weights.beta * (first.code != second.code)) * weights.empty


def best_alignment(units: Units, coders: Sequence[Hashable] = (), weights: Weights = EVEN) -> Alignment:
    """The alignment of least disorder. Raises NoSolverError without scipy."""
    real = [Unit._make(unit) for unit in units]
    named = list(dict.fromkeys([*coders, *(unit.coder for unit in real)]))
    by_coder = [[place for place, unit in enumerate(real) if unit.coder == coder] for coder in named]
    costs, groups = _groups(real, by_coder, weights)
    chosen = _cheapest(costs, groups, len(real))
    return Alignment(sum(costs[place] for place in chosen) * len(named) / len(real), len(chosen))


def _groups(
    real: Sequence[Unit], by_coder: Sequence[Sequence[int]], weights: Weights
) -> tuple[list[float], list[tuple[int, ...]]]:
    """Every group of at most one unit a coder that can be in the best alignment, and its disorder.

    A group that costs more than its units each alone is left out.
    """
    pairs = len(by_coder) * (len(by_coder) - 1) / 2
    apart: dict[tuple[int, int], float] = {}
    for one, other in combinations(range(len(by_coder)), 2):
        for a in by_coder[one]:
            for b in by_coder[other]:
                apart[a, b] = dissimilarity(real[a], real[b], weights)
    costs: list[float] = []
    groups: list[tuple[int, ...]] = []
    open_: list[tuple[int, tuple[int, ...], float]] = [(0, (), 0.0)]
    while open_:
        coder, members, cost = open_.pop()
        if coder == len(by_coder):
            empty = (pairs - len(members) * (len(members) - 1) / 2) * weights.empty
            whole = (cost + empty) / pairs
            if members and whole <= len(members) * weights.empty + 1e-12:
                costs.append(whole)
                groups.append(members)
            continue
        open_.append((coder + 1, members, cost))
        for unit in by_coder[coder]:
            more = cost + sum(apart[member, unit] for member in members)
            if more <= pairs * len(by_coder) * weights.empty:
                open_.append((coder + 1, (*members, unit), more))
    return costs, groups


def _cheapest(costs: Sequence[float], groups: Sequence[tuple[int, ...]], units: int) -> list[int]:
    """The groups that hold every unit exactly once at the least cost."""
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csc_array
    except ImportError as missing:
        raise NoSolverError(MISSING) from missing
    rows = [unit for members in groups for unit in members]
    columns = [place for place, members in enumerate(groups) for _ in members]
    once = csc_array((np.ones(len(rows)), (rows, columns)), shape=(units, len(groups)))
    # Of alignments that cost the same the one with the fewest groups: a hair's breadth on each group.
    found = milp(
        np.array(costs) + 1e-7,
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(once, 1, 1),
        options={"mip_rel_gap": 0.0},
    )
    return [place for place, taken in enumerate(found.x) if taken > 0.5]


def _sampled(real: Sequence[Unit], coders: Sequence[Hashable], weights: Weights, random: Random) -> float:
    """The disorder of a random text: each coder is a real one, cut at a random place and swapped."""
    low, high = min(unit.start for unit in real), max(unit.end for unit in real)
    least = mean(unit.end - unit.start for unit in real) / 2
    while True:
        pivots: list[float] = []
        made: list[Unit] = []
        for place in range(len(coders)):
            pivot = _pivot(low, high, least, pivots, random)
            pivots.append(pivot)
            chosen = random.choice(coders)
            for unit in real:
                if unit.coder == chosen:
                    shift = pivot - low if unit.start + pivot - low <= high else pivot - high
                    made.append(Unit(place, unit.start + shift, unit.end + shift, unit.code))
        if made:
            return best_alignment(made, range(len(coders)), weights).disorder


def _pivot(low: float, high: float, least: float, taken: Sequence[float], random: Random) -> float:
    """A place to cut, not too near those of other coders where that can be had."""
    for _ in range(100):
        pivot = random.uniform(low, high)
        if all(abs(pivot - other) >= least for other in taken):
            return pivot
    return random.uniform(low, high)
