"""Edited summaries of a workbook against the study: what is brought back, and what waits for a decision."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from framework_cli.cells.waves import Waves
from framework_cli.chart import roundtrip
from framework_cli.exchange.note import Note, refused
from framework_cli.exchange.workbook import Workbook, joined
from framework_cli.model.cell import Cell, CellKey, State
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.read import suggest

_SHORT = 20  # characters of a text that may stand in two cells by chance
_STATES = {
    "not asked": State.NOT_ASKED,
    "nothing said": State.NOTHING_SAID,
    "not yet charted": State.UNCHARTED,
    "uncharted": State.UNCHARTED,
}
_TAKE_BACK = "to take a summary away empty its cell"
Take = tuple[str, str]  # whose version, of the cells that fit a pattern


class What(StrEnum):
    """What became of a cell; `waits` says whether it is for a person to decide."""

    CHANGED = "changed"
    NEW = "new"
    CONFLICT = "conflict"
    CLEARED = "cleared"
    MOVED = "moved"
    MARKED = "marked"
    STATE = "state"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"
    UNFIT = "unfit"

    @property
    def waits(self) -> bool:
        """Whether nothing is written without `--take workbook=CELL`."""
        return self not in (What.CHANGED, What.NEW)

    @property
    def takeable(self) -> bool:
        """Whether the workbook's version can be taken at all."""
        return self in (What.CONFLICT, What.CLEARED, What.MOVED, What.MARKED)


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that the workbook would change: both versions as workbooks show them, why it waits, where."""

    key: CellKey
    what: What
    study: str
    workbook: str
    why: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workbook comes to: changes to be written, changes that wait, and how many cells are the same.

    `settled` were decided for the study's version; `unread` says that words in it were not read.
    """

    changes: tuple[Change, ...] = ()
    waiting: tuple[Change, ...] = ()
    settled: tuple[CellKey, ...] = ()
    same: int = 0
    notes: tuple[Note, ...] = ()
    unread: bool = False


@dataclass(slots=True)
class _Sorted:
    changes: list[Change] = field(default_factory=list)
    waiting: list[Change] = field(default_factory=list)
    settled: list[CellKey] = field(default_factory=list)
    same: int = 0


def plan(study: Study, book: Workbook, take: Sequence[Take] = ()) -> Plan:
    """Compare every cell three ways: as exported, as it stands in the workbook, as it stands in the study.

    `take` says whose version wins in cells that would wait. Nothing is written.
    """
    cells = written(study)
    if stranger := _another_study(study, book, cells):
        return Plan(notes=(stranger,))
    found, fitted = _Sorted(), set[Take]()
    away = _away(book)
    for key, pieces in book.pieces.items():
        text, odd = joined(book.kept.get(key), pieces)
        change = _compare(study, book, key, text, odd, cells.get(key), away)
        change = replace(change, place=pieces[0].place) if change else None
        if change is None:
            found.same += 1
            continue
        sides = [one for one in take if _fits(one[1], key)]
        fitted.update(sides)
        _sort(found, change, sides[-1][0] if sides else "")
    notes = [*book.notes, *_absent(book), *_older(study, book)]
    notes += [refused(f"--take {side}={name} names no cell that differs") for side, name in take
              if (side, name) not in fitted]  # fmt: skip
    order = {id: place for place, id in enumerate(study.cases)}
    codes = {id: place for place, id in enumerate(study.codebook.codes)}

    def rank(change: Change) -> tuple[int, str, int, str]:
        case, wave, code = change.key
        return order.get(case, len(order)), f"{case}@{wave}", codes.get(code, len(codes)), code

    changes, waiting = (tuple(sorted(each, key=rank)) for each in (found.changes, found.waiting))
    return Plan(changes, waiting, tuple(found.settled), found.same, tuple(notes), book.unread)


def written(study: Study) -> dict[CellKey, Cell]:
    """The cells that people wrote; of one that is given twice the first."""
    found: dict[CellKey, Cell] = {}
    for file in study.charts:
        for cell in file.cells:
            found.setdefault(cell.key, cell)
    return found


def _sort(found: _Sorted, change: Change, side: str) -> None:
    if side == "study":
        found.settled.append(change.key)
    elif not change.what.waits or (side == "workbook" and change.what.takeable):
        found.changes.append(change)
    else:
        found.waiting.append(change)


