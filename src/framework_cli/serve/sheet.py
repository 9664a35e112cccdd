"""What the charting view shows: one case × one theme, its cells and the evidence beside them, as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from framework_cli.cells import Grid
from framework_cli.index import by_id
from framework_cli.model.cell import CellKey, CellState, Citation, State
from framework_cli.model.codebook import Code
from framework_cli.model.passage import Belonging, Index, Passage
from framework_cli.model.study import Study

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Material:
    """All that cells are told from; `known` are passages by every id that cites them."""

    study: Study
    grid: Grid
    known: Mapping[str, Passage] = field(default_factory=dict)

    @classmethod
    def of(cls, study: Study, index: Index, grid: Grid) -> "Material":
        """Gather it."""
        return cls(study, grid, by_id(index))

    def state(self, key: CellKey) -> CellState:
        """How a cell stands; one of a wave without a file has not been written yet."""
        return self.grid.states.get(key) or CellState(key, State.UNCHARTED)

    def keys(self, row: Belonging, theme: str) -> list[CellKey]:
        """The cells of a row and theme: its columns, then what was written of ids nested below."""
        codes = self.study.codebook.codes
        columns = [CellKey(*row, id) for id in self.grid.columns if codes[id].theme == theme]
        return columns + [
            key
            for key in self.grid.states.nested
            if (key.case, key.wave) == row and codes[key.code].theme == theme
        ]


def status(now: CellState) -> str:
    """One word for the work on a cell: `label`, with draft and reviewed told apart from charted.

    Draft: there is a summary, and nobody has marked it as charted.
    """
    if now.stale or now.state is not State.CHARTED or now.cell is None:
        return now.label
    if now.cell.reviewed:
        return "reviewed"
    return "charted" if now.cell.charted or now.known else "draft"


def cell_json(material: Material, key: CellKey) -> Json:
    """One cell: its words, how it stands and why, what it cites and what of that is not there."""
    now, code = material.state(key), material.study.codebook.codes[key.code]
    cell = now.cell
    cited = list(dict.fromkeys(name_of(each) for each in cell.citations)) if cell else []
    missing = [name_of(each) for each in cell.citations if not _found(material, each)] if cell else []
    return {
        "key": str(key),
        "code": code.id,
        "number": code.number,
        "name": code.name,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "level": code.level,
        "state": now.state.value,
        "label": now.label,
        "status": status(now),
        "words": cell.words if cell else "",
        "summary": cell.summary if cell else "",
        "charted": cell.charted if cell else "",
        "on": cell.on if cell else "",
        "reviewed": cell.reviewed if cell else "",
        "codebook": cell.codebook if cell else None,
        "known": now.known,
        "changes": [{"excerpt": change.excerpt, "what": change.what} for change in now.changes],
        "redefined": now.redefined,
        "evidence": list(now.evidence),
        "cites": cited,
        "missing": list(dict.fromkeys(missing)),
        "held": len(material.grid.held(key)),
    }


def name_of(citation: Citation) -> str:
    """A reference as the page names it: an excerpt's id, or `P01:45-47`."""
    if citation.excerpt:
        return citation.excerpt
    last = f"-{citation.end_line}" if citation.end_line != citation.line else ""
    return f"{citation.source}:{citation.line}{last}"


def _found(material: Material, citation: Citation) -> bool:
    if citation.excerpt:
        return citation.excerpt in material.known
    source = material.study.sources.get(citation.source)
    return source is not None and 1 <= citation.line <= citation.end_line <= len(source.lines.starts)


def cited_lines(material: Material, cells: Iterable[CellState]) -> Json:
    """What the references to lines stand for: name → reference and the words of the lines."""
    told: Json = {}
    for citation in (each for now in cells if now.cell for each in now.cell.citations):
        source = material.study.sources.get(citation.source)
        if citation.excerpt or source is None or not _found(material, citation):
            continue
        start, end = source.lines.starts[citation.line - 1], source.lines.end_of(citation.end_line)
        told[name_of(citation)] = {
            "id": "",
            "source": source.id,
            "line": citation.line,
            "end_line": citation.end_line,
            "text": source.text[start:end].strip(),
        }
    return told


def cited_elsewhere(
    material: Material, cells: Iterable[CellState], shown: Iterable[Passage]
) -> dict[str, Passage]:
    """The passages that cells cite under ids which none of those shown has."""
    there = {passage.excerpt.id for passage in shown}
    ids = (each.excerpt for now in cells if now.cell for each in now.cell.citations)
    return {id: material.known[id] for id in ids if id not in there and id in material.known}


def place_json(row: Belonging) -> Json:
    """A row of the grid as the page names it."""
    return {"case": row.case, "wave": row.wave}


def key_json(key: CellKey | None) -> Json | None:
    """A cell as the page names it, or none."""
    return None if key is None else {"case": key.case, "wave": key.wave, "code": key.code}


def held(material: Material, row: Belonging, themes: Iterable[str]) -> list[Passage]:
    """The passages that count in a row under some themes, each once, by place."""
    found: dict[tuple[str, int], Passage] = {}
    for theme in themes:
        for passage in material.grid.held(CellKey(*row, theme)):
            found.setdefault(passage.excerpt.entry, passage)
    return sorted(found.values(), key=lambda p: (p.excerpt.source, p.start, p.end, p.excerpt.id))


def charted_themes(material: Material) -> list[Code]:
    """The themes that have a column."""
    codes = material.study.codebook.codes
    return [codes[id] for id in dict.fromkeys(codes[column].theme for column in material.grid.columns)]


def to_chart(grid: Grid, after: CellKey | None = None) -> CellKey | None:
    """The next cell to chart, going on from one, row by row, and round again.

    One that holds excerpts and is uncharted, a draft or stale; where there is none, one that is uncharted
    without excerpts, which somebody is to say is silent or was not asked.
    """
    places = {id: place for place, id in enumerate(grid.columns)}
    rows = {row: place for place, row in enumerate(grid.rows)}

    def place(key: CellKey) -> tuple[int, int]:
        return rows.get(Belonging(key.case, key.wave), -1), places.get(key.code, -1)

    waiting = [
        key
        for key, now in grid.touched.items()
        if key.code in places and grid.held(key) and status(now) in ("uncharted", "draft", "stale")
    ]
    if not waiting:
        waiting = [key for key, now in grid.states.items() if now.state is State.UNCHARTED]
    here = place(after) if after else (-1, -1)
    later = (key for key in waiting if place(key) > here)
    return next(later, next((key for key in waiting if key != after), None))
