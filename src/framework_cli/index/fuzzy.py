"""Where words much like a quote stand: bounded approximate search in normalised text."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from framework_cli.index.context import alike

# Below this many letters anything resembles anything.
SHORTEST = 12
# Longer quotes are found by their words: aligning them letter by letter takes seconds (1.8 s for 5,000).
LONG = 400
# Letters by which the ends of a window are told, and words tried to either side of an end.
EDGE, TRIED = 600, 8
# Three words that stand in more places than this say nothing about where a quote stands.
COMMON = 50
# A look-alike shares at least this part of the quote's runs of three words.
ECHO = 0.25

Three = tuple[str, str, str]


class Window(NamedTuple):
    """A place in normalised text and how alike it is to a quote, 0 to 1."""

    start: int
    end: int
    score: float

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with a place."""
        return self.start < end and start < self.end


class Haystack:
    """A normalised text, ready to be searched for likenesses."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _words(self) -> list[str]:
        return self.text.split(" ")

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word starts."""
        return [0, *accumulate(len(word) + 1 for word in self._words[:-1])]

    @cached_property
    def _threes(self) -> dict[Three, list[int]]:
        """Where each run of three words starts."""
        found: dict[Three, list[int]] = {}
        for three, start in zip(_threes(self._words), self._starts, strict=False):
            found.setdefault(three, []).append(start)
        return found

    def echoes(self, quote: str, places: Iterable[tuple[int, int]]) -> bool:
        """Whether so many of a quote's words stand outside these places that a look-alike may be there."""
        threes = list(_threes(quote.split(" ")))
        if len(threes) < 3:
            return True
        places = list(places)
        elsewhere = sum(
            any(not any(start <= at < end for start, end in places) for at in self._threes.get(three, ()))
            for three in threes
        )
        return elsewhere >= ECHO * len(threes)

    def windows(
        self, quote: str, count: int, floor: float, without: Iterable[tuple[int, int]] = ()
    ) -> list[Window]:
        """The places most like a quote, best first: `count` at most, at least `floor` alike.

        They overlap neither each other nor the places `without`; their ends are ends of words.
        Quotes shorter than `SHORTEST` have none.
        """
        if len(quote) < SHORTEST:
            return []
        search = self._by_words if len(quote) > LONG else self._by_letters
        found = search(quote, count, floor, list(without))
        return sorted(
            (window for window in found if window.score >= floor), key=lambda w: (-w.score, w.start)
        )

    def _by_letters(self, quote: str, count: int, floor: float, taken: list[tuple[int, int]]) -> list[Window]:
        from rapidfuzz import fuzz

        text = self.text
        for start, end in taken:
            text = _masked(text, start, end)
        found: list[Window] = []
        for _ in range(count):
            rough = fuzz.partial_ratio_alignment(quote, text, score_cutoff=max(100 * floor - 5, 1))
            if rough is None or rough.dest_start == rough.dest_end:
                break
            window = self._refined(quote, rough.dest_start, rough.dest_end)
            if not any(window.overlaps(*place) for place in taken):
                found.append(window)
                taken.append(window[:2])
                text = _masked(text, window.start, window.end)
            text = _masked(text, rough.dest_start, rough.dest_end)
        return found

    def _by_words(self, quote: str, count: int, floor: float, taken: list[tuple[int, int]]) -> list[Window]:
        """Each run of three words that quote and text share votes for where the quote would start."""
        votes = []
        at = 0
        words = quote.split(" ")
        for three, word in zip(_threes(words), words, strict=False):
            places = self._threes.get(three, ())
            if len(places) <= COMMON:
                votes += [(place - at, at) for place in places]
            at += len(word) + 1
        votes.sort()
        found: list[Window] = []
        while votes and len(found) < count:
            first, last = _densest(votes, max(40, len(quote) // 5))
            cluster = sorted(votes[first:last], key=lambda vote: vote[1])
            del votes[first:last]
            if (last - first) < floor * floor * len(words) / 4:
                break
            window = self._refined(
                quote, max(cluster[0][0], 0), min(cluster[-1][0] + len(quote), len(self.text))
            )
            if not any(window.overlaps(*place) for place in taken):
                found.append(window)
                taken.append(window[:2])
        return found

    def _refined(self, quote: str, start: int, end: int) -> Window:
        """Move the ends of a rough window to the ends of words that make it most alike."""
        text = self.text
        for _ in range(2):
            upto = end if len(quote) <= EDGE else start + EDGE
            start = max(
                (s for s in self._near(start) if s < upto),
                key=lambda s: (alike(quote[:EDGE], text[s:upto]), -abs(s - start)),
                default=start,
            )
            since = start if len(quote) <= EDGE else end - EDGE
            end = max(
                (e for s in self._near(end + 1) if (e := s - 1) > since),
                key=lambda e: (alike(quote[-EDGE:], text[since:e]), -abs(e - end)),
                default=end,
            )
        return Window(start, end, alike(quote, text[start:end]))

    def _near(self, offset: int) -> list[int]:
        """Starts of the words around an offset; one past the text stands for its end."""
        i = bisect_left(self._starts, offset)
        near = self._starts[max(i - TRIED, 0) : i + TRIED]
        return near if i + TRIED <= len(self._starts) else [*near, len(self.text) + 1]


def _threes(words: list[str]) -> Iterable[Three]:
    return zip(words, words[1:], words[2:], strict=False)


def _masked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"


def _densest(votes: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """The stretch of sorted votes no wider than `width` that holds most of them."""
    best = (0, 0)
    first = 0
    for last in range(len(votes)):
        while votes[last][0] - votes[first][0] > width:
            first += 1
        if last + 1 - first > best[1] - best[0]:
            best = (first, last + 1)
    return best
