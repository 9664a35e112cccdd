"""Paragraphs, headings, tables and sections of a Word document, in the report's type and quiet colour."""

from collections.abc import Iterable, Sequence
from typing import Any

from framework_cli.chart.roundtrip import fitting
from framework_cli.render.report.views import Piece, Prose, Report
from framework_cli.render.tables.values import seen

GREY, COMMENT, RULE, HEAD, GROUP = "6B7580", "8A5A2B", "C9D1D9", "EAF0F4", "F5F6F4"


def plain(words: str) -> str:
    """Words that XML can hold: control characters are made visible."""
    return seen(fitting(words))


class Page:
    """A document while it is being written, from the first page to the last."""

    def __init__(self, document: Any, report: Report) -> None:
        from docx.shared import Mm, Pt, RGBColor

        self.document, self.report = document, report
        self.Pt, self.RGB, self.Mm = Pt, RGBColor, Mm
        self.headings: list[tuple[int, str]] = []
        self._toc: Any = None
        self._styles()
        first = document.sections[0]
        self._format(first, landscape=False)
        self._margins(first)

    def _styles(self) -> None:
        styles = self.document.styles
        sizes = {"Normal": 10.5, "Title": 26, "Heading 1": 18, "Heading 2": 13.5, "Heading 3": 11.5}
        for name, size in sizes.items():
            style = styles[name]
            style.font.name, style.font.size = "Calibri", self.Pt(size)
            style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts = style.element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(_w(theme), None)
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(_w(kind), "Calibri")
            style.font.color.rgb = self.RGB.from_string("1F2933")
            if name.startswith("Heading"):
                style.paragraph_format.keep_with_next = True
                style.paragraph_format.space_before, style.paragraph_format.space_after = (
                    self.Pt(14),
                    self.Pt(4),
                )
        styles["Normal"].paragraph_format.space_after = self.Pt(6)

    def _format(self, section: Any, *, landscape: bool) -> None:
        from docx.enum.section import WD_ORIENT

        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        sides = (297, 210) if landscape else (210, 297)
        section.page_width, section.page_height = (self.Mm(side) for side in sides)
        for side in ("left_margin", "right_margin"):
            setattr(section, side, self.Mm(18))
        section.top_margin, section.bottom_margin = self.Mm(22), self.Mm(20)

    def _margins(self, section: Any) -> None:
        """What stands above and below every page: the title, the notice, the page's number."""
        told = " · ".join(filter(None, (self.report.title, self.report.notice)))
        self._small(section.header.paragraphs[0], told)
        below = section.footer.paragraphs[0]
        self._small(below, f"{self.report.confidentiality.split('. ')[0].rstrip('.')} · page ")
        self._field(below, "PAGE", "1")

    def section(self, *, landscape: bool) -> None:
        """Begin a section on a new page."""
        self._format(self.document.add_section(), landscape=landscape)

    def heading(self, words: str, level: int) -> None:
        """A heading in Word's own style, listed in the contents."""
        words = " ".join(plain(words).split())
        self.document.add_heading(words, level)
        self.headings.append((level, words))

    def text(self, words: str, *, grey: bool = False, italic: bool = False, bold: bool = False) -> Any:
        """A paragraph of plain words."""
        paragraph = self.document.add_paragraph()
        self.run(paragraph, words, grey=grey, italic=italic, bold=bold)
        return paragraph

    def run(
        self, paragraph: Any, words: str, *, grey: bool = False, italic: bool = False, bold: bool = False,
        colour: str = "", size: float = 0,
    ) -> None:  # fmt: skip
        """Some words in a paragraph."""
        run = paragraph.add_run(plain(words))
        run.italic, run.bold = italic or None, bold or None
        if colour or grey:
            run.font.color.rgb = self.RGB.from_string(colour or GREY)
        if size:
            run.font.size = self.Pt(size)

    def prose(self, prose: Prose, within: Any = None, size: float = 0) -> None:
        """An analyst's words: paragraphs and bullets, citations and comments set off."""
        holder = within if within is not None else self.document
        for block in prose:
            for item in block.items:
                paragraph = holder.add_paragraph(style="List Bullet" if block.bullets else None)
                paragraph.paragraph_format.space_after = self.Pt(3)
                self.pieces(paragraph, item, size)

    def pieces(self, paragraph: Any, pieces: Iterable[Piece], size: float = 0) -> None:
        """Stretches of an analyst's words."""
        for piece in pieces:
            if piece.kind == "cite":
                words = f"[{'*' if piece.star else ''}{piece.text}]"
                self.run(paragraph, words, grey=True, size=(size or 10.5) - 1.5)
            elif piece.kind == "comment":
                told = "".join(self._said(each) for each in piece.inside)
                self.run(paragraph, f"[Comment: {told}]", italic=True, colour=COMMENT, size=size)
            else:
                self.run(paragraph, " ".join(piece.text.split("\n")), size=size)

    @staticmethod
    def _said(piece: Piece) -> str:
        words = " ".join(piece.text.split("\n"))
        return f"[{'*' if piece.star else ''}{words}]" if piece.kind == "cite" else words

    def table(self, heads: Sequence[str], widths: Sequence[float]) -> Any:
        """A table with its first row as headings, repeated on each page; widths in millimetres."""
        table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        for cell, words, width in zip(table.rows[0].cells, heads, widths, strict=True):
            cell.width = self.Mm(width)
            self.run(self.first(cell), words, bold=True, size=9)
            shade(cell, HEAD)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self.Mm(width)
        _set(table.rows[0]._tr.get_or_add_trPr(), "tblHeader", val="true")
        borders = _set(table._tbl.tblPr, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _set(borders, side, val="single", sz="4", space="0", color=RULE)
        return table

    def row(self, table: Any, widths: Sequence[float]) -> Any:
        """A further row of a table."""
        added = table.add_row()
        _set(added._tr.get_or_add_trPr(), "cantSplit", val="true")
        cells = added.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = self.Mm(width)
        return cells

    def first(self, cell: Any) -> Any:
        """The paragraph that a cell of a table begins with."""
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = self.Pt(2)
        return paragraph

    def place_contents(self) -> None:
        """Where the table of contents goes."""
        self._toc = self.document.add_paragraph()

    def contents(self) -> None:
        """The table of contents: a field that Word brings up to date, filled with the headings meanwhile."""
        lines = [f"{'    ' * (level - 1)}{words}" for level, words in self.headings if level < 3]
        self._field(self._toc, 'TOC \\o "1-2" \\h \\z \\u', "\n".join(lines))
        _set(self.document.settings.element, "updateFields", val="true")

    def _small(self, paragraph: Any, words: str) -> None:
        self.run(paragraph, words, grey=True, size=8)

    def _field(self, paragraph: Any, code: str, shown: str) -> None:
        from docx.oxml import OxmlElement

        for kind in ("begin", "code", "separate", "shown", "end"):
            run = paragraph.add_run()
            run.font.size = self.Pt(8) if code == "PAGE" else None
            if kind == "shown":
                run.text = plain(shown)
            elif kind == "code":
                part = OxmlElement("w:instrText")
                part.text = f" {code} "
                run._r.append(part)
            else:
                _set(run._r, "fldChar", fldCharType=kind)


def shade(cell: Any, colour: str) -> None:
    """Colour the ground of a cell of a table."""
    _set(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=colour)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _set(parent: Any, name: str, **values: str) -> Any:
    """Add an element of Word's with its attributes."""
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(_w(key), value)
    parent.append(made)
    return made
