"""Changes in colour, on a terminal."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from framework_cli.render.trail.text import Line

STYLES = {
    "title": "bold",
    "part": "bold",
    "group": "cyan",
    "remark": "yellow",
    "words": "dim",
    "+": "green",
    "-": "red",
    "!": "bold yellow",
}


def width() -> int:
    """How wide lines may be on this terminal: no wider than is good to read."""
    return min(Console(file=sys.stdout).width, 100)


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines to a terminal; NO_COLOR is honoured."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(Text(line.text, style=STYLES.get(line.kind, "")))
