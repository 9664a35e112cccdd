"""`framework summarise`: the report of a study, for people (HTML, Word) and for git and pandoc (Markdown)."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.options import ShowTextOption
from framework_cli.model.audience import Audience, Quotes, Transcripts

if TYPE_CHECKING:
    from framework_cli.model.study import Study
    from framework_cli.render.report import Options, Part, Report, Stamp


class Pages(StrEnum):
    """What a report is written as."""

    HTML = "html"
    MD = "md"
    DOCX = "docx"


def summarise(
    context: typer.Context,
    audience: Annotated[
        Audience,
        typer.Option(
            "--for", help="Who reads it; outside the team: no matrix, cases, comments or transcripts."
        ),
    ] = Audience.TEAM,
    quotes: Annotated[
        Quotes | None,
        typer.Option("--quotes", help="Quotes in the file: all for the team, key ones [*@id] for others."),
    ] = None,
    transcripts: Annotated[
        Transcripts | None,
        typer.Option(
            "--transcripts", help="Talk around the quotes, for the team: a turn of context, or all."
        ),
    ] = None,
    only: Annotated[
        str,
        typer.Option(
            "--only",
            metavar="PARTS",
            help="Some of overview, matrix, themes, cases, figures, theory, agreement, codebook.",
        ),
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="DIR", help="Templates that win over the study's and the tool's."),
    ] = None,
    coefficients: Annotated[
        bool,
        typer.Option("--coefficients", help="After the disagreements, coefficients by theme (for the team)."),
    ] = False,
    stamp: Annotated[bool, typer.Option("--stamp", help="Print the date and commit.")] = False,
    open: Annotated[bool, typer.Option("--open", help="Open the HTML in the browser.")] = False,
    format: Annotated[
        Pages | None,
        typer.Option("--format", help="One file only; else HTML and Markdown. Word needs an extra."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write one file only: .html, .md or .docx."),
    ] = None,
    show_text: ShowTextOption = False,
) -> None:
    """Render the report: reports/report.html and reports/report.md (report-outside for others)."""
    from framework_cli.cells import grid
    from framework_cli.cli.opening import open_study, report_errors, usage_error
    from framework_cli.cli.output import short
    from framework_cli.render.report import Options, TemplateFaultError, report_of

    opened = open_study(context)
    study = opened.study
    options = Options(
        audience=audience,
        quotes=quotes,
        transcripts=transcripts,
        parts=_parts(only),
        stamp=_stamp(study.root) if stamp else None,
        coefficients=coefficients,
    )
    if not options.shown_parts:
        usage_error(
            "the matrix, the case charts, the theory and the disagreements are for the team alone; "
            "choose other parts with --only"
        )
    targets = _targets(study, options, format, output)
    made = report_of(study, opened.index, grid(study, opened.index), options)
    try:
        written = [_write(made, target, _folders(study, template)) for target in targets]
    except TemplateFaultError as fault:
        usage_error(str(fault))
    for path in written:
        typer.echo(short(path))
    if open:
        typer.launch(written[0].resolve().as_uri())
    raise typer.Exit(report_errors(study, opened.found, show_text=show_text))


def _parts(only: str) -> "tuple[Part, ...]":
    from framework_cli.cli.opening import usage_error
    from framework_cli.read import suggest
    from framework_cli.render.report import Part

    names = [name.strip() for name in only.split(",") if name.strip()]
    known = [part.value for part in Part]
    for name in names:
        if name not in known:
            meant = suggest(name, known)
            usage_error(
                f"no part “{name}” in a report: it has {', '.join(known)}"
                + (f" (did you mean “{meant}”?)" if meant else "")
            )
    return tuple(Part(name) for name in names) if names else tuple(Part)


def _targets(study: "Study", options: "Options", format: Pages | None, output: Path | None) -> list[Path]:
    """Where the report goes. The two audiences never share a name, so that neither is sent for the other."""
    from framework_cli.cli.opening import usage_error

    if output is None:
        name = "report-outside" if options.outside else "report"
        folder = study.folder("reports")
        return [folder / f"{name}.{each}" for each in ((format,) if format else (Pages.HTML, Pages.MD))]
    suffix = output.suffix.lower()
    suffix = ".html" if suffix == ".htm" else suffix
    if suffix not in {f".{each}" for each in Pages}:
        usage_error(f"the suffix of {output.name} names no format of a report; use .html, .md or .docx")
    if format and suffix != f".{format}":
        usage_error(f"--format {format} and the suffix of {output.name} differ: say one")
    return [output]


def _folders(study: "Study", template: Path | None) -> list[Path]:
    """Whose templates win: those asked for, then the study's own."""
    from framework_cli.cli.opening import usage_error

    if template is not None and not template.is_dir():
        usage_error(f"there is no folder {template}")
    own = study.folder("templates")
    return [folder for folder in (template, own) if folder is not None and folder.is_dir()]


def _write(made: "Report", target: Path, folders: list[Path]) -> Path:
    from framework_cli.cli.opening import usage_error
    from framework_cli.render.report import to_html, to_markdown
    from framework_cli.write import write_output

    if target.suffix.lower() == ".docx":
        data = _word(made)
    else:
        render = to_markdown if target.suffix.lower() == ".md" else to_html
        data = render(made, folders).encode()
    try:
        write_output(target, data)
    except OSError as refused:
        usage_error(f"cannot write {target}: {refused.strerror}")
    return target


def _word(made: "Report") -> bytes:
    from framework_cli.cli.opening import usage_error
    from framework_cli.render.word import WordMissingError, to_word

    try:
        return to_word(made)
    except WordMissingError as missing:
        usage_error(str(missing))


def _stamp(root: Path) -> "Stamp":
    """Today's date and, in a git repository, the commit with a mark where files differ from it."""
    from datetime import date

    from framework_cli.history import commit_of
    from framework_cli.render.report import Stamp

    return Stamp(date.today().isoformat(), commit_of(root))
