"""Krippendorff's first alpha for unitizing (1995; 2004, ch. 11.6), code by code. Not the 2016 family.

Distances are squared: a unit of one coder against the unit of another that it overlaps counts the squares of
the distances of their beginnings and ends; against a gap that holds it whole, the square of its length. It is
here for its published values; the toolkit's tables use the 2016 family.
"""

from collections.abc import Hashable, Sequence
from itertools import permutations
from typing import NamedTuple

from framework_cli.compare.agreement.alpha import Disagreement
from framework_cli.compare.agreement.spans import Span, Spans, by_coder, gaps
from framework_cli.compare.agreement.undefined import NO_VARIATION, ONE_CODER, Figure, Undefined


class _Section(NamedTuple):
    start: int
    end: int
    unit: bool


def alpha_u_1995(code: Hashable, spans: Spans, length: int, coders: int, begin: int = 0) -> Figure:
    """1 - D_o / D_e of one code."""
    found = disagreement_u_1995(code, spans, length, coders, begin)
    return found if isinstance(found, Undefined) else found.alpha()


def alpha_u_1995_overall(spans: Spans, length: int, coders: int, begin: int = 0) -> Figure:
    """1 - (sum of D_o) / (sum of D_e) over all codes."""
    spans = list(spans)
    found = [
        disagreement_u_1995(code, spans, length, coders, begin)
        for code in dict.fromkeys(code for _, _, _, code in spans)
    ]
    known = [each for each in found if isinstance(each, Disagreement)]
    if coders < 2:
        return ONE_CODER
    if not known:
        return NO_VARIATION
    return Disagreement(sum(d.observed for d in known), sum(d.expected for d in known)).alpha()


def disagreement_u_1995(
    code: Hashable, spans: Spans, length: int, coders: int, begin: int = 0
) -> Disagreement | Undefined:
    """D_o and D_e of one code, for `coders` coders on `length` characters from `begin`."""
    if coders < 2:
        return ONE_CODER
    every = by_coder([span for span in spans if span[3] == code], begin, length, coders)
    sections = [_sections(own, begin, length) for own in every]
    total = sum(_apart(a, b) for one, other in permutations(sections, 2) for a in one for b in other)
    observed = total / (coders * (coders - 1) * length**2)
    return Disagreement(observed, _expected(sections, length))


def _sections(own: Sequence[Span], begin: int, length: int) -> list[_Section]:
    return sorted(
        [
            *(_Section(span.start, span.end, True) for span in own),
            *(_Section(*gap, False) for gap in gaps(own, begin, length)),
        ]
    )


def _apart(first: _Section, second: _Section) -> int:
    if first.unit and second.unit:
        if first.start < second.end and second.start < first.end:
            return int((first.start - second.start) ** 2 + (first.end - second.end) ** 2)
        return 0
    if first.unit == second.unit:
        return 0
    unit, gap = (first, second) if first.unit else (second, first)
    return (unit.end - unit.start) ** 2 if gap.start <= unit.start and unit.end <= gap.end else 0


def _expected(sections: Sequence[Sequence[_Section]], length: int) -> float:
    units = [each.end - each.start for own in sections for each in own if each.unit]
    empty = [each.end - each.start for own in sections for each in own if not each.unit]
    total = 0.0
    for long in units:
        beside = (len(units) - 1) / 3 * (2 * long**3 - 3 * long**2 + long)
        total += beside + long**2 * sum(gap - long + 1 for gap in empty if gap >= long)
    n = len(sections) * length
    pairs = n * (n - 1) - sum(long * (long - 1) for long in units)
    return 2 / length * total / pairs if pairs else 0.0
