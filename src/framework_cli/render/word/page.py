"""Paragraphs, headings and sections of a Word document, in the report's type and quiet colour."""

from collections.abc import Iterable
from typing import Any

from framework_cli.chart.roundtrip import fitting
from framework_cli.render.report.views import Memo, Piece, Prose, Report
from framework_cli.render.tables.values import seen
from framework_cli.render.word import styles
from framework_cli.render.word.markup import bookmark, columns, field_part, link, put
from framework_cli.render.word.styles import COMMENT, GREY, LINK

_COLUMN = 32  # headings of the contents that fit beneath the title


def plain(words: str) -> str:
    """Words that XML can hold: control characters are made visible."""
    return seen(fitting(words))


class Page:
    """A document while it is being written, from the first page to the last."""

    def __init__(self, document: Any, report: Report) -> None:
        from docx.shared import Mm, Pt, RGBColor

        self.document, self.report = document, report
        self.Pt, self.RGB, self.Mm = Pt, RGBColor, Mm
        self.marks = 0
        self.headings: list[tuple[int, str, str]] = []
        # Citations lead to the excerpts that are listed, by numbers: an id may be anything.
        listed = (quote.id for _, quotes in report.listed for quote in quotes)
        self.places = {id: f"excerpt_{number}" for number, id in enumerate(listed, 1)}
        self._toc: Any = None
        styles.prepare(document)
        self._styles = {style.name: style.style_id for style in document.styles}
        first = document.sections[0]
        self._format(first, landscape=False)
        self._margins(first)

    def _format(self, section: Any, *, landscape: bool) -> None:
        from docx.enum.section import WD_ORIENT

        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        sides = (297, 210) if landscape else (210, 297)
        section.page_width, section.page_height = (self.Mm(side) for side in sides)
        section.left_margin = section.right_margin = self.Mm(18)
        section.top_margin, section.bottom_margin = self.Mm(22), self.Mm(20)

    def _margins(self, section: Any) -> None:
        """What stands above and below every page: the title, the notice, the page's number."""
        told = " · ".join(filter(None, (self.report.title, self.report.notice)))
        self.run(section.header.paragraphs[0], told)
        below = section.footer.paragraphs[0]
        self.run(below, f"{self.report.confidentiality.split('. ')[0].rstrip('.')} · page ")
        field_part(below, "begin", "PAGE")
        field_part(below, "separate")
        self.run(below, "1")
        field_part(below, "end")

    @property
    def landscape(self) -> bool:
        """Whether the present section lies across."""
        last = self.document.sections[-1]
        return bool(last.page_width > last.page_height)

    @property
    def across(self) -> float:
        """Millimetres between the margins."""
        return 261.0 if self.landscape else 174.0

    def section(self, *, landscape: bool) -> None:
        """Begin a section on a new page; its break stands in the last paragraph, where there is one."""
        added = self.document.add_section()
        columns(added, 1)
        self._format(added, landscape=landscape)
        self._close_up()

    def _close_up(self) -> None:
        """Move the break of a section, which stands in a paragraph of its own, into the one before it."""
        body = self.document.element.body
        made = body.sectPr.getprevious()
        before = made.getprevious()
        if before is not None and before.tag == made.tag:
            before.get_or_add_pPr().append(made.pPr.sectPr)
            body.remove(made)

    def heading(self, words: str, level: int) -> None:
        """A heading in Word's own style, listed in the contents."""
        words = " ".join(plain(words).split())
        paragraph = self.document.add_heading(words, level)
        if level < 3:
            name = f"_Toc{len(self.headings) + 1:08}"
            self.headings.append((level, words, name))
            self.mark(paragraph, name)

    def mark(self, paragraph: Any, name: str) -> None:
        """Let links lead to a paragraph."""
        self.marks += 1
        bookmark(paragraph, name, self.marks)

    def paragraph(self, style: str = "", within: Any = None) -> Any:
        """A new paragraph, of the document or of a cell; one that follows a table keeps off it."""
        made = (self.document if within is None else within).add_paragraph()
        before = made._p.getprevious()
        if within is None and before is not None and before.tag.endswith("}tbl"):
            made.paragraph_format.space_before = self.Pt(8)
        return self.styled(made, style) if style else made

    def styled(self, paragraph: Any, style: str) -> Any:
        """Give a paragraph a style, by its id: python-docx would look through all of them each time."""
        paragraph._p.style = self._styles[style]
        return paragraph

    def text(self, words: str, style: str = "", *, bold: bool = False) -> Any:
        """A paragraph of plain words."""
        paragraph = self.paragraph(style)
        self.run(paragraph, words, bold=bold)
        return paragraph

    def run(
        self, paragraph: Any, words: str, *, grey: bool = False, italic: bool = False, bold: bool = False,
        colour: str = "", size: float = 0,
    ) -> Any:  # fmt: skip
        """Some words in a paragraph."""
        run = paragraph.add_run(plain(words))
        run.italic, run.bold = italic or None, bold or None
        if colour or grey:
            run.font.color.rgb = self.RGB.from_string(colour or GREY)
        if size:
            run.font.size = self.Pt(size)
        return run

    def prose(self, prose: Prose, within: Any = None, style: str = "") -> None:
        """An analyst's words: paragraphs and bullets, citations and comments set off."""
        bullets = styles.BULLET if style == styles.CELL else "List Bullet"
        for block in prose:
            for item in block.items:
                self.pieces(self.paragraph(bullets if block.bullets else style, within), item)

    def pieces(self, paragraph: Any, pieces: Iterable[Piece]) -> None:
        """Stretches of an analyst's words."""
        for piece in pieces:
            if piece.kind == "cite":
                self.cite(paragraph, piece)
            elif piece.kind == "comment":
                self.run(paragraph, "[Comment: ", italic=True, colour=COMMENT)
                for each in piece.inside:
                    if each.kind == "cite":
                        self.cite(paragraph, each)
                    else:
                        self.run(paragraph, " ".join(each.text.split("\n")), italic=True, colour=COMMENT)
                self.run(paragraph, "]", italic=True, colour=COMMENT)
            else:
                self.run(paragraph, " ".join(piece.text.split("\n")))

    def cite(self, paragraph: Any, piece: Piece) -> None:
        """A citation, small; it leads to the excerpt where that is listed."""
        told = f"[{'*' if piece.star else ''}{piece.text}]"
        name = self.places.get(piece.target, "")
        run = self.run(paragraph, told, colour=LINK if name else GREY)
        run.font.size = self.Pt(8)
        if name:
            link(paragraph, run, name)

    def memos(self, memos: Iterable[Memo]) -> None:
        """Memos, each with its kind, by whom and when."""
        for memo in memos:
            told = [f"{memo.kind} memo".capitalize() if memo.kind else "Memo", memo.by, memo.on]
            kind = self.text(", ".join(filter(None, told)) + ":", styles.NOTE, bold=True)
            kind.paragraph_format.keep_with_next = True
            self.prose(memo.prose)

    def place_contents(self) -> None:
        """Where the table of contents goes: below, in columns of its own if it is long."""
        from docx.enum.section import WD_SECTION

        self.document.add_section(WD_SECTION.CONTINUOUS)
        self._close_up()
        self._toc = self.paragraph()

    def contents(self) -> None:
        """The contents: a field that Word brings up to date; meanwhile the headings, each a link."""
        last = self._toc
        for number, (level, words, name) in enumerate(self.headings):
            paragraph = self.styled(self._toc.insert_paragraph_before(), f"toc {level}")
            if number == 0:
                field_part(paragraph, "begin", 'TOC \\o "1-2" \\h \\z \\u')
                field_part(paragraph, "separate")
            link(paragraph, self.run(paragraph, words), name)
            last = paragraph
        if not self.headings:
            return
        field_part(last, "end")
        put(self.document.settings.element, "updateFields", val="true")
        if self._toc._p.pPr is not None:
            last._p.get_or_add_pPr().append(self._toc._p.pPr.sectPr)
        self._toc._p.getparent().remove(self._toc._p)
        if len(self.headings) > _COLUMN:
            columns(self.document.sections[1], 2)
