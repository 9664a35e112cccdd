"""`framework theory draw`: a theory as a drawing, with what each claim rests on."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import OutputOption, ShowTextOption

if TYPE_CHECKING:
    from framework_cli.render.diagram.plan import Plan
    from framework_cli.theory import Interpretation


class DrawingFormat(StrEnum):
    """How a drawing is printed."""

    TEXT = "text"
    MMD = "mmd"
    SVG = "svg"
    HTML = "html"
    MD = "md"


def draw(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A theory's id or file; else every theory.")
    ] = None,
    site: Annotated[
        str, typer.Option("--site", metavar="SITE", help="Draw the form that it takes at this site.")
    ] = "",
    format: Annotated[
        DrawingFormat | None,
        typer.Option("--format", help="How to draw: an outline (text), Mermaid (mmd), or a picture."),
    ] = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Draw a theory: its parts in columns, its claims as lines that show how each stands.

    A line's style is the status that people gave it; beside it stand the people, sites and documents that
    speak for it, and how many speak against. Without a file an outline is printed. An .svg holds one theory;
    .html and .md hold the claims as a list as well.
    """
    from framework_cli.cli.opening import report_errors, usage_error
    from framework_cli.cli.output import format_of, put_text
    from framework_cli.cli.theories import opened
    from framework_cli.render.diagram.told import plan

    open_, read = opened(context, name)
    chosen = format_of(format, output, DrawingFormat) or DrawingFormat.TEXT
    if site:
        _known(site, read)
    if chosen in (DrawingFormat.SVG, DrawingFormat.MMD) and len(read) > 1:
        names = ", ".join(each.theory.id for each in read)
        usage_error(f"a drawing holds one theory: name one of {names}")
    plans = [plan(each, site) for each in read]
    put_text(_drawn(plans, chosen, open_.study.settings.notice, output), output)
    raise typer.Exit(report_errors(open_.study, open_.found, show_text=show_text))


def _known(site: str, read: "tuple[Interpretation, ...]") -> None:
    """End with 2 where neither a person nor a line of the theories is of that site."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.read import suggest
    from framework_cli.render.diagram.told import sites

    known = list(dict.fromkeys(each for one in read for each in sites(one)))
    if site in known:
        return
    near = suggest(site, known)
    has = f"did you mean “{near}”?" if near else f"there is {', '.join(known) or 'none'}"
    usage_error(f"no site is called “{site}”; {has}")


def _drawn(plans: "list[Plan]", format: DrawingFormat, notice: str, output: Path | None) -> str:
    import shutil

    if format is DrawingFormat.SVG:
        from framework_cli.render.diagram.svg import svg

        return str(svg(plans[0]))
    if format is DrawingFormat.MMD:
        from framework_cli.render.diagram.mermaid import mermaid

        return mermaid(plans[0])
    if format is DrawingFormat.HTML:
        from framework_cli.render.diagram.page import html

        return html(plans, notice)
    if format is DrawingFormat.MD:
        from framework_cli.render.diagram.page import markdown

        return markdown(plans, notice)
    from framework_cli.render.diagram.outline import outline

    wide = shutil.get_terminal_size((80, 24)).columns if output is None else 80
    return "\n".join(outline(each, min(wide, 110)) for each in plans)
