"""Charting: one case × one theme read for the page, and one cell's words written, with how it is marked."""

from datetime import date

from framework_cli.cells.edits import ChartEdit
from framework_cli.cells.mark import Mark
from framework_cli.cells.writing import Author, rewrite
from framework_cli.model.case import Case
from framework_cli.model.cell import CellKey
from framework_cli.model.codebook import Code
from framework_cli.model.passage import Belonging, Passage
from framework_cli.serve.context import context
from framework_cli.serve.desk import Desk
from framework_cli.serve.passage import placed
from framework_cli.serve.reply import Reply, WishError, conflict
from framework_cli.serve.row import fault, row_of, sighted, state_of
from framework_cli.serve.saving import ChangedMeanwhileError, etag_of, sound
from framework_cli.serve.saving import save as change
from framework_cli.serve.sheet import (
    Json,
    Material,
    cell_json,
    charted_themes,
    cited_elsewhere,
    cited_lines,
    held,
    key_json,
    place_json,
    to_chart,
)
from framework_cli.serve.wish import Wish
from framework_cli.write import EntryGoneError, SpliceError

CONTROL = frozenset(map(chr, [*range(9), *range(11, 32), 127]))


def show(desk: Desk, wish: Wish) -> Reply:
    """The cells of one case and theme, and the excerpts that count in them: GET /api/cells/CASE/THEME."""
    sighted(desk)
    row = row_of(desk, wish)
    theme = _theme(desk, wish.path["theme"])
    path, data = state_of(desk, row)
    etag = etag_of(data)
    material = Material.of(desk.study, desk.index, desk.grid)
    keys = material.keys(row, theme.id)
    themes = [each.id for each in charted_themes(material)]
    shown = held(material, row, themes if wish.asked("all") else [theme.id])
    body: Json = {
        **_row_json(desk.study.cases[row.case], row),
        **_around(material, row, themes, theme.id),
        "theme": {key: getattr(theme, key) for key in ("id", "number", "name", "definition")},
        "etag": etag,
        "path": path,
        "why": "" if path else f"the case's name cannot be part of a file name: {fault(row)}",
        "portrait": next((f.portrait for f in desk.study.charts if (f.case, f.wave) == row), ""),
        "cells": [cell_json(material, key) for key in keys],
        "excerpts": [_excerpt(desk, material, passage, keys) for passage in shown],
        "cited": _cited(desk, material, keys, shown),
        "previous": _previous(material, row, keys),
        "next_cell": key_json(to_chart(desk.grid, keys[-1] if keys else None)),
    }
    return Reply(body, etag=etag)


def save(desk: Desk, wish: Wish) -> Reply:
    """One cell's words, and how it is marked if that is asked for: PUT /api/cells/CASE/CODE.

    `base`, where given, are the words that the page began with: its ETag may be newer than these, from
    writing another cell of the file. `sitting` names the stretch of writing that the words are a part of:
    without a mark they join the step before, if nothing came between.
    """
    sighted(desk)
    row = row_of(desk, wish)
    words, state = _words(wish), _mark(wish)
    sitting = "" if state else wish.words("sitting", "")
    path, data = state_of(desk, row)
    if not path:
        raise WishError(422, f"{row.case} has no chart file: {fault(row)}", "rename the case in cases.csv")
    sound(desk, path)
    material = Material.of(desk.study, desk.index, desk.grid)
    key = _key(material, row, wish.path["code"])
    if wish.known() != etag_of(data) or _moved_on(material, key, wish):
        return _conflict(material, key, words, etag_of(data))
    edit = _planned(desk, key, words, state)
    said = f"{key} {'written' if state is None else f'marked as {state}'}"
    try:
        done = change(desk, path, data, edit.change, said, cell=str(key), sitting=sitting)
    except (ChangedMeanwhileError, EntryGoneError):
        _, data = state_of(desk, row)
        return _conflict(Material.of(desk.study, desk.index, desk.grid), key, words, etag_of(data))
    # Of what was written: an editor may have saved since, which the page is to meet as a conflict.
    return _written(desk, key, etag_of(done.after if done else data), said if done else "")


def _theme(desk: Desk, id: str) -> Code:
    """The theme that an address means, by its own id or one below it."""
    codes = desk.study.codebook.codes
    if id not in codes:
        raise WishError(404, f"the codebook has no “{id}”", "open the matrix (g m) and choose a cell there")
    return codes[codes[id].theme]


def _key(material: Material, row: Belonging, id: str) -> CellKey:
    codes = material.study.codebook.codes
    key = CellKey(*row, id)
    if id not in codes or key not in material.keys(row, codes[id].theme):
        raise WishError(404, f"“{id}” has no cell in the matrix")
    return key


