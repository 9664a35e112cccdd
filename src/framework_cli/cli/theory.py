"""`framework theory`: a theory's claims with the evidence they rest on, checked, shown and laid out."""

from enum import StrEnum
from typing import Annotated

import typer

from framework_cli.cli import draw as drawing
from framework_cli.cli import typology
from framework_cli.cli.options import FormatOption, OutputOption, ShowTextOption
from framework_cli.model.severity import Severity
from framework_cli.model.theory import TheoryKind

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="From the matrix to a programme theory: each claim with the evidence it rests on.",
)


class PageFormat(StrEnum):
    """How a page on a theory is printed."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


NameArgument = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="A theory's id or file; else every theory.")
]
ClaimOption = Annotated[
    list[str] | None, typer.Option("--claim", metavar="ID", help="Only this claim (repeatable).")
]
DoubtsOption = Annotated[
    bool,
    typer.Option(
        "--what-would-change-this", help="Instead, claims that are thin, one-sided, contested, single-source."
    ),
]
PageOption = Annotated[PageFormat | None, typer.Option("--format", help="How to print the page; else text.")]


@app.command("check", short_help="What is wrong or thin in a theory, claim by claim.")
def check(
    context: typer.Context,
    name: NameArgument = None,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="Exit with 1 at findings this grave or graver.")
    ] = Severity.ERROR,
    show_text: ShowTextOption = False,
) -> None:
    """Say what is wrong or thin in a theory, claim by claim, and how to mend it.

    `framework check` says the same, file by file.
    """
    from framework_cli.cli.theories import check_theories

    raise typer.Exit(check_theories(context, name, fail_on, show_text=show_text))


@app.command("show", short_help="Each claim with its evidence, for and against, quoted.")
def show(
    context: typer.Context,
    name: NameArgument = None,
    claim: ClaimOption = None,
    doubts: DoubtsOption = False,
    format: PageOption = None,
    output: OutputOption = None,
) -> None:
    """Show each claim with its evidence for and against, in the words it rests on, and who says so.

    People are counted once, documents apart. A configuration also shows who speaks of each of its parts, and
    whose account has the whole of it.
    """
    from framework_cli.cli.theories import show_theories

    raise typer.Exit(show_theories(context, name, claim or (), format, output, doubted=doubts))


@app.command("table", short_help="A row for each piece of evidence, or each claim.")
def table(
    context: typer.Context,
    name: NameArgument = None,
    claims: Annotated[bool, typer.Option("--claims", help="A row for each claim, with counts.")] = False,
    doubts: DoubtsOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Lay out the evidence: claim, stance, people, sites, groups, waves, documents, basis and words."""
    from framework_cli.cli.opening import report_errors
    from framework_cli.cli.output import show_table
    from framework_cli.cli.theories import opened
    from framework_cli.render.theory.table import claims_table, doubts_table, evidence_table

    open_, read = opened(context, name)
    make = doubts_table if doubts else claims_table if claims else evidence_table
    title = "What would change the theory" if doubts else "Claims" if claims else "Evidence"
    show_table(make(read, title, open_.study.settings.notice), format, output)
    raise typer.Exit(report_errors(open_.study, open_.found))


@app.command("new", short_help="Start a theory from the codebook's themes.")
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The theory's name, and the file's.")],
    kind: Annotated[TheoryKind, typer.Option("--kind", help="Which form it takes.")] = TheoryKind.REALIST,
    themes: Annotated[
        list[str] | None,
        typer.Option(
            "--from", metavar="ID", help="Only this theme or column, laid out case by case (repeatable)."
        ),
    ] = None,
) -> None:
    """Start a file of theory: what each theme may hold for it, as comments to take over or delete.

    With --from the charted cells of these columns are laid out, case by case, to be sorted into categories.
    A file that is there is never written over.
    """
    from framework_cli.cli.theories import start_theory

    raise typer.Exit(start_theory(context, name, kind, themes or ()))


app.command("draw", short_help="Draw a theory: a picture, Mermaid, or an outline.")(drawing.draw)
app.command("typology", short_help="Types with their cases, and the dimensions beneath.")(typology.typology)
