"""What the formats share: a value as text, the words over a column, and the headings above those."""

from collections.abc import Sequence
from typing import NamedTuple

from framework_cli.model.table import Blank, Table

Value = str | int | float | bool | Blank | None

# C0 (but tab and line feed), DEL and C1: on a terminal they could move the cursor or change its colours.
_UNSEEN = {i: 0x2400 + i for i in range(0x20) if i not in (0x09, 0x0A)}
_UNSEEN[0x7F] = 0x2421
_UNSEEN |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


class Run(NamedTuple):
    """A heading above `span` columns that stand side by side; empty where nothing stands above them."""

    heading: str
    span: int


def written(value: Value) -> str:
    """A value as text: flags as 0 and 1, nothing as the empty text, words as they are.

    A fraction has three decimals, so that a column of them can be read down; csv and json have all of it.
    """
    if value is None or isinstance(value, Blank):
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{round(value, 3) + 0.0:.3f}"  # what is added makes -0.0 a plain 0
    return value if isinstance(value, str) else str(value)


def shown(value: Value) -> str:
    """A value as text for people: a blank cell says why it is blank."""
    return f"({value.reason})" if isinstance(value, Blank) else written(value)


def seen(text: str) -> str:
    """A text whose control characters are made visible; tabs and line feeds stay."""
    return text if text.isascii() and text.isprintable() else text.translate(_UNSEEN)


def heads(table: Table) -> list[str]:
    """The words over each column, for people."""
    cells = set(table.columns[table.stub :])
    return [
        name if place < table.stub and name in cells else table.headings.get(name, name)
        for place, name in enumerate(table.columns)
    ]


def runs(table: Table) -> list[Run]:
    """The headings above the columns, from left to right; empty where no column stands under one."""
    if not table.groups:
        return []
    found: list[Run] = []
    for place, name in enumerate(table.columns):
        heading = "" if place < table.stub else table.groups.get(name, "")
        if found and found[-1].heading == heading and place != table.stub:
            found[-1] = Run(heading, found[-1].span + 1)
        else:
            found.append(Run(heading, 1))
    return found


def numeric(rows: Sequence[Sequence[Value]], place: int) -> bool:
    """Whether a column holds numbers only (and at least one), or says why there is none."""
    values = [row[place] for row in rows]
    numbers = any(isinstance(value, int | float) for value in values)
    return numbers and not any(isinstance(value, str) for value in values)


def keys(table: Table) -> list[str]:
    """Column names made unique for formats that name each value: the second `case` is `case_2`."""
    names = set(table.columns)
    made: dict[str, None] = {}
    for name in table.columns:
        key, count = name, 1
        while key in made or (count > 1 and key in names):
            count += 1
            key = f"{name}_{count}"
        made[key] = None
    return list(made)


def row_label(table: Table, row: Sequence[Value]) -> str:
    """The words for people beside a row's first value (number and title), or the empty text."""
    about = table.row_about.get(written(row[0]), {}) if row else {}
    return " ".join(filter(None, (about.get("number", ""), about.get("name", ""))))
