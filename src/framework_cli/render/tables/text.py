"""Plain aligned text for pipes: one line a row, numbers to the right, two spaces between columns.

Line feeds within a cell are shown as ↵. A column is padded to at most 60 places, so that one long
quote does not push the others off the screen.
"""

import unicodedata
from collections.abc import Sequence

from framework_cli.model.table import Blank, Table
from framework_cli.render.tables.values import Value, numeric, seen, shown, written

WIDEST = 60


def text(table: Table) -> str:
    """A table as aligned lines: column names, rows, and what is to be said beneath."""
    rows = list(table.rows)
    lines = [list(table.columns), *([_line(_told(value)) for value in row] for row in rows)]
    right = [numeric(rows, place) for place in range(len(table.columns))]
    widths = [
        max((w for line in lines if (w := width(line[place])) <= WIDEST), default=0)
        for place in range(len(table.columns))
    ]
    body = "".join(_aligned(line, widths, right) + "\n" for line in lines)
    beneath = "".join(_line(said) + "\n" for said in (*table.notes, table.notice) if said)
    return body + ("\n" + beneath if beneath else "")


def _told(value: Value) -> str:
    return shown(value) if isinstance(value, Blank) and value.said else written(value)


def width(text: str) -> int:
    """How many places a text takes in a terminal's line: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_places, text))


def _places(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(text: str) -> str:
    return seen(text).replace("\n", "↵").replace("\t", " ")


def _aligned(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    placed = []
    for cell, wide, to_right in zip(cells, widths, right, strict=True):
        gap = " " * (wide - width(cell))
        placed.append(gap + cell if to_right else cell + gap)
    return "  ".join(placed).rstrip()
