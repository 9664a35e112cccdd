"""Who interviews, as rows of sources.csv: added at its end, or offered where the file does not allow it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from framework_cli.exchange.files import write_new
from framework_cli.exchange.note import Note, warned
from framework_cli.model.settings import Settings
from framework_cli.read.fields import Document
from framework_cli.read.files import conflicts, read_text
from framework_cli.read.tables import records

PATH = "sources.csv"
COLUMNS = ("source", "speaker", "role", "case", "wave", "kind", "date")


class Row(NamedTuple):
    """A speaker of a source and whether they interview."""

    source: str
    speaker: str
    role: str


class UnfitError(ValueError):
    """A sources.csv that rows cannot be added to; the text says why."""


def add_rows(root: Path, settings: Settings, rows: Sequence[Row], *, write: bool = True) -> list[Note]:
    """Add rows to sources.csv, which is made where it is missing; what stands in it stays byte for byte.

    Where the file has errors or lacks a column the lines are offered, to be put in by hand.
    """
    wanted = [r for r in rows if not (r.role == "interviewer" and r.speaker in settings.interviewers)]
    if not wanted:
        return []
    path = root / PATH
    if path.exists() or path.is_symlink():
        return _complete(root, wanted, write=write)
    if write:
        problem = write_new(root, path, ",".join(COLUMNS) + "\n" + _lines(wanted, COLUMNS))
        if problem:
            return [problem]
    return [Note(f"sources.csv made, with who {_told(wanted)}")]


def completed(text: str, rows: Sequence[Row]) -> tuple[str, list[Row]]:
    """The text of sources.csv with rows at its end, and those that were not there yet.

    Raises UnfitError where it is broken, or has no column for a source, a speaker and a role.
    """
    document = Document(PATH, text)
    held = [[field.value for field in row] for row in records(document)]
    held = [row for row in held if any(row)]
    header = held[0] if held else [*COLUMNS]
    if document.found or conflicts(text, PATH) or not {*header} <= {*COLUMNS} or len({*header}) < len(header):
        raise UnfitError("it has errors, see `framework check`")
    missing = [name for name in Row._fields if name not in header]
    if missing:
        raise UnfitError(f"it has no column {' and no column '.join(missing)}")
    told = {(_value(row, header, "source"), _value(row, header, "speaker")) for row in held[1:]}
    new = [row for row in rows if (row.source, row.speaker) not in told]
    lead = "\n" if new and text and not text.endswith("\n") else ""
    first = "" if held else ",".join(COLUMNS) + "\n"
    return text + lead + (first + _lines(new, header) if new else ""), new


def _complete(root: Path, wanted: Sequence[Row], *, write: bool) -> list[Note]:
    from framework_cli.write import edit

    added: list[Row] = []

    def change(text: str) -> str:
        text, new = completed(text, wanted)
        added.extend(new)
        return text

    try:
        if write:
            edit(root, root / PATH, change)
        else:
            text, found = read_text(root, PATH)
            if text is None:
                raise UnfitError(found[0].message if found else "it cannot be read")
            change(text)
    except UnfitError as unfit:
        return [_offered(wanted, str(unfit))]
    except OSError as bad:
        return [_offered(wanted, bad.strerror or type(bad).__name__)]
    if not added:
        return []
    told = "; ".join(f"{row.speaker} in {row.source}, {row.role}" for row in added)
    return [Note(f"added at its end: {told}")]


def _offered(wanted: Sequence[Row], why: str) -> Note:
    asking = _interviewers(wanted)
    hint = f"or say in framework.yaml: `interviewers: [{asking}]`" if asking else ""
    note = warned(
        f"left as it is: {why}. With the columns {','.join(COLUMNS)} these lines would complete it", hint
    )
    return replace(note, lines=tuple(_lines(wanted, COLUMNS).rstrip("\n").split("\n")))


def _told(rows: Sequence[Row]) -> str:
    asking = _interviewers(rows)
    return f"interviews: {asking}" if asking else "speaks"


def _interviewers(rows: Sequence[Row]) -> str:
    return ", ".join(dict.fromkeys(row.speaker for row in rows if row.role == "interviewer"))


def _value(row: Sequence[str], header: Sequence[str], name: str) -> str:
    at = header.index(name)
    return row[at] if at < len(row) else ""


def _lines(rows: Sequence[Row], columns: Sequence[str]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writerows(row._asdict() for row in rows)
    return stream.getvalue()
