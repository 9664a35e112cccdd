"""The report as Markdown, for git and pandoc."""

import re
from collections.abc import Sequence
from pathlib import Path

from framework_cli.render.report.anchors import anchor
from framework_cli.render.report.direction import capital, closed, listed
from framework_cli.render.report.views import Piece, Prose, Report, Said

# Whatever could begin markup in CommonMark, in GitHub's tables or in pandoc's extensions.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~^$@&]|-(?=-)")
_LEADING = re.compile(r"^(?:[#+=:%-]|\d+(?=[.)](?:\s|$)))")
_SPACE = re.compile(r"[ \t\n\r]+")
_GAPS = re.compile(r"\n{3,}")


def to_markdown(report: Report, templates: Sequence[Path] = ()) -> str:
    """Render the report. Files of the folders in `templates` win over the tool's own, block by block.

    Raises TemplateFaultError where one of those is at fault.
    """
    from framework_cli.render.diagram.mermaid import mermaid
    from framework_cli.render.report.templates import Filters, render

    filters: Filters = {
        "mermaid": mermaid,
        "md": text,
        "prose": prose,
        "quoted": quoted,
        "anchor": anchor,
        "capital": capital,
        "listed": listed,
    }
    page = render("report.md", templates, {"report": report}, filters, markup=False)
    return _GAPS.sub("\n\n", page).strip("\n") + "\n"


def text(value: object) -> str:
    """Text that stays text in Markdown, on one line."""
    line = _MARKUP.sub(r"\\\g<0>", _SPACE.sub(" ", str(value)).strip())
    return closed(_LEADING.sub(_first, line))


def _first(found: re.Match[str]) -> str:
    word = found.group()
    return f"\\{word}" if not word[0].isdigit() else word + "\\"


def quoted(paragraphs: Sequence[Said]) -> str:
    """A block quotation; who speaks is said where that changes within it."""
    lines = [f"**{text(p.speaker)}:** {text(p.text)}" if p.speaker else text(p.text) for p in paragraphs]
    return "\n>\n".join(f"> {line}" for line in lines)


def prose(blocks: Prose) -> str:
    """An analyst's words, paragraph by paragraph."""
    written = []
    for block in blocks:
        items = [_item(item) for item in block.items]
        written.append("\n".join(f"- {item}" for item in items) if block.bullets else items[0])
    return "\n\n".join(written)


def _item(pieces: Sequence[Piece]) -> str:
    """Pieces on one line; only what starts the line can be taken for a heading, bullet or number."""
    line = _SPACE.sub(" ", "".join(_piece(piece) for piece in pieces)).strip()
    return _LEADING.sub(_first, line)


def _piece(piece: Piece) -> str:
    if piece.kind == "text":
        return closed(_MARKUP.sub(r"\\\g<0>", piece.text))
    if piece.kind == "comment":
        inside = "".join(_piece(each) for each in piece.inside)
        return f"**Comment:** *{inside.strip()}*"
    star = "★ " if piece.star else ""
    words = star + text(piece.text)
    return f"[{words}](#{anchor(piece.target, 'q')})" if piece.target else words
