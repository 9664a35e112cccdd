"""Tables in every format that a file or a pipe can take: text, csv, json, jsonl, md, html, xlsx.

A `Table` comes in, bytes go out: UTF-8 with LF line ends, the same from run to run.
Called by every command that prints a table; a terminal has `render.terminal`.
"""

from collections.abc import Callable
from dataclasses import replace

from framework_cli.model.table import Table

FORMATS = ("text", "csv", "json", "jsonl", "md", "html", "xlsx")

__all__ = ["FORMATS", "UnfitTableError", "table_bytes"]


class UnfitTableError(ValueError):
    """A table that a format cannot hold; the message says why and what to use instead."""


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
