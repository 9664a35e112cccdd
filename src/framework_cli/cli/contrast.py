"""`framework contrast`: cells side by side, for groups of an attribute or for waves."""

from typing import Annotated

import typer

from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    FormatOption,
    OutputOption,
    ShowTextOption,
    ThemeFilter,
    WaveFilter,
    WhereFilter,
)


def contrast(
    context: typer.Context,
    by: Annotated[
        str, typer.Argument(metavar="ATTR|wave", help="An attribute of cases.csv, such as site; or wave.")
    ],
    case: CaseFilter = None,
    wave: WaveFilter = None,
    theme: ThemeFilter = None,
    code: CodeFilter = None,
    where: WhereFilter = None,
    format: FormatOption = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Set cells side by side: a column for each group of cases, or for each wave of a case.

    `contrast site` shows what was charted of the people of each site, subtheme by subtheme; `contrast wave`
    how the cells of each case go on from wave to wave. Summaries only: nothing is counted or tested.
    """
    from framework_cli.cells import grid
    from framework_cli.chart.contrast import WAVE, attributes, trajectory
    from framework_cli.chart.contrast import contrast as contrasted
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors, usage_error
    from framework_cli.cli.output import show_table
    from framework_cli.read import suggest

    opened = open_study(context)
    study = opened.study
    known = list(attributes(study))
    if by != WAVE and by not in known:
        near = suggest(by, [*known, WAVE])
        said = f"did you mean {near}?" if near else f"there is {', '.join([*known, WAVE])}"
        usage_error(f"no case has the attribute {by}; {said}")
    filters = chosen(study, case=case, wave=wave, theme=theme, code=code, where=where)
    cells = grid(study, opened.index)
    if by == WAVE:
        table = trajectory(study, cells, filters)
        if not table.rows:
            usage_error("no case has a chart for several waves, such as charts/P01@2.md")
    else:
        table = contrasted(study, cells, by, filters)
    show_table(table, format, output)
    raise typer.Exit(report_errors(study, opened.found, show_text=show_text))
