"""`framework tag` and `untag`: code a passage, or take a code away."""

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import AsOption

if TYPE_CHECKING:
    from pathlib import Path

    from framework_cli.model.source import Source
    from framework_cli.revise import Edit


def tag(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The transcript's id, as in P01.")],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PLACE] CODE…", help="41:5-43:22, 41-43 or 41 (not with --quote), then codes."
        ),
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="TEXT", help="The words themselves, instead of a place.")
    ] = None,
    open: Annotated[
        list[str] | None,
        typer.Option("--open", metavar="LABEL", help="A provisional label, in your own words (repeatable)."),
    ] = None,
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on this passage.")] = "",
    quotable: Annotated[bool, typer.Option("--quotable", help="Suggest the passage for quoting.")] = False,
    read: Annotated[
        bool, typer.Option("--read", help="Mark the whole source as read through (alone, or with a passage).")
    ] = False,
    coder: AsOption = None,
) -> None:
    """Code a passage: `tag P01 41-43 stigma`, or `tag P01 --quote "nobody had told us" stigma`.

    Whole lines are taken without the speaker's label. A passage that you coded before gets the codes
    it does not have yet. Prints the excerpt's id. `tag P01 --read` marks P01 as read through under
    today's codebook version.
    """
    from datetime import date

    from framework_cli.cli.coder import who
    from framework_cli.cli.opening import open_study, usage_error
    from framework_cli.read import composed, suggest
    from framework_cli.revise import RefusedError, mark_read, unheard
    from framework_cli.revise import tag as tagged

    opened = open_study(context)
    study = opened.study
    text = study.sources.get(composed(source))
    if text is None:
        near = suggest(source, study.sources)
        usage_error(f"there is no transcript {source}" + (f"; did you mean {near}?" if near else ""))
    codes = list(words or [])
    if read:
        carry_out(study.root, mark_read(study, text, coder=who(study, coder), on=date.today().isoformat()))
        if not (codes or quote or open):
            return
    try:
        place = _place(text, codes, quote)
        if not codes and not open:
            usage_error("name at least one code, or an --open label")
        edit = tagged(
            study, opened.index, text, place,
            coder=who(study, coder), codes=codes, open=open or (), memo=memo, quotable=quotable,
        )  # fmt: skip
    except RefusedError as refused:
        usage_error(str(refused))
    carry_out(study.root, edit)
    if note := unheard(text, place):
        typer.echo(note, err=True)


def untag(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The excerpt's id.")],
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="The code to take away; without one, the excerpt.")
    ] = None,
    coder: AsOption = None,
) -> None:
    """Take a code off an excerpt of yours, or without a code the whole excerpt."""
    from framework_cli.cli.coder import who
    from framework_cli.cli.opening import open_study, usage_error
    from framework_cli.revise import RefusedError
    from framework_cli.revise import untag as untagged

    study = open_study(context).study
    try:
        edit = untagged(study, id, coder=who(study, coder), code=code)
    except RefusedError as refused:
        usage_error(str(refused))
    carry_out(study.root, edit)


def _place(source: "Source", codes: list[str], quote: str | None) -> tuple[int, int]:
    """The passage meant; a place is taken off the front of the codes."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.read.excerpt import place
    from framework_cli.revise import at_place, at_quote

    if quote is not None:
        return at_quote(source, quote)
    word = codes.pop(0) if codes else ""
    at = place(word)
    if at is None and re.fullmatch(r"[\d:]+-[\d:]+", word):
        usage_error(f"the place {word} ends before it starts, or misses a line or column, as in 41:5-43:22")
    if at is None:
        usage_error("name a place first, such as 41-43 or 41:5-43:22 (the end exclusive), or --quote TEXT")
    return at_place(source, at)


def carry_out(root: "Path", edit: "Edit") -> None:
    """Write the change; the excerpt's id goes to standard output, what was done to standard error."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.write import EntryGoneError, SpliceError
    from framework_cli.write import edit as write

    try:
        changed = write(root, edit.path, edit.change)
    except (SpliceError, EntryGoneError) as fault:
        usage_error(f"{edit.path.name} was left as it is: {fault}")
    if not sys.stdout.isatty():  # a script reads the id; a person reads it in the sentence
        typer.echo(edit.excerpt)
    typer.echo(edit.said if changed else "nothing to change", err=True)
