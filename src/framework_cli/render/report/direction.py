"""Text set into a line: what runs from right to left turns neither the line nor what stands beside it."""

import re
from collections.abc import Iterable

_EMBEDDED, _ISOLATED = "\u202c", "\u2069"
_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", _EMBEDDED) | dict.fromkeys(
    "\u2066\u2067\u2068", _ISOLATED
)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Scripts from right to left with their marks, and the controls of the bidirectional algorithm.
_TURNING = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e\u2066-\u2069"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def closed(text: str) -> str:
    """A text with every embedding, override and isolate that it leaves open closed at its end."""
    # Most text is ASCII, which a string knows of itself: a page prints tens of thousands.
    return text if text.isascii() or not _CONTROLS.search(text) else text + _open(text)[0]


def isolated(text: str) -> str:
    """A text that can stand within a sentence: one that may turn its line is set apart by invisible marks."""
    if not _TURNING.search(text):
        return text
    missing, stray = _open(text)
    # An end without a beginning would close the marks before their time.
    return "\u2068" * (1 + stray) + text + missing + _ISOLATED


def listed(texts: Iterable[str], between: str = ", ") -> str:
    """Texts one after the other, each in its place."""
    return between.join(isolated(text) for text in texts)


def capital(text: str) -> str:
    """A text with a capital at its start, and the rest as it is."""
    return text[:1].upper() + text[1:]


def _open(text: str) -> tuple[str, int]:
    """What would close a text, and how many ends of isolates have no beginning.

    As the Unicode bidirectional algorithm pairs them (annex 9, BD9 to BD13).
    """
    awaited: list[str] = []
    stray = 0
    for control in _CONTROLS.findall(text):
        if control in _CLOSED_BY:
            awaited.append(_CLOSED_BY[control])
        elif control == _ISOLATED and _ISOLATED not in awaited:
            stray += 1
        elif control == _ISOLATED:
            # The end of an isolate ends every embedding within it.
            while awaited.pop() != _ISOLATED:
                pass
        elif awaited and awaited[-1] == _EMBEDDED:
            awaited.pop()
    return "".join(reversed(awaited)), stray
