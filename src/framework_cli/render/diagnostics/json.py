"""Findings for scripts: a list of objects, in the order of places.

Each has `rule`, `title`, `severity`, `message`, `hint`, `path` (relative to the study, with `/`), `line`,
`column` (1-based, in code points), `end_line`, `end_column` (exclusive; null for a point) and `related`,
a list of objects with `path` … `end_column` and `message`. With `--show-text` there is `words` as well.
"""

import json
from collections.abc import Iterable
from typing import Any

from framework_cli.model.diagnostic import Diagnostic, Where
from framework_cli.render.diagnostics.place import location


def render(found: Iterable[Diagnostic], *, show_text: bool = False) -> str:
    """The list as JSON, one object after the other, indented by two."""
    return json.dumps([_object(d, show_text) for d in found], ensure_ascii=False, indent=2) + "\n"


def _object(diagnostic: Diagnostic, show_text: bool) -> dict[str, Any]:
    words = {"words": diagnostic.words} if show_text else {}
    return {
        "rule": diagnostic.rule.id,
        "title": diagnostic.rule.title,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        **_place(diagnostic.primary),
        "related": [{**_place(related.where), "message": related.message} for related in diagnostic.related],
        **words,
    }


def _place(where: Where) -> dict[str, Any]:
    place = location(where)
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
