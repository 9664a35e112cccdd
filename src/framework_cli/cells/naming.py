"""Naming cells: `P01/referral`, `P01@2/referral`, `P01/*`, `*/referral`."""

import re
from collections.abc import Callable, Iterable

from framework_cli.cells.grid import Grid
from framework_cli.cells.waves import Waves
from framework_cli.model.cell import CellKey
from framework_cli.model.study import Study


def matching(study: Study, grid: Grid, waves: Waves, pattern: str) -> list[CellKey]:
    """The cells that a name or pattern means, in the order of the grid.

    A case named without wave means all its waves, unless it has cells without. A wave of a case
    whose cells are not kept by wave yet may be named in full.
    """
    exact = [key for key in grid.states if str(key) == pattern]
    match = _matcher(pattern)
    found = exact or [key for key in grid.states if match(key)]
    if found or "*" in pattern:
        return found
    row, _, code = pattern.rpartition("/")
    case, _, wave = row.rpartition("@")
    known = wave and case in study.cases and wave in waves.sources.get(case, ())
    return [CellKey(case, wave, code)] if known and code in grid.columns else []


def unmatched(study: Study, grid: Grid, pattern: str) -> str:
    """Why a pattern means no cell."""
    row, slash, code = pattern.rpartition("/")
    if not slash:
        return "a cell is named CASE/CODE, such as P01/referral or */referral"
    case = row if row in study.cases or "@" not in row else row.rpartition("@")[0]
    if "*" not in case and case not in study.cases:
        return _unknown("case", case, study.cases)
    if "*" not in code and code not in grid.columns:
        if code in study.codebook.codes:
            return f"“{code}” has no column of its own in the matrix"
        return _unknown("column", code, grid.columns)
    return "no cell is named so"


def _matcher(pattern: str) -> Callable[[CellKey], bool]:
    """Whether a cell fits a pattern, in which `*` stands for any characters of its case or code."""
    row, _, code = pattern.rpartition("/")
    rows, codes = (re.compile(re.escape(each).replace(r"\*", ".*"), re.DOTALL) for each in (row, code))

    def match(key: CellKey) -> bool:
        name = f"{key.case}@{key.wave}" if key.wave else key.case
        return bool((rows.fullmatch(name) or row == key.case) and codes.fullmatch(key.code))

    return match


def _unknown(what: str, word: str, known: Iterable[str]) -> str:
    from framework_cli.read import suggest

    near = suggest(word, known)
    return f"there is no {what} “{word}”" + (f"; did you mean “{near}”?" if near else "")
