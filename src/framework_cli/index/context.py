"""The words before and after a quote: which are recorded, and how well a place agrees with them."""

from typing import NamedTuple

from framework_cli.index.normal import normalise
from framework_cli.model.excerpt import Excerpt

AROUND = 64  # characters recorded before and after a quote that is not unique; 32 measured too short


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words to record before and after a place of a text; none where its words stand nowhere else."""
    words = text[start:end]
    if text.find(words, text.find(words) + 1) < 0:
        return "", ""
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


class Agreement(NamedTuple):
    """How alike the surroundings are, 0 to 1: both sides weighed by length, and the worse side alone."""

    score: float
    worse: float


class Context(NamedTuple):
    """The recorded words around a quote, normalised; empty where none were recorded."""

    before: str
    after: str

    @classmethod
    def of(cls, excerpt: Excerpt) -> "Context":
        """The context of an excerpt."""
        return cls(normalise(excerpt.before), normalise(excerpt.after))

    def agreement(self, text: str, start: int, end: int) -> Agreement:
        """Compare with the surroundings of a place in a normalised text; there must be context."""
        before = text[max(0, start - len(self.before) - 1) : start].strip(" ")[-len(self.before) :]
        after = text[end : end + len(self.after) + 1].strip(" ")[: len(self.after)]
        sides = []
        if self.before:
            sides.append((alike(self.before, before), len(self.before)))
        if self.after:
            sides.append((alike(self.after, after), len(self.after)))
        score = sum(share * length for share, length in sides) / sum(length for _, length in sides)
        return Agreement(score, min(share for share, _ in sides))


def alike(one: str, other: str) -> float:
    """Similarity of two texts, 0 to 1: twice the letters in common, over both lengths (Indel)."""
    if one == other:
        return 1.0
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100
