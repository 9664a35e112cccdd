"""annotations/SOURCE.CODER.jsonl → coded excerpts: an entry a line, for bulk material."""

import hashlib
import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # the decoder's own, with the end of the string
from pathlib import Path
from typing import Any

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.excerpt import Annotations, Excerpt, ReadMark
from framework_cli.read.annotations import Entries, name_of, read_mark
from framework_cli.read.fields import Document, Fields
from framework_cli.read.files import canonical, read_bytes
from framework_cli.read.listing import File
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence

SPACE = re.compile(r"[ \t\r]*")
WORD = re.compile(r"-?\d[\d.eE+-]*|true|false|null")
HEADER = ("text", "read")
DEEPEST = 40


class JsonError(ValueError):
    """A line that is no JSON: what is wrong and at which offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def read_jsonl(root: Path, file: File) -> tuple[Annotations | None, list[Diagnostic]]:
    """One JSON Lines file of excerpts; a broken line loses that line only."""
    data, found = read_bytes(root, file.path)
    if data is None:
        return None, found
    source, coder, problems = name_of(file)
    text, broken = canonical(data, file.path)
    found = [*found, *problems, *broken]
    if text is None:
        return None, found
    document = Document(file.path, text)
    document.found += found
    if not text.strip():
        document.report(rules.EMPTY_FILE, f"{file.path} is empty")
    hash_, mark, excerpts, lines = _lines(document, Entries(document, source, coder))
    digest = hashlib.sha256(data).hexdigest()
    annotations = Annotations(
        file.path, source, coder, tuple(excerpts), hash_, mark, (), digest, tuple(lines)
    )
    return annotations, document.found


def _lines(document: Document, entries: Entries) -> tuple[str, ReadMark | None, list[Excerpt], list[int]]:
    """The header's hash and reading mark, the excerpts, and the 0-based line of each."""
    hash_, mark = "", None
    excerpts: list[Excerpt] = []
    lines: list[int] = []
    start, first = 0, True
    for number, line in enumerate(document.text.split("\n")):
        if line and not line.isspace():
            excerpt = None if first else entries.quick(_values(line), len(excerpts))
            node = None if excerpt else _node(document, start, start + len(line))
            if first and node is not None and _is_header(node):
                fields = Fields(document, node, "the first line")
                hash_, mark = fields.text("text"), read_mark(document, fields.get("read"))
                fields.finish()
            elif node is not None:
                excerpt = entries.careful(node, len(excerpts))
            if excerpt is not None:
                excerpts.append(excerpt)
                lines.append(number)
            first = False
        start += len(line) + 1
    return hash_, mark, excerpts, lines


def _values(line: str) -> dict[str, Any]:
    """A line as `Entries.quick` wants it; empty where anything about it needs a second look."""
    try:
        given = json.loads(line, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return {}
    if type(given) is not dict:
        return {}
    flag = given.get("quotable")
    if isinstance(flag, bool):
        given["quotable"] = str(flag).lower()
    return {key: tuple(value) if type(value) is list else value for key, value in given.items()}


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def parse_line(text: str, start: int) -> Node | None:
    """The tree of the line that starts at an offset; None where it is no JSON."""
    end = text.find("\n", start)
    return _node(Document("", text), start, end if end >= 0 else len(text))


def _is_header(node: Node) -> bool:
    if not isinstance(node, Mapping):
        return False
    keys = {key.value for key, _ in node.entries}
    return bool(keys & {*HEADER}) and not keys & {"quote", "codes"}


def _node(document: Document, start: int, end: int) -> Node | None:
    """The tree of one line; problems are reported."""
    text = document.text
    if text.startswith(("<<<<<<< ", "=======", ">>>>>>> "), start):
        if text[start] == "<":
            hint = "keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>"
            message = "a merge left both versions here"
            document.report(rules.CONFLICT_MARKERS, message, start, start + 7, hint=hint)
        return None
    try:
        node, stop = _value(document, SPACE.match(text, start, end).end(), end, 0)  # type: ignore[union-attr]
        stop = SPACE.match(text, stop, end).end()  # type: ignore[union-attr]
        if stop < end:
            raise JsonError("the line goes on after its end", stop)
    except JsonError as error:
        hint = 'one entry a line: {"quote": "…", "codes": ["…"]}'
        document.report(rules.JSON_SYNTAX, error.message, error.at, error.at + 1, hint=hint)
        return None
    return node


def _value(document: Document, at: int, end: int, depth: int) -> tuple[Node, int]:
    """A JSON value as a tree, and where it ends. Numbers, true, false and null stay as written."""
    text = document.text
    mark = text[at] if at < end else ""
    if mark == '"':
        return _string(text, at)
    if mark in ("{", "[") and mark:
        if depth > DEEPEST:
            raise JsonError("nested too deep", at)
        return _object(document, at, end, depth) if mark == "{" else _array(document, at, end, depth)
    found = WORD.match(text, at, end)
    if found is None:
        raise JsonError("a value was expected here", min(at, end))
    word = "" if found[0] == "null" else found[0]
    return Scalar(word, at, found.end(), ""), found.end()


def _string(text: str, at: int) -> tuple[Scalar, int]:
    try:
        value, stop = scanstring(text, at + 1, True)
    except json.JSONDecodeError as error:
        at = at if text[error.pos : error.pos + 1] in ("", "\n") else error.pos
        raise JsonError("this text is not closed, or holds an escape that does not exist", at) from None
    return Scalar(value, at, stop, '"'), stop


def _object(document: Document, at: int, end: int, depth: int) -> tuple[Mapping, int]:
    text, start = document.text, at
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, int] = {}
    at = SPACE.match(text, at + 1, end).end()  # type: ignore[union-attr]
    if text[at : at + 1] == "}":
        return Mapping(entries, start, at + 1), at + 1
    while True:
        if at >= end or text[at] != '"':
            raise JsonError("a key in double quotes was expected here", min(at, end))
        key, at = _string(text, at)
        at = _expect(text, ":", at, end)
        value, at = _value(document, at, end, depth + 1)
        if key.value in seen:
            related = (Related(document.where(seen[key.value]), "first given here"),)
            message = f"“{key.value}” is given twice"
            document.report(
                rules.DUPLICATE_KEY, message, key.start, key.end, hint="keep one", related=related
            )
        else:
            seen[key.value] = key.start
            entries.append((key, value))
        at = SPACE.match(text, at, end).end()  # type: ignore[union-attr]
        if text[at : at + 1] == "}" and at < end:
            return Mapping(entries, start, at + 1), at + 1
        at = _expect(text, ",", at, end)


def _array(document: Document, at: int, end: int, depth: int) -> tuple[Sequence, int]:
    text, start = document.text, at
    items: list[Any] = []
    at = SPACE.match(text, at + 1, end).end()  # type: ignore[union-attr]
    if text[at : at + 1] == "]" and at < end:
        return Sequence(items, start, at + 1), at + 1
    while True:
        value, at = _value(document, at, end, depth + 1)
        items.append(value)
        at = SPACE.match(text, at, end).end()  # type: ignore[union-attr]
        if text[at : at + 1] == "]" and at < end:
            return Sequence(items, start, at + 1), at + 1
        at = _expect(text, ",", at, end)


def _expect(text: str, mark: str, at: int, end: int) -> int:
    """Step over a mark and the white space around it."""
    at = SPACE.match(text, at, end).end()  # type: ignore[union-attr]
    if at >= end or text[at] != mark:
        raise JsonError(f"“{mark}” was expected here", min(at, end))
    return SPACE.match(text, at + 1, end).end()  # type: ignore[union-attr]
