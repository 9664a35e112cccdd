"""Agreement on passages: the 2016 family of alpha for unitizing, |u, u, (k)u and cu.

Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347-2364. Observed coincidences are
the characters that pairs of coders gave the same values; what is expected leaves out a unit with itself:
D_e = sum of l_c * l_k over unlike values / (l² - sum of squared lengths of units - characters of gaps).
With units of one character it is nominal alpha over characters, a gap being a value. Of spans see `spans`;
`length` is the text's in characters, `begin` where it starts, `coders` how many there are.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from framework_cli.compare.agreement.spans import Span, Spans, by_coder, common, joined, patterns
from framework_cli.compare.agreement.undefined import NO_PAIRS, NO_VARIATION, ONE_CODER, Figure, Undefined

NO_SHARED = Undefined("no characters that two coders marked")
DISPUTED = Undefined("for three coders and more implementations disagree on its expected value")


def u_alpha(spans: Spans, length: int, coders: int, begin: int = 0) -> Figure:
    """Where units are and which code they carry. One code a character: a coder's units must not overlap."""
    every = by_coder(spans, begin, length, coders)
    if coders < 2:
        return ONE_CODER
    found = patterns(every, begin, length)
    used: Counter[Hashable] = Counter()
    apart = 0.0
    for values, characters in found.items():
        counts = Counter(values)
        apart += characters * (coders**2 - sum(n * n for n in counts.values())) / (coders - 1)
        for value, n in counts.items():
            used[value] += n * characters
    return from_lengths(apart, list(used.values()), _squares(every), used[None])


def binary_u_alpha(spans: Spans, length: int, coders: int, begin: int = 0) -> Figure:
    """Where units are, whatever they carry: |u. A coder's spans that overlap are one, whatever the codes."""
    marked: dict[Hashable, list[tuple[int, int]]] = {}
    for coder, start, end, _ in spans:
        marked.setdefault(coder, []).append((start, end))
    units = [(coder, *unit, True) for coder, own in marked.items() for unit in joined(own)]
    return u_alpha(units, length, coders, begin)


def cu_coverage(spans: Spans, length: int, coders: int, begin: int = 0) -> Figure:
    """The share of what pairs of coders saw that both marked: how much of the text cu looks at."""
    if coders < 2:
        return ONE_CODER
    found = patterns(by_coder(spans, begin, length, coders), begin, length)
    shared = sum(n * (k := coders - values.count(None)) * (k - 1) for values, n in found.items())
    return shared / (coders * (coders - 1) * length) if length else NO_SHARED


def cu_alpha(spans: Spans, length: int, coders: int, begin: int = 0) -> Figure:
    """Which code, where both marked something. Two coders only."""
    if coders != 2:
        return ONE_CODER if coders < 2 else DISPUTED
    shared = _Shared(spans, length, begin)
    total = sum(shared.used.values())
    if not total:
        return NO_SHARED
    apart = sum(used * (total - used) for used in shared.used.values())
    if not apart:
        return NO_VARIATION
    observed = 1 - sum(shared.alike.values()) / total
    return 1 - observed * (total**2 - sum(shared.squares.values())) / apart


def k_u_alpha(code: Hashable, spans: Spans, length: int, coders: int, begin: int = 0) -> Figure:
    """How reliably one code is told from the others, where both marked something: (k)u. Two coders only."""
    if coders != 2:
        return ONE_CODER if coders < 2 else DISPUTED
    shared = _Shared(spans, length, begin)
    total, used = sum(shared.used.values()), shared.used[code]
    if not used:
        return NO_SHARED
    if used == total:
        return NO_VARIATION
    observed = 1 - shared.alike[code] / used
    return 1 - observed * (used * total - shared.squares[code]) / (used * (total - used))


def from_lengths(apart: float, used: Sequence[float], squares: float, gap: float) -> Figure:
    """Alpha from sums of lengths.

    `apart` is the length of coincidences of unlike values, `used` the length of each value (gaps too),
    `squares` the sum of squared lengths of units, `gap` the length of gaps.
    """
    total = sum(used)
    if not total:
        return NO_PAIRS
    unlike = total**2 - sum(length**2 for length in used)
    return 1 - apart / total * (total**2 - squares - gap) / unlike if unlike else NO_VARIATION


def _squares(every: Sequence[Sequence[Span]]) -> int:
    return sum((span.end - span.start) ** 2 for own in every for span in own)


class _Shared:
    """What two coders both marked: characters alike and used by code, and squared shared lengths of units."""

    def __init__(self, spans: Spans, length: int, begin: int) -> None:
        first, second = by_coder(spans, begin, length, 2)
        self.alike: Counter[Hashable] = Counter()
        self.used: Counter[Hashable] = Counter()
        self.squares: Counter[Hashable] = Counter()
        for own, others in ((first, second), (second, first)):
            for span in own:
                shared = {other: common((span.start, span.end), (other.start, other.end)) for other in others}
                both = sum(shared.values())
                self.used[span.code] += both
                self.squares[span.code] += both**2
                self.alike[span.code] += sum(n for other, n in shared.items() if other.code == span.code)
