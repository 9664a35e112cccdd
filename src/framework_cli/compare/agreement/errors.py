"""Standard errors over units, as the literature prints them; the toolkit's own intervals are bootstrapped.

Units are taken as drawn at random. Passages of one transcript are not, so these intervals are too narrow for
coded interviews; they are here to be compared with other programs' output.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from math import exp, lgamma, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from framework_cli.compare.agreement import nominal
from framework_cli.compare.agreement.alpha import krippendorff_alpha
from framework_cli.compare.agreement.ratings import Units, both, tally
from framework_cli.compare.agreement.undefined import NO_PAIRS, Figure, Undefined


class Interval(NamedTuple):
    """A standard error and the bounds of the 95 % interval made with it."""

    error: float
    low: float
    high: float


def cohen_asymptotic(units: Units) -> Interval | Undefined:
    """Cohen's kappa with the large-sample error of Fleiss, Cohen & Everitt (1969), normal bounds."""
    kappa, expected = nominal.cohen_kappa(units), nominal.cohen_expected(units)
    if isinstance(kappa, Undefined) or isinstance(expected, Undefined):
        return kappa if isinstance(kappa, Undefined) else NO_PAIRS
    pairs = both(units)
    n = len(pairs)
    cells = Counter(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    diagonal = sum(
        count / n * (1 - (first[a] + second[a]) / n * (1 - kappa)) ** 2
        for (a, b), count in cells.items()
        if a == b
    )
    rest = (1 - kappa) ** 2 * sum(
        count / n * ((second[a] + first[b]) / n) ** 2 for (a, b), count in cells.items() if a != b
    )
    inner = diagonal + rest - (kappa - expected * (1 - kappa)) ** 2
    error = sqrt(max(inner, 0.0) / n) / (1 - expected)
    z = NormalDist().inv_cdf(0.975)
    return Interval(error, kappa - z * error, kappa + z * error)


def gwet_error(units: Units, coefficient: str, categories: Iterable[Hashable] = ()) -> Interval | Undefined:
    """The linearised error of a coefficient, bounds of Student's t cut at 1. Gwet (2008, 2014).

    `coefficient` is one of `GWET`: brennan_prediger, conger_kappa, fleiss_kappa, gwet_ac1,
    krippendorff_alpha_nominal.
    """
    value, parts = GWET[coefficient](units, tuple(categories))
    if isinstance(value, Undefined):
        return value
    n = len(parts)
    if n < 2:
        return Undefined("one unit: its spread is not known")
    error = sqrt(sum((part - value) ** 2 for part in parts) / (n * (n - 1)))
    bound = student_t(0.975, len(tally(units).units) - 1) * error
    return Interval(error, value - bound, min(value + bound, 1.0))


Parts = tuple[Figure, list[float]]


def _parts(units: Units, value: Figure, expected: Figure, shares: Iterable[float]) -> Parts:
    """What each unit contributes to a coefficient; `shares` are the units' in the expected agreement."""
    if isinstance(value, Undefined) or isinstance(expected, Undefined):
        return value, []
    rated = tally(units).units
    scale = len(rated) / sum(unit.total() > 1 for unit in rated)
    return value, [
        (scale * (nominal.alike(unit) - expected) / (1 - expected) if unit.total() > 1 else 0.0)
        - 2 * (1 - value) * (share - expected) / (1 - expected)
        for unit, share in zip(rated, shares, strict=True)
    ]


def _brennan_prediger(units: Units, categories: Sequence[Hashable]) -> Parts:
    counted = tally(units, categories)
    q = len(counted.categories)
    expected = 1 / q if q else 0.0
    value = nominal.brennan_prediger(units, categories)
    return _parts(units, value, expected, [expected] * len(counted.units))


def _fleiss(units: Units, _: Sequence[Hashable]) -> Parts:
    counted = tally(units)
    shares = nominal.mean_shares(counted)
    own = (sum(n * shares[c] for c, n in unit.items()) / unit.total() for unit in counted.units)
    return _parts(units, nominal.fleiss_kappa(units), nominal.fleiss_expected(units), own)


def _gwet(units: Units, categories: Sequence[Hashable]) -> Parts:
    counted = tally(units, categories)
    shares, q = nominal.mean_shares(counted), len(counted.categories)
    own = (
        sum(n * (1 - shares[c]) for c, n in unit.items()) / unit.total() / (q - 1) for unit in counted.units
    )
    value, expected = nominal.gwet_ac1(units, categories), nominal.gwet_expected(units, categories)
    return _parts(units, value, expected, own)


def _conger(units: Units, _: Sequence[Hashable]) -> Parts:
    return _parts(units, nominal.conger_kappa(units), nominal.conger_expected(units), _conger_shares(units))


def _conger_shares(units: Units) -> Iterator[float]:
    """Each unit's share in the expected agreement of Conger's kappa, with missing ratings."""
    rated = [unit for unit in units if any(rating is not None for rating in unit)]
    columns = [column for column in zip(*rated, strict=True) if any(rating is not None for rating in column)]
    n, r = len(rated), len(columns)
    used = [Counter(rating for rating in column if rating is not None) for column in columns]
    shares = nominal.coder_shares(rated)
    total: Counter[Hashable] = Counter()
    for coder_share in shares:
        total.update(coder_share)
    for place in range(n):
        share_of_unit = 0.0
        for column, own, share in zip(columns, used, shares, strict=True):
            rates = own.total() / n
            present = column[place] is not None
            for category, everyone in total.items():
                mine = share.get(category, 0.0)
                step = float(present and column[place] == category) - (present - rates) * mine
                share_of_unit += step / rates * (everyone - mine)
        yield share_of_unit / (r * (r - 1))


def _alpha(units: Units, _: Sequence[Hashable]) -> Parts:
    value = krippendorff_alpha(units)
    if isinstance(value, Undefined):
        return value, []
    pairable = tally(units).pairable
    n, total = len(pairable), sum(unit.total() for unit in pairable)
    mean = total / n
    used: Counter[Hashable] = Counter()
    for unit in pairable:
        used.update(unit)
    shares = {category: count / total for category, count in used.items()}
    expected = sum(share**2 for share in shares.values())
    alike = [nominal.alike(unit) * unit.total() / mean for unit in pairable]
    middle = sum(alike) / n
    # R irrCAC works out the error before the small-sample correction (1 - 1/total) of observed agreement.
    before = 1 - (1 - value) / (1 - 1 / total)
    parts = []
    for unit, observed in zip(pairable, alike, strict=True):
        longer = (unit.total() - mean) / mean
        seen = observed - middle * longer - expected
        own = sum(k * shares[c] for c, k in unit.items()) / mean - expected * longer - expected
        parts.append((seen - 2 * (1 - before) * own) / (1 - expected) + value - before)
    return value, parts


GWET: dict[str, Callable[[Units, Sequence[Hashable]], Parts]] = {
    "brennan_prediger": _brennan_prediger,
    "conger_kappa": _conger,
    "fleiss_kappa": _fleiss,
    "gwet_ac1": _gwet,
    "krippendorff_alpha_nominal": _alpha,
}


def student_t(probability: float, freedom: int) -> float:
    """The quantile of Student's t above 0.5, by halving; no library is loaded for it."""
    low, high = 0.0, 1e5
    for _ in range(200):
        middle = (low + high) / 2
        tail = _beta_share(freedom / (freedom + middle * middle), freedom / 2, 0.5) / 2
        low, high = (middle, high) if 1 - tail < probability else (low, middle)
    return (low + high) / 2


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by Lentz's continued fraction (Press et al., ch. 6.4)."""
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, 300):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            c, d = 1 + step / c, 1 / (1 + step * d)
            fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * fraction
