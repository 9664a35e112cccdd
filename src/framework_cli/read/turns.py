"""Where the turns of a transcript begin, and which labels are speakers."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from framework_cli.model.source import Turn

LONGEST = 60
STAMP = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
# A cheap look at every line: something, then a colon within reach. Starts with a line feed, because a
# literal first character lets the regex engine skip through prose (60 MB in a third of a second).
NEAR_COLON = re.compile(r"\n(?:\[[\d:.,]{4,12}\][ \t]*)?(?:\*\*)?[^\W_][^\n:*]{0,64}+(?:\*\*)?:")
NAME = r"[^\W_][^\n:*]{0,59}?"
COLON = re.compile(
    rf"(?:\[{STAMP}\][ \t]*)?"
    rf"(?:\*\*(?P<bold>{NAME})[ \t]*(?::\*\*|\*\*[ \t]*:)|(?P<bare>{NAME})[ \t]*:(?=[ \t\n]|\Z))"
)
STAMPED = re.compile(
    rf"(?P<star>\*\*)?(?P<label>{NAME})[ \t]+[\[(]?{STAMP}[\])]?(?(star)\*\*)[ \t]*(?=\n|\Z)"
)
# A full stop, question or exclamation mark ends a sentence; one after an initial or a title does not.
SENTENCE = re.compile(r"[?!][)\"”']*\s|(?<!\b\w)(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)(?<!\b[A-Z]\w\w\w)\.\s")
ONLY_STAMPS = re.compile(rf"(?:{STAMP}|[\W_])*")


class Start(NamedTuple):
    """A line that may start a turn: its label, its offset and where its words begin."""

    label: str
    start: int
    words: int


def find_turns(
    text: str, body: int = 0, declared: Iterable[str] = ()
) -> tuple[tuple[Turn, ...], tuple[tuple[str, int], ...]]:
    """The turns of a text, which tile it, and the labels seen once that are not taken as speakers.

    `body` is where the text after the front matter starts. A label is a speaker when it is declared
    or starts two or more lines – unless nothing but time stamps ever follows it (`Break: [01:44]`).
    """
    known = frozenset(declared)
    starts = label_lines(text, body, known)
    count: dict[str, int] = {}
    for start in starts:
        count[start.label] = count.get(start.label, 0) + 1
    silent = _silent(text, starts) - known
    once = tuple((s.label, s.start) for s in starts if count[s.label] == 1 and s.label not in silent | known)
    speaking = [s for s in starts if s.label in known or (count[s.label] > 1 and s.label not in silent)]
    return _tile(text, speaking), once


def label_lines(text: str, body: int = 0, declared: frozenset[str] = frozenset()) -> list[Start]:
    """Every line that has the shape of a label, in order."""
    starts = []
    first = _label_at(text, body)
    if first and (body == 0 or text[body - 1] == "\n"):
        starts.append(first)
    for found in NEAR_COLON.finditer(text, body):
        start = _label_at(text, found.start() + 1)
        if start:
            starts.append(start)
    odd = [label for label in declared if label and not _ordinary(label)]
    if odd:
        starts = _with_odd_labels(text, body, odd, starts)
    return starts


def _label_at(text: str, at: int) -> Start | None:
    found = COLON.match(text, at)
    if found:
        label = found["bold"] or found["bare"]
    else:
        found = STAMPED.match(text, at)
        if not found:
            return None
        label = found["label"]
    label = label.strip()
    if not label or SENTENCE.search(label):
        return None
    return Start(label, at, found.end())


def _ordinary(label: str) -> bool:
    start = _label_at(label + ":", 0)
    return start is not None and start.label == label


def _with_odd_labels(text: str, body: int, odd: list[str], starts: list[Start]) -> list[Start]:
    """Add the lines of declared labels that do not look like one."""
    names = "|".join(re.escape(label) for label in sorted(odd, key=lambda label: (-len(label), label)))
    pattern = re.compile(
        rf"^(?:\[{STAMP}\][ \t]*)?(?:\*\*)?({names})(?::\*\*|\*\*:|:)(?=[ \t\n]|\Z)", re.MULTILINE
    )
    by_place = {start.start: start for start in starts}
    for found in pattern.finditer(text, body):
        by_place[found.start()] = Start(found[1], found.start(), found.end())
    return [by_place[place] for place in sorted(by_place)]


def _silent(text: str, starts: list[Start]) -> set[str]:
    """The labels that nothing but time stamps follows anywhere."""
    silent = {start.label for start in starts}
    ends = [start.start for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=False):
        if start.label in silent and not ONLY_STAMPS.fullmatch(text, start.words, end):
            silent.discard(start.label)
            if not silent:
                break
    return silent


def _tile(text: str, starts: list[Start]) -> tuple[Turn, ...]:
    if not starts:
        return (Turn("", 0, _words(text, 0, len(text)), len(text)),) if text else ()
    turns = []
    first = starts[0].start
    if first:
        turns.append(Turn("", 0, _words(text, 0, first), first))
    last = len(starts) - 1
    for position, (label, start, words) in enumerate(starts):
        end = starts[position + 1].start if position < last else len(text)
        turns.append(Turn(label, start, _words(text, words, end), end))
    return tuple(turns)


SPACE = re.compile(r"\s*")


def _words(text: str, start: int, end: int) -> int:
    """The first character from `start` that is no white space; `end` where there is none."""
    found = SPACE.match(text, start, end)
    return found.end() if found else start
