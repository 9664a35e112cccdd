"""`framework find`: where words were said, and what is coded there already."""

from enum import StrEnum
from typing import Annotated

import typer

from framework_cli.cli.options import FormatOption, OutputOption


class Within(StrEnum):
    """Where to look."""

    TRANSCRIPTS = "transcripts"
    QUOTES = "quotes"
    SUMMARIES = "summaries"
    MEMOS = "memos"


def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The words to look for.")],
    within: Annotated[Within, typer.Option("--in", help="Where to look.")] = Within.TRANSCRIPTS,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find words in transcripts (or quotes, summaries, memos), with the codes already there.

    Capitals, typographic quotes and line ends do not matter.
    """
    from framework_cli.cli.opening import open_study, usage_error
    from framework_cli.cli.output import show_table
    from framework_cli.model.table import Table
    from framework_cli.model.words import number_of
    from framework_cli.review import Hit, search

    if not text.strip():
        usage_error("name the words to look for")
    opened = open_study(context)
    hits = list(search(opened.study, opened.index, text, within.value))
    names = [name for name in Hit._fields if name != "coder" or within is Within.QUOTES]
    rows = [tuple(getattr(hit, name) for name in names) for hit in hits]
    table = Table(columns=names, rows=rows, notice=opened.study.settings.notice)
    show_table(table, format, output)
    files = number_of(len({hit.path for hit in hits}), "file")
    typer.echo(f"{len(hits):,} found in {files}.", err=True)
