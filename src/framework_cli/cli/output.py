"""Where a table goes: a terminal, a pipe or a file."""

import sys
from collections.abc import Sequence
from pathlib import Path

from framework_cli.cli.opening import usage_error
from framework_cli.cli.options import Format, ShowFormat
from framework_cli.model.table import Table


def show_table(table: Table, format: Format | None, output: Path | None) -> None:
    """Print or save a table in the format asked for, or the one that fits its destination."""
    chosen = format or _by_suffix(output)
    if output is not None:
        from framework_cli.write import write_output

        try:
            write_output(output, _made(table, chosen))
        except OSError as refused:
            usage_error(f"cannot write {output}: {refused.strerror}")
    elif chosen is None and sys.stdout.isatty():
        from framework_cli.render.terminal import print_table

        print_table(table)
    else:
        if chosen is Format.XLSX and sys.stdout.isatty():
            usage_error("a spreadsheet is no text: name a file with -o FILE.xlsx")
        sys.stdout.flush()
        sys.stdout.buffer.write(_made(table, chosen))


def _made(table: Table, format: Format | None) -> bytes:
    """The table in a format; what a reader could not expect of it is said on standard error."""
    from framework_cli.render.tables import UnfitTableError, table_bytes

    try:
        return table_bytes(table, format or Format.TEXT, _say)
    except UnfitTableError as unfit:
        usage_error(str(unfit))


def _say(remark: str) -> None:
    sys.stderr.write(f"framework: {remark}\n")


def _by_suffix(output: Path | None) -> Format | None:
    if output is None:
        return None
    suffix = output.suffix.lower().lstrip(".")
    if suffix == "txt":
        return Format.TEXT
    if suffix not in set(Format):
        known = ", ".join(f".{f.value}" for f in Format if f is not Format.TEXT)
        usage_error(f"the suffix of {output.name} names no format; use one of .txt, {known}, or --format")
    return Format(suffix)


def page_format(format: ShowFormat | None, output: Path | None) -> ShowFormat:
    """The format of a page asked for, or the one that the file's suffix names; else text."""
    if format is not None:
        return format
    suffix = output.suffix.lower() if output else ""
    if output and suffix not in ("", ".txt", ".json"):
        usage_error(f"the suffix of {output.name} names no format; use .txt or .json, or --format")
    return ShowFormat.JSON if suffix == ".json" else ShowFormat.TEXT


def put_text(text: str, output: Path | None) -> None:
    """Print a text, or save it atomically."""
    if output is None:
        sys.stdout.write(text)
        return
    from framework_cli.write import write_output

    write_output(output, text.encode("utf-8"))


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
