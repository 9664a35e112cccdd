"""Agreement: the disagreements first, then counts by source and code, and coefficients where asked for."""

from framework_cli.render.report.agreement_views import Agreement, DisputedCode, DisputeView, Listing
from framework_cli.render.report.tags import Tag
from framework_cli.render.report.views import Report
from framework_cli.render.word.page import Page
from framework_cli.render.word.tables import fill, listing, right, row, table

_COEFFICIENTS = (
    "A coefficient sums up how alike people coded, for one unit and these coders. It comes after the talk "
    "about the items above, and takes nothing from it."
)


def agreement(page: Page, report: Report) -> None:
    """Where coders differ, as material to talk about."""
    page.heading("Agreement", 1)
    held = report.agreement
    if held is None:
        page.text("No source was read by several people.")
        return
    page.text(" ".join((*held.summary, "Disagreement is material: each item below is one to talk about.")))
    _disputes(page, held)
    page.heading("Sources read by several", 2)
    rows = [
        (each.source, ", ".join(each.coders), each.alike, each.differing, each.open,
         "yes" if each.agreed else "not yet")
        for each in held.sources
    ]  # fmt: skip
    heads = ("Source", "Coders", "Coded alike", "Otherwise", "Open", "Agreed coding")
    listing(page, "Sources read by several", heads, rows, (30, 60, 24, 24, 20, 30))
    _listing(page, held.codes)
    if held.figures:
        _listing(page, held.figures, _COEFFICIENTS)
    for remark in held.remarks:
        page.text(remark)


def _disputes(page: Page, held: Agreement) -> None:
    for group in held.disputed:
        page.heading(_tag(group.tag) + (": boundaries only" if group.only_edges else ""), 3)
        _disputed(page, group)
    if not held.disputed:
        page.text("Nothing is open.")
    if held.more:
        page.text(f"{held.more} more: framework compare lists all.")


def _disputed(page: Page, group: DisputedCode) -> None:
    rows = [(each.reference, _differences(each), _marks(each)) for each in group.disputes]
    title = f"To talk about under {_tag(group.tag)}"
    listing(page, title, ("Where", "What is in dispute", "What each marked"), rows, (28, 73, 73))


def _differences(item: DisputeView) -> str:
    return "\n".join(f"{_tag(tag)}: {words}" for tag, words in item.differences)


def _marks(item: DisputeView) -> str:
    return "\n".join(
        f"{mark.coder}, {mark.reference}: {', '.join(tag.number or tag.name for tag in mark.tags)}"
        + (f" – {mark.memo}" if mark.memo else "")
        for mark in item.marks
    )


def _listing(page: Page, held: Listing, told: str = "") -> None:
    page.heading(held.title, 2)
    if told:
        page.text(told)
    shares = [1.0 if number else 2.4 for number in held.numbers]
    widths = [page.across * share / sum(shares) for share in shares]
    made = table(page, held.title, held.heads, widths)
    for line in held.lines:
        for cell, words, number in zip(row(page, made, widths), line.cells, held.numbers, strict=True):
            paragraph = fill(page, cell, words)
            if number:
                right(paragraph)
    for note in held.notes:
        page.text(note)


def _tag(tag: Tag) -> str:
    return f"{tag.number} {tag.name}".strip()
