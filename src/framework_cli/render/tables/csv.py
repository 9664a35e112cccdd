"""Comma-separated values after RFC 4180, with LF between the rows and every text verbatim.

A text that starts with `=` stays as it is: this file is for programs. For spreadsheets there is
xlsx, where such a text is never a formula.
"""

import csv as standard
import io

from framework_cli.model.table import Table
from framework_cli.render.tables.values import written


def csv(table: Table) -> str:
    """A table as CSV: column names, then the rows."""
    stream = io.StringIO(newline="")
    plain = standard.writer(stream, lineterminator="\n")
    quoted = standard.writer(stream, lineterminator="\n", quoting=standard.QUOTE_ALL)
    for row in (table.columns, *table.rows):
        fields = [written(value) for value in row]
        # Python before 3.13 leaves a lone carriage return bare, and readers take it for a line end.
        (quoted if any("\r" in field for field in fields) else plain).writerow(fields)
    return stream.getvalue()
