"""A spreadsheet or CSV file as rows of text: `007` stays `007`, `NA` stays `NA`, a date is an ISO date."""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

from framework_cli.exchange.encoding import decode
from framework_cli.exchange.files import read_bytes
from framework_cli.exchange.note import Note, refused, warned
from framework_cli.exchange.package import PackageError, check_xml, member, not_read, open_package
from framework_cli.model.words import number_of

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile(r"0+")
# What openpyxl lets through of a workbook that is damaged in one of many ways.
DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, TypeError, ValueError),
    *(ElementTree.ParseError, zipfile.BadZipFile, zlib.error),
)
_FIELD_LIMIT = 16 * 1024 * 1024  # the csv module's own limit is 128 kB


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is 1-based with the header as row 1, as a spreadsheet shows it."""

    number: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Column names and rows, each row as long as the header."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(
    file: Path, *, encoding: str | None = None, sheet: str | None = None
) -> tuple[Sheet | None, list[Note]]:
    """Read a table from somebody's file; what stands in the way is in the notes."""
    data, notes = read_bytes(file)
    if data is None:
        return None, notes
    table, more = parse_sheet(file.name, data, encoding=encoding, sheet=sheet)
    return table, notes + more


def parse_sheet(
    name: str, data: bytes, *, encoding: str | None = None, sheet: str | None = None
) -> tuple[Sheet | None, list[Note]]:
    """Read a table by the suffix of its file's name: .xlsx, .xlsm, .csv, .tsv or .txt."""
    suffix = Path(name).suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        return parse_xlsx(data, sheet)
    if suffix in (".xls", ".ods"):
        return None, [refused(f"files ending in {suffix} are not read", "save the table as .xlsx or .csv")]
    text, notes = decode(data, encoding)
    if text is None:
        return None, notes
    read, more = parse_csv(text, "\t" if suffix == ".tsv" else None)
    return read, notes + more


def parse_csv(text: str, delimiter: str | None = None) -> tuple[Sheet | None, list[Note]]:
    """Read delimited text; the delimiter is the one that parts the header into most columns."""
    lead = re.match(r"sep=(.)\n", text)
    if lead:
        text, delimiter = text[lead.end() :], lead[1]
    before = csv.field_size_limit(_FIELD_LIMIT)
    try:
        return _sheet(_records(text, delimiter or _delimiter(text)))
    except csv.Error as bad:
        return None, [refused(f"the table cannot be read: {bad}", "is a quotation mark left open?")]
    finally:
        csv.field_size_limit(before)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """The likeliest of comma, semicolon and tab, by the header."""

    def parts(delimiter: str) -> int:
        try:
            return len(next(_records(text, delimiter), []))
        except csv.Error:
            return 0

    return max(",;\t", key=parts)


def parse_xlsx(data: bytes, sheet: str | None = None) -> tuple[Sheet | None, list[Note]]:
    """Read one sheet of a workbook: the one named, else the first."""
    formulas = False
    try:
        package = open_package(data)
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                part = member(package, name)
                check_xml(part)
                formulas = formulas or (name.startswith("xl/worksheets/") and b"<f" in part)
    except PackageError as bad:
        return None, [not_read(bad)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of extensions that hold no values
        return _workbook(data, sheet, formulas)


def _workbook(data: bytes, wanted: str | None, formulas: bool) -> tuple[Sheet | None, list[Note]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        names = book.sheetnames
        if wanted is not None and wanted not in names:
            return None, [refused(f"there is no sheet “{wanted}”", f"the sheets are: {', '.join(names)}")]
        if not names:
            return None, [refused("the workbook has no sheet")]
        page = book[wanted or names[0]]
        page.reset_dimensions()  # some writers declare a size that is too small
        read, notes = _sheet([text_of(cell) for cell in row] for row in page.iter_rows())
        blank = _unworked(data, page.title) if formulas else 0
    except (InvalidFileException, *DAMAGE) as bad:
        return None, [refused(f"the workbook cannot be read ({type(bad).__name__})", "save it as .csv")]
    if blank:
        what = f"{number_of(blank, 'formula')} without a value read as empty"
        notes.append(warned(what, "open and save the workbook in a spreadsheet program first"))
    if len(names) > 1 and wanted is None:
        notes.insert(0, warned(f"read from the first of {len(names)} sheets, “{names[0]}”", "--sheet NAME"))
    return read, notes


def _unworked(data: bytes, title: str) -> int:
    """How many formulas have no value stored with them: no spreadsheet program has worked them out."""
    from openpyxl import load_workbook

    stored, written = (
        load_workbook(io.BytesIO(data), read_only=True, data_only=only)[title] for only in (True, False)
    )
    return sum(
        value is None and isinstance(formula, str) and formula.startswith("=")
        for values, formulas in zip(stored.values, written.values, strict=False)
        for value, formula in zip(values, formulas, strict=False)
    )


def text_of(cell: object) -> str:
    """A cell's value as a person sees it, without the spreadsheet's number games."""
    value = getattr(cell, "value", None)
    match value:
        case None:
            return ""
        case str():
            return _ESCAPE.sub(_unescape, value).replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, str(getattr(cell, "number_format", "") or ""))
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value)


def _number(value: float, shape: str) -> str:
    """A number as text: whole where it is whole, with leading zeros where its format asks for them."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.15g}"
    whole = str(int(value))
    return whole.zfill(len(shape)) if _ZEROS.fullmatch(shape) else whole


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _sheet(records: Iterable[Sequence[str]]) -> tuple[Sheet | None, list[Note]]:
    """The first record that holds anything is the header; records without any value are left out."""
    header: tuple[str, ...] | None = None
    rows: list[Row] = []
    wide: list[str] = []
    for number, record in enumerate(records, 1):
        if not any(value.strip() for value in record):
            continue
        if header is None:
            last = max(i for i, value in enumerate(record) if value.strip())
            header = tuple(" ".join(value.split()) for value in record[: last + 1])
            continue
        if any(value.strip() for value in record[len(header) :]):
            wide.append(str(number))
        filled = (*record, *[""] * len(header))[: len(header)]
        rows.append(Row(number, tuple(filled)))
    if header is None:
        return None, [refused("the table is empty")]
    if wide:
        which = f"{number_of(len(wide), 'row')} ({', '.join(wide[:9])}{' …' if len(wide) > 9 else ''})"
        return None, [refused(f"more values than columns in {which}", "is a value with a comma unquoted?")]
    return Sheet(header, tuple(rows)), []
