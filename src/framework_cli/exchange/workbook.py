"""A workbook of charts that people worked in, as cells: read by its hidden sheet, wherever things went."""

import io
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framework_cli.chart import roundtrip
from framework_cli.chart.roundtrip import Held, Kept
from framework_cli.exchange.files import read_bytes
from framework_cli.exchange.note import Note, refused, warned
from framework_cli.exchange.package import PackageError, check_xml, member, not_read, open_package
from framework_cli.exchange.sheet import DAMAGE, text_of
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


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a workbook says: of which study it is, what it was made from, and what stands in it now."""

    title: str
    version: str
    kept: Mapping[CellKey, Kept]
    pieces: Mapping[CellKey, Sequence[Piece]]
    notes: Sequence[Note] = ()


@dataclass(slots=True)
class _Marker:
    title: str = ""
    version: str = ""
    sheets: set[str] = field(default_factory=set)
    columns: list[Held] = field(default_factory=list)
    kept: dict[CellKey, Kept] = field(default_factory=dict)


def read_workbook(file: Path) -> tuple[Workbook | None, list[Note]]:
    """Read somebody's file; None, and why, where it is no workbook that `framework chart` made."""
    if file.suffix.lower() not in (".xlsx", ".xlsm"):
        return None, [refused("only workbooks ending in .xlsx are read back", "save it as .xlsx")]
    data, notes = read_bytes(file)
    return (None, notes) if data is None else parse_workbook(data)


