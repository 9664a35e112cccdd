"""F403: the excerpts of a cell changed after its summary was marked as charted.

Told from the evidence comment alone; every excerpt that came, went or changed is named.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from framework_cli.cells import Grid
from framework_cli.check.places import charts_of, entry, files_of, heading
from framework_cli.index import by_id
from framework_cli.model import rules
from framework_cli.model.cell import CellState
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.excerpt import Annotations
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study
from framework_cli.model.words import number_of, typed

_STEPS = {
    "added": "read what was added",
    "gone": "see what rested on those gone",
    "reworded": "read again what was reworded",
    "recoded": "see what was recoded and why",
}


def check(study: Study, index: Index, grid: Grid) -> Iterator[Diagnostic]:
    """Report every stale cell with what changed."""
    stale = [state for state in grid.touched.values() if state.stale and state.cell is not None]
    if not stale:
        return
    charts, files, passages = charts_of(study), files_of(study), by_id(index)
    for state in stale:
        assert state.cell is not None
        yield Diagnostic(
            rules.STALE,
            f"cell {state.key} is stale: {_changes(state)}",
            heading(charts[state.cell.path], state.cell),
            hint=f"{_mend(state)}, then `framework chart --mark charted {typed(str(state.key))}`",
            related=tuple(_related(state, files, passages)),
        )


def _mend(state: CellState) -> str:
    """What to do about each kind of change, in words."""
    kinds = {change.what for change in state.changes}
    steps = ", ".join(words for what, words in _STEPS.items() if what in kinds)
    return f"{steps}, mend the summary"


def _changes(state: CellState) -> str:
    """`1 excerpt added, 2 gone (k3f9a2q7, m2x8d0aa)`: of those gone there is no place to point at."""
    counts = Counter(change.what for change in state.changes)
    kinds = [what for what in _STEPS if counts[what]]
    parts = [f"{counts[what]} {what}" for what in kinds]
    parts[0] = f"{number_of(counts[kinds[0]], 'excerpt')} {kinds[0]}"
    gone = ", ".join(change.excerpt for change in state.changes if change.what == "gone")
    return ", ".join(f"{part} ({gone})" if part.endswith("gone") else part for part in parts)


def _related(
    state: CellState, files: Mapping[str, Annotations], passages: Mapping[str, Passage]
) -> Iterator[Related]:
    for change in state.changes:
        passage = passages.get(change.excerpt)
        if change.what != "gone" and passage is not None:
            yield Related(entry(files, passage.excerpt, "id"), f"{change.excerpt} {change.what}")
