"""What coefficients are not of, in words: what nobody asked for, who did not read what, what has no place."""

from collections.abc import Iterator, Mapping, Sequence

from framework_cli.compare.readers import Readers
from framework_cli.index import Filters
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index
from framework_cli.model.words import number_of


def narrowed(filters: Filters, same: Mapping[str, str] | None = None) -> Iterator[str]:
    """Sentences on what alone was asked for, and which codes are read as others."""
    kinds = ("source", "case", "wave", "theme", "code", "coder")
    asked = [f"{kind} {listed(named)}" for kind in kinds if (named := getattr(filters, kind))]
    asked += filters.where
    if asked:
        yield f"Only what was asked for: {'; '.join(asked)}."
    if same:
        yield f"Read as another: {listed([f'{one} as {other}' for one, other in same.items()])}."


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


def left_out(left: Sequence[str]) -> list[str]:
    """One sentence of all that was left out; none where nothing was."""
    return [f"Left out: {'; '.join(left)}."] if left else []


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names in a sentence, the first of many; “none” where there are none."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return (", ".join(names[:most]) or "none") + more
