"""`import cases`: a table of cases → cases.csv; rows and columns are added, nothing there is replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from framework_cli.exchange.columns import CASE, assign
from framework_cli.exchange.note import Note, failed, refused, warned
from framework_cli.exchange.sheet import Sheet, read_sheet
from framework_cli.model.case import CaseKind
from framework_cli.model.words import number_of
from framework_cli.read.fields import Document
from framework_cli.read.tables import Field, records
from framework_cli.write.splice import Splice, apply

PATH = "cases.csv"
ROLES = {"case": CASE}


class Conflict(NamedTuple):
    """A value that differs from the one there, which stays. `row` is the row of the table imported."""

    row: int
    case: str
    column: str


@dataclass(slots=True)
class Merged:
    """cases.csv with what a table adds: its new text, and what was done."""

    text: str
    cases: int = 0
    columns: tuple[str, ...] = ()
    filled: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Incoming:
    """The cases of a table by id, each with its values by column, and the row it stands in."""

    columns: tuple[str, ...]
    cases: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, int]


def import_cases(
    root: Path,
    file: Path,
    *,
    told: Mapping[str, str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
) -> Merged:
    """Add a table of cases to cases.csv, which is made where it is missing."""
    table, notes = read_sheet(file, encoding=encoding, sheet=sheet)
    if table is None:
        return Merged("", notes=notes)
    incoming, conflicts, more = read_cases(table, told or {})
    notes += more
    if incoming is None:
        return Merged("", notes=notes)
    merged = _write(root, incoming, dry_run)
    merged.conflicts[:0] = conflicts
    merged.notes[:0] = notes
    return merged


def read_cases(sheet: Sheet, told: Mapping[str, str]) -> tuple[Incoming | None, list[Conflict], list[Note]]:
    """The cases of a table. Of two rows for one case, the second completes the first."""
    columns, notes = assign(sheet.columns, ROLES, told)
    at = columns.get("case")
    if at is None:
        hint = f"--map case=COLUMN; the columns are: {', '.join(sheet.columns)}"
        return None, [], [*notes, refused("no column for case", hint)]
    names = ["case" if i == at else name for i, name in enumerate(sheet.columns)]
    notes += _name_problems(names)
    if failed(notes):
        return None, [], notes
    cases: dict[str, dict[str, str]] = {}
    rows: dict[str, int] = {}
    conflicts = []
    for row in sheet.rows:
        id = row.values[at].strip()
        if not id:
            notes.append(refused(f"row {row.number} names no case and is left out"))
            continue
        held = cases.setdefault(id, {})
        rows.setdefault(id, row.number)
        for name, value in zip(names, (v.strip() for v in row.values), strict=True):
            if name and value and held.setdefault(name, value) != value:
                conflicts.append(Conflict(row.number, id, name))
    notes += _kind_doubts(cases)
    others = tuple(name for name in names if name and name != "case")
    return Incoming(others, cases, rows), conflicts, notes


def merge(text: str, incoming: Incoming) -> Merged:
    """Add cases to the text of cases.csv (canonical; empty: a new file). Every value there stays as it is."""
    if not text.strip():
        names = ("case", *incoming.columns)
        lines = [_line(names), *(_line([id, *_values(incoming, id, names[1:])]) for id in incoming.cases)]
        return Merged("".join(lines), len(incoming.cases), incoming.columns)
    document = Document(PATH, text)
    rows = [row for row in records(document) if any(value.value for value in row)]
    header = [value.value for value in rows[0]]
    if document.found or "case" not in header or len(set(header)) < len(header):
        return Merged(
            text, notes=[refused("cases.csv has errors of its own", "`framework check` says where")]
        )
    calls = _calls(header, incoming)
    new = tuple(name for name in incoming.columns if name not in calls.values())
    merged = Merged(text, columns=new)
    splices = [Splice(*_end(text, rows[0]), "".join("," + _cell(name) for name in new))]
    there = set()
    for row in rows[1:]:
        id = _value(row, header.index("case"))
        there.add(id)
        splices += _additions(text, row, header, calls, new, incoming, merged)
    text = apply(text, splices)
    added = [id for id in incoming.cases if id not in there]
    merged.cases = len(added)
    lines = [_line([*_known(incoming, id, header, calls), *_values(incoming, id, new)]) for id in added]
    merged.text = text + ("\n" if lines and not text.endswith("\n") else "") + "".join(lines)
    return merged


def _additions(
    text: str,
    row: list[Field],
    header: list[str],
    calls: Mapping[str, str],
    new: tuple[str, ...],
    incoming: Incoming,
    merged: Merged,
) -> list[Splice]:
    """What a table adds to one row: values where there were none, and the new columns."""
    id = _value(row, header.index("case"))
    held = incoming.cases.get(id, {})
    splices = []
    beyond = [""] * max(len(header) - len(row), 0)
    for at, name in enumerate(header):
        value = held.get(calls.get(name, ""), "") if name != "case" else ""
        if not value or value == _value(row, at):
            continue
        if _value(row, at):
            merged.conflicts.append(Conflict(incoming.rows[id], id, name))
            continue
        merged.filled += 1
        if at < len(row):
            splices.append(Splice(row[at].start, row[at].end, _cell(value)))
        else:
            beyond[at - len(row)] = value
    more = [*(beyond if new or any(beyond) else []), *_values(incoming, id, new)]
    return [*splices, Splice(*_end(text, row), "".join("," + _cell(value) for value in more))]


def _calls(header: list[str], incoming: Incoming) -> dict[str, str]:
    """What the table calls each column there is: the same, or the same but for case."""
    folded = {name.casefold(): name for name in incoming.columns}
    return {name: folded[name.casefold()] for name in header if name.casefold() in folded}


def _known(incoming: Incoming, id: str, header: list[str], calls: Mapping[str, str]) -> list[str]:
    return [id if name == "case" else incoming.cases[id].get(calls.get(name, ""), "") for name in header]


def _values(incoming: Incoming, id: str, names: tuple[str, ...]) -> list[str]:
    held = incoming.cases.get(id, {})
    return [held.get(name, "") for name in names]


def _value(row: list[Field], at: int) -> str:
    return row[at].value if at < len(row) else ""


def _end(text: str, row: list[Field]) -> tuple[int, int]:
    """The end of a record as an empty stretch."""
    end = text.find("\n", row[-1].end)
    return (end, end) if end >= 0 else (len(text), len(text))


def _line(values: list[str] | tuple[str, ...]) -> str:
    return ",".join(map(_cell, values)) + "\n"


def _cell(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in ',"\n') else value


def _name_problems(names: list[str]) -> list[Note]:
    seen: set[str] = set()
    notes = []
    for name in names:
        if name and name.casefold() in seen:
            notes.append(refused(f"column “{name}” is given twice", "rename one"))
        seen.add(name.casefold())
    if "" in seen:
        notes.append(warned("columns without a name are left out"))
    return notes


def _kind_doubts(cases: Mapping[str, Mapping[str, str]]) -> list[Note]:
    allowed = [kind.value for kind in CaseKind if kind is not CaseKind.DOCUMENT]
    odd = sorted({held["kind"] for held in cases.values() if held.get("kind")} - set(allowed))
    if not odd:
        return []
    what = f"the column kind holds {number_of(len(odd), 'value')} it cannot: {', '.join(odd[:5])}"
    return [warned(what, f"kind is one of {', '.join(allowed)}; an attribute needs another name")]


def _write(root: Path, incoming: Incoming, dry_run: bool) -> Merged:
    from framework_cli.write import edit

    done: list[Merged] = []

    def change(text: str) -> str:
        done.append(merge(text, incoming))
        return done[-1].text

    try:
        if dry_run:
            from framework_cli.read.files import read_text

            change((read_text(root, PATH)[0] or "") if (root / PATH).exists() else "")
        else:
            edit(root, root / PATH, change)
    except OSError as bad:
        reason = refused(f"{PATH} cannot be written: {bad.strerror or type(bad).__name__}")
        return Merged("", notes=[reason])
    return done[-1]
