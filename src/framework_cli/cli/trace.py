"""`framework trace`: a manuscript's quotes, citations and numbers beside the study."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.findings import (
    DiagnosticFormat,
    DiagnosticFormatOption,
    FailOnOption,
    IgnoreOption,
    RulesOption,
    chosen,
    prefixes,
    show_findings,
)
from framework_cli.cli.options import OutputOption, ShowTextOption
from framework_cli.model.severity import Severity

if TYPE_CHECKING:
    from framework_cli.cli.opening import Opened
    from framework_cli.model.diagnostic import Diagnostic
    from framework_cli.review.manuscript import Account, Draft


def trace(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The manuscript: .md, .txt or .docx; a report's Markdown too."),
    ],
    format: DiagnosticFormatOption = None,
    output: OutputOption = None,
    fail_on: FailOnOption = Severity.ERROR,
    select: RulesOption = None,
    ignore: IgnoreOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Trace a manuscript back to the study: each quote, citation and claim of number in it.

    Quotes are looked up in all transcripts, coded or not. Ellipses, bracketed insertions, the case of the
    first letter, typography and speakers' labels may differ; any other word that differs is told, with the
    place it comes from. In a .docx a line is a paragraph, counted as ¶ marks count them.
    """
    from framework_cli.cli.opening import open_study
    from framework_cli.cli.output import format_of

    wanted, unwanted = prefixes(select), prefixes(ignore)
    shown = format_of(format, output, DiagnosticFormat)
    opened = open_study(context)
    draft, found = _read(opened, file)
    account = _traced(opened, draft) if draft else None
    every = [*found, *(account.found if account else ())]
    kept = chosen(every, wanted, unwanted)
    show_findings(kept, opened.study.root, shown, output, show_text=show_text)
    if account:
        typer.echo(account.summary, err=True)
    raise typer.Exit(1 if any(d.severity.rank >= fail_on.rank for d in kept) else 0)


def _read(opened: "Opened", file: Path) -> "tuple[Draft | None, list[Diagnostic]]":
    """The manuscript, or why it cannot be read; a call that names no file ends with 2."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.model import rules
    from framework_cli.model.diagnostic import Diagnostic, Location
    from framework_cli.read.files import canonical
    from framework_cli.review.manuscript import Draft

    if file.is_dir():
        usage_error(f"{file} is a folder: name the manuscript's file")
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        usage_error(f"there is no file {file}")
    except OSError as refused:
        usage_error(f"cannot read {file}: {refused.strerror or refused}")
    path = _path(opened.study.root, file)
    if data.startswith(b"PK\x03\x04") or file.suffix.lower() == ".docx":
        return _document(path, data)
    text, found = canonical(data, path)
    if text is None or "\0" in text:
        return None, found
    if not text.strip():
        return None, [Diagnostic(rules.EMPTY_FILE, f"{path} is empty", Location(path))]
    return Draft.markdown(path, text), found


def _document(path: str, data: bytes) -> "tuple[Draft | None, list[Diagnostic]]":
    from framework_cli.exchange.manuscript import read_manuscript
    from framework_cli.model import rules
    from framework_cli.model.diagnostic import Diagnostic, Location
    from framework_cli.review.manuscript import Draft

    paragraphs, problem = read_manuscript(data)
    if problem:
        hint = "save it as .docx in a word processor, or as Markdown"
        return None, [Diagnostic(rules.UNREADABLE, f"{path} {problem}", Location(path), hint=hint)]
    return Draft.of(path, paragraphs), []


def _path(root: Path, file: Path) -> str:
    """The manuscript's path as the study's files are named: from the study's folder."""
    import os

    whole = file.resolve()
    try:
        return Path(os.path.relpath(whole, root)).as_posix()
    except ValueError:  # on another drive of Windows
        return whole.as_posix()


def _traced(opened: "Opened", draft: "Draft") -> "Account":
    import os

    from framework_cli.cells import grid
    from framework_cli.cli.progress import progress
    from framework_cli.review.manuscript import trace

    study, index = opened.study, opened.index
    key = os.environ.get("FRAMEWORK_KEY")
    keyed = None
    if key:
        from framework_cli.cli.redact import names_of

        keyed = names_of(study.root, Path(key))
    with progress() as tick:
        return trace(study, index, grid(study, index), draft, keyed=keyed, progress=tick)
