"""Marking cells: charted, reviewed, nothing said, not asked, uncharted. Plans what chart files will say."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from framework_cli.cells.changes import Record
from framework_cli.cells.edits import ChartEdit, chart_path, chart_text, nameable
from framework_cli.cells.evidence import evidence_of
from framework_cli.cells.grid import Grid
from framework_cli.cells.naming import matching, unmatched
from framework_cli.cells.waves import Waves
from framework_cli.model.cell import CellKey, CellState, Evidence, State
from framework_cli.model.excerpt import ReadMark
from framework_cli.model.passage import Belonging, Index
from framework_cli.model.study import Study
from framework_cli.write.charts import Marks, add_headings, new_chart, set_marks


class Mark(StrEnum):
    """What a cell can be marked as; `uncharted` takes nothing-said or not-asked back."""

    CHARTED = "charted"
    REVIEWED = "reviewed"
    NOTHING_SAID = "nothing-said"
    NOT_ASKED = "not-asked"
    UNCHARTED = "uncharted"


class Refusal(NamedTuple):
    """A cell, or a pattern that names none, that is not marked, and why.

    `passed` says that a pattern merely passed over the cell: nobody asked for it by name.
    """

    cell: str
    why: str
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Marking:
    """The outcome: edits, one a file, and what was left as it is."""

    edits: tuple[ChartEdit, ...]
    refused: tuple[Refusal, ...]


def mark(
    study: Study,
    index: Index,
    grid: Grid,
    state: Mark,
    patterns: Sequence[str],
    *,
    coder: str,
    on: str,
    within: Container[CellKey] | None = None,
) -> Marking:
    """Plan the marking of cells named by `P01/referral`, `P01@2/referral` or patterns with `*`.

    `coder` and `on` (a date, YYYY-MM-DD) say who marks and when; `within`, where given, confines
    patterns to some cells. Whatever cannot be marked is refused with its reason, the rest is planned.
    """
    desk = _Desk(
        study,
        grid,
        Waves.of(study),
        Record.of(study, index),
        _Readings.of(study),
        _adrift(study, index),
        study.unsettled,
    )
    refused: list[Refusal] = []
    planned: dict[Belonging, dict[str, Marks]] = {}
    asked: dict[CellKey, bool] = {}
    for pattern in patterns:
        keys = matching(study, grid, desk.waves, pattern)
        if not keys:
            refused.append(Refusal(pattern, unmatched(study, grid, pattern)))
        if within is not None and "*" in pattern:
            keys = [key for key in keys if key in within]
        for key in keys:
            asked[key] = asked.get(key, True) and "*" in pattern
    for key, bulk in asked.items():
        why = desk.objection(key, state, bulk=bulk)
        if why:
            refused.append(Refusal(str(key), why, bulk))
        else:
            row = planned.setdefault(Belonging(key.case, key.wave), {})
            row[key.code] = desk.marks(key, state, coder, on)
    edits = (_edit(study, row, marks) for row, marks in planned.items())
    return Marking(tuple(edit for edit in edits if edit.after != edit.before), tuple(refused))


@dataclass(frozen=True, slots=True)
class _Readings:
    """Which sources speak for a case, each with the wave; and who read a source through."""

    sources: Mapping[str, Sequence[tuple[str, str]]]
    marks: Mapping[str, Sequence[ReadMark]]

    @classmethod
    def of(cls, study: Study) -> "_Readings":
        sources: dict[str, list[tuple[str, str]]] = {}
        for source in study.sources.values():
            for case, wave in source.belongs():
                sources.setdefault(case, []).append((source.id, wave))
        marks: dict[str, list[ReadMark]] = {}
        for file in study.annotations:
            if file.read is not None:
                marks.setdefault(file.source, []).append(file.read)
        return cls(sources, marks)


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that is needed to judge a cell.

    `adrift` are cases and codes whose cells an excerpt without a certain place may belong to,
    `unsettled` the cases whose coding is not known whole.
    """

    study: Study
    grid: Grid
    waves: Waves
    record: Record
    readings: _Readings
    adrift: frozenset[tuple[str, str]]
    unsettled: frozenset[str]

    def state(self, key: CellKey) -> CellState:
        """How a cell stands; one of a wave without a file has not been written yet."""
        return self.grid.states.get(key) or CellState(key, State.UNCHARTED)

    def objection(self, key: CellKey, state: Mark, *, bulk: bool) -> str:
        """Why a cell is not to be marked so; empty where nothing speaks against it."""
        if not nameable(key.case) or not nameable(key.wave or "1"):
            return "cannot be written: its case or wave cannot be part of a file name"
        if state is Mark.REVIEWED:
            return self._not_reviewed(key, bulk=bulk)
        if state is Mark.UNCHARTED:
            return self._not_blank(key)
        if key.case in self.unsettled:
            return "has coding that cannot be read: mend what `framework check` says first"
        if state is Mark.CHARTED:
            return self._not_charted(key, bulk=bulk)
        now = self.state(key)
        if now.cell is not None and now.cell.summary:
            return f"has a summary, so it cannot be {state}"
        if bulk and now.state is not State.UNCHARTED:
            return f"is marked {now.state} already"
        if state is Mark.NOT_ASKED or bulk:
            if self.grid.held(key):
                return f"has excerpts, so it cannot be {state}"
            if (key.case, key.code) in self.adrift:
                return "may have an excerpt that has no certain place just now"
        return self._unread(key) if bulk and state is Mark.NOTHING_SAID else ""

    def marks(self, key: CellKey, state: Mark, coder: str, on: str) -> Marks:
        """What is written of a cell that is marked so."""
        if state is Mark.REVIEWED:
            return Marks({"reviewed": coder})
        if state is not Mark.CHARTED:
            says = None if state is Mark.UNCHARTED else state
            return Marks(
                {**dict.fromkeys(("charted", "on", "codebook", "reviewed")), "state": says}, forget=True
            )
        version = self.study.codebook.version
        under = None if version is None else str(version)
        attributes = {"charted": coder, "on": on, "codebook": under, "reviewed": None, "state": None}
        return Marks(attributes, self._evidence(key))

    def _not_reviewed(self, key: CellKey, *, bulk: bool) -> str:
        now = self.state(key)
        if now.state is State.UNCHARTED:
            return "is uncharted: there is nothing to review"
        if bulk and now.cell is not None and now.cell.reviewed:
            return f"has been reviewed by {now.cell.reviewed} already"
        return ""

    def _not_blank(self, key: CellKey) -> str:
        """Why there is no mark to take back: words stay until a person takes them out."""
        now = self.state(key)
        if now.cell is not None and now.cell.summary:
            return "has a summary: only nothing-said and not-asked are taken back"
        return "is uncharted already" if now.state is State.UNCHARTED else ""

    def _not_charted(self, key: CellKey, *, bulk: bool) -> str:
        now = self.state(key)
        if now.cell is None or not now.cell.summary:
            return "has no words of summary outside <!-- --> and [[ ]]"
        if any(not passage.excerpt.id for passage in self.grid.held(key)):
            return "has excerpts without an id: run `framework check --fix` first"
        if bulk and now.state is State.CHARTED and now.known and now.cell.charted and not now.stale:
            return "is charted already, and nothing has changed since"
        return ""

    def _evidence(self, key: CellKey) -> tuple[Evidence, ...]:
        """The cell's excerpts; one without a certain place just now stays as it was recorded."""
        cell, book = self.state(key).cell, self.study.codebook
        items = evidence_of(self.study, key, self.grid.held(key))
        there = {item.excerpt for item in items}
        kept = [
            item
            for item in (cell.evidence if cell else None) or ()
            if not there.intersection(self.record.readings(item.excerpt))
            and self.record.unknown(item.excerpt, book, key.code)
        ]
        return (*items, *kept)

    def _unread(self, key: CellKey) -> str:
        """Why silence proves nothing: a source of the cell not read through under today's meaning."""
        code = self.study.codebook.codes.get(key.code)
        needed = max(code.since or 0, code.revised or 0) if code else 0
        sources = self._sources(key)
        if not sources:
            return "has no source that could have been read through"
        for source in sources:
            marks = self.readings.marks.get(source, ())
            if not marks:
                return f"source {source} has not been read through"
            if all(mark.codebook is not None and mark.codebook < needed for mark in marks):
                return f"source {source} was not read through under codebook version {needed} or later"
        return ""

    def _sources(self, key: CellKey) -> list[str]:
        """The sources that speak for a cell's case in its wave."""
        own = key not in self.grid.states
        spoken = self.readings.sources.get(key.case, ())
        there = (id for id, wave in spoken if (wave if own else self.waves.home(key.case, wave)) == key.wave)
        return list(dict.fromkeys(there))


def _edit(study: Study, row: Belonging, marks: dict[str, Marks]) -> ChartEdit:
    """What a chart file will say; headings that are missing are added."""
    before = chart_text(study, row)
    text = add_headings(before or new_chart(*row), study.codebook, marks)
    keys = tuple(CellKey(*row, code) for code in marks)
    return ChartEdit(chart_path(study, row), before, set_marks(text, marks), keys)


def _adrift(study: Study, index: Index) -> frozenset[tuple[str, str]]:
    """The cases and codes whose cells an excerpt without a certain place may belong to."""
    found: set[tuple[str, str]] = set()
    for excerpt, _ in index.unresolved:
        source = study.sources.get(excerpt.source)
        cells = {id for code in excerpt.codes for id in study.codebook.above(code)}
        found |= {(case, id) for case in (source.cases() if source else ()) for id in cells}
    return frozenset(found)
