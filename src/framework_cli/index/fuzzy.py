"""Where words much like a quote stand: bounded approximate search in normalised text."""

from collections import Counter
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
# Runs of so many words are looked for; those in more places than this say nothing about where a quote is.
PROBE, COMMON = 3, 50
# A look-alike shares at least this part of the quote's runs of three words.
ECHO = 0.25
# What it is worth, in points of likeness, that a window starts or ends with the quote's own word.
SAME_WORD = 1
# Stands for letters that are out of the search.
MASK = "\0"


Run = tuple[str, str, str]


class Window(NamedTuple):
    """A place in normalised text and how alike it is to a quote, 0 to 1."""

    start: int
    end: int
    score: float


class Haystack:
    """A normalised text, to be searched for likenesses."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _runs(self) -> Counter[Run]:
        """How often each run of three words stands in the text."""
        return Counter(_runs(self.text.split(" ")))

    def echoes(self, quote: str, here: str) -> bool:
        """Whether enough of a quote's words in a row stand elsewhere too for a look-alike to be there.

        `here` are the words of this text at the quote's own place.
        """
        own, within = list(_runs(quote.split(" "))), Counter(_runs(here.split(" ")))
        return sum(self._runs[run] > within[run] for run in own) >= ECHO * len(own)

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
        """Each run of words that quote and text share votes for where the quote would start."""
        probes = _probes(quote, 40)
        votes = []
        for offset, probe in probes:
            places = occurrences(text, probe)
            if len(places) <= COMMON:
                votes += [(place - offset, offset) for place in places]
        votes.sort()
        cluster = _densest(votes, max(40, len(quote) // 5))
        if len(cluster) < floor * floor * len(probes) / 4:
            return None
        earliest, latest = min(cluster, key=lambda v: v[1]), max(cluster, key=lambda v: v[1])
        return max(earliest[0], 0), min(latest[0] + len(quote), len(text))

    def _refined(self, quote: str, text: str, start: int, end: int) -> Window:
        """Move the ends of a rough window to the ends of words that make it most alike."""
        from rapidfuzz import fuzz

        ratio = fuzz.ratio
        for _ in range(2):
            upto = end if len(quote) <= EDGE else start + EDGE
            head, first = quote[:EDGE], quote[: quote.find(" ") + 1]
            starts = [
                (ratio(head, text[s:upto]) + SAME_WORD * text.startswith(first, s), -abs(s - start), s)
                for s in self._near(start)
                if s < upto
            ]
            start = max(starts)[2] if starts else start
            since = start if len(quote) <= EDGE else end - EDGE
            tail = quote[-EDGE:]
            ends = [s - 1 for s in self._near(end + 1) if s - 1 > since]
            last = quote[quote.rfind(" ") :]
            fits = [
                (ratio(tail, text[since:e]) + SAME_WORD * text.endswith(last, since, e), -abs(e - end), e)
                for e in ends
            ]
            end = max(fits)[2] if fits else end
        start, end = _trimmed(quote, text, start, end)
        return Window(start, end, alike(quote, text[start:end]))

    def _near(self, offset: int) -> list[int]:
        """Starts of the words around an offset; one past the text stands for its end."""
        text = self.text
        near = []
        at = offset
        for _ in range(TRIED):
            at = text.rfind(" ", 0, max(at, 0))
            near.append(at + 1)
            if at < 0:
                break
        at = offset - 1
        for _ in range(TRIED):
            at = text.find(" ", at + 1)
            near.append(at + 1 if at >= 0 else len(text) + 1)
            if at < 0:
                break
        return near


def occurrences(text: str, words: str) -> list[int]:
    """Where words stand in a text: the start of each occurrence, overlapping ones included."""
    starts = []
    at = text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


def _runs(words: list[str]) -> Iterable[Run]:
    return zip(words, words[1:], words[2:], strict=False)


def _probes(quote: str, most: int) -> list[tuple[int, str]]:
    """Up to so many runs of words spread over a quote, each with its offset."""
    words = quote.split(" ")
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    last = max(len(words) - PROBE, 0)
    chosen = sorted({last * n // max(most - 1, 1) for n in range(most)})
    return [(starts[n], " ".join(words[n : n + PROBE])) for n in chosen]


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
