"""One sheet of a workbook of charts that people worked in: read by its headings, wherever things went."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from framework_cli.chart import roundtrip
from framework_cli.exchange.marker import Marker, rows_of, words_of
from framework_cli.exchange.note import Note, warned
from framework_cli.model.cell import CellKey
from framework_cli.read import composed

_LINES = 40  # rows among which the headings are looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one cell of a sheet: the text, which part of a summary it is, where, and what is odd."""

    text: str
    part: int
    place: str
    odd: str = ""


class ChartSheet:
    """Where a sheet's headings are, and the texts beneath them; `unread` where words were not read."""

    def __init__(self, marker: Marker, page: Any, formulas: Any) -> None:
        self.marker, self.title, self.notes = marker, page.title, list[Note]()
        self.unread = False
        rows = list(rows_of(page))
        self.rows = [[words_of(cell) for cell in row] for row in rows]
        self.odd = dict(_odd(rows)) | {
            place: "a formula" for place, cell in _cells(rows_of(formulas)) if cell.data_type == "f"
        }
        self.columns: dict[int, str] = {}
        self.first = 0
        self._find()

    def _find(self) -> None:
        """Find the columns: by the row of ids, else by the words above them."""
        ids = {held.id for held in self.marker.columns}
        heads = {held.heading: held.id for held in self.marker.columns}
        heads |= {held.heading: held.id for held in self.marker.columns if held.sheet == self.title}
        for names in ({id: id for id in ids}, heads):
            for number, row in enumerate(self.rows[:_LINES]):
                columns = {place: names[each] for place, each in enumerate(row) if each in names}
                if roundtrip.CASE in columns.values() and len(columns) > 1:
                    self.columns, self.first = columns, number + 1
                    if names is heads:
                        self._strangers(row)
                    return

    def pieces(self) -> Iterator[tuple[CellKey, Piece]]:
        """The texts in the columns of subthemes, by cell; what has no case is noted."""
        places = {id: place for place, id in reversed(self.columns.items())}
        cells = [(place, id) for place, id in self.columns.items() if id in self.marker.codes]
        adrift: list[int] = []
        for number, row in enumerate(self.rows[self.first :], self.first + 1):
            case = composed(_at(row, places[roundtrip.CASE]).strip())
            texts = [(place, id, _at(row, place)) for place, id in cells]
            if self._is_head(number, case, [text for *_, text in texts]):
                self._strangers(row)
                continue
            if not case:
                adrift += [number] if any(text.strip() for *_, text in texts) else []
                continue
            wave = composed(_at(row, places.get(roundtrip.WAVE)).strip())
            part = _at(row, places.get(roundtrip.PART)).strip()
            which = int(part) if part.isdecimal() and len(part) < 7 else 1
            for place, id, text in texts:
                where = _place(self.title, number, place)
                yield CellKey(case, wave, id), Piece(text, which, where, self.odd.get((number, place), ""))
        if adrift:
            self._adrift(adrift)

    def _is_head(self, number: int, case: str, texts: Sequence[str]) -> bool:
        """Whether a row is that of the headings: the first, or a copy further down."""
        heads = {held.heading for held in self.marker.columns}
        cases = {held.heading for held in self.marker.columns if held.id == roundtrip.CASE}
        first = number == self.first + 1 and all(text in heads or not text for text in texts)
        return case in cases and (first or all(text in heads for text in texts))

    def _adrift(self, numbers: Sequence[int]) -> None:
        listed = ", ".join(map(str, numbers[:9])) + (" …" if len(numbers) > 9 else "")
        what = f"sheet “{self.title}” has words in rows that name no case ({listed}): they were not read"
        mend = "write the case in the first column, and take merged cells apart"
        self.notes.append(warned(what, mend))
        self.unread = True

    def _strangers(self, heads: Sequence[str]) -> None:
        """Note columns that people added; where one of the export's is missing it may be that, renamed."""
        added = [" ".join(words.split())[:60] for place, words in enumerate(heads)
                 if words.strip() and place not in self.columns]  # fmt: skip
        missing = self._missing() if added else []
        for told in added:
            what = f"column “{told}” of sheet “{self.title}” is none of the export's"
            if missing:
                named = " or ".join(f"“{each}”" for each in missing)
                self.notes.append(warned(f"{what}, and was not read", f"is it {named}? then call it so"))
                self.unread = True
            else:
                self.notes.append(Note(f"{what}: it stays there"))

    def _missing(self) -> list[str]:
        """The headings of this sheet's columns that are not in it."""
        held = set(self.columns.values())
        homes = Counter(each.sheet for each in self.marker.columns if each.id in held & self.marker.codes)
        home = homes.most_common(1)[0][0] if homes else self.title
        columns = (each for each in self.marker.columns if each.sheet == home)
        return [each.heading for each in columns if each.id in self.marker.codes - held]


def _cells(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[tuple[int, int], Any]]:
    """Every cell with its row (from 1) and place (from 0)."""
    for number, row in enumerate(rows, 1):
        yield from (((number, place), cell) for place, cell in enumerate(row))


def _odd(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[tuple[int, int], str]]:
    """What a spreadsheet program made of words that somebody typed: 3/4 becomes the third of April."""
    for place, cell in _cells(rows):
        if cell.data_type == "e":
            yield place, "an error"
        elif isinstance(cell.value, bool):
            yield place, "a truth value"
        elif isinstance(cell.value, int | float):
            yield place, "a number"
        elif isinstance(cell.value, date | time | timedelta):
            yield place, "a date or time"


def _place(title: str, row: int, place: int) -> str:
    """A cell as spreadsheet programs call it: 'Sheet'!F5."""
    from openpyxl.utils import get_column_letter

    sheet = title.replace("'", "''")
    return f"'{sheet}'!{get_column_letter(place + 1)}{row}"


def _at(row: Sequence[str], place: int | None) -> str:
    return "" if place is None or place >= len(row) else row[place]
