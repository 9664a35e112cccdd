"""The hidden sheet of an exported workbook: which cell is which, and what it said when it was made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from framework_cli.chart import roundtrip
from framework_cli.chart.roundtrip import Held, Kept
from framework_cli.exchange.escapes import undone
from framework_cli.exchange.sheet import text_of
from framework_cli.model.cell import CellKey
from framework_cli.read import composed

_DIGITS = 6  # of a number of parts; a summary in a million parts is nobody's


@dataclass(slots=True)
class Marker:
    """What it says; `sheet` is what it is called now."""

    sheet: str
    title: str = ""
    version: str = ""
    sheets: set[str] = field(default_factory=set)
    columns: list[Held] = field(default_factory=list)
    kept: dict[CellKey, Kept] = field(default_factory=dict)

    @property
    def codes(self) -> set[str]:
        """The ids of the columns that hold summaries."""
        return {held.id for held in self.columns if ":" not in held.id}


def marker(book: Any) -> Marker | None:
    """The marker of a workbook, wherever it went and whatever it is called; None where there is none."""
    pages = sorted(book.worksheets, key=lambda page: page.title != roundtrip.SHEET)
    page = next((page for page in pages if _begins(page)), None)
    if page is None:
        return None
    found = Marker(page.title)
    for row in rows_of(page):
        match [*map(words_of, row), "", "", "", "", "", ""]:
            case ["study", title, *_]:
                found.title = title
            case ["codebook", version, *_]:
                found.version = version
            case ["sheet", name, *_]:
                found.sheets.add(name)
            case ["column", sheet, heading, id, *_]:
                found.columns.append(Held(sheet, heading, id))
            case ["cell", case, wave, code, state, parts, digest, *_] if (
                parts.isdecimal() and len(parts) <= _DIGITS
            ):
                key = CellKey(composed(case), composed(wave), code)
                found.kept[key] = Kept(key, state, int(parts), digest)
    return found


def _begins(page: Any) -> bool:
    first = next(rows_of(page), ())
    return bool(first) and words_of(first[0]) == roundtrip.FORMAT


def rows_of(page: Any) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, from the first."""
    page.reset_dimensions()  # some writers declare a size that is too small
    yield from page.iter_rows()


def words_of(cell: Any) -> str:
    """A cell's text as it was written; of what is no text what a person sees."""
    return undone(cell.value) if isinstance(cell.value, str) else text_of(cell)
