"""`framework compare --coefficients`: figures of agreement, those of other programs, and gamma."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from framework_cli.cli.opening import Opened
    from framework_cli.cli.options import Format
    from framework_cli.index import Filters
    from framework_cli.model.table import Table


class Unit(StrEnum):
    """What is compared, piece by piece."""

    TURN = "turn"
    LINE = "line"
    CHARACTER = "character"
    SOURCE = "source"
    CELL = "cell"


class Level(StrEnum):
    """What each row of the coefficients is of."""

    CODE = "code"
    THEME = "theme"
    OVERALL = "overall"


class Asked(NamedTuple):
    """What is asked of the figures; None and False stand for what is usual."""

    unit: Unit | None = None
    by: Level | None = None
    resamples: int | None = None
    gamma: bool = False


def program_of(context: typer.Context, given: str | None) -> str | None:
    """The program that `--as` names; None where it is not given, or names a coder by FRAMEWORK_CODER.

    Ends with 2 for a word that names no program.
    """
    from framework_cli.cli.opening import usage_error
    from framework_cli.compare.other_programs import PROGRAMS

    source = context.get_parameter_source("who")
    if given is None or (source is not None and source.name == "ENVIRONMENT"):
        return None
    if given not in PROGRAMS:
        usage_error(
            f"with --coefficients, --as names a program, not “{given}”: use one of {', '.join(PROGRAMS)}"
        )
    return given


def show(
    opened: "Opened",
    filters: "Filters",
    asked: Asked,
    *,
    speakers: str,
    same: Mapping[str, str],
    program: str | None,
    format: "Format | None",
    output: Path | None,
) -> None:
    """Print the table; what stands beneath it goes to standard error where a program reads the table."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.cli.output import show_table
    from framework_cli.compare.coefficient_table import coefficients_table, for_people

    study, index = opened.study, opened.index
    table: Table
    if (program or asked.gamma) and asked != Asked(gamma=asked.gamma and not program):
        usage_error("what --as and --gamma print has units of its own, and no intervals: say one thing")
    if program:
        from framework_cli.compare.other_programs import as_printed

        table = as_printed(study, index, program, filters=filters, same=same)
    elif asked.gamma:
        from framework_cli.compare.agreement.gamma import NoSolverError
        from framework_cli.compare.gamma_table import gamma_table

        try:
            table = gamma_table(study, index, filters=filters, speakers=speakers, same=same)
        except NoSolverError as missing:
            usage_error(str(missing))
    else:
        from framework_cli.compare.coefficients import RESAMPLES, coefficients

        found = coefficients(
            study, index,
            unit=(asked.unit or Unit.TURN).value, by=(asked.by or Level.CODE).value,
            resamples=RESAMPLES if asked.resamples is None else asked.resamples,
            filters=filters, speakers=speakers, same=same,
        )  # fmt: skip
        table = coefficients_table(study, found)
    programs = _for_programs(format, output)
    show_table(table if programs else for_people(table), format, output)
    if programs:
        for note in table.notes:
            typer.echo(note, err=True)


def _for_programs(format: "Format | None", output: Path | None) -> bool:
    """Whether the format leaves out what is said beneath a table."""
    from framework_cli.cli.options import Format
    from framework_cli.cli.output import format_of

    return format_of(format, output, Format) in (Format.CSV, Format.JSON, Format.JSONL, Format.XLSX)
