"""How a Word document looks, as styles that a team can change in one place."""

from typing import Any

from framework_cli.render.word.markup import named, put

INK, GREY, COMMENT, LINK, RULE, HEAD, GROUP = (
    *("1F2933", "5F6872", "8A5A2B", "1B5E85", "C9D1D9"),
    *("E3ECEC", "F3F5F4"),
)
CELL, BULLET, NOTE, SIGNED, FIRST = "Chart cell", "Chart bullet", "Side note", "Quote source", "Chart head"
LANGUAGE = "en-GB"  # of headings and labels, as in the other reports; quotes are in the study's own

_SIZES = {
    "Normal": 10.5, "Title": 26, "Heading 1": 18, "Heading 2": 13.5, "Heading 3": 11.5, "Heading 4": 10.5,
    "Caption": 9, "Quote": 10.5, "List Bullet": 10.5, "Header": 8, "Footer": 8,
}  # fmt: skip
# Style, what it is based on, its size, space before and after (points).
_OWN = (
    (CELL, "Normal", 8.5, 0, 2), (FIRST, CELL, 8.5, 0, 2), (BULLET, "List Bullet", 8.5, 0, 1),
    (NOTE, "Normal", 9.5, 0, 4), (SIGNED, "Normal", 9, 0, 8), ("toc 1", "Normal", 10.5, 6, 1),
    ("toc 2", "Normal", 9.5, 0, 0),
)  # fmt: skip


def prepare(document: Any) -> None:
    """Set the document's styles and language."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    styles = document.styles
    for name, base, size, before, after in _OWN:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        made.base_style, made.font.size = styles[base], Pt(size)
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    for name, size in _SIZES.items():
        _type(styles[name], size, Pt, RGBColor)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        shape = styles[name].paragraph_format
        shape.keep_with_next, shape.space_before, shape.space_after = True, Pt(14), Pt(4)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    styles["Heading 4"].font.italic = False
    quote, caption = styles["Quote"], styles["Caption"]
    quote.font.italic, quote.paragraph_format.left_indent = False, Mm(8)
    quote.paragraph_format.space_after, quote.paragraph_format.keep_with_next = Pt(2), True
    caption.font.color.rgb, caption.paragraph_format.keep_with_next = RGBColor.from_string(GREY), True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(3)
    for name in (NOTE, SIGNED, "Header", "Footer"):
        styles[name].font.color.rgb = RGBColor.from_string(GREY)
    styles[SIGNED].paragraph_format.left_indent = Mm(8)
    styles["toc 2"].paragraph_format.left_indent = Mm(6)
    styles[FIRST].font.bold = True
    styles[BULLET].paragraph_format.left_indent = Mm(3.5)
    styles[BULLET].paragraph_format.first_line_indent = Mm(-3.5)
    _speak(document)


def _type(style: Any, size: float, points: Any, colour: Any) -> None:
    style.font.name, style.font.size = "Calibri", points(size)
    style.font.color.rgb = colour.from_string(INK)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(named(theme), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(named(kind), "Calibri")


def _speak(document: Any) -> None:
    """Name the language, so that a screen reader reads and a spelling checker checks in it."""
    for spoken in document.styles.element.iter(named("lang")):
        spoken.set(named("val"), LANGUAGE)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    if normal.find(named("lang")) is None:
        put(normal, "lang", val=LANGUAGE)
    document.core_properties.language = LANGUAGE
