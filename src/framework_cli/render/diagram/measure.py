"""How wide words are when drawn, and where their lines break, without asking a font.

Widths are those of Helvetica's letters in groups, rounded up: the fonts that may be met (Segoe UI, Roboto,
Noto Sans, Liberation Sans) differ from it by a few hundredths.
"""

import unicodedata
from functools import lru_cache

_GROUPS = (("ijlI|.,:;!'’· ", 0.29), ("ftr()[]/-", 0.37), ("mMW@—…", 0.92), ("w%", 0.8))
_KNOWN = {letter: width for letters, width in _GROUPS for letter in letters}
_MARGIN = 1.06


def width(words: str, size: float) -> float:
    """The width of a line of words at a font size, in the same unit."""
    return size * _MARGIN * sum(map(_letter, words))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    known = _KNOWN.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.25
    if ord(letter) > 0x24F and not unicodedata.category(letter).startswith("L"):
        return 1.0
    return 0.7 if letter.isupper() or ord(letter) > 0x24F else 0.56


def plain(words: str) -> str:
    """Words on one line, without what cannot be printed (controls, direction marks, halves of pairs)."""
    seen = "".join(c if c.isprintable() and c != "\N{REPLACEMENT CHARACTER}" else " " for c in words)
    return " ".join(seen.split())


def wrap(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Words in lines that fit into `room`, at `most` so many; a word that is wider is broken."""
    lines: list[str] = []
    for word in _broken(plain(words), size, room):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(lines[most - 1], size, room))


def _broken(words: str, size: float, room: float) -> list[str]:
    """The words one by one, those that no line can hold in pieces."""
    parts: list[str] = []
    for word in words.split():
        while width(word, size) > room and len(word) > 1:
            fits = _fitting(word, size, room)
            parts.append(word[:fits])
            word = word[fits:]
        parts.append(word)
    return parts


def _fitting(word: str, size: float, room: float) -> int:
    """How many letters of a word fit, one at least; a letter keeps its accents."""
    fits = 1
    while fits < len(word) and width(word[: fits + 1], size) <= room:
        fits += 1
    while 1 < fits < len(word) and unicodedata.combining(word[fits]):
        fits -= 1
    return fits


def _cut(line: str, size: float, room: float) -> str:
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
