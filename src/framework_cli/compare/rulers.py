"""What counts of a source, cut into units: its turns, its lines, its characters, or the source as a whole.

Units are numbered from 0; a passage then is a range of units, and every unit is treated alike after this.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from framework_cli.index.attribution import Talk
from framework_cli.model.passage import Belonging
from framework_cli.model.source import Source, Turn

Stretch = tuple[int, int]
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Ruler:
    """The stretches of a source that count, in order, and how they are counted.

    `edges` are the numbers of units before each stretch, and in the end how many there are.
    """

    unit: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    edges: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many units the source has."""
        return min(self.edges[-1], 1) if self.unit == "source" else self.edges[-1]

    def place(self, start: int, end: int) -> Stretch | None:
        """The units that a passage (code points, end exclusive) touches; None where nothing of it counts."""
        first, after = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if first >= after:
            return None
        if self.unit == "source":
            return 0, 1
        if self.unit != "character":
            return first, after
        last = after - 1
        begun = self.edges[first] + max(start - self.starts[first], 0)
        return begun, self.edges[last] + min(end, self.ends[last]) - self.starts[last]


def ruler(source: Source, unit: str, stretches: Sequence[Stretch]) -> Ruler:
    """Cut the stretches of a source that count into turns, lines, characters or nothing smaller."""
    cut = list(_lines(source.text, stretches)) if unit == "line" else list(stretches)
    lengths = (end - start if unit == "character" else 1 for start, end in cut)
    edges = tuple(accumulate(lengths, initial=0))
    return Ruler(unit, tuple(start for start, _ in cut), tuple(end for _, end in cut), edges)


def heard(source: Source, *, everybody: bool, asked: Callable[[Sequence[Belonging]], bool]) -> list[Stretch]:
    """The talk that counts: each turn without its label and without white space around it.

    Interviewers' turns only if `everybody` counts; of the others those whose cases are `asked` for. Talk
    of nobody named, as in a document, is cut into its paragraphs.
    """
    talk = Talk(source)
    found = []
    for words in _turns(source):
        whose = talk.of(*words)
        if (everybody or whose.participant) and asked(whose.belongs):
            found.append(words)
    return found


def _turns(source: Source) -> Iterator[Stretch]:
    for turn in source.turns or (Turn("", 0, 0, len(source.text)),):
        at = max(turn.words, source.body)
        breaks = () if turn.speaker else _PARAGRAPH_END.finditer(source.text, at, max(turn.end, at))
        for end, following in [*((gap.start(), gap.end()) for gap in breaks), (turn.end, turn.end)]:
            words = _words(source.text, at, end)
            if words is not None:
                yield words
            at = following


def _lines(text: str, stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    for start, end in stretches:
        at = start
        while at < end:
            feed = text.find("\n", at, end)
            stop = end if feed < 0 else feed
            words = _words(text, at, stop)
            if words is not None:
                yield words
            at = stop + 1


def _words(text: str, start: int, end: int) -> Stretch | None:
    """A stretch without the white space around it, None where it is nothing else."""
    words = text[start:end]
    left = words.lstrip()
    return (end - len(left), end - len(left) + len(left.rstrip())) if left else None
