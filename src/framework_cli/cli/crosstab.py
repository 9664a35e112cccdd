"""`framework crosstab`: participants by attribute and code."""

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


def crosstab(
    context: typer.Context,
    attributes: Annotated[
        list[str],
        typer.Argument(metavar="ATTR…", help="Attributes of cases.csv, such as site, or site role."),
    ],
    level: Annotated[Level, typer.Option("--level", help="What counts as one code.")] = Level.SUBTHEME,
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
    """Count participants by attribute and code: how many of how many have something coded there.

    Each participant counts once, whatever was said how often. No percentages and no tests: the people
    were chosen, not drawn.
    """
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors, usage_error
    from framework_cli.cli.output import show_table
    from framework_cli.compare.crosstab import crosstab as counted
    from framework_cli.model.words import number_of
    from framework_cli.read import suggest
    from framework_cli.render.compare.figures import crosstab_table

    opened = open_study(context)
    study = opened.study
    known = list(dict.fromkeys(name for each in study.cases.values() for name in each.attributes))
    for name in attributes:
        if name not in known:
            near = suggest(name, known)
            said = f"did you mean {near}?" if near else f"cases.csv has {', '.join(known) or 'none'}"
            usage_error(f"no case has the attribute {name}; {said}")
    filters = chosen(
        study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    found = counted(
        study, opened.index, list(dict.fromkeys(attributes)),
        level=level.value, speakers=speakers.value, filters=filters,
    )  # fmt: skip
    show_table(crosstab_table(study, found), format, output)
    if found.strange:
        many = number_of(found.strange, "excerpt has", "excerpts have")
        typer.echo(
            f"framework: {many} a code that the codebook does not have, which is not counted", err=True
        )
    raise typer.Exit(report_errors(study, opened.found, show_text=show_text))
