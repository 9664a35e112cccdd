"""A manuscript as blocks of prose: what is markup, code or comment is out of sight, and every place stays.

`clear` has as many characters as the text. What is no prose is a space there; what may stand within a word or
beside a quotation mark (emphasis, a tag, a footnote's mark) is `NOTHING`.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from framework_cli.model.diagnostic import Location
from framework_cli.model.lines import Lines
from framework_cli.model.manuscript import Paragraph
from framework_cli.read.prose import front_matter

NOTHING = "\u2060"
Kind = Literal["prose", "heading", "quote", "cell"]

_FENCE = re.compile(r"[ ]{0,3}(?:>[ ]?)*[ ]{0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)]|\[\^[^\]\s]+\]:)[ \t]+")
_TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_INLINE = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<code>(?<!`)(`+)(?!`)[^\n]*?(?<!`)\3(?!`))"
    r"|(?P<note>\[\^[^\]\s]+\]:?)"
    r"|(?P<image>!\[[^\[\]\n]*\]\([^()\n]*\))"
    r"|(?P<link>\]\((?:[^()\n]|\([^()\n]*\))*\))"
    r"|(?P<attributes>\]?\{[#.:][^{}\n]*\})"
    r"|(?P<address>https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])"
    r"|(?P<tag></?[A-Za-z][^<>\n]*>)"
    r"|(?P<entity>&(?:\#\d{1,6}|\#x[0-9A-Fa-f]{1,5}|[A-Za-z]{2,8});)"
    r"|(?P<stress>\*(?!@)|(?<!\w)_+|_+(?!\w)|~~)"
)
_SIGNS = re.compile(r"\s*(?:[–—]|--)[^\n]{1,100}")
_TARGET = re.compile(r"\]\(#q-([\w-]+)\)")


class Block(NamedTuple):
    """A paragraph, item, table's cell or heading: offsets, what it is, and a heading's level."""

    start: int
    end: int
    kind: Kind
    level: int = 0


class Link(NamedTuple):
    """A link to an excerpt of a rendered report: where its words start, where it ends, and the id."""

    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript: its text, its prose (`clear`), its blocks in order, and links to excerpts."""

    path: str
    text: str
    clear: str
    lines: Lines
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()

    @classmethod
    def markdown(cls, path: str, text: str) -> "Draft":
        """Read Markdown or plain text, canonical."""
        hidden = _without_comments(_without_code(text))
        clear, links = _prose(hidden)
        lines = Lines.of(text)
        return cls(path, text, clear, lines, tuple(_blocks(hidden, clear, lines)), tuple(links))

    @classmethod
    def of(cls, path: str, paragraphs: Sequence[Paragraph]) -> "Draft":
        """Take paragraphs as lines: the line of a place is its paragraph's number, counted from 1."""
        texts = [paragraph.text.replace("\n", " ") for paragraph in paragraphs]
        text = "\n".join(texts)
        lines = Lines.of(text)
        blocks = [
            Block(start, start + len(words), _kind(paragraph), paragraph.heading)
            for paragraph, words, start in zip(paragraphs, texts, lines.starts, strict=False)
            if words.strip()
        ]
        return cls(path, text, text, lines, tuple(_joined(text, blocks)))

    def at(self, start: int, end: int) -> Location:
        """A stretch of the text as a place."""
        return Location(self.path, *self.lines.position(start), *self.lines.position(end))


def _kind(paragraph: Paragraph) -> Kind:
    return "heading" if paragraph.heading else "quote" if paragraph.quoted else "prose"


