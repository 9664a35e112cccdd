"""Word documents → talk: a small walker over the XML.

Kept: paragraphs, line breaks, tabs, tables row by row, text boxes, tracked insertions. Dropped and
counted: tracked deletions, comments, notes, images, hidden text, list numbers, headers and footers.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from framework_cli.exchange.labels import is_name, stamp_cell
from framework_cli.exchange.note import Note, refused, warned
from framework_cli.exchange.package import PackageError, member, not_read, open_package, xml
from framework_cli.exchange.plain import stretches
from framework_cli.exchange.talk import Stretch, Talk, spoken
from framework_cli.model.words import number_of

# What each thing that is dropped is called, one and many.
_DROPPED = {
    "comment": ("comment", "comments"),
    "footnote": ("footnote", "footnotes"),
    "endnote": ("endnote", "endnotes"),
    "image": ("image", "images"),
    "hidden": ("stretch of hidden text", "stretches of hidden text"),
    "number": ("automatic list number", "automatic list numbers"),
    "row": ("number before a table's row", "numbers before a table's rows"),
    "symbol": ("symbol-font character", "symbol-font characters"),
    "chunk": ("embedded document", "embedded documents"),
    "equation": ("equation", "equations"),
}
_TEXT = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_COUNTED = {
    "commentReference": "comment",
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "sym": "symbol",
    "oMath": "equation",
    "blip": "image",
    "imagedata": "image",
}
_SKIPPED = {"instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "rt"}


@dataclass(slots=True)
class Seen:
    """What the walk met and did not keep."""

    dropped: Counter[str] = field(default_factory=Counter)
    insertions: int = 0
    deletions: int = 0


def parse_docx(data: bytes) -> tuple[Talk | None, list[Note]]:
    """Read the main text of a Word document."""
    try:
        package = open_package(data)
        root = xml(member(package, "word/document.xml"))
    except PackageError as bad:
        return None, [not_read(bad)]
    body = next((e for e in root if tag_of(e) == "body"), None)
    if body is None:
        return None, [refused("the file holds no document")]
    seen = Seen()
    found = tuple(_blocks(body, seen))
    notes = _notes(seen, package.namelist())
    if not spoken(found):
        return None, [refused("the document holds no text"), *notes]
    return Talk(tuple(replace(stretch, line=0) for stretch in found)), notes


def _blocks(parent: Element, seen: Seen) -> Iterator[Stretch]:
    """The paragraphs and table rows of a document, in order."""
    running: list[str] = []
    for element in _block_elements(parent, seen):
        if isinstance(element, str):
            running.append(element)
        else:
            yield from stretches("\n\n".join(running))
            running = []
            for row in _rows(element, seen):
                yield from _row(row, seen)
    yield from stretches("\n\n".join(running))


def _block_elements(parent: Element, seen: Seen) -> Iterator[Element | str]:
    """Paragraphs as text and tables as elements; wrappers such as insertions are looked into."""
    carried = ""
    for element in parent:
        tag = tag_of(element)
        if tag == "p":
            boxes: list[str] = []
            carried += "".join(inline(element, seen, boxes))
            if _mark_deleted(element):
                seen.deletions += 1
                continue
            yield carried
            carried = ""
            yield from boxes
        elif tag == "tbl":
            yield element
        elif tag in ("del", "moveFrom"):
            seen.deletions += 1
        elif tag == "altChunk":
            seen.dropped["chunk"] += 1
        elif tag not in _SKIPPED:
            seen.insertions += tag in ("ins", "moveTo")
            yield from _block_elements(element, seen)
    if carried:
        yield carried


def inline(element: Element, seen: Seen, boxes: list[str]) -> Iterator[str]:
    """The text within a paragraph. Text boxes anchored in it are put into `boxes`."""
    if tag_of(element) == "p" and _numbered(element):
        seen.dropped["number"] += 1
    for child in element:
        tag = tag_of(child)
        if tag == "t":
            yield (child.text or "").replace("\r", "").replace("\n", " ")
        elif tag in _TEXT:
            yield _TEXT[tag]
        elif tag in ("del", "moveFrom"):
            seen.deletions += 1
        elif tag == "r" and _hidden(child):
            seen.dropped["hidden"] += any(tag_of(e) == "t" for e in child)
        elif tag == "txbxContent":
            boxes.append("\n\n".join(_paragraphs(child, seen)))
        elif tag == "AlternateContent":
            yield from inline(_chosen(child), seen, boxes)
        elif tag not in _SKIPPED:
            seen.insertions += tag in ("ins", "moveTo")
            if tag in _COUNTED:
                seen.dropped[_COUNTED[tag]] += 1
            if tag != "oMath":
                yield from inline(child, seen, boxes)


def _paragraphs(parent: Element, seen: Seen) -> Iterator[str]:
    """The paragraphs of a cell or text box; a table within is flattened, a row a paragraph."""
    for element in _block_elements(parent, seen):
        if isinstance(element, str):
            yield element
        else:
            for row in _rows(element, seen):
                yield "\t".join(row)


def _rows(table: Element, seen: Seen) -> Iterator[list[str]]:
    """The cells of each row of a table, as text."""
    for row in _inside(table, "tr"):
        if _deleted_row(row):
            seen.deletions += 1
            continue
        yield ["\n\n".join(p for p in _paragraphs(cell, seen) if p.strip()) for cell in _inside(row, "tc")]


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, looking into wrappers but not into tables within."""
    for element in parent:
        tag = tag_of(element)
        if tag == wanted:
            yield element
        elif tag not in ("p", "tbl", "del", "moveFrom"):
            yield from _inside(element, wanted)


