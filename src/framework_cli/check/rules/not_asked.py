"""F404: a cell is marked “not asked” and has excerpts all the same.

Somebody did say something on it, asked or not, so it has to be charted.
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
    yield from blank_with_excerpts(study, grid, State.NOT_ASKED, rules.NOT_ASKED_EXCERPTS, "not asked")
