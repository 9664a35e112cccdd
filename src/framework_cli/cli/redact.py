"""`framework redact`: find the names of a key, and put pseudonyms in their place."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import Format, FormatOption, OutputOption

if TYPE_CHECKING:
    from framework_cli.index.names import Names
    from framework_cli.revise.redact import Redaction


def redact(
    context: typer.Context,
    key: Annotated[
        Path,
        typer.Option(
            "--key",
            metavar="KEYFILE",
            envvar="FRAMEWORK_KEY",
            help="Real names and pseudonyms (CSV or YAML), kept outside the study.",
        ),
    ],
    apply: Annotated[bool, typer.Option("--apply", help="Replace without asking.")] = False,
    any_case: Annotated[
        bool,
        typer.Option("--any-case", help="Replace names in other letters than the key's too (will for Will)."),
    ] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show every place where a name of the key stands, and replace it, keeping every excerpt in its place.

    Looks through transcripts, coding, charts, memos, tables, codebooks, theory, settings and the names of
    files. On a terminal each place is shown with its words, and you are asked; else only places are
    printed, and --apply replaces. Git's history keeps what was committed. Exits with 1 where names are left.
    """
    from framework_cli.cells import grid
    from framework_cli.cli.opening import open_study, study_root, usage_error
    from framework_cli.revise import RefusedError
    from framework_cli.revise.redact import Choice, redaction

    names = names_of(study_root(context), key)
    opened = open_study(context)
    study, index = opened.study, opened.index
    try:
        plan = redaction(study, index, grid(study, index), Choice(names, any_case))
    except RefusedError as refused:
        usage_error(f"nothing was replaced: {refused}")
    _show(plan, format, output)
    raise typer.Exit(_decided(study.root, plan, apply=apply))


def names_of(root: Path, key: Path) -> "Names":
    """The names of a key that lies outside the study and its repository; exits with 2 for any other.

    What is said of a key names lines, never what stands in them.
    """
    import os

    from framework_cli.cli.opening import usage_error
    from framework_cli.history.traces import working_tree
    from framework_cli.index.names import Names
    from framework_cli.read.key import read_key

    home = working_tree(root) or root
    there = (key.resolve(), Path(os.path.abspath(key)))  # noqa: PTH100 - a link's own place, without `..`
    if any(path.is_relative_to(home) for path in there):
        place = "the study" if any(path.is_relative_to(root) for path in there) else "the study's repository"
        usage_error(f"the key lies in {place}: keep it where nobody gets it along with the transcripts")
    named, faults = read_key(key)
    names = Names(named)
    faults += names.faults(named)
    if faults:
        lines = [f"line {fault.line}: {fault.message}" if fault.line else fault.message for fault in faults]
        usage_error("\n  ".join(["the key cannot be used", *lines]))
    return names


def _show(plan: "Redaction", format: Format | None, output: Path | None) -> None:
    """The places: on a terminal with their words, else without."""
    import sys

    from framework_cli.cli.output import show_table
    from framework_cli.model.table import Table

    inside = format is None and output is None and sys.stdout.isatty()
    columns = ["path", "line", "column", "what", *(["words"] if inside else [])]
    rows: list[list[str | int]] = [
        [place.path, place.line, place.column, place.what.value, *([plan.words(place)] if inside else [])]
        for place in plan.places
    ]
    show_table(Table(columns=columns, rows=rows), format, output)


def _decided(root: Path, plan: "Redaction", *, apply: bool) -> int:
    """Replace if that is wanted, say what is left, and give the exit code."""
    from framework_cli.cli.opening import can_ask, usage_error
    from framework_cli.model.words import number_of
    from framework_cli.revise.redact import What, carry_out
    from framework_cli.write import EntryGoneError

    todo = plan.replaced
    said = f"{number_of(len(todo), 'name')} in {number_of(len({p.path for p in todo}), 'file')}"
    asked = bool(todo) and not apply and can_ask()
    if (apply and todo) or (asked and typer.confirm(f"Replace {said}?", err=True)):
        try:
            carry_out(root, plan)
        except EntryGoneError as gone:
            usage_error(f"nothing was replaced: {gone}; run again")
        typer.echo(f"{said} replaced; every excerpt has kept its place.", err=True)
        todo = ()
    else:
        typer.echo(f"{said}{'; --apply replaces them' if todo else ''}.", err=True)
    for line in _left(plan):
        typer.echo(line, err=True)
    return 1 if todo or any(place.what is not What.OTHER_LETTERS for place in plan.left) else 0


def _left(plan: "Redaction") -> "list[str]":
    """What the redaction does not do, in words."""
    from collections import Counter

    from framework_cli.model.words import number_of
    from framework_cli.revise.redact import What

    told = {
        What.OTHER_LETTERS: "written in other letters than the key: --any-case takes them as names.",
        What.OVERLAP: "left, where two names overlap: give the key the whole name.",
        What.NOT_CHANGED: "in files that are not the study's own: change them by hand.",
    }
    counts = Counter(place.what for place in plan.left)
    lines = [
        f"{number_of(counts[what], 'place is', 'places are')} {rest}"
        for what, rest in told.items()
        if counts[what]
    ]
    if plan.unread:
        lines.append(f"Not looked into, being no text: {', '.join(plan.unread)}")
    if plan.reports:
        lines.append(f"Render again: {', '.join(plan.reports)}")
    if plan.places:
        lines.append(
            "Git's history keeps what was committed, names too, in every clone (see the page “Redact names”)."
        )
    return lines
