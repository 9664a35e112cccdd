"""One piece of evidence, looked up: whose account it is, in which documents, and whose words can be shown."""

from dataclasses import dataclass

from framework_cli.cells.naming import cell_meant, cell_named
from framework_cli.model.cell import CellKey, CellState
from framework_cli.model.memo import Memo
from framework_cli.model.passage import Belonging, Passage
from framework_cli.model.source import Kind
from framework_cli.model.theory import Basis, Cited, Evidence
from framework_cli.theory.material import Material


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence and what it rests on in the study.

    `people` are the cases whose account it is, in study order, and `accounts` the same with their waves;
    `documents` the ids of sources that are documents. `passages` are the excerpts to quote: the cited one;
    of a cell those its summary marks for quoting, else those it cites. `found` says whether the study has
    what is cited; literature is taken at its word.
    """

    evidence: Evidence
    found: bool
    people: tuple[str, ...] = ()
    accounts: tuple[Belonging, ...] = ()
    documents: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    cell: CellState | None = None
    memo: Memo | None = None

    @property
    def basis(self) -> Basis | None:
        """As stated; else `document` for what only documents say."""
        if self.evidence.basis is None and self.documents and not self.people:
            return Basis.DOCUMENT
        return self.evidence.basis

    @property
    def key(self) -> tuple[str, str]:
        """What is cited, so that the same thing cited twice is told: an excerpt by its agreed id."""
        cited = self.evidence.cited
        if cited is None:
            return ("", "")
        if cited.kind is Cited.EXCERPT and self.passages:
            return (cited.kind.value, self.passages[0].excerpt.id)
        if self.memo is not None:
            return (cited.kind.value, self.memo.id)
        return (cited.kind.value, str(self.cell.key) if self.cell else cited.id)


def piece(material: Material, evidence: Evidence) -> Piece:
    """Look up what a piece of evidence cites."""
    cited = evidence.cited
    if cited is None:
        return Piece(evidence, found=False)
    if cited.kind is Cited.EXCERPT:
        return _of_excerpt(material, evidence, cited.id)
    if cited.kind is Cited.CELL:
        return _of_cell(material, evidence, cited.id)
    if cited.kind is Cited.MEMO:
        memo = material.memos.get(cited.id)
        return Piece(evidence, found=memo is not None, memo=memo)
    return Piece(evidence, found=True)


def speaking(material: Material, passage: Passage) -> tuple[Belonging, ...]:
    """The participants whose talk a passage holds, with their waves."""
    told = passage.belongs if passage.participant else ()
    return tuple(account for account in told if account.case in material.people)


def cell_cited(material: Material, name: str) -> CellKey | None:
    """The cell that a citation means; None where the study has none of that name."""
    return cell_named(material.grid, name) or cell_meant(material.study, material.grid, name)


def _of_excerpt(material: Material, evidence: Evidence, id: str) -> Piece:
    passage = material.passages.get(id)
    if passage is None:
        return Piece(evidence, found=id in material.excerpts)
    source = material.study.sources.get(passage.excerpt.source)
    if source is not None and source.kind is Kind.DOCUMENT:
        return Piece(evidence, found=True, documents=(source.id,), passages=(passage,))
    accounts = speaking(material, passage)
    if evidence.case:
        accounts = tuple(account for account in accounts if account.case == evidence.case)
    people = material.ordered(account.case for account in accounts)
    return Piece(evidence, found=True, people=people, accounts=accounts, passages=(passage,))


def _of_cell(material: Material, evidence: Evidence, name: str) -> Piece:
    key = cell_cited(material, name)
    if key is None:
        return Piece(evidence, found=False)
    state = material.grid.states[key]
    citations = state.cell.citations if state.cell else ()
    marked = [c.excerpt for c in citations if c.quotable] or [c.excerpt for c in citations]
    passages = tuple(material.passages[id] for id in dict.fromkeys(marked) if id in material.passages)
    if key.case not in material.people:
        sources = {p.excerpt.source for p in material.grid.passages.get(key, ())} or {key.case}
        documents = tuple(sorted(sources))
        return Piece(evidence, found=True, documents=documents, passages=passages, cell=state)
    accounts = (Belonging(key.case, key.wave or _only_wave(material, key)),)
    return Piece(evidence, True, (key.case,), accounts, passages=passages, cell=state)


def _only_wave(material: Material, key: CellKey) -> str:
    """The wave of a cell that is not kept by wave, where all its excerpts are of one."""
    held = material.grid.passages.get(key, ())
    waves = {account.wave for p in held for account in p.belongs if account.case == key.case}
    return next(iter(waves)) if len(waves) == 1 else ""
