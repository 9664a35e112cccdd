"""Patterns that every Python from 3.11.0 on reads alike."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import framework_cli

POSSESSIVE = {codes.POSSESSIVE_REPEAT, codes.ATOMIC_GROUP}
LOOK = {codes.ASSERT, codes.ASSERT_NOT}
REPEAT = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


def parts(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each operation of a parsed pattern, at any depth, with what it works on."""
    if isinstance(tree, parser.SubPattern):
        for operation, argument in tree.data:
            yield operation, argument
            yield from parts(argument)
    elif isinstance(tree, tuple | list):
        for each in tree:
            yield from parts(each)


def wrong_in_old_pythons(pattern: str, flags: int) -> bool:
    """Whether it repeats within a look ahead within a possessive group: wrong up to Python 3.11.4."""
    return any(
        any(low in REPEAT for look, seen in parts(body) if look in LOOK for low, _ in parts(seen))
        for operation, body in parts(parser.parse(pattern, flags))
        if operation in POSSESSIVE
    )


def test_the_search_sees_a_pattern_that_old_pythons_get_wrong() -> None:
    assert wrong_in_old_pythons(r"((?:[^{]|\{(?![^}]*\}$))*+)(\{.*\})?$", re.MULTILINE)
    assert not wrong_in_old_pythons(r"((?:[^{]|\{(?!\{))*+)(\{.*\})?$", re.MULTILINE)


def test_no_pattern_is_read_otherwise_by_an_old_python() -> None:
    patterns: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(framework_cli.__path__, "framework_cli."):
        if module.name != "framework_cli.__main__":
            named = vars(importlib.import_module(module.name))
            patterns |= {f"{module.name}.{n}": p for n, p in named.items() if isinstance(p, re.Pattern)}
    assert len(patterns) > 30
    assert [n for n, p in patterns.items() if wrong_in_old_pythons(p.pattern, p.flags)] == []
