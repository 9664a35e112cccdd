"""Where quotation marks open and close in a paragraph, in the manners of many countries.

An apostrophe is told from a mark that closes by what stands around it, and where that leaves a doubt every
end that is possible is given: which it is, what was said decides.
"""

import re
from typing import NamedTuple

from framework_cli.review.manuscript.draft import NOTHING

# What a mark that opens may be closed by. Germans close “ with what others open with.
_CLOSED_BY = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "”": "”",
    '"': '"',
    "＂": "＂",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "‚": "‘’",
    "‘": "’",
    "'": "'",
}
_SINGLE = "‘'‚"
_MARK = re.compile(f"[{re.escape(''.join(_CLOSED_BY) + '’」』')}]")
# Words that begin with an apostrophe where letters were left out.
_CLIPPED = re.compile(
    r"(?:em|til|till|cause|cos|cuz|tis|twas|twere|twould|bout|round|un|er|im|is|ad|ave|ow|ere|e|n|tween|neath|"
    r"nuff|ard|ome|ouse|ell|s|t|d|ll|re|ve|m)(?![^\W_])",
    re.IGNORECASE,
)


class Marked(NamedTuple):
    """Words between quotation marks: where they start, and where they may end (the likeliest first).

    `sure` is false where the marks may as well be apostrophes. `before` and `after` are the offsets of the
    marks' outer sides; the latter goes with the first end.
    """

    start: int
    ends: tuple[int, ...]
    mark: str
    sure: bool = True

    @property
    def end(self) -> int:
        """The likeliest end."""
        return self.ends[0]


def marked(text: str, start: int, end: int) -> tuple[list[Marked], list[int]]:
    """The outermost stretches between quotation marks, in order; and marks that open and are never closed."""
    double, lonely = _doubled(text, start, end)
    single = _singles(text, start, end)
    # ‘He said “no” and left’: the single marks are the outer ones; “she’s ‘in’ now”: the double ones are.
    outer = [s for s in single if s.sure and any(s.start < d.start and d.end < s.end for d in double)]
    kept = [d for d in double if not any(s.start < d.start and d.end < s.end for s in outer)]
    kept += [
        s
        for s in single
        if s in outer or not any(d.start <= s.start <= d.end or s.start <= d.start <= s.end for d in kept)
    ]
    return sorted(kept), lonely


def _doubled(text: str, start: int, end: int) -> tuple[list[Marked], list[int]]:
    """Stretches between marks that are never apostrophes."""
    stack: list[tuple[str, int]] = []
    found: list[Marked] = []
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark[0], mark.start()
        if sign in _SINGLE or sign == "’":
            continue
        opening = next((n for n in range(len(stack) - 1, -1, -1) if sign in _CLOSED_BY[stack[n][0]]), -1)
        if opening >= 0 and _may_close(text, at, start, sign, stack[opening][0]):
            found.append(Marked(stack[opening][1] + 1, (at,), stack[opening][0]))
            del stack[opening:]
        elif sign in _CLOSED_BY and _may_open(text, at, start, end, sign):
            stack.append((sign, at))
    outermost = [each for each in found if not any(o.start < each.start and each.end < o.end for o in found)]
    return sorted(outermost), [at for sign, at in stack if sign in '“„«"']


def _may_open(text: str, at: int, start: int, end: int, sign: str) -> bool:
    """A mark that looks the same on both sides opens after a space or a bracket, before a letter."""
    before, after = _before(text, at, start), _after(text, at + 1, end)
    if sign in "“„‟«‹「『‚‘":
        return bool(after)
    if sign in '"＂':
        beside = before.isalnum() or (before and before in ".,;:!?)]}%")
        return not beside and bool(after) and not after.isspace()
    # Swedish ”…”, Danish »…«: closing marks elsewhere.
    return (not before or before.isspace() or before in "([{–—-") and bool(after) and not after.isspace()


def _may_close(text: str, at: int, start: int, sign: str, opening: str) -> bool:
    if sign != opening:
        return True
    return not _before(text, at, start).isspace() or not _after(text, at + 1, at + 8).strip()


def _singles(text: str, start: int, end: int) -> list[Marked]:
    """Stretches between single marks; each with the ends that it may have."""
    found: list[Marked] = []
    at = start
    marks = [m.start() for m in _MARK.finditer(text, start, end) if m[0] in _SINGLE]
    openings = [place for place in marks if _opens_single(text, place, start, end)]
    for place, following in zip(openings, [*openings[1:], end], strict=False):
        if place < at:
            continue
        sign = text[place]
        ends = _closings(text, place + 1, following, sign)
        if not ends:
            continue
        likely = next((e for e in ends if _closes_surely(text, e, end)), None)
        first = likely if likely is not None else ends[-1]
        clipped = _CLIPPED.match(text, place + 1) is not None
        sure = sign != "'" and not clipped and likely is not None
        found.append(Marked(place + 1, (first, *(e for e in ends if e != first)), sign, sure))
        at = first
    return found


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    before, after = _before(text, at, start), _after(text, at + 1, end)
    if before.isalnum() or before == ")" or not after or after.isspace() or after.isdigit():
        return False
    return after.isalnum() or after in '[(…“"«' or text.startswith("...", at + 1)


def _closings(text: str, start: int, end: int, sign: str) -> list[int]:
    """Where a single mark may close: no letter follows it, and something precedes it."""
    return [
        m.start()
        for m in _MARK.finditer(text, start, end)
        if m[0] in _CLOSED_BY[sign]
        and not _before(text, m.start(), start).isspace()
        and not _after(text, m.start() + 1, end + 1).isalnum()
    ]


def _closes_surely(text: str, at: int, end: int) -> bool:
    """Not after an s, which may be a genitive's, unless punctuation or a bracket follows."""
    before, rest = _before(text, at, 0), text[at + 1 : end].lstrip(NOTHING)
    return before.lower() != "s" or not rest or bool(re.match(r"\s*[.,;:!?()\[\]–—-]|\s*$", rest))


def _before(text: str, at: int, start: int) -> str:
    """The character before an offset; empty at the paragraph's start."""
    at -= 1
    while at >= start and text[at] == NOTHING:
        at -= 1
    return text[at] if at >= start else ""


def _after(text: str, at: int, end: int) -> str:
    while at < end and at < len(text) and text[at] == NOTHING:
        at += 1
    return text[at] if at < end and at < len(text) else ""
