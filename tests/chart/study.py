"""Studies made of values for the tests of this room: nothing is read from a file."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from framework_cli.cells import Grid, States
from framework_cli.model.case import Case, CaseKind
from framework_cli.model.cell import Cell, CellKey, CellState, Change, State
from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Belonging, Index, Passage, Status
from framework_cli.model.settings import Settings
from framework_cli.model.source import Source, Speaker
from framework_cli.model.study import Study

TEXT = "".join(f"line {number} of the talk | <b> =1+1\n" for number in range(1, 200))


def codebook() -> Codebook:
    """community (lived, stigma (shame nested below it)), referral without subthemes, money (debt, loans)."""
    codes = [
        Code("community", "Forming a community", "1", 0, "community"),
        Code("lived", "Discussion led by lived experience", "1.1", 1, "community", "lived", "community"),
        Code("stigma", "Stigma", "1.2", 1, "community", "stigma", "community"),
        Code("shame", "Shame", "1.2.1", 2, "community", "stigma", "stigma"),
        Code("referral", "Referral", "2", 0, "referral"),
        Code("money", "Money", "3", 0, "money"),
        Code("debt", "Debt | loans", "3.1", 1, "money", "debt", "money"),
    ]
    return Codebook(codes={code.id: code for code in codes})


def source(
    id: str, case: str | None = None, wave: str = "", speakers: Mapping[str, str] | None = None
) -> Source:
    """A source of plain lines, of a case of its own unless speakers are given."""
    mapped = {label: Speaker(label, case=owner) for label, owner in (speakers or {}).items()}
    own = case if case or speakers else id
    return Source(id, f"transcripts/{id}.txt", TEXT, "", Lines.of(TEXT), case=own, wave=wave, speakers=mapped)


def study(
    cases: Mapping[str, Mapping[str, str]] | Iterable[str] = ("P01", "P02"),
    sources: Iterable[Source] | None = None,
    documents: Iterable[str] = (),
    **settings: Mapping[str, str],
) -> Study:
    """A study of cases (with attributes) and, unless given, one source each."""
    attributes = cases if isinstance(cases, Mapping) else {case: {} for case in cases}
    made = [Case(id, attributes=values, listed=True) for id, values in attributes.items()]
    made += [Case(id, CaseKind.DOCUMENT) for id in documents]
    held = sources if sources is not None else [source(case.id) for case in made]
    return Study(
        Path("/nowhere"),
        Settings(title="Trial", notice="Fictional", labels=settings.get("labels", {})),
        codebook(),
        {each.id: each for each in held},
        {case.id: case for case in made},
    )


def passage(
    source: str = "P01",
    start: int = 0,
    end: int = 4,
    codes: str | Iterable[str] = "stigma",
    *,
    cases: Iterable[str] | None = None,
    wave: str = "",
    coder: str = "AK",
    id: str = "",
    participant: bool = True,
    counts: bool = True,
) -> Passage:
    """A passage of a source, by default of the case that is called like it."""
    lines = Lines.of(TEXT)
    tags = tuple(codes.split()) if isinstance(codes, str) else tuple(codes)
    return Passage(
        Excerpt(id, source, coder, f"annotations/{source}.{coder}.yaml", 0, TEXT[start:end], tags),
        start,
        end,
        lines.line(start),
        lines.line(end - 1),
        Status.EXACT,
        "",
        tuple(Belonging(case, wave) for case in ([source] if cases is None else cases)),
        participant,
        counts,
    )


def index(*passages: Passage) -> Index:
    """An index of these passages."""
    return Index(tuple(sorted(passages, key=lambda p: (p.excerpt.source, p.start, p.end, p.excerpt.id))))


def grid(rows: Iterable[tuple[str, str]], columns: Iterable[str], cells: Mapping[str, str]) -> Grid:
    """A grid whose cells are given as `{"P01/stigma": "charted some words"}`; the rest is uncharted."""
    kept = tuple(Belonging(*row) for row in rows)
    told = {
        str(CellKey(row.case, row.wave, id)): CellKey(row.case, row.wave, id)
        for row in kept
        for id in columns
    }
    touched = {}
    for name, given in cells.items():
        label, _, words = given.partition(" ")
        key = told[name]
        state = State.CHARTED if label == "stale" else State(label)
        changes = (Change("x", "added"),) if label == "stale" else ()
        cell = Cell(key, "charts/x.md", 1, 0, 0, words, words, None if words else state)
        touched[key] = CellState(key, state, cell, changes=changes)
    ids = tuple(columns)
    return Grid(kept, ids, States(kept, ids, touched), {})
