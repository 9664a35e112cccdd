"""Code saturation: how many codes each further interview brought, by the order of the study and by chance.

The formulas work on plain numbers; `curve` applies them to a study. Whether the meaning of a code was
saturated (Hennink, Kaiser & Marconi 2017) cannot be told from counts, and is not.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

BASE, RUN, THRESHOLD = 4, 2, 0.05


class Run(NamedTuple):
    """Interviews `first` to `last` (from 1, both included), the codes new in them, and these over the base's.

    `ratio` is None where the base has no codes.
    """

    first: int
    last: int
    new: int
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Saturation:
    """The outcome by Guest, Namey & Chen (2020).

    `notation` is theirs, such as "6+2": six interviews and a run of two in which the new information was at
    or below the threshold; None where that was not so, and `reason` says why: "too few interviews", "base
    has no codes" or "never". `above` are later runs that brought more than the threshold again.
    """

    base_size: int
    run_length: int
    threshold: float
    base_codes: int
    runs: tuple[Run, ...] = ()
    notation: str | None = None
    reason: str = ""
    above: tuple[Run, ...] = ()


def accumulation(units: Iterable[Collection[str]]) -> tuple[list[int], list[int]]:
    """How many codes are new in each unit, and how many there are up to it, in the order given."""
    seen: set[str] = set()
    new, cumulative = [], []
    for codes in units:
        before = len(seen)
        seen.update(codes)
        new.append(len(seen) - before)
        cumulative.append(len(seen))
    return new, cumulative


def saturation(
    new: Sequence[int], base_size: int = BASE, run_length: int = RUN, threshold: float = THRESHOLD
) -> Saturation:
    """Code saturation from how many codes are new in each interview, in order.

    The base are the first `base_size` interviews; runs of `run_length` follow it and overlap (each starts
    one later). New information is the codes new in a run over the codes of the base, which stays the
    denominator. Saturation is at the first run at or below the threshold (Guest, Namey & Chen 2020,
    PLoS ONE 15(5): e0232076). Raises ValueError for a base or run of no interviews.
    """
    return saturation_after(sum(new[:base_size]), new[base_size:], base_size, run_length, threshold)


def saturation_after(
    base_codes: int,
    new: Sequence[int],
    base_size: int = BASE,
    run_length: int = RUN,
    threshold: float = THRESHOLD,
) -> Saturation:
    """The same from the codes of the base, and how many are new in each interview after it."""
    if base_size < 1 or run_length < 1:
        raise ValueError("a base and a run have at least one interview")
    runs = tuple(
        _run(base_codes, base_size + at + 1, new[at : at + run_length])
        for at in range(len(new) - run_length + 1)
    )
    told = (base_size, run_length, threshold, base_codes)
    if not runs:
        return Saturation(*told, reason="too few interviews")
    if not base_codes:
        return Saturation(*told, runs, reason="base has no codes")
    reached = next((n for n, run in enumerate(runs) if _within(run, threshold)), None)
    if reached is None:
        return Saturation(*told, runs, reason="never")
    above = tuple(run for run in runs[reached + 1 :] if not _within(run, threshold))
    return Saturation(*told, runs, f"{runs[reached].first - 1}+{run_length}", above=above)


def _run(base_codes: int, first: int, new: Sequence[int]) -> Run:
    total = sum(new)
    return Run(first, first + len(new) - 1, total, total / base_codes if base_codes else None)


def _within(run: Run, threshold: float) -> bool:
    return run.ratio is not None and run.ratio <= threshold


def rarefaction(frequencies: Iterable[int], units: int) -> list[float]:
    """The mean number of codes in t units drawn at random without replacement, for t = 1 … `units`.

    `frequencies` says of each code in how many units it is. Exact: the sum over codes of
    1 − C(N − f, t) / C(N, t) (Hurlbert 1971; Ugland, Gray & Ellingsen 2003), and no sampling. Codes in no
    unit add nothing. Raises ValueError for a frequency below 0 or above `units`.
    """
    counts: dict[int, int] = {}
    for frequency in frequencies:
        if not 0 <= frequency <= units:
            raise ValueError(f"a code cannot be in {frequency} of {units} units")
        counts[frequency] = counts.get(frequency, 0) + 1
    missing = dict.fromkeys(counts, 1.0)
    means = []
    for drawn in range(units):
        for frequency in missing:
            # C(N − f, t) / C(N, t), from the one of a unit less.
            missing[frequency] *= max(units - frequency - drawn, 0) / (units - drawn)
        means.append(sum(counts[f] * (1 - missing[f]) for f in sorted(counts)))
    return means


def chao2(frequencies: Iterable[int], units: int) -> float:
    """Chao's (1987) lower bound of how many codes there are, with the factor (N − 1)/N of small samples.

    From the codes in one unit (Q1) and in two (Q2): S + (N − 1)/N · Q1²/(2 Q2), and with no code in two
    S + (N − 1)/N · Q1 (Q1 − 1)/2. It takes units as drawn at random, which a purposive sample is not.
    """
    found = [frequency for frequency in frequencies if frequency > 0]
    once, twice = found.count(1), found.count(2)
    if not units:
        return 0.0
    unseen = once * once / (2 * twice) if twice else once * (once - 1) / 2
    return len(found) + (units - 1) / units * unseen


def jackknife1(frequencies: Iterable[int], units: int) -> float:
    """The first-order jackknife of how many codes there are: S + Q1 (N − 1)/N (Burnham & Overton 1979)."""
    found = [frequency for frequency in frequencies if frequency > 0]
    return len(found) + found.count(1) * (units - 1) / units if units else 0.0
