"""Progress: every cell of the matrix with how it stands, and cells marked from there, one or a range."""

from collections import Counter
from datetime import date

from framework_cli.cells import mark as marking
from framework_cli.cells.edits import ChartEdit
from framework_cli.cells.mark import Mark, Marking
from framework_cli.cells.naming import cell_named
from framework_cli.model.cell import CellKey
from framework_cli.model.passage import Belonging
from framework_cli.model.words import number_of
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.row import sighted, state_of
from framework_cli.serve.saving import ChangedMeanwhileError, bytes_of, changed, sound
from framework_cli.serve.sheet import Json, key_json, place_json, status, to_chart
from framework_cli.serve.steps import FileChange, Step
from framework_cli.serve.wish import Wish
from framework_cli.write import EntryGoneError


def show(desk: Desk, wish: Wish) -> Reply:
    """The whole grid: rows in study order, columns in codebook order, and the next cell to chart.

    `?after=P01/stigma` asks what comes next after that cell.
    """
    sighted(desk)
    study, codes = desk.study, desk.study.codebook.codes
    columns = [codes[id] for id in desk.grid.columns]
    rows = [_row(desk, row) for row in desk.grid.rows]
    body = {
        "columns": [{"id": c.id, "number": c.number, "name": c.name, "theme": c.theme} for c in columns],
        "themes": [{"id": t.id, "number": t.number, "name": t.name} for t in study.codebook.themes()],
        "order": list(study.settings.order),
        "rows": rows,
        "counts": dict(Counter(cell["status"] for row in rows for cell in row["cells"])),
        "next": key_json(to_chart(desk.grid, cell_named(desk.grid, wish.asked("after")))),
    }
    return Reply(body)


def mark(desk: Desk, wish: Wish) -> Reply:
    """Mark cells named `P01/referral`: one as `chart --mark` marks a cell that is named, several as in bulk.

    What is refused is told cell by cell with its reason; the rest is done, and undone in one step.
    """
    sighted(desk)
    state, named = _state(wish), list(dict.fromkeys(wish.listed("cells")))
    if not named:
        raise WishError(400, "cells must name at least one cell")
    plan = _planned(desk, state, named)
    refused = [{"cell": refusal.cell, "why": refusal.why} for refusal in plan.refused]
    done: list[str] = []
    changes: list[FileChange] = []
    for each in plan.edits:
        why = _write(desk, each, changes)
        done += [] if why else map(str, each.cells)
        refused += [{"cell": str(key), "why": why} for key in each.cells] if why else []
    said = f"{done[0] if len(done) == 1 else number_of(len(done), 'cell')} marked as {state}" if done else ""
    if changes:
        desk.steps.did(Step(said, tuple(changes), cell=done[0]))
    body = {
        "done": done,
        "refused": refused,
        "said": said,
        "cells": {str(key): _cell(desk, key) for each in plan.edits for key in each.cells},
        "next": key_json(to_chart(desk.grid, cell_named(desk.grid, named[-1]))),
        **desk.steps.told,
    }
    return Reply(body)


def _state(wish: Wish) -> Mark:
    try:
        return Mark(wish.words("state"))
    except ValueError as unknown:
        raise WishError(400, f"state must be one of {', '.join(Mark)}") from unknown


def _planned(desk: Desk, state: Mark, named: list[str]) -> Marking:
    """What marking comes to. A star in a name is that case's own and no pattern here."""
    found = {name: cell_named(desk.grid, name) for name in named}
    unknown = [name for name, key in found.items() if key is None]
    if unknown:
        raise WishError(404, f"{unknown[0]} is no cell of the matrix")
    keys = {key for key in found.values() if key}
    for row in {Belonging(key.case, key.wave) for key in keys}:
        state_of(desk, row)
    # In a range, what is marked so already is neither done again nor refused.
    keys = {key for key in keys if len(keys) == 1 or desk.grid.states[key].state.value != state.value}
    patterns = ["*/*"] if len(named) > 1 else named
    today = date.today().isoformat()
    return marking.mark(
        desk.study, desk.index, desk.grid, state, patterns, coder=desk.coder, on=today, within=keys
    )


def _write(desk: Desk, planned: ChartEdit, changes: list[FileChange]) -> str:
    """Write one chart file and note its change; why it was left alone, empty where it was not."""
    try:
        sound(desk, planned.path)
        before = bytes_of(desk, planned.path)
        done = changed(desk, planned.path, before, planned.change)
    except (ChangedMeanwhileError, EntryGoneError):
        return "its file was changed meanwhile and was left alone: try again"
    except WishError as refused:
        return str(refused)
    except OSError as fault:
        return f"its file was left alone: {fault.strerror or fault}"
    changes += [done] if done else []
    return ""


def _row(desk: Desk, row: Belonging) -> Json:
    case = desk.study.cases[row.case]
    cells = [_cell(desk, CellKey(*row, id)) for id in desk.grid.columns]
    return {
        **place_json(row),
        "kind": case.kind.value,
        "attributes": dict(case.attributes),
        "cells": cells,
    }


def _cell(desk: Desk, key: CellKey) -> Json:
    """A cell of the grid: how it stands and how many excerpts count in it."""
    now = desk.grid.states[key]
    return {"state": now.state.value, "status": status(now), "excerpts": len(desk.grid.held(key))}
