"""YAML → a tree that knows where everything stands. The only module that imports yaml.

Built from libyaml's events: five times as fast as `yaml.load`, every scalar stays the text it was
(`1.10`, `no`, `007`), and duplicate keys are seen. Offsets are code points of the whole file, from the
parser's index and not from its line numbers: libyaml also ends lines at NEL and U+2028, we do not.
"""

from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.read import syntax
from framework_cli.read.syntax import Note

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ALIAS = "*"
DEEPEST = 40  # far beyond any file of a study; what walks a tree goes down once a level


class Scalar(NamedTuple):
    """A text with its place. `style` is `""` (plain), `'`, `"`, `|`, `>`, or `*` for a refused alias."""

    value: str
    start: int
    end: int
    style: str = ""


class Sequence(NamedTuple):
    """A list with its place."""

    items: list["Node"]
    start: int
    end: int


class Mapping(NamedTuple):
    """Keys and values in file order, each key once."""

    entries: list[tuple[Scalar, "Node"]]
    start: int
    end: int


Node = Scalar | Sequence | Mapping


def parse(
    text: str, path: str, *, span: tuple[int, int] | None = None
) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a YAML text, or of a part of it; None where it is empty or broken.

    `text` is canonical text and `span` the part of it to parse (front matter). What YAML allows and
    a study does not use (anchors, aliases, tags, merge keys, several documents) is reported and
    otherwise passed over; of a key given twice the first is kept.
    """
    base, part = (span[0], text[span[0] : span[1]]) if span else (0, text)
    notes: list[Note] = []
    try:
        root = _build(part, base, notes)
    except yaml.MarkedYAMLError as error:
        since = error.context_mark.index + base if error.context_mark else None
        at = error.problem_mark.index + base if error.problem_mark else (since or base)
        return None, syntax.broken(text, path, at, since, error.problem or "")
    except yaml.YAMLError:
        return None, syntax.control_character(text, path, base)
    return root, syntax.located(text, path, notes) if notes else []


def values(text: str) -> Any:
    """The same content without places: dicts, tuples and strings; None where anything needs a diagnostic.

    For bulk: half the cost of `parse` over that of the events alone, which is what is left of the cost.
    """
    try:
        return _values(text)
    except (yaml.YAMLError, TypeError):  # TypeError: a mapping as a key cannot be hashed
        return None


def _values(text: str) -> Any:
    event_of = Loader(text).get_event
    stack: list[list[Any]] = []
    items: list[Any] = []
    while True:
        event = event_of()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                return None
            items.append(event.value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or len(stack) > DEEPEST:
                return None
            stack.append(items)
            items = []
        elif kind is MappingEndEvent:
            keys = items[::2]
            found = dict(zip(keys, items[1::2], strict=True))
            if len(found) != len(keys):
                return None
            items = stack.pop()
            items.append(found)
        elif kind is SequenceEndEvent:
            inner = tuple(items)
            items = stack.pop()
            items.append(inner)
        elif kind is AliasEvent or (kind is DocumentStartEvent and items):
            return None
        elif kind is StreamEndEvent:
            return items[0] if items else None


def _build(text: str, base: int, notes: list[Note]) -> Node | None:
    """One pass over the events; local names and few branches, because it runs a million times."""
    event_of = Loader(text).get_event
    stack: list[tuple[list[Any], int]] = []  # the open collections: what the outer one holds, our start
    items: list[Any] = []  # of the innermost collection; in a mapping keys and values alternate
    add, make, scalar = items.append, tuple.__new__, Scalar
    while True:
        event = event_of()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                _refuse(event, base, notes)
            # The constructor of a named tuple, without its overhead (a fifth of the whole pass).
            start, end = event.start_mark.index + base, event.end_mark.index + base
            add(make(scalar, (event.value, start, end, event.style or "")))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                _refuse(event, base, notes)
            if len(stack) > DEEPEST:
                raise yaml.MarkedYAMLError(problem=syntax.TOO_DEEP, problem_mark=event.start_mark)
            stack.append((items, event.start_mark.index + base))
            items = []
            add = items.append
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            outer, start = stack.pop()
            end = event.end_mark.index + base
            if kind is MappingEndEvent:
                outer.append(Mapping(_pairs(items, notes), start, end))
            else:
                outer.append(Sequence(items, start, end))
            items = outer
            add = items.append
        elif kind is AliasEvent:
            _refuse(event, base, notes)
            add(Scalar("", event.start_mark.index + base, event.end_mark.index + base, ALIAS))
        elif kind is DocumentStartEvent and items:
            _note_second_document(event.start_mark.index + base, notes)
        elif kind is StreamEndEvent:
            return items[0] if items else None


def _pairs(items: list[Any], notes: list[Note]) -> list[tuple[Scalar, Node]]:
    """Keys with their values; a key that is given twice, merges or is no text is reported and left out."""
    pairs = list(zip(items[::2], items[1::2], strict=True))
    try:
        names = {key[0] for key, _ in pairs}
        if len(names) == len(pairs) and "<<" not in names:
            return pairs
    except TypeError:  # a list or mapping as a key cannot be hashed
        pass
    seen: dict[str, Scalar] = {}
    kept = []
    for key, value in pairs:
        if type(key) is not Scalar:
            message = "a key must be plain text"
            notes.append(Note(rules.WRONG_VALUE, message, key.start, key.start + 1, _BRACES))
        elif key.value == "<<" and not key.style:
            message = "YAML merge keys are not used here"
            notes.append(Note(rules.YAML_FEATURE, message, key.start, key.end, "write the keys out"))
        elif key.value in seen:
            message = f"“{key.value}” is given twice"
            first = seen[key.value].start
            notes.append(Note(rules.DUPLICATE_KEY, message, key.start, key.end, "keep one of them", first))
        else:
            seen[key.value] = key
            kept.append((key, value))
    return kept


_BRACES = "text that starts with { or [ needs quotes"


def _refuse(event: Any, base: int, notes: list[Note]) -> None:
    """Note an anchor, alias or tag; anchors and tags stand where their value's event starts."""
    length = 1 + len(event.anchor or "")
    if isinstance(event, AliasEvent):
        what = "aliases"
    else:
        what = "tags" if event.anchor is None else "anchors"
    start = event.start_mark.index + base
    hint = "put it in quotes if it is meant as text; else write it out"
    notes.append(Note(rules.YAML_FEATURE, f"YAML {what} are not used here", start, start + length, hint))


def _note_second_document(start: int, notes: list[Note]) -> None:
    message = "a second YAML document starts here and is not read"
    notes.append(Note(rules.YAML_FEATURE, message, start, start + 3, "keep one document a file"))