def parse_workbook(data: bytes) -> tuple[Workbook | None, list[Note]]:
    """Read a workbook's bytes."""
    try:
        package = open_package(data)
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                check_xml(member(package, name))
    except PackageError as bad:
        return None, [not_read(bad)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of extensions that hold no values
        try:
            return _read(data)
        except DAMAGE as bad:
            return None, [refused(f"the workbook cannot be read ({type(bad).__name__})")]


def _read(data: bytes) -> tuple[Workbook | None, list[Note]]:
    from openpyxl import load_workbook

    values, formulas = (
        load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (True, False)
    )
    marker = _marker(values)
    if marker is None:
        hint = "export one with `framework chart -o FILE.xlsx` and write in that"
        return None, [refused(f"there is no sheet “{roundtrip.SHEET}” of an export in this workbook", hint)]
    notes: list[Note] = []
    found: dict[CellKey, list[Piece]] = {}
    for page in values.worksheets:
        if page.title == roundtrip.SHEET:
            continue
        read = _Page(marker, page, formulas[page.title])
        if read.columns:
            for key, piece in read.pieces():
                found.setdefault(key, []).append(piece)
            notes += read.notes
        elif page.title not in marker.sheets:
            notes.append(Note(f"sheet “{page.title}” is none of the export's: it stays in the workbook"))
        elif page.title not in (roundtrip.CONTENTS, roundtrip.CODEBOOK):
            notes.append(
                warned(f"sheet “{page.title}” has lost its headings: nothing of it was read", "put them back")
            )
    return Workbook(marker.title, marker.version, marker.kept, found, notes), []


def _marker(book: Any) -> _Marker | None:
    """What the hidden sheet says; None where there is none."""
    if roundtrip.SHEET not in book.sheetnames:
        return None
    found = _Marker()
    rows = [[_text(cell) for cell in row] for row in _rows(book[roundtrip.SHEET])]
    if not rows or not rows[0] or rows[0][0] != roundtrip.FORMAT:
        return None
    for row in rows:
        match [*row, "", "", "", "", "", ""]:
            case ["study", title, *_]:
                found.title = title
            case ["codebook", version, *_]:
                found.version = version
            case ["sheet", name, *_]:
                found.sheets.add(name)
            case ["column", sheet, heading, id, *_]:
                found.columns.append(Held(sheet, heading, id))
            case ["cell", case, wave, code, state, parts, digest, *_] if parts.isdecimal():
                key = CellKey(composed(case), composed(wave), code)
                found.kept[key] = Kept(key, state, int(parts), digest)
    return found


class _Page:
    """One sheet: where its headings are, and the texts beneath them."""

    def __init__(self, marker: _Marker, page: Any, formulas: Any) -> None:
        self.marker, self.title, self.notes = marker, page.title, list[Note]()
        rows = list(_rows(page))
        self.rows = [[_text(cell) for cell in row] for row in rows]
        self.formulas = set(_typed(_rows(formulas), "f"))
        self.errors = set(_typed(rows, "e"))
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
                    return

    def pieces(self) -> Iterator[tuple[CellKey, Piece]]:
        """The texts in the columns of subthemes, by cell; what has no case is noted."""
        places = {id: place for place, id in reversed(self.columns.items())}
        cells = [(place, id) for place, id in self.columns.items() if id in self._codes()]
        heads = {held.heading for held in self.marker.columns}
        case_heads = {held.heading for held in self.marker.columns if held.id == roundtrip.CASE}
        adrift: list[int] = []
        for number, row in enumerate(self.rows[self.first :], self.first + 1):
            case = composed(_at(row, places[roundtrip.CASE]).strip())
            texts = [(place, id, _at(row, place)) for place, id in cells]
            is_head = number == self.first + 1 and all(t in heads or not t for *_, t in texts)
            if case in case_heads and (is_head or all(t in heads for *_, t in texts)):
                self._extra(row)
                continue
            if not case:
                adrift += [number] if any(text.strip() for *_, text in texts) else []
                continue
            wave = composed(_at(row, places.get(roundtrip.WAVE)).strip())
            part = _at(row, places.get(roundtrip.PART)).strip()
            for place, id, text in texts:
                where = f"sheet “{self.title}”, row {number}"
                piece = Piece(text, int(part) if part.isdecimal() else 1, where, self._odd(number, place))
                yield CellKey(case, wave, id), piece
        if adrift:
            listed = ", ".join(map(str, adrift[:9]))
            what = f"sheet “{self.title}” has words in rows that name no case ({listed}): they were not read"
            self.notes.append(warned(what, "write the case in the first column"))

    def _codes(self) -> set[str]:
        return {held.id for held in self.marker.columns if ":" not in held.id}

    def _odd(self, row: int, place: int) -> str:
        if (row, place) in self.formulas:
            return "formula"
        return "error" if (row, place) in self.errors else ""

    def _extra(self, row: Sequence[str]) -> None:
        """Note columns that people added."""
        for place, words in enumerate(row):
            if words.strip() and place not in self.columns:
                told = " ".join(words.split())[:60]
                self.notes.append(
                    Note(f"column “{told}” of sheet “{self.title}” is none of the export's: it stays there")
                )


def _text(cell: Any) -> str:
    """A cell's text; words as they are, since openpyxl has undone what it could of their escapes."""
    return cell.value if isinstance(cell.value, str) else text_of(cell)


def _rows(page: Any) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, from the first."""
    page.reset_dimensions()  # some writers declare a size that is too small
    yield from page.iter_rows()


def _typed(rows: Iterable[Sequence[Any]], kind: str) -> Iterator[tuple[int, int]]:
    """Row (from 1) and place (from 0) of the cells that hold a formula (`f`) or an error (`e`)."""
    for number, row in enumerate(rows, 1):
        yield from ((number, place) for place, cell in enumerate(row) if cell.data_type == kind)


def _at(row: Sequence[str], place: int | None) -> str:
    return "" if place is None or place >= len(row) else row[place]


def joined(kept: Kept | None, pieces: Iterable[Piece]) -> tuple[str, str]:
    """The whole text of a cell from its pieces, and what stands against taking it as that (else empty).

    A row that stands twice with the same words is one. Parts that the export made are put together again;
    what was written in a row beneath goes on a line of its own.
    """
    parts: dict[int, Piece] = {}
    for piece in pieces:
        if piece.part > 1 and not piece.text:
            continue
        there = parts.setdefault(piece.part, piece)
        if roundtrip.normal(there.text) != roundtrip.normal(piece.text):
            return "", f"it stands twice, with different words: {there.place}, and {piece.place}"
        if there.odd or piece.odd:
            what = "a formula" if "formula" in (there.odd, piece.odd) else "an error"
            return there.text, f"{there.place} holds {what}: type an apostrophe before it"
    made = kept.parts if kept else 1
    numbers = sorted(parts)
    text = ""
    for number in numbers:
        text += ("\n" if number > made and text else "") + parts[number].text
    missing = [number for number in range(1, made + 1) if number not in parts]
    if missing and numbers:
        return text, f"part {missing[0]} of {made} is empty or gone"
    return text, ""
