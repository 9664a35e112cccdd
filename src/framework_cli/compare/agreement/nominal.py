"""Coefficients of nominal coding: one function each, from plain units to a figure.

Of `units` see `ratings`; each figure is a float or `Undefined` with its reason. In formulas, n_k is how
often a category was used, p its share, q the number of categories, A_o observed and A_e expected agreement.
Observed agreement is, unless another is named, that of `percent_agreement`.
"""

from collections import Counter
from collections.abc import Hashable, Iterable

from framework_cli.compare.agreement.ratings import Tally, Units, both, tally
from framework_cli.compare.agreement.undefined import NO_PAIRS, NO_VARIATION, Figure, Undefined, ratio

Categories = Iterable[Hashable]


def percent_agreement(units: Units) -> Figure:
    """The share of pairs of ratings that agree, within each unit, and its mean over units with two or more.

    Fleiss (1971); with missing ratings Gwet (2014). Two coders: the share of units alike.
    """
    return _observed(tally(units))


def percent_by_unit(units: Units) -> list[Figure]:
    """Observed agreement of each unit: the share of its pairs of ratings that agree. Fleiss (1971)."""
    counted = (Counter(rating for rating in unit if rating is not None) for unit in units)
    return [alike(unit) if unit.total() > 1 else NO_PAIRS for unit in counted]


def positive_agreement(units: Units, category: Hashable) -> Figure:
    """Of all the times a category stood in a pair of ratings, how often the other rating was it too.

    Two coders: 2a / (2a + b + c), Dice (1945). Several: the same over all pairs of coders.
    """
    pairs = [(unit[category], unit.total()) for unit in tally(units).pairable]
    if not pairs:
        return NO_PAIRS
    used = sum(k * (r - 1) for k, r in pairs)
    return sum(k * (k - 1) for k, _ in pairs) / used if used else Undefined("nobody gave this category")


def scott_pi(units: Units) -> Figure:
    """Scott (1955): A_e from the shares of both coders taken together. Two coders, units both rated."""
    return _corrected(both(units), scott_expected(units))


def scott_expected(units: Units) -> Figure:
    """A_e of Scott's pi: the sum of squared shares over both coders' ratings."""
    pairs = both(units)
    if not pairs:
        return NO_PAIRS
    used = Counter(rating for pair in pairs for rating in pair)
    return sum((n / (2 * len(pairs))) ** 2 for n in used.values())


def cohen_kappa(units: Units) -> Figure:
    """Cohen (1960): A_e from each coder's own shares. Two coders, units both rated."""
    return _corrected(both(units), cohen_expected(units))


def cohen_expected(units: Units) -> Figure:
    """A_e of Cohen's kappa: the sum of the products of the two coders' shares. Cohen (1960)."""
    pairs = both(units)
    if not pairs:
        return NO_PAIRS
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return sum(n * second[category] for category, n in first.items()) / len(pairs) ** 2


def cohen_kappa_max(units: Units) -> Figure:
    """The largest kappa that two coders' shares allow: A_o as the sum of the smaller ones. Cohen (1960)."""
    pairs, expected = both(units), cohen_expected(units)
    if not isinstance(expected, float):
        return expected
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return ratio(sum(min(n, second[category]) for category, n in first.items()) / len(pairs), expected)


def conger_kappa(units: Units) -> Figure:
    """Conger (1980): Cohen's kappa for several coders, each with shares of their own.

    A_e is the mean over pairs of coders of the sum of the products of their shares; with missing ratings
    each coder's shares are of the units that coder rated (Gwet 2014). Coders without ratings are left out.
    """
    return _corrected(units, conger_expected(units))


def conger_expected(units: Units) -> Figure:
    """A_e of Conger's kappa."""
    shares = coder_shares(units)
    if len(shares) < 2:
        return NO_PAIRS
    total: Counter[Hashable] = Counter()
    for own in shares:
        total.update(own)
    together = sum(share**2 for share in total.values())
    alone = sum(share**2 for own in shares for share in own.values())
    return (together - alone) / (len(shares) * (len(shares) - 1))


def coder_shares(units: Units) -> list[dict[Hashable, float]]:
    """Each coder's shares of the categories, of the units that coder rated."""
    used = [Counter(rating for rating in column if rating is not None) for column in zip(*units, strict=True)]
    return [{category: n / own.total() for category, n in own.items()} for own in used if own]


def fleiss_kappa(units: Units) -> Figure:
    """Fleiss (1971): any number of coders, A_e from the mean shares; with missing ratings Gwet (2014)."""
    return _corrected(units, fleiss_expected(units))


def fleiss_expected(units: Units) -> Figure:
    """A_e of Fleiss' kappa: the sum of squared mean shares. Fleiss (1971)."""
    counted = tally(units)
    return sum(share**2 for share in mean_shares(counted).values()) if counted.units else NO_PAIRS


def fleiss_by_category(units: Units, category: Hashable) -> Figure:
    """Fleiss (1971), agreement on one category: Fleiss' kappa of “this one or another”."""
    return fleiss_kappa([[None if r is None else r == category for r in unit] for unit in units])


def gwet_ac1(units: Units, categories: Categories = ()) -> Figure:
    """Gwet (2008): A_e = sum of p(1 - p) over categories / (q - 1), p the mean shares.

    q counts the categories used, or those given with `categories`.
    """
    return _corrected(units, gwet_expected(units, categories))


def gwet_expected(units: Units, categories: Categories = ()) -> Figure:
    """A_e of Gwet's AC1."""
    counted = tally(units, categories)
    q = len(counted.categories)
    if q < 2:
        return NO_VARIATION if counted.pairable else NO_PAIRS
    return sum(share * (1 - share) for share in mean_shares(counted).values()) / (q - 1)


def brennan_prediger(units: Units, categories: Categories = ()) -> Figure:
    """Brennan & Prediger (1981): A_e = 1 / q. q counts the categories used, or those given."""
    q = len(tally(units, categories).categories)
    return _corrected(units, 1 / q if q else 0.0)


def bennett_s(units: Units, categories: Categories = ()) -> Figure:
    """Bennett, Alpert & Goldstein (1954): the same for two coders, units both rated."""
    return brennan_prediger(both(units), categories)


def randolph_kappa(units: Units, categories: Categories = ()) -> Figure:
    """Randolph (2005), free-marginal multirater kappa: the same under another name."""
    return brennan_prediger(units, categories)


def pabak(units: Units) -> Figure:
    """Byrt, Bishop & Carlin (1993): 2 A_o - 1, for a code that is there or not."""
    return _corrected(units, 0.5)


def mean_shares(counted: Tally) -> dict[Hashable, float]:
    """The share of each category, first within each unit, then as the mean over units with a rating."""
    shares = dict.fromkeys(counted.categories, 0.0)
    for unit in counted.units:
        for category, n in unit.items():
            shares[category] += n / unit.total() / len(counted.units)
    return shares


def _observed(counted: Tally) -> Figure:
    pairable = counted.pairable
    return sum(map(alike, pairable)) / len(pairable) if pairable else NO_PAIRS


def alike(unit: Counter[Hashable]) -> float:
    """The share of a unit's pairs of ratings that agree."""
    r = unit.total()
    return sum(n * (n - 1) for n in unit.values()) / (r * (r - 1))


def _corrected(units: Units, expected: Figure) -> Figure:
    """Corrected for what is expected; undefined where nothing can be compared or nothing varies."""
    counted = tally(units)
    observed = _observed(counted)
    if not isinstance(observed, float):
        return observed
    if not counted.varies:
        return NO_VARIATION
    return ratio(observed, expected) if isinstance(expected, float) else expected
