"""The page of a theory as plain text, 80 columns wide."""

import textwrap
from collections.abc import Iterable

from framework_cli.render.tables.values import seen
from framework_cli.render.theory.page import Line, Style

WIDTH = 80
_INDENTS = {Style.ITEM: ("  - ", "    "), Style.QUOTE: ("    ", "    "), Style.OTHERS: ("    ", "    ")}


def text(lines: Iterable[Line]) -> str:
    """Every line wrapped below its heading; an empty line before each claim."""
    out: list[str] = []
    for line in lines:
        words = seen(" ".join(line.words.split()))
        if line.style is Style.QUOTE:
            words = f"“{words}” ({seen(line.signed)})"
        elif line.signed:
            words = f"{words} ({seen(line.signed)})"
        first, rest = _INDENTS.get(line.style, ("", ""))
        if line.style is Style.CLAIM:
            out.append("")
        wrapped = textwrap.wrap(
            words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
        out += wrapped
        if line.style in (Style.TITLE, Style.CLAIM) and wrapped:
            out.append(("=" if line.style is Style.TITLE else "-") * max(map(len, wrapped)))
    return "\n".join(out) + "\n"
