"""`framework check`: every finding of the study; `check --fix` mends, `check explain` explains."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.findings import (
    DiagnosticFormat,
    DiagnosticFormatOption,
    FailOnOption,
    IgnoreOption,
    RulesOption,
    chosen,
    prefixes,
    show_findings,
)
from framework_cli.cli.opening import usage_error
from framework_cli.cli.options import OutputOption, ShowTextOption
from framework_cli.model.severity import Severity

if TYPE_CHECKING:
    from framework_cli.check.fix import Mend
    from framework_cli.model.diagnostic import Diagnostic

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def check(
    context: typer.Context,
    format: DiagnosticFormatOption = None,
    output: OutputOption = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Show and apply safe mends; on a terminal, ask about the rest.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: don't ask first.")] = False,
    fail_on: FailOnOption = Severity.ERROR,
    select: RulesOption = None,
    ignore: IgnoreOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Say everything that is wrong with the study, with file, line, column and how to mend it.

    `framework check explain F203` explains a rule. Words from transcripts are shown only with --show-text.
    """
    if context.invoked_subcommand is not None:
        return
    from framework_cli.cli.output import format_of

    _key_is_usable(context)
    wanted, unwanted = prefixes(select), prefixes(ignore)
    format = format_of(format, output, DiagnosticFormat)
    mended = _mend(context, yes=yes, show_text=show_text) if fix else True
    root, found = _find(context)
    found = chosen(found, wanted, unwanted)
    show_findings(found, root, format, output, show_text=show_text)
    grave = any(d.severity.rank >= fail_on.rank for d in found)
    raise typer.Exit(1 if grave or not mended else 0)


@app.command("explain")
def explain(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="A rule such as F203.")] = None,
) -> None:
    """Explain a rule: what it says, why it matters, an example and the mend. Without one, list all."""
    from framework_cli.check.explain import page, pages
    from framework_cli.model.rules import CATALOGUE

    if rule is None:
        typer.echo(pages(), nl=False)
        return
    if rule.upper() not in CATALOGUE:
        usage_error(f"there is no rule {rule}; `framework check explain` lists them all")
    typer.echo(page(rule.upper()), nl=False)


def _key_is_usable(context: typer.Context) -> None:
    """Exit with 2 where FRAMEWORK_KEY names a key that cannot be read, or lies in the study."""
    import os

    if key := os.environ.get("FRAMEWORK_KEY"):
        from framework_cli.cli.opening import study_root
        from framework_cli.cli.redact import names_of

        names_of(study_root(context), Path(key))


def _find(context: typer.Context) -> "tuple[Path, list[Diagnostic]]":
    from framework_cli.cells import grid
    from framework_cli.check import check as find
    from framework_cli.cli.opening import open_study

    opened = open_study(context)
    study, index = opened.study, opened.index
    return study.root, find(study, index, grid(study, index), opened.found)


def _mend(context: typer.Context, *, yes: bool, show_text: bool) -> bool:
    """Show the safe mends, ask on a terminal, and write them; False where one could not be written."""
    from framework_cli.cells import grid
    from framework_cli.check.fix import mends
    from framework_cli.cli.opening import can_ask, open_study
    from framework_cli.cli.settling import settle

    opened = open_study(context)
    study, index = opened.study, opened.index
    wanted = mends(study, index, grid(study, index))
    asks = can_ask() and not yes
    if not wanted:
        typer.echo("nothing to mend", err=True)
        if asks:
            settle(opened)
        return True
    shown = [_show(study.root, mend, show_text=show_text) for mend in wanted]
    wanted = [mend for mend, fine in zip(wanted, shown, strict=True) if fine]
    if asks and not typer.confirm("Write this?", err=True):
        typer.echo("nothing was written", err=True)
        return True
    written = [_write(study.root, mend) for mend in wanted]
    if asks:
        settle(open_study(context))
    return all(shown) and all(written)


def _show(root: Path, mend: "Mend", *, show_text: bool) -> bool:
    """Tell a mend on standard error: ids and places, or with `show_text` the lines that change."""
    if not show_text:
        typer.echo("\n  ".join([mend.path, *mend.parts]), err=True)
        return True
    from framework_cli.check.fix import as_patch

    return _tried(mend, lambda: typer.echo(as_patch(root, mend), nl=False, err=True))


def _write(root: Path, mend: "Mend") -> bool:
    from framework_cli.check.fix import apply

    return _tried(mend, lambda: apply(root, mend))


def _tried(mend: "Mend", step: Callable[[], object]) -> bool:
    """Do a step of a mend; where its file does not allow it, say so and leave the file as it is."""
    from framework_cli.check.fix import FileChangedError
    from framework_cli.write import EntryGoneError, SpliceError

    try:
        step()
    except (FileChangedError, EntryGoneError):
        typer.echo(f"framework: {mend.path} changed meanwhile and was left alone; run again", err=True)
    except SpliceError as fault:
        typer.echo(f"framework: {mend.path} was left alone: {fault}", err=True)
    except OSError as fault:
        typer.echo(f"framework: {mend.path} was left alone: {fault.strerror or fault}", err=True)
    else:
        return True
    return False
