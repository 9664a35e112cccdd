"""Three versions of a chart file → one, cell by cell."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.read.files import conflicts
from framework_cli.read.outline import Heading, Outline
from framework_cli.read.prose import front_matter
from framework_cli.revise.merge.cell import merge_cell
from framework_cli.revise.merge.pieces import NotMergeableError, Part, lines, ordered, settled

Key = tuple[str, str, int]
TITLE = re.compile(r"(#+)[ \t]+(\d+(?:\.\d+)*)?")


class Section(NamedTuple):
    """A heading with what belongs to it, and the blank lines below; `id` is empty where it is no cell's."""

    id: str
    text: str
    gap: str


@dataclass(frozen=True, slots=True)
class Sections:
    """A chart file taken apart: front matter, pen portrait, and sections by what they are known by."""

    front: str
    portrait: Section
    sections: dict[Key, Section]

    @classmethod
    def of(cls, text: str) -> "Sections":
        """Take canonical text apart. Raises NotMergeableError where a comment in it is never closed."""
        if conflicts(text, ""):
            raise NotMergeableError("a conflict of an earlier merge is still in it")
        outline = Outline.of(text)
        if not all(comment.closed for comment in outline.comments):
            raise NotMergeableError("a comment in it is never closed")
        if not outline.body and re.match(r"---\n", text):
            raise NotMergeableError("its front matter is never closed")
        headings = list(_starts(outline))
        ends = [*(heading.start for heading in headings), len(text)]
        seen: Counter[tuple[str, str]] = Counter()
        sections: dict[Key, Section] = {}
        for heading, end in zip(headings, ends[1:], strict=True):
            name = ("cell", heading.id) if heading.id else (str(heading.level), heading.title)
            sections[*name, seen[name]] = _section(text[heading.start : end], heading.id)
            seen[name] += 1
        return cls(text[: outline.body], _section(text[outline.body : ends[0]], ""), sections)


def _starts(outline: Outline) -> Iterator[Heading]:
    """The headings that begin a section: a person's own headings within a cell stay with it."""
    end = 0
    for heading in outline.headings:
        if heading.start >= end:
            yield heading
            end = outline.end(heading) if heading.id else 0


def _section(text: str, id: str) -> Section:
    kept = text.rstrip(" \t\n")
    kept += "\n" if kept else ""
    return Section(id, kept, text[len(kept) :])


def merge_chart(base: str, ours: str, theirs: str) -> list[Part]:
    """The parts of the merged file (canonical text), in order; a conflict stands at one cell only.

    A summary that both sides changed is a conflict, whichever words they changed. Raises
    NotMergeableError where a version is no chart that can be taken apart.
    """
    sides = [Sections.of(text) for text in (base, ours, theirs)]
    cells = any(section.id for side in sides[1:] for section in side.sections.values())
    if not cells and not all(front_matter(text) for text in (ours, theirs)):
        raise NotMergeableError("it is no chart")
    front = lines(*(side.front for side in sides))
    parts = [Part(front) if front is not None else Part(sides[1].front, sides[2].front)]
    parts += _merged(*(side.portrait for side in sides))
    was, one, other = (side.sections for side in sides)
    merged: dict[Key, list[Part]] = {}
    for key in dict.fromkeys([*one, *other]):
        found = _merged(was.get(key), one.get(key), other.get(key))
        if found:
            merged[key] = found
    order = ordered(list(was), list(one), list(other), merged, lambda key: _rank(one.get(key) or other[key]))
    for key in order:
        parts += merged[key]
    return parts


def _rank(section: Section) -> tuple[int, ...]:
    """The number that a heading begins with."""
    found = TITLE.match(section.text)
    return tuple(map(int, found[2].split("."))) if found and found[2] else ()


def _merged(base: Section | None, ours: Section | None, theirs: Section | None) -> list[Part]:
    """A section with the blank lines below it; nothing where it is gone."""
    gap = _gap(*(each.gap if each else None for each in (base, ours, theirs)))
    if ours is None or theirs is None:
        there = ours or theirs
        if there is None or (base is not None and base.text == there.text):
            return []
        if base is None:
            return [Part(there.text + gap)]
        return [Part(there.text, "") if ours else Part("", there.text), Part(gap)]
    known, text = settled(base.text if base else "", ours.text, theirs.text)
    if known:
        return [Part(text + gap)]
    return [merge_cell(base.text if base else "", ours.text, theirs.text, ours.id), Part(gap)]


def _gap(base: str | None, ours: str | None, theirs: str | None) -> str:
    """Blank lines never are a conflict."""
    if ours is None or theirs is None:
        return ours or theirs or ""
    known, gap = settled(base, ours, theirs)
    return (gap if known else max(ours, theirs, key=len)) or ""
