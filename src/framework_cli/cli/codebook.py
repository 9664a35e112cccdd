"""`framework codebook`: the framework shown, and changed together with every file that uses it."""

from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import Format, FormatOption, OutputOption

if TYPE_CHECKING:
    from framework_cli.model.study import Study
    from framework_cli.revise.codebook import Heir

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Show the thematic framework, or change it together with every file that uses it.",
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The id of a codebook entry.")]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; print the change as a patch for `git apply`.")
]
DefinitionOption = Annotated[
    str | None, typer.Option("--definition", metavar="TEXT", help="What the entry means.")
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for later readers.")]


@app.command("show", short_help="The framework as a tree, with what is coded.")
def show(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="Only these entries and what is below them.")
    ] = None,
    definitions: Annotated[
        bool, typer.Option("--definitions", help="With what each entry means, includes and excludes.")
    ] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show the framework as a tree, with the passages coded under each entry and their cases.

    Overlapping passages count once, and only participants' talk counts. Retired ids and open labels
    are named beneath.
    """
    from framework_cli.cli.opening import open_study, report_errors
    from framework_cli.cli.output import format_of, show_table
    from framework_cli.index import open_labels
    from framework_cli.render.codebook import codebook_table
    from framework_cli.review.codebook import entries, out_of_use

    opened = open_study(context)
    study = opened.study
    only = [_entry(study, id) for id in ids or ()]
    table = codebook_table(
        study, entries(study, opened.index), out_of_use(study), open_labels(study).most_common(),
        only=only, definitions=definitions, tree=format_of(format, output, Format) in (None, Format.TEXT),
    )  # fmt: skip
    show_table(table, format, output)
    raise typer.Exit(report_errors(study, opened.found))


@app.command("rename", short_help="Another name, or another meaning.")
def rename(
    context: typer.Context,
    id: IdArgument,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The new name.")] = None,
    definition: DefinitionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Give an entry another name, or with --definition another meaning. Its id stays.

    A new meaning raises the codebook's version; sources read before are then on the list to read again.
    """
    from framework_cli.cli.rewriting import change
    from framework_cli.revise import codebook

    change(context, lambda o, _: codebook.rename(o.study, id, name, definition), dry_run, display=True)


@app.command("move", short_help="Another place, or another theme.")
def move(
    context: typer.Context,
    id: IdArgument,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ID", help="The theme, or subtheme, to stand below.")
    ] = None,
    before: Annotated[str, typer.Option("--before", metavar="ID", help="Directly before this entry.")] = "",
    after: Annotated[str, typer.Option("--after", metavar="ID", help="Directly after this entry.")] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Put an entry, with all below it, elsewhere; beside a theme it becomes a theme.

    Numbers follow, also in the headings of charts; ids, passages and cells stay.
    """
    from framework_cli.cli.rewriting import change
    from framework_cli.revise import codebook

    change(
        context,
        lambda o, _: codebook.move(o.study, id, to=to, before=before, after=after),
        dry_run,
        display=True,
    )


@app.command("merge", short_help="Several entries into one.")
def merge(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="The entries that go.")],
    into: Annotated[str, typer.Option("--into", metavar="ID", help="The entry that stays.")],
    dry_run: DryRunOption = False,
) -> None:
    """Merge entries into another: passages are recoded, cells joined and marked to be read again.

    Both summaries are kept, each with where it stood. The old ids stay on record under `was`.
    """
    from framework_cli.cells import grid
    from framework_cli.cli.rewriting import change
    from framework_cli.revise import codebook

    change(
        context,
        lambda o, today: codebook.merge(o.study, grid(o.study, o.index), ids, into=into, on=today),
        dry_run,
    )


@app.command("split", short_help="One entry into several.")
def split(
    context: typer.Context,
    id: IdArgument,
    into: Annotated[
        list[str],
        typer.Option(
            "--into", metavar="ID[=NAME]", help='A part: new-id="Its name", or an id that is there.'
        ),
    ],
    why: WhyOption = "",
    dry_run: DryRunOption = False,
) -> None:
    """Split an entry into two or more: `split cost --into money="Money" --into time="Hours"`.

    The parts take its place and its id is retired. Its passages stay as they are; `status` and `check`
    list them until each has been recoded with `tag` and `untag`.
    """
    from framework_cli.cli.rewriting import change
    from framework_cli.revise import codebook

    heirs = [_heir(each) for each in into]
    change(context, lambda o, today: codebook.split(o.study, id, heirs, on=today, why=why), dry_run)


@app.command("retire", short_help="An entry out of use.")
def retire(
    context: typer.Context,
    id: IdArgument,
    why: WhyOption,
    into: Annotated[
        list[str] | None,
        typer.Option("--into", metavar="ID", help="Where its passages may go (repeatable)."),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take an entry out of use, and say why. Its passages wait to be recoded by hand."""
    from framework_cli.cli.rewriting import change
    from framework_cli.revise import codebook

    change(
        context, lambda o, today: codebook.retire(o.study, id, into=into or (), why=why, on=today), dry_run
    )


@app.command("adopt", short_help="An open label into the framework.")
def adopt(
    context: typer.Context,
    labels: Annotated[list[str], typer.Argument(metavar="LABEL…", help="Open labels, as they are written.")],
    id: Annotated[str, typer.Option("--as", metavar="ID", help="The entry's id, new or there already.")],
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="ID", help="Where a new entry belongs.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Its name; else the label's words.")
    ] = None,
    definition: DefinitionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Make open labels an entry of the codebook and file their passages under it, whoever coded them."""
    from framework_cli.cli.rewriting import change
    from framework_cli.revise import codebook

    change(
        context,
        lambda o, _: codebook.adopt(
            o.study, labels, id=id, theme=theme, name=name, definition=definition or ""
        ),
        dry_run,
    )


def _entry(study: "Study", id: str) -> str:
    """The id of an entry; ends with 2 where there is none."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.read import suggest

    if id not in study.codebook.codes:
        near = suggest(id, study.codebook.codes)
        usage_error(f"the codebook has no {id}" + (f"; did you mean {near}?" if near else ""))
    return id


def _heir(word: str) -> "Heir":
    """A part of a split as it is typed: `money=Money`, or the id alone."""
    from framework_cli.revise.codebook import Heir

    id, _, name = word.partition("=")
    return Heir(id.strip(), name.strip())
