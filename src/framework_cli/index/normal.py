"""Normalised text with an exact way back: what differs only in layout or typography becomes equal.

Case, spelling and punctuation stay. White space runs become one space; typographic quotes, dashes
and ellipses their plain forms; soft hyphens and other invisible characters vanish; composed and
decomposed letters, ligatures and full-width forms meet in NFKC.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_SPACES += "".join(chr(c) for c in range(0x2000, 0x200B))
_INVISIBLE = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"

# One character for one character: this step keeps every offset.
_SAME_LENGTH = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, "“”„‟«»″＂"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛‹›ʼ′`´＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-"),
}
# `str.translate` takes nine times as long as this on text that is not ASCII.
_SAME_PLACE = re.compile(f"[{re.escape(''.join(map(chr, _SAME_LENGTH)))}]")
_RUNS = re.compile("  +|--+")
_DASHES = re.compile("--+")
_CHANGES = re.compile(
    rf"(?P<blank>[ {_INVISIBLE}][ {_INVISIBLE}]+|[{_INVISIBLE}])|(?P<dash>--+)|[^\x00-\x7f{_INVISIBLE}]+"
)


class _Change(NamedTuple):
    """A stretch whose length or letters change: its place as written, and what stands there instead."""

    start: int
    end: int
    becomes: str


class Normal(NamedTuple):
    """A normalised text and its changed stretches.

    Stretch i runs from `starts[i]` to `ends[i]` here, and from `raw_starts[i]` to `raw_ends[i]` in
    the text as written; between stretches both run in step.
    """

    text: str
    starts: list[int]
    ends: list[int]
    raw_starts: list[int]
    raw_ends: list[int]

    @classmethod
    def of(cls, text: str) -> "Normal":
        """Normalise a text."""
        # Line feeds first, in C: of what is replaced here most are line feeds.
        plain = _SAME_PLACE.sub(_plain, text.replace("\n", " "))
        normal = cls("", [], [], [], [])
        parts: list[str] = []
        here = written = 0
        for start, end, becomes in _changes(plain):
            parts += (plain[written:start], becomes)
            here += start - written
            normal.starts.append(here)
            normal.raw_starts.append(start)
            here += len(becomes)
            normal.ends.append(here)
            normal.raw_ends.append(end)
            written = end
        return normal._replace(text="".join((*parts, plain[written:])))

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The place as written of a place here (end exclusive; it must not be empty)."""
        return self._character(start)[0], self._character(end - 1)[1]

    def here(self, offset: int) -> int:
        """The offset here of an offset as written; within a changed stretch, that stretch's start."""
        i = bisect_right(self.raw_starts, offset) - 1
        if i < 0:
            return offset
        return self.starts[i] if offset < self.raw_ends[i] else self.ends[i] + offset - self.raw_ends[i]

    def _character(self, offset: int) -> tuple[int, int]:
        """Start and end as written of one character here."""
        i = bisect_right(self.starts, offset) - 1
        if i >= 0 and offset < self.ends[i]:
            return self.raw_starts[i], self.raw_ends[i]
        at = offset if i < 0 else self.raw_ends[i] + offset - self.ends[i]
        return at, at + 1


def _plain(found: re.Match[str]) -> str:
    return _SAME_LENGTH[ord(found[0])]


def normalise(words: str) -> str:
    """A quote or context as it is searched for: normalised, without white space at its ends."""
    if words.isascii():
        return _DASHES.sub("-", " ".join(words.split()).replace("`", "'"))
    return Normal.of(words).text.strip(" ")


def _changes(plain: str) -> Iterator[_Change]:
    """The stretches to change, in order."""
    if plain.isascii():
        for found in _RUNS.finditer(plain):
            yield _Change(found.start(), found.end(), plain[found.start()])
        return
    composed = unicodedata.is_normalized("NFKC", plain)
    for found in _CHANGES.finditer(plain):
        start, end = found.span()
        if found["blank"]:
            yield _Change(start, end, " " if " " in found["blank"] else "")
        elif found["dash"]:
            yield _Change(start, end, "-")
        elif not composed:
            accented = start > 0 and plain[start - 1] > " " and unicodedata.combining(plain[start]) > 0
            yield from _recomposed(plain, start - accented, end)


def _recomposed(plain: str, start: int, end: int) -> Iterator[_Change]:
    """The characters of a stretch that NFKC changes, each with the marks that belong to it."""
    if unicodedata.is_normalized("NFKC", plain[start:end]):
        return
    at = start
    while at < end:
        to = at + 1
        while to < end and _joins(plain[at:to], plain[to]):
            to += 1
        becomes = unicodedata.normalize("NFKC", plain[at:to])
        if becomes != plain[at:to]:
            yield _Change(at, to, becomes)
        at = to


def _joins(cluster: str, character: str) -> bool:
    """Whether a character is a mark on what stands before it, or a syllable part that joins it."""
    if unicodedata.combining(character):
        return True
    normalize = unicodedata.normalize
    return normalize("NFC", cluster + character) != normalize("NFC", cluster) + normalize("NFC", character)
