"""`framework find`: where words were said, and what is coded there already."""

from enum import StrEnum
from typing import Annotated

import typer

from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    CoderFilter,
    FormatOption,
    OutputOption,
    SourceFilter,
    ThemeFilter,
    WaveFilter,
    WhereFilter,
)


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
    case: CaseFilter = None,
    source: SourceFilter = None,
    wave: WaveFilter = None,
    theme: ThemeFilter = None,
    code: CodeFilter = None,
    coder: CoderFilter = None,
    where: WhereFilter = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find words in transcripts (or quotes, summaries, memos), with the codes already there.

    Capitals, typographic quotes and line ends do not matter. With filters: in the talk of those cases,
    and where it is coded so.
    """
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, usage_error
    from framework_cli.cli.output import show_table
    from framework_cli.index import Filters
    from framework_cli.model.table import Table
    from framework_cli.model.words import number_of
    from framework_cli.review import Hit, search

    if not text.strip():
        usage_error("name the words to look for")
    opened = open_study(context)
    filters = chosen(
        opened.study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    if within is Within.MEMOS and filters != Filters():
        usage_error("memos have no cases and codes to filter by")
    hits = list(search(opened.study, opened.index, text, within.value, filters))
    names = [name for name in Hit._fields if name != "coder" or within is Within.QUOTES]
    rows = [tuple(getattr(hit, name) for name in names) for hit in hits]
    table = Table(columns=names, rows=rows, notice=opened.study.settings.notice)
    show_table(table, format, output)
    files = number_of(len({hit.path for hit in hits}), "file")
    typer.echo(f"{len(hits):,} found in {files}.", err=True)
