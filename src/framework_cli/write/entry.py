"""One coded excerpt as an entry of an annotation file: its keys, their order and how each is written."""

import re
from collections.abc import Mapping

from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.write.scalars import block, quoted, sentence, word

KEYS = ("id", "at", "quote", "before", "after", "codes", "open", "quotable", "memo", "from", "text")
TOP = ("text", "read", "dropped", "excerpts")
PROSE = frozenset({"memo", "name", "definition", "include", "exclude", "why"})  # a sentence or more
FIGURES = frozenset({"version", "since", "revised", "on"})  # numbers and dates, which need no quotes

_NUMBER_OR_DATE = re.compile(r"[0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2}")

Value = str | bool | tuple[str, ...] | Mapping[str, str]
Fields = Mapping[str, Value]


def place(at: Place) -> str:
    """A place as `at:` holds it: `41:5-43:22`, or `41-43` and `41` for whole lines."""
    if at.column is None or at.end_column is None:
        return f"{at.line}" if at.line == at.end_line else f"{at.line}-{at.end_line}"
    return f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"


def fields(excerpt: Excerpt) -> dict[str, Value]:
    """The keys that an excerpt needs, in the order they are written; what is empty is left out."""
    every: dict[str, Value] = {
        "id": excerpt.id,
        "at": place(excerpt.at) if excerpt.at else "",
        "quote": excerpt.quote,
        "before": excerpt.before,
        "after": excerpt.after,
        "codes": excerpt.codes,
        "open": excerpt.open,
        "quotable": excerpt.quotable,
        "memo": excerpt.memo,
        "from": excerpt.origins,
        "text": excerpt.text,
    }
    return {key: value for key, value in every.items() if value or key == "quote"}


def in_block(key: str, value: Value, indent: int) -> tuple[str, str]:
    """A value in block style: what stands on the key's line, and the lines below (each after a line feed).

    `indent` is the key's 0-based column.
    """
    if key == "codes" and isinstance(value, tuple) and value:
        space = " " * (indent + 2)
        return "", "".join(f"\n{space}- {word(code)}" for code in value)
    if isinstance(value, str) and (key == "quote" or (key in PROSE and "\n" in value)):
        return block(value, indent) or (quoted(value), "")
    return in_flow(key, value, nested=False), ""


def in_flow(key: str, value: Value, *, nested: bool = True, json: bool = False) -> str:
    """A value on one line; within brackets if `nested`; with every text in quotes if `json`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(item(key, each, json=json) for each in value) + "]"
    if isinstance(value, str):
        if json or key in ("quote", "before", "after"):
            return quoted(value)
        if key in FIGURES and _NUMBER_OR_DATE.fullmatch(value):
            return value
        return sentence(value, flow=nested) if key in PROSE else word(value)
    return "{" + ", ".join(_mark(name, each, json=json) for name, each in value.items()) + "}"


def _mark(name: str, value: str, *, json: bool) -> str:
    """One key of `read:`, whose version is a number and whose date needs no quotes in YAML."""
    if json:
        return f"{quoted(name)}: {value if value.isdecimal() else quoted(value)}"
    return f"{name}: {value if _NUMBER_OR_DATE.fullmatch(value) else quoted(value)}"


def item(key: str, value: str, *, json: bool = False) -> str:
    """One item of a list within brackets."""
    if json:
        return quoted(value)
    return sentence(value, flow=True) if key == "open" else word(value)


def member(key: str, value: Value, *, json: bool = False) -> str:
    """One key with its value within braces."""
    name = quoted(key) if json else key
    return f"{name}: {in_flow(key, value, json=json)}"


def member_in_block(key: str, value: Value, indent: int) -> str:
    """One key with its value in block style, without the key's own indentation and the last line feed."""
    head, body = in_block(key, value, indent)
    return f"{key}:{' ' if head else ''}{head}{body}"


def entry_in_block(entry: Fields, indent: int) -> str:
    """An entry of a list whose dashes stand at a 0-based column, without the first dash's indentation."""
    space = "\n" + " " * (indent + 2)
    return "- " + space.join(member_in_block(key, value, indent + 2) for key, value in entry.items())


def entry_in_flow(entry: Fields, *, json: bool = False) -> str:
    """An entry on one line."""
    return "{" + ", ".join(member(key, value, json=json) for key, value in entry.items()) + "}"
