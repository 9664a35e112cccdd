"""Figures from sums, and their intervals: whole transcripts are drawn again, never characters or lines.

The formulas are those of `agreement` (which names authors and years), written over sums of units.
The first row of every array is the study as it is, each further row one resample. nan stands for “undefined”
within this module alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framework_cli.compare import sweep as s
from framework_cli.compare.agreement.overlap import NOTHING_MARKED
from framework_cli.compare.agreement.undefined import NO_PAIRS, NO_VARIATION, Figure, Undefined

Array = npt.NDArray[np.float64]
SAME = Undefined("every resample gives the same value")
ONE_CLUSTER = Undefined("marked in one transcript only: nothing to resample")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the bounds of its 95 % percentile interval.

    `spread` says why there are no bounds; `undefined` counts the resamples in which the figure has no value.
    """

    value: Figure
    low: float | None = None
    high: float | None = None
    undefined: int = 0
    spread: str = ""


def draws(clusters: int, resamples: int, seed: int) -> Array:
    """How often each cluster is in each resample; the first row has each once.

    The generator is numpy's legacy one, whose numbers are the same on every machine and in every version.
    """
    found = np.ones((resamples + 1, clusters))
    if clusters > 1 and resamples:
        drawn = np.random.RandomState(seed).randint(0, clusters, (resamples, clusters), dtype=np.int64)
        drawn += np.arange(resamples)[:, None] * clusters
        counts = np.bincount(drawn.ravel(), minlength=resamples * clusters)
        found[1:] = counts.reshape(resamples, clusters)
    return found


@dataclass(frozen=True, slots=True)
class Sums:
    """Drawn sums of one code: its own, and those of the units it is one value of (see `sweep.sums`).

    `units` and `ratings` are totals; `read` has a column a coder.
    """

    own: Array
    units: Array
    ratings: Array
    read: Array

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.read.shape[1])

    def someone(self) -> "Sums":
        """The same over the units that somebody marked."""
        empty = self.own[:, s.EMPTY]
        own = self.own.copy()
        own[:, s.AGREE] -= empty
        silent = self.own[:, s.FIXED + self.coders : s.FIXED + 2 * self.coders]
        return Sums(own, self.units - empty, self.ratings - self.own[:, s.EMPTY_RATINGS], self.read - silent)


def nominal(sums: Sums) -> dict[str, Array]:
    """Percent, alpha, AC1, PABAK, kappa (Cohen's, for several Conger's) and Fleiss' kappa of a yes or no."""
    own, units, n = sums.own, sums.units, sums.ratings
    ones = own[:, s.ONES]
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = own[:, s.AGREE] / units
        share = own[:, s.SHARE] / units
        varies = np.where((ones > 0.5) & (n - ones > 0.5), 1.0, np.nan)
        alpha = 1 - own[:, s.APART] * (n - 1) / (2 * ones * (n - ones))
        even = share**2 + (1 - share) ** 2
        return {
            "percent": percent,
            "alpha": alpha * varies,
            "ac1": _beyond(percent, 2 * share * (1 - share)) * varies,
            "pabak": (2 * percent - 1) * varies,
            "kappa": _beyond(percent, _conger(sums)) * varies,
            "fleiss": _beyond(percent, even) * varies,
        }


