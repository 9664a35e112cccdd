"""A table to be printed or saved: what every `--format` is made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows in the order to be shown.

    `headings` gives words for people where they differ from the column's name (a theme's number and
    title beside its id). `short` names the columns shown on a terminal, all where empty. `groups`
    maps a column to the heading it stands under (a subtheme's theme).
    """

    columns: Sequence[str]
    rows: Iterable[Sequence[str | int | float | bool | None]]
    headings: dict[str, str] = field(default_factory=dict)
    short: tuple[str, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    title: str = ""
    notice: str = ""
