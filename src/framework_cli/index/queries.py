"""Questions that other rooms ask of an index."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


class Overlap(NamedTuple):
    """Two passages of one coder that overlap under one code; `second` is the one that starts later."""

    code: str
    first: Passage
    second: Passage


def by_id(index: Index) -> dict[str, Passage]:
    """Passages by excerpt id; of an id used twice the first in the index.

    A coder's excerpt that went into an agreed one reads as the agreed one; chains of `from:` are
    followed to their end.
    """
    found: dict[str, Passage] = {}
    agreed: dict[str, Passage] = {}
    for passage in index.passages:
        if passage.excerpt.id:
            found.setdefault(passage.excerpt.id, passage)
        if passage.excerpt.coder == AGREED:
            for origin in passage.excerpt.origins:
                agreed.setdefault(origin, passage)
    return found | agreed


def self_overlaps(index: Index) -> Iterator[Overlap]:
    """Passages of one coder that overlap under one code, each with the nearest earlier one it overlaps."""
    tagged = [
        (p.excerpt.source, p.excerpt.coder, code, p.start, p.end, n)
        for n, p in enumerate(index.passages)
        for code in set(p.excerpt.codes)
    ]
    for _, group in groupby(sorted(tagged), key=lambda item: item[:3]):
        reach: tuple[int, int] | None = None
        for _, _, code, start, end, n in group:
            if reach is not None and start < reach[0]:
                yield Overlap(code, index.passages[reach[1]], index.passages[n])
            if reach is None or end > reach[0]:
                reach = (end, n)


def open_labels(study: Study) -> Counter[str]:
    """Every open label with the number of excerpts that carry it."""
    return Counter(
        label for file in study.annotations for e in file.excerpts for label in dict.fromkeys(e.open)
    )
