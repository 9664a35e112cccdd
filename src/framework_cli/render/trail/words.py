"""Two versions of a text as one, word by word: what went and what came."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

LIMIT = 4_000  # words on both sides together; beyond it the whole is shown as gone and come
PIECES = re.compile(r"\s+|[^\s]+")


class Piece(NamedTuple):
    """A stretch of text: `=` in both, `-` gone, `+` new."""

    sign: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The stretches of two texts, in order; what is alike is told once."""
    old, new = PIECES.findall(before), PIECES.findall(after)
    if len(old) + len(new) > LIMIT:
        return [piece for piece in (Piece("-", before), Piece("+", after)) if piece.text]
    return list(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for what, start, end, other, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("=", "".join(old[start:end]))
            continue
        if end > start:
            yield Piece("-", "".join(old[start:end]))
        if stop > other:
            yield Piece("+", "".join(new[other:stop]))


def marked(before: str, after: str) -> str:
    """Both as plain text, as git marks words: `[-gone-]{+new+}`. One that came or went stands alone."""
    if not before or not after:
        return " ".join((before or after).split())
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return " ".join("".join(marks[p.sign].format(p.text) for p in word_diff(before, after)).split())
