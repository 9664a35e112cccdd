"""`framework log`: the history of an excerpt, cell, code, case, source, theory or claim."""

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from framework_cli.cli.options import Format, FormatOption, OutputOption

if TYPE_CHECKING:
    from pathlib import Path

    from framework_cli.history import Trees
    from framework_cli.render.trail.log import Log


def log(
    context: typer.Context,
    word: Annotated[
        str,
        typer.Argument(
            metavar="THING",
            help="An excerpt, cell (P01/referral), code, case, source, theory or claim (e1, cop/e1); "
            "code:ID says which.",
        ),
    ],
    show_text: Annotated[
        bool, typer.Option("--show-text", help="Show the words too: quotes, summaries, definitions, values.")
    ] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Tell the history of a thing: coded, recoded, moved, written, renamed – by whom, when, in which commit.

    Newest first; what is not committed yet comes before it all. Dates are those of git's authors.
    """
    from framework_cli.cli.opening import study_root, usage_error
    from framework_cli.cli.revisions import past
    from framework_cli.history import commits
    from framework_cli.render.trail.log import Log
    from framework_cli.trail import scope_of, story, thing

    with past(study_root(context)) as trees:
        history = commits(trees.repository)
        named = thing(trees, word)
        if named is None:
            _unknown(trees, word)
        found = list(story(trees, history, scope_of(trees, named)))
        notice = trees.settings(trees.working()).notice
        earlier = trees.earlier(history[-1]) if history else ""
    if not found:
        usage_error(f"nothing is or was called {word}, as far as this repository's history goes")
    _put(
        Log(named, f"History of {named.kind} {named.id}", notice, found, earlier),
        format,
        output,
        show_text=show_text,
    )


def _unknown(trees: "Trees", word: str) -> NoReturn:
    from framework_cli.cli.opening import usage_error
    from framework_cli.read import suggest
    from framework_cli.trail import known

    near = suggest(word, [id for ids in known(trees).values() for id in ids])
    gone = f"; what is gone is found with its kind, such as case:{word}"
    usage_error(f"nothing here is called {word}" + (f"; did you mean {near}?" if near else gone))


def _put(log: "Log", format: Format | None, output: "Path | None", *, show_text: bool) -> None:
    """Print or save the history in the format asked for."""
    import sys

    from framework_cli.cli.output import format_of, put_json, put_text, show_table
    from framework_cli.render.trail.json import log_json
    from framework_cli.render.trail.log import log_lines, log_markdown, log_table
    from framework_cli.render.trail.text import plain

    chosen = format_of(format, output, Format)
    if chosen is Format.JSON:
        put_json(log_json(log, show_text=show_text), output)
    elif chosen is Format.MD:
        put_text(log_markdown(log, show_text=show_text), output)
    elif chosen not in (None, Format.TEXT):
        show_table(log_table(log), chosen, output)
    elif chosen is None and output is None and sys.stdout.isatty():
        from framework_cli.render.trail.terminal import print_lines, width

        print_lines(log_lines(log, width=width(), show_text=show_text))
    else:
        put_text(plain(log_lines(log, show_text=show_text)), output)
