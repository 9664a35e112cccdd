"""`framework import`: transcripts, cases, a codebook or coded segments from other tools' files."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.opening import study_root, usage_error
from framework_cli.cli.options import AsOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from framework_cli.exchange import Coded, Note
    from framework_cli.model.study import Study

app = typer.Typer(
    help="Bring in other tools' files, with a report of what was kept, changed and dropped.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Times(StrEnum):
    """What becomes of time stamps."""

    KEEP = "keep"
    DROP = "drop"


FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A .csv, .tsv or .xlsx file.")]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="For text that is not UTF-8: windows-1252 …")
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook; else the first.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")]
SeparatorOption = Annotated[
    str | None,
    typer.Option("--separator", metavar="TEXT", help="What parts the levels of a path; else “ > ”."),
]


@app.command("transcripts", short_help="Word, captions and text into transcripts/.")
def transcripts(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files ending in .docx, .vtt, .srt, .txt or .md.")
    ],
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            "--speaker", metavar="NAME[=NEW]", help="A speaker, and how to write the name (repeatable)."
        ),
    ] = None,
    interviewer: Annotated[
        list[str] | None, typer.Option("--interviewer", metavar="NAME", help="Who interviews (repeatable).")
    ] = None,
    no_speaker: Annotated[
        list[str] | None,
        typer.Option("--no-speaker", metavar="LABEL", help="Looks like a speaker and is none (repeatable)."),
    ] = None,
    wrap: Annotated[
        int, typer.Option("--wrap", metavar="N", min=0, help="Break lines longer than N characters; 0: none.")
    ] = 100,
    times: Annotated[
        Times, typer.Option("--times", help="Keep or drop the time stamps of turns.")
    ] = Times.DROP,
    encoding: EncodingOption = None,
    id: Annotated[str, typer.Option("--name", metavar="ID", help="The source's id, for a single file.")] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Turn recordings' transcripts into transcripts/SOURCE.txt; one that is there is never overwritten.

    Speakers are those declared, or confirmed on a terminal; else labels that start two or more turns.
    What was dropped is said on standard error; the paths written are printed.
    """
    from framework_cli.cli.speakers import asker
    from framework_cli.exchange import Options, declared, import_transcripts

    if id and len(files) > 1:
        usage_error("--name is for a single file")
    try:
        said = declared(speaker or (), interviewer or (), no_speaker or ())
    except ValueError as bad:
        usage_error(str(bad))
    options = Options(said, wrap, times is Times.KEEP, encoding, id, dry_run)
    study = _study(context)
    done, notes = import_transcripts(study.root, study.settings, files, options, asker())
    for one in done:
        say(f"{one.file}{f' → {one.path}' if one.path else ''}", one.notes)
        if one.path and not dry_run:
            typer.echo(one.path)
    if notes:
        say("sources.csv", notes)
    failed = any(one.failed for one in done)
    raise typer.Exit(1 if failed or _failed(notes) else 0)


