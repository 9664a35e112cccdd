"""Which passages count, and when several count as one."""

from collections.abc import Iterable

from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index, Passage


def counted(index: Index, *, speakers: str = "participants") -> tuple[Passage, ...]:
    """The passages that count: coded by those whose coding counts, and holding talk that counts.

    `speakers` is "participants" (any part in a participant's turn) or "all".
    """
    everybody = speakers == "all"
    return tuple(p for p in index.passages if p.counts and (everybody or p.participant))


def distinct(passages: Iterable[Passage]) -> list[tuple[Passage, ...]]:
    """Group the passages of one column and case so that each group counts once.

    Where a source's coding was agreed, each agreed excerpt counts by itself. Elsewhere passages that
    overlap (ends exclusive; one overlapping two joins them; whoever coded them) are one.
    """
    groups: list[tuple[Passage, ...]] = []
    end, source = -1, ""
    for passage in sorted(
        passages, key=lambda p: (p.excerpt.source, p.excerpt.coder == AGREED, p.start, p.end)
    ):
        agreed = passage.excerpt.coder == AGREED
        if passage.excerpt.source == source and not agreed and passage.start < end:
            groups[-1] = (*groups[-1], passage)
            end = max(end, passage.end)
        else:
            groups.append((passage,))
            source, end = passage.excerpt.source, passage.end
    return groups
