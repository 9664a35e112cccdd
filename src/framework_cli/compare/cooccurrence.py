"""Which codes stand together: in the same characters, in passages that overlap, in the same people's talk.

The counting works on plain spans; `cooccurrences` applies it to a study.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from framework_cli.compare import population
from framework_cli.compare.agreement.spans import joined
from framework_cli.compare.clusters import Span, length, shared
from framework_cli.index import Filters, distinct
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study

CAPTION = (
    "Where two codes stand on the same words, or in the same person's talk. That is where to read, and no "
    "finding: it does not show that one leads to the other, and it depends on how long the passages were "
    "marked. The coefficient c is that of ATLAS.ti: where a passage is in several pairs, it can leave 0 to 1."
)

Spans = Mapping[str, Mapping[str, Sequence[Span]]]
"""By code, then by source: the passages of that code, each as start and end (the end exclusive)."""


class Coefficient(NamedTuple):
    """ATLAS.ti's c, and whether it left its range of 0 to 1; None where its denominator is 0."""

    value: float | None
    out_of_range: bool


def c_coefficient(n1: int, n2: int, n12: int) -> Coefficient:
    """c = n12 / (n1 + n2 − n12) of two codes with n1 and n2 passages and n12 pairs that overlap.

    It is Jaccard's index only where no passage is in two pairs. Else it can exceed 1, or be negative: it is
    then flagged, never cut off (ATLAS.ti 22, Code Co-occurrence Coefficient).
    """
    below = n1 + n2 - n12
    value = n12 / below if below else None
    return Coefficient(value, (value is not None and not 0 <= value <= 1) or (below == 0 and n12 > 0))


def share_with(n: int, n12: int) -> float | None:
    """Pairs that overlap for each of a code's n passages; None where it has none.

    Where no passage is in two pairs this is the share of the code's passages that stand with the other.
    """
    return n12 / n if n else None


@dataclass(frozen=True, slots=True)
class Together:
    """Two codes: passages of each, pairs of these that overlap, characters of each and shared by both."""

    code: str
    other: str
    passages: int
    other_passages: int
    overlapping: int
    characters: int
    other_characters: int
    shared: int

    @property
    def c(self) -> Coefficient:
        """ATLAS.ti's coefficient."""
        return c_coefficient(self.passages, self.other_passages, self.overlapping)

    @property
    def jaccard(self) -> float | None:
        """Characters of both over characters of either; None where neither has any."""
        either = self.characters + self.other_characters - self.shared
        return self.shared / either if either else None

    @property
    def of_code(self) -> float | None:
        """Pairs that overlap for each passage of the first code."""
        return share_with(self.passages, self.overlapping)

    @property
    def of_other(self) -> float | None:
        """Pairs that overlap for each passage of the second code."""
        return share_with(self.other_passages, self.overlapping)


def together(spans: Spans) -> list[Together]:
    """Every pair of codes, in the order in which they are given; passages are counted one by one."""
    pairs: dict[tuple[str, str], int] = {}
    for source in sorted({source for held in spans.values() for source in held}):
        _count_pairs([(code, held.get(source, ())) for code, held in spans.items()], pairs)
    unions = {
        code: {source: joined(held) for source, held in by_source.items()}
        for code, by_source in spans.items()
    }
    passages = {code: sum(map(len, by_source.values())) for code, by_source in spans.items()}
    characters = {code: sum(map(length, by_source.values())) for code, by_source in unions.items()}
    return [
        Together(
            one, other, passages[one], passages[other], pairs.get((one, other), 0),
            characters[one], characters[other],
            # Spans that touch no pair share nothing: most pairs need not be looked at.
            _shared(unions[one], unions[other]) if (one, other) in pairs else 0,
        )
        for one, other in combinations(spans, 2)
    ]  # fmt: skip


def _count_pairs(held: Sequence[tuple[str, Sequence[Span]]], pairs: dict[tuple[str, str], int]) -> None:
    """Add the pairs of passages of one source that overlap, whichever starts first."""
    place = {code: number for number, (code, _) in enumerate(held)}
    every = sorted((start, end, code) for code, spans in held for start, end in spans)
    open_: list[tuple[int, str]] = []
    for start, end, code in every:
        open_ = [each for each in open_ if each[0] > start]
        for _, other in open_:
            if other != code:
                key = (other, code) if place[other] < place[code] else (code, other)
                pairs[key] = pairs.get(key, 0) + 1
        open_.append((end, code))


def _shared(one: Mapping[str, Sequence[Span]], other: Mapping[str, Sequence[Span]]) -> int:
    return sum(shared(spans, other[source]) for source, spans in one.items() if source in other)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes of a study: how they stand together, and the participants who have both and either."""

    counts: Together
    both: tuple[str, ...]
    either: int


def cooccurrences(
    study: Study,
    index: Index,
    *,
    level: str = "subtheme",
    speakers: str = "participants",
    filters: Filters | None = None,
) -> list[Pair]:
    """Every pair of the codes asked for, in codebook order.

    Passages are those that count: agreed excerpts one by one, elsewhere passages of one code that overlap
    as one. Talk in documents counts as passages, and never among participants.
    """
    filters = filters or Filters()
    passages = population.counting(study, index, population.without_codes(filters), speakers)
    wanted = population.columns(study, index, level, filters)
    held: dict[str, list[Passage]] = {id: [] for id in wanted}
    for passage in passages:
        for id in population.columns_of(study, passage, level):
            if id in held:
                held[id].append(passage)
    cases = {id: _cases(study, found) for id, found in held.items()}
    return [
        Pair(
            counts,
            tuple(case for case in study.cases if case in cases[counts.code] & cases[counts.other]),
            len(cases[counts.code] | cases[counts.other]),
        )
        for counts in together({id: _spans(found) for id, found in held.items()})
    ]


def _spans(passages: Iterable[Passage]) -> dict[str, list[Span]]:
    """The passages of one code by source, those that count as one made one."""
    found: dict[str, list[Span]] = {}
    for group in distinct(passages):
        span = group[0].start, max(passage.end for passage in group)
        found.setdefault(group[0].excerpt.source, []).append(span)
    return found


def _cases(study: Study, passages: Iterable[Passage]) -> set[str]:
    belongs = {b.case for passage in passages for b in passage.belongs}
    return {case for case in belongs if study.cases[case].participant}
