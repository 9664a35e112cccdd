"""`framework anchor`: settle by hand where an excerpt stands in its transcript."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from framework_cli.model.source import Source


def anchor(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The excerpt's id.")],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="PLACE", help="41:5-43:22 (the end exclusive), or whole lines: 41-43."),
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="TEXT", help="The words themselves, instead of a place.")
    ] = None,
) -> None:
    """Say where an excerpt stands now: `anchor k3f9a2q7 --to 41:5-43:22`.

    Its place and quote are written anew, whoever coded it, and the words around it where the quote
    stands in the transcript more than once. Its id, codes and memo stay. For excerpts that `check` calls
    ambiguous, changed, deleted or lost.
    """
    from framework_cli.cli.opening import open_study, usage_error
    from framework_cli.cli.tag import carry_out
    from framework_cli.revise import RefusedError
    from framework_cli.revise.anchoring import anchor as anchored
    from framework_cli.revise.anchoring import excerpt_called

    if (to is None) == (quote is None):
        usage_error("say where, with --to 41:5-43:22 or with --quote TEXT")
    study = open_study(context).study
    try:
        excerpt = excerpt_called(study, id)
        source = study.sources[excerpt.source]
        carry_out(study.root, anchored(study, excerpt, _span(source, id, to, quote)))
    except RefusedError as refused:
        usage_error(str(refused))


def _span(source: "Source", id: str, to: str | None, quote: str | None) -> tuple[int, int]:
    """The passage meant."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.read.excerpt import place
    from framework_cli.revise import at_place, at_quote

    if quote is not None:
        return at_quote(source, quote, command=f"framework anchor {id} --to LINE")
    at = place(to or "")
    if at is None:
        usage_error(f"“{to}” is no place: write 41:5-43:22 (the end exclusive), 41-43 or 41")
    return at_place(source, at)
