"""Coded excerpts as a coder's file records them, before anything is looked up in a transcript."""

from dataclasses import dataclass, field
from typing import NamedTuple

from framework_cli.model.lines import Lines

AGREED = "agreed"


class Place(NamedTuple):
    """A place as written in `at:` – 1-based lines, and columns where they were given (end exclusive).

    Without columns it stands for whole lines, `line` to `end_line` inclusive.
    """

    line: int
    column: int | None
    end_line: int
    end_column: int | None

    @classmethod
    def of(cls, lines: Lines, start: int, end: int) -> "Place":
        """The place of a stretch of a text: code points, end exclusive."""
        return cls(*lines.position(start), *lines.position(end))


Entry = tuple[str, int]  # the path of an annotation file, and the position of an entry in it


class Excerpt(NamedTuple):
    """One entry of an annotation file. A named tuple, because there may be a million and each is made once.

    `id` is empty until `check --fix` gives one. `position` is the 0-based place of the entry in its
    file, `path` that file. `quote` is the anchor of record; `at` is never trusted over it. `text` is
    the entry's own transcript hash where a re-anchoring had to leave it behind (else empty). `codes`
    are ids as tagged; `open` holds provisional labels. `origins` are the coders' excerpts an agreed
    one came from (the key `from:`).
    """

    id: str
    source: str
    coder: str
    path: str
    position: int
    quote: str
    codes: tuple[str, ...] = ()
    at: Place | None = None
    before: str = ""
    after: str = ""
    open: tuple[str, ...] = ()
    quotable: bool = False
    memo: str = ""
    origins: tuple[str, ...] = ()
    text: str = ""

    @property
    def entry(self) -> Entry:
        """Which entry this is, whether or not it has an id."""
        return self.path, self.position


class ReadMark(NamedTuple):
    """A coder went through the whole source: under which codebook version, and on which day."""

    codebook: int | None
    on: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """One file of `annotations/`: one source, one coder (or the agreed coding).

    `text` is the SHA-256 of the transcript its places were resolved against, empty where none is
    recorded. `keys` is the route to the list of entries: `("excerpts",)`, or `()` in a bare list and
    in JSON Lines, where an entry's own key is its 0-based line. `sha` is the hash of the file's bytes.
    `dropped` are, in an agreed file, the coders' excerpts that were talked through and left out.
    """

    path: str
    source: str
    coder: str
    excerpts: tuple[Excerpt, ...] = ()
    text: str = ""
    read: ReadMark | None = None
    keys: tuple[str | int, ...] = ("excerpts",)
    sha: str = ""
    entry_lines: tuple[int, ...] = field(default=())
    dropped: tuple[str, ...] = ()

    def route(self, excerpt: Excerpt, *keys: str | int) -> tuple[str | int, ...]:
        """The route of an excerpt, or of one of its keys, in this file."""
        where = self.entry_lines[excerpt.position] if self.entry_lines else excerpt.position
        return (*self.keys, where, *keys)
