"""Which excerpts belong to which cell."""

from collections.abc import Iterable, Mapping

from framework_cli.cells.digest import digest
from framework_cli.cells.waves import Waves
from framework_cli.model.cell import CellKey, Evidence
from framework_cli.model.codebook import Codebook
from framework_cli.model.passage import Passage
from framework_cli.model.study import Study


def cell_codes(codebook: Codebook, codes: Iterable[str], cell: str) -> tuple[str, ...]:
    """Those of an excerpt's codes that are a cell's own: its id, or ids below it; each once, sorted."""
    return tuple(sorted({code for code in codes if codebook.within(code, cell)}))


def gather(study: Study, waves: Waves, passages: Iterable[Passage]) -> dict[CellKey, tuple[Passage, ...]]:
    """Sort passages into cells, by place: each goes to every cell of its cases at or above its codes."""
    chains = {id: tuple(study.codebook.above(id)) for id in study.codebook.codes}
    found: dict[CellKey, list[Passage]] = {}
    for passage in passages:
        rows = dict.fromkeys((b.case, waves.home(b.case, b.wave)) for b in passage.belongs)
        cells = dict.fromkeys(id for code in passage.excerpt.codes for id in chains.get(code, ()))
        for case, wave in rows:
            for id in cells:
                found.setdefault(CellKey(case, wave, id), []).append(passage)
    return {key: tuple(held) for key, held in found.items()}


def words_of(study: Study, passage: Passage) -> str:
    """The words of a transcript at a passage's place, as they stand today."""
    source = study.sources.get(passage.excerpt.source)
    return source.text[passage.start : passage.end] if source else ""


def digest_of(study: Study, passage: Passage, cell: str) -> str:
    """The digest of a passage as evidence of the cell with this id."""
    return digest(words_of(study, passage), cell_codes(study.codebook, passage.excerpt.codes, cell))


def evidence_of(study: Study, key: CellKey, passages: Iterable[Passage]) -> tuple[Evidence, ...]:
    """What the evidence comment of a cell would say today; passages without an id cannot be in it."""
    held: Mapping[str, Passage] = {p.excerpt.id: p for p in passages if p.excerpt.id}
    return tuple(Evidence(id, digest_of(study, passage, key.code)) for id, passage in held.items())
