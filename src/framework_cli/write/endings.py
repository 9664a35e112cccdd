"""Line ends and byte order mark: canonical text ↔ the bytes of a file as its owner keeps them."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from framework_cli.read.files import BOM, decode


def encode(text: str, raw: bytes) -> bytes:
    """The bytes of a changed canonical text, in the manner of the file it replaces (`raw`).

    The byte order mark stays. Where a file's lines end in two ways, each line that did not change
    keeps its own end, and a new one ends as the line before it does.
    """
    mark = BOM if raw.startswith(BOM) else b""
    ends, feeds = raw.count(b"\r\n"), raw.count(b"\n")
    if ends == 0:
        return mark + text.encode()
    if ends == feeds:
        return mark + text.replace("\n", "\r\n").encode()
    old, new = decode(raw).split("\n"), text.split("\n")
    marks = ["\r\n" if line.endswith(b"\r") else "\n" for line in raw.split(b"\n")[:-1]]
    parts = zip(new, _ends(old, [*marks, marks[-1]], new), strict=True)
    return mark + "".join(line + end for line, end in parts).encode()


def _ends(old: Sequence[str], ends: Sequence[str], new: Sequence[str]) -> list[str]:
    """How each new line ends; the last one does not."""
    same = _alike(old, new)
    tail = _alike(old[same:][::-1], new[same:][::-1])
    found = list(ends[:same])
    between = SequenceMatcher(None, old[same : len(old) - tail], new[same : len(new) - tail], autojunk=False)
    for what, i, i_end, j, j_end in between.get_opcodes():
        for k in range(j_end - j):
            kept = what != "insert" and i + k < i_end
            found.append(ends[same + i + k] if kept else found[-1] if found else ends[0])
    found += ends[len(old) - tail :] if tail else []
    return [*found[:-1], ""]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts have in common from their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
