"""Where a chart file's headings, comments and cells stand; reading and writing charts both go by it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.read.prose import front_matter

# Groups: the level, the title with the braces at its end. These are told apart by hand: a pattern that
# takes no longer than a line's length needs a look ahead within a possessive group, which Python up to
# 3.11.4 gets wrong.
HEADING = re.compile(r"^(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
CELL = re.compile(r"^#{1,6}[ \t][^\n]*\{#[^{}\n]*\}[ \t]*$", re.MULTILINE)
# Groups: the name, a quoted value, a bare one; or a word that is no `name=value`.
ATTRIBUTE = re.compile(r'([\w.#-]+)=(?:"([^"]*)"|(\S*))|(\S+)')
ID = re.compile(r"#\w[\w.-]*")
TOOL = re.compile(r"<!--\s*(evidence|framework)\b")


class Heading(NamedTuple):
    """A heading: its level, the stretch of its line, its title, and its id ("" where it is no cell's).

    `attributes` is what stands between its braces, from the offset `inside` on. `ends` says whether
    it ends the cell above whatever its level: a cell's does, one whose id is malformed included.
    """

    level: int
    start: int
    end: int
    title: str
    id: str
    inside: int
    attributes: str
    ends: bool


class Comment(NamedTuple):
    """A comment, end exclusive; `tool` is evidence, framework, or "" for a person's.

    One that is not `closed` reaches to the next comment, the next cell or the end of the file.
    """

    start: int
    end: int
    tool: str = ""
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """A chart file's headings and comments, in order; `body` is where the front matter ends."""

    text: str
    body: int
    headings: tuple[Heading, ...]
    comments: tuple[Comment, ...]

    @classmethod
    def of(cls, text: str) -> "Outline":
        """Find them in canonical text; what looks like a heading within a comment is none."""
        front = front_matter(text)
        body = front[2] if front else 0
        comments = tuple(_comments(text, body))
        headings = (_heading(found) for found in HEADING.finditer(text, body))
        return cls(text, body, tuple(h for h in headings if not within(comments, h.start)), comments)

    def cell(self, id: str) -> Heading | None:
        """The first heading of the cell with this id."""
        return next((heading for heading in self.headings if heading.id == id), None)

    def end(self, heading: Heading) -> int:
        """Where a cell ends: at the next cell's heading, or one of its level or above."""
        return self.next(heading.start + 1, heading.level)

    def next(self, at: int, level: int) -> int:
        """Where the first heading from an offset on starts that is a cell's, or of this level or above."""
        for number in range(bisect_left(self.headings, at, key=_start), len(self.headings)):
            heading = self.headings[number]
            if heading.ends or heading.level <= level:
                return heading.start
        return len(self.text)

    def within(self, heading: Heading) -> tuple[Comment, ...]:
        """The comments of a cell."""
        return self.between(heading.end, self.end(heading))

    def between(self, start: int, end: int) -> tuple[Comment, ...]:
        """The comments that start in a stretch."""
        first = bisect_left(self.comments, start, key=_start)
        return self.comments[first : bisect_left(self.comments, end, key=_start)]


def within(comments: Sequence[Comment], at: int) -> bool:
    """Whether an offset lies inside one of some comments, which are in order and apart."""
    number = bisect_left(comments, at, key=_start) - 1
    return number >= 0 and at < comments[number].end


def _start(part: Heading | Comment) -> int:
    return part.start


def _heading(found: re.Match[str]) -> Heading:
    words = found[2].rstrip(" \t")
    opening = words.rfind("{", 0, len(words) - 1) if words.endswith("}") else -1
    braces = opening >= 0 and "}" not in words[opening:-1]
    attributes = words[opening + 1 : -1] if braces else ""
    inside = found.start(2) + opening + 1 if braces else found.end()
    title = found[2][:opening] if braces else found[2]
    single = [token[4] for token in ATTRIBUTE.finditer(attributes) if token[4]]
    id = next((word[1:] for word in single if ID.fullmatch(word)), "")
    ends = any(word.startswith("#") for word in single)
    return Heading(len(found[1]), found.start(), found.end(), title.strip(), id, inside, attributes, ends)


def _find(text: str, words: str, at: int) -> int:
    """Where some words come next; the end of the text where they don't."""
    found = text.find(words, at)
    return found if found >= 0 else len(text)


def _comments(text: str, body: int) -> Iterator[Comment]:
    """Every `<!-- … -->`. What was found ahead is kept, so that many left open take no longer than few."""
    close = cell = -1
    at = text.find("<!--", body)
    while at >= 0:
        again = text.find("<!--", at + 4)
        if close < at + 4:
            close = _find(text, "-->", at + 4)
        closed = close < len(text) and not 0 <= again < close
        end = close + 3
        if not closed:
            if cell < at:
                found = CELL.search(text, at)
                cell = found.start() if found else len(text)
            end = min(again, cell) if again >= 0 else cell
        tool = TOOL.match(text, at)
        yield Comment(at, end, tool[1] if tool else "", closed)
        at = text.find("<!--", end)
