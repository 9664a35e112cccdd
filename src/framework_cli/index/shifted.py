"""Passages that merely shifted: the quick way through a transcript that changed somewhere else.

Where the passages before and after one have moved by the same number of lines, and its words stand just
there at the same column, and nowhere else, its place is beyond doubt and nothing has to be searched for.
The same holds where a few letters within it were corrected, and its first and last words stand as they were.
"""

from collections.abc import Callable, Sequence

from framework_cli.index.context import alike
from framework_cli.index.neighbours import Verdict
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Status

# A quote of this many letters, so alike, with this many letters untouched at each end, was corrected.
LONG_ENOUGH, CORRECTED, EDGE = 60, 0.9, 8
# Likeness from which on words right behind a passage may be its own.
FOLLOWS = 0.6

Look = Callable[[int], Verdict]


def shifted(text: str, lines: Lines, excerpts: Sequence[Excerpt], look: Look) -> dict[int, Verdict]:
    """Verdicts, by number, on excerpts of a changed text that can be told from their neighbours' shifts.

    `look` gives the verdict on one excerpt by itself; it is asked for few of them, halving what lies
    between two that shifted differently, and what it said is among the verdicts.
    """
    order = sorted((at, n) for n, excerpt in enumerate(excerpts) if (at := _recorded(excerpt)) is not None)
    numbers = [n for _, n in order]
    if len(numbers) < 3:
        return {}
    known = {n: look(n) for n in (numbers[0], numbers[-1])}
    spans = [(0, len(numbers) - 1)]
    while spans:
        first, last = spans.pop()
        edges = [numbers[first], numbers[last]]
        shifts = [_shift(excerpts[n], known[n], lines) for n in edges]
        if shifts[0] is not None and shifts[0] == shifts[1]:
            # Two that stand once and shifted alike bear each other out, however few their words.
            known.update({n: Verdict(known[n].anchor) for n in edges})
            for n in numbers[first + 1 : last]:
                here = (text, lines, excerpts[n], shifts[0])
                found = _there(*here) or _corrected(*here)
                if found is not None:
                    known[n] = Verdict(found)
        elif last - first > 1:
            middle = (first + last) // 2
            n = numbers[middle]
            tried = (_there(text, lines, excerpts[n], shift) for shift in shifts if shift is not None)
            found = next(filter(None, tried), None)
            known[n] = Verdict(found) if found else look(n)
            spans += [(first, middle), (middle, last)]
    return known


def _recorded(excerpt: Excerpt) -> tuple[int, int] | None:
    """The recorded start, where it has a column."""
    at = excerpt.at
    return (at.line, at.column) if at is not None and at.column is not None else None


def _shift(excerpt: Excerpt, verdict: Verdict, lines: Lines) -> int | None:
    """By how many lines a passage shifted; None where a rival is in sight or its column changed too."""
    anchor = verdict.anchor
    if verdict.rivals or anchor.status not in (Status.EXACT, Status.MOVED):
        return None
    now, at = lines.position(anchor.start), excerpt.at
    return now.line - at.line if at is not None and now.column == at.column else None


def _there(text: str, lines: Lines, excerpt: Excerpt, shift: int) -> Anchor | None:
    """The excerpt's words at its shifted place, if they stand nowhere else."""
    at, quote = excerpt.at, excerpt.quote
    start = lines.offset(at.line + shift, at.column or 1) if at is not None else None
    if start is None or not quote or not text.startswith(quote, start):
        return None
    end = start + len(quote)
    if text.find(quote) != start or text.find(quote, start + 1) >= 0 or _pushed(text, quote, end):
        return None
    return Anchor(Status.MOVED if shift else Status.EXACT, start, end)


def _corrected(text: str, lines: Lines, excerpt: Excerpt, shift: int) -> Anchor | None:
    """The excerpt's shifted place, if its words were corrected there, but neither at their start nor end."""
    at, quote = excerpt.at, excerpt.quote
    if at is None or len(quote) < LONG_ENOUGH:
        return None
    start = lines.offset(at.line + shift, at.column or 1)
    end = lines.offset(at.end_line + shift, at.end_column or 1)
    if start is None or end is None:
        return None
    here = text[start:end]
    ends = here[:EDGE] == quote[:EDGE] and here[-EDGE:] == quote[-EDGE:]
    if not ends or alike(quote, here) < CORRECTED or quote in text or _pushed(text, quote, end):
        return None
    return Anchor(Status.EDITED, start, end)


def _pushed(text: str, quote: str, end: int) -> bool:
    """Whether much the same words follow at once: those here may be a copy that pushed them along."""
    return alike(quote, text[end + 1 : end + 1 + len(quote)]) >= FOLLOWS
