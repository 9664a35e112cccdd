"""`framework diff`: what changed between two states of a study, in its own words."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    CoderFilter,
    OutputOption,
    SourceFilter,
)

if TYPE_CHECKING:
    from pathlib import Path

    from framework_cli.render.trail.page import Page


class DiffFormat(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def diff(
    context: typer.Context,
    revisions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV [REV]]",
            help="None: HEAD and the files as they are; one: it and the files; two, or A..B, A...B: both.",
            show_default=False,
        ),
    ] = None,
    case: CaseFilter = None,
    source: SourceFilter = None,
    code: CodeFilter = None,
    coder: CoderFilter = None,
    stat: Annotated[bool, typer.Option("--stat", help="Only how much changed, part by part.")] = False,
    show_text: Annotated[
        bool,
        typer.Option("--show-text", help="Show the words too: quotes, summaries, definitions, values."),
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything changed.")
    ] = False,
    format: Annotated[
        DiffFormat | None,
        typer.Option("--format", help="For a person (text), a pull request (md), a program."),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Say what changed between two revisions: codebook, coding, cells, cases, sources, memos.

    It speaks of excerpts, cells and codes instead of lines in files. Words of participants and analysts are
    shown with --show-text only.
    """
    from framework_cli.cli.opening import study_root, usage_error
    from framework_cli.cli.output import format_of
    from framework_cli.cli.revisions import compared, past, wanted
    from framework_cli.render.trail.item import naming
    from framework_cli.render.trail.page import Page
    from framework_cli.render.trail.telling import sections
    from framework_cli.trail import changes

    words = revisions or []
    if len(words) > 2:
        usage_error(f"name two revisions at most, not {len(words)}")
    chosen = format_of(format, output, DiffFormat)
    with past(study_root(context)) as trees:
        before, after, sides = compared(trees, words)
    found = changes(before, after)
    found = wanted(found, before, after, case=case, source=source, code=code, coder=coder)
    name = naming(before.codebook, after.codebook)
    settings = after.study.settings
    page = Page(settings.title, settings.notice, *sides, found, sections(found, name), name, trees.lent)
    _put(page, chosen, output, show_text=show_text, stat=stat)
    raise typer.Exit(1 if exit_code and found else 0)


def _put(
    page: "Page", format: DiffFormat | None, output: "Path | None", *, show_text: bool, stat: bool
) -> None:
    """Print or save the page in the format asked for."""
    import sys

    from framework_cli.cli.output import put_json, put_text
    from framework_cli.render.trail.text import diff_lines, plain

    if format is DiffFormat.JSON:
        from framework_cli.render.trail.json import diff_json

        put_json(diff_json(page, show_text=show_text), output)
    elif format is DiffFormat.MD:
        from framework_cli.render.trail.markdown import diff_markdown

        put_text(diff_markdown(page, show_text=show_text, brief=stat), output)
    elif format is None and output is None and sys.stdout.isatty():
        from framework_cli.render.trail.terminal import print_lines, width

        print_lines(diff_lines(page, width=width(), show_text=show_text, brief=stat))
    else:
        put_text(plain(diff_lines(page, show_text=show_text, brief=stat)), output)
