"""An analyst's words taken apart: paragraphs and bullets of text, citations and comments."""

import re
from collections.abc import Callable, Iterable, Iterator

from framework_cli.read.charts import CITED
from framework_cli.render.report.views import Block, Piece, Prose

# A comment may hold citations, so one level of brackets is allowed inside it.
_TOKEN = re.compile(rf"\[\[(?P<comment>(?:[^\[\]]|\[[^\[\]]*\])*)\]\]|{CITED.pattern}")
_BLANK = re.compile(r"\n[ \t]*\n")
_BULLET = re.compile(r"\n[ \t]*[-*+][ \t]+")

Cite = Callable[[re.Match[str]], Piece | None]


def prose(text: str, cite: Cite, *, comments: bool = True) -> Prose:
    """Take words apart into blocks. `cite` turns a matched citation into a piece, or None to leave it out.

    Without `comments`, analysts' comments are left out altogether.
    """
    blocks: list[Block] = []
    paragraph: list[Piece] = []
    for piece in _pieces(text, cite, comments=comments):
        if piece.kind != "text":
            paragraph.append(piece)
            continue
        first, *others = _BLANK.split(piece.text)
        paragraph.append(Piece("text", first))
        for other in others:
            blocks += _blocks(paragraph)
            paragraph = [Piece("text", other)]
    return (*blocks, *_blocks(paragraph))


def plain(text: str) -> Prose:
    """Take words apart that cite nothing: definitions and the like."""
    return prose(text, lambda found: Piece("text", found.group()))


def citations(prose: Prose) -> Iterator[str]:
    """The keys of the excerpts that some words cite, comments included, in the order in which they stand."""
    for block in prose:
        for item in block.items:
            yield from _targets(item)


def _targets(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.target:
            yield piece.target
        yield from _targets(piece.inside)


def _pieces(text: str, cite: Cite, *, comments: bool) -> Iterator[Piece]:
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            yield Piece("text", text[at : found.start()])
        at = found.end()
        comment = found.group("comment")
        if comment is None:
            piece = cite(found)
            if piece is not None:
                yield piece
        elif comments:
            words = _BLANK.sub(" ", comment.strip())
            yield Piece("comment", inside=tuple(_pieces(words, cite, comments=False)))
    if at < len(text):
        yield Piece("text", text[at:])


def _blocks(paragraph: list[Piece]) -> Iterator[Block]:
    """A paragraph, or the list that it holds after its first line."""
    items: list[list[Piece]] = [[]]
    for piece in paragraph:
        if piece.kind != "text":
            items[-1].append(piece)
            continue
        # A bullet begins a line; after a citation the line goes on.
        text = piece.text if items[-1] else "\n" + piece.text
        first, *others = _BULLET.split(text)
        if first.strip() or items[-1]:
            items[-1].append(Piece("text", first))
        items += [[Piece("text", other)] for other in others]
    lead, *bullets = (tuple(_trimmed(item)) for item in items)
    if lead:
        yield Block((lead,))
    if bullets:
        yield Block(tuple(bullets), bullets=True)


def _trimmed(item: list[Piece]) -> Iterator[Piece]:
    """An item without the white space around it."""
    for place, piece in enumerate(item):
        if piece.kind != "text":
            yield piece
            continue
        text = piece.text
        if place == 0:
            text = text.lstrip()
        if place == len(item) - 1:
            text = text.rstrip()
        if text:
            yield Piece("text", text)
