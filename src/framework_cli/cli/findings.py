"""Findings as commands print them: which rules are asked for, in which format, where to."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.opening import usage_error
from framework_cli.model.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framework_cli.model.diagnostic import Diagnostic


class DiagnosticFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    MD = "md"


DiagnosticFormatOption = Annotated[
    DiagnosticFormat | None,
    typer.Option("--format", help="How to print; text, or github under GitHub Actions."),
]
RulesOption = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="F2,F401", help="Only these rules, or those that start so."),
]
IgnoreOption = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="F2,F401", help="All but these rules.")
]
FailOnOption = Annotated[
    Severity, typer.Option("--fail-on", help="Exit with 1 at findings this grave or graver.")
]


def prefixes(given: list[str] | None) -> tuple[str, ...]:
    """`F2,F401` and repeated options as one tuple; exits with 2 where no rule starts so."""
    from framework_cli.model.rules import CATALOGUE

    wanted = tuple(word.strip().upper() for words in given or () for word in words.split(",") if word.strip())
    for prefix in wanted:
        if not any(id.startswith(prefix) for id in CATALOGUE):
            usage_error(f"no rule starts with {prefix}; `framework check explain` lists them all")
    return wanted


def chosen(
    found: "Sequence[Diagnostic]", wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> "list[Diagnostic]":
    """The findings of the rules that are asked for."""
    return [
        each
        for each in found
        if (not wanted or each.rule.id.startswith(wanted))
        and not (unwanted and each.rule.id.startswith(unwanted))
    ]


def show_findings(
    found: "Sequence[Diagnostic]",
    root: Path,
    format: DiagnosticFormat | None,
    output: Path | None,
    *,
    show_text: bool,
) -> None:
    """Findings to standard output or a file, and a line that counts them to standard error."""
    import os
    import sys

    from framework_cli.render.diagnostics import render, summary

    if format is None and output is None and os.environ.get("GITHUB_ACTIONS") == "true":
        format = DiagnosticFormat.GITHUB
    shown = format or DiagnosticFormat.TEXT
    if output is not None:
        from framework_cli.cli.output import save

        save(output, render(found, shown, root=root, show_text=show_text).encode())
    elif shown is DiagnosticFormat.TEXT and sys.stdout.isatty():
        from framework_cli.render.diagnostics.text import print_coloured

        print_coloured(found, root=root, show_text=show_text)
    else:
        typer.echo(render(found, shown, root=root, show_text=show_text), nl=False)
    typer.echo(summary(found), err=True)
