"""Places carried over from the text that was coded to the text of today, by what changed between them.

A passage of which enough is left stands where its words went. That is certain unless something much like
it was put in, or taken out, right beside it: then either may be the one. Words that were cut from one
place and put in at another are followed where nothing else can have been meant.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from framework_cli.index.change import Change, Span
from framework_cli.index.context import alike
from framework_cli.index.fuzzy import Haystack, occurrences
from framework_cli.index.normal import Normal
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.passage import Anchor, Candidate, Status

# A passage is still there when so much of it survives, and what stands there is so alike.
SURVIVES, SIMILAR = 0.5, 0.6
# Less than this share of a passage's length left in its place: it was deleted.
LITTLE = 0.2
# What is put in or taken out beside a passage may be it when it is so alike (few letters: all the more).
RIVAL, SHORT_RIVAL, FEW = 0.7, 0.8, 25
# Right beside it less is enough; and what is left of a few words, with so much gone beside it, may be others.
TOUCHING, CUT = 0.62, 0.8
# How far beside: so many lengths of the passage, and letters.
LENGTHS, LETTERS = 1.5, 60
# Something as long as half the passage put into its middle may be the end of a copy.
INSERTED, A_WORD = 0.5, 12
# A passage less alike than this, with an untouched copy that is new, may be the copy of what was moved.
BESIDE_A_COPY = 0.8
# A copy nearby that is less alike now may have been taken out, and something else be read in its stead.
STILL_A_COPY = 0.9
# Where a longer stretch was doubled, the passage stands twice, about as far apart as the text has grown, or
# nearer. So many letters of the stretch, before or after it, must be there again too.
AROUND, ASKEW = 40, 0.1
# Cut and pasted: letters, likeness and margin needed where its words are the same, and where they are not.
SAME, EDITED, MOVED_ALIKE, MARGIN = 25, 60, 0.8, 0.15
SHOWN = 10


def carried(change: Change, raw: str, excerpts: Mapping[int, tuple[Excerpt, Span]]) -> dict[int, Anchor]:
    """Where passages of the old text are in the new one, `raw`, or what became of them.

    `excerpts` are, by number, those whose quote the old text holds, each with its place there.
    """
    moves = _Moves(change)
    return {n: _Passage.of(change, *each).anchor(raw, moves) for n, each in excerpts.items()}


class _Passage(NamedTuple):
    """One passage: its old and new place in the normalised texts."""

    change: Change
    excerpt: Excerpt
    old: Span
    new: Span

    @classmethod
    def of(cls, change: Change, excerpt: Excerpt, place: Span) -> "_Passage":
        """The passage that stood at a place of the old text as written."""
        start, end = (change.old.here(offset) for offset in place)
        text = change.old.text
        while start < end and text[start] == " ":
            start += 1
        while start < end and text[end - 1] == " ":
            end -= 1
        return cls(change, excerpt, (start, end), change.now(start, end))

    @property
    def words(self) -> str:
        """What was coded."""
        return self.change.old.text[slice(*self.old)]

    @property
    def here(self) -> str:
        """What stands there now."""
        return self.change.new.text[slice(*self.new)]

    def anchor(self, raw: str, moves: "_Moves") -> Anchor:
        """Where it is."""
        likeness = alike(self.words, self.here)
        kept = self.change.kept(*self.old) / max(len(self.words), 1)
        if kept < SURVIVES or likeness < SIMILAR:
            return self._vanished(raw, moves, likeness)
        rivals = [*self._rivals(likeness), *self._copies_near(), *self._doubled(likeness)]
        if likeness < BESIDE_A_COPY:
            rivals += moves.copies(self.words)
        if self._alone():
            others = moves.places(self.words)
            rivals += [each for each in others if each[2] >= self._enough and not _overlaps(each, self.new)]
        if rivals or self._swollen():
            return self._undecided(Status.AMBIGUOUS, [(*self.new, likeness), *rivals])
        return self._found(raw, self.new, likeness)

    def _found(self, raw: str, place: Span, likeness: float) -> Anchor:
        start, end = self.change.new.raw(*place)
        quote = self.excerpt.quote
        # White space at its ends belongs to a quote as long as it is there.
        first = start - (len(quote) - len(quote.lstrip()))
        if likeness == 1 and first >= 0 and raw.startswith(quote, first):
            return Anchor(Status.MOVED, first, first + len(quote))
        return Anchor(Status.MOVED if likeness == 1 else Status.EDITED, start, end)

    def _swollen(self) -> bool:
        """Whether something of half its length was put into it: it may be two copies, cut in their middle."""
        return self.change.longest_insertion(*self.new) >= max(A_WORD, INSERTED * len(self.words))

    def _alone(self) -> bool:
        """Whether nothing that stood right before or after it stands there still."""
        beside = [gap.old for gap in self.change.beside(self.old, 1)]
        before = any(start < self.old[0] <= end + 1 or end == self.old[0] for start, end in beside)
        return before and any(start - 1 <= self.old[1] <= end for start, end in beside)

    @property
    def _reach(self) -> int:
        """How far beside it what is put in or taken out matters."""
        return int(LENGTHS * len(self.words)) + LETTERS

    @property
    def _enough(self) -> float:
        """How alike something at a distance must be to matter."""
        return SHORT_RIVAL if len(self.words) < FEW else RIVAL

    def _copies_near(self) -> Iterator[tuple[int, int, float]]:
        """Copies nearby that are there now and were not, and its own place where one was there and is not.

        A phrase put in before its like can be read as put in at many places; this does not depend on it.
        """
        change, words, reach = self.change, self.words, self._reach
        images = []
        for start, end in _copies(change.old.text, words, self.old, reach):
            image = change.now(start, end)
            images.append(image)
            if _overlaps(image, self.new) or alike(words, change.new.text[slice(*image)]) < STILL_A_COPY:
                yield (*self.new, 1.0)
        for copy in _copies(change.new.text, words, self.new, reach):
            if not any(_overlaps(copy, image) for image in images):
                yield (*copy, 1.0)

    def _rivals(self, likeness: float) -> Iterator[tuple[int, int, float]]:
        """What was put in beside it and is much like it; its own place where such a thing was taken out."""
        few = len(self.words) < FEW
        for was, now in self.change.beside(self.old, self._reach):
            touches = was[0] <= self.old[1] + 1 and self.old[0] <= was[1] + 1
            enough = TOUCHING if touches else self._enough
            for start, end in _outside(now, self.new):
                found = self._like(self.change.new.text[start:end], enough)
                if found is not None:
                    yield start + found[0], start + found[1], found[2]
            for start, end in _outside(was, self.old):
                gone = self.change.old.text[start:end]
                if self._like(gone, enough) or (few and likeness < CUT and len(gone.strip()) >= A_WORD):
                    yield (*self.new, likeness)

    def _doubled(self, likeness: float) -> Iterator[tuple[int, int, float]]:
        """Its copy in a stretch that stands twice now, or its own place where one of two was taken out.

        Of a paragraph that was pasted twice nothing tells which one was coded, however long it is.
        """
        for gap in self.change.uneven:
            period = (gap.new[1] - gap.new[0]) - (gap.old[1] - gap.old[0])
            taken = period < 0
            text = self.change.old.text if taken else self.change.new.text
            own, there = (self.old, gap.old) if taken else (self.new, gap.new)
            reach = abs(period) + LETTERS + int(ASKEW * abs(period))
            near = max(there[0], own[0] - reach), min(there[1], own[1] + reach)
            for start, end in _outside(near, own) if near[0] < near[1] else ():
                found = self._again(text[start:end])
                if found is not None:
                    yield (*self.new, likeness) if taken else (start + found[0], start + found[1], found[2])

    def _again(self, stretch: str) -> tuple[int, int, float] | None:
        """Where in a stretch the passage stands, together with what was before or after it."""
        found = self._like(stretch, self._enough)
        if found is None:
            return None
        text, (start, end) = self.change.old.text, self.old
        wider = (text[max(0, start - AROUND) : end], text[start : end + AROUND])
        return found if any(self._like(stretch, self._enough, each) for each in wider) else None

    def _like(self, stretch: str, enough: float, words: str = "") -> tuple[int, int, float] | None:
        """Where in a stretch something much like the passage (or `words`) stands, and how alike it is."""
        words, lead = words or self.words, len(stretch) - len(stretch.lstrip())
        stretch = stretch.strip()
        if 2 * len(stretch) < len(words):
            return None
        score = alike(words, stretch)
        if score >= enough:
            return lead, lead + len(stretch), score
        if len(stretch) <= len(words):
            return None
        from rapidfuzz import fuzz

        found = fuzz.partial_ratio_alignment(words, stretch, score_cutoff=100 * enough)
        return (lead + found.dest_start, lead + found.dest_end, found.score / 100) if found else None

    def _vanished(self, raw: str, moves: "_Moves", likeness: float) -> Anchor:
        """It is not in its place any more: cut and pasted, rewritten or deleted."""
        left = len(self.here)
        emptied = left <= LITTLE * len(self.words)
        found = moves.places(self.words)
        if emptied or (found and found[0][2] == 1 and len(self.words) >= EDITED and not self._still_near()):
            place = moves.certain(self.words, self.old, found)
            if place is not None:
                return self._found(raw, place[:2], place[2])
        listed = found if emptied else [(*self.new, likeness), *found]
        return self._undecided(Status.DELETED if emptied else Status.CHANGED, listed)

    def _still_near(self) -> bool:
        """Whether something much like it stands around its place."""
        reach = len(self.words)
        around = self.change.new.text[max(0, self.new[0] - reach) : self.new[1] + reach]
        return self._like(around, TOUCHING) is not None

    def _undecided(self, status: Status, places: Sequence[tuple[int, int, float]]) -> Anchor:
        raw = self.change.new.raw
        shown = {
            Candidate(*raw(start, end), round(score, 4))
            for start, end, score in places[:SHOWN]
            if start < end
        }
        return Anchor(status, 0, 0, tuple(sorted(shown)))


class _Moves:
    """What was put in somewhere in the new text: where words cut from another place may be."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._new = _Joined.of(change.new, change.put_in)
        self._old = _Joined.of(change.old, change.taken_out)

    def copies(self, words: str) -> list[tuple[int, int, float]]:
        """Copies of some words that the old text did not have there."""
        places = [(at, at + len(words)) for at in occurrences(self._change.new.text, words)]
        return [(*place, 1.0) for place in places if self._change.is_new(*place)]

    def places(self, words: str) -> list[tuple[int, int, float]]:
        """Where the same words were put in, or much the same, best first."""
        copies = self.copies(words)
        others = self._new.windows(words)
        return [*copies, *(each for each in others if not any(_overlaps(each, copy) for copy in copies))]

    def certain(
        self, words: str, old: Span, found: Sequence[tuple[int, int, float]]
    ) -> tuple[int, int, float] | None:
        """The one place that the words of an old passage were moved to, if no other can be meant.

        They must be many, stand there once, and nothing like them may have been taken out elsewhere.
        """
        if not found or len(words) < (SAME if found[0][2] == 1 else EDITED):
            return None
        best = found[0]
        likely = best[2] - MARGIN
        rivalled = len(found) > 1 and found[1][2] > likely
        twice = any(each[2] > likely and not _overlaps(each, old) for each in self._old.windows(words))
        return None if best[2] < MOVED_ALIKE or rivalled or twice else best


