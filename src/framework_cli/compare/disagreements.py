"""Where coders differ, passage by passage: what there is to talk about, and what they coded alike.

A passage that several people coded is one item to talk about, with all that is in dispute there: an
item is made of excerpts that a decision on one of them would touch.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from itertools import combinations

from framework_cli.compare.clusters import Cluster, clusters, length, shared
from framework_cli.compare.groups import Groups
from framework_cli.compare.readers import Readers
from framework_cli.model.passage import Passage

# How much the spans of two coders may differ, in characters, and still count as alike: about a line.
SLACK = 80
# What an item's id is made of: no signs that are read for one another.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


class Kind(StrEnum):
    """How coders differ on a code."""

    MISSED = "missed"
    OTHER = "other code"
    EDGES = "other boundaries"


@dataclass(frozen=True, slots=True)
class Difference:
    """How coders differ on one code.

    `coders` gave it. `others` read the source and did not: they gave no code that the rest lack there
    (missed), or they did (other code). Where all gave it and the spans differ, `others` is empty.
    `characters` is the text in dispute: all that was marked, or what not both of two coders marked.
    """

    cluster: Cluster
    kind: Kind
    coders: tuple[str, ...]
    others: tuple[str, ...]
    characters: int

    @property
    def code(self) -> str:
        """The code in dispute."""
        return self.cluster.code


@dataclass(frozen=True, slots=True)
class Item:
    """Excerpts of one source that belong together: each overlaps another under one of its codes.

    `id` is made of the excerpts' ids and stays as long as they are the same. `readers` are the coders
    who coded something here or went through the source and did not. `passages` are in order of
    place, `clusters` what they make code by code; one that a single coder gave where nobody else was to
    read is there to be seen, and neither alike nor a difference. `rivals` are pairs of codes that stand
    against each other, each in order of code point. `taken` says that an agreed coding has dealt with
    every one of the excerpts.
    """

    id: str
    source: str
    readers: tuple[str, ...]
    passages: tuple[Passage, ...]
    clusters: tuple[Cluster, ...]
    differences: tuple[Difference, ...] = ()
    rivals: tuple[tuple[str, str], ...] = ()
    taken: bool = False

    @property
    def start(self) -> int:
        """Where the first of its passages starts."""
        return min(passage.start for passage in self.passages)

    @property
    def end(self) -> int:
        """Where the last of its passages ends."""
        return max(passage.end for passage in self.passages)

    @property
    def reference(self) -> str:
        """Source and lines, as people cite them: `P07:45-52`."""
        first = min(passage.start_line for passage in self.passages)
        last = max(passage.end_line for passage in self.passages)
        return f"{self.source}:{first}" + (f"-{last}" if last != first else "")

    @property
    def coders(self) -> frozenset[str]:
        """Who coded something here."""
        return frozenset(passage.excerpt.coder for passage in self.passages)

    @property
    def alike(self) -> bool:
        """Whether several coders gave each code here, and nothing is in dispute."""
        return not self.differences and all(len(cluster.coders) > 1 for cluster in self.clusters)

    @property
    def only_edges(self) -> bool:
        """Whether the codes are agreed and the boundaries alone are not."""
        return bool(self.differences) and all(d.kind is Kind.EDGES for d in self.differences)

    @property
    def characters(self) -> int:
        """The text in dispute, the largest of its differences."""
        return max((difference.characters for difference in self.differences), default=0)


def items(
    readers: Readers, passages: Iterable[Passage], *, slack: int = SLACK, taken: frozenset[str] = frozenset()
) -> list[Item]:
    """What the coders of one source coded, alike or not, in order of place.

    `passages` are those of the source; those without codes, and those of coders who cannot be compared,
    are passed over. `slack` is how many characters spans may differ by and be alike, if also half of
    the text is marked by both. `taken` are the excerpts that the agreed coding came from or left out.
    What only one coder read is in no item.
    """
    held = [p for p in passages if p.excerpt.codes and p.excerpt.coder in readers.coders]
    found = clusters(held)
    rivals = _rivals(found, readers)
    made = []
    for group in _together(found, rivals):
        if not any(_compared(found[n], readers) for n in group):
            continue
        against = {n: [found[m] for m in rivals.get(n, ())] for n in group}
        made.append(
            replace(
                _item(readers, [found[n] for n in group], taken),
                differences=tuple(
                    d for n in group for d in _differences(found[n], readers, against[n], slack)
                ),
                rivals=tuple(
                    (found[n].code, other.code)
                    for n in group
                    for other in against[n]
                    if found[n].code < other.code
                ),
            )
        )
    return sorted(made, key=lambda item: (item.start, item.end, item.id))


def _compared(cluster: Cluster, readers: Readers) -> bool:
    """Whether a second coder gave the code too, or read the source and did not."""
    return bool(len(cluster.coders) > 1 or readers.through - cluster.coders)


def _rivals(found: Sequence[Cluster], readers: Readers) -> dict[int, list[int]]:
    """For each cluster those that stand against it.

    Two clusters are rivals where they share at least half of the shorter, and each has a coder whom
    the other lacks: one gave the one code, one the other.
    """
    rivals: dict[int, list[int]] = {}
    lacking = [n for n, cluster in enumerate(found) if len(cluster.coders) < len(readers.coders)]
    open_: list[int] = []
    for n in lacking:
        one = found[n]
        open_ = [m for m in open_ if found[m].end > one.start]
        for m in open_:
            other = found[m]
            if one.code != other.code and _against(one, other):
                rivals.setdefault(n, []).append(m)
                rivals.setdefault(m, []).append(n)
        open_.append(n)
    return rivals


def _against(one: Cluster, other: Cluster) -> bool:
    if one.coders <= other.coders or other.coders <= one.coders:
        return False
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= min(one.end - one.start, other.end - other.start)


def _differences(
    cluster: Cluster, readers: Readers, rivals: Iterable[Cluster], slack: int
) -> Iterator[Difference]:
    """How coders differ on one cluster: those who lack the code, by kind, and boundaries."""
    having = tuple(coder for coder in readers.coders if coder in cluster.coders)
    against = frozenset(coder for rival in rivals for coder in rival.coders)
    lacking = [coder for coder in readers.coders if coder in readers.through - cluster.coders]
    edges = _edges(cluster, having, slack)
    if edges:
        yield Difference(cluster, Kind.EDGES, having, (), edges)
    for kind, others in (
        (Kind.OTHER, [coder for coder in lacking if coder in against]),
        (Kind.MISSED, [coder for coder in lacking if coder not in against]),
    ):
        if others:
            yield Difference(cluster, kind, having, tuple(others), cluster.characters)


def _edges(cluster: Cluster, having: Sequence[str], slack: int) -> int:
    """The most characters that one of two coders marked and the other did not; 0 where it is a little."""
    worst = 0
    spans = {coder: cluster.spans(coder) for coder in having}
    for one, other in combinations(having, 2):
        both = shared(spans[one], spans[other])
        either = length(spans[one]) + length(spans[other]) - both
        if either - both > slack or 2 * both < either:
            worst = max(worst, either - both)
    return worst


def _together(found: Sequence[Cluster], rivals: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Clusters that share an excerpt or are rivals, as groups."""
    groups = Groups[int]()
    first: dict[tuple[str, int], int] = {}
    for n, cluster in enumerate(found):
        for passage in cluster.passages:
            groups.join(n, first.setdefault((passage.excerpt.path, passage.excerpt.position), n))
        for m in rivals.get(n, ()):
            groups.join(n, m)
    return groups.sorted(range(len(found)))


def _item(readers: Readers, held: Sequence[Cluster], taken: frozenset[str]) -> Item:
    place = {coder: number for number, coder in enumerate(readers.coders)}
    every = {(p.excerpt.path, p.excerpt.position): p for cluster in held for p in cluster.passages}
    passages = sorted(
        every.values(), key=lambda p: (p.start, p.end, place[p.excerpt.coder], p.excerpt.position)
    )
    coders = {p.excerpt.coder for p in passages} | readers.through
    return Item(
        _id(readers.source, passages),
        readers.source,
        tuple(coder for coder in readers.coders if coder in coders),
        tuple(passages),
        tuple(held),
        taken=all(p.excerpt.id in taken for p in passages),
    )


def _id(source: str, passages: Iterable[Passage]) -> str:
    """A name for the item: the same as long as its excerpts are; those without id count by place."""
    parts = sorted(p.excerpt.id or f"{p.excerpt.coder} {p.start}-{p.end}" for p in passages)
    digest = sha256("\0".join((source, *parts)).encode()).digest()
    return "d-" + "".join(_SIGNS[byte % len(_SIGNS)] for byte in digest[:7])
