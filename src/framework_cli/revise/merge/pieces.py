"""What every merge is made of: three versions of a thing, lines, order, and conflict markers."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


class NotMergeableError(ValueError):
    """A file, or its versions together, that cannot be merged part by part."""


class Marks(NamedTuple):
    """How conflicts are marked: what the two sides are called, and the length of the markers."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


class Part(NamedTuple):
    """A merged part as it will stand in the file; in a conflict `theirs` is the other version."""

    text: str
    theirs: str | None = None

    def written(self, marks: Marks) -> str:
        """The part with conflict markers around both versions where there is a conflict."""
        if self.theirs is None:
            return self.text
        return (
            f"{'<' * marks.size} {marks.ours}\n{_ended(self.text)}{'=' * marks.size}\n"
            f"{_ended(self.theirs)}{'>' * marks.size} {marks.theirs}\n"
        )


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def settled(base: Value, ours: Value, theirs: Value) -> tuple[bool, Value]:
    """Whether three versions come to one, and to which: both alike, or only one side changed."""
    if ours == theirs or theirs == base:
        return True, ours
    return ours == base, theirs


def union(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Three versions of a set: what either side added is in, what either took out is not.

    Where only one side changed it, in that side's order; else what was there, then what is new, sorted.
    """
    known, merged = settled(tuple(base), tuple(ours), tuple(theirs))
    if known:
        return merged
    kept = [item for item in base if item in ours and item in theirs]
    added = sorted(({*ours} | {*theirs}) - {*base})
    return tuple(dict.fromkeys([*kept, *added]))


def lines(base: str, ours: str, theirs: str) -> str | None:
    """Three versions of a text merged line by line; None where changes overlap or touch."""
    known, merged = settled(base, ours, theirs)
    if known:
        return merged
    old = _lines(base)
    hunks = sorted({*_hunks(old, _lines(ours)), *_hunks(old, _lines(theirs))})
    if any(late.start <= early.end for early, late in pairwise(hunks)):
        return None
    parts: list[str] = []
    at = 0
    for hunk in hunks:
        parts += [*old[at : hunk.start], *hunk.new]
        at = hunk.end
    return "".join([*parts, *old[at:]])


class _Hunk(NamedTuple):
    """Lines put in place of others; the same change on both sides is one and the same hunk."""

    start: int
    end: int
    new: tuple[str, ...]


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Hunk]:
    for what, start, end, other, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield _Hunk(start, end, tuple(new[other:other_end]))


def _lines(text: str) -> list[str]:
    """Lines with their line feeds; only those end one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def ordered(
    base: Sequence[Key],
    ours: Sequence[Key],
    theirs: Sequence[Key],
    kept: Iterable[Key],
    rank: Callable[[Key], Any],
) -> list[Key]:
    """The order of what is kept. What both sides have stands as the side has it that moved it.

    What one side alone has follows what it follows there; where both have something at one place,
    by `rank`.
    """
    wanted = set(kept)
    both = wanted.intersection(ours, theirs)
    skeleton = _skeleton(*([key for key in each if key in both] for each in (base, ours, theirs)))
    after: dict[Key | None, tuple[list[Key], list[Key]]] = {}
    for side, keys in enumerate((ours, theirs)):
        last: Key | None = None
        for key in keys:
            if key in both:
                last = key
            elif key in wanted:
                after.setdefault(last, ([], []))[side].append(key)
    found: list[Key] = []
    places: list[Key | None] = [None, *skeleton]
    for place in places:
        found += [place] if place is not None else []
        found += _ranked(*after.get(place, ([], [])), rank)
    return found


def _skeleton(base: list[Key], ours: list[Key], theirs: list[Key]) -> list[Key]:
    """The order of what both sides have."""
    there = set(ours)
    old = [key for key in base if key in there]
    kept = set(old)
    moved, moved_too = ([k for k in side if k in kept] != old for side in (ours, theirs))
    if moved != moved_too:
        return ours if moved else theirs
    return min(ours, theirs, key=lambda keys: [str(key) for key in keys])


def _ranked(ours: list[Key], theirs: list[Key], rank: Callable[[Key], Any]) -> Iterator[Key]:
    """Two lists as one, each in its own order."""
    one, other = ours[::-1], theirs[::-1]
    while one and other:
        first = (rank(one[-1]), str(one[-1])) <= (rank(other[-1]), str(other[-1]))
        yield (one if first else other).pop()
    yield from one[::-1]
    yield from other[::-1]
