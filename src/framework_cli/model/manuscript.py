"""A manuscript as its paragraphs, for formats whose lines no reader sees (a word processor's)."""

from typing import NamedTuple

# What a rendered report says in the place of a quote whose words it leaves out; its templates say the same.
WITHHELD = "The words of this excerpt are not in this report."


class Paragraph(NamedTuple):
    """One paragraph on one line: what it says, the level of its heading (0: it is none), and whether it
    is set off as a quotation."""

    text: str
    heading: int = 0
    quoted: bool = False
