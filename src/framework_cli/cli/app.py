"""The command line application: every command in the order in which a study meets them."""

from pathlib import Path
from typing import Annotated

import typer

from framework_cli.cli import chart, check, find, import_, index, init, show, status, summarise, tag

app = typer.Typer(
    help="The Framework Method in plain text: index, chart, summarise.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
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


app.command("init")(init.init)
app.add_typer(check.app, name="check")
app.command("status")(status.status)
app.command("tag")(tag.tag)
app.command("untag")(tag.untag)
app.command("index")(index.index)
app.command("show")(show.show)
app.command("find")(find.find)
app.command("chart")(chart.chart)
app.command("summarise")(summarise.summarise)
app.add_typer(import_.app, name="import")
