"""Comma-separated values after RFC 4180, with LF between the rows and every text verbatim.

A text that starts with `=` stays as it is: this file is for programs. For spreadsheets there is
xlsx, where such a text is never a formula.
"""

import csv as standard
import io
from itertools import chain
from typing import Any

from framework_cli.model.table import Table
from framework_cli.render.tables.values import written

_AS_THEY_ARE = {str, int, type(None)}  # what the standard library's writer writes as `written` would


def csv(table: Table) -> str:
    """A table as CSV: column names, then the rows."""
    rows: list[Any] = [table.columns, *table.rows]
    if set(map(type, chain.from_iterable(rows))) <= _AS_THEY_ARE:
        text = _text(rows)
        if "\r" not in text:
            return text
    return "".join(map(_careful, rows))


def _careful(row: Any) -> str:
    fields = [str(value) if type(value) is float else written(value) for value in row]
    # Python before 3.13 leaves a lone carriage return bare, and readers take it for a line end.
    bare = any("\r" in field for field in fields)
    return _text([fields], quoting=standard.QUOTE_ALL if bare else standard.QUOTE_MINIMAL)


def _text(rows: list[Any], **options: Any) -> str:
    stream = io.StringIO(newline="")
    standard.writer(stream, lineterminator="\n", **options).writerows(rows)
    return stream.getvalue()
