"""JSON and JSON Lines: a row is an object with the names of the columns as keys.

A plain list of rows is an array of such objects. A matrix is an object:
`{"columns": [{"id": "stigma", "number": "1.2", "name": "Stigma", "theme": "community"}, …],
"rows": [{"case": "P01", "stigma": 2}, …]}`, with `title`, `notice` and `notes` before them where
there are any. In a transposed matrix it is the rows that carry number, name and theme after their
id. A key that is taken gets a number: the second `case` of a table is `case_2`, and then its column
says so (`"key": "case_2"`). JSON Lines hold the rows alone, one a line.
"""

import json as standard
from collections.abc import Iterable
from typing import Any

from framework_cli.model.table import Blank, Table
from framework_cli.render.tables.values import Value, keys, written

_dump = standard.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def json(table: Table) -> str:
    """A table as JSON, a line a row, so that two versions can be compared line by line."""
    rows = _lines(_rows(table))
    if table.about is None:
        return f"[{rows}]\n"
    said = {"title": table.title, "notice": table.notice, "notes": list(table.notes)}
    head = "".join(f"{_dump(key)}: {_dump(value)},\n" for key, value in said.items() if value)
    return f'{{\n{head}"columns": [{_lines(_columns(table))}],\n"rows": [{rows}]\n}}\n'


def jsonl(table: Table) -> str:
    """A table as JSON Lines: an object a line."""
    return "".join(_dump(row) + "\n" for row in _rows(table))


def _columns(table: Table) -> Iterable[dict[str, str]]:
    about = table.about or {}
    for name, key in list(zip(table.columns, keys(table), strict=True))[table.stub :]:
        yield {"id": name, **({"key": key} if key != name else {}), **about.get(name, {})}


def _rows(table: Table) -> Iterable[dict[str, Any]]:
    names = keys(table)
    for row in table.rows:
        values = map(_plain, row)
        told = dict(zip(names, values, strict=True))
        if table.row_about:
            facts = table.row_about.get(written(row[0]), {})
            told = {names[0]: told[names[0]], **{k: v for k, v in facts.items() if k not in told}, **told}
        yield told


def _plain(value: Value) -> Value:
    if isinstance(value, Blank):
        # A figure without a value, whose reason is said, is not a text; a cell without words is.
        return None if value.said else ""
    return int(value) if isinstance(value, bool) else value


def _lines(objects: Iterable[dict[str, Any]]) -> str:
    return ",".join("\n" + _dump(each) for each in objects) + "\n"
