"""A few entries of a long annotation file, told apart without parsing all of it.

Findings on a tenth of 100,000 excerpts are then located in a second, where parsing every file again
took four. What cannot be told for certain is left to the parser: the answer is then None.
"""

import re
from collections.abc import Iterable

from framework_cli.read.tree import Mapping, Node, Sequence, parse

LISTING = re.compile(r"^excerpts:[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)
FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*( *)-(?=[ \n])")
# A quote or bracket that is opened and not closed on its line: what follows may look like an entry.
OPEN = re.compile(
    r"""^[ ]*(?:-[ ]+)*(?:[\w.-]+:[ ]+)?"""
    r"""(?:"(?:[^"\\\n]|\\[^\n])*\\?$|'(?:[^'\n]|'')*$|[\[{](?![^\n]*[\]}][ \t]*(?:\#[^\n]*)?$))""",
    re.MULTILINE,
)


def pick(text: str, path: str, numbers: Iterable[int], *, bare: bool) -> dict[int, tuple[Node, int]] | None:
    """Entries by number, each with what must be added to the offsets of its nodes to be those of the text.

    `bare` says that the file is a list of entries and no more.
    """
    starts = _starts(text, bare)
    wanted = sorted(set(numbers))
    if not wanted or wanted[-1] >= len(starts) - 1:
        return None
    pieces = [text[starts[number] : starts[number + 1]] for number in wanted]
    tree, found = parse("".join(pieces), path)
    if found or not isinstance(tree, Sequence) or len(tree.items) != len(wanted):
        return None
    picked: dict[int, tuple[Node, int]] = {}
    at = 0
    for number, piece, node in zip(wanted, pieces, tree.items, strict=True):
        if not isinstance(node, Mapping) or not at <= node.start < at + len(piece):
            return None
        picked[number] = node, starts[number] - at
        at += len(piece)
    return picked


def _starts(text: str, bare: bool) -> list[int]:
    """Where each entry's line starts, and the end of the text; empty where that is not certain."""
    listing = None if bare else LISTING.search(text)
    if not bare and listing is None:
        return []
    first = FIRST.match(text, listing.end() if listing else 0)
    if first is None or OPEN.search(text):
        return []
    dash = re.compile(rf"^{first[1]}-(?=[ \n])", re.MULTILINE)
    return [*(found.start() for found in dash.finditer(text, first.start(1))), len(text)]
