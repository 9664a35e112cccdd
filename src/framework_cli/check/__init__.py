"""A read and indexed study comes in; every finding about it goes out, each at its line and column.

Rules are pure functions, one a file (`check.rules`); `check.fix` mends what is safe to mend; `check.explain`
gives a rule's page. Called by `framework check` and by whatever wants to know that a study is sound.
"""

from collections.abc import Iterable

from framework_cli.cells import Grid
from framework_cli.check.consequences import without_consequences
from framework_cli.check.explain import page, pages
from framework_cli.check.rules import ALL
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import locate

__all__ = ["check", "page", "pages"]


def check(study: Study, index: Index, grid: Grid, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Apply all rules and add `found`, the findings of reading and indexing.

    Each finding once, located, in order of path, line, column and rule; what only follows from a file
    that could not be read is left out.
    """
    crossing = (diagnostic for rule in ALL for diagnostic in rule(study, index, grid))
    every = dict.fromkeys([*found, *crossing])
    return locate(study.root, without_consequences(study, every))
