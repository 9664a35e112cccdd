"""Passages of several coders on one text: the plain data that coefficients of unitizing take.

A span is `(coder, start, end, code)`, ends exclusive; coders are numbered from 0, or named. One coder's spans
of one code do not overlap (`joined` sees to it). Spans that touch stay two: where a coder ended one is data.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A passage that a coder marked with a code: `start` inclusive, `end` exclusive."""

    coder: Hashable
    start: int
    end: int
    code: Hashable = True


Spans = Iterable[tuple[Hashable, int, int, Hashable]]


def joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """One coder's stretches in order, those that overlap as one; those that only touch stay apart."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def common(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two stretches have in common."""
    return max(min(one[1], other[1]) - max(one[0], other[0]), 0)


def by_coder(spans: Spans, begin: int, length: int, coders: int) -> list[list[Span]]:
    """Each coder's spans in order; a coder who marked nothing has an empty list.

    Raises ValueError for spans that are empty, overlap within a coder, or leave the text, and for more coders
    than were announced.
    """
    found: dict[Hashable, list[Span]] = {}
    for span in map(Span._make, spans):
        if not begin <= span.start < span.end <= begin + length:
            raise ValueError(f"a span must lie within the text and hold something: {span.start}-{span.end}")
        found.setdefault(span.coder, []).append(span)
    if len(found) > coders:
        raise ValueError(f"spans of {len(found)} coders where {coders} were announced")
    for own in found.values():
        own.sort(key=lambda span: (span.start, span.end))
        if any(after.start < before.end for before, after in pairwise(own)):
            raise ValueError("one coder's spans overlap: look at one code at a time")
    return [*found.values(), *([] for _ in range(coders - len(found)))]


def gaps(own: Sequence[Span], begin: int, length: int) -> Iterator[tuple[int, int]]:
    """What a coder left unmarked, as stretches."""
    at = begin
    for span in own:
        if span.start > at:
            yield at, span.start
        at = span.end
    if at < begin + length:
        yield at, begin + length


def patterns(every: Sequence[Sequence[Span]], begin: int, length: int) -> Counter[tuple[Hashable, ...]]:
    """How many characters have each combination of values, coder by coder; None where one marked nothing.

    A sweep over the ends of spans: its cost grows with spans, not with characters.
    """
    events: list[tuple[int, int, Hashable]] = []
    for place, own in enumerate(every):
        for span in own:
            events += [(span.start, place, span.code), (span.end, place, None)]
    # At one offset an end comes before the start that takes over from it.
    events.sort(key=lambda event: (event[0], event[2] is not None))
    found: Counter[tuple[Hashable, ...]] = Counter()
    now: list[Hashable] = [None] * len(every)
    at = begin
    for offset, place, value in events:
        if offset > at:
            found[tuple(now)] += offset - at
            at = offset
        now[place] = value
    if begin + length > at:
        found[tuple(now)] += begin + length - at
    return found
