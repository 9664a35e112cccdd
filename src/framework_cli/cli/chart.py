"""`framework chart`: the framework matrix, and the work of charting."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    CoderFilter,
    FormatOption,
    OutputOption,
    ShowTextOption,
    SourceFilter,
    Speakers,
    SpeakersOption,
    ThemeFilter,
    WaveFilter,
    WhereFilter,
)

if TYPE_CHECKING:
    from framework_cli.index import Filters
    from framework_cli.model.passage import Index
    from framework_cli.model.study import Study


class Cells(StrEnum):
    """What stands in the cells."""

    SUMMARIES = "summaries"
    QUOTES = "quotes"
    COUNTS = "counts"
    PRESENCE = "presence"
    STATES = "states"

    @property
    def counted(self) -> bool:
        """Whether they are made of excerpts, and not of what analysts wrote."""
        return self not in (Cells.SUMMARIES, Cells.STATES)


class Level(StrEnum):
    """What a column is."""

    THEME = "theme"
    SUBTHEME = "subtheme"
    CODE = "code"


def chart(
    context: typer.Context,
    cells: Annotated[Cells, typer.Option("--cells", help="What stands in the cells.")] = Cells.SUMMARIES,
    rows: Annotated[
        str, typer.Option("--rows", metavar="case|case-wave|source|ATTR", help="What a row is.")
    ] = "case",
    level: Annotated[Level, typer.Option("--level", help="What a column is.")] = Level.SUBTHEME,
    by: Annotated[
        str, typer.Option("--by", metavar="ATTR", help="Group the cases by this attribute.")
    ] = "",
    transpose: Annotated[bool, typer.Option("--transpose", help="Themes as rows, cases as columns.")] = False,
    case: CaseFilter = None,
    source: SourceFilter = None,
    wave: WaveFilter = None,
    theme: ThemeFilter = None,
    code: CodeFilter = None,
    coder: CoderFilter = None,
    where: WhereFilter = None,
    speakers: SpeakersOption = Speakers.PARTICIPANTS,
    format: FormatOption = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Show the framework matrix: a row per case, a column per subtheme.

    Counts are of excerpts: those of an agreed coding one by one, else overlapping ones once. What does
    not resolve is listed on standard error, and the exit code is 1; the rest is shown.
    """
    from framework_cli.chart.matrix import CannotChartError
    from framework_cli.chart.table import table
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors, usage_error
    from framework_cli.cli.output import show_table

    study, index, found = open_study(context)
    filters = chosen(
        study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    try:
        made = table(
            study, index,
            cells=cells.value, rows=rows, level=level.value, by=by, transpose=transpose,
            speakers=speakers.value, filters=filters,
        )  # fmt: skip
    except CannotChartError as refused:
        usage_error(str(refused))
    show_table(made, format, output)
    if cells.counted:
        for remark in _remarks(study, index, filters, speakers):
            typer.echo(f"framework: {remark}", err=True)
    raise typer.Exit(report_errors(study, found, show_text=show_text))


def _remarks(study: "Study", index: "Index", filters: "Filters", speakers: Speakers) -> Iterator[str]:
    """What a reader of the counts must know: what was left out, and whose talk is in them."""
    from framework_cli.index import select

    part = select(index, study, filters)
    if speakers is Speakers.PARTICIPANTS:
        left = sum(1 for passage in part.passages if passage.counts and not passage.participant)
        if left:
            yield (
                f"{_many(left, 'excerpt holds', 'excerpts hold')} interviewers' talk only and "
                f"{'is' if left == 1 else 'are'} left out; --speakers all counts {'it' if left == 1 else 'them'}"
            )
        yield from _nobody_interviews(study, index)
    codes = study.codebook.codes
    strange = sum(
        1 for passage in part.passages if passage.counts and not codes.keys() >= {*passage.excerpt.codes}
    )
    if strange:
        yield (
            f"{_many(strange, 'excerpt has', 'excerpts have')} a code that the codebook does not have, "
            "which is in no column; `framework check` says where"
        )


def _nobody_interviews(study: "Study", index: "Index") -> Iterator[str]:
    from framework_cli.cells import Grid
    from framework_cli.check.rules.no_interviewer import check

    for finding in check(study, index, Grid((), (), {}, False, {})):
        yield finding.message


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
