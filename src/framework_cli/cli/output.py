"""Where a command's result goes, a terminal, a pipe or a file, and in which format."""

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from framework_cli.cli.opening import usage_error
from framework_cli.cli.options import Format, ShowFormat
from framework_cli.model.table import Table

F = TypeVar("F", bound=StrEnum)

# What a file of a format ends in, where that is not the format's own name.
_SUFFIXES = {"text": (".txt",), "github": (".txt",), "sarif": (".sarif.json", ".sarif")}


def format_of(asked: F | None, output: Path | None, formats: type[F]) -> F | None:
    """The format asked for, or the one that the file's suffix names; None where neither says.

    Ends with 2 for a suffix that none of `formats` has, and for one that another has than was asked for.
    A file without a suffix takes any format.
    """
    if output is None or not output.suffix:
        return asked
    named = [each for each in formats if output.name.lower().endswith(_suffixes(each))]
    if asked is None and not named:
        known = ", ".join(dict.fromkeys(suffix for each in formats for suffix in _suffixes(each)))
        usage_error(f"the suffix of {output.name} names no format of this command; use {known}, or --format")
    if asked is not None and named and asked not in named:
        usage_error(
            f"--format {asked.value} and the suffix of {output.name} ({named[0].value}) differ: say one"
        )
    return asked or max(named, key=lambda each: _reach(each, output))


def _suffixes(format: StrEnum) -> tuple[str, ...]:
    return _SUFFIXES.get(format.value, (f".{format.value}",))


def _reach(format: StrEnum, output: Path) -> int:
    """How much of a file's name a format's suffix takes up: `.sarif.json` says more than `.json`."""
    return max(len(suffix) for suffix in _suffixes(format) if output.name.lower().endswith(suffix))


def show_table(table: Table, format: Format | None, output: Path | None) -> None:
    """Print or save a table in the format asked for, or the one that fits its destination."""
    chosen = format_of(format, output, Format)
    if output is not None:
        save(output, _made(table, chosen))
    elif chosen is None and sys.stdout.isatty():
        from framework_cli.render.terminal import print_table

        print_table(table)
    else:
        if chosen is Format.XLSX and sys.stdout.isatty():
            usage_error("a spreadsheet is no text: name a file with -o FILE.xlsx")
        sys.stdout.flush()
        sys.stdout.buffer.write(_made(table, chosen))


def save(output: Path, data: bytes) -> None:
    """Write a result to the file that the user named, in one step; ends with 2 where that cannot be."""
    from framework_cli.write import write_output

    try:
        write_output(output, data)
    except OSError as refused:
        usage_error(f"cannot write {output}: {refused.strerror}")


def short(path: Path) -> str:
    """A path as short as it can be said from here."""
    whole = path.resolve()
    try:
        near = Path(os.path.relpath(whole)).as_posix()
    except ValueError:  # another drive
        return str(whole)
    return min(near, str(whole), key=len)


def _made(table: Table, format: Format | None) -> bytes:
    """The table in a format; what a reader could not expect of it is said on standard error."""
    from framework_cli.render.tables import UnfitTableError, table_bytes

    try:
        return table_bytes(table, format or Format.TEXT, _say)
    except UnfitTableError as unfit:
        usage_error(str(unfit))


def _say(remark: str) -> None:
    sys.stderr.write(f"framework: {remark}\n")


def page_format(format: ShowFormat | None, output: Path | None) -> ShowFormat:
    """The format of a page asked for, or the one that the file's suffix names; else text."""
    return format_of(format, output, ShowFormat) or ShowFormat.TEXT


def put_text(text: str, output: Path | None) -> None:
    """Print a text, or save it atomically."""
    if output is None:
        sys.stdout.write(text)
    else:
        save(output, text.encode("utf-8"))


def put_json(said: object, output: Path | None) -> None:
    """Print what is said to programs, or save it atomically."""
    import json

    put_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", output)


def show_tables(before: str, tables: Sequence[Table], after: str, output: Path | None) -> None:
    """Print a page of tables with words before and after: rich on a terminal, plain text elsewhere."""
    from framework_cli.render.tables import table_bytes

    if output is None and sys.stdout.isatty():
        from framework_cli.render.terminal import print_table

        sys.stdout.write(before + "\n")
        for table in tables:
            print_table(table)
            sys.stdout.write("\n")
        sys.stdout.write(after)
        return
    parts = [before, *(table_bytes(table, "text").decode("utf-8") for table in tables), after]
    put_text("\n".join(parts), output)
