"""The whole comparison: every item of every source, the codes in the order in which talk would help."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from framework_cli.compare import population
from framework_cli.compare.disagreements import SLACK, Item, Kind, items
from framework_cli.compare.readers import Readers, readers
from framework_cli.index import Filters, codes_asked, select
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


@dataclass(frozen=True, slots=True)
class CodeUse:
    """How coders used one code in the sources that they share.

    `uses` counts each coder's passages. `compared` are the places where somebody gave the code and
    another could have; `alike` those where all did, boundaries included; the rest are counted by how
    they differ (a place where one coder missed the code and another gave another is under both).
    """

    code: str
    uses: Mapping[str, int]
    compared: int
    alike: int
    missed: int
    other: int
    edges: int

    @property
    def differing(self) -> float:
        """How much a talk about the code would help, from 0 to 1.

        The share of its places that are in dispute, those with other boundaries only at half, where two
        further places are taken to be agreed: one use in dispute says less than six of eight.
        """
        told = self.compared - self.alike - self.edges + self.edges / 2
        return told / (self.compared + 2)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two codes of which one coder gave the one and another the other, at so many places."""

    code: str
    other: str
    places: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What coders coded of the sources that several of them read.

    `readers` are those of the sources that can be compared, `left` those of the others that somebody
    else is to code, or coded in another version. `codes` are in the order in which talk about them would
    help, `disputes` in the order of an agenda: by code, those about boundaries alone last. `alike`
    are what the coders agree on. `silent` counts the passages left out as interviewers' talk, `torn` are
    sources left out because an annotation file of theirs cannot be read.
    """

    readers: tuple[Readers, ...]
    left: tuple[Readers, ...]
    codes: tuple[CodeUse, ...]
    disputes: tuple[Item, ...]
    alike: tuple[Item, ...]
    confusions: tuple[Confusion, ...]
    silent: int = 0
    torn: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Item, ...]:
        """The disputes that no agreed coding has dealt with."""
        return tuple(item for item in self.disputes if not item.taken)

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody whose coding is compared, each once, in the order of the sources' readers."""
        return tuple(dict.fromkeys(coder for each in self.readers for coder in each.coders))

    def leading(self, item: Item) -> str:
        """The code that an item stands under: of those in dispute the one that most needs talk."""
        ranks = {use.code: rank for rank, use in enumerate(self.codes)}
        return _leading(item, ranks)


def compare(
    study: Study,
    index: Index,
    *,
    filters: Filters | None = None,
    speakers: str = "participants",
    slack: int = SLACK,
    same: Mapping[str, str] | None = None,
) -> Comparison:
    """Compare the coders of every source that several of them read.

    Filters by theme and code choose items, and leave the others' codes in them to be seen; `coder`
    chooses who is compared (the agreed coding too, if named). `speakers` is "participants" or "all".
    `same` reads one code as another (`{"c-stigma": "stigma"}`).
    """
    filters = filters or Filters()
    part = select(index, study, replace(filters, theme=(), code=()))
    asked = frozenset(population.sources_asked(study, filters))
    every = [each for each in readers(study, filters.coder) if each.source in asked]
    torn = tuple(each.source for each in every if each.source in study.torn)
    every = [each for each in every if each.source not in torn]
    held = [_renamed(p, same or {}) for p in part.passages]
    heard = [p for p in held if speakers == "all" or p.participant]
    by_source = {source: list(group) for source, group in groupby(heard, key=lambda p: p.excerpt.source)}
    taken = decided(study)
    several = [each for each in every if each.several]
    found = [
        item
        for each in several
        for item in items(each, by_source.get(each.source, ()), slack=slack, taken=taken)
    ]
    codes = codes_asked(study, filters)
    if codes is not None:
        found = [item for item in found if codes & {cluster.code for cluster in item.clusters}]
    uses = tuple(_uses(study, found, codes))
    ranks = {use.code: rank for rank, use in enumerate(uses)}
    return Comparison(
        tuple(several),
        tuple(each for each in every if not each.several and (each.apart or each.awaited)),
        uses,
        tuple(sorted((item for item in found if item.differences), key=lambda item: _order(item, ranks))),
        tuple(item for item in found if not item.differences),
        tuple(_confusions(found)),
        sum(1 for p in held if not p.participant) if speakers != "all" else 0,
        torn,
    )


def _renamed(passage: Passage, same: Mapping[str, str]) -> Passage:
    codes = tuple(dict.fromkeys(same.get(code, code) for code in passage.excerpt.codes))
    if codes == passage.excerpt.codes:
        return passage
    return passage._replace(excerpt=passage.excerpt._replace(codes=codes))


def decided(study: Study) -> frozenset[str]:
    """The excerpts that agreed codings came from, or that were talked through and left out."""
    agreed = [file for file in study.annotations if file.coder == AGREED]
    origins = {origin for file in agreed for excerpt in file.excerpts for origin in excerpt.origins}
    # An excerpt without an id is never decided, whatever a file written by hand names.
    return frozenset(origins.union(*(file.dropped for file in agreed)) - {""})


def _uses(study: Study, found: Iterable[Item], wanted: frozenset[str] | None) -> Iterator[CodeUse]:
    """Every code that was used, those first of which talk would help most, then in codebook order."""
    counts: dict[str, Counter[str]] = {}
    uses: dict[str, Counter[str]] = {}
    for item in found:
        for cluster in item.clusters:
            kinds = {d.kind for d in item.differences if d.cluster is cluster}
            if not kinds and len(cluster.coders) < 2:
                continue
            uses.setdefault(cluster.code, Counter()).update(p.excerpt.coder for p in cluster.passages)
            told = counts.setdefault(cluster.code, Counter())
            told.update(["compared", *(kind.name for kind in kinds if kind is not Kind.EDGES)])
            told.update(["alike"] if not kinds else ["edges"] if kinds == {Kind.EDGES} else [])
    place = {code: number for number, code in enumerate(study.codebook.codes)}
    made = [
        CodeUse(code, uses[code], n["compared"], n["alike"], n["MISSED"], n["OTHER"], n["edges"])
        for code, n in counts.items()
        if wanted is None or code in wanted
    ]
    yield from sorted(made, key=lambda use: (-use.differing, place.get(use.code, len(place)), use.code))


def _leading(item: Item, ranks: Mapping[str, int]) -> str:
    asked = [d.code for d in item.differences if d.kind is not Kind.EDGES]
    asked = asked or [d.code for d in item.differences] or [cluster.code for cluster in item.clusters]
    return min(asked, key=lambda code: (ranks.get(code, len(ranks)), code))


def _order(item: Item, ranks: Mapping[str, int]) -> tuple[bool, int, int, str, int, str]:
    rank = ranks.get(_leading(item, ranks), len(ranks))
    return item.only_edges, rank, -item.characters, item.source, item.start, item.id


def _confusions(found: Iterable[Item]) -> Iterator[Confusion]:
    """Pairs of codes that stand against each other at two places or more, the most frequent first."""
    pairs = Counter(pair for item in found for pair in item.rivals)
    for (one, other), places in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0])):
        if places > 1:
            yield Confusion(one, other, places)
