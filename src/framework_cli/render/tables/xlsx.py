"""A spreadsheet: headings that stay in view, wrapped text, every text a text and never a formula.

The first row holds title and notice where there are any; then come the headings above groups of
columns (themes), the words over each column, and, where those are not the columns' names, the
names. Excel holds 32,767 UTF-16 units in a cell: a longer text goes on in the row beneath, which
has 1 in a last column called `continues`.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

import xlsxwriter

from framework_cli.model.table import Blank, Table
from framework_cli.model.words import number_of
from framework_cli.render.tables import UnfitTableError
from framework_cli.render.tables.values import Run, Value, heads, row_label, runs, shown, written

CELL_UNITS, ROWS, COLUMNS = 32_767, 1_048_576, 16_384
CREATED = datetime(2000, 1, 1)  # a fixed day, so that the same table gives the same bytes
CONTINUES = "continues"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NARROWEST, _WIDEST, _NUMBER = 9, 48, 11


def workbook(table: Table, say: Callable[[str], None] | None = None) -> bytes:
    """A table as the bytes of an XLSX file. Raises UnfitTableError where a sheet is too small for it."""
    rows = [fitting for row in table.rows for fitting in _fitting(row, max(table.stub, 1))]
    split = sum(1 for _, continues in rows if continues)
    columns = len(table.columns) + bool(split)
    if len(rows) > ROWS - 4 or columns > COLUMNS:
        raise UnfitTableError(
            f"a spreadsheet holds {ROWS:,} rows and {COLUMNS:,} columns and this table has "
            f"{len(rows):,} and {columns:,}: use csv"
        )
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({"created": CREATED, "title": table.title, "comments": table.notice})
    sheet = _Sheet(book, table, bool(split))
    for row, continues in rows:
        sheet.add(row, continues)
    sheet.close(
        [len(written(max(column, key=_length))) for column in zip(*(r for r, _ in rows), strict=True)]
    )
    book.close()
    if split and say is not None:
        say(
            f"texts longer than the {CELL_UNITS:,} characters that a spreadsheet's cell holds go on in "
            f"{number_of(split, 'row')} beneath, marked 1 in the last column, “{CONTINUES}”"
        )
    return stream.getvalue()


def pieces(text: str) -> list[str]:
    """A text cut, at a space where there is one, into parts that a cell holds; joined they are the text."""
    found = []
    while len(text) * 2 > CELL_UNITS and len(text.encode("utf-16-le")) // 2 > CELL_UNITS:
        cut = len(text.encode("utf-16-le")[: CELL_UNITS * 2].decode("utf-16-le", errors="ignore"))
        cut = text.rfind(" ", cut - 1000, cut) + 1 or cut
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _fitting(row: Sequence[Value], stub: int) -> Iterator[tuple[Sequence[Value], bool]]:
    """A row, and the rows that its long texts go on in; those repeat what names the row."""
    if not any(isinstance(value, str) and len(value) * 2 > CELL_UNITS for value in row):
        yield row, False
        return
    cut: list[list[Value]] = [[*pieces(value)] if isinstance(value, str) else [value] for value in row]
    for number, parts in enumerate(zip_longest(*cut)):
        named = [cut[place][0] if part is None and place < stub else part for place, part in enumerate(parts)]
        yield named, number > 0


def _length(value: Value) -> int:
    return len(written(value))


class _Sheet:
    """One sheet while it is being written, from the headings down."""

    def __init__(self, book: Any, table: Table, continues: bool) -> None:
        self.table, self.continues, self.line = table, continues, 0
        self.sheet = book.add_worksheet("Table")
        wrap = {"text_wrap": True, "valign": "top"}
        self.body = book.add_format(wrap)
        self.head = book.add_format({**wrap, "bold": True, "bottom": 1})
        self.above = book.add_format({**wrap, "bold": True, "bg_color": "#E8E8E8", "left": 1, "right": 1})
        self.name = book.add_format({**wrap, "italic": True, "font_color": "#666666"})
        self.title = book.add_format({"bold": True})
        self._headings()

    def _headings(self) -> None:
        told = " – ".join(filter(None, (self.table.title, self.table.notice)))
        if told:
            self._write(0, told, self.title)
            self.line += 1
        above = runs(self.table)
        if above:
            self._groups(above)
            self.line += 1
        words, names = heads(self.table), list(self.table.columns)
        extra = [CONTINUES] if self.continues else []
        self._cells([*words, *extra], self.head)
        if words != names:
            self._cells(names, self.name)
        self.sheet.freeze_panes(self.line, self.table.stub)
        self.sheet.repeat_rows(0, self.line - 1)
        self.sheet.set_landscape()

    def _groups(self, above: list[Run]) -> None:
        place = 0
        for heading, span in above:
            if heading and span > 1:
                self.sheet.merge_range(self.line, place, self.line, place + span - 1, heading, self.above)
            elif heading:
                self._write(place, heading, self.above)
            place += span

    def add(self, row: Sequence[Value], continues: bool) -> None:
        """Write one row beneath the last."""
        label = row_label(self.table, row)
        first = f"{written(row[0])}\n{label}" if label else row[0] if row else None
        self._cells([first, *row[1:], *([1] if continues else [])], self.body)

    def _cells(self, values: Sequence[Value], look: Any) -> None:
        for place, value in enumerate(values):
            self._write(place, value, look)
        self.line += 1

    def _write(self, place: int, value: Value, look: Any) -> None:
        if isinstance(value, Blank):
            value = shown(value)
        if value is None or value == "":
            return
        if isinstance(value, str):
            self.sheet.write_string(self.line, place, value, look)
        else:
            self.sheet.write_number(self.line, place, value, look)

    def close(self, longest: Sequence[int]) -> None:
        """Set the widths of the columns, say what stands beneath."""
        for place, length in enumerate(longest):
            self.sheet.set_column(place, place, min(max(length + 2, _NARROWEST), _WIDEST))
        for note in self.table.notes:
            self.line += 1
            self._write(0, note, self.title)
