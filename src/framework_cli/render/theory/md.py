"""The page of a theory as Markdown: whatever comes from the study is shown as it is, and does nothing."""

from collections.abc import Iterable

from framework_cli.render.theory.page import Line, Style
from framework_cli.render.trail.markdown import safe

_LEADS = {
    Style.TITLE: "# {}",
    Style.CLAIM: "## {}",
    Style.PART: "**{}**",
    Style.WORDS: "{}",
    Style.ITEM: "- {}",
    Style.QUOTE: "  > {}",
    Style.OTHERS: "  {}",
}


def md(lines: Iterable[Line]) -> str:
    """A paragraph a line."""
    return "\n\n".join(_LEADS[line.style].format(_words(line)) for line in lines) + "\n"


def _words(line: Line) -> str:
    signed = f" ({safe(line.signed)})" if line.signed else ""
    return f"“{safe(line.words)}”{signed}" if line.style is Style.QUOTE else f"{safe(line.words)}{signed}"
