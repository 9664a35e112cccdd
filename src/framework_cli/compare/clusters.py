"""Where coders gave one code: passages of one source and code that overlap, whoever marked them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework_cli.compare.agreement.spans import joined
from framework_cli.model.passage import Passage

Span = tuple[int, int]
"""Start and end in code points of a source's text, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Passages of one code that overlap, transitively and across coders, in order of place; and whose."""

    code: str
    passages: tuple[Passage, ...]
    start: int
    end: int
    coders: frozenset[str]

    @classmethod
    def of(cls, code: str, passages: Sequence[Passage]) -> "Cluster":
        """The cluster that passages make, the first of which starts first."""
        end = max(passage.end for passage in passages)
        coders = frozenset(passage.excerpt.coder for passage in passages)
        return cls(code, tuple(passages), passages[0].start, end, coders)

    def spans(self, coder: str) -> list[Span]:
        """What one coder marked here, overlaps joined."""
        return joined((p.start, p.end) for p in self.passages if p.excerpt.coder == coder)

    @property
    def characters(self) -> int:
        """How much text anybody marked here."""
        return length(joined((p.start, p.end) for p in self.passages))


def clusters(passages: Iterable[Passage]) -> list[Cluster]:
    """The clusters of passages of one source, in order of place and code."""
    by_code: dict[str, list[Passage]] = {}
    for passage in passages:
        for code in dict.fromkeys(passage.excerpt.codes):
            by_code.setdefault(code, []).append(passage)
    found = [Cluster.of(code, group) for code, held in by_code.items() for group in overlapping(held)]
    return sorted(found, key=lambda cluster: (cluster.start, cluster.end, cluster.code))


def overlapping(passages: Iterable[Passage]) -> list[list[Passage]]:
    """Groups of passages of one source that overlap transitively, in order of place."""
    groups: list[list[Passage]] = []
    end = -1
    for passage in sorted(passages, key=lambda p: (p.start, p.end, p.excerpt.coder, p.excerpt.id)):
        if passage.start < end:
            groups[-1].append(passage)
        else:
            groups.append([passage])
        end = max(end, passage.end)
    return groups


def length(spans: Iterable[Span]) -> int:
    """How many characters spans hold that do not overlap."""
    return sum(end - start for start, end in spans)


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters two lists of spans have in common; each in order and without overlaps."""
    total = here = there = 0
    while here < len(one) and there < len(other):
        start, end = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        total += max(end - start, 0)
        if one[here][1] <= other[there][1]:
            here += 1
        else:
            there += 1
    return total
