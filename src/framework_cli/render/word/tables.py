"""Tables of a Word document: a caption, headings that repeat on each page, widths in millimetres."""

from collections.abc import Iterable, Sequence
from typing import Any

from framework_cli.render.word.markup import named, put, shade
from framework_cli.render.word.page import Page, plain
from framework_cli.render.word.styles import CELL, FIRST, GROUP, HEAD, RULE

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(page: Page, caption: str, heads: Sequence[str], widths: Sequence[float]) -> Any:
    """A table with its caption above it; the caption is also what a screen reader says of it."""
    page.text(caption, "Caption").paragraph_format.space_before = page.Pt(10)
    made = page.document.add_table(rows=1, cols=len(heads), style="Table Grid")
    made.autofit = False
    for cell, words, width in zip(made.rows[0].cells, heads, widths, strict=True):
        cell.width = page.Mm(width)
        fill(page, cell, words, FIRST)
        shade(cell, HEAD)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = page.Mm(width)
    put(made.rows[0]._tr.get_or_add_trPr(), "cantSplit", val="true")
    put(made.rows[0]._tr.get_or_add_trPr(), "tblHeader", val="true")
    properties = made._tbl.tblPr
    borders = put(properties, "tblBorders")
    for side in _SIDES:
        put(borders, side, val="single", sz="4", space="0", color=RULE)
    margins = put(properties, "tblCellMar")
    for side, width in (("top", 28), ("left", 70), ("bottom", 28), ("right", 70)):
        put(margins, side, w=str(width), type="dxa")
    look = properties.find(named("tblLook"))
    if look is not None:
        for name, on in (("firstRow", "1"), ("firstColumn", "1"), ("noHBand", "1"), ("noVBand", "1")):
            look.set(named(name), on)
    put(properties, "tblCaption", val=" ".join(plain(caption).split())[:255])
    return made


def row(page: Page, made: Any, widths: Sequence[float], *, whole: bool = True) -> Any:
    """A further row of a table; `whole` keeps it on one page."""
    added = made.add_row()
    if whole:
        put(added._tr.get_or_add_trPr(), "cantSplit", val="true")
    cells = added.cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = page.Mm(width)
    return cells


def band(page: Page, made: Any, widths: Sequence[float], words: str) -> None:
    """A row that names the group of those beneath it."""
    cells = row(page, made, widths)
    merged = cells[0].merge(cells[-1])
    for spare in merged.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    fill(page, merged, words, FIRST).paragraph_format.keep_with_next = True
    shade(merged, GROUP)


def fill(page: Page, cell: Any, words: str, style: str = CELL) -> Any:
    """Write plain words into the paragraph that a cell begins with."""
    paragraph = page.styled(cell.paragraphs[0], style)
    if words:
        page.run(paragraph, words)
    return paragraph


def right(paragraph: Any) -> None:
    """Set a number to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def listing(
    page: Page,
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    shares: Sequence[float],
) -> Any:
    """A table of words and numbers; `shares` part the width. The first column names the row."""
    widths = [page.across * share / sum(shares) for share in shares]
    made = table(page, caption, heads, widths)
    for values in rows:
        for place, (cell, value) in enumerate(zip(row(page, made, widths), values, strict=True)):
            paragraph = fill(page, cell, str(value), FIRST if place == 0 else CELL)
            if isinstance(value, int | float):
                right(paragraph)
    return made
