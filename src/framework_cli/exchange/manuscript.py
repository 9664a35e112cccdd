"""Word documents → the paragraphs of a manuscript, numbered as ¶ marks count them."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from framework_cli.exchange.docx import Seen, child_of, inline, tag_of
from framework_cli.exchange.package import PackageError, member, open_package, xml
from framework_cli.model.manuscript import Paragraph

_HEADING = re.compile(r"(?:heading|berschrift|titre|t[íi]tulo|kop)\s?(\d)", re.IGNORECASE)
_QUOTED = re.compile(r"quot|block ?text|zitat|citation|citaat|cita\b", re.IGNORECASE)
INDENTED = 360  # twentieths of a point: a quarter of an inch


def read_manuscript(data: bytes) -> tuple[tuple[Paragraph, ...], str]:
    """Every paragraph of a document in order, empty ones too, then those of its footnotes and endnotes.

    Text boxes stand behind the paragraph that holds them. The second value says why a file cannot be read.
    """
    try:
        package = open_package(data)
        root = xml(member(package, "word/document.xml"))
        names = (
            _style_names(xml(member(package, "word/styles.xml"))) if _has(package, "word/styles.xml") else {}
        )
        notes = [xml(member(package, part)) for part in _NOTES if _has(package, part)]
    except PackageError as bad:
        return (), str(bad)
    body = child_of(root, "body")
    if body is None:
        return (), "holds no document"
    found = [paragraph for part in (body, *notes) for paragraph in _paragraphs(part, names)]
    return tuple(found), ""


_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def _has(package: object, name: str) -> bool:
    return name in package.namelist()  # type: ignore[attr-defined]


def _style_names(styles: Element) -> dict[str, str]:
    """What each style is called: ids differ from language to language."""
    found = {}
    for style in styles:
        named = child_of(style, "name")
        if tag_of(style) == "style" and named is not None:
            found[_value(style, "styleId")] = _value(named, "val")
    return found


def _value(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _paragraphs(parent: Element, names: dict[str, str]) -> Iterator[Paragraph]:
    """The paragraphs in an element, tables and wrappers looked into; what was deleted is left out."""
    for element in parent:
        tag = tag_of(element)
        if tag == "p":
            boxes: list[str] = []
            words = "".join(inline(element, Seen(), boxes))
            style = _style(element, names)
            heading = _HEADING.search(style)
            level = int(heading[1]) if heading else 1 if style.lower() == "title" else 0
            yield Paragraph(words, level, not level and _set_off(element, style))
            yield from (Paragraph(line) for box in boxes for line in box.split("\n\n"))
        elif tag not in ("del", "moveFrom", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid"):
            yield from _paragraphs(element, names)


def _style(paragraph: Element, names: dict[str, str]) -> str:
    style = child_of(paragraph, "pPr", "pStyle")
    if style is None:
        return ""
    id = _value(style, "val")
    return names.get(id, id)


def _set_off(paragraph: Element, style: str) -> bool:
    """Whether a paragraph looks like a quotation: by its style, or indented without being a list's item."""
    if _QUOTED.search(style):
        return True
    indent = child_of(paragraph, "pPr", "ind")
    if indent is None or child_of(paragraph, "pPr", "numPr") is not None or "list" in style.lower():
        return False
    left = _value(indent, "left") or _value(indent, "start")
    hanging = _value(indent, "hanging") not in ("", "0")
    return left.isdigit() and int(left) >= INDENTED and not hanging
