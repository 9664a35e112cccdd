"""The first pages and the last: title, contents, overview; the codebook."""

from framework_cli.render.report.views import Prose, Report
from framework_cli.render.word.page import GROUP, Page, shade


def front(page: Page, report: Report) -> None:
    """Title, notice, for whom it is, the stamp where there is one, and the contents."""
    page.document.add_paragraph(style="Title")
    page.run(page.document.paragraphs[-1], report.title)
    if report.notice:
        page.text(report.notice, bold=True)
    page.text(report.confidentiality, grey=True, italic=True)
    if report.stamp:
        page.text(" · ".join(filter(None, (report.stamp.date, report.stamp.commit))), grey=True)
    if report.codebook_version:
        page.text(f"Codebook version {report.codebook_version}", grey=True)
    page.place_contents()


def overview(page: Page, report: Report) -> None:
    """Where the study stands."""
    said = report.overview
    page.document.add_page_break()
    page.heading("Overview", 1)
    widths = (38.0, 136.0)
    table = page.table(("", "What the study is made of"), widths)
    for name, words in said.facts:
        cells = page.row(table, widths)
        page.run(page.first(cells[0]), name, bold=True, size=9.5)
        page.run(page.first(cells[1]), words, size=9.5)
    page.text("")
    for words in (*said.charting, *said.remarks):
        page.text(words)
    for each in said.breakdowns:
        values = ", ".join(f"{value} {count}" for value, count in each.values)
        page.text(f"{each.name}: {values}")
    for memo in said.memos:
        page.prose(memo.prose)


def codebook(page: Page, report: Report) -> None:
    """Every entry in force, with what it means and how much stands under it."""
    page.heading("Codebook", 1)
    widths = (14.0, 46.0, 72.0, 52.0, 52.0, 25.0)
    table = page.table(("", "Name", "Definition", "Include", "Exclude", "Coded"), widths)
    for code in report.codes:
        cells = page.row(table, widths)
        meaning = [_words(prose) for prose in (code.definition, code.include, code.exclude)]
        for place, (cell, words) in enumerate(
            zip(cells, (code.number, code.name, *meaning, code.counts), strict=True)
        ):
            page.run(page.first(cell), words, bold=code.level == 0 and place < 2, size=8.5)
            if code.level == 0:
                shade(cell, GROUP)


def _words(prose: Prose) -> str:
    items = ["".join(piece.text for piece in item) for block in prose for item in block.items]
    return "\n".join(" ".join(item.split()) for item in items)
