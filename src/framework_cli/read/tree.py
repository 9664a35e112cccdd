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


def _build(text: str, base: int, notes: list[Note]) -> Node | None:
    """One pass over the events; local names and few branches, because it runs a million times."""
    event_of = Loader(text).get_event
    stack: list[tuple[list[Any], int]] = []  # the open collections: what the outer one holds, our start
    items: list[Any] = []  # of the innermost collection; in a mapping keys and values alternate
    scalar = Scalar
    while True:
        event = event_of()
        kind = type(event)
        if kind is ScalarEvent:
            start, end = event.start_mark.index + base, event.end_mark.index + base
            if event.anchor is not None or event.tag is not None:
                _refuse(event, start, notes)
            items.append(scalar(event.value, start, end, event.style or ""))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark.index + base
            if event.anchor is not None or event.tag is not None:
                _refuse(event, start, notes)
            stack.append((items, start))
            items = []
        elif kind is MappingEndEvent:
            outer, start = stack.pop()
            outer.append(Mapping(_pairs(items, notes), start, event.end_mark.index + base))
            items = outer
        elif kind is SequenceEndEvent:
            outer, start = stack.pop()
            outer.append(Sequence(items, start, event.end_mark.index + base))
            items = outer
        elif kind is AliasEvent:
            start, end = event.start_mark.index + base, event.end_mark.index + base
            _refuse(event, start, notes)
            items.append(scalar("", start, end, ALIAS))
        elif kind is DocumentStartEvent and items:
            _note_second_document(event.start_mark.index + base, notes)
        elif kind is StreamEndEvent:
            return items[0] if items else None


def _pairs(items: list[Any], notes: list[Note]) -> list[tuple[Scalar, Node]]:
    """Keys with their values; a key given twice or that is no text is reported and left out."""
    keys = items[::2]
    pairs = list(zip(keys, items[1::2], strict=True))
    if len({key[0] for key in keys if type(key) is Scalar}) == len(keys) and "<<" not in keys:
        return pairs
    seen: dict[str, Scalar] = {}
    kept = []
    for key, value in pairs:
        if type(key) is not Scalar:
            notes.append(
                Note(rules.WRONG_VALUE, "a key must be plain text", key.start, key.start + 1, _BRACES)
            )
        elif key.value in seen:
            message = f"“{key.value}” is given twice"
            first = seen[key.value].start
            notes.append(Note(rules.DUPLICATE_KEY, message, key.start, key.end, "keep one of them", first))
        else:
            seen[key.value] = key
            kept.append((key, value))
    return kept


_BRACES = "text that starts with { or [ needs quotes"


def _refuse(event: Any, start: int, notes: list[Note]) -> None:
    """Note an anchor, alias or tag."""
    if type(event) is AliasEvent:
        what, word = "alias", f"*{event.anchor}"
    elif event.anchor is not None:
        what, word = "anchor", f"&{event.anchor}"
    else:
        what, word = "tag", "!"
    message = f"YAML {what} is not used here"
    notes.append(
        Note(
            rules.YAML_FEATURE,
            message,
            start,
            start + len(word),
            "quote it if it is meant as text; else write it out",
        )
    )


def _note_second_document(start: int, notes: list[Note]) -> None:
    message = "a second YAML document starts here and is not read"
    notes.append(Note(rules.YAML_FEATURE, message, start, start + 3, "keep one document a file"))
