"""Coded segments as another tool exports them: one row a segment and code, columns in any order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framework_cli.exchange.columns import CODE, CODER, DOCUMENT, MEMO, SEGMENT, assign, unused
from framework_cli.exchange.note import Note, failed, refused
from framework_cli.exchange.sheet import Sheet

ROLES: Mapping[str, Sequence[str]] = {
    "document": DOCUMENT,
    "segment": SEGMENT,
    "code": CODE,
    "coder": CODER,
    "memo": MEMO,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One row, as it stands in the table; `row` as a spreadsheet counts."""

    row: int
    document: str
    code: str
    segment: str
    coder: str = ""
    memo: str = ""

    def codes(self) -> list[str]:
        """The codes of the row: one, or one a line."""
        return [part.strip() for part in self.code.split("\n") if part.strip()]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A row, or one code of it, that did not come in: why, and what might help. Neither holds its words."""

    segment: Segment
    reason: str
    hint: str = ""


def read_segments(sheet: Sheet, told: Mapping[str, str]) -> tuple[list[Segment] | None, list[Note]]:
    """The rows of a table; None where a needed column cannot be told."""
    columns, notes = assign(sheet.columns, ROLES, told)
    missing = [role for role in ("document", "segment", "code") if role not in columns and role not in told]
    for role in missing:
        hint = f"--map {role}=COLUMN; the columns are: {', '.join(sheet.columns)}"
        notes.append(refused(f"no column for {role}", hint))
    if failed(notes):
        return None, notes
    notes += unused(sheet.columns, columns.values())
    rows = []
    for row in sheet.rows:
        cells = {role: row.values[at] for role, at in columns.items()}
        rows.append(Segment(row.number, **cells))
    return rows, notes
