"""What NVivo, MAXQDA, ATLAS.ti and Dedoose work out, as their manuals give it, from plain counts.

None of the programs was run. `WORDS` says each formula in words, for the foot of a table.
"""

from collections.abc import Iterable
from typing import NamedTuple

from framework_cli.compare.agreement.alpha import alpha_disagreement
from framework_cli.compare.agreement.ratings import Units
from framework_cli.compare.agreement.undefined import NO_PAIRS, NO_VARIATION, Figure, Undefined, ratio

WORDS = {
    "nvivo": (
        "NVivo, Coding Comparison query: per code and file, over all characters of the file. Agreement "
        "is (characters both coded + characters neither coded) / all characters; kappa is Cohen's, from "
        "the same characters. Where two users agree on everything NVivo shows kappa 1; here it is "
        "undefined if nothing varies. NVivo gives no figure over files or over codes. A file in which "
        "neither coder gave the code is not listed."
    ),
    "maxqda": (
        "MAXQDA, Intercoder Agreement by segments: a segment agrees where the other coder gave the same "
        "code to a segment that shares at least 90 % of the characters of both together. Percent is a / "
        "(a + b + c): a agreeing segments of either coder, b and c the rest of each; uncoded text does "
        "not enter. Kappa (Brennan & Prediger) is (percent - chance) / (1 - chance), chance n / (n + "
        "1)², n the number of codes."
    ),
    "atlasti": (
        "ATLAS.ti, Intercoder Agreement: percent is characters on which coders agree / all characters; "
        "Holsti is 2 x characters both coded / (characters one coded + characters the other coded); "
        "c-alpha-binary is Krippendorff's |u alpha (2016). Its cu-alpha and Cu-alpha need codes that "
        "exclude each other and are left out."
    ),
    "dedoose": (
        "Dedoose, Training Center: Cohen's kappa per code over excerpts, each with the code or without "
        "it; the pooled kappa takes the means of observed and of expected agreement over codes (De Vries "
        "et al. 2008). An excerpt is, here, a stretch of passages that overlap, whoever coded it; text "
        "that nobody coded does not enter."
    ),
}


class Square(NamedTuple):
    """Two coders and one code: characters (or excerpts) with it by both, by one alone, and by neither."""

    both: float
    first: float
    second: float
    neither: float

    @property
    def total(self) -> float:
        """All that was looked at."""
        return sum(self)


def square_percent(square: Square) -> Figure:
    """The share alike: NVivo's and ATLAS.ti's percentage agreement."""
    return (square.both + square.neither) / square.total if square.total else NO_PAIRS


def square_expected(square: Square) -> Figure:
    """Cohen's expected agreement: NVivo's sum of EF1 and EF2, as a share."""
    if not square.total:
        return NO_PAIRS
    one, other = square.both + square.first, square.both + square.second
    return (one * other + (square.total - one) * (square.total - other)) / square.total**2


def square_kappa(square: Square) -> Figure:
    """Cohen's kappa of one code, as NVivo and Dedoose have it."""
    observed, expected = square_percent(square), square_expected(square)
    if isinstance(observed, Undefined) or isinstance(expected, Undefined):
        return NO_PAIRS
    return ratio(observed, expected)


def pooled_kappa(squares: Iterable[Square]) -> Figure:
    """Dedoose's overall kappa: from mean observed and mean expected agreement. De Vries et al. (2008)."""
    known = [square for square in squares if square.total]
    observed = [(square.both + square.neither) / square.total for square in known]
    expected = [float(e) for square in known if isinstance(e := square_expected(square), float | int)]
    return ratio(sum(observed) / len(known), sum(expected) / len(known)) if known else NO_PAIRS


def maxqda_percent(agreeing: int, differing: int) -> Figure:
    """The share of segments that agree; `differing` are those of either coder that do not."""
    return agreeing / (agreeing + differing) if agreeing + differing else NO_PAIRS


def maxqda_kappa(agreeing: int, differing: int, codes: int, *, one_each: bool = False) -> Figure:
    """Brennan & Prediger's kappa with MAXQDA's chance: n / (n + 1)² for n codes, 1 / n with one a segment."""
    percent = maxqda_percent(agreeing, differing) if codes else NO_PAIRS
    if isinstance(percent, Undefined):
        return percent
    chance = 1 / codes if one_each else codes / (codes + 1) ** 2
    return ratio(percent, chance)


def holsti(shared: float, first: float, second: float) -> Figure:
    """Holsti (1969): 2 M / (N1 + N2); over what two coders coded it is Dice."""
    return 2 * shared / (first + second) if first + second else NO_VARIATION


def krippendorff_expected_agreement(units: Units) -> Figure:
    """The agreement to be expected in the ATLAS.ti manual's example: 1 - D_e of nominal alpha."""
    found = alpha_disagreement(units)
    return found if isinstance(found, Undefined) else 1 - found.expected
