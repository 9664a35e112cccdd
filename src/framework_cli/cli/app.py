"""The command line application: what is said before a command, and the commands."""

from pathlib import Path
from typing import Annotated

import typer

from framework_cli.cli.commands import SETTINGS, Commands

app = typer.Typer(
    cls=Commands,
    help="The Framework Method in plain text: index, chart, summarise.",
    no_args_is_help=True,
    **SETTINGS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def study(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            "-C",
            "--study",
            metavar="STUDY",
            envvar="FRAMEWORK_STUDY",
            help="The study's folder; else it is looked for here and in the folders above.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True)
    ] = False,
) -> None:
    """The Framework Method in plain text: index, chart, summarise."""
    if version:
        from framework_cli import __version__

        typer.echo(f"framework {__version__}")
        raise typer.Exit
    context.obj = folder
