"""What is wrong with a YAML text, in words a researcher can act on.

The parser's own messages are not shown: they differ between libyaml and the pure loader, and some
quote the text.
"""

import re
from typing import NamedTuple

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Rule
from framework_cli.model.lines import Lines
from framework_cli.read.files import conflicts

NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
KEY = re.compile(r"\s*(?:-\s+)*([\w.-]+):(?=\s)")
TOO_DEEP = "nested too deep"
BLOCK = "write it as a block: `{key}: |2-` and the text below, indented"


class Note(NamedTuple):
    """A problem seen while building a tree. `first` is the offset of a related place, -1 for none."""

    rule: Rule
    message: str
    start: int
    end: int
    hint: str = ""
    first: int = -1


def located(text: str, path: str, notes: list[Note]) -> list[Diagnostic]:
    """Notes as diagnostics with lines and columns."""
    lines = Lines.of(text)
    return [_diagnostic(lines, path, note) for note in notes]


def broken(text: str, path: str, at: int, since: int | None, problem: str) -> list[Diagnostic]:
    """The finding about a text that is no YAML: `at` is where the parser stopped, `since` what it was in."""
    merge = conflicts(text, path)
    return merge or located(text, path, [_explained(text, at, since, problem)])


def control_character(text: str, path: str, base: int) -> list[Diagnostic]:
    """The finding about a character that YAML does not allow."""
    bad = NOT_ALLOWED.search(text, base)
    at = bad.start() if bad else base
    code = f"U+{ord(text[at]):04X}" if at < len(text) else "a control character"
    hint = 'delete it, or write it in double quotes as an escape (`"\\x07"`)'
    return located(text, path, [Note(rules.YAML_SYNTAX, f"{code} is not allowed in YAML", at, at + 1, hint)])


def _explained(text: str, at: int, since: int | None, problem: str) -> Note:
    """A parser's complaint in our words, at the place where the mend goes."""
    if problem == TOO_DEEP:
        hint = "put text that starts with [ or { in quotes"
        return Note(rules.YAML_SYNTAX, "brackets or lists are nested too deep here", at, at + 1, hint)
    start, line = _line(text, min(at, len(text)))
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in indent:
        tab = start + indent.index("\t")
        return Note(rules.YAML_SYNTAX, "a tab stands in the indentation", tab, tab + 1, "indent with spaces")
    if "mapping values" in problem:
        return _colon(start, line, at)
    if "unexpected end of stream" in problem and since is not None:
        return Note(
            rules.YAML_SYNTAX, "this quote is never closed", since, since + 1, "close it, or leave it out"
        )
    if "escape character" in problem or "hexdecimal" in problem or "escape code" in problem:
        hint = "write \\\\ for a backslash, or use a block (`|2-`), where nothing is escaped"
        bad = text.rfind("\\", start, at + 1)
        at = bad if bad >= 0 else at
        return Note(rules.YAML_SYNTAX, "this escape does not exist", at, at + 2, hint)
    if "cannot start any token" in problem:
        hint = (
            f"a value that starts with {text[at]} needs quotes, or a block (`|2-`)" if at < len(text) else ""
        )
        return Note(rules.YAML_SYNTAX, "a value cannot start with this character", at, at + 1, hint)
    if "flow" in problem or "',' or" in problem:
        where = at if since is None else since
        return Note(
            rules.YAML_SYNTAX, "this bracket is not closed as it should be", where, where + 1, _BRACKETS
        )
    if "expected key" in problem or "block end" in problem:
        return _after(text, start, line, at)
    if "'-' indicator" in problem:
        return Note(rules.YAML_SYNTAX, "a list item was expected here", at, at + 1, _ITEM)
    if "expected ':'" in problem:
        since = start if since is None else since
        hint = "write `key: value`, or indent the line more than the key above if it goes on there"
        return Note(rules.YAML_SYNTAX, "a `key:` was expected here", since, since + 1, hint)
    if "alphabetic or numeric" in problem:
        at = at if since is None else since
        return Note(rules.YAML_SYNTAX, "a value cannot start with * or &", at, at + 1, "put it in quotes")
    return Note(
        rules.YAML_SYNTAX, "this is not YAML from here on", at, at + 1, "compare with the lines above"
    )


_ITEM = "indent the line exactly like the lines above it; or start a new item with `- `"
_BRACKETS = "close it, or put text that starts with [ or { in quotes"


def _colon(start: int, line: str, at: int) -> Note:
    """`quote: he said: no`: a second colon on the line, or a key deeper than a value above allows."""
    key = KEY.match(line)
    if key and start + key.end() <= at:
        hint = f"text with “: ” in it needs quotes; or {BLOCK.format(key=key[1])}"
        return Note(rules.YAML_SYNTAX, "this colon makes a second key on one line", at, at + 1, hint)
    hint = "check the indentation: a key cannot stand below a value that has begun on the line above"
    return Note(rules.YAML_SYNTAX, "a key is not allowed here", at, at + 1, hint)


def _after(text: str, start: int, line: str, at: int) -> Note:
    """Something follows where only a new key could: mostly words after a closing quote or bracket."""
    key = KEY.match(line)
    if key and start + key.end() <= at and at > start + len(line) - len(line.lstrip()):
        hint = f"a value that starts with a quote or bracket ends with it; {BLOCK.format(key=key[1])}"
        return Note(rules.YAML_SYNTAX, "words follow a value that was already closed", at, at + 1, hint)
    hint = "check the indentation: keys of one entry start in the same column"
    if text[at : at + 1] == "-":
        hint = "check the indentation: items of one list start in the same column"
    return Note(rules.YAML_SYNTAX, "a key of the entry above was expected here", at, at + 1, hint)


def _line(text: str, at: int) -> tuple[int, str]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, text[start : end if end >= 0 else len(text)]


def _diagnostic(lines: Lines, path: str, note: Note) -> Diagnostic:
    start = lines.position(min(note.start, lines.length))
    end = lines.position(min(note.end, lines.length))
    related: tuple[Related, ...] = ()
    if note.first >= 0:
        related = (Related(Location(path, *lines.position(note.first)), "first given here"),)
    where = Location(path, *start, *end)
    return Diagnostic(note.rule, note.message, where, hint=note.hint, related=related)
