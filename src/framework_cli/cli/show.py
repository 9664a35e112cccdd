"""`framework show`: a thing in its context, with all that points at it."""

from typing import Annotated

import typer

from framework_cli.cli.options import OutputOption, ShowFormat, ShowFormatOption


def show(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID…", help="An excerpt, cell (P01/referral), code, case, source or memo."),
    ],
    format: ShowFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show an excerpt, cell, code, case, source or memo in its context, with all that points at it.

    `show P01` lists everything that would have to go if P01 withdrew. Where an id names several
    things all are shown; `show case:P01` shows one.
    """

    from framework_cli.cells import grid
    from framework_cli.cli.opening import open_study, report_errors, usage_error
    from framework_cli.cli.output import page_format, put_json, put_text
    from framework_cli.read import composed, suggest
    from framework_cli.render.show import show_json, show_text
    from framework_cli.review import links, targets

    opened = open_study(context)
    study, index = opened.study, opened.index
    cells = grid(study, index)
    found = []
    for word in ids:
        named = targets(study, index, cells, composed(word))
        if not named:
            near = suggest(
                word, [*study.cases, *study.sources, *study.codebook.codes, *map(str, cells.touched)]
            )
            usage_error(f"nothing here is called {word}" + (f"; did you mean {near}?" if near else ""))
        found += [links(study, index, cells, target) for target in named]
    if page_format(format, output) is ShowFormat.JSON:
        put_json([show_json(study, f) for f in found], output)
    else:
        put_text("\n".join(show_text(study, f) for f in found), output)
    raise typer.Exit(report_errors(study, opened.found))
