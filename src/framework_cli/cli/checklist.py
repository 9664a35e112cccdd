"""`framework checklist`: a reporting checklist, with what the study's files say to each item."""

from enum import StrEnum
from typing import Annotated

import typer

from framework_cli.cli.options import Format, FormatOption, OutputOption, ShowTextOption


class Name(StrEnum):
    """The checklists."""

    COREQ = "coreq"
    SRQR = "srqr"
    RAMESES = "rameses"


def checklist(
    context: typer.Context,
    name: Annotated[
        Name, typer.Argument(help="coreq: interviews and groups; srqr: any; rameses: realist evaluation.")
    ],
    format: FormatOption = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Go through a reporting checklist: what the study's files say to each item, and what you must write.

    An item is "pre-filled, confirm", "author must write" or "n/a". None is ever passed: what the files say is
    a start, and whether an item is met is for authors and reviewers to judge.
    """
    import shutil

    from framework_cli.cells import grid
    from framework_cli.cli.opening import open_study, report_errors
    from framework_cli.cli.output import format_of, put_text, show_table
    from framework_cli.render import checklist as page
    from framework_cli.review.checklist import CHECKLISTS, answers

    opened = open_study(context)
    study = opened.study
    asked = CHECKLISTS[name.value]
    given = answers(asked, study, opened.index, grid(study, opened.index))
    notice = study.settings.notice
    chosen = format_of(format, output, Format)
    if chosen is Format.MD:
        put_text(page.markdown(asked, given, notice), output)
    elif chosen in (None, Format.TEXT):
        wide = 80 if output else min(shutil.get_terminal_size((80, 24)).columns, 100)
        put_text(page.text(asked, given, notice, max(wide, 40)), output)
    else:
        show_table(page.table(asked, given, notice), format, output)
    raise typer.Exit(report_errors(study, opened.found, show_text=show_text))
