"""A passage in its context: the turns around it, line by line."""

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
    touched = source.touched(passage.start, passage.end)
    around = source.turns[max(touched.start - turns, 0) : touched.stop + turns]
    begin = max(around[0].start, source.body) if around else source.body
    end = around[-1].end if around else len(source.text)
    text = source.text
    lines = []
    for number in range(source.lines.line(begin), source.lines.line(max(end - 1, begin)) + 1):
        start, stop = source.lines.starts[number - 1], source.lines.end_of(number)
        marked = max(passage.start, start) - start, min(passage.end, stop) - start
        lines.append(ContextLine(number, text[start:stop], *(marked if marked[0] < marked[1] else (0, 0))))
    while lines and not lines[-1].words.strip():
        lines.pop()
    return tuple(lines)
