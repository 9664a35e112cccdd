"""Everything that was said: the words of every transcript in order, ready to be searched.

Labels of speakers, front matter and a transcriber's notes in square brackets are no words that were said.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from framework_cli.index.attribution import Attribution, Talk
from framework_cli.model.passage import Index, Passage
from framework_cli.model.progress import Progress
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.review.manuscript.words import words

# A note of the transcriber's is short; what goes on for longer is somebody's text in brackets.
NOTE = re.compile(
    r"\[[^\[\]\n]{0,60}\]"
    r"|\((?:laugh\w*|chuckl\w*|sigh\w*|pauses?|long pause|inaudible|unclear|crying|coughs?|crosstalk)\)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_NOT_LINES = re.compile(r"[^\n]")


class Place(NamedTuple):
    """A stretch of one source: its words from `first` to before `last`."""

    said: "Said"
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where its first word starts in the source's text."""
        return self.said.starts[self.first]

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.said.ends[self.last - 1]

    @property
    def lines(self) -> tuple[int, int]:
        """Its first and last line."""
        lines = self.said.source.lines
        return lines.line(self.start), lines.line(self.end - 1)

    @property
    def reference(self) -> str:
        """Source and lines, as people cite them: `P07:45-52`."""
        first, last = self.lines
        return f"{self.said.source.id}:{first}" + (f"-{last}" if last != first else "")

    @property
    def talk(self) -> Attribution:
        """Whose talk it is."""
        return self.said.talk.of(self.start, self.end)

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases whose talk it is."""
        return tuple(dict.fromkeys(each.case for each in self.talk.belongs))

    @property
    def words(self) -> str:
        """The words as the transcript has them, on one line, without labels and notes."""
        return " ".join(self.said.plain[self.start : self.end].split())


class Said:
    """The words of one source. `plain` is its text with a space for whatever was not said."""

    def __init__(self, source: Source, passages: Sequence[Passage]) -> None:
        self.source = source
        self.talk = Talk(source)
        self.passages = passages
        self.plain = _plain(source)
        found = list(words(self.plain))
        self.keys = [word.key for word in found]
        self.starts = array("q", (word.start for word in found))
        self.ends = array("q", (word.end for word in found))
        self.text = f" {' '.join(self.keys)} "

    @cached_property
    def _offsets(self) -> "array[int]":
        """Where each word starts in `text`."""
        return array("q", accumulate((len(key) + 1 for key in self.keys), initial=1))

    def find(self, wanted: Sequence[str], start: int = 0, stop: int | None = None) -> Iterator[int]:
        """Where some words in a row begin, by number, from `start` to before `stop`; the first first."""
        needle = f" {' '.join(wanted)} "
        at, last = self._stretch(start, stop)
        while (at := self.text.find(needle, at, last)) >= 0:
            yield bisect_left(self._offsets, at + 1)
            at += 1

    def find_back(self, wanted: Sequence[str], start: int, stop: int) -> Iterator[int]:
        """The same, the last first."""
        needle = f" {' '.join(wanted)} "
        first, last = self._stretch(start, stop)
        while (at := self.text.rfind(needle, first, last)) >= 0:
            yield bisect_left(self._offsets, at + 1)
            last = at + len(needle) - 1

    def _stretch(self, start: int, stop: int | None) -> tuple[int, int]:
        """Where words stand in `text`, with the spaces around them."""
        size = len(self.keys)
        first = self._offsets[start] - 1 if start < size else len(self.text)
        return first, len(self.text) if stop is None or stop >= size else self._offsets[stop]

    def coded(self, start: int, end: int) -> list[Passage]:
        """The coded passages that a stretch of the text touches."""
        return [p for p in self.passages if p.start < end and start < p.end]


class Spoken:
    """All sources of a study."""

    def __init__(self, study: Study, index: Index, progress: Progress | None = None) -> None:
        coded: dict[str, list[Passage]] = {}
        for passage in index.passages:
            coded.setdefault(passage.excerpt.source, []).append(passage)
        self.by_source: dict[str, Said] = {}
        for done, source in enumerate(study.sources.values(), start=1):
            self.by_source[source.id] = Said(source, coded.get(source.id, ()))
            if progress:
                progress("reading transcripts", done, len(study.sources))
        labels = {turn.speaker for source in study.sources.values() for turn in source.turns if turn.speaker}
        labels |= {label for source in study.sources.values() for label in source.interviewers}
        self.labels = frozenset(labels)

    @cached_property
    def places(self) -> dict[str, list[tuple[Said, int]]]:
        """Where each word stands: source and number. Made only once something was not found as it is."""
        found: dict[str, list[tuple[Said, int]]] = {}
        for said in self.by_source.values():
            for number, key in enumerate(said.keys):
                found.setdefault(key, []).append((said, number))
        return found


def _plain(source: Source) -> str:
    """A source's text with a space for every character of what nobody said: all offsets stay."""
    parts: list[str] = []
    at = 0
    for start, end in [(0, source.body), *((turn.start, turn.words) for turn in source.turns)]:
        if end > at:
            start = max(start, at)
            parts += source.text[at:start], _NOT_LINES.sub(" ", source.text[start:end])
            at = end
    text = "".join([*parts, source.text[at:]])
    text = NOTE.sub(_spaces, text)
    return _MARKUP.sub(_spaces, text) if source.path.endswith(".md") else text


def _spaces(found: re.Match[str]) -> str:
    return " " * (found.end() - found.start())
