"""A table to be printed or saved: what every `--format` is made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell without words, and why: people read the reason (“not asked”), programs the empty text.

    Plain text, which may be piped to a program, is empty too, unless the reason is to be `said` there.
    """

    reason: str
    said: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows in the order to be shown.

    `headings` gives words for people where they differ from the column's name (a theme's number and
    title beside its id). `short` names the columns shown on a terminal, all where empty. `groups`
    maps a column to the heading it stands under (a subtheme's theme). `notes` are said beneath the
    table wherever people read it.

    A matrix has a `stub`: that many leading columns name the row, and the rest are cells (a heading
    or group then belongs to the cells' column, where a stub column has the same name). Its `about`
    holds facts on the cells' columns, by name, for programs (number, name, theme), and `row_about`
    the like on the values of the first column; `about` is None for a plain list. `legend` maps each
    word that a cell can hold to the sign that stands for it where space is short.
    """

    columns: Sequence[str]
    rows: Iterable[Sequence[str | int | float | bool | Blank | None]]
    headings: dict[str, str] = field(default_factory=dict)
    short: tuple[str, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    title: str = ""
    notice: str = ""
    stub: int = 0
    about: dict[str, dict[str, str]] | None = None
    row_about: dict[str, dict[str, str]] = field(default_factory=dict)
    legend: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
