"""Where a study stands: what was read, coded, agreed and charted, and what to do next."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.compare import compare
from framework_cli.model.cell import CellState, State
from framework_cli.model.excerpt import AGREED, Annotations, ReadMark
from framework_cli.model.passage import Index
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.model.task import Task
from framework_cli.model.words import first_few, number_of, typed
from framework_cli.review import worklist
from framework_cli.review.worklist import Reread
from framework_cli.theory import interpretations


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """One source: excerpts by coder, and who read it through.

    `agreed` counts the agreed coding's excerpts; it is None where there is no agreed coding. `talk` says
    what several coders made of it; None where there are no two to compare.
    """

    source: Source
    coded: Mapping[str, int]
    agreed: int | None
    read: Mapping[str, ReadMark]
    talk: "Talk | None" = None

    @property
    def word(self) -> str:
        """not coded, one coder, agreed, or not agreed (several coders and no agreed coding)."""
        if self.agreed is not None:
            return "agreed"
        coders = sum(1 for count in self.coded.values() if count)
        return ("not coded", "one coder")[coders] if coders < 2 else "not agreed"


class Talk(NamedTuple):
    """The coders of a source that can be compared; items coded alike, that differ, and not decided yet."""

    coders: tuple[str, ...]
    alike: int
    differing: int
    open: int


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """One row of the matrix: how many cells are in each state.

    `states` counts the labels uncharted, charted, stale, nothing-said and not-asked; `reviewed` counts
    charted cells that somebody reviewed; `waiting` uncharted cells that have excerpts.
    """

    case: str
    wave: str
    states: Mapping[str, int]
    reviewed: int
    waiting: int


class ClaimsStanding(NamedTuple):
    """One theory: how many claims it makes, and which of them have no evidence that the study has."""

    theory: str
    claims: int
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole picture.

    `recode` lists excerpts (id or place) that carry a retired code, `stranded` cells of a retired id,
    `unmarked` cells with a summary that was never marked as charted, so that it cannot be told when it
    goes stale; `claims` says for each theory which claims have no evidence.
    """

    sources: tuple[SourceStanding, ...]
    cases: tuple[CaseStanding, ...]
    reread: tuple[Reread, ...]
    recode: tuple[str, ...]
    stranded: tuple[str, ...]
    unmarked: tuple[str, ...]
    claims: tuple[ClaimsStanding, ...]
    unresolved: int
    without_id: int
    tasks: tuple[Task, ...]


def standing(study: Study, index: Index, grid: Grid, *, unread: int = 0) -> Standing:
    """Work out where a study stands from its files alone; `unread` counts errors that hide part of it."""
    sources = tuple(_sources(study, _talks(study, index)))
    cases = tuple(_cases(grid))
    excerpts = [e for a in study.annotations for e in a.excerpts]
    picture = Standing(
        sources=sources,
        cases=cases,
        reread=tuple(worklist.reread(study)),
        recode=tuple(
            e.id or f"{e.path}#{e.position + 1}"
            for e in excerpts
            if any(code in study.codebook.retired for code in e.codes)
        ),
        stranded=worklist.stranded(study),
        unmarked=tuple(
            str(key)
            for key, cell in grid.touched.items()
            if cell.state is State.CHARTED and not cell.known and cell.evidence
        ),
        claims=tuple(_claims(study, index, grid)),
        unresolved=len(index.unresolved),
        without_id=sum(not e.id for e in excerpts),
        tasks=(),
    )
    return replace(picture, tasks=tuple(_tasks(study, picture, unread)))


def _sources(study: Study, talks: Mapping[str, Talk]) -> Iterator[SourceStanding]:
    files: dict[str, list[Annotations]] = {}
    for file in study.annotations:
        files.setdefault(file.source, []).append(file)
    for source in study.sources.values():
        own = files.get(source.id, [])
        coded = {a.coder: len(a.excerpts) for a in own if a.coder != AGREED}
        agreed = [len(a.excerpts) for a in own if a.coder == AGREED]
        read = {a.coder: a.read for a in own if a.read is not None}
        yield SourceStanding(source, coded, agreed[0] if agreed else None, read, talks.get(source.id))


def _talks(study: Study, index: Index) -> dict[str, Talk]:
    """What the coders of each source made of it, where several read it."""
    found = compare(study, index)
    alike, differing, open_ = (
        Counter(item.source for item in items) for items in (found.alike, found.disputes, found.open)
    )
    return {
        each.source: Talk(each.coders, alike[each.source], differing[each.source], open_[each.source])
        for each in found.readers
    }