class _Joined(NamedTuple):
    """Stretches of a text joined into one, to be searched."""

    starts: list[int]
    places: list[Span]
    haystack: Haystack

    @classmethod
    def of(cls, normal: Normal, spans: Sequence[Span]) -> "_Joined":
        starts, parts, at = [], [], 0
        for start, end in spans:
            starts.append(at)
            parts.append(normal.text[start:end])
            at += end - start + 1
        return cls(starts, list(spans), Haystack("\0".join(parts)))

    def windows(self, words: str) -> list[tuple[int, int, float]]:
        """The places most like some words, each within one stretch, best first."""
        found: list[tuple[int, int, float]] = []
        if not self.haystack.echoes(words, ""):
            return found  # whoever shares no words in a row is not worth the search
        for window in self.haystack.windows(words, 2, SIMILAR):
            n = bisect_right(self.starts, window.start) - 1
            shift = self.places[n][0] - self.starts[n]
            if window.end + shift <= self.places[n][1]:
                found.append((window.start + shift, window.end + shift, window.score))
        return found


def _copies(text: str, words: str, own: Span, reach: int) -> list[Span]:
    """The copies of some words so near a place, and not at it."""
    since = max(0, own[0] - reach - len(words))
    near = text[since : own[1] + reach + len(words)]
    places = [(since + at, since + at + len(words)) for at in occurrences(near, words)]
    return [place for place in places if not _overlaps(place, own)]


def _overlaps(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two places share a letter."""
    return one[0] < other[1] and other[0] < one[1]


def _outside(span: Span, own: Span) -> Iterator[Span]:
    """The parts of a stretch that lie before and after a place."""
    if span[0] < own[0]:
        yield span[0], min(span[1], own[0])
    if span[1] > own[1]:
        yield max(span[0], own[1]), span[1]
