"""The command line application: every command in the order in which a study meets them."""

from pathlib import Path
from typing import Annotated

import typer

from framework_cli.cli import (
    anchor,
    audit,
    chart,
    check,
    checklist,
    codebook,
    compare,
    contrast,
    cooccur,
    crosstab,
    diff,
    find,
    import_,
    index,
    init,
    log,
    merge_driver,
    redact,
    saturation,
    show,
    status,
    summarise,
    tag,
    theory,
)

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


app.command("init", short_help="Start a study, or copy the worked one.")(init.init)
app.add_typer(check.app, name="check", short_help="Say what is wrong in any file, where, and how to mend it.")
app.command("status", short_help="Say where the study stands, and what to do next.")(status.status)
app.command("tag", short_help="Code a passage: `tag P01 41-43 stigma`.")(tag.tag)
app.command("untag", short_help="Take a code off an excerpt, or the excerpt away.")(tag.untag)
app.command("anchor", short_help="Say where an excerpt stands in its transcript.")(anchor.anchor)
app.command("index", short_help="List every coded passage at its place.")(index.index)
app.command("show", short_help="Show one thing in context, with all that points at it.")(show.show)
app.command("find", short_help="Find words in the study, with the codes there.")(find.find)
app.command("chart", short_help="Show the framework matrix; chart a case.")(chart.chart)
app.command("contrast", short_help="Set cells side by side: groups, or waves.")(contrast.contrast)
app.command("compare", short_help="Show where coders differ, and agree on a coding.")(compare.compare)
app.command("saturation", short_help="Show how many new codes each interview brought.")(saturation.saturation)
app.command("cooccur", short_help="Show which codes stand together.")(cooccur.cooccur)
app.command("crosstab", short_help="Count participants by attribute and code.")(crosstab.crosstab)
app.add_typer(theory.app, name="theory", short_help="From the matrix to a programme theory.")
app.command("summarise", short_help="Render the report, HTML and Markdown.")(summarise.summarise)
app.command("checklist", short_help="Go through COREQ, SRQR or RAMESES II.")(checklist.checklist)
app.command("diff", short_help="Say what changed, in the study's own words.")(diff.diff)
app.command("log", short_help="Tell the history of an excerpt, cell, code or case.")(log.log)
app.command("audit", short_help="Write an audit trail for examiners.")(audit.audit)
app.add_typer(codebook.app, name="codebook", short_help="Show the framework, or change it everywhere.")
app.add_typer(import_.app, name="import", short_help="Bring in other tools' files.")
app.command("redact", short_help="Replace real names, keeping every excerpt.")(redact.redact)
app.command("merge-driver", short_help="Merge excerpt by excerpt; git calls this.")(merge_driver.merge_driver)
app.command("textconv", hidden=True)(merge_driver.textconv)
