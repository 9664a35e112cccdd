"""Tables in every format that a file or a pipe can take: text, csv, json, jsonl, md, html, xlsx.

A `Table` comes in, bytes go out: UTF-8 with LF line ends, the same from run to run.
Called by every command that prints a table; a terminal has `render.terminal`.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from framework_cli.model.table import Table

FORMATS = ("text", "csv", "json", "jsonl", "md", "html", "xlsx")

__all__ = ["FORMATS", "UnfitTableError", "format_of", "table_bytes", "write_table"]


class UnfitTableError(ValueError):
    """A table that a format cannot hold; the message says why and what to use instead."""


def format_of(path: Path) -> str | None:
    """The format that a file's suffix names, or None."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix == "txt":
        return "text"
    return suffix if suffix in FORMATS and suffix != "text" else None


def table_bytes(table: Table, format: str, say: Callable[[str], None] | None = None) -> bytes:
    """A table as the bytes of a file.

    `say` is told, in a sentence, what a reader could not expect of the result (a text that had to be
    split). Raises UnfitTableError where the format cannot hold the table.
    """
    whole = replace(table, rows=[tuple(row) for row in table.rows])
    if format == "xlsx":
        from framework_cli.render.tables.xlsx import workbook

        return workbook(whole, say)
    return _text(whole, format).encode()


def write_table(table: Table, out: Path | BinaryIO, format: str | None = None) -> None:
    """Write a table to a binary stream, or to a file whose suffix chooses the format.

    Raises ValueError where neither says which format.
    """
    chosen = format or (format_of(out) if isinstance(out, Path) else None)
    if chosen is None:
        raise ValueError(f"no format: name one of {', '.join(FORMATS)}")
    data = table_bytes(table, chosen)
    if isinstance(out, Path):
        from framework_cli.write import write_output

        write_output(out, data)
    else:
        out.write(data)


def _text(table: Table, format: str) -> str:
    match format:
        case "text":
            from framework_cli.render.tables.text import text as render
        case "csv":
            from framework_cli.render.tables.csv import csv as render
        case "json":
            from framework_cli.render.tables.json import json as render
        case "jsonl":
            from framework_cli.render.tables.json import jsonl as render
        case "md":
            from framework_cli.render.tables.md import md as render
        case "html":
            from framework_cli.render.tables.html import html as render
        case _:
            raise ValueError(f"no format “{format}”: use one of {', '.join(FORMATS)}")
    return render(table)
