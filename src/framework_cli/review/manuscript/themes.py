"""Which themes a sentence or a heading names: by name, by number, or by id."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.study import Study
from framework_cli.review.manuscript.draft import NOTHING, Block, Draft
from framework_cli.review.manuscript.words import keys, words

_NUMBERED = re.compile(
    r"\b(?:sub-?themes?|themes?|columns?|categor(?:y|ies)|codes?)\s+(\d{1,2}(?:\.\d{1,2}){0,2})\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:sub-?themes?|themes?|columns?|categor(?:y|ies))\b", re.IGNORECASE)
_ID = re.compile(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")
_ARTICLES = frozenset({"the", "a", "an"})


class Named(NamedTuple):
    """A codebook entry that is named, and where in the text."""

    code: Code
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Themes:
    """The names of a codebook as words, by their first word."""

    book: Codebook
    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Code], ...]]
    numbers: Mapping[str, Code]

    @classmethod
    def of(cls, study: Study) -> "Themes":
        """Collect them; an entry called no more than “Other” can be named by its number alone."""
        found: dict[str, list[tuple[tuple[str, ...], Code]]] = {}
        for code in study.codebook.codes.values():
            named = tuple(keys(code.name))
            if named and named != ("other",):
                found.setdefault(named[0], []).append((named, code))
        ordered = {
            first: tuple(sorted(held, key=lambda each: -len(each[0]))) for first, held in found.items()
        }
        return cls(study.codebook, ordered, {code.number: code for code in study.codebook.codes.values()})

    def named(self, draft: Draft, start: int, end: int, *, heading: bool = False) -> list[Named]:
        """The entries that a stretch names, in order; of one within another the longer.

        A name of one word is a word like any other: it is taken as a name in a heading that says no
        more, or where “theme” stands beside it.
        """
        text = draft.clear[start:end]
        found = [
            Named(self.numbers[m[1]], start + m.start(), start + m.end())
            for m in _NUMBERED.finditer(text)
            if m[1] in self.numbers
        ]
        found += [
            Named(self.book.codes[m[0]], start + m.start(), start + m.end())
            for m in _ID.finditer(text)
            if m[0] in self.book.codes
        ]
        found += [
            Named(self.book.codes[m[1]], start + m.start(), start + m.end())
            for m in re.finditer(r"`([a-z0-9-]+)`", draft.text[start:end])
            if m[1] in self.book.codes
        ]
        found += self._by_name(text, start, heading=heading)
        return sorted(found, key=lambda named: named.start)

    def _by_name(self, text: str, start: int, *, heading: bool) -> Iterator[Named]:
        said = list(words(text.replace(NOTHING, " ")))
        spoken = [word.key for word in said]
        own = [key for key in spoken if not key.isdigit() and key not in _ARTICLES]
        at = 0
        while at < len(said):
            for named, code in self.by_first.get(spoken[at], ()):
                last = at + len(named)
                if tuple(spoken[at:last]) != named:
                    continue
                if len(named) == 1 and not self._called(text, said[at].start, said[at].end, heading, own):
                    continue
                yield Named(code, start + said[at].start, start + said[last - 1].end)
                at = last - 1
                break
            at += 1

    @staticmethod
    def _called(text: str, start: int, end: int, heading: bool, own: list[str]) -> bool:
        if heading and len(own) == 1:
            return True
        near = text[max(0, start - 20) : start] + " " + text[end : end + 20]
        return bool(_CALLED.search(near))


def headings(draft: Draft, themes: Themes) -> Iterator[tuple[Block, tuple[Named, ...]]]:
    """Each block that is no heading, with the entries that the headings above it name, the nearest first."""
    above: list[tuple[int, tuple[Named, ...]]] = []
    for block in draft.blocks:
        if block.kind == "heading":
            above = [each for each in above if each[0] < block.level]
            above.append((block.level, tuple(themes.named(draft, block.start, block.end, heading=True))))
            continue
        yield block, next((named for _, named in reversed(above) if named), ())
