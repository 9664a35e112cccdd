"""An item's words as stretches of the transcript: each with who marked it, and a line before and after."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from framework_cli.compare.disagreements import Item
from framework_cli.model.source import Source


class Stretch(NamedTuple):
    """Words of one turn between two edges of passages, and who marked them; nobody, for the lines around.

    A speaker's label goes with the words that follow it, white space with those before it.

    `line` is the 1-based line of its first word. Stretches follow one another without a gap, so that
    their words together are the text.
    """

    line: int
    coders: tuple[str, ...]
    words: str


def stretches(source: Source, item: Item) -> list[Stretch]:
    """The text of an item in order, from the line before its first passage to the line after its last."""
    text, lines = source.text, source.lines
    begin = max(_line_before(source, item.start), source.body)
    end = _line_after(source, item.end)
    turns = [source.turns[n] for n in source.touched(begin, end)]
    labels = {turn.words: turn.start for turn in turns}
    starts = {turn.start for turn in turns if begin < turn.start < end}
    spans = [(labels.get(p.start, p.start), p.end, p.excerpt.coder) for p in item.passages]
    cuts = sorted({begin, end, *starts, *(cut for start, stop, _ in spans for cut in (start, stop))})
    found: list[Stretch] = []
    for start, stop in pairwise(cuts):
        marked = {coder for first, last, coder in spans if first <= start and stop <= last}
        coders, words = tuple(sorted(marked)), text[start:stop]
        if found and not words.strip():
            found[-1] = found[-1]._replace(words=found[-1].words + words)
        else:
            found.append(Stretch(lines.line(_first_word(text, start, stop)), coders, words))
    return found


def paragraphs(stretch: Stretch) -> Iterator[tuple[int, str]]:
    """A stretch's paragraphs, each made one line, with the line of the transcript on which it starts."""
    begun, held = 0, ""
    for line, words in enumerate(stretch.words.lstrip().split("\n"), stretch.line):
        if words.strip():
            begun = begun if held else line
            held = f"{held} {words.strip()}".strip()
        elif held:
            yield begun, held
            held = ""
    if held:
        yield begun, held


def _line_before(source: Source, start: int) -> int:
    """Where the nearest line above that has words starts; the passage's own line where none has."""
    own = source.lines.line(start)
    for number in range(own - 1, 0, -1):
        at = source.lines.starts[number - 1]
        if at < source.body:
            break
        if source.text[at : source.lines.end_of(number)].strip():
            return at
    return source.lines.starts[own - 1]


def _line_after(source: Source, end: int) -> int:
    """Where the nearest line below that has words ends; the passage's own line where none has."""
    own = source.lines.line(max(end - 1, 0))
    for number in range(own + 1, len(source.lines.starts) + 1):
        if source.text[source.lines.starts[number - 1] : source.lines.end_of(number)].strip():
            return source.lines.end_of(number)
    return source.lines.end_of(own)


def _first_word(text: str, start: int, end: int) -> int:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()) if words.strip() else start
