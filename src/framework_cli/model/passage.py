"""A passage: an excerpt at its resolved place in a transcript."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from framework_cli.model.excerpt import Entry, Excerpt


class Status(StrEnum):
    """How an excerpt's quote was found, or why it was not."""

    EXACT = "exact"
    MOVED = "moved"
    EDITED = "edited"
    AMBIGUOUS = "ambiguous"
    CHANGED = "changed"
    DELETED = "deleted"
    LOST = "lost"

    @property
    def resolved(self) -> bool:
        """Whether the excerpt has one certain place."""
        return self in (Status.EXACT, Status.MOVED, Status.EDITED)


class Candidate(NamedTuple):
    """A place where a quote might stand: code-point offsets and similarity from 0 to 1."""

    start: int
    end: int
    score: float


class Anchor(NamedTuple):
    """The outcome of resolving one quote. Unresolved: `start` = `end` = 0, with candidates if any."""

    status: Status
    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()


class Belonging(NamedTuple):
    """A case that a passage belongs to, in which wave (empty where there are none)."""

    case: str
    wave: str


class Passage(NamedTuple):
    """An excerpt with its place and whose talk it is (a named tuple: one is made for every excerpt).

    `start` and `end` are code points of the source's text, end exclusive. `speaker` is who speaks
    its first character. `belongs` are the cases whose talk it holds, in order of case id; empty for
    talk that is nobody's. `participant` says whether any part of it lies in a participant's turn.
    `counts` says whether this coder's coding is the one that counts for its source.
    """

    excerpt: Excerpt
    start: int
    end: int
    start_line: int
    end_line: int
    status: Status
    speaker: str
    belongs: tuple[Belonging, ...]
    participant: bool
    counts: bool

    @property
    def reference(self) -> str:
        """Source and lines, as people cite them: `P07:45-52`."""
        last = f"-{self.end_line}" if self.end_line != self.start_line else ""
        return f"{self.excerpt.source}:{self.start_line}{last}"


class Unresolved(NamedTuple):
    """An excerpt without a certain place, and what was found instead."""

    excerpt: Excerpt
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Index:
    """Every excerpt of a study: those with a place, ordered by source, start, end and id; and the rest."""

    passages: tuple[Passage, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()

    def by_entry(self) -> dict[Entry, Passage]:
        """Passages by the entry that recorded them."""
        return {passage.excerpt.entry: passage for passage in self.passages}
