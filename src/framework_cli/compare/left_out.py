"""What coefficients leave out, in words: who did not read what, and what has no place."""

from collections.abc import Iterator, Sequence

from framework_cli.compare.readers import Readers
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index
from framework_cli.model.words import number_of


def unread(every: Sequence[Readers]) -> Iterator[str]:
    """What cannot be compared because somebody did not read it, or read something else."""
    kinds = (
        ("not marked as read through", "midway"),
        ("coded by somebody who is not on the roster and did not mark it as read through", "unasked"),
        ("on the roster, and neither coded nor read", "waiting"),
        ("coded in another version of the transcript", "apart"),
    )
    for words, kind in kinds:
        named = [f"{each.source} by {coder}" for each in every for coder in getattr(each, kind)]
        if named:
            yield f"{words}: {listed(named)}"
    alone = [each.source for each in every if len(each.through) == 1]
    if alone:
        yield f"sources that one coder alone read: {listed(alone)}"


def unplaced(index: Index, compared: Sequence[Readers]) -> Iterator[str]:
    """How many excerpts of the coders compared have no certain place."""
    through = {each.source: each.through for each in compared}
    lost = sum(
        u.excerpt.coder in through.get(u.excerpt.source, ()) and u.excerpt.coder != AGREED
        for u in index.unresolved
    )
    if lost:
        yield f"{number_of(lost, 'excerpt')} without a certain place (framework check)"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, the first eight where there are more."""
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
