"""The programme theory: each claim with a table of what speaks for it, against it and qualifies it."""

from typing import Any

from framework_cli.render.report.theory_views import ClaimView, PieceView
from framework_cli.render.report.views import Report
from framework_cli.render.word.markup import link
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import CELL, FIRST, LINK, NOTE
from framework_cli.render.word.tables import band, fill, row, table

_TOLD = (
    "Each claim with what speaks for it and against it. "
    "A status is set by people; nothing here scores a claim."
)


def theory(page: Page, report: Report) -> None:
    """Every theory, its claims in groups by kind."""
    page.heading("Programme theory", 1)
    page.text(_TOLD, NOTE)
    for each in report.theories:
        page.heading(each.title, 2)
        page.text(each.about)
        for title, claims in each.groups:
            page.heading(title, 3)
            for claim in claims:
                _claim(page, claim)
    if not report.theories:
        page.text("The study has no programme theory.")


def _claim(page: Page, claim: ClaimView) -> None:
    page.heading(claim.label, 4)
    told = page.text(", ".join(filter(None, (claim.id, claim.status))), NOTE)
    told.paragraph_format.keep_with_next = True
    for word, nodes in claim.chain:
        line = page.text(f"{word} ", bold=True)
        page.run(line, nodes)
    if claim.note:
        page.text(claim.note)
    if claim.bodies:
        _evidence(page, claim)
    if claim.sites:
        page.text(f"By site: {'; '.join(claim.sites)}")
    if claim.rivals:
        page.text(f"Rival explanations: {'; '.join(claim.rivals)}")
    for decision in claim.decisions:
        page.text(f"Decided {decision}", NOTE)


def _evidence(page: Page, claim: ClaimView) -> None:
    widths = (page.across * 0.3, page.across * 0.36, page.across * 0.34)
    heads = ("Evidence", "Whose account, on what basis", "Note")
    made = table(page, f"Evidence on “{claim.label}”", heads, widths)
    for body in claim.bodies:
        band(page, made, widths, f"{body.name}: {body.counted}")
        for piece in body.pieces:
            cells = row(page, made, widths)
            _cited(page, cells[0], piece)
            fill(page, cells[1], ", ".join(piece.facts))
            fill(page, cells[2], piece.note)


def _cited(page: Page, cell: Any, piece: PieceView) -> None:
    name = page.places.get(piece.target.removeprefix("q-"), "") if piece.target.startswith("q-") else ""
    paragraph = fill(page, cell, "" if name else piece.words, CELL if name else FIRST)
    if name:
        link(paragraph, page.run(paragraph, piece.words, colour=LINK), name)
