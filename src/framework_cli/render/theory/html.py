"""The page of a theory as one HTML file: no script, nothing to fetch."""

from collections.abc import Iterable
from html import escape

from framework_cli.render.tables.values import seen
from framework_cli.render.theory.page import Line, Style

_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 52rem; padding: 0 1rem }
h2 { border-top: 1px solid; margin-top: 2rem; padding-top: .6rem }
h3 { font-size: 1rem; margin-bottom: .2rem }
p { margin: .3rem 0; overflow-wrap: anywhere }
blockquote, .others { margin: .3rem 0 .3rem 1.5rem }
blockquote { border-inline-start: .2rem solid; padding-inline-start: .8rem }
@media print { body { margin: 0; max-width: none } }
"""
_TAGS = {
    Style.TITLE: ("<h1>", "</h1>"),
    Style.CLAIM: ("<h2>", "</h2>"),
    Style.PART: ("<h3>", "</h3>"),
    Style.WORDS: ("<p>", "</p>"),
    Style.ITEM: ('<p dir="auto">', "</p>"),
    Style.QUOTE: ('<blockquote dir="auto">', "</blockquote>"),
    Style.OTHERS: ('<p class="others" dir="auto">', "</p>"),
}


def html(title: str, lines: Iterable[Line]) -> str:
    """The page as a document of its own."""
    body = "\n".join(_line(line) for line in lines)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _line(line: Line) -> str:
    start, end = _TAGS[line.style]
    signed = f" ({_text(line.signed)})" if line.signed else ""
    quoted = f"“{_text(line.words)}”" if line.style is Style.QUOTE else _text(line.words)
    return f"{start}{quoted}{signed}{end}"


def _text(text: str) -> str:
    return escape(seen(text)).replace("\r", "&#13;")
