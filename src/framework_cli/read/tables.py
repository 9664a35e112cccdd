"""CSV → rows of texts that know where they stand. Every value is text: `NA`, `007` and `1.10` stay so."""

import re
from dataclasses import dataclass

from framework_cli.model import rules
from framework_cli.model.words import number_of
from framework_cli.read.fields import Document
from framework_cli.read.files import MERGE_MARKERS, conflicts, is_there, read_text
from framework_cli.read.identity import COLUMNS, composed
from framework_cli.read.snapshot import Root

PLAIN = re.compile(r'[^,"\n]*')
QUOTED = re.compile(r'"((?:[^"]+|"")*+)"')


@dataclass(frozen=True, slots=True)
class Field:
    """A value without the white space around it, and the stretch of the file it was read from."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column; `line` is the 1-based line where it starts, `start` the offset."""

    fields: dict[str, Field]
    line: int
    start: int

    def __getitem__(self, column: str) -> str:
        """A value; empty where the table has no such column or the row is short. Ids are composed."""
        field = self.fields.get(column)
        value = field.value if field else ""
        return composed(value) if column in COLUMNS else value


@dataclass(frozen=True, slots=True)
class Table:
    """A table read: column names in order (unnamed ones left out) and rows that hold anything."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header: dict[str, Field]


def read_table(root: Root, path: str) -> tuple[Table | None, Document]:
    """A CSV file of the study and what is wrong with it; None where it is absent or unreadable."""
    document = Document(path, "")
    if not is_there(root, path):
        return None, document
    text, found = read_text(root, path)
    if text is None:
        document.found += found
        return None, document
    document = Document(path, text)
    document.found += [*found, *conflicts(text, path)]
    table = _table(document)
    return table, document


def records(document: Document) -> list[list[Field]]:
    """The records of a CSV text. Quoted values may span lines; `""` stands for a quote."""
    text, at, size = document.text, 0, len(document.text)
    rows: list[list[Field]] = []
    row: list[Field] = []
    while at < size or row:
        field, at = _field(document, at)
        row.append(field)
        if at < size and text[at] == ",":
            at += 1
            if at < size:
                continue
            row.append(Field("", at, at))
        rows.append(row)
        row = []
        at += 1
    return rows


def _field(document: Document, at: int) -> tuple[Field, int]:
    """One value and where it ends."""
    text = document.text
    start = at
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    if text[at : at + 1] != '"':
        end = PLAIN.match(text, start).end()  # type: ignore[union-attr]  # matches anywhere
        if text[end : end + 1] == '"':
            end = _stop(text, end)
        value = text[start:end].strip()
        lead = len(text[start:end]) - len(text[start:end].lstrip()) if value else 0
        return Field(value, start + lead, start + lead + len(value)), end
    found = QUOTED.match(text, at)
    if found is None:
        hint = 'close it with ", or write "" for a quote within a value'
        document.report(rules.CSV_SYNTAX, "this quote is never closed", at, at + 1, hint=hint)
        end = _stop(text, at)
        return Field(text[at + 1 : end].strip(), at, end), end
    end = found.end()
    stop = _stop(text, end)
    if text[end:stop].strip():
        hint = 'write "" for a quote within a quoted value'
        document.report(rules.CSV_SYNTAX, "words follow the closing quote", end, stop, hint=hint)
    return Field(found[1].replace('""', '"').strip(), at, end), stop


def _stop(text: str, at: int) -> int:
    """The next comma or line feed."""
    ends = [end for end in (text.find(",", at), text.find("\n", at)) if end >= 0]
    return min(ends, default=len(text))


def _table(document: Document) -> Table:
    rows = [row for row in records(document) if any(field.value for field in row)]
    rows = [row for row in rows if not _conflict_line(document.text, row[0].start)]
    if not rows:
        document.report(rules.EMPTY_FILE, f"{document.path} is empty")
        return Table((), (), {})
    if len(rows[0]) == 1 and re.search(r"[;\t]", rows[0][0].value):
        hint = "save the table with commas between its values"
        at = rows[0][0]
        document.report(rules.CSV_SYNTAX, "no commas between the columns", at.start, at.end, hint=hint)
        return Table((), (), {})
    header = _header(document, rows[0])
    names = list(header)
    kept = []
    for row in rows[1:]:
        start = row[0].start
        line = document.lines.line(start)
        if len(row) != len(header):
            _count(document, row, len(header))
        pairs = zip(names, row, strict=False)
        kept.append(Row({name: field for name, field in pairs if isinstance(name, str)}, line, start))
    columns = tuple(name for name in names if isinstance(name, str))
    return Table(columns, tuple(kept), {n: f for n, f in header.items() if isinstance(n, str)})


def _header(document: Document, row: list[Field]) -> dict[str | int, Field]:
    """Column names to their places; a column without a name, or with one used before, gets a number."""
    header: dict[str | int, Field] = {}
    for position, field in enumerate(row):
        if field.value and field.value not in header:
            header[field.value] = field
            continue
        header[position] = field
        if field.value:
            message = f"column “{field.value}” is given twice"
            document.report(rules.DUPLICATE_KEY, message, field.start, field.end, hint="rename or delete one")
        else:
            message = f"column {position + 1} has no name"
            document.report(rules.CSV_SYNTAX, message, field.start, field.start + 1, hint="name or delete it")
    return header


def _count(document: Document, row: list[Field], columns: int) -> None:
    if len(row) > columns:
        extra = row[columns]
        if not any(field.value for field in row[columns:]):
            return
        hint = 'put a value that holds a comma in quotes: "a, b"'
        message = f"the row has {number_of(len(row), 'value')}, the table {number_of(columns, 'column')}"
        document.report(rules.CSV_SYNTAX, message, extra.start, extra.end, hint=hint)
        return
    message = f"the row has {number_of(len(row), 'value')}, the table {number_of(columns, 'column')}"
    end = row[-1].end
    document.report(rules.CSV_SYNTAX, message, end, hint="add the commas that are missing")


def _conflict_line(text: str, start: int) -> bool:
    return text.startswith(MERGE_MARKERS, start)