@app.command("cases", short_help="A table of cases into cases.csv.")
def cases(
    context: typer.Context,
    file: FileArgument,
    map: Annotated[
        list[str] | None, typer.Option("--map", metavar="case=COLUMN", help="Which column names the case.")
    ] = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add a table of cases and their attributes to cases.csv: new rows and columns, nothing replaced.

    A value that differs from the one there is listed, stays as it is, and makes the exit code 1.
    """
    from framework_cli.exchange import import_cases
    from framework_cli.model.words import number_of

    told = _mapping(map, ("case",))
    root = _study(context).root
    merged = import_cases(root, file, told=told, encoding=encoding, sheet=sheet, dry_run=dry_run)
    say(str(file), merged.notes)
    for row, case, column in merged.conflicts:
        typer.echo(f"  conflict: row {row}, case {case}, column {column}: cases.csv stays as it is", err=True)
    if merged.text:
        listed = ", ".join(merged.columns)
        columns = f" and {number_of(len(merged.columns), 'new column')} ({listed})" if listed else ""
        filled = f"; {number_of(merged.filled, 'empty value')} filled" if merged.filled else ""
        typer.echo(f"  {number_of(merged.cases, 'new case')}{columns}{filled}", err=True)
        if not dry_run:
            typer.echo("cases.csv")
    raise typer.Exit(1 if merged.conflicts or _failed(merged.notes) else 0)


@app.command("codebook", short_help="A table of codes into codebooks/.")
def codebook(
    context: typer.Context,
    file: FileArgument,
    map: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="ROLE=COLUMN", help="path, parent, definition, include or exclude."),
    ] = None,
    separator: SeparatorOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    id: Annotated[
        str, typer.Option("--name", metavar="NAME", help="The codebook's name; else the file's.")
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Make codebooks/NAME.yaml of a table with code paths (“Theme > Subtheme”) and definitions."""
    from framework_cli.exchange import import_codebook
    from framework_cli.exchange.codebook import ROLES, SEPARATOR

    told = _mapping(map, ROLES)
    study = _study(context)
    path, text, notes = import_codebook(
        study.root, study.settings, file, told=told, separator=separator or SEPARATOR,
        encoding=encoding, sheet=sheet, id=id, dry_run=dry_run,
    )  # fmt: skip
    say(f"{file}{f' → {path}' if path else ''}", notes)
    if path:
        typer.echo(text.rstrip("\n") if dry_run else path)
    raise typer.Exit(0 if path else 1)


@app.command("chart", short_help="Edited summaries from a workbook of charts.")
def chart(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A workbook that `framework chart -o FILE.xlsx` made.")
    ],
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take",
            metavar="workbook|study=CELL",
            help="Whose version of a cell that waits: P01/referral, 'P01/*' (repeatable).",
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Save what was changed and what waits as a table."),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Bring the summaries that were edited in a workbook back into charts/CASE.md, all or none.

    A cell changed in the workbook and in the study, and one that was emptied, waits: both versions are
    listed side by side, nothing is written for it, and the exit code is 1. Marks and evidence stay.
    """
    from framework_cli.cli.importing import bring_charts

    raise typer.Exit(bring_charts(_study(context), file, take or (), report, dry_run))


@app.command("segments", short_help="Coded segments into annotations/.")
def segments(
    context: typer.Context,
    file: FileArgument,
    map: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="ROLE=COLUMN", help="document, segment, code, coder or memo."),
    ] = None,
    coder: Annotated[
        list[str] | None,
        typer.Option(
            "--coder", metavar="ID or NAME=ID", help="Who coded, or whose name is which id (repeatable)."
        ),
    ] = None,
    separator: SeparatorOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Where to list rows that found no place.")
    ] = None,
    writer: AsOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Place coded segments in their transcripts and add them to annotations/SOURCE.CODER.yaml.

    No place is ever guessed. Rows that found none are listed with the reason in a table of their own,
    and the exit code is 1; the rest is written. Run again, nothing is added twice.
    """
    from framework_cli.exchange import import_segments, read_segments, read_sheet
    from framework_cli.exchange.segments import ROLES

    told = _mapping(map, ROLES)
    names, default = _coders(coder or ())
    study = _study(context)
    table, notes = read_sheet(file, encoding=encoding, sheet=sheet)
    rows, more = read_segments(table, told) if table is not None else (None, [])
    say(str(file), [*notes, *more])
    if rows is None:
        raise typer.Exit(1)
    if any(not row.coder.strip() for row in rows) and not default:
        from framework_cli.cli.coder import who

        default = who(study, writer)
    coded = import_segments(study, rows, coders=names, default=default, separator=separator, dry_run=dry_run)
    _tell_coded(coded, dry_run)
    kept = _keep(study, coded, report, file, dry_run)
    raise typer.Exit(1 if coded.unplaced or not kept else 0)


def _tell_coded(coded: "Coded", dry_run: bool) -> None:
    """Say what was placed, and why the rest was not."""
    from framework_cli.model.words import number_of

    rows = sum(len(one.rows) for one in coded.placed)
    typer.echo(
        f"  {number_of(rows, 'row')} placed in {number_of(len(coded.placed), 'passage')}: {coded.new} new, "
        f"{number_of(coded.more, 'code')} added to passages that were there",
        err=True,
    )
    say("", coded.notes)
    for one in coded.unplaced[:20]:
        hint = f" ({one.hint})" if one.hint else ""
        typer.echo(f"  not placed: row {one.segment.row}: {one.reason}{hint}", err=True)
    if len(coded.unplaced) > 20:
        typer.echo(f"  … and {len(coded.unplaced) - 20} more", err=True)
    for path in () if dry_run else coded.paths:
        typer.echo(path)


def _keep(study: "Study", coded: "Coded", report: Path | None, file: Path, dry_run: bool) -> bool:
    """Write the table of what was not placed; whether nothing stood in the way."""
    from framework_cli.cli.output import short
    from framework_cli.exchange import keep_unplaced, unplaced_text
    from framework_cli.write import write_output

    if not coded.unplaced or dry_run:
        return True
    if report is None:
        path, problem = keep_unplaced(study.root, study.folder("reports"), coded.unplaced)
        if problem:
            say("", [problem])
            return False
    elif report.exists() and report.samefile(file):
        typer.echo("  the report would overwrite the file that was read: nothing listed", err=True)
        return False
    else:
        path = report
        write_output(path, unplaced_text(coded.unplaced).encode())
    left = len(coded.unplaced)
    typer.echo(f"  {left} not placed, listed in {short(path)}: mend and import that file", err=True)
    return True


def _study(context: typer.Context) -> "Study":
    """The study; ends with 2 where its settings cannot be trusted to say where things go."""
    from framework_cli.model.diagnostic import Severity
    from framework_cli.read import load

    root = study_root(context)
    study, found = load(root)
    if any(d.primary.path == "framework.yaml" and d.severity is Severity.ERROR for d in found):
        usage_error("framework.yaml has errors, so it is not sure where things go: see `framework check`")
    return study


def _mapping(given: list[str] | None, roles: "Iterable[str]") -> dict[str, str]:
    from framework_cli.exchange import mapping

    try:
        return mapping(given or (), roles)
    except ValueError as bad:
        usage_error(str(bad))


def _coders(given: "Iterable[str]") -> tuple[dict[str, str], str]:
    """`--coder ID` and `--coder NAME=ID`: ids by name, and the id where nobody is named."""
    from framework_cli.exchange.who import ID
    from framework_cli.model.excerpt import AGREED

    names: dict[str, str] = {}
    default = ""
    for one in given:
        name, equals, id = (part.strip() for part in one.rpartition("="))
        if not ID.fullmatch(id) or id.lower() == AGREED or (equals and not name):
            usage_error(f"--coder {one}: an id has letters a to z, digits, - and _, and is not “{AGREED}”")
        if equals:
            names[name] = id
        else:
            default = id
    return names, default


def say(head: str, notes: "Iterable[Note]") -> None:
    """Tell notes on standard error, indented below what they are about."""
    from framework_cli.model.diagnostic import Severity

    if head:
        typer.echo(head, err=True)
    for note in notes:
        grave = {Severity.ERROR: "error: ", Severity.WARNING: "warning: "}.get(note.severity, "")
        hint = f" ({note.hint})" if note.hint else ""
        typer.echo(f"  {grave}{note.message}{hint}{':' if note.lines else ''}", err=True)
        for line in note.lines:
            typer.echo(line, err=True)


def _failed(notes: "Iterable[Note]") -> bool:
    from framework_cli.exchange import failed

    return failed(notes)
