"""What has changed in a cell's excerpts since it was charted, told from its evidence comment alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from framework_cli.cells.digest import digest
from framework_cli.cells.evidence import cell_codes, digest_of, words_of
from framework_cli.model.cell import CellKey, Change, Evidence
from framework_cli.model.codebook import Codebook
from framework_cli.model.excerpt import AGREED, Excerpt
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


@dataclass(frozen=True, slots=True)
class Record:
    """What the annotation files hold: how a recorded excerpt reads today.

    `agreed` maps a coder's excerpt to the agreed ones it went into; `adrift` are excerpts whose
    coding counts but which have no certain place just now, so that nothing can be said of them.
    """

    agreed: Mapping[str, tuple[str, ...]]
    adrift: Mapping[str, Excerpt]

    @classmethod
    def of(cls, study: Study, index: Index) -> "Record":
        """Gather it from a study and its whole index."""
        placed = {passage.excerpt.id for passage in index.passages}
        settled = {file.source for file in study.annotations if file.coder == AGREED}
        agreed: dict[str, tuple[str, ...]] = {}
        adrift: dict[str, Excerpt] = {}
        for file in study.annotations:
            for excerpt in file.excerpts:
                if file.coder == AGREED:
                    for origin in excerpt.origins:
                        agreed[origin] = (*agreed.get(origin, ()), excerpt.id)
                counts = file.coder == AGREED or file.source not in settled
                if counts and excerpt.id and excerpt.id not in placed:
                    adrift[excerpt.id] = excerpt
        return cls(agreed, adrift)

    def readings(self, id: str) -> tuple[str, ...]:
        """The ids under which a recorded excerpt may count today."""
        return (id, *self.agreed.get(id, ()))

    def unknown(self, id: str, codebook: Codebook, cell: str) -> bool:
        """Whether a recorded excerpt may still belong to a cell but has no certain place just now."""
        waiting = (self.adrift[each] for each in self.readings(id) if each in self.adrift)
        return any(cell_codes(codebook, excerpt.codes, cell) for excerpt in waiting)


def changes(
    study: Study, record: Record, key: CellKey, then: Iterable[Evidence], now: Iterable[Passage]
) -> tuple[Change, ...]:
    """Compare a cell's evidence comment with the passages that count in it today.

    An excerpt without a certain place is not taken for gone: its own diagnostic says what is wrong.
    A coder's excerpt that went into an agreed one reads as that one. Gone first, in the comment's
    order, then the rest by place.
    """
    current = {passage.excerpt.id: passage for passage in now if passage.excerpt.id}
    recorded: dict[str, list[str]] = {}
    found: list[Change] = []
    for item in then:
        readings = [id for id in record.readings(item.excerpt) if id in current]
        for id in readings:
            recorded.setdefault(id, []).append(item.digest)
        if not readings and not record.unknown(item.excerpt, study.codebook, key.code):
            found.append(Change(item.excerpt, "gone"))
    for id, passage in current.items():
        if id not in recorded:
            found.append(Change(id, "added"))
        elif digest_of(study, passage, key.code) not in recorded[id]:
            same = _same_words(study, passage, key.code, recorded[id])
            found.append(Change(id, "recoded" if same else "reworded"))
    return tuple(found)


def _same_words(study: Study, passage: Passage, cell: str, digests: Iterable[str]) -> bool:
    """Whether today's words with some other codes of this cell give a recorded digest."""
    words, wanted = words_of(study, passage), set(digests)
    pool = vocabulary(study.codebook, cell)
    return any(digest(words, codes) in wanted for size in (1, 2, 3) for codes in combinations(pool, size))


def vocabulary(codebook: Codebook, cell: str) -> list[str]:
    """The ids that a cell's excerpts carry, or carried before a merge."""
    below = [code for code in codebook.codes.values() if codebook.within(code.id, cell)]
    ids = {code.id for code in below}
    retired = {old.id for old in codebook.retired.values() if ids.intersection(old.into)}
    return sorted(ids | retired | {old for code in below for old in code.was})
