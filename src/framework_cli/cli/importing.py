"""Bringing an edited workbook of charts back from the command line: what is said, and where it goes."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from framework_cli.cli.opening import usage_error

if TYPE_CHECKING:
    from framework_cli.exchange import Brought, Change, Plan
    from framework_cli.model.study import Study

SIDES = ("workbook", "study")
_BESIDE = 12  # cells that wait are shown side by side; what is more goes into a report


def sides(take: Iterable[str]) -> list[tuple[str, str]]:
    """`--take workbook=P01/referral` taken apart; ends with 2 for what is no side."""
    from framework_cli.read import composed

    found = []
    for each in take:
        side, equals, cells = (part.strip() for part in each.partition("="))
        if side not in SIDES or not equals or not cells:
            usage_error(
                f"--take {each}: say --take workbook=CELL or --take study=CELL, such as study='P01/*'"
            )
        found.append((side, composed(cells)))
    return found


def bring_charts(study: "Study", file: Path, take: Sequence[str], report: Path | None, dry_run: bool) -> int:
    """Read a workbook, write what is certain, list what waits; the exit code."""
    from framework_cli.cli.import_ import say
    from framework_cli.exchange import bring_back, failed, plan, read_workbook

    chosen = sides(take)
    if report is not None and report.exists() and report.samefile(file):
        usage_error("the report would overwrite the workbook that is read: name another file")
    book, notes = read_workbook(file)
    if book is None:
        say(str(file), notes)
        return 1
    made = plan(study, book, chosen)
    if failed(made.notes):
        say(str(file), made.notes)
        return 1
    done = bring_back(study, made, dry_run=dry_run)
    say(str(file), [*made.notes, *done.notes])
    _tell(made, done, dry_run)
    if report is not None:
        _report(report, done)
    for path in () if dry_run else done.paths:
        typer.echo(path)
    return 1 if done.waiting or made.unread or failed(done.notes) else 0


def _tell(made: "Plan", done: "Brought", dry_run: bool) -> None:
    from framework_cli.model.words import number_of

    for change in done.changes:
        what = "new" if not change.study else "emptied" if not change.workbook else "changed"
        typer.echo(f"  {change.key}: {'would be ' if dry_run else ''}{what}", err=True)
    counts = [number_of(len(done.changes), "cell") + (" would be changed" if dry_run else " changed")]
    counts.append(f"{made.same} the same")
    counts += [f"{len(made.settled)} kept as in the study"] if made.settled else []
    counts += [f"{len(done.waiting)} left for you to decide"] if done.waiting else []
    typer.echo(f"  {', '.join(counts)}", err=True)
    for number, change in enumerate(done.waiting):
        _waiting(change, whole=number < _BESIDE)
    if len(done.waiting) > _BESIDE:
        typer.echo("  both versions of all of them: --report FILE", err=True)
    if made.unread:
        typer.echo("  some words in the workbook were not read: see the warnings above", err=True)
    if any(change.what.takeable for change in done.waiting):
        typer.echo(
            "  decide with --take workbook=CELL or --take study=CELL; nothing was written for these", err=True
        )


def _waiting(change: "Change", *, whole: bool) -> None:
    """A cell that waits and where it stands in the workbook; if `whole` with both versions side by side."""
    from framework_cli.render.beside import beside

    typer.echo(f"  {change.what.value}: {change.key} ({change.place}): {change.why}", err=True)
    if not whole or not (change.study or change.workbook):
        return
    for line in beside(change.study, change.workbook, ("in the study", "in the workbook")):
        typer.echo(line, err=True)


def _report(report: Path, done: "Brought") -> None:
    """Save what was changed and what waits as a table."""
    from framework_cli.cli.output import show_table
    from framework_cli.model.table import Table

    columns = ("cell", "what", "why", "place", "study", "workbook")
    rows = [
        (str(each.key), each.what.value, each.why, each.place, each.study, each.workbook)
        for each in (*done.waiting, *done.changes)
    ]
    show_table(Table(columns, rows), None, report)
