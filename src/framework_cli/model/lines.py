"""Offsets and lines: a text's code-point offsets ↔ 1-based lines and columns.

A line ends at a line feed and at nothing else, so `str.splitlines` is never used.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


class Position(NamedTuple):
    """A 1-based line and a 1-based column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of a text starts; made once per text by `Lines.of`."""

    starts: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Find the line starts of a text."""
        # Lengths summed in C: a thousand transcripts have a million lines.
        lengths = map((1).__add__, map(len, text.split("\n")))
        starts = tuple(accumulate(lengths, initial=0))
        return cls(starts[:-1], len(text))

    def position(self, offset: int) -> Position:
        """Line and column of an offset; the end of the text is a valid offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def offset(self, line: int, column: int = 1) -> int | None:
        """Offset of a line and column, or None where the text has no such place."""
        if not 1 <= line <= len(self.starts) or column < 1:
            return None
        start = self.starts[line - 1]
        # The last column of a line is its line feed; one past the end of the text closes the last line.
        end = self.starts[line] - 1 if line < len(self.starts) else self.length
        return start + column - 1 if start + column - 1 <= end else None

    def end_of(self, line: int) -> int:
        """Offset of the line feed that ends a line, or of the end of the text."""
        return self.starts[line] - 1 if line < len(self.starts) else self.length
