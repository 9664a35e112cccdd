"""JSON Lines → the same tree, with places, that YAML gives: one mapping a line."""

import json
import re
from contextlib import suppress

from framework_cli.read.tree import Mapping, Node, Scalar, Sequence

_SPACE = re.compile(r"[ \t\r]*")
_DECODER = json.JSONDecoder()
_BARE = re.compile(r"[^\s,\]}]+")


def entries(text: str) -> list[Mapping]:
    """The objects of a JSON Lines text, in order. A line that holds anything else is passed over."""
    found: list[Mapping] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        with suppress(ValueError, RecursionError):
            node, stop = _node(text, _skip(text, start))
            if isinstance(node, Mapping) and not text[stop:end].strip():
                found.append(node)
        start = end + 1
    return found


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _node(text: str, start: int) -> tuple[Node, int]:
    opening = text[start : start + 1]
    if opening == '"':
        value, end = _DECODER.raw_decode(text, start)
        return Scalar(value, start, end, '"'), end
    if opening == "{":
        return _mapping(text, start)
    if opening == "[":
        return _sequence(text, start)
    bare = _BARE.match(text, start)
    if not bare:
        raise ValueError(f"no JSON value at {start}")
    return Scalar(bare.group(), start, bare.end()), bare.end()


def _mapping(text: str, start: int) -> tuple[Mapping, int]:
    found: list[tuple[Scalar, Node]] = []
    at = _skip(text, start + 1)
    while text[at : at + 1] != "}":
        key, at = _node(text, at)
        at = _skip(text, at)
        if not isinstance(key, Scalar) or text[at : at + 1] != ":":
            raise ValueError(f"no JSON key at {at}")
        value, at = _node(text, _skip(text, at + 1))
        found.append((key, value))
        at = _comma(text, at, "}")
    return Mapping(found, start, at + 1), at + 1


def _sequence(text: str, start: int) -> tuple[Sequence, int]:
    found: list[Node] = []
    at = _skip(text, start + 1)
    while text[at : at + 1] != "]":
        value, at = _node(text, at)
        found.append(value)
        at = _comma(text, at, "]")
    return Sequence(found, start, at + 1), at + 1


def _comma(text: str, at: int, closing: str) -> int:
    """Step over the comma between two values, or stop at the closing bracket."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return _skip(text, at + 1)
    if text[at : at + 1] != closing:
        raise ValueError(f"JSON value not closed at {at}")
    return at
