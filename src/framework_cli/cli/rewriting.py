"""Carrying out a change of many files: checked, shown as a patch or written, and told."""

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import typer

from framework_cli.cli.opening import Opened, open_study, usage_error

if TYPE_CHECKING:
    from framework_cli.revise.codebook import Revision


def change(
    context: typer.Context,
    plan: "Callable[[Opened, str], Revision]",
    dry_run: bool,
    *,
    display: bool = False,
) -> None:
    """Work out a change and write it, or print it as a patch; ends with 1 where errors stand in the way.

    `plan` is given the study and the day. `display` says that only numbers and names change, so that
    annotations, memos and theory need not be sound.
    """
    from framework_cli.revise import RefusedError

    opened = open_study(context)
    folders = ("charts",) if display else ("annotations", "charts", "memos", "theory")
    _stop_at(opened, set(), folders)
    try:
        revision = plan(opened, date.today().isoformat())
    except RefusedError as refused:
        usage_error(str(refused))
    _stop_at(opened, {each.path for each in revision.rewrites}, folders)
    if not revision.rewrites:
        typer.echo("nothing to change", err=True)
    elif dry_run:
        _show(opened, revision)
    else:
        _write(opened, revision)


def _stop_at(opened: Opened, touched: set[str], folders: tuple[str, ...]) -> None:
    """End with 1 where files that the change touches, or might have to, have errors."""
    from framework_cli.cells import grid
    from framework_cli.check import check
    from framework_cli.check.obstacles import obstacles
    from framework_cli.cli.opening import report_errors

    study, index = opened.study, opened.index
    found = check(study, index, grid(study, index), opened.found) if touched else opened.found
    errors = obstacles(study, found, touched, folders)
    if errors:
        report_errors(study, errors)
        typer.echo("framework: nothing was changed: mend this first, then run again", err=True)
        raise typer.Exit(1)


def _show(opened: Opened, revision: "Revision") -> None:
    """The patch to standard output, what it would do to standard error."""
    from framework_cli.write.patch import patch

    sys.stdout.flush()
    sys.stdout.buffer.write(patch(opened.study.root, revision.rewrites))
    sys.stdout.flush()
    _tell(revision)
    typer.echo("nothing was written", err=True)


def _write(opened: Opened, revision: "Revision") -> None:
    """All files, or none; their paths go to standard output where a program reads it."""
    from framework_cli.write import EntryGoneError, edit_together

    try:
        edit_together(opened.study.root, revision.rewrites)
    except EntryGoneError as gone:
        usage_error(f"{gone}; nothing was changed; run again")
    except OSError as refused:
        typer.echo(f"framework: nothing was changed: {refused.strerror or refused}", err=True)
        raise typer.Exit(1) from refused
    if not sys.stdout.isatty():
        for rewrite in revision.rewrites:
            typer.echo(rewrite.path)
    _tell(revision)


def _tell(revision: "Revision") -> None:
    """What a change does, and what is left to do; on a terminal no wider than that."""
    from shutil import get_terminal_size
    from textwrap import fill

    width = get_terminal_size().columns if sys.stderr.isatty() else 10**6
    for line in revision.said:
        typer.echo(fill(line, width, subsequent_indent="  ", break_on_hyphens=False), err=True)
    if revision.left:
        typer.echo("Left to do", err=True)
    for task in revision.left:
        what = fill(f"  - {task.what}", width, subsequent_indent="    ", break_on_hyphens=False)
        typer.echo(what, err=True)
        if task.command:
            typer.echo(f"      {task.command}", err=True)
