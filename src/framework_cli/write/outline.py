"""Where a chart file's headings and comments stand, by the very expressions that `read` reads them with."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.read.charts import CELL, HEADING, TOOL
from framework_cli.read.transcript import front_matter

_ID = re.compile(r"(?:^|\s)#(\w[\w.-]*)(?=\s|$)")


class Heading(NamedTuple):
    """A heading: its level, the stretch of its line, its title, and its id ("" where it is no cell's).

    `attributes` is what stands between its braces, from the offset `inside` on.
    """

    level: int
    start: int
    end: int
    title: str
    id: str
    inside: int
    attributes: str


class Comment(NamedTuple):
    """An HTML comment, end exclusive; `tool` is evidence, framework, or "" for a person's."""

    start: int
    end: int
    tool: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A chart file's headings and comments, in order."""

    text: str
    headings: tuple[Heading, ...]
    comments: tuple[Comment, ...]

    @classmethod
    def of(cls, text: str) -> "Outline":
        """Find them in canonical text; what looks like a heading within a comment is none."""
        front = front_matter(text)
        body = front[2] if front else 0
        comments = tuple(_comments(text, body))
        found = [_heading(match) for match in HEADING.finditer(text, body)]
        headings = [h for h in found if not any(c.start < h.start < c.end for c in comments)]
        return cls(text, tuple(headings), comments)

    def cell(self, id: str) -> Heading | None:
        """The first heading of the cell with this id."""
        return next((heading for heading in self.headings if heading.id == id), None)

    def end(self, heading: Heading) -> int:
        """Where a cell ends: at the next cell's heading, or one of its level or above."""
        return self.next(heading.start + 1, heading.level)

    def next(self, at: int, level: int) -> int:
        """Where the first heading from an offset on starts that is a cell's, or of this level or above."""
        later = (h.start for h in self.headings if h.start >= at and (h.id or h.level <= level))
        return next(later, len(self.text))

    def within(self, heading: Heading) -> list[Comment]:
        """The comments of a cell."""
        end = self.end(heading)
        return [comment for comment in self.comments if heading.end <= comment.start < end]


def _heading(match: re.Match[str]) -> Heading:
    attributes = match[3] or ""
    id = _ID.search(attributes)
    inside = match.start(3) if match[3] is not None else -1
    return Heading(
        len(match[1]), match.start(), match.end(), match[2].strip(), id[1] if id else "", inside, attributes
    )


def _comments(text: str, body: int) -> list[Comment]:
    """Every `<!-- … -->`; one that is not closed ends at the next comment or cell."""
    found: list[Comment] = []
    at = text.find("<!--", body)
    while at >= 0:
        close, again = text.find("-->", at + 4), text.find("<!--", at + 4)
        if close < 0 or 0 <= again < close:
            cell = CELL.search(text, at)
            places = [place for place in (again, cell.start() if cell else -1) if place >= 0]
            end = min(places, default=len(text))
        else:
            end = close + 3
        tool = TOOL.match(text, at)
        found.append(Comment(at, end, tool[1] if tool else ""))
        at = text.find("<!--", end)
    return found
