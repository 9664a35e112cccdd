"""What points at what: everything that a case, source, code, cell, excerpt or memo is tied to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.cells.naming import cell_meant
from framework_cli.index import distinct
from framework_cli.model.cell import CellKey, CellState
from framework_cli.model.codebook import Code
from framework_cli.model.memo import Memo
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study
from framework_cli.review.mentions import Mention, elsewhere, mapped, names
from framework_cli.review.theorised import in_theories
from framework_cli.theory import Interpretation, interpretations

KINDS = ("case", "source", "code", "cell", "excerpt", "memo")


class Target(NamedTuple):
    """A thing to show: its kind (one of `KINDS`) and its id (`P01/referral` for a cell)."""

    kind: str
    id: str


class Resting(NamedTuple):
    """A claim that rests on the thing: its theory, what it is called, and what the evidence does to it."""

    theory: str
    claim: str
    stance: str


@dataclass(frozen=True, slots=True)
class Links:
    """All that is tied to a target.

    `passages` are the excerpts it is or holds, in order of place; `cells` the cells it is or rests
    under, and `counts` how many excerpts count in each, overlapping ones once as in every chart;
    `cited` the cells that cite its excerpts; `memos` those about it or naming it; `claims` what
    in the theories rests on it; `mentions` the files that would have to be looked at if it went.
    """

    target: Target
    passages: tuple[Passage, ...] = ()
    cells: tuple[CellState, ...] = ()
    counts: Mapping[CellKey, int] = field(default_factory=dict)
    cited: tuple[CellKey, ...] = ()
    memos: tuple[Memo, ...] = ()
    claims: tuple[Resting, ...] = ()
    mentions: tuple[Mention, ...] = ()


def targets(study: Study, index: Index, grid: Grid, word: str) -> tuple[Target, ...]:
    """Everything a word names. `source:P01` asks for one kind.

    A source that goes by the name of its case is shown as the case, unless it is asked for.
    """
    kind, _, rest = word.partition(":")
    if kind in KINDS and rest:
        return tuple(t for t in _named(study, index, grid, rest) if t.kind == kind)
    found = _named(study, index, grid, word)
    return tuple(t for t in found if t.kind != "source" or Target("case", word) not in found)


def _named(study: Study, index: Index, grid: Grid, word: str) -> tuple[Target, ...]:
    excerpts = {p.excerpt.id for p in index.passages} | {u.excerpt.id for u in index.unresolved}
    named = {
        "case": word in study.cases,
        "source": word in study.sources,
        "code": word in study.codebook.codes or word in study.codebook.retired,
        "cell": cell_meant(study, grid, word) is not None,
        "excerpt": bool(word) and word in excerpts,
        "memo": any(memo.id == word for memo in study.memos),
    }
    return tuple(Target(kind, word) for kind in KINDS if named[kind])


def links(study: Study, index: Index, grid: Grid, target: Target) -> Links:
    """Gather what is tied to a target that `targets` found."""
    passages = tuple(_passages(study, index, grid, target))
    cells = tuple(_cells(study, grid, target))
    ids = {p.excerpt.id for p in passages if p.excerpt.id} | (
        {target.id} if target.kind == "excerpt" else set()
    )
    cited = tuple(_citing(study, ids, target))
    reads = interpretations(study, index, grid)
    return Links(
        target=target,
        passages=passages,
        cells=cells,
        counts={cell.key: len(distinct(grid.passages.get(cell.key, ()))) for cell in cells},
        cited=cited,
        memos=tuple(_memos(study, target, ids)),
        claims=tuple(dict.fromkeys(_claims(reads, target, passages))),
        mentions=tuple(_mentions(study, reads, target, ids)) if target.kind in ("case", "source") else (),
    )


def _passages(study: Study, index: Index, grid: Grid, target: Target) -> Iterator[Passage]:
    if target.kind == "cell":
        key = cell_meant(study, grid, target.id)
        return iter(grid.passages.get(key, ()) if key else ())
    if target.kind == "excerpt":
        return (p for p in index.passages if target.id == p.excerpt.id or target.id in p.excerpt.origins)
    if target.kind == "case":
        return (p for p in index.passages if any(b.case == target.id for b in p.belongs))
    if target.kind == "source":
        return (p for p in index.passages if p.excerpt.source == target.id)
    if target.kind == "code":
        book = study.codebook
        return (
            p
            for p in index.passages
            if any(book.within(c, target.id) or c == target.id for c in p.excerpt.codes)
        )
    return iter(())


def _cells(study: Study, grid: Grid, target: Target) -> Iterator[CellState]:
    if target.kind == "cell" and (key := cell_meant(study, grid, target.id)):
        yield grid.states[key]
    elif target.kind == "code":
        ids = {id for id in study.codebook.codes if study.codebook.within(id, target.id)}
        yield from (grid.states[key] for key in grid.states if key.code in ids)
    else:
        for key, state in grid.touched.items():
            own = target.kind == "case" and key.case == target.id and state.cell is not None
            if own or (target.kind == "excerpt" and target.id in state.evidence):
                yield state


def _citing(study: Study, ids: set[str], target: Target) -> Iterator[CellKey]:
    """Cells that cite one of the excerpts; for a case, those of other cases only."""
    for chart in study.charts:
        for cell in chart.cells:
            own = target.kind == "case" and cell.key.case == target.id
            if not own and any(c.excerpt in ids for c in cell.citations):
                yield cell.key


def _memos(study: Study, target: Target, ids: set[str]) -> Iterator[Memo]:
    about = {f"{target.kind}:{target.id}"}
    if target.kind in ("case", "source"):
        about |= {f"excerpt:{id}" for id in ids}
    for memo in study.memos:
        in_cell = target.kind == "case" and any(a.startswith(f"cell:{target.id}/") for a in memo.about)
        named = target.kind in ("case", "source", "excerpt") and names(memo.text, target.id)
        itself = target.kind == "memo" and memo.id == target.id
        if in_cell or named or itself or about & set(memo.about):
            yield memo


def _claims(
    reads: Sequence[Interpretation], target: Target, passages: tuple[Passage, ...]
) -> Iterator[Resting]:
    """The claims whose evidence is the target, or is of it; of a case those that rest on its account.

    What is cited for a rival explanation or of a site is evidence of the claim too.
    """
    ids = {p.excerpt.id for p in passages}
    for read in reads:
        for claim in read.claims:
            for piece in claim.every:
                cell = str(piece.cell.key) if piece.cell else ""
                named = {
                    "case": target.id in piece.people,
                    "cell": cell == target.id,
                    "code": cell.rpartition("/")[2] == target.id,
                    "memo": piece.memo is not None and piece.memo.id == target.id,
                }
                if named.get(target.kind) or (not cell and any(p.excerpt.id in ids for p in piece.passages)):
                    yield Resting(read.theory.id, claim.name, piece.evidence.stance.value)


def _mentions(
    study: Study, reads: Sequence[Interpretation], target: Target, ids: set[str]
) -> Iterator[Mention]:
    """Every file that holds a case's or source's words, or names it."""
    held = _sources_of(study, target)
    for id in held:
        yield Mention(study.sources[id].path, 0, "the transcript")
    if target.kind == "case" and (case := study.cases[target.id]).listed:
        yield Mention("cases.csv", case.line, "its row")
    yield from mapped(study, target.kind, target.id)
    for file in study.annotations:
        if file.source in held:
            yield Mention(file.path, 0, f"coded excerpts: {len(file.excerpts)}")
    yield from _in_charts(study, target, ids)
    for memo in study.memos:
        about = any(target.id in each or each.removeprefix("excerpt:") in ids for each in memo.about)
        if about or names(memo.text, target.id) or any(names(memo.text, id) for id in ids):
            yield Mention(memo.path, 0, "a memo about it or naming it")
    yield from in_theories(reads, target.id, ids)
    yield from elsewhere(study, target.id, ids)


def _in_charts(study: Study, target: Target, ids: set[str]) -> Iterator[Mention]:
    """Its own charts, and other cells that cite its words or name it."""
    for chart in study.charts:
        if target.kind == "case" and chart.case == target.id:
            yield Mention(chart.path, 0, "its summaries")
            continue
        if names(chart.portrait, target.id):
            yield Mention(chart.path, 0, "names it in the pen portrait")
        for cell in chart.cells:
            if any(c.excerpt in ids for c in cell.citations):
                yield Mention(chart.path, cell.line, f"cites its words in {cell.key}")
            elif names(cell.words, target.id):
                yield Mention(chart.path, cell.line, f"names it in {cell.key}")


def _sources_of(study: Study, target: Target) -> list[str]:
    if target.kind == "source":
        return [target.id]
    return [source.id for source in study.sources.values() if target.id in source.cases()]


def title(study: Study, target: Target) -> str:
    """The words that head what is shown: a code with its number and name, else kind and id."""
    code: Code | None = study.codebook.codes.get(target.id) if target.kind == "code" else None
    return f"{code.number} {code.name} ({code.id})" if code else f"{target.kind} {target.id}"
