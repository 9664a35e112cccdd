"""Two states of a study → all that changed between them."""

from collections.abc import Iterator

from framework_cli.read.settings import FILE as SETTINGS
from framework_cli.trail.cells import cell_changes
from framework_cli.trail.change import Change
from framework_cli.trail.codebook import codebook_changes
from framework_cli.trail.excerpts import excerpt_changes
from framework_cli.trail.material import (
    case_changes,
    memo_changes,
    reading_changes,
    renamed_sources,
    setting_changes,
    source_changes,
)
from framework_cli.trail.state import State
from framework_cli.trail.theory import theory_changes


def changes(before: State, after: State) -> tuple[Change, ...]:
    """Every change, in the order of the method: framework, material, coding, charts, memos, theory.

    What cannot be read in one of the states is not compared: nothing is called gone for that.
    """
    return tuple(_changes(before, after))


def _changes(before: State, after: State) -> Iterator[Change]:
    blind = before.blind | after.blind
    renamed = renamed_sources(before, after)
    if SETTINGS not in blind:
        yield from setting_changes(before.study.settings, after.study.settings)
    if _readable(before) and _readable(after):
        yield from codebook_changes(before.codebook, after.codebook)
    yield from source_changes(before, after, renamed)
    yield from case_changes(before, after)
    yield from reading_changes(before, after, renamed)
    yield from excerpt_changes(before, after, renamed)
    yield from cell_changes(before, after)
    yield from memo_changes(before, after)
    yield from theory_changes(before, after)


def _readable(state: State) -> bool:
    """Whether the codebook in force is known whole; a study without any has an empty one."""
    folder = state.study.settings.folders["codebooks"]
    torn = any(path == folder or path.startswith(f"{folder}/") for path in state.blind)
    return not torn
