"""The first pages: title, contents, and where the study stands."""

from framework_cli.chart import Tally
from framework_cli.model.words import number_of
from framework_cli.render.report.views import Report
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import NOTE
from framework_cli.render.word.tables import listing

_STATES = ("Charted", "Nothing said", "Not asked", "Not yet charted")


def front(page: Page, report: Report) -> None:
    """Title, notice, for whom it is, the stamp where there is one, and the contents."""
    page.text(report.title, "Title")
    if report.notice:
        page.text(report.notice, bold=True)
    page.text(report.confidentiality, NOTE)
    if report.stamp:
        page.text(" · ".join(filter(None, (report.stamp.date, report.stamp.commit))), NOTE)
    if report.codebook_version:
        page.text(f"Codebook version {report.codebook_version}", NOTE)
    page.place_contents()


def overview(page: Page, report: Report) -> None:
    """Where the study stands."""
    said = report.overview
    page.heading("Overview", 1)
    for words in filter(None, (" ".join(said.charting), *said.remarks)):
        page.text(words)
    listing(page, "What the study is made of", ("", "Of what, and how many"), said.facts, (38, 136))
    page.memos(said.memos)
    coverage = [
        (f"{theme.number} {theme.name}".strip(), *states(theme.tally), theme.tally.total, _stale(theme.tally))
        for theme in report.themes
    ]
    heads = (report.words.theme, *_STATES, "Of cells", "Stale, of charted")
    listing(
        page,
        f"Cells of {report.words.cases.lower()}, by state",
        heads,
        coverage,
        (60, 18, 18, 18, 22, 18, 24),
    )
    if said.waiting:
        rows = [(each.name, each.cells, each.excerpts) for each in said.waiting]
        listing(page, "Waiting to be charted", (report.words.case, "Cells", "Excerpts"), rows, (90, 42, 42))
    if said.stale:
        changed = [
            (each.row, f"{each.tag.number} {each.tag.name}".strip(), each.state) for each in said.stale
        ]
        named = (report.words.case, report.words.subtheme, "What changed")
        listing(page, "Stale since charting", named, changed, (34, 60, 80))
    if said.breakdowns:
        values = [(each.name, _values(each.values, each.total)) for each in said.breakdowns]
        listing(page, f"{report.words.cases} by attribute", ("Attribute", "Values"), values, (34, 140))
    if said.sources:
        _sources(page, report)


def states(tally: Tally) -> tuple[int, int, int, int]:
    """How many cells are in which state, in the order of the headings."""
    return tally.charted, tally.nothing_said, tally.not_asked, tally.uncharted


def _stale(tally: Tally) -> str:
    return f"{tally.stale} of {tally.charted}"


def _values(values: tuple[tuple[str, int], ...], total: int) -> str:
    return "; ".join(f"{value} {number} of {total}" for value, number in values)


def _sources(page: Page, report: Report) -> None:
    rows = [
        (
            each.id,
            ", ".join(filter(None, (each.kind, each.date))),
            number_of(each.excerpts, "excerpt"),
            ", ".join(each.coders) + (", agreed" if each.agreed else "") if each.coders else "nobody yet",
            each.sha[:16],
        )
        for each in report.overview.sources
    ]
    heads = ("Source", "Kind and date", "Coded", "By", "SHA-256 begins")
    listing(page, "Transcripts and documents", heads, rows, (24, 40, 26, 46, 38))
