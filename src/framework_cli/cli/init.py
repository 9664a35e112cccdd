"""`framework init`: a new study, or a copy of the worked one."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where the study goes; made if it is not there.")
    ] = Path(),
    example: Annotated[
        bool, typer.Option("--example", help="Copy the worked study (fictional) instead of an empty one.")
    ] = False,
) -> None:
    """Start a study: its folders, and files whose comments say what goes where.

    Nothing that is already there is overwritten: the command then stops before it writes anything.
    """
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
    typer.echo(_next(folder, example), err=True)


def _next(folder: Path, example: bool) -> str:
    """What to do next, as commands that can be typed as they stand."""
    from framework_cli.model.words import typed

    inside = "" if folder == Path() else f" -C {typed(str(folder))}"
    if example:
        return f"Try: framework{inside} status, then framework{inside} chart"
    return (
        f"Next: framework{inside} import transcripts FILE… (or put .txt files in transcripts/), "
        f"write your themes into codebooks/codebook.yaml, then framework{inside} check"
    )
