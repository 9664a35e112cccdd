"""A workbook of charts that people worked in, as cells: read by its hidden sheet, wherever things went."""

import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framework_cli.chart import roundtrip
from framework_cli.chart.roundtrip import Kept
from framework_cli.exchange.chartsheet import ChartSheet, Piece
from framework_cli.exchange.escapes import guarded
from framework_cli.exchange.files import read_bytes
from framework_cli.exchange.marker import marker, rows_of, words_of
from framework_cli.exchange.note import Note, refused, warned
from framework_cli.exchange.package import PackageError, check_xml, member, not_read, open_package
from framework_cli.exchange.sheet import DAMAGE
from framework_cli.model.cell import CellKey
from framework_cli.model.words import number_of

_COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
_NVIVO = re.compile(r"(?:[A-Z]+|\d+) : ")  # `A : Interview 1` above a column, `1 : Code` before a row
_OURS = "export a workbook with `framework chart -o FILE.xlsx` and write in that"


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a workbook says: of which study it is, what it was made from, and what stands in it now.

    `unread` says that people's words stand in it which could not be read, as the notes tell.
    """

    title: str
    version: str
    kept: Mapping[CellKey, Kept]
    pieces: Mapping[CellKey, Sequence[Piece]]
    notes: Sequence[Note] = ()
    unread: bool = False


def read_workbook(file: Path) -> tuple[Workbook | None, list[Note]]:
    """Read somebody's file; None, and why, where it is no workbook that `framework chart` made."""
    suffix = file.suffix.lower()
    if suffix not in (".xlsx", ".xlsm"):
        told = f"files ending in {suffix} are" if suffix else "a file without a suffix is"
        return None, [refused(f"{told} not read back", "save the workbook as .xlsx")]
    data, notes = read_bytes(file)
    return (None, notes) if data is None else parse_workbook(data)


def parse_workbook(data: bytes) -> tuple[Workbook | None, list[Note]]:
    """Read a workbook's bytes."""
    comments = 0
    try:
        package = open_package(data)
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                part = member(package, name)
                check_xml(part)
                if name.startswith("xl/comments"):
                    comments += len(_COMMENT.findall(part))
    except PackageError as bad:
        return None, [not_read(bad)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of extensions that hold no values
        try:
            return _read(guarded(data), comments)
        except DAMAGE as bad:
            told = f"the workbook cannot be read ({type(bad).__name__})"
            return None, [refused(told, "open it in a spreadsheet program and save it anew")]


def _read(data: bytes, comments: int) -> tuple[Workbook | None, list[Note]]:
    from openpyxl import load_workbook

    values, formulas = (
        load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (True, False)
    )
    known = marker(values)
    if known is None:
        return None, [_stranger(values)]
    notes: list[Note] = []
    found: dict[CellKey, list[Piece]] = {}
    unread = False
    for page in values.worksheets:
        if page.title == known.sheet:
            continue
        read = ChartSheet(known, page, formulas[page.title])
        if read.columns:
            for key, piece in read.pieces():
                found.setdefault(key, []).append(piece)
            notes += read.notes
            unread |= read.unread
        elif page.title not in known.sheets:
            notes.append(Note(f"sheet “{page.title}” is none of the export's: it stays in the workbook"))
        elif page.title not in (roundtrip.CONTENTS, roundtrip.CODEBOOK):
            lost = f"sheet “{page.title}” has lost its headings: nothing of it was read"
            notes.append(warned(lost, "put them back above the columns"))
            unread = True
    if comments:
        notes.append(Note(f"{number_of(comments, 'comment')} on cells: they stay in the workbook"))
    return Workbook(known.title, known.version, known.kept, found, notes, unread), []


def _stranger(book: Any) -> Note:
    """Why a workbook without the hidden sheet is not read, and what it seems to be."""
    for page in book.worksheets:
        rows = [[words_of(cell) for cell in row] for _, row in zip(range(3), rows_of(page), strict=False)]
        if len(rows) > 1 and _NVIVO.match("".join(rows[0])) and rows[1] and _NVIVO.match(rows[1][0]):
            return refused(
                "this is a matrix that NVivo made: it holds numbers of coded passages, and no summaries",
                "coded passages come in with `framework import segments`",
            )
    return refused(
        f"there is no sheet “{roundtrip.SHEET}” of an export in this workbook",
        f"{_OURS}; for other tables see `framework import --help`",
    )


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
            both = "\n\nor\n\n".join(each.text or "(empty)" for each in (there, piece))
            return both, f"it stands twice, with different words: {there.place} and {piece.place}"
        if odd := there.odd or piece.odd:
            return there.text, f"a spreadsheet program takes it for {odd}: type an apostrophe before it"
    made = kept.parts if kept else 1
    text = ""
    for number in sorted(parts):
        text += ("\n" if number > made and text else "") + parts[number].text
    missing = next((number for number in range(1, made + 1) if number not in parts), 0)
    if missing and parts:
        return text, f"part {missing} of {made} is empty or gone"
    return text, ""
