"""JSON Lines → the same tree, with places, that YAML gives: a value a line."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from framework_cli.model import rules
from framework_cli.read.files import MERGE_MARKERS
from framework_cli.read.syntax import Note
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence

SPACE = re.compile(r"[ \t\r]*+")
WORD = re.compile(r"-?\d[\d.eE+-]*|true|false|null")
# An escape of half a character, of which two make a whole one; and one that stayed half.
HALF = re.compile(r"\\u[dD][89a-fA-F]")
LONE = re.compile("[\ud800-\udfff]")
DECODER = json.JSONDecoder()
DEEPEST = 40


class Line(NamedTuple):
    """A line that holds anything: its 0-based number, and its stretch without the line feed."""

    number: int
    start: int
    end: int


def lines_of(text: str) -> Iterator[Line]:
    """The lines that are not blank."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line and not line.isspace():
            yield Line(number, start, start + len(line))
        start += len(line) + 1


def values(line: str) -> dict[str, Any]:
    """The content of a line without places, as `tree.values` gives it; empty where it needs a second look."""
    try:
        given = json.loads(line, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return {}
    if type(given) is not dict or (HALF.search(line) and LONE.search(json.dumps(given, ensure_ascii=False))):
        return {}
    if isinstance(flag := given.get("quotable"), bool):
        given["quotable"] = str(flag).lower()
    return {key: tuple(value) if type(value) is list else value for key, value in given.items()}


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def is_header(node: Node | None) -> bool:
    """Whether a file's first line is no entry: it gives facts on the file, and neither quotes nor codes."""
    keys = {key.value for key, _ in node.entries} if isinstance(node, Mapping) else set()
    return bool(keys & {"text", "read", "dropped"}) and not keys & {"quote", "codes"}


def parse_line(text: str, start: int, end: int) -> tuple[Node | None, list[Note]]:
    """The tree of one line and what is wrong with it; None where it is no JSON.

    A line that a merge left between two versions is passed over: `files.conflicts` tells of it.
    """
    if text.startswith(MERGE_MARKERS, start):
        return None, []
    reader = _Reader(text, start, end)
    try:
        node = reader.value()
        if reader.next():
            raise _BrokenError("the line goes on after its end", reader.at)
    except _BrokenError as error:
        hint = 'one entry a line: {"quote": "…", "codes": ["…"]}'
        return None, [*reader.notes, Note(rules.JSON_SYNTAX, error.message, error.at, error.at + 1, hint)]
    return node, reader.notes


class _BrokenError(ValueError):
    """A line that is no JSON: what is wrong and at which offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class _Reader:
    """Reads a line from left to right; `at` is how far it has got."""

    __slots__ = ("at", "end", "notes", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end
        self.notes: list[Note] = []

    def next(self) -> str:
        """Step over white space to the next character; empty at the end of the line."""
        space = SPACE.match(self.text, self.at, self.end)
        self.at = space.end() if space else self.at
        return self.text[self.at] if self.at < self.end else ""

    def step(self, mark: str) -> None:
        if self.next() != mark:
            raise _BrokenError(f"“{mark}” was expected here", self.at)
        self.at += 1

    def value(self, depth: int = 0) -> Node:
        """Any value. Numbers, true and false stay as written; null is an empty text."""
        mark, start = self.next(), self.at
        if mark == '"':
            return self.string()
        if mark in ("{", "["):
            if depth > DEEPEST:
                raise _BrokenError("nested too deep", start)
            return self.mapping(depth) if mark == "{" else self.sequence(depth)
        word = WORD.match(self.text, start, self.end)
        if word is None:
            raise _BrokenError("a value was expected here", start)
        self.at = word.end()
        return Scalar("" if word[0] == "null" else word[0], start, self.at)

    def string(self) -> Scalar:
        start = self.at
        try:
            value, self.at = DECODER.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            at = start if self.text[error.pos : error.pos + 1] in ("", "\n") else error.pos
            message = "this text is not closed, or holds an escape that does not exist"
            raise _BrokenError(message, at) from None
        if LONE.search(value):
            raise _BrokenError("this text holds half a character, which no file can hold", start)
        return Scalar(value, start, self.at, '"')

    def mapping(self, depth: int) -> Mapping:
        start, given = self.at, dict[str, tuple[Scalar, Node]]()
        self.at += 1
        while self.next() != "}":
            if given:
                self.step(",")
            if self.next() != '"':
                raise _BrokenError("a key in double quotes was expected here", self.at)
            key = self.string()
            self.step(":")
            value = self.value(depth + 1)
            first, _ = given.setdefault(key.value, (key, value))
            if first is not key:
                message = f"“{key.value}” is given twice"
                note = Note(rules.DUPLICATE_KEY, message, key.start, key.end, "keep one", first.start)
                self.notes.append(note)
        self.at += 1
        return Mapping(list(given.values()), start, self.at)

    def sequence(self, depth: int) -> Sequence:
        start, items = self.at, list[Node]()
        self.at += 1
        while self.next() != "]":
            if items:
                self.step(",")
            items.append(self.value(depth + 1))
        self.at += 1
        return Sequence(items, start, self.at)
