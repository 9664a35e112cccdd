"""The codebook, what was taken out of use, and who did what: readings, decisions, memos."""

from collections.abc import Iterable

from framework_cli.render.report.views import Audit, CodeView, Note, Prose, Reading, Report
from framework_cli.render.word.markup import shade
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import CELL, FIRST, GROUP, NOTE
from framework_cli.render.word.tables import fill, listing, row, table

_SHARES = (14.0, 42.0, 64.0, 44.0, 44.0, 53.0)


def codebook(page: Page, report: Report) -> None:
    """Every entry in force, with what it means and how much stands under it; then the audit."""
    page.heading("Codebook and audit", 1)
    if report.codebook_version:
        told = "Numbers show where an entry stands today; ids never change."
        page.text(f"Version {report.codebook_version}. {told}", NOTE)
    widths = [page.across * share / sum(_SHARES) for share in _SHARES]
    heads = ("", "Name and id", "Definition", "Include", "Exclude", "Coded, and its history")
    made = table(page, "Codebook", heads, widths)
    for code in report.codes:
        cells = row(page, made, widths)
        meaning = [words(each) for each in (code.definition, code.include, code.exclude)]
        values = (code.number, f"{code.name}\n{code.id}", *meaning, _history(code))
        for place, (cell, said) in enumerate(zip(cells, values, strict=True)):
            fill(page, cell, said, FIRST if code.level == 0 and place < 2 else CELL)
            if code.level == 0:
                shade(cell, GROUP)
    if report.retired:
        rows = [
            (
                old.id,
                ", ".join(f"{tag.number} {tag.name}".strip() for tag in old.into) or "nothing",
                old.on,
                old.why,
            )
            for old in report.retired
        ]
        listing(page, "Retired", ("Id", "Became", "On", "Why"), rows, (40, 90, 25, 106))
    if report.audit:
        _audit(page, report, report.audit)


def words(prose: Prose) -> str:
    """What a codebook entry says, without its marks."""
    items = ["".join(piece.text for piece in item) for block in prose for item in block.items]
    return "\n".join(" ".join(item.split()) for item in items)


def _history(code: CodeView) -> str:
    return "; ".join(filter(None, (code.counts, code.origin, code.history)))


def _audit(page: Page, report: Report, audit: Audit) -> None:
    page.heading("Notes" if report.outside else "Who did what", 2)
    for name, work in audit.coders:
        line = page.text(f"{name}: ", bold=True)
        page.run(line, work)
    if audit.readings:
        heads = ("Source", "Coder", "Excerpts", "Read through", "Under codebook")
        rows = [
            (
                each.source,
                each.coder,
                each.excerpts,
                _read(each),
                f"version {each.codebook}" if each.codebook else "",
            )
            for each in audit.readings
        ]
        listing(page, "Who read what", heads, rows, (40, 60, 25, 40, 40))
    _notes(page, "Decisions", audit.decisions)
    _notes(page, "Memos", audit.memos)


def _read(reading: Reading) -> str:
    if reading.read:
        return reading.on or "yes"
    return "" if reading.agreed else "not marked"


def _notes(page: Page, title: str, notes: Iterable[Note]) -> None:
    held = list(notes)
    if held:
        page.heading(title, 3)
    for note in held:
        page.memos([note.memo])
        if note.about:
            page.text(f"About {', '.join(note.about)}", NOTE)
