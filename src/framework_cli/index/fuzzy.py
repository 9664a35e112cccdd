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
# Stands for letters that are out of the search.
MASK = "\0"

Three = tuple[str, str, str]


class Window(NamedTuple):
    """A place in normalised text and how alike it is to a quote, 0 to 1."""

    start: int
    end: int
    score: float


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

    @cached_property
    def _ends(self) -> tuple[dict[Three, int], dict[Three, int]]:
        """Where each run of three words first and last starts: three times faster made than all of them."""
        threes = list(_threes(self._words))
        return dict(zip(reversed(threes), self._starts[len(threes) - 1 :: -1], strict=False)), dict(
            zip(threes, self._starts, strict=False)
        )

    def echoes(self, quote: str, start: int, end: int) -> bool:
        """Whether enough of a quote's words in a row stand outside a place for a look-alike to be there."""
        threes = list(_threes(quote.split(" ")))
        first, last = self._ends
        elsewhere = sum(first.get(three, start) < start or last.get(three, start) >= end for three in threes)
        return elsewhere >= ECHO * len(threes)

    def windows(
        self,
        quote: str,
        count: int,
        floor: float,
        without: Iterable[tuple[int, int]] = (),
        within: tuple[int, int] | None = None,
    ) -> list[Window]:
        """The places most like a quote, best first: `count` at most, at least `floor` alike.

        They lie `within` a place, and overlap neither each other nor the places `without`; their ends
        are ends of words. Quotes shorter than `SHORTEST` have none.
        """
        if len(quote) < SHORTEST:
            return []
        text = self.text
        if within is not None:
            text = _masked(_masked(text, 0, within[0]), within[1], len(text))
        for start, end in without:
            text = _masked(text, start, end)
        search = self._by_words if len(quote) > LONG else self._by_letters
        found = []
        for _ in range(count):
            rough = search(quote, text, floor)
            if rough is None:
                break
            window = self._refined(quote, text, *rough)
            text = _masked(_masked(text, *rough), window.start, window.end)
            if window.score >= floor:
                found.append(window)
        return sorted(found, key=lambda w: (-w.score, w.start))

    def _by_letters(self, quote: str, text: str, floor: float) -> tuple[int, int] | None:
        from rapidfuzz import fuzz

        rough = fuzz.partial_ratio_alignment(quote, text, score_cutoff=max(100 * floor - 5, 1))
        return (
            None
            if rough is None or rough.dest_start == rough.dest_end
            else (rough.dest_start, rough.dest_end)
        )

    def _by_words(self, quote: str, text: str, floor: float) -> tuple[int, int] | None:
        """Each run of three words that quote and text share votes for where the quote would start."""
        words = quote.split(" ")
        votes = []
        at = 0
        for three, word in zip(_threes(words), words, strict=False):
            places = self._threes.get(three, ())
            if len(places) <= COMMON:
                votes += [(place - at, at) for place in places if text[place] != MASK]
            at += len(word) + 1
        votes.sort()
        cluster = _densest(votes, max(40, len(quote) // 5))
        if len(cluster) < floor * floor * len(words) / 4:
            return None
        earliest, latest = min(cluster, key=lambda v: v[1]), max(cluster, key=lambda v: v[1])
        return max(earliest[0], 0), min(latest[0] + len(quote), len(text))

    def _refined(self, quote: str, text: str, start: int, end: int) -> Window:
        """Move the ends of a rough window to the ends of words that make it most alike."""
        from rapidfuzz import fuzz

        ratio = fuzz.ratio
        for _ in range(2):
            upto = end if len(quote) <= EDGE else start + EDGE
            head = quote[:EDGE]
            starts = [(ratio(head, text[s:upto]), -abs(s - start), s) for s in self._near(start) if s < upto]
            start = max(starts)[2] if starts else start
            since = start if len(quote) <= EDGE else end - EDGE
            tail = quote[-EDGE:]
            ends = [s - 1 for s in self._near(end + 1) if s - 1 > since]
            fits = [(ratio(tail, text[since:e]), -abs(e - end), e) for e in ends]
            end = max(fits)[2] if fits else end
        start, end = _trimmed(quote, text, start, end)
        return Window(start, end, alike(quote, text[start:end]))

    def _near(self, offset: int) -> list[int]:
        """Starts of the words around an offset; one past the text stands for its end."""
        i = bisect_left(self._starts, offset)
        near = self._starts[max(i - TRIED, 0) : i + TRIED]
        return near if i + TRIED <= len(self._starts) else [*near, len(self.text) + 1]


def _threes(words: list[str]) -> Iterable[Three]:
    return zip(words, words[1:], words[2:], strict=False)


def _masked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{MASK * (end - start)}{text[end:]}"


def _densest(votes: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The stretch of sorted votes no wider than `width` that holds most of them."""
    best = (0, 0)
    first = 0
    for last in range(len(votes)):
        while votes[last][0] - votes[first][0] > width:
            first += 1
        if last + 1 - first > best[1] - best[0]:
            best = (first, last + 1)
    return votes[slice(*best)]


def _trimmed(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out punctuation (and what another place has taken) at ends where the quote has a letter."""
    while start + 1 < end and (text[start] == MASK or (quote[0].isalnum() and not text[start].isalnum())):
        start += 1
    while start + 1 < end and (
        text[end - 1] == MASK or (quote[-1].isalnum() and not text[end - 1].isalnum())
    ):
        end -= 1
    return start, end
