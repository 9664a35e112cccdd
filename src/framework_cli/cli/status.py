"""`framework status`: where the study stands, and what to do next."""

import typer

from framework_cli.cli.options import OutputOption, ShowFormat, ShowFormatOption


def status(context: typer.Context, format: ShowFormatOption = None, output: OutputOption = None) -> None:
    """Say where the study stands: read, coded, agreed, charted, reviewed, stale – and what to do next."""
    from framework_cli.cells import grid
    from framework_cli.cli.opening import open_study, report_errors
    from framework_cli.cli.output import page_format, put_json, show_tables
    from framework_cli.model.severity import Severity
    from framework_cli.render.status import cases_table, heading, sources_table, status_json, tasks_text
    from framework_cli.review import standing

    opened = open_study(context)
    study = opened.study
    unread = sum(d.severity is Severity.ERROR and not d.rule.id.startswith("F2") for d in opened.found)
    picture = standing(study, opened.index, grid(study, opened.index), unread=unread)
    if page_format(format, output) is ShowFormat.JSON:
        put_json(status_json(study, picture), output)
    else:
        tables = (sources_table(study, picture), cases_table(picture))
        show_tables(heading(study), tables, tasks_text(picture), output)
    raise typer.Exit(report_errors(study, opened.found))
