"""Passages that merely shifted: the quick way through a transcript that changed somewhere else.

Where the passages before and after one have moved by the same number of lines, and its words stand just
there at the same column, and nowhere else, its place is beyond doubt and nothing has to be searched for.
The same holds where a few letters within it were corrected, and its first and last words stand as they were.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

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


class Page(NamedTuple):
    """A changed transcript, ready to be asked what stands once in it. `single` are its lines that do."""

    text: str
    lines: Lines
    single: frozenset[str]

    @classmethod
    def of(cls, text: str, lines: Lines) -> "Page":
        """Find the lines that stand once."""
        count = Counter(text.split("\n"))
        return cls(text, lines, frozenset(line for line, times in count.items() if times == 1))

    def once(self, quote: str) -> bool:
        """Whether words stand here exactly once."""
        start = self.text.find(quote) if quote else -1
        return start >= 0 and self.only(quote, start)

    def only(self, quote: str, start: int) -> bool:
        """Whether words that stand at `start` stand nowhere else.

        A quote that holds a whole line which stands once needs no search: two thirds of the searches
        in interviews wrapped at 100 columns.
        """
        if any(line in self.single for line in quote.split("\n")[1:-1]):
            return True
        return self.text.find(quote) == start and self.text.find(quote, start + 1) < 0

    def pushed(self, quote: str, end: int) -> bool:
        """Whether much the same words follow at once: those here may be a copy that pushed them along."""
        return alike(quote, self.text[end + 1 : end + 1 + len(quote)]) >= FOLLOWS


def shifted(text: str, lines: Lines, excerpts: Sequence[Excerpt], look: Look) -> dict[int, Verdict]:
    """Verdicts, by number, on excerpts of a changed text that can be told from their neighbours' shifts.

    `look` gives the verdict on one excerpt by itself; it is asked for few of them: the first and the
    last whose words stand once, and, halving, some of those between two that shifted differently. What
    it said is among the verdicts.
    """
    page = Page.of(text, lines)
    order = sorted((at, n) for n, excerpt in enumerate(excerpts) if (at := _recorded(excerpt)) is not None)
    numbers = [n for _, n in order]
    first = next((place for place, n in enumerate(numbers) if page.once(excerpts[n].quote)), len(numbers))
    last = next((p for p in range(len(numbers) - 1, first, -1) if page.once(excerpts[numbers[p]].quote)), 0)
    if last - first < 2:
        return {}
    known = _between(page, excerpts, numbers[first : last + 1], look)
    for edge, beyond in ((numbers[first], numbers[:first]), (numbers[last], numbers[last + 1 :])):
        shift = _shift(excerpts[edge], known[edge], lines)
        corrected = {n: _corrected(page, excerpts[n], shift) for n in beyond} if shift is not None else {}
        known.update({n: Verdict(anchor) for n, anchor in corrected.items() if anchor is not None})
    return known


def _between(page: Page, excerpts: Sequence[Excerpt], numbers: list[int], look: Look) -> dict[int, Verdict]:
    """Verdicts on what lies between the first and the last of some excerpts, and on these two."""
    known = {n: look(n) for n in (numbers[0], numbers[-1])}
    spans = [(0, len(numbers) - 1)]
    while spans:
        first, last = spans.pop()
        edges = [numbers[first], numbers[last]]
        shifts = [_shift(excerpts[n], known[n], page.lines) for n in edges]
        if shifts[0] is not None and shifts[0] == shifts[1]:
            # Two that stand once and shifted alike bear each other out, however few their words.
            known.update({n: Verdict(known[n].anchor) for n in edges})
            for n in numbers[first + 1 : last]:
                found = _there(page, excerpts[n], shifts[0]) or _corrected(page, excerpts[n], shifts[0])
                if found is not None:
                    known[n] = Verdict(found)
        elif last - first > 1:
            middle = (first + last) // 2
            n = numbers[middle]
            tried = (_there(page, excerpts[n], shift) for shift in shifts if shift is not None)
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


def _there(page: Page, excerpt: Excerpt, shift: int) -> Anchor | None:
    """The excerpt's words at its shifted place, if they stand nowhere else."""
    at, quote = excerpt.at, excerpt.quote
    start = page.lines.offset(at.line + shift, at.column or 1) if at is not None else None
    if start is None or not quote or not page.text.startswith(quote, start):
        return None
    end = start + len(quote)
    if not page.only(quote, start) or page.pushed(quote, end):
        return None
    return Anchor(Status.MOVED if shift else Status.EXACT, start, end)


def _corrected(page: Page, excerpt: Excerpt, shift: int) -> Anchor | None:
    """The excerpt's shifted place, if its words were corrected there, but neither at their start nor end."""
    at, quote = excerpt.at, excerpt.quote
    if at is None or len(quote) < LONG_ENOUGH:
        return None
    start = page.lines.offset(at.line + shift, at.column or 1)
    end = page.lines.offset(at.end_line + shift, at.end_column or 1)
    if start is None or end is None:
        return None
    here = page.text[start:end]
    ends = here[:EDGE] == quote[:EDGE] and here[-EDGE:] == quote[-EDGE:]
    if not ends or alike(quote, here) < CORRECTED or quote in page.text or page.pushed(quote, end):
        return None
    return Anchor(Status.EDITED, start, end)
