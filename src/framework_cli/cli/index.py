"""`framework index`: what has been indexed, one row per excerpt, code and case."""

import typer

from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    CoderFilter,
    FormatOption,
    OutputOption,
    ShowTextOption,
    SourceFilter,
    ThemeFilter,
    WaveFilter,
    WhereFilter,
)


def index(
    context: typer.Context,
    case: CaseFilter = None,
    source: SourceFilter = None,
    wave: WaveFilter = None,
    theme: ThemeFilter = None,
    code: CodeFilter = None,
    coder: CoderFilter = None,
    where: WhereFilter = None,
    format: FormatOption = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """List what has been indexed: resolve every excerpt; one row per excerpt, code and case.

    What does not resolve is listed on standard error, and the exit code is 1; the rest is printed.
    """
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors
    from framework_cli.cli.output import show_table
    from framework_cli.index import IndexRow, rows, select
    from framework_cli.model.table import Table

    opened = open_study(context)
    study = opened.study
    filters = chosen(
        study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    selected = select(opened.index, study, filters)
    table = Table(
        columns=IndexRow._fields,
        rows=rows(selected, study),
        short=("excerpt", "source", "start_line", "case", "coder", "code", "status", "quote"),
        notice=study.settings.notice,
    )
    show_table(table, format, output)
    code_of_exit = report_errors(study, opened.found, show_text=show_text)
    raise typer.Exit(code_of_exit)
