"""From a study and its index to the state of every cell: charted, stale, nothing said, not asked.

What comes in is a study, its whole index and its chart files; what goes out is the grid of states.
Called by `chart`, `check`, `render` and the commands; `cells.mark` plans what `chart --mark` writes.
"""

from framework_cli.cells.digest import digest
from framework_cli.cells.evidence import cell_codes, evidence_of, words_of
from framework_cli.cells.grid import Grid, States, grid

__all__ = ["Grid", "States", "cell_codes", "digest", "evidence_of", "grid", "words_of"]
