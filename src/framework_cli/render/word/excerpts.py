"""The excerpts that the report lists, source by source, and whole transcripts where they were asked for."""

from framework_cli.model.manuscript import WITHHELD
from framework_cli.render.report.views import Quote, Report
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import NOTE
from framework_cli.render.word.themes import quoted


def excerpts(page: Page, report: Report) -> None:
    """Every excerpt with its reference, which citations lead to, and the codes it has."""
    page.heading("Excerpts", 1)
    for source, quotes in report.listed:
        page.heading(source, 2)
        for quote in quotes:
            _excerpt(page, quote)


def _excerpt(page: Page, quote: Quote) -> None:
    head = page.text(f"{'★ ' if quote.key else ''}{quote.reference}", NOTE, bold=True)
    tags = "; ".join(f"{tag.number} {tag.name}".strip() for tag in quote.tags)
    page.run(head, ", ".join(filter(None, ("", quote.coding))) + (f": {tags}" if tags else ""))
    head.paragraph_format.keep_with_next = True
    page.mark(head, page.places[quote.id])
    quoted(page, quote)
    if quote.paragraphs is None:
        page.text(WITHHELD, NOTE)
    if quote.memo:
        page.text(f"Note: {quote.memo}", NOTE)
    page.memos(quote.memos)


def transcripts(page: Page, report: Report) -> None:
    """Whole transcripts, each line with its number."""
    page.heading("Transcripts", 1)
    for transcript in report.transcripts:
        page.heading(transcript.source, 2)
        for number, words, _ in transcript.lines:
            if words.strip():
                line = page.paragraph()
                line.paragraph_format.space_after = page.Pt(2)
                page.run(line, f"{number}  ", grey=True, size=8)
                page.run(line, words, size=9.5)
