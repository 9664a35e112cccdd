"""F405: a cell is marked “nothing said” and has excerpts.

Either the excerpts came later, or the mark was a slip; a blank that hides talk is worse than a blank.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.rules.marked_blank import blank_with_excerpts
from framework_cli.model import rules
from framework_cli.model.cell import State
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, grid: Grid) -> Iterator[Diagnostic]:
    """Report such cells with their excerpts."""
    yield from blank_with_excerpts(
        study, grid, State.NOTHING_SAID, rules.NOTHING_SAID_EXCERPTS, "nothing said"
    )
