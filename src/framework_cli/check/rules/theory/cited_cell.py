"""F518: a claim or element cites a cell that is stale, uncharted, not asked, or where nothing was said.

What it rested on has changed since, or never was there. That nothing was said may be cited against a claim.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import cited
from framework_cli.model import rules
from framework_cli.model.cell import CellState, State
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Element, Evidence, Stance
from framework_cli.model.words import typed
from framework_cli.theory import Interpretation, piece

_WORDS = {
    State.UNCHARTED: "is uncharted",
    State.NOTHING_SAID: "says that nothing was said",
    State.NOT_ASKED: "was not asked",
}


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look at the state of every cell that is cited."""
    theory = read.theory
    found: tuple[Evidence | Element, ...] = (*theory.cited(), *theory.elements())
    for each in found:
        evidence = each if isinstance(each, Evidence) else Evidence(each.cited)
        state = piece(read.material, evidence).cell
        if state is None or not (problem := _problem(state, each)):
            continue
        yield Diagnostic(
            rules.CITED_CELL,
            f"cited cell {state.key} {problem}",
            cited(theory, each),
            hint=_mend(state),
        )


def _problem(state: CellState, each: Evidence | Element) -> str:
    if state.stale:
        return "is stale"
    silent = state.state is State.NOTHING_SAID
    if silent and isinstance(each, Evidence) and each.stance is not Stance.SUPPORTS:
        return ""
    return _WORDS.get(state.state, "")


def _mend(state: CellState) -> str:
    if state.stale:
        return "see what changed in it (F403), and whether the claim still follows"
    if state.state is State.UNCHARTED:
        return f"chart it: framework chart --worksheet {typed(state.key.case)}; or cite excerpts"
    return "cite something that was said, or take the line out"
