"""What a workbook of charts keeps to itself, so that it can be read back after people worked in it.

A hidden sheet, `SHEET`, says row by row what the workbook is: `study` and `codebook` rows, a `sheet` row for
each sheet, a `column` row for each column (sheet, heading, id), and a `cell` row for each
cell (case, wave, id, state, number of parts, digest of its words at the time). No words are in it.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from framework_cli.model.cell import CellKey, State

SHEET = "framework"
FORMAT = "framework chart 1"
CONTENTS, CODEBOOK = "Contents", "Codebook"
CASE, WAVE, PART, REFERENCES = ":case", ":wave", ":part", ":references"  # no ids of a codebook
ATTRIBUTE = "attribute:"  # in the row of ids, before an attribute's name

# What stands in a cell in which nobody wrote: people see why, and it is no summary.
BLANKS = {
    State.UNCHARTED: "(not yet charted)",
    State.NOTHING_SAID: "(nothing said)",
    State.NOT_ASKED: "(not asked)",
}
_WRAPPED = 60  # characters of a line that may go on in the next
_BEGINS = re.compile(r"\s*(?:[-*+>|#]|\d+[.)]\s|\[\[|<!--)")
_BLANK = " \t"
_TOKENS = re.compile(r"[ \t\n]+|[^ \t\n]+")
# How workbooks write control characters, and words that look so. Not every program that saves one keeps
# the two apart (openpyxl does not), so that one for the other is no change that a person made.
_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f]|5F)_")
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # XML cannot hold them


@dataclass(frozen=True, slots=True)
class Kept:
    """What a workbook kept of a cell when it was made: its state, its number of parts, a digest."""

    key: CellKey
    state: str
    parts: int
    digest: str


@dataclass(frozen=True, slots=True)
class Held:
    """A column: the sheet it was on, the words above it, and the id of its subtheme or `:case`, `:wave`, …"""

    sheet: str
    heading: str
    id: str


def fitting(words: str) -> str:
    """Words as a workbook can hold them: the two characters that XML has no place for are replaced."""
    return _NO_CHARACTERS.sub("\ufffd", words)


def shown(words: str) -> str:
    """A cell's words as they stand in a workbook: every character but the line breaks of a wrapped paragraph.

    A line of 60 characters or more goes on in the next, as Markdown has it, unless that begins a list, a
    comment or the like, or the line ends with a hard break (two spaces). A tab is a space: LibreOffice
    loses it in an .ods file.
    """
    lines: list[str] = []
    hard = True
    for line in fitting(words).replace("\r\n", "\n").replace("\t", " ").split("\n"):
        if lines and not hard and _goes_on(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line.strip(_BLANK)}"
        else:
            lines.append(line.rstrip(_BLANK))
        hard = line.endswith(("  ", "\\"))
    return "\n".join(lines).strip()


def _goes_on(line: str, following: str) -> bool:
    return len(line) >= _WRAPPED and following.strip() != "" and not _BEGINS.match(following)


def written(before: str, text: str) -> str:
    """What a cell's file will say once `text` stands in the workbook where `before`, as `shown`, stood.

    What was not changed keeps its own line breaks; a line break that a paragraph would swallow becomes a
    hard one, so that the workbook shows again what was written in it.
    """
    text = plain(text)
    spliced = _spliced(before, text)
    for found in ("".join(spliced), "".join(map(_kept, spliced)), text, _hard(text)):
        if plain(shown(found)) == text:
            return found.strip()
    return text


def _spliced(before: str, text: str) -> list[str]:
    """`before` with the words changed that differ, white space in between as it was, token by token."""
    from difflib import SequenceMatcher

    then, now, new = (_TOKENS.findall(each) for each in (before, shown(before), text))
    if len(then) != len(now):
        return new
    parts: list[str] = []
    for what, start, end, first, last in SequenceMatcher(None, now, new, autojunk=False).get_opcodes():
        parts += then[start:end] if what == "equal" else map(_New, new[first:last])
    return parts


class _New(str):
    """A token that somebody put in."""

    __slots__ = ()


def _kept(token: str) -> str:
    """A token whose line break, if somebody put it in, stays one."""
    return f"  {token}" if isinstance(token, _New) and token.startswith("\n") else token


def _hard(text: str) -> str:
    lines = text.split("\n")
    broken = [f"{line}  " if _goes_on(line, following) else line for line, following in pairwise(lines)]
    return "\n".join([*broken, lines[-1]])


def plain(words: str) -> str:
    """Words without what spreadsheet programs change by themselves: kinds of line ends, blank edges, tabs."""
    lines = fitting(words).replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(_BLANK) for line in lines).strip()


def normal(words: str) -> str:
    """Words to be compared: also without what some programs confuse, control characters and their escapes."""
    return plain(_CONTROL.sub(_character, words))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def digest(text: str) -> str:
    """The digest of what a cell of a workbook says: the first 16 hex digits of its SHA-256."""
    return sha256(normal(text).encode()).hexdigest()[:16]


NOTHING = digest("")
