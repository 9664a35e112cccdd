"""A source: one transcript or document, its turns and who speaks in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from framework_cli.model.lines import Lines
from framework_cli.model.passage import Belonging


class Kind(StrEnum):
    """What a source is. Documents count as evidence, never as participants."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus-group"
    DOCUMENT = "document"
    NOTES = "notes"
    RESPONSE = "response"


class Role(StrEnum):
    """Whether a speaker's talk is data."""

    PARTICIPANT = "participant"
    INTERVIEWER = "interviewer"


class Turn(NamedTuple):
    """A stretch of one speaker's talk (a tuple: large studies have a hundred thousand).

    Offsets of the label's start, of the first word and of the end (exclusive). Text
    before the first label is a turn of the speaker "" (nobody named).
    """

    speaker: str
    start: int
    words: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a label of a source stands for. `case` is None for a speaker mapped to nobody."""

    label: str
    role: Role = Role.PARTICIPANT
    case: str | None = None
    wave: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of `transcripts/`.

    `text` is the canonical text: strict UTF-8 without BOM, CRLF as LF, front matter included; all
    offsets are its code points. `sha` is the SHA-256 (hex) of it encoded as UTF-8. `case` is the
    source's own case, which takes the talk of unmapped speakers (None: nobody's). `speakers` maps
    the labels that sources.csv or the settings say something about; `interviewers` are all labels
    declared as such for this source. `body` is where the text after the front matter starts.
    `once` lists offsets of lines that look like a label but are not taken as one.
    """

    id: str
    path: str
    text: str
    sha: str
    lines: Lines
    turns: tuple[Turn, ...] = ()
    kind: Kind = Kind.INTERVIEW
    date: str = ""
    case: str | None = None
    wave: str = ""
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    interviewers: frozenset[str] = frozenset()
    body: int = 0
    once: tuple[tuple[str, int], ...] = ()

    def touched(self, start: int, end: int) -> range:
        """The places in `turns` of those that a stretch of the text touches; none without turns."""
        first = max(bisect_right(self.turns, start, key=_start) - 1, 0)
        after = max(bisect_left(self.turns, end, key=_start), first + 1)
        return range(first, min(after, len(self.turns)))

    def belongs(self) -> Iterator[Belonging]:
        """Each case that this source speaks for, and in which wave: its own, then its participants'."""
        if self.case:
            yield Belonging(self.case, self.wave)
        for speaker in self.speakers.values():
            if speaker.case and speaker.role is Role.PARTICIPANT:
                yield Belonging(speaker.case, speaker.wave or self.wave)

    def cases(self) -> frozenset[str]:
        """Every case that this source speaks for."""
        return frozenset(case for case, _ in self.belongs())


def _start(turn: Turn) -> int:
    return turn.start
