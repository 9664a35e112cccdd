"""One context for all renderings, from a study, its index and its grid."""

from collections.abc import Sequence
from itertools import groupby

from framework_cli.cells import Grid
from framework_cli.model.audience import Transcripts
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.words import plural
from framework_cli.render.report import codes as codebook
from framework_cli.render.report import overview as opening
from framework_cli.render.report import quotes as voices
from framework_cli.render.report import rows as matrix
from framework_cli.render.report import views
from framework_cli.render.report.agreement import agreement
from framework_cli.render.report.audit import audit
from framework_cli.render.report.direction import isolated
from framework_cli.render.report.exceptions import exceptions
from framework_cli.render.report.figures import figures
from framework_cli.render.report.interpretation import theories
from framework_cli.render.report.material import gather
from framework_cli.render.report.options import Options, Part

_Listed = tuple[tuple[str, tuple[views.Quote, ...]], ...]

_TEAM = (
    "For the research team. Contains participants’ words and the identifiers of cases: "
    "keep it where the transcripts are kept."
)
_OUTSIDE = (
    "Prepared for readers outside the research team. Participants are described by attributes alone; "
    "quotations may still be recognised by those who know the speaker."
)


def report_of(study: Study, index: Index, grid: Grid, options: Options) -> views.Report:
    """Everything a report says. What its readers must not see is not in it.

    `index` is the whole index of the study, `grid` made from it.
    """
    material = gather(study, index, grid, options)
    parts = options.shown_parts
    quotes = voices.quotes(material)
    rows = matrix.rows(material)
    inside = not options.outside
    listed = _listed(list(quotes.values())) if inside and options.lists_quotes else ()
    whole = options.shown_transcripts is Transcripts.FULL
    transcripts = _transcripts(study, listed) if whole and inside else ()
    version = study.codebook.version
    groups = _groups(rows) if inside else ()
    drawn = figures(material, groups) if Part.FIGURES in parts else None
    talked = agreement(material) if Part.AGREEMENT in parts else None
    claimed = theories(material) if Part.THEORY in parts else ()
    # A part that was asked for by name says that it is empty; in a whole report it is left out.
    held = {Part.FIGURES: drawn, Part.THEORY: claimed, Part.AGREEMENT: talked}
    empty = {part for part, what in held.items() if not what} if options.whole else set()
    return views.Report(
        title=study.settings.title or "Framework analysis",
        notice=study.settings.notice,
        confidentiality=_TEAM if inside else _OUTSIDE,
        outside=options.outside,
        parts=(
            *(part.value for part in parts if part not in empty),
            *(["excerpts"] if listed else []),
            *(["transcripts"] if transcripts else []),
        ),
        words=_words(study),
        codebook_version="" if version is None else str(version),
        overview=opening.overview(material, rows),
        themes=matrix.themes(material, list(quotes.values())),
        groups=groups,
        exceptions=exceptions(groups, len(grid.columns)),
        filters=opening.filters(material) if inside else (),
        figures=drawn or None,
        theories=claimed,
        agreement=talked,
        codes=codebook.codes(material),
        retired=codebook.retired(material),
        audit=audit(material),
        quotes=quotes,
        listed=listed,
        transcripts=transcripts,
        stamp=options.stamp,
    )


def _words(study: Study) -> views.Words:
    labels = study.settings.labels
    theme, subtheme, case = (labels.get(name, name.capitalize()) for name in ("theme", "subtheme", "case"))
    words = (theme, plural(theme), subtheme, plural(subtheme), case, plural(case))
    return views.Words(*map(isolated, words))


def _groups(rows: Sequence[views.CaseRow]) -> tuple[views.Group, ...]:
    """Rows by the first attribute that orders them; documents that stand for themselves come last."""
    people = [row for row in rows if row.participant]
    documents = tuple(row for row in rows if not row.participant)
    groups = [views.Group(name, tuple(held)) for name, held in groupby(people, key=lambda row: row.group)]
    return (*groups, views.Group("Documents", documents)) if documents else tuple(groups)


def _listed(quotes: Sequence[views.Quote]) -> _Listed:
    return tuple((source, tuple(held)) for source, held in groupby(quotes, key=lambda quote: quote.source))


def _transcripts(study: Study, listed: _Listed) -> tuple[views.TranscriptView, ...]:
    """Whole transcripts, without front matter, with the places of the excerpts that the report lists."""
    found = []
    excerpts = dict(listed)
    for source in study.sources.values():
        first = source.lines.line(source.body)
        lines = source.text[source.body :].rstrip("\n").split("\n")
        starts: dict[int, list[str]] = {}
        coded: set[int] = set()
        for quote in excerpts.get(source.id, ()):
            starts.setdefault(quote.line, []).append(quote.id)
            coded.update(range(quote.line, quote.last + 1))
        numbered = ((n, line, tuple(starts.get(n, ()))) for n, line in enumerate(lines, first))
        found.append(views.TranscriptView(source.id, tuple(numbered), frozenset(coded)))
    return tuple(found)
