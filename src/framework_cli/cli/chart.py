"""`framework chart`: the framework matrix, and the work of charting."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import (
    AsOption,
    CaseFilter,
    CodeFilter,
    CoderFilter,
    Format,
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
    from pathlib import Path

    from framework_cli.cli.opening import Opened
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


class MarkAs(StrEnum):
    """What cells can be marked as."""

    CHARTED = "charted"
    REVIEWED = "reviewed"
    NOTHING_SAID = "nothing-said"
    NOT_ASKED = "not-asked"
    UNCHARTED = "uncharted"


class Level(StrEnum):
    """What a column is."""

    THEME = "theme"
    SUBTHEME = "subtheme"
    CODE = "code"


def chart(
    context: typer.Context,
    named: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CELL]…", help="With --mark: P01/referral, P01@2/referral, 'P01/*' …"),
    ] = None,
    cells: Annotated[Cells, typer.Option("--cells", help="What stands in the cells.")] = Cells.SUMMARIES,
    rows: Annotated[
        str, typer.Option("--rows", metavar="case|case-wave|source|ATTR", help="What a row is.")
    ] = "case",
    level: Annotated[Level, typer.Option("--level", help="What a column is.")] = Level.SUBTHEME,
    by: Annotated[str, typer.Option("--by", metavar="ATTR", help="Group the cases by this attribute.")] = "",
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
    worksheet: Annotated[
        list[str] | None,
        typer.Option(
            "--worksheet",
            metavar="CASE[@WAVE]|--all|--theme ID",
            help="Write missing headings and list the excerpts beneath, in the case's chart file; or print "
            "a theme's cells to be read down the cases, with room for elements and categories.",
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="With --worksheet: every case.")] = False,
    mark: Annotated[
        MarkAs | None,
        typer.Option("--mark", help="Mark the cells named, or all that the filters choose."),
    ] = None,
    who: AsOption = None,
) -> None:
    """Show the framework matrix: a row per case, a column per subtheme; or chart it.

    Counts are of excerpts: those of an agreed coding one by one, else overlapping ones once. What does
    not resolve is listed on standard error, and the exit code is 1; the rest is shown.

    `--worksheet P01` lays out the evidence for charting a case, `--mark charted P01/referral` says that
    a cell's summary rests on the excerpts that are there now. A person's words are never changed.

    `--worksheet --theme X` (or `--code X`) prints the column worksheet for abstraction as Markdown.
    """
    from framework_cli.chart.matrix import CannotChartError
    from framework_cli.chart.table import table
    from framework_cli.cli import charting
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors, usage_error
    from framework_cli.cli.output import show_table

    down, theme, code, named = _read_down(worksheet, theme, code, named)
    if down and (everything or len(worksheet or ()) > 1 or mark):
        usage_error("a worksheet is that of a case, or of a theme read down the cases: one at a time")
    if named and worksheet:
        usage_error("say --worksheet before each case, and put a name that has a space into quotes")
    if named and mark is None:
        usage_error("cells are named to --mark them; to choose what is shown use --case, --theme or --code")
    if mark and (worksheet or everything):
        usage_error("lay out a worksheet first, and mark its cells once they are written: one at a time")
    opened = open_study(context)
    study, index, found = opened.study, opened.index, opened.found
    filters = chosen(
        study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    if mark:
        raise typer.Exit(charting.mark_cells(opened, mark.value, named or (), who, filters))
    if down:
        if format not in (None, Format.MD) or (output is not None and output.suffix.lower() != ".md"):
            usage_error("a worksheet to be read down is Markdown: -o FILE.md")
        raise typer.Exit(charting.read_down(opened, filters, output))
    if worksheet or everything:
        asked = [*(worksheet or ()), *([charting.ALL] if everything else [])]
        raise typer.Exit(charting.lay_out(opened, asked, filters))
    try:
        made = table(
            study, index,
            cells=cells.value, rows=rows, level=level.value, by=by, transpose=transpose,
            speakers=speakers.value, filters=filters,
        )  # fmt: skip
    except CannotChartError as refused:
        usage_error(str(refused))
    if cells is Cells.SUMMARIES and rows == "case" and not transpose and _is_workbook(format, output):
        _save_workbook(opened, output, by, level, filters)
    else:
        show_table(made, format, output)
    for remark in _remarks(study, index, filters, cells, speakers):
        typer.echo(f"framework: {remark}", err=True)
    raise typer.Exit(report_errors(study, found, show_text=show_text))


def _read_down(
    worksheet: list[str] | None, theme: list[str] | None, code: list[str] | None, named: list[str] | None
) -> tuple[bool, list[str] | None, list[str] | None, list[str] | None]:
    """Whether `--worksheet --theme X` was said, and the filters and names then.

    Typer takes what follows `--worksheet` for its value, and so leaves X among the names.
    """
    option, equals, id = (worksheet or [""])[0].partition("=")
    if option not in ("--theme", "--code"):
        return False, theme, code, named
    names = [id] if equals else (named or [])[:1]
    rest = (named or []) if equals else (named or [])[1:]
    if not names:
        from framework_cli.cli.opening import usage_error

        usage_error(f"say which: --worksheet {option} ID")
    if option == "--theme":
        return True, [*names, *(theme or [])], code, rest
    return True, theme, [*names, *(code or [])], rest


def _is_workbook(format: "Format | None", output: "Path | None") -> bool:
    from framework_cli.cli.output import format_of

    return output is not None and format_of(format, output, Format) is Format.XLSX


def _save_workbook(
    opened: "Opened", output: "Path | None", by: str, level: Level, filters: "Filters"
) -> None:
    """Save the thematic charts: a sheet a theme, which `framework import chart` can read back."""
    from framework_cli.cells import grid
    from framework_cli.chart import shape
    from framework_cli.cli.opening import usage_error
    from framework_cli.cli.output import save
    from framework_cli.render.tables import UnfitTableError
    from framework_cli.render.workbook import chart_workbook

    study, states = opened.study, grid(opened.study, opened.index)
    rows = shape.cell_rows(study, states, filters)
    if by:
        rows.sort(key=lambda row: shape.none_last(shape.value_of(study, row.case, by)))
    written = {key.code for key in states.states.nested}
    shown = shape.cell_columns(study, states, "code", filters)
    columns = [id for id in shown if level is Level.CODE or id in states.columns or id in written]
    try:
        data = chart_workbook(
            study, opened.index, states, rows, columns,
            say=lambda remark: typer.echo(f"framework: {remark}", err=True),
        )  # fmt: skip
    except UnfitTableError as unfit:
        usage_error(str(unfit))
    if output is not None:
        save(output, data)


def _remarks(
    study: "Study", index: "Index", filters: "Filters", cells: Cells, speakers: Speakers
) -> Iterator[str]:
    """What a reader of the matrix must know: what was left out, and whose talk is in it."""
    if not cells.counted:
        if not any(file.cells for file in study.charts):
            yield (
                "nothing is charted yet: `framework chart --worksheet --all` lays out the evidence, "
                "and `--cells counts` shows where excerpts are"
            )
        return
    from framework_cli.check.rules.no_interviewer import undeclared
    from framework_cli.index import select
    from framework_cli.model.words import number_of

    part = select(index, study, filters)
    if speakers is Speakers.PARTICIPANTS:
        left = sum(1 for passage in part.passages if passage.counts and not passage.participant)
        if left:
            held = number_of(left, "excerpt that holds", "excerpts that hold")
            yield f"left out: {held} interviewers' talk only (--speakers all counts that too)"
        yield from (finding.message for finding in undeclared(study))
    codes = study.codebook.codes
    strange = sum(
        1 for passage in part.passages if passage.counts and not codes.keys() >= {*passage.excerpt.codes}
    )
    if strange:
        yield (
            f"{number_of(strange, 'excerpt has', 'excerpts have')} a code that the codebook does not have, "
            "which is in no column; `framework check` says where"
        )
