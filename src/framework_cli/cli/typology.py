"""`framework theory typology`: dimensions, categories and types with their cases."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import Format, FormatOption, OutputOption, ShowTextOption

if TYPE_CHECKING:
    from framework_cli.model.table import Table
    from framework_cli.theory import Interpretation


class View(StrEnum):
    """Which table."""

    TYPES = "types"
    CROSSING = "crossing"
    DIMENSIONS = "dimensions"


def typology(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A theory's id or file; else every theory.")
    ] = None,
    only: Annotated[
        str, typer.Option("--typology", metavar="ID", help="Only this typology, where there are several.")
    ] = "",
    view: Annotated[View | None, typer.Option("--view", help="Only one of the tables.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Show types with their cases, exceptions with their reasons, dimensions crossed, and their elements.

    Types are as people set them: no case is sorted by the tool. As text all tables follow one another; other
    formats hold one, the types unless --view names another.
    """
    from framework_cli.cli.opening import report_errors, usage_error
    from framework_cli.cli.output import format_of, show_table
    from framework_cli.cli.theories import opened

    open_, read = opened(context, name)
    tables = _tables(read, only, open_.study.settings.notice)
    if not any(tables.values()):
        what = f"a typology called {only}" if only else "a dimension or a typology"
        usage_error(f"no theory here has {what}")
    chosen = format_of(format, output, Format)
    if chosen in (None, Format.TEXT) and view is None:
        _show([each for held in tables.values() for each in held], output)
    else:
        wanted = tables[view] if view else tables[View.TYPES] or tables[View.DIMENSIONS]
        if not wanted:
            usage_error(f"there is no table of {view.value if view else 'types'} here")
        if len(wanted) > 1:
            usage_error("a table holds one typology: name it with --typology, or the theory")
        show_table(wanted[0], format, output)
    raise typer.Exit(report_errors(open_.study, open_.found, show_text=show_text))


def _tables(read: "tuple[Interpretation, ...]", only: str, notice: str) -> "dict[View, list[Table]]":
    from framework_cli.render.theory.typology import crossing_table, dimensions_table, types_table

    pairs = [(each, typology) for each in read for typology in each.theory.typologies]
    pairs = [(each, typology) for each, typology in pairs if only in ("", typology.id)]
    return {
        View.TYPES: [types_table(*pair, notice) for pair in pairs],
        View.CROSSING: [crossing_table(*pair, notice) for pair in pairs if pair[1].dimensions],
        View.DIMENSIONS: [
            dimensions_table(each, notice) for each in read if each.theory.dimensions and not only
        ],
    }


def _show(tables: "list[Table]", output: Path | None) -> None:
    """All tables one after the other, each under its title."""
    import sys

    from framework_cli.cli.output import put_text
    from framework_cli.render.tables import table_bytes

    if output is None and sys.stdout.isatty():
        from framework_cli.render.terminal import print_table

        for table in tables:
            print_table(table)
            typer.echo()
        return
    put_text("\n".join(f"{t.title}\n{table_bytes(t, 'text').decode('utf-8')}" for t in tables), output)
