"""The part of a long annotation file that a change of one entry needs to see.

In the tool's own form entries stand apart line by line, and a change of one can be worked out on it and
its neighbours alone, under the same opening lines: the outcome is the same, and 1,500 entries cost what
three do. A file in any other form has no such part, and is then taken whole.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from framework_cli.model.excerpt import Annotations, Excerpt
from framework_cli.read.written import entries
from framework_cli.write.errors import SpliceError

_ANY = Annotations("", "", "")


@dataclass(frozen=True, slots=True)
class Window:
    """Some entries of a file, from `start` to `stop`, under its opening lines, which end at `head`."""

    whole: str
    head: int
    start: int
    stop: int

    @property
    def text(self) -> str:
        """A file of these entries alone."""
        return self.whole[: self.head] + self.whole[self.start : self.stop]

    def put(self, text: str) -> str:
        """The whole file, with this for its part."""
        opening = self.whole[: self.head]
        if not text.startswith(opening):
            raise SpliceError("the entry is written in a way that cannot be changed in place")
        return self.whole[: self.start] + text[self.head :] + self.whole[self.stop :]


def beside(text: str, excerpt: Excerpt) -> Window | None:
    """The entries that a new one comes to stand between; None where the whole file must be looked at."""
    spread = entries(_ANY, text)
    if not spread or excerpt.at is None:
        return None
    starts = [(e.at.line, e.at.column or 0) for e, _ in spread if e.at]
    # As in `Sheet.successors`: after the last entry that starts no later.
    onwards = list(accumulate(reversed(starts), min))[::-1]
    number = bisect_right(onwards, (excerpt.at.line, excerpt.at.column or 0))
    return _window(text, spread, max(number - 1, 0), number + 1)


def around(text: str, which: str | Excerpt, *, neighbour: bool = False) -> Window | None:
    """One entry, with the next (or the one before) if a `neighbour` is to stay; None as with `beside`."""
    spread = entries(_ANY, text)
    id, quote = (which, None) if isinstance(which, str) else (which.id, which.quote)
    found = [n for n, (e, _) in enumerate(spread) if e.id == id and quote in (None, e.quote)]
    if len(found) != 1 or (neighbour and len(spread) < 2):
        return None
    first = found[0]
    if not neighbour:
        return _window(text, spread, first, first + 1)
    first = min(first, len(spread) - 2)
    return _window(text, spread, first, first + 2)


def _window(text: str, spread: list[tuple[Excerpt, int]], first: int, after: int) -> Window:
    stop = spread[after][1] if after < len(spread) else len(text)
    return Window(text, spread[0][1], spread[first][1], stop)