def _compare(
    study: Study,
    book: Workbook,
    key: CellKey,
    text: str,
    odd: str,
    cell: Cell | None,
    away: Mapping[str, CellKey],
) -> Change | None:
    """What is to be done about one cell; None where nothing is."""
    kept = book.kept.get(key)
    now = roundtrip.plain(roundtrip.shown(cell.words)) if cell else ""
    base = kept.digest if kept else None
    text = _without_blank(text, base)
    if not odd and (roundtrip.digest(text) == base or roundtrip.normal(text) == roundtrip.normal(now)):
        return None

    def change(what: What, why: str) -> Change | None:
        return Change(key, what, now, text, why)

    if odd:
        return change(What.UNCLEAR, odd)
    if unknown := _unknown(study, key, exported=kept is not None):
        return change(What.UNKNOWN, unknown) if text else None
    if not text:
        return change(What.CLEARED, "the workbook's cell is empty") if base is not None else None
    if state := _STATES.get(text.strip("()[]. ").replace("-", " ").lower()):
        mend = f"framework chart --mark {state.value} {key}" if state is not State.UNCHARTED else _TAKE_BACK
        return change(What.STATE, f"that is a state and no summary: {mend}")
    other = away.get(roundtrip.digest(text))
    if other and other != key:
        return change(What.MOVED, f"these were the words of {other}: a column sorted without the others?")
    if base != (roundtrip.digest(now) if kept or now else None):
        why = "changed in the workbook and in the study" if kept else "the export did not hold this cell"
        return change(What.CONFLICT, why)
    if cell is not None and cell.written is not None:
        return change(What.MARKED, f"the cell is marked {cell.written.value.replace('-', ' ')}")
    return change(What.CHANGED if now else What.NEW, "")


def _without_blank(text: str, base: str | None) -> str:
    """A cell's text without the words that stood there because nobody had written any."""
    text = roundtrip.plain(text)
    if base in (None, roundtrip.NOTHING):
        for blank in roundtrip.BLANKS.values():
            if text.startswith(blank) and (base is not None or text == blank):
                return text.removeprefix(blank).strip()
    return text


def _unknown(study: Study, key: CellKey, *, exported: bool) -> str:
    """Why the study has no such cell (any more, if it was exported); empty where it has."""
    if key.code not in study.codebook.codes:
        old = study.codebook.retired.get(key.code)
        went = f": it went into {', '.join(old.into)}" if old and old.into else ""
        return f"{key.code} is not in the codebook any more{went}"
    if key.case not in study.cases:
        if exported:
            return f"the study has no case “{key.case}” any more"
        near = suggest(key.case, study.cases)
        return f"the study has no case “{key.case}”" + (f": did you mean “{near}”?" if near else "")
    there = any((file.case, file.wave) == (key.case, key.wave) for file in study.charts)
    if key.wave and not there and Waves.of(study).named(study, f"{key.case}@{key.wave}") is None:
        return f"case {key.case} has no wave “{key.wave}”"
    return ""


def _away(book: Workbook) -> dict[str, CellKey]:
    """Texts of the export that left their cell, by digest: found elsewhere, they were moved."""
    found = {}
    for key, kept in book.kept.items():
        text, odd = joined(kept, book.pieces.get(key, ()))
        if kept.digest != roundtrip.NOTHING and not odd and roundtrip.digest(text) != kept.digest:
            found[kept.digest] = key
    return found


def _another_study(study: Study, book: Workbook, cells: Mapping[CellKey, Cell]) -> Note | None:
    """Why a workbook cannot be this study's; None where it can."""
    codes = {key.code for key in book.kept}
    cases = {key.case for key in book.kept}
    known = sum(id in study.codebook.codes or id in study.codebook.retired for id in codes)
    held = sum(id in study.cases for id in cases)
    alike = any(
        kept.digest == roundtrip.digest(roundtrip.shown(cells[key].words))
        for key, kept in book.kept.items()
        if key in cells and kept.digest != roundtrip.NOTHING
    )
    blank = all(kept.digest == roundtrip.NOTHING for kept in book.kept.values())
    titled = book.title == study.settings.title
    if (known * 2 >= len(codes) and held * 2 >= len(cases)) and (titled or alike or blank):
        return None
    told = f"“{book.title}”" if book.title else "another study"
    return refused(
        f"this is a workbook of {told}: {held} of its {number_of(len(cases), 'case')} and {known} of its "
        f"{number_of(len(codes), 'column')} are in this study, and "
        f"{'some' if alike else 'none'} of its summaries stand here",
        "name the right study with `framework -C STUDY import chart …`",
    )


def _absent(book: Workbook) -> Iterator[Note]:
    """What the export held and the workbook does not any more."""
    gone = [key for key in book.kept if key not in book.pieces]
    if not gone:
        return
    cases, codes = ({getattr(key, each) for key in book.pieces} for each in ("case", "code"))
    rows = [id for id in dict.fromkeys(key.case for key in gone) if id not in cases]
    columns = [id for id in dict.fromkeys(key.code for key in gone) if id not in codes]
    told = [f"{what} {', '.join(ids[:9])}{' …' if len(ids) > 9 else ''}"
            for what, ids in (("cases", rows), ("columns", columns)) if ids]  # fmt: skip
    listed = f" ({'; '.join(told)})" if told else ""
    cells = number_of(len(gone), "cell of the export is", "cells of the export are")
    yield Note(f"{cells} not in the workbook any more{listed}: the study's stay as they are")


def _older(study: Study, book: Workbook) -> Iterator[Note]:
    version = "" if study.codebook.version is None else str(study.codebook.version)
    if book.version != version:
        yield Note(f"exported under codebook version {book.version or '?'}; it is {version or '?'} now")


def _fits(pattern: str, key: CellKey) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), str(key), re.DOTALL) is not None
