"""What changed in the charts: cells written, changed, cleared, marked, and gone stale, with the reason."""

from collections.abc import Iterator, Mapping

from framework_cli.model.cell import CellKey, CellState, ChartFile
from framework_cli.model.cell import State as Written
from framework_cli.trail.change import About, Change, Facts, Kind, differing, listed
from framework_cli.trail.state import State

WORDS = ("summary", "comments", "portrait")


def cell_changes(before: State, after: State) -> Iterator[Change]:
    """Every cell that differs, in the order of the grid; pen portraits after the cells."""
    old, new = _cells(before), _cells(after)
    for key in dict.fromkeys([*new, *old]):
        if _unseen(before, after, key):
            continue
        was, now = old.get(key), new.get(key)
        aspects = differing(_said(was), _said(now), WORDS)
        if aspects:
            about = _about(before, key, was) | _about(after, key, now)
            yield Change(Kind.CELL, str(key), _facts(was), _facts(now), aspects, about)
    yield from _portraits(before, after)


def _cells(state: State) -> Mapping[CellKey, CellState]:
    """How the cells stand; where not all is known that bears on them, only what is written."""
    if state.whole:
        return state.grid.touched
    return {
        (key := CellKey(file.case, file.wave, cell.key.code)): CellState(key, cell.state, cell)
        for file in state.study.charts
        for cell in file.cells
    }


def _said(state: CellState | None) -> dict[str, str]:
    """All that is known of a cell, by name; one that nobody wrote is uncharted."""
    if state is None:
        return {"state": Written.UNCHARTED.value}
    said = {
        "state": state.state.value,
        "stale": _reasons(state),
        "redefined": "yes" if state.redefined else "",
    }
    cell = state.cell
    if cell is not None:
        said |= {
            "summary": cell.summary,
            "comments": "\n".join(cell.comments),
            "charted": f"{cell.charted} {cell.on}".strip(),
            "reviewed": cell.reviewed,
            "evidence": " ".join(f"{e.excerpt}:{e.digest}" for e in cell.evidence or ()),
        }
    return {name: value for name, value in said.items() if value}


def _reasons(state: CellState) -> str:
    """Why a cell is stale: each excerpt with what became of it; empty where it is not."""
    return listed(f"{change.excerpt} {change.what}" for change in state.changes)


def _facts(state: CellState | None) -> Facts:
    """A cell's state, and who charted and reviewed it. A cell is always there; nobody may have charted it."""
    cell = state.cell if state else None
    return {
        "state": state.state.value if state else Written.UNCHARTED.value,
        "charted": cell.charted if cell else "",
        "reviewed": cell.reviewed if cell else "",
    }


def _about(state: State, key: CellKey, cell: CellState | None) -> About:
    codes = frozenset([key.code, *state.codebook.above(key.code)])
    written = cell.cell if cell else None
    by = [who for who in (written.charted, written.reviewed) if who] if written else []
    return About(cases=frozenset([key.case]), codes=codes, coders=frozenset(by))


def _unseen(before: State, after: State, key: CellKey) -> bool:
    """Whether the file that may hold a cell cannot be read in one of the states."""
    wave = f"@{key.wave}" if key.wave else ""
    for state in (before, after):
        folder = state.study.settings.folders["charts"]
        if folder in state.blind or f"{folder}/{key.case}{wave}.md" in state.blind:
            return True
    return False


def _portraits(before: State, after: State) -> Iterator[Change]:
    old, new = _files(before), _files(after)
    for row in dict.fromkeys([*new, *old]):
        was, now = old.get(row), new.get(row)
        aspects = differing(_portrait(was), _portrait(now), WORDS)
        path = (now or was or ChartFile("", "")).path
        if aspects and path not in before.blind | after.blind:
            case, wave = row
            about = About(cases=frozenset([case]))
            row_name = f"{case}@{wave}" if wave else case
            yield Change(Kind.PORTRAIT, row_name, _drawn(was), _drawn(now), aspects, about)


def _drawn(file: ChartFile | None) -> Facts | None:
    return {"path": file.path} if file and file.portrait else None


def _files(state: State) -> Mapping[tuple[str, str], ChartFile]:
    return {(file.case, file.wave): file for file in reversed(state.study.charts)}


def _portrait(file: ChartFile | None) -> dict[str, str]:
    return {"portrait": file.portrait} if file and file.portrait else {}
