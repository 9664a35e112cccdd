"""From one state of a text to a later one: where a passage went, and what was put in or taken out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from framework_cli.index.context import alike
from framework_cli.index.normal import Normal
from framework_cli.index.patience import Block, common

Span = tuple[int, int]


# Letters from which on something put in or taken out may be a copy of what was coded, with more around it.
A_COPY = 60


class Gap(NamedTuple):
    """What differs between two blocks: a stretch of the old text, and what stands there in the new."""

    old: Span
    new: Span


class Change:
    """Two states of a text, normalised, and what they share. All offsets are of the normalised texts."""

    def __init__(self, old: Normal, new: Normal) -> None:
        self.old, self.new = old, new
        self.words, self.letters = common(old.text, new.text)

    @cached_property
    def gaps(self) -> list[Gap]:
        """Where words differ, in order."""
        found = []
        end = upto = 0
        for block in [*self.words, Block(len(self.old.text), len(self.new.text), 0)]:
            if block.old > end or block.new > upto:
                found.append(Gap((end, block.old), (upto, block.new)))
            end, upto = block.old + block.length, block.new + block.length
        return found

    @cached_property
    def uneven(self) -> list[Gap]:
        """The gaps where so much was put in, or taken out, that it may be the copy of a passage."""
        return [gap for gap in self.gaps if abs(_length(gap.new) - _length(gap.old)) >= A_COPY]

    @cached_property
    def _olds(self) -> list[int]:
        return [block.old for block in self.letters]

    @cached_property
    def _before(self) -> list[int]:
        """How many letters are shared before each block."""
        return list(accumulate((block.length for block in self.letters), initial=0))

    def kept(self, start: int, end: int) -> int:
        """How many letters of an old passage are still there, in order."""
        return self._shared(end) - self._shared(start)

    def _shared(self, offset: int) -> int:
        n = bisect_right(self._olds, offset) - 1
        return 0 if n < 0 else self._before[n] + min(offset - self._olds[n], self.letters[n].length)

    def now(self, start: int, end: int) -> Span:
        """Where an old passage stands now; empty where nothing is left of it, or in its stead."""
        first = self._offset(start, since=True)
        last = max(self._offset(end, since=False), first)
        since = first if _within_word(self.old.text, start) else self._at_a_word(first)
        until = last if _within_word(self.old.text, end) else self._at_a_word(last)
        if since < until or first == last:
            first, last = since, max(since, until)
        text = self.new.text
        while first < last and text[first] == " ":
            first += 1
        while first < last and text[last - 1] == " ":
            last -= 1
        return first, last

    def _offset(self, offset: int, *, since: bool) -> int:
        """Where a passage starts (or, not `since`, ends) now.

        An edge that was replaced is put where what stands on its two sides now is most like what did.
        """
        n = bisect_right(self._olds, offset if since else offset - 1) - 1
        block = self.letters[n] if n >= 0 else Block(0, 0, 0)
        inside = offset - block.old
        if inside < block.length or (not since and inside == block.length and block.length):
            return block.new + inside
        after = self._after(n)
        old = (block.old + block.length, after.old)
        new = (block.new + block.length, after.new)
        return _edge(self.old.text, old, self.new.text, new, offset, since=since)

    def _at_a_word(self, offset: int) -> int:
        """The nearer end of the word that an offset of the new text lies in, if it does."""
        text = self.new.text
        first = last = offset
        while _within_word(text, first):
            first -= 1
        while _within_word(text, last):
            last += 1
        return first if offset - first < last - offset else last

    def longest_insertion(self, start: int, end: int) -> int:
        """The longest stretch within a new passage of which no letter was in the old text."""
        n = max(bisect_right(self._news, start) - 1, 0)
        longest, at = 0, start
        while n < len(self.letters) and self.letters[n].new < end:
            block = self.letters[n]
            longest = max(longest, block.new - at)
            at = max(at, block.new + block.length)
            n += 1
        return max(longest, end - at)

    @cached_property
    def _news(self) -> list[int]:
        return [block.new for block in self.letters]

    def _after(self, n: int) -> Block:
        at_the_end = Block(len(self.old.text), len(self.new.text), 0)
        return self.letters[n + 1] if n + 1 < len(self.letters) else at_the_end

    def beside(self, old: Span, reach: int) -> Iterator[Gap]:
        """The gaps within a passage, and those that begin or end so many letters beside it."""
        n = bisect_left(self.gaps, old[0] - reach, key=lambda gap: gap.old[1])
        while n < len(self.gaps) and self.gaps[n].old[0] <= old[1] + reach:
            yield self.gaps[n]
            n += 1

    def is_new(self, start: int, end: int) -> bool:
        """Whether most of a passage of the new text was not in the old one."""
        return _overlap(start, end, self.put_in) * 2 > end - start

    @cached_property
    def put_in(self) -> list[Span]:
        """What of the new text was not in the old one."""
        return [gap.new for gap in self.gaps]

    @cached_property
    def taken_out(self) -> list[Span]:
        """What of the old text is not in the new one."""
        return [gap.old for gap in self.gaps]


def _length(span: Span) -> int:
    return span[1] - span[0]


def _within_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _overlap(start: int, end: int, spans: Sequence[Span]) -> int:
    n = max(bisect_right(spans, (start, -1)) - 1, 0)
    total = 0
    while n < len(spans) and spans[n][0] < end:
        total += max(min(end, spans[n][1]) - max(start, spans[n][0]), 0)
        n += 1
    return total


# Letters on either side that tell where an edge within a replaced stretch has gone.
AROUND = 60


def _edge(old: str, was: Span, new: str, now: Span, offset: int, *, since: bool) -> int:
    """Where an edge within a gap is now: at a word, at one end of the gap, or at what divides it best."""
    left, right = old[was[0] : offset].strip(), old[offset : was[1]].strip()
    if since and not left:
        return now[0]
    return _best(new, now, left, right) if since or right else now[1]


def _best(new: str, now: Span, left: str, right: str) -> int:
    left, right = left[-AROUND:], right[:AROUND]

    def fit(at: int) -> float:
        before, behind = (
            new[max(now[0], at - AROUND) : at].strip(),
            new[at : min(now[1], at + AROUND)].strip(),
        )
        return alike(left, before) * len(left) + alike(right, behind) * len(right)

    return max(_words_in(new, now), key=lambda at: (fit(at), -at))


def _words_in(text: str, span: Span) -> Iterator[int]:
    """The ends of a stretch and the starts of the words in it."""
    at = span[0]
    while 0 <= at < span[1]:
        yield at
        at = text.find(" ", at, span[1]) + 1 or span[1]
    yield span[1]
