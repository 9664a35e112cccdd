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
from framework_cli.render.report.material import gather
from framework_cli.render.report.options import Options

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
    transcripts = _transcripts(study) if whole and inside else ()
    version = study.codebook.version
    return views.Report(
        title=study.settings.title or "Framework analysis",
        notice=study.settings.notice,
        confidentiality=_TEAM if inside else _OUTSIDE,
        outside=options.outside,
        parts=(
            *(part.value for part in parts),
            *(["excerpts"] if listed else []),
            *(["transcripts"] if transcripts else []),
        ),
        words=_words(study),
        codebook_version="" if version is None else str(version),
        overview=opening.overview(material, rows),
        themes=matrix.themes(material, list(quotes.values())),
        groups=_groups(rows) if inside else (),
        filters=opening.filters(material) if inside else (),
        codes=codebook.codes(material),
        retired=codebook.retired(material),
        quotes=quotes,
        listed=listed,
        transcripts=transcripts,
        stamp=options.stamp,
    )


def _words(study: Study) -> views.Words:
    labels = study.settings.labels
    theme, subtheme, case = (labels.get(name, name.capitalize()) for name in ("theme", "subtheme", "case"))
    return views.Words(theme, plural(theme), subtheme, case, plural(case))


def _groups(rows: Sequence[views.CaseRow]) -> tuple[views.Group, ...]:
    """Rows by the first attribute that orders them; documents that stand for themselves come last."""
    people = [row for row in rows if row.participant]
    documents = tuple(row for row in rows if not row.participant)
    groups = [views.Group(name, tuple(held)) for name, held in groupby(people, key=lambda row: row.group)]
    return (*groups, views.Group("Documents", documents)) if documents else tuple(groups)


def _listed(quotes: Sequence[views.Quote]) -> tuple[tuple[str, tuple[views.Quote, ...]], ...]:
    return tuple((source, tuple(held)) for source, held in groupby(quotes, key=lambda quote: quote.source))


def _transcripts(study: Study) -> tuple[views.TranscriptView, ...]:
    """Whole transcripts, without front matter."""
    found = []
    for source in study.sources.values():
        first = source.lines.line(source.body)
        lines = source.text[source.body :].rstrip("\n").split("\n")
        found.append(views.TranscriptView(source.id, tuple(enumerate(lines, first))))
    return tuple(found)
