"""The report as one HTML file: no request of any kind, nothing in it that a reader must not see."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup, escape

from framework_cli.render.report.anchors import anchor
from framework_cli.render.report.direction import capital, closed, listed
from framework_cli.render.report.theory_views import TheoryView
from framework_cli.render.report.views import Block, Piece, Prose, Report

_LOOK = ("base", "frame", "overview", "matrix", "parts", "words", "figures", "panel", "narrow", "print")
_SCRIPT = ("address", "cells", "order", "search", "matrix", "panel")


def to_html(report: Report, templates: Sequence[Path] = ()) -> str:
    """Render the report. Files of the folders in `templates` win over the tool's own, block by block.

    Raises TemplateFaultError where one of those is at fault.
    """
    from framework_cli.render.report import palette
    from framework_cli.render.report.drawing import growth
    from framework_cli.render.report.templates import Filters, own_file, render

    script, style = _script(), "".join(own_file(f"look/{name}.css") for name in _LOOK)
    values = {
        "report": report,
        "style": Markup(style + palette.css()),
        "script": Markup(script),
        "policy": policy(script),
    }
    filters: Filters = {
        "prose": _Writer(),
        "anchor": anchor,
        "capital": capital,
        "listed": listed,
        "css": css,
        "growth": growth,
        "drawn": _drawn,
    }
    return render("report.html", templates, values, filters, markup=True)


def _script() -> str:
    """The page's script: its files one after the other, in a scope of their own."""
    from framework_cli.render.report.templates import own_file

    return (
        '"use strict";\n(() => {\n' + "\n".join(own_file(f"page/{name}.js") for name in _SCRIPT) + "})();\n"
    )


def policy(script: str) -> str:
    """The content security policy of the page: its own script and styles, and no network at all."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def css(text: str) -> Markup:
    """A text as a string of a style sheet: whatever is not a plain letter or digit is escaped."""
    escaped = (c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)
    return Markup('"{}"').format("".join(escaped))


def _drawn(theory: TheoryView) -> Markup:
    """The drawing of a theory; a click on a claim leads to its evidence."""
    from framework_cli.render.diagram.svg import svg

    return svg(theory.drawing, lambda id: "#" + anchor(f"{theory.name}/{id}", "claim"))


class _Writer:
    """Prose as markup, each piece of it once: a summary stands in the matrix, its theme and its case."""

    def __init__(self) -> None:
        self.written: dict[int, tuple[Prose, Markup]] = {}

    def __call__(self, prose: Prose) -> Markup:
        known = self.written.get(id(prose))
        if known is None:
            # The prose is kept beside its markup, so that no other can come to have its id.
            known = self.written[id(prose)] = prose, Markup("").join(_block(block) for block in prose)
        return known[1]


def _block(block: Block) -> Markup:
    items = [Markup("").join(_piece(piece) for piece in item) for item in block.items]
    if block.bullets:
        return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(i) for i in items))
    return Markup("<p>{}</p>").format(items[0])


def _piece(piece: Piece) -> Markup:
    if piece.kind == "text":
        return escape(closed(piece.text))
    if piece.kind == "comment":
        inside = Markup("").join(_piece(each) for each in piece.inside)
        return Markup('<span class="comment"><b>Comment:</b> {}</span>').format(inside)
    words = closed(f"★ {piece.text}" if piece.star else piece.text)
    if not piece.target:
        return Markup('<span class="cite">{}</span>').format(words)
    return Markup('<a href="#{}">{}</a>').format(anchor(piece.target, "q"), words)