def _moved_on(material: Material, key: CellKey, wish: Wish) -> bool:
    """Whether a cell says something else than the page began with."""
    cell = material.state(key).cell
    return wish.has("base") and wish.words("base").strip() != (cell.words if cell else "")


def _words(wish: Wish) -> str:
    words = wish.words("words").replace("\r\n", "\n")
    strange = next((sign for sign in words if sign in CONTROL), "")
    if strange:
        raise WishError(422, f"the words hold a control character (U+{ord(strange):04X})", "take it out")
    return words


def _mark(wish: Wish) -> Mark | None:
    if wish.body.get("mark") is None:
        return None
    try:
        return Mark(wish.words("mark"))
    except ValueError as unknown:
        raise WishError(400, f"mark must be one of {', '.join(Mark)}") from unknown


def _planned(desk: Desk, key: CellKey, words: str, state: Mark | None) -> ChartEdit:
    author = Author(desk.coder, date.today().isoformat())
    try:
        return rewrite(desk.study, desk.index, key, words, state=state, author=author)
    except SpliceError as fault:
        raise WishError(422, f"{key}: {fault}", "your words are kept here; nothing was written") from fault


def _conflict(material: Material, key: CellKey, words: str, etag: str) -> Reply:
    theirs = cell_json(material, key)
    return conflict({"words": words}, {"words": theirs["words"], "cell": theirs}, etag)


def _written(desk: Desk, key: CellKey, etag: str, said: str) -> Reply:
    """The cell as it stands now, and what a page that shows it needs to know beside."""
    material = Material.of(desk.study, desk.index, desk.grid)
    theme = desk.study.codebook.codes[key.code].theme
    body = {
        "cell": cell_json(material, key),
        "cited": _cited(desk, material, [key], held(material, Belonging(key.case, key.wave), [theme])),
        "next_cell": key_json(to_chart(desk.grid, key)),
        "etag": etag,
        "said": said,
        **desk.steps.told,
    }
    return Reply(body, etag=etag)


def _row_json(case: Case, row: Belonging) -> Json:
    return {**place_json(row), "kind": case.kind.value, "attributes": dict(case.attributes)}


def _around(material: Material, row: Belonging, themes: list[str], theme: str) -> Json:
    """Where one can go from here: the case's other waves, the cases and themes before and after."""
    place = themes.index(theme) if theme in themes else -1
    return {
        "rows": [place_json(each) for each in material.grid.rows if each.case == row.case],
        "previous_case": _neighbour(material, row, -1),
        "next_case": _neighbour(material, row, 1),
        "previous_theme": themes[place - 1] if place > 0 else None,
        "next_theme": themes[place + 1] if 0 <= place < len(themes) - 1 else None,
    }


def _neighbour(material: Material, row: Belonging, step: int) -> Json | None:
    """The row before or after; of a wave that has no row of its own, those around its case's."""
    rows = material.grid.rows
    here = next((n for n, each in enumerate(rows) if each == row), None)
    if here is None:
        here = next(n for n, each in enumerate(rows) if each.case == row.case)
    return place_json(rows[here + step]) if 0 <= here + step < len(rows) else None


def _previous(material: Material, row: Belonging, keys: list[CellKey]) -> Json | None:
    """What the row before says in the same columns."""
    found = _neighbour(material, row, -1)
    if found is None:
        return None
    there = [material.state(CellKey(found["case"], found["wave"], key.code)) for key in keys]
    told = [{"code": now.key.code, "words": now.cell.words if now.cell else ""} for now in there]
    return {**found, "cells": told}


def _excerpt(desk: Desk, material: Material, passage: Passage, keys: list[CellKey]) -> Json:
    """An excerpt with its words, and the cells on the page that it counts in."""
    source = desk.study.sources[passage.excerpt.source]
    before, after = context(source, passage.start, passage.end)
    entry = passage.excerpt.entry
    counts = [str(key) for key in keys if any(p.excerpt.entry == entry for p in material.grid.held(key))]
    return {
        **placed(desk, passage),
        "cells": counts,
        "source": source.id,
        "text": source.text[passage.start : passage.end],
        "before": before,
        "after": after,
    }


def _cited(desk: Desk, material: Material, keys: list[CellKey], shown: list[Passage]) -> Json:
    """What the cells cite that is not among the excerpts shown."""
    states = [material.state(key) for key in keys]
    elsewhere = cited_elsewhere(material, states, shown)
    told = {id: _excerpt(desk, material, passage, keys) for id, passage in elsewhere.items()}
    return {**told, **cited_lines(material, states)}
