"""Who speaks, as tools write it at the start of a line: `Name: …`, `Name  0:12`, `[00:00:12] Name: …`."""

import re
from typing import NamedTuple

from framework_cli.read.turns import SENTENCE

STAMP = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_NAME = r"(?P<name>[^\W_][^\n:\[\]<>]{0,59}?)"
_BRACKETED = rf"[\[(]\s*(?P<time>{STAMP})\s*[\])]"

_FORMS = tuple(
    re.compile(form)
    for form in (
        # [00:00:12] Name: words   (00:12) Name: words   00:00:12 - Name: words
        rf"[\[(]?(?P<time>{STAMP})[\])]?[ \t]*(?:[-–][ \t]*)?{_NAME}[ \t]*:(?:[ \t]+(?P<words>.*))?",
        # Name [00:12:31]: words   Name (00:12):
        rf"{_NAME}[ \t]*{_BRACKETED}[ \t]*:(?:[ \t]+(?P<words>.*))?",
        # **Name:** words   **Name**: words
        rf"\*\*{_NAME}(?::\*\*|\*\*:)(?:[ \t]+(?P<words>.*))?",
        # Name: words
        rf"{_NAME}[ \t]*:(?:[ \t]+(?P<words>.*))?",
    )
)
_HEADINGS = tuple(
    re.compile(form)
    for form in (
        # Otter and Teams: Name  0:12, with the words on the lines below
        rf"{_NAME}[ \t]+[\[(]?(?P<time>{STAMP})[\])]?",
        # Zoom's saved transcript: [Name] 10:12:31
        rf"\[{_NAME}\][ \t]+(?P<time>{STAMP})",
        # 00:12:31 Name   [00:12:31] Name
        rf"[\[(]?(?P<time>{STAMP})[\])]?[ \t]+(?:[-–][ \t]*)?{_NAME}",
    )
)
_ALONE = re.compile(
    rf"\[(?P<square>{STAMP})\]|\((?P<round>{STAMP})\)|(?P<bare>\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d+)?)"
)
_SPAN = re.compile(r"(?P<time>\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d+)?)[ \t]*-->[ \t]*[\d:.,]+")
# A sentence's end; an initial ("Tomasz W.") and a title ("Dr.") are none.
_SENTENCE_END = re.compile(r"[?!…;,]$|[^\W\d_]{4,}\.$")
# Wider than any form above and than what the toolkit's own reader takes for a label.
_LIKE = re.compile(
    rf"[\[(]?{STAMP}|\*\*|\[[^\]\n]{{1,60}}\][ \t]+\d"
    rf"|[^\W_][^\n:]{{0,64}}?(?::(?:[ \t]|$)|[ \t][\[(]?{STAMP}[\])]?(?:[ \t]|$))",
    re.MULTILINE,
)


class Start(NamedTuple):
    """How a line starts a turn: the name, the words on the same line, the time stamp (`hh:mm:ss`)."""

    name: str
    words: str
    time: str = ""


def start(line: str) -> Start | None:
    """Read a line as the start of a turn, if it looks like one; people or counts decide if it is."""
    return with_colon(line) or heading(line)


def with_colon(line: str) -> Start | None:
    """Read a line as `Name: words`, with a time stamp before or after the name or without."""
    text = line.lstrip().rstrip(" \t")
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and is_name(found["name"]):
            time = found["time"] if "time" in form.groupindex else ""
            return Start(_tidy(found["name"]), (found["words"] or "").strip(" \t"), clock(time))
    return None


def heading(line: str) -> Start | None:
    """Read a line as a name and a time stamp with the words on the lines below."""
    text = line.lstrip().rstrip(" \t")
    for form in _HEADINGS:
        found = form.fullmatch(text)
        if found and is_name(found["name"], words=5):
            return Start(_tidy(found["name"]), "", clock(found["time"]))
    return None


def like_start(text: str, at: int, end: int) -> bool:
    """Whether a line that began at `at` could be read as the start of a turn (errs towards yes)."""
    return _LIKE.match(text, at, end) is not None


def is_name(text: str, words: int = 8) -> bool:
    """Whether some text could be a speaker's name: short, with a letter, and no sentence."""
    name = text.strip()
    return (
        0 < len(name) <= 60
        and any(c.isalpha() for c in name)
        and len(name.split()) <= words
        and not _SENTENCE_END.search(name)
        and not SENTENCE.search(name)
    )


def like_heading(line: str) -> bool:
    """Whether a line could be read as a heading or a time stamp that says who speaks below it."""
    return bool(heading(line) or stamp_alone(line) or span(line))


def stamp_alone(line: str) -> str:
    """The time (`hh:mm:ss`) of a line that holds a time stamp and nothing else, or an empty string."""
    found = _ALONE.fullmatch(line.strip())
    return clock(found["square"] or found["round"] or found["bare"]) if found else ""


def stamp_cell(cell: str) -> str:
    """The time (`hh:mm:ss`) of a table's cell that holds a time stamp, in brackets or not."""
    found = re.fullmatch(rf"[\[(]?({STAMP})[\])]?", cell.strip())
    return clock(found[1]) if found else ""


def span(line: str) -> str:
    """The first time (`hh:mm:ss`) of a line like `0:0:1.2 --> 0:0:3.4`, or an empty string."""
    found = _SPAN.fullmatch(line.strip())
    return clock(found["time"]) if found else ""


def clock(time: str) -> str:
    """A time stamp as `hh:mm:ss`, fractions dropped; an empty one stays so."""
    if not time:
        return ""
    parts = [int(part) for part in re.split("[.,]", time)[0].split(":")]
    hours, minutes, seconds = [0] * (3 - len(parts)) + parts
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"


def _tidy(name: str) -> str:
    return " ".join(name.split())
