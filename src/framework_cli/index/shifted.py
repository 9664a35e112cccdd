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
LONG_ENOUGH, CORRECTED, EDGE = 60, 0.9, 12

Look = Callable[[int], Verdict]


def shifted(text: str, lines: Lines, excerpts: Sequence[Excerpt], look: Look) -> dict[int, Verdict]:
    """Verdicts, by number, on excerpts of a changed text that can be told from their neighbours' shifts.

    `look` gives the verdict on one excerpt by itself; it is asked for few of them, halving what lies
    between two that shifted differently, and what it said is among the verdicts.
    """
    known: dict[int, Verdict] = {}
    order = sorted((at, n) for n, excerpt in enumerate(excerpts) if (at := _recorded(excerpt)) is not None)
    numbers = [n for _, n in order]
    spans = [(0, len(numbers) - 1)] if len(numbers) > 2 else []
    while spans:
        first, last = spans.pop()
        for edge in (first, last):
            if numbers[edge] not in known:
                known[numbers[edge]] = look(numbers[edge])
        if last - first < 2:
            continue
        shift = _shift(excerpts[numbers[first]], known[numbers[first]], lines)
        if shift is not None and shift == _shift(excerpts[numbers[last]], known[numbers[last]], lines):
            # Two that stand once and shifted alike bear each other out, however few their words.
            known.update({numbers[edge]: Verdict(known[numbers[edge]].anchor) for edge in (first, last)})
            for n in numbers[first + 1 : last]:
                found = _there(text, lines, excerpts[n], shift)
                if found is not None:
                    known[n] = Verdict(found)
        else:
            middle = (first + last) // 2
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
    """The excerpt at its shifted place, if its own words stand nowhere else."""
    at, quote = excerpt.at, excerpt.quote
    start = lines.offset(at.line + shift, at.column or 1) if at is not None else None
    if at is None or start is None or not quote:
        return None
    found = text.find(quote)
    if found == start and text.find(quote, start + 1) < 0:
        return Anchor(Status.MOVED if shift else Status.EXACT, start, start + len(quote))
    end = lines.offset(at.end_line + shift, at.end_column or 1)
    if found < 0 and end is not None and _corrected(quote, text[start:end]):
        return Anchor(Status.EDITED, start, end)
    return None


def _corrected(quote: str, here: str) -> bool:
    """Whether words are a quote with a few letters changed, and neither at its start nor at its end."""
    ends = here[:EDGE] == quote[:EDGE] and here[-EDGE:] == quote[-EDGE:]
    return ends and len(quote) >= LONG_ENOUGH and alike(quote, here) >= CORRECTED
