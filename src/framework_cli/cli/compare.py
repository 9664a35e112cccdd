"""`framework compare`: where coders differ, and the agreed coding that talk about it leads to."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from framework_cli.cli.coefficients import Level, Unit
from framework_cli.cli.options import (
    CaseFilter,
    CodeFilter,
    CoderFilter,
    Format,
    OutputOption,
    ShowTextOption,
    SourceFilter,
    Speakers,
    SpeakersOption,
    ThemeFilter,
    WaveFilter,
    WhereFilter,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from framework_cli.compare.comparison import Comparison
    from framework_cli.compare.disagreements import Item
    from framework_cli.model.study import Study


class AgendaFormat(StrEnum):
    """How the agenda is printed: for people (text, md, html), for programs (the rest)."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"


def compare(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]…",
            help="Items or excerpts of the agenda; with --agree sources. Else all that is open.",
        ),
    ] = None,
    case: CaseFilter = None,
    source: SourceFilter = None,
    wave: WaveFilter = None,
    theme: ThemeFilter = None,
    code: CodeFilter = None,
    coder: CoderFilter = None,
    where: WhereFilter = None,
    speakers: SpeakersOption = Speakers.PARTICIPANTS,
    slack: Annotated[
        int,
        typer.Option(
            "--slack", metavar="CHARACTERS", min=0, help="How far boundaries may differ and be alike."
        ),
    ] = 80,
    same: Annotated[
        list[str] | None,
        typer.Option("--same", metavar="CODE=CODE", help="Read one code as another (repeatable)."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show what is decided already as well.")] = False,
    first: Annotated[
        int | None, typer.Option("--first", metavar="N", min=1, help="Only the first N items.")
    ] = None,
    agree: Annotated[
        bool, typer.Option("--agree", help="Start the sources' agreed files with what was coded alike.")
    ] = False,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Decide: take these excerpts into the agreed coding.")
    ] = False,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Decide: these are not in the agreed coding.")
    ] = False,
    codes: Annotated[
        list[str] | None,
        typer.Option("--codes", metavar="CODE,…", help="With --adopt: these codes instead of the coders'."),
    ] = None,
    at: Annotated[
        str, typer.Option("--at", metavar="PLACE", help="With --adopt: from here to here, as in 41:5-43:22.")
    ] = "",
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="The reason, for the decision's memo.")
    ] = "",
    coefficients: Annotated[
        bool, typer.Option("--coefficients", help="Print figures of agreement instead of the agenda.")
    ] = False,
    unit: Annotated[
        Unit | None,
        typer.Option("--unit", help="With --coefficients: what is compared, piece by piece; else turns."),
    ] = None,
    by: Annotated[
        Level | None, typer.Option("--by", help="With --coefficients: what each row is of; else codes.")
    ] = None,
    resamples: Annotated[
        int | None,
        typer.Option("--resamples", metavar="N", min=0, help="With --coefficients: resamples; else 2000."),
    ] = None,
    gamma: Annotated[
        bool, typer.Option("--gamma", help="With --coefficients: Mathet's γ (needs scipy).")
    ] = False,
    who: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="CODER|PROGRAM",
            envvar="FRAMEWORK_CODER",
            help="Who decides; with --coefficients as which program: nvivo, maxqda, atlasti, dedoose.",
        ),
    ] = None,
    format: Annotated[AgendaFormat | None, typer.Option("--format", help="How to print the agenda.")] = None,
    output: OutputOption = None,
    show_text: ShowTextOption = False,
) -> None:
    """Show where coders differ, by code and passage, in the order in which talk would help.

    Compared are the sources that several coders read. With -o agenda.md it is an agenda for a
    meeting, with room for each decision.

    `--agree P05` starts P05.agreed.yaml with what both coded alike, `--adopt k3f9a2q7` takes that coder's
    excerpt for the whole item, `--leave-out` takes none. Each decision is noted in a memo; neither
    coder's file is changed.

    `--coefficients` prints figures of agreement; what each answers, and why none stands alone, is in the
    documentation under “Agreement”.
    """
    from framework_cli.cli import agreeing
    from framework_cli.cli import coefficients as figures
    from framework_cli.cli.filters import chosen
    from framework_cli.cli.opening import open_study, report_errors, usage_error
    from framework_cli.compare.comparison import compare as compared
    from framework_cli.model.excerpt import AGREED

    asked = figures.Asked(unit, by, resamples, gamma)
    _one_thing(
        agree + adopt + leave_out, coefficients=coefficients, named=bool(ids),
        figures=asked != figures.Asked(), taken=adopt, bounds=bool(codes or at),
        agenda=_given(context, "slack") or everything or first is not None,
        reasoned=bool(why), decided=adopt or leave_out,
    )  # fmt: skip
    opened = open_study(context)
    study = opened.study
    filters = chosen(
        study, case=case, source=source, wave=wave, theme=theme, code=code, coder=coder, where=where
    )
    if len(set(filters.coder)) == 1:
        usage_error("one coder alone cannot be compared: name two or more, or none for all")
    if AGREED in filters.coder and (agree or adopt or leave_out):
        usage_error("the agreed coding is made of the coders': choose among these")
    read_as = _same(study, same or ())
    if coefficients:
        figures.show(
            opened, filters, asked,
            speakers=speakers.value, same=read_as, program=figures.program_of(context, who),
            format=Format(format.value) if format else None, output=output,
        )  # fmt: skip
    else:
        found = compared(
            study, opened.index, filters=filters, speakers=speakers.value, slack=slack, same=read_as
        )
        if agree:
            agreeing.start(opened, found, ids or ())
        elif adopt or leave_out:
            agreeing.decide(
                opened, found, ids or (), adopting=adopt, codes=codes or (), at=at, why=why, coder=who
            )
        else:
            items = _named(found, ids) if ids else found.disputes if everything else found.open
            _put(study, found, items[:first], format, output)
    raise typer.Exit(report_errors(study, opened.found, show_text=show_text))