def _joined(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Each paragraph by itself, but one that only signs the quotation before it (`— P07`) goes with it."""
    held: Block | None = None
    for block in blocks:
        signs = block.kind == "quote" and _SIGNS.fullmatch(text, block.start, block.end)
        if held is not None and held.kind == "quote" and signs:
            held = held._replace(end=block.end)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _blank(words: str) -> str:
    """As many spaces, line feeds kept."""
    return re.sub(r"[^\n]", " ", words)


def _without_code(text: str) -> str:
    """Without front matter and fenced code."""
    front = front_matter(text)
    parts = [_blank(text[: front[2]])] if front else []
    fence = ""
    for line in text[front[2] if front else 0 :].split("\n"):
        found = _FENCE.match(line)
        if fence:
            parts.append(_blank(line) + "\n")
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif found and not (found[1][0] == "`" and "`" in line[found.end() :]):
            fence = found[1]
            parts.append(_blank(line) + "\n")
        else:
            parts.append(line + "\n")
    return "".join(parts)[:-1]


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda found: _blank(found[0]), text) if "<!--" in text else text


def _prose(text: str) -> tuple[str, list[Link]]:
    """The text without inline markup, and the links to excerpts in it."""
    parts: list[str] = []
    links: list[Link] = []
    openings: list[int] = []
    at = 0
    for found in _INLINE.finditer(text):
        parts.append(text[at : found.start()])
        parts.append(_shown(found))
        at = found.end()
        if found.lastgroup == "link":
            opening = text.rfind("[", max(0, found.start() - 2000), found.start())
            if opening >= 0:
                openings.append(opening)
                if target := _TARGET.match(found[0]):
                    links.append(Link(opening, found.end(), target[1]))
        elif found["attributes"] and found[0].startswith("]"):
            openings.append(text.rfind("[", 0, found.start()))
    clear = list("".join([*parts, text[at:]]))
    for opening in openings:
        if opening >= 0:
            clear[opening] = NOTHING
    return "".join(clear), links


def _shown(found: re.Match[str]) -> str:
    """What stands in the place of a piece of markup, in as many characters."""
    words = found[0]
    if found["code"] or found["address"]:
        return _blank(words)
    if found["tag"] and words[1:3].lower() == "br":
        return " " * len(words)
    if found["entity"]:
        meant = html.unescape(words)
        return meant + NOTHING * (len(words) - len(meant)) if len(meant) == 1 else words
    return NOTHING * len(words)


def _blocks(hidden: str, clear: str, lines: Lines) -> Iterator[Block]:
    """The blocks of Markdown. `hidden` still has the marks by which they are told."""
    open_: Block | None = None
    for number, line in enumerate(hidden.split("\n"), 1):
        start = lines.starts[number - 1]
        end = start + len(line)
        quote, heading = _QUOTE.match(line), _HEADING.match(line)
        within = line[quote.end() :] if quote else line
        if open_ and open_.kind == "prose" and not quote and _UNDERLINE.match(line):
            level = 1 if "=" in line else 2
            yield open_._replace(kind="heading", level=level)
            open_ = None
        elif quote and (within.strip() or (open_ and open_.kind == "quote")):
            first = start + quote.end()
            if open_ and open_.kind == "quote":
                open_ = open_._replace(end=end)
            else:
                if open_:
                    yield open_
                open_ = Block(first, end, "quote")
        elif not line.strip() or heading or _TABLE.match(line) or _RULE.match(line):
            if open_:
                yield open_
            open_ = None
            if heading:
                yield Block(start + heading.end(), end, "heading", len(heading[1]))
            elif _TABLE.match(line):
                yield from _cells(clear, start, end)
        elif open_ is None or _ITEM.match(line):
            if open_:
                yield open_
            item = _ITEM.match(line)
            open_ = Block(start + (item.end() if item else 0), end, "prose")
        else:
            open_ = open_._replace(end=end)
    if open_:
        yield open_


def _cells(clear: str, start: int, end: int) -> Iterator[Block]:
    """The cells of a table's row."""
    at = start
    for found in re.finditer(rf"(?<!{NOTHING})\|", clear[start:end]):
        if clear[at : start + found.start()].strip():
            yield Block(at, start + found.start(), "cell")
        at = start + found.end()
