"""`framework saturation`: how many codes each further interview brought."""

from enum import StrEnum
from typing import Annotated

import typer

from framework_cli.cli.chart import Level
from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    CoderFilter,
    Format,
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


class Order(StrEnum):
    """In which order sources follow one another."""

    DATE = "date"
    CODED = "coded"
    STUDY = "study"


def saturation(
    context: typer.Context,
    base: Annotated[int, typer.Option("--base", min=1, help="How many interviews make the base.")] = 4,
    run: Annotated[int, typer.Option("--run", min=1, help="How many interviews make a run.")] = 2,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0, max=1, help="New information at which codes are saturated.")
    ] = 0.05,
    order: Annotated[
        Order | None, typer.Option("--order", help="Else by date where every source has one, or by id.")
    ] = None,
    level: Annotated[Level, typer.Option("--level", help="What counts as one code.")] = Level.CODE,
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
    """Show how many new codes each further interview brought (Guest, Namey & Chen 2020).

    "6+2" says: six interviews, then a run of two with at most 5% new codes against the first four. Beside
    the order of the study stands the exact mean of all orders. It is saturation of codes: whether their
    meaning was saturated, software cannot show.
    """

    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors
    from framework_cli.cli.output import format_of, put_json, show_table
    from framework_cli.compare.curve import curve
    from framework_cli.model.words import number_of
    from framework_cli.render.compare.figures import saturation_facts, saturation_table

    opened = open_study(context)
    study = opened.study
    filters = chosen(
        study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    found = curve(
        study, opened.index,
        order=order.value if order else "", base_size=base, run_length=run, threshold=threshold,
        level=level.value, speakers=speakers.value, filters=filters,
    )  # fmt: skip
    if format_of(format, output, Format) is Format.JSON:
        put_json(saturation_facts(study, found), output)
    else:
        show_table(saturation_table(study, found), format, output)
    if found.strange:
        many = number_of(found.strange, "excerpt has", "excerpts have")
        typer.echo(
            f"framework: {many} a code that the codebook does not have, which is not counted", err=True
        )
    raise typer.Exit(report_errors(study, opened.found, show_text=show_text))