def _given(context: typer.Context, option: str) -> bool:
    """Whether an option was written down, be it with the value that it has anyway."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _one_thing(
    decisions: int,
    *,
    coefficients: bool,
    named: bool,
    figures: bool,
    taken: bool,
    bounds: bool,
    agenda: bool,
    reasoned: bool,
    decided: bool,
) -> None:
    """End with 2 where options are given that do not go together."""
    from framework_cli.cli.opening import usage_error

    if decisions > 1:
        usage_error("--agree, --adopt and --leave-out are three things to do: one at a time")
    if coefficients and (named or decisions):
        usage_error("--coefficients are of all that was coded: no items, and nothing is decided")
    if coefficients and agenda:
        usage_error("--slack, --all and --first are of the agenda: they change no coefficient")
    if reasoned and not decided:
        usage_error("--why is the reason for a decision: it goes with --adopt or --leave-out")
    if not coefficients and figures:
        usage_error("--unit, --by, --resamples and --gamma go with --coefficients")
    if bounds and not taken:
        usage_error("--codes and --at say how an excerpt is taken: they go with --adopt")


def _named(found: "Comparison", ids: "Sequence[str]") -> "tuple[Item, ...]":
    """The items named by their own ids or by an excerpt's; ends with 2 for one that there is not."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.read import suggest

    every = (*found.disputes, *found.alike)
    names = {id: item for item in every for id in (item.id, *(p.excerpt.id for p in item.passages)) if id}
    for id in ids:
        if id not in names:
            near = suggest(id, names)
            usage_error(f"no item of the agenda holds {id}" + (f"; did you mean {near}?" if near else ""))
    wanted = {names[id].id for id in ids}
    return tuple(item for item in every if item.id in wanted)


def _same(study: "Study", given: "Iterable[str]") -> dict[str, str]:
    """`--same c-stigma=stigma`, each read as its second; ends with 2 where one of them is unknown."""
    from framework_cli.cli.opening import usage_error
    from framework_cli.read import suggest

    used = {code for file in study.annotations for excerpt in file.excerpts for code in excerpt.codes}
    found: dict[str, str] = {}
    for pair in given:
        one, equals, other = (part.strip() for part in pair.partition("="))
        if not (one and equals and other):
            usage_error(f"“{pair}” is no pair of codes: write --same c-stigma=stigma")
        if one not in used:
            near = suggest(one, used)
            usage_error(f"nobody used the code {one}" + (f"; did you mean {near}?" if near else ""))
        found[one] = other
    return found


def _put(
    study: "Study",
    found: "Comparison",
    items: "Sequence[Item]",
    format: AgendaFormat | None,
    output: "Path | None",
) -> None:
    """Print or save the agenda in the format asked for, and say what a reader of it must know."""
    from framework_cli.cli.output import format_of, put_json, put_text, show_table
    from framework_cli.compare.spelling import likely
    from framework_cli.render.compare import html, md, table, text
    from framework_cli.render.compare.words import remarks

    slips = tuple(likely(study, found.coders))
    match format_of(format, output, AgendaFormat) or AgendaFormat.TEXT:
        case AgendaFormat.TEXT:
            put_text(text.text(study, found, items), output)
        case AgendaFormat.MD:
            put_text(md.md(study, found, items), output)
        case AgendaFormat.HTML:
            put_text(html.html(study, found, items), output)
        case AgendaFormat.JSON:
            put_json(table.facts(study, found, items, slips), output)
        case other:
            show_table(table.table(study, items), Format(other.value), output)
    for remark in remarks(found, slips):
        typer.echo(f"framework: {remark}", err=True)
