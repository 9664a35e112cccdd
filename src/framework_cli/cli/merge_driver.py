"""`framework merge-driver`, which git calls to merge, and `textconv`, which it calls to show a difference."""

from pathlib import Path
from typing import Annotated

import typer


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="What both sides started from (%O).")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our version (%A); the outcome goes here.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="Their version (%B).")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="Which file it is in the repository (%P).")],
    size: Annotated[
        str, typer.Option("--marker-size", metavar="N", help="The length of conflict markers (%L).")
    ] = "7",
    our_name: Annotated[
        str, typer.Option("--ours", metavar="NAME", help="What our side is called (%X).")
    ] = "",
    their_name: Annotated[
        str, typer.Option("--theirs", metavar="NAME", help="What their side is called (%Y).")
    ] = "",
) -> None:
    """Merge an annotation file excerpt by excerpt, or a chart cell by cell. Git calls this.

    `framework init --git` sets it up for a clone. Exits with 1 where a conflict is left in the file; it
    stands at the excerpt or cell that both sides changed, and nowhere else.
    """
    from framework_cli.model.words import number_of
    from framework_cli.revise.merge import Marks, merge
    from framework_cli.write import write_output

    # Gits before 2.44 hand over the place holders that they don't know as they are.
    names = (name if name and not name.startswith("%") else "" for name in (our_name, their_name))
    marks = Marks(next(names) or "ours", next(names) or "theirs", int(size) if size.isdecimal() else 7)
    merged = merge(base.read_bytes(), ours.read_bytes(), theirs.read_bytes(), path, marks)
    write_output(ours, merged.data)
    if merged.by_lines:
        typer.echo(f"framework: {path} was merged line by line: {merged.by_lines}", err=True)
    if merged.conflicts:
        typer.echo(f"framework: {path}: {number_of(merged.conflicts, 'conflict')}", err=True)
    raise typer.Exit(1 if merged.conflicts else 0)


def textconv(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An annotation file, or any other.")],
) -> None:
    """Print an annotation file a line an excerpt, for `git diff`: its codes, its words, its memo."""
    import sys

    from framework_cli.review.plain import excerpt_lines

    sys.stdout.buffer.write(excerpt_lines(file))
