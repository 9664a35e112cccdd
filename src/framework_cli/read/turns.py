"""Where the turns of a transcript begin, and which labels are speakers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from framework_cli.model.source import Turn

LONGEST = 60
STAMP = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
NAME = r"[^\W_][^\n:*]{0,66}+"
# Every line that has a colon within reach. It starts with a line feed because a literal first character
# lets the regex engine skip through prose (60 MB in a third of a second). Group 1: a bold label, 2: a
# plain one, 3: digits after the colon, as in `Speaker 00:12:31`.
COLON = re.compile(
    rf"\n(?:\[{STAMP}\][ \t]*)?"
    rf"(?:\*\*({NAME})(?::\*\*|\*\*[ \t]*:)|({NAME}):(?:(?=[ \t\n]|\Z)|(?=(\d\d))))[ \t]*+"
)
STAMPED = re.compile(
    rf"(?P<star>\*\*)?(?P<label>[^\W_][^\n:*]{{0,59}}?)[ \t]+[\[(]?{STAMP}[\])]?(?(star)\*\*)[ \t]*(?=\n|\Z)"
)
# A full stop, question or exclamation mark ends a sentence; one after an initial or a title does not.
SENTENCE = re.compile(r"[?!][)\"”']*\s|(?<!\b\w)(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)(?<!\b[A-Z]\w\w\w)\.\s")
# `[01:44]`, and `[00:20:18:08] to [00:21:13:00]`.
ONLY_STAMPS = re.compile(r"(?:\d{1,2}(?::\d{2}){1,3}+(?:[.,]\d+)?|\bto\b|[\W_])*+")


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
    count = Counter([start.label for start in starts])
    silent = _silent(text, starts) - known
    speakers = known | {label for label, times in count.items() if times > 1 and label not in silent}
    once = tuple((s.label, s.start) for s in starts if s.label not in speakers and s.label not in silent)
    return _tile(text, [s for s in starts if s.label in speakers]), once


def label_lines(text: str, body: int = 0, declared: frozenset[str] = frozenset()) -> list[Start]:
    """Every line that has the shape of a label, in order."""
    starts: list[Start] = []
    names: dict[str, str] = {}
    if body == 0:
        # The first line has no line feed before it; give it one.
        end = text.find("\n")
        first = "\n" + (text[:end] if end >= 0 else text)
        starts += [Start(s.label, 0, s.words - 1) for s in _label_lines(first, 0, names)]
    starts += _label_lines(text, max(body - 1, 0), names)
    odd = [label for label in declared if label and not _ordinary(label)]
    return _with_odd_labels(text, body, odd, starts) if odd else starts


def _label_lines(text: str, at: int, names: dict[str, str]) -> Iterator[Start]:
    """The lines after a line feed; `names` remembers what became of a label seen before."""
    for found in COLON.finditer(text, at):
        bold, bare, digits = found.groups()
        start = found.start() + 1
        if digits is not None:
            stamped = STAMPED.match(text, start)
            if stamped and _name(stamped["label"]):
                yield Start(_name(stamped["label"]), start, stamped.end())
            continue
        label = bold or bare
        name = names.get(label)
        if name is None:
            name = names[label] = _name(label)
        if name:
            yield Start(name, start, found.end())


def _name(label: str) -> str:
    """A label as a speaker's name; empty where it reads like part of a sentence."""
    name = label.strip()
    return "" if len(name) > LONGEST or SENTENCE.search(name) else name


def _ordinary(label: str) -> bool:
    return [s.label for s in _label_lines(f"\n{label}:", 0, {})] == [label]


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
    first = starts[0].start
    turns = [Turn("", 0, _words(text, 0, first), first)] if first else []
    ends = [start.start for start in starts[1:]] + [len(text)]
    turns += [
        Turn(label, start, words if words < end and text[words] > " " else _words(text, words, end), end)
        for (label, start, words), end in zip(starts, ends, strict=True)
    ]
    return tuple(turns)


SPACE = re.compile(r"\s*")


def _words(text: str, start: int, end: int) -> int:
    """The first character from `start` that is no white space; `end` where there is none."""
    found = SPACE.match(text, start, end)
    return found.end() if found else start
