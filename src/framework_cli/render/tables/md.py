"""GitHub's Markdown: one table, escaped so that a parser gives back every text as it was.

A line feed is `<br>`; a control character at the edge of a cell is made visible. The heading above
a group of columns (a theme) stands over its first column.
"""

import re
import unicodedata
from collections.abc import Sequence

from framework_cli.model.table import Table
from framework_cli.render.tables.values import Value, heads, numeric, row_label, runs, seen, shown

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$]")
_EDGES = re.compile(r"\A\s+|\s+\Z")


def md(table: Table) -> str:
    """A table as Markdown, with title, notice and notes around it."""
    rows = list(table.rows)
    dashes = ["---:" if numeric(rows, place) else "---" for place in range(len(table.columns))]
    lines = [_row(_headings(table)), _row(dashes), *(_row(_cells(table, row)) for row in rows)]
    before = [f"# {_flat(table.title)}"] if table.title else []
    before += [f"**{_flat(table.notice)}**"] if table.notice else []
    after = [_flat(note) for note in table.notes]
    return "\n\n".join([*before, "\n".join(lines), *after]) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, in one line of a table."""
    plain = _SPECIAL.sub(r"\\\g<0>", text)
    # Parsers strip white space around a cell, of every kind that Unicode has.
    plain = _EDGES.sub(lambda found: "".join(map(_entity, found[0])), plain)
    return plain.replace("\r", "&#13;").replace("\n", "<br>")


def _entity(space: str) -> str:
    if space in "\r\n":
        return space
    # Parsers refuse references to control characters, all but these two.
    return f"&#{ord(space)};" if space in "\t\f" or unicodedata.category(space) != "Cc" else seen(space)


def _flat(text: str) -> str:
    return escaped(" ".join(text.split()))


def _headings(table: Table) -> list[str]:
    words = [escaped(head) for head in heads(table)]
    place = 0
    for run in runs(table):
        if run.heading and escaped(run.heading) != words[place]:
            words[place] = f"**{escaped(run.heading)}**<br>{words[place]}"
        place += run.span
    return words


def _cells(table: Table, row: Sequence[Value]) -> list[str]:
    cells = [escaped(shown(value)) for value in row]
    label = row_label(table, row)
    return [f"{cells[0]}<br>{escaped(label)}", *cells[1:]] if label else cells


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
