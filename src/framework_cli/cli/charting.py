"""The work of charting from the command line: worksheets laid out, cells marked, columns read down."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from framework_cli.cli.opening import Opened, usage_error

if TYPE_CHECKING:
    from pathlib import Path

    from framework_cli.cells import Grid
    from framework_cli.cells.edits import ChartEdit
    from framework_cli.cells.mark import Refusal
    from framework_cli.index import Filters
    from framework_cli.model.study import Study

ALL = "--all"


def lay_out(opened: Opened, wanted: Sequence[str], filters: "Filters") -> int:
    """Write the worksheets of cases (`ALL` stands for every case that the filters leave).

    Paths of the files written go to standard output. Returns the exit code.
    """
    from framework_cli.cells import grid
    from framework_cli.chart import shape
    from framework_cli.read import composed

    study, index = opened.study, opened.index
    states = grid(study, index)
    names = shape.cases(study, filters) if ALL in wanted else list(dict.fromkeys(map(composed, wanted)))
    if ALL not in wanted:
        _known(study, states, names)
    written = [path for name in names for path in _laid_out(study, states, name)]
    for path in filter(None, written):
        typer.echo(path)
    if not written:
        typer.echo("nothing to add: every heading and excerpt is there already", err=True)
    elif any(written):
        typer.echo(
            "now write the summaries, then mark them: framework chart --mark charted CASE/CODE", err=True
        )
    return 0 if all(written) else 1


def read_down(opened: Opened, filters: "Filters", output: "Path | None") -> int:
    """Print the worksheet for abstraction of the columns asked for, or save it. Returns the exit code.

    A file that is there may hold somebody's notes, and is not written over.
    """
    from framework_cli.cells import grid
    from framework_cli.chart import shape
    from framework_cli.cli.opening import report_errors
    from framework_cli.cli.output import put_text
    from framework_cli.render.theory.worksheet import abstraction

    study = opened.study
    states = grid(study, opened.index)
    columns = shape.cell_columns(study, states, "subtheme", filters)
    rows = shape.cell_rows(study, states, filters)
    if not columns or not rows:
        usage_error(f"the filters leave no {'case' if columns else 'column'}")
    if output is not None and output.exists():
        usage_error(f"{output} is there already, and may hold notes: choose another name")
    put_text(abstraction(study, states, rows, columns), output)
    return report_errors(study, opened.found)


def mark_cells(
    opened: Opened, state: str, patterns: Sequence[str], coder: str | None, filters: "Filters"
) -> int:
    """Mark cells as charted, reviewed, nothing-said or not-asked, or take the last two back (uncharted).

    Cells marked go to standard output, what was refused and why to standard error. Returns the exit
    code: 1 where a cell that was named could not be marked.
    """
    from framework_cli.cells import grid
    from framework_cli.cells.mark import Mark, mark
    from framework_cli.chart import shape
    from framework_cli.cli.coder import who
    from framework_cli.index import Filters
    from framework_cli.read import composed

    study, index = opened.study, opened.index
    if not patterns and filters == Filters():
        usage_error(
            "name the cells, such as P01/referral, 'P01/*' or '*/referral', or choose them with filters"
        )
    if filters.coder:
        usage_error("cells rest on all coding that counts: choose them without --coder; --as says who marks")
    states = grid(study, index)
    within = shape.cells(study, states, filters) if filters != Filters() else None
    plan = mark(
        study, index, states, Mark(state), [composed(p) for p in patterns] or ["*/*"],
        coder=who(study, coder), on=date.today().isoformat(), within=within,
    )  # fmt: skip
    done = [edit for edit in plan.edits if _write(study, edit)]
    for key in (key for edit in done for key in edit.cells):
        typer.echo(str(key))
    _refused(plan.refused)
    if not plan.edits and not plan.refused:
        typer.echo("nothing to change: the cells are marked so already", err=True)
    named = any(not refusal.passed for refusal in plan.refused)
    return 1 if named or len(done) < len(plan.edits) else 0


def _known(study: "Study", states: "Grid", names: Iterable[str]) -> None:
    """End with 2 where a worksheet is asked for that is no case's and no wave's."""
    from framework_cli.cells.naming import no_row, rows_named

    for name in names:
        if not rows_named(study, states, name):
            usage_error(no_row(study, name))


def _laid_out(study: "Study", states: "Grid", name: str) -> list[str]:
    """Write the worksheets of one case; the paths, empty for those that could not be written."""
    from framework_cli.chart.worksheet import worksheets
    from framework_cli.write import CannotWriteError

    try:
        return [_write(study, edit) for edit in worksheets(study, states, name)]
    except CannotWriteError as refused:
        typer.echo(f"framework: {name} has no worksheet: {refused.strerror}", err=True)
        return [""]


def _write(study: "Study", edit: "ChartEdit") -> str:
    """Write a chart file and return its path; empty where it could not be written, which is said."""
    from framework_cli.write import EntryGoneError, SpliceError
    from framework_cli.write import edit as write

    try:
        write(study.root, study.root / edit.path, edit.change)
    except EntryGoneError:
        typer.echo(f"framework: {edit.path} changed meanwhile and was left alone; run again", err=True)
    except SpliceError as fault:
        typer.echo(f"framework: {edit.path} was left alone: {fault}", err=True)
    except OSError as fault:
        typer.echo(f"framework: {edit.path} was left alone: {fault.strerror or fault}", err=True)
    else:
        return edit.path
    return ""


def _refused(refused: "Sequence[Refusal]") -> None:
    """Say why cells were not marked: each that was named, and in a line a reason those passed over."""
    from framework_cli.model.words import number_of

    for refusal in refused:
        if not refusal.passed:
            typer.echo(f"framework: {refusal.cell}: {refusal.why}", err=True)
    for why, count in Counter(refusal.why for refusal in refused if refusal.passed).items():
        typer.echo(f"passed over {number_of(count, 'cell')}: {why}", err=True)
