"""Opening a study: find its folder, read it, index it, and say what stands in the way."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from framework_cli.model.diagnostic import Diagnostic
    from framework_cli.model.passage import Index
    from framework_cli.model.study import Study


class Opened:
    """A study with its index and everything found wrong while reading and indexing it."""

    __slots__ = ("found", "index", "study")

    def __init__(self, study: "Study", index: "Index", found: "list[Diagnostic]") -> None:
        self.study, self.index, self.found = study, index, found


def usage_error(message: str) -> NoReturn:
    """Say what is wrong with the call on standard error and exit with 2."""
    typer.echo(f"framework: {message}", err=True)
    raise typer.Exit(2)


def study_root(context: typer.Context) -> Path:
    """The study's folder: as given with `-C` or FRAMEWORK_STUDY, else found here or above; exits with 2."""
    from framework_cli.read import find_study

    given: Path | None = context.obj
    if given is not None:
        if not given.is_dir():
            usage_error(f"there is no folder {given}")
        return given.resolve()
    found = find_study(Path.cwd())
    if found is None:
        usage_error(
            "no study here or in a folder above: none has framework.yaml, or codebooks/ beside transcripts/. "
            + _elsewhere(Path.cwd())
        )
    return found


def _elsewhere(here: Path) -> str:
    """What to do where no study is: a study in a folder just below is most likely the one meant."""
    from framework_cli.model.words import typed
    from framework_cli.read import studies_below

    below = studies_below(here)
    if below:
        return f"There is one in {below[0]}: type `cd {typed(below[0])}` first."
    return "Start one with `framework init`, or name one with `framework -C STUDY …`."


def open_study(context: typer.Context) -> Opened:
    """Read and index the study, with a progress bar on a terminal where it takes over a second."""
    from framework_cli.cli.progress import progress
    from framework_cli.index import build
    from framework_cli.read import load

    root = study_root(context)
    _finish(root)
    with progress() as tick:
        study, found = load(root, progress=tick)
        index, more = build(study, progress=tick)
    return Opened(study, index, [*found, *more])


def _finish(root: Path) -> None:
    """Finish an edit of several files that was cut short, and say so."""
    from framework_cli.write import recover

    try:
        files = recover(root)
    except OSError as refused:
        typer.echo(f"framework: {refused.strerror or refused}", err=True)
    else:
        if files:
            typer.echo(f"framework: an edit of {files} files that was cut short has been finished", err=True)


def report_errors(study: "Study", found: "Iterable[Diagnostic]", *, show_text: bool = False) -> int:
    """List errors on standard error; the exit code that they ask for (0 or 1)."""
    from framework_cli.model.severity import Severity

    errors = [d for d in found if d.severity is Severity.ERROR]
    if not errors:
        return 0
    from framework_cli.read import locate
    from framework_cli.render.diagnostics import render

    typer.echo(render(locate(study.root, errors), "text", root=study.root, show_text=show_text), err=True)
    return 1


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()
