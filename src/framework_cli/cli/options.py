"""Options that several commands share: the same words everywhere."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a table is printed. Without a choice: a rich table on a terminal, plain text in a pipe."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"


class Speakers(StrEnum):
    """Whose talk counts."""

    PARTICIPANTS = "participants"
    ALL = "all"


CaseFilter = Annotated[
    list[str] | None,
    typer.Option("--case", metavar="CASE", help="Only this case (repeatable)."),
]
SourceFilter = Annotated[
    list[str] | None, typer.Option("--source", metavar="SOURCE", help="Only this source (repeatable).")
]
WaveFilter = Annotated[
    list[str] | None, typer.Option("--wave", metavar="WAVE", help="Only this wave (repeatable).")
]
ThemeFilter = Annotated[
    list[str] | None, typer.Option("--theme", metavar="ID", help="Only this theme (repeatable).")
]
CodeFilter = Annotated[
    list[str] | None,
    typer.Option("--code", metavar="ID", help="Only this id and what stands below it (repeatable)."),
]
CoderFilter = Annotated[
    list[str] | None, typer.Option("--coder", metavar="CODER", help="Only this coder (repeatable).")
]
WhereFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--where", metavar="ATTR=VALUE", help="Only cases with this attribute; != for without (repeatable)."
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How to print; else a table on a terminal and plain text in a pipe."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its suffix chooses the format."),
]
AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="CODER", envvar="FRAMEWORK_CODER", help="Who writes; else asked once."),
]
ShowTextOption = Annotated[bool, typer.Option("--show-text", help="Show words from transcripts in findings.")]
SpeakersOption = Annotated[
    Speakers, typer.Option("--speakers", help="Whose talk counts: the participants' or everybody's.")
]


class ShowFormat(StrEnum):
    """How a page is printed: for a person or for a program."""

    TEXT = "text"
    JSON = "json"


ShowFormatOption = Annotated[
    ShowFormat | None, typer.Option("--format", help="For a person (text) or a program (json).")
]