def dice(sums: Sums) -> Array:
    """Positive agreement, over all pairs of coders. Dice (1945)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums.own[:, s.BOTH] / sums.own[:, s.EITHER]


def unitizing(sums: Sums) -> dict[str, Array]:
    """Binary |u alpha (`agreement.unitizing.from_lengths`) and soft span F1, of sums made with `spans`."""
    n, ones, squares = sums.ratings, sums.own[:, s.ONES], sums.own[:, s.SQUARES]
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = 2 * ones * (n - ones) / (n**2 - squares - (n - ones))
        alpha = 1 - sums.own[:, s.APART] / n / expected
        varies = np.where((ones > 0.5) & (n - ones > 0.5), 1.0, np.nan)
        return {"u_alpha": alpha * varies, "soft_f1": _soft(sums)}


def estimate(values: Array, marked: int, undefined: Undefined = NO_VARIATION) -> Estimate:
    """The value of the first row, and the 2.5 and 97.5 percentiles of the others that have one.

    `marked` is how many clusters have a mark: of one alone a bootstrap says nothing.
    """
    first, rest = float(values[0]), values[1:]
    value: Figure = undefined if np.isnan(first) else first
    if isinstance(value, Undefined) or not len(rest):
        return Estimate(value)
    if marked < 2:
        return Estimate(value, spread=ONE_CLUSTER.reason)
    known = rest[~np.isnan(rest)]
    missing = len(rest) - len(known)
    if not len(known) or known.max() - known.min() < 1e-12:
        return Estimate(value, undefined=missing, spread=SAME.reason)
    low, high = np.percentile(known, (2.5, 97.5))
    return Estimate(value, float(low), float(high), missing)


def estimates(sums: Sums, marked: int, *, spans: bool) -> tuple[dict[str, Estimate], dict[str, Estimate]]:
    """All figures of one code: over all units, and over those that somebody marked.

    `marked` is how many clusters have a mark. What looks at marked units alone (Dice) is in both; what
    looks at passages only in the first.
    """
    nothing = NO_PAIRS if not sums.units[0] else NO_VARIATION
    shared = {"dice": estimate(dice(sums), marked, NOTHING_MARKED)}
    everything = {name: estimate(values, marked, nothing) for name, values in nominal(sums).items()}
    if spans:
        found = unitizing(sums)
        everything["u_alpha"] = estimate(found["u_alpha"], marked, nothing)
        everything["soft_f1"] = estimate(found["soft_f1"], marked, NOTHING_MARKED)
    someone = {
        name: estimate(values, marked, nothing if sums.own[0, s.ONES] else NOTHING_MARKED)
        for name, values in nominal(sums.someone()).items()
    }
    return everything | shared, someone | shared


def drawn(weights: Array, own: Array, blocks: Sequence[s.Block], coders: int, variables: int = 1) -> Sums:
    """Sums of a code (a row a cluster) as they are in each resample.

    `variables` is how many yes-or-no decisions each unit stands for.
    """
    clusters = weights.shape[1]
    totals = np.zeros((clusters, 2 + coders))
    for block in blocks:
        totals[block.cluster, :2] += (block.size, block.size * len(block.coders))
        for coder in block.coders:
            totals[block.cluster, 2 + coder] += block.size
    whole = weights @ (totals * variables)
    return Sums(weights @ own, whole[:, 0], whole[:, 1], whole[:, 2:])


def by_cluster(
    blocks: Sequence[s.Block], marks: Sequence[s.Marks], coders: int, clusters: int, *, spans: bool
) -> Array:
    """The sums of one code, a row a cluster; `marks` are the code's in each block."""
    width = s.FIXED + 2 * coders + (2 * coders**2 if spans else 0)
    found = np.zeros((clusters, width))
    for block, own in zip(blocks, marks, strict=True):
        found[block.cluster] += s.sums(block, own, coders, spans=spans)
    return found


def uses(sums: Array, coders: Sequence[str]) -> Mapping[str, int]:
    """How many units each coder marked."""
    marked = sums[:, s.FIXED : s.FIXED + len(coders)].sum(axis=0)
    return {coder: round(float(n)) for coder, n in zip(coders, marked, strict=True)}


def _beyond(observed: Array, expected: Array) -> Array:
    return (observed - expected) / np.where(expected < 1, 1 - expected, np.nan)


def _conger(sums: Sums) -> Array:
    """Expected agreement of Conger's kappa from each coder's share; of Cohen's where there are two."""
    marked = sums.own[:, s.FIXED : s.FIXED + sums.coders]
    here = sums.read > 0
    share = np.where(here, marked / sums.read, 0.0)
    rest = np.where(here, 1 - share, 0.0)
    pairs = here.sum(axis=1) * (here.sum(axis=1) - 1)
    together: Array = share.sum(axis=1) ** 2 - (share**2).sum(axis=1)
    apart: Array = rest.sum(axis=1) ** 2 - (rest**2).sum(axis=1)
    return (together + apart) / np.where(pairs > 0, pairs, np.nan)


def _soft(sums: Sums) -> Array:
    """Soft span F1 (see `agreement.overlap`): the mean over pairs of coders who marked anything."""
    m = sums.coders
    start = s.FIXED + 2 * m
    covered = sums.own[:, start : start + m * m].reshape(-1, m, m)
    number = sums.own[:, start + m * m : start + 2 * m * m].reshape(-1, m, m)
    share = np.divide(covered, number, out=np.zeros_like(covered), where=number > 0)
    one, other = np.triu_indices(m, 1)
    precision, recall = share[:, one, other], share[:, other, one]
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0)
    known = (number[:, one, other] + number[:, other, one]) > 0
    pairs = known.sum(axis=1)
    found: Array = (f1 * known).sum(axis=1) / np.where(pairs > 0, pairs, np.nan)
    return found