def _row(cells: list[str], seen: Seen) -> Iterator[Stretch]:
    """A table's row: speaker and words where it has two cells of that look, else its cells joined by tabs."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbered = len(filled) > 2 and filled[0].isdigit()
    time = ""
    said = []
    for cell in filled[numbered:]:
        stamp = stamp_cell(cell)
        if stamp and not time:
            time = stamp
        else:
            said.append(cell)
    whole = "\t".join(filled)
    label = " ".join(said[0].removesuffix(":").split()) if said else ""
    if len(said) == 2 and "\n" not in said[0] and is_name(label) and ":" not in label:
        seen.dropped["row"] += numbered
        yield Stretch(label, said[1], whole, time)
    elif len(filled) == 1:
        yield from stretches(filled[0])
    elif filled:
        yield Stretch(words=whole, whole=whole)


def _notes(seen: Seen, members: list[str]) -> list[Note]:
    notes = []
    if seen.insertions or seen.deletions:
        changes = (
            f"{number_of(seen.insertions, 'insertion')} kept, {number_of(seen.deletions, 'deletion')} dropped"
        )
        notes.append(warned(f"tracked changes: {changes}", "accept or reject them in Word to be sure"))
    for kind, number in sorted(seen.dropped.items()):
        if number:
            notes.append(Note(f"{number_of(number, *_DROPPED[kind])} dropped"))
    if any(name.startswith(("word/header", "word/footer")) for name in members):
        notes.append(Note("headers and footers dropped"))
    return notes


def tag_of(element: Element) -> str:
    """The local name: transitional and strict documents differ in namespace only."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_of(element: Element, *names: str) -> Element | None:
    """What one comes to going down by local names; None where there is none."""
    found: Element | None = element
    for name in names:
        found = next((e for e in found if tag_of(e) == name), None) if found is not None else None
    return found


def _mark_deleted(paragraph: Element) -> bool:
    """Whether the paragraph's end was deleted: it then runs on into the next one."""
    return child_of(paragraph, "pPr", "rPr", "del") is not None


def _deleted_row(row: Element) -> bool:
    return child_of(row, "trPr", "del") is not None


def _numbered(paragraph: Element) -> bool:
    return child_of(paragraph, "pPr", "numPr") is not None


def _hidden(run: Element) -> bool:
    vanish = child_of(run, "rPr", "vanish")
    if vanish is None:
        return False
    return not any(name.endswith("val") and value in ("0", "false", "off") for name, value in vanish.items())


def _chosen(alternatives: Element) -> Element:
    """One of several renderings of the same content: the first, which newer programs use."""
    return alternatives[0] if len(alternatives) else alternatives
