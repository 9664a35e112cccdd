"""Where a quote was said: word for word with its allowed edits, else the place most like it."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from framework_cli.index.context import alike
from framework_cli.index.fuzzy import SHORTEST, Haystack
from framework_cli.review.manuscript.pieces import REPLACED, Piece
from framework_cli.review.manuscript.spoken import Place, Said, Spoken

# So many places are looked at, those of the rarer words first: the commonest say little about where it is.
PLACES = 20_000
# How alike a place must be, letter by letter, to be called the one that was meant, and to be worth naming at
# all; and which part of the words they must share. Somebody else's must be more alike than the signer's own.
MEANT, NAMED, SHARED, OTHERS = 0.72, 0.5, 0.6, 0.85
# No author leaves something out so many times in one quote.
PIECES = 100
# Places of one source that are taken in; more say no more.
MOST = 50
# Places that are looked at more closely.
CLOSER = 6


class Match(NamedTuple):
    """A place where all of a quote's pieces stand in order; `parts` are the pieces' own places."""

    whole: Place
    parts: tuple[Place, ...]

    @property
    def left_out(self) -> int:
        """The words between the pieces."""
        return self.whole.last - self.whole.first - sum(part.last - part.first for part in self.parts)


class Near(NamedTuple):
    """A place much like a stretch of words, and how alike it is, 0 to 1."""

    place: Place
    score: float

    def meant(self, keys: Sequence[str], *, own: bool) -> bool:
        """Whether this is what some words were taken from; `own` says that whoever signs them speaks here."""
        from rapidfuzz.distance import Indel

        said = self.place.said.keys[self.place.first : self.place.last]
        shared = Indel.normalized_similarity(list(keys), said)
        return self.score >= (MEANT if own else OTHERS) and shared >= SHARED


def matches(spoken: Spoken, wanted: Sequence[Piece]) -> list[Match]:
    """Every place where the pieces stand in order in one source, by source and place.

    Of places that start with the same word the shortest is given.
    """
    if not wanted or len(wanted) > PIECES:
        return []
    anchor = max(range(len(wanted)), key=lambda n: len(wanted[n].keys))
    found: list[Match] = []
    for said in spoken.by_source.values():
        if any(f" {' '.join(piece.keys)} " not in said.text for piece in wanted):
            continue
        found += islice(_in_source(said, wanted, anchor), MOST)
    return _distinct(found)


def _in_source(said: Said, wanted: Sequence[Piece], anchor: int) -> Iterator[Match]:
    for first in said.find(wanted[anchor].keys):
        last = first + len(wanted[anchor].keys)
        after = _onwards(said, wanted, anchor + 1, last, set())
        before = _backwards(said, wanted, anchor - 1, first, set()) if after is not None else None
        if after is not None and before is not None:
            parts = (*before, Place(said, first, last), *after)
            yield Match(Place(said, parts[0].first, parts[-1].last), parts)


def _onwards(
    said: Said, wanted: Sequence[Piece], number: int, at: int, failed: set[tuple[int, int]]
) -> tuple[Place, ...] | None:
    """The places of the pieces from `number` on, at or after the word `at`; the nearest that serve."""
    if number == len(wanted):
        return ()
    if (number, at) in failed:
        return None
    size = len(wanted[number].keys)
    stop = None if wanted[number].gap == "left out" else at + REPLACED + size
    for first in said.find(wanted[number].keys, at, stop):
        rest = _onwards(said, wanted, number + 1, first + size, failed)
        if rest is not None:
            return (Place(said, first, first + size), *rest)
    failed.add((number, at))
    return None


def _backwards(
    said: Said, wanted: Sequence[Piece], number: int, at: int, failed: set[tuple[int, int]]
) -> tuple[Place, ...] | None:
    """The places of the pieces up to `number`, before the word `at`; the nearest that serve."""
    if number < 0:
        return ()
    if (number, at) in failed:
        return None
    size = len(wanted[number].keys)
    start = 0 if wanted[number + 1].gap == "left out" else max(0, at - REPLACED - size)
    for first in said.find_back(wanted[number].keys, start, at):
        rest = _backwards(said, wanted, number - 1, first, failed)
        if rest is not None:
            return (*rest, Place(said, first, first + size))
    failed.add((number, at))
    return None


def _distinct(found: list[Match]) -> list[Match]:
    """Without those that hold another, and the same once."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: m.whole.last - m.whole.first):
        whole = match.whole
        if not any(
            k.whole.said is whole.said and whole.first <= k.whole.first and k.whole.last <= whole.last
            for k in kept
        ):
            kept.append(match)
    return sorted(kept, key=lambda m: (m.whole.said.source.id, m.whole.first))


def nearest(
    spoken: Spoken, keys: Sequence[str], within: Sequence[Said] = (), floor: float = NAMED
) -> Near | None:
    """The place most like some words, at least `floor` alike; of equals the first by source and place."""
    wanted = " ".join(keys)
    if len(wanted) < SHORTEST:
        return None
    best: Near | None = None
    for said, at in _likely(spoken, keys, within):
        start, stop = max(0, at - len(keys)), min(len(said.keys), at + 2 * len(keys) + 4)
        local = " ".join(said.keys[start:stop])
        for window in Haystack(local).windows(wanted, 1, floor):
            first = start + local.count(" ", 0, window.start)
            last = start + local.count(" ", 0, window.end) + 1
            score = alike(wanted, " ".join(said.keys[first:last]))
            if score >= floor and (best is None or score > best.score):
                best = Near(Place(said, first, last), score)
    return best


def _likely(spoken: Spoken, keys: Sequence[str], within: Sequence[Said]) -> list[tuple[Said, int]]:
    """Where a stretch of words would start by the rarer of its words, the likeliest first."""
    width = max(4, len(keys) // 3)
    votes: dict[tuple[str, int], float] = {}
    left = PLACES
    known = [
        (len(spoken.places[key]), offset, key) for offset, key in enumerate(keys) if key in spoken.places
    ]
    for count, offset, key in sorted(known):
        if left <= 0:
            break
        left -= count
        for said, number in spoken.places[key]:
            if not within or said in within:
                bucket = (said.source.id, max(0, number - offset) // width)
                votes[bucket] = votes.get(bucket, 0.0) + 1 / (1 + count) ** 0.5
    # Words just left and right of a bucket's edge belong together.
    joined = {
        (id, bucket): weight + votes.get((id, bucket + 1), 0.0) for (id, bucket), weight in votes.items()
    }
    best = sorted(joined, key=lambda each: (-joined[each], each))[:CLOSER]
    return [(spoken.by_source[id], bucket * width) for id, bucket in best]
