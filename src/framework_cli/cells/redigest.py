"""Evidence said of other words: what was fresh stays fresh, and what was stale stays stale."""

from itertools import combinations

from framework_cli.cells.changes import vocabulary
from framework_cli.cells.digest import digest
from framework_cli.cells.evidence import cell_codes
from framework_cli.model.codebook import Codebook


def redigested(codebook: Codebook, cell: str, codes: tuple[str, ...], was: str, old: str, new: str) -> str:
    """The digest to record where an excerpt's words `old` become `new` and nothing else changes.

    `was` is the recorded digest, `cell` the cell's id and `codes` the excerpt's codes today. A digest of the
    old words, under today's codes or others of the cell, becomes that of the new words under the same.
    """
    today = cell_codes(codebook, codes, cell)
    pool = vocabulary(codebook, cell)
    tried = [today, *(each for size in (1, 2, 3) for each in combinations(pool, size))]
    known = next((each for each in tried if digest(old, each) == was), None)
    if known is not None:
        return digest(new, known)
    # Four digits may meet by chance: words that were told to have changed must not look unchanged now.
    while was == digest(new, today):
        was = f"{(int(was, 16) + 1) % 0x10000:04x}"
    return was