def _cases(grid: Grid) -> Iterator[CaseStanding]:
    columns = frozenset(grid.columns)
    by_row: dict[tuple[str, str], list[CellState]] = {}
    for key, state in grid.touched.items():
        if key.code in columns:
            by_row.setdefault((key.case, key.wave), []).append(state)
    for row in grid.rows:
        touched = by_row.get(row, [])
        counts = Counter(state.label for state in touched)
        counts[State.UNCHARTED] += len(columns) - len(touched)
        yield CaseStanding(
            *row,
            states={label: count for label, count in counts.items() if count},
            reviewed=sum(bool(s.cell and s.cell.reviewed) for s in touched if s.state is State.CHARTED),
            waiting=sum(bool(s.evidence) for s in touched if s.state is State.UNCHARTED),
        )


def _claims(study: Study, index: Index, grid: Grid) -> Iterator[ClaimsStanding]:
    for read in interpretations(study, index, grid):
        bare = (claim.id for claim in read.claims if not any(piece.found for piece in claim.pieces))
        yield ClaimsStanding(read.theory.id, len(read.claims), tuple(bare))


def _tasks(study: Study, picture: Standing, unread: int) -> Iterator[Task]:
    """What to do next, the most urgent first; each task only where there is something to do."""
    if unread:
        yield Task(
            f"mend {number_of(unread, 'error')} first: not everything could be read", "framework check"
        )
    elif not picture.sources:
        yield Task("bring in the first transcripts", "framework import transcripts FILE…")
    if picture.unresolved:
        unresolved = number_of(picture.unresolved, "excerpt")
        yield Task(f"{unresolved} without a certain place", "framework check --select F2")
    if picture.without_id:
        nameless = number_of(picture.without_id, "excerpt")
        yield Task(f"give {nameless} an id and a place", "framework check --fix")
    yield from (Task(what, "framework check --select F202") for what in worklist.recoding(study))
    if picture.stranded:
        number, first = len(picture.stranded), picture.stranded[0]
        cells = number_of(number, "cell of a retired id", "cells of retired ids")
        yield Task(f"move what stands in {cells}, as {first}", "framework check --select F402")
    uncoded = [s.source.id for s in picture.sources if s.word == "not coded"]
    if uncoded:
        to_code = number_of(len(uncoded), "source")
        yield Task(f"code {to_code}, the next is {uncoded[0]}", f"framework code {typed(uncoded[0])}")
    apart = [s.source.id for s in picture.sources if s.word == "not agreed"]
    if apart:
        yield Task(
            f"agree on the coding of {first_few(apart)}", f"framework compare --source {typed(apart[0])}"
        )
    talked = [s for s in picture.sources if s.agreed is not None and s.talk and s.talk.open]
    if talked:
        number = sum(s.talk.open for s in talked if s.talk)
        names = first_few([s.source.id for s in talked])
        first = typed(talked[0].source.id)
        yield Task(
            f"decide {number_of(number, 'open item')} on the agreed coding of {names}",
            f"framework compare --source {first}",
        )
    for look in worklist.looks(picture.reread):
        first = typed(look.sources[0])
        done = f"framework tag {first} --read --as {look.coder}"
        yield Task(f"{worklist.sentence(study, look)}; then, source by source:", done)
    yield from _charting_tasks(picture)


def _charting_tasks(picture: Standing) -> Iterator[Task]:
    """What to do next in the charts and the theories that rest on them."""
    if picture.unmarked:
        number, first = len(picture.unmarked), picture.unmarked[0]
        what = f"mark {number_of(number, 'summary')} as charted, starting with {first}"
        yield Task(what, f"framework chart --mark charted {typed(first)}")
    stale = [c for c in picture.cases if c.states.get("stale")]
    if stale:
        number = sum(c.states["stale"] for c in stale)
        yield Task(f"look again at {number_of(number, 'stale cell')}", "framework check --select F403")
    waiting = [c for c in picture.cases if c.waiting]
    if waiting:
        number = sum(c.waiting for c in waiting)
        yield Task(
            f"chart {number_of(number, 'cell')} with excerpts, starting with {waiting[0].case}",
            f"framework chart --worksheet {typed(waiting[0].case)}",
        )
    for theory in picture.claims:
        if theory.bare:
            claims = f"{number_of(len(theory.bare), 'claim')} of theory {theory.theory}"
            yield Task(
                f"look for evidence, for and against, on {claims}: {first_few(theory.bare)}",
                f"framework theory check {typed(theory.theory)}",
            )
