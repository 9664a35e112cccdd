"""`framework init`: a new study, or a copy of the worked one."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    context: typer.Context,
    place: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where the study goes; made if it is not there.")
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Copy the worked study (fictional) instead of an empty one.")
    ] = False,
    git: Annotated[
        bool,
        typer.Option("--git", help="Have git merge coding and charts by excerpt and cell, in this clone."),
    ] = False,
    hook: Annotated[
        bool, typer.Option("--hook", help="Have git check the study before each commit, in this clone.")
    ] = False,
    ci: Annotated[bool, typer.Option("--ci", help="Have GitHub check the study at every push.")] = False,
) -> None:
    """Start a study: its folders, and files whose comments say what goes where.

    Nothing that is already there is overwritten: the command then stops before it writes anything. With
    --git, --hook or --ci, a study that is there already is equipped with these and nothing else.
    """
    from framework_cli.read import find_study

    named: Path | None = context.obj
    folder = place or named or Path()
    _in_repository(folder, git=git, hook=hook)
    equip = git or hook or ci
    new = not equip or example or not folder.is_dir() or find_study(folder) != folder.resolve()
    if new:
        _start(folder, example=example)
    if equip:
        _equip(folder, git=git, hook=hook, ci=ci)
    if new:
        typer.echo(_next(folder, example), err=True)


def _in_repository(folder: Path, *, git: bool, hook: bool) -> None:
    """Exit with 2, before anything is written, where git is asked for and there is no repository."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.history.clone import top_of
    from framework_cli.model.words import typed

    there = next((each for each in (folder, *folder.resolve().parents) if each.is_dir()), Path())
    if (git or hook) and top_of(there) is None:
        usage_error(f"{folder} is in no git repository; type `git init {typed(str(folder))}` first")


def _equip(folder: Path, *, git: bool, hook: bool, ci: bool) -> None:
    """Set up what was asked for, and say what was done."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.history.git import GitError
    from framework_cli.read.settings import read_settings
    from framework_cli.revise import equipment

    root = folder.resolve()
    said: list[str] = []
    try:
        said += equipment.merging(root, read_settings(root)[0]) if git else []
        said += equipment.hook(root) if hook else []
        said += equipment.workflow(root) if ci else []
    except GitError as fault:
        usage_error(f"git: {fault}")
    for line in said:
        typer.echo(line, err=True)


def _start(folder: Path, *, example: bool) -> None:
    """Write the files of a new study."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.model.words import number_of
    from framework_cli.scaffold import empty_study, worked_study
    from framework_cli.write import create

    files = worked_study() if example else empty_study()
    taken = [name for name in sorted(files) if (folder / name).exists()]
    if taken:
        usage_error(
            f"{folder} already has {', '.join(taken[:5])}{' and more' if len(taken) > 5 else ''}; "
            "nothing was written. Choose another folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(files.items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        create(folder, folder / name, text)
    for name in ("transcripts", "annotations", "charts", "memos", "reports"):
        (folder / name).mkdir(exist_ok=True)
    typer.echo(f"{number_of(len(files), 'file')} written to {folder}.", err=True)


def _next(folder: Path, example: bool) -> str:
    """What to do next, as commands that can be typed as they stand, a line each."""
    from framework_cli.model.words import typed

    inside = [] if folder == Path() else [f"cd {typed(str(folder))}"]
    work = (
        ["framework status", "framework chart"]
        if example
        else [
            "framework import transcripts FILE…   (or put .txt files into transcripts/)",
            "framework check                      (once codebooks/codebook.yaml is yours)",
        ]
    )
    return "\n  ".join(["Next", *inside, *work])
