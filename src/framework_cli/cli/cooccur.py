"""`framework cooccur`: which codes stand together."""

from enum import StrEnum
from typing import Annotated

import typer

from framework_cli.cli.chart import Level
from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    CoderFilter,
    FormatOption,
    OutputOption,
    ShowTextOption,
    SourceFilter,
    Speakers,
    SpeakersOption,
    ThemeFilter,
    WaveFilter,
    WhereFilter,
)


class By(StrEnum):
    """By what pairs are ordered."""

    PASSAGES = "passages"
    CHARACTERS = "characters"
    CASES = "cases"
    CODEBOOK = "codebook"


def cooccur(
    context: typer.Context,
    level: Annotated[Level, typer.Option("--level", help="What counts as one code.")] = Level.SUBTHEME,
    by: Annotated[By, typer.Option("--by", help="What to order pairs by, most first.")] = By.PASSAGES,
    everything: Annotated[
        bool, typer.Option("--all", help="Pairs too whose passages nowhere overlap.")
    ] = False,
    case: CaseFilter = None,
    source: SourceFilter = None,
    wave: WaveFilter = None,
    theme: ThemeFilter = None,
    code: CodeFilter = None,
    coder: CoderFilter = None,
    where: WhereFilter = None,
    speakers: SpeakersOption = Speakers.PARTICIPANTS,
    format: FormatOption = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Show which codes stand together: passages that overlap, characters shared, cases that have both.

    n1 and n2 are the passages of each code, n12 the pairs that overlap, c = n12/(n1+n2−n12) as in
    ATLAS.ti, never cut off where it leaves 0 to 1. Jaccard is of characters.
    """
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors
    from framework_cli.cli.output import show_table
    from framework_cli.compare.cooccurrence import cooccurrences
    from framework_cli.compare.left_out import narrowed
    from framework_cli.render.compare.figures import cooccurrence_table

    opened = open_study(context)
    study = opened.study
    filters = chosen(
        study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    pairs = cooccurrences(study, opened.index, level=level.value, speakers=speakers.value, filters=filters)
    shown = [pair for pair in pairs if everything or pair.counts.overlapping]
    measure = {
        By.PASSAGES: lambda pair: -pair.counts.overlapping,
        By.CHARACTERS: lambda pair: -pair.counts.shared,
        By.CASES: lambda pair: -len(pair.both),
        By.CODEBOOK: lambda _: 0,
    }[by]
    show_table(cooccurrence_table(study, sorted(shown, key=measure), narrowed(filters)), format, output)
    left = len(pairs) - len(shown)
    if left:
        typer.echo(f"{left} of {len(pairs)} pairs overlap nowhere (--all lists them)", err=True)
    raise typer.Exit(report_errors(study, opened.found, show_text=show_text))
