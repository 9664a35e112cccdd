"""A passage in its context: the turns around it, line by line."""

from bisect import bisect_right
from typing import NamedTuple

from framework_cli.model.passage import Passage
from framework_cli.model.source import Source


class ContextLine(NamedTuple):
    """A line of a transcript: its number, its words, and where in it the passage stands.

    `first` and `last` are columns from 0, end exclusive; both are 0 where it holds none of the passage.
    """

    number: int
    words: str
    first: int
    last: int


def context(source: Source, passage: Passage, turns: int = 1) -> tuple[ContextLine, ...]:
    """The passage's turns with so many turns before and after, as lines of the transcript."""
    starts = [turn.start for turn in source.turns]
    first = max(bisect_right(starts, passage.start) - 1 - turns, 0)
    last = min(bisect_right(starts, max(passage.end - 1, passage.start)) - 1 + turns, len(starts) - 1)
    begin = max(source.turns[first].start, source.body) if starts else source.body
    end = source.turns[last].end if starts else len(source.text)
    text = source.text
    lines = []
    for number in range(source.lines.line(begin), source.lines.line(max(end - 1, begin)) + 1):
        start, stop = source.lines.starts[number - 1], source.lines.end_of(number)
        marked = max(passage.start, start) - start, min(passage.end, stop) - start
        lines.append(ContextLine(number, text[start:stop], *(marked if marked[0] < marked[1] else (0, 0))))
    while lines and not lines[-1].words.strip():
        lines.pop()
    return tuple(lines)
