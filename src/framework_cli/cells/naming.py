"""Naming cells: `P01/referral`, `P01@2/referral`, `P01/*`, `*/referral`."""

import re
from collections.abc import Iterable

from framework_cli.cells.grid import Grid
from framework_cli.cells.waves import Waves
from framework_cli.model.cell import CellKey
from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study
from framework_cli.model.words import typed


def matching(study: Study, grid: Grid, waves: Waves, pattern: str) -> list[CellKey]:
    """The cells that a name or pattern means, in the order of the grid.

    A case named without wave means all its waves, unless it has cells without. A wave of a case
    whose cells are not kept by wave yet may be named in full.
    """
    exact = cell_named(grid, pattern)
    found = [exact] if exact else _fitting(grid, pattern)
    if found or "*" in pattern:
        return found
    row, _, code = pattern.rpartition("/")
    own = waves.named(study, row)
    return [CellKey(*own, code)] if own and code in grid.columns else []


def cell_named(grid: Grid, name: str) -> CellKey | None:
    """The cell of the grid with exactly this name."""
    row, _, code = name.rpartition("/")
    case, _, wave = row.rpartition("@")
    tries = (CellKey(row, "", code), CellKey(case, wave, code))
    return next((key for key in tries if str(key) == name and key in grid.states), None)


def cell_meant(study: Study, grid: Grid, name: str) -> CellKey | None:
    """The cell to show under a name: a wave that `CASE.md` takes is summarised there."""
    exact = cell_named(grid, name)
    row, _, code = name.rpartition("/")
    waves = Waves.of(study)
    own = waves.named(study, row)
    if exact is not None or own is None:
        return exact
    home = CellKey(own.case, waves.home(*own), code)
    return home if home in grid.states else None


def rows_named(study: Study, grid: Grid, name: str) -> list[Belonging]:
    """The rows that a case (`P01`, with all its waves) or one wave of it (`P01@2`) means.

    A wave that has sources and no chart file yet may be named in full.
    """
    found = [row for row in grid.rows if row.case == name or (row.wave and f"{row.case}@{row.wave}" == name)]
    own = None if found else Waves.of(study).named(study, name)
    return [own] if own else found


def no_row(study: Study, name: str) -> str:
    """Why a name means no row."""
    case, _, wave = name.rpartition("@")
    if case not in study.cases:
        return _unknown("case", name, study.cases)
    waves = ", ".join(sorted(wave for wave in Waves.of(study).sources.get(case, ()) if wave))
    return f"case “{case}” has no source in wave “{wave}”; " + (
        f"its waves are {waves}" if waves else "it has none"
    )


def unmatched(study: Study, grid: Grid, pattern: str) -> str:
    """Why a pattern means no cell."""
    row, slash, code = pattern.rpartition("/")
    if not slash:
        return _whole(study, grid, pattern)
    case = row if row in study.cases or "@" not in row else row.rpartition("@")[0]
    if "*" not in case and case not in study.cases:
        return _unknown("case", case, study.cases)
    if "*" not in code and code not in grid.columns:
        if code in study.codebook.codes:
            return f"“{code}” has no column of its own in the matrix"
        return _numbered(study, code) or _unknown("column", code, grid.columns)
    return "no cell is named so"


def _whole(study: Study, grid: Grid, word: str) -> str:
    """Why a case or a code alone is no cell, and how all of its cells are named."""
    if rows_named(study, grid, word):
        return f"that is a case; all its cells are {typed(word + '/*')}"
    if word in grid.columns:
        return f"that is a column; all its cells are {typed('*/' + word)}"
    return "a cell is named CASE/CODE, such as P01/referral or */referral"


def _numbered(study: Study, word: str) -> str:
    """What to say instead of a number that merely says where a code stands today; empty for other words."""
    found = [id for id, code in study.codebook.codes.items() if code.number == word]
    return f"cells are named by ids, since numbers change; {word} is {found[0]} today" if found else ""


def _fitting(grid: Grid, pattern: str) -> list[CellKey]:
    """The cells that fit a pattern, in which `*` stands for any characters of a case or code."""
    row, _, code = pattern.rpartition("/")
    rows, codes = (re.compile(re.escape(each).replace(r"\*", ".*"), re.DOTALL) for each in (row, code))

    def fits(case: str, wave: str) -> bool:
        return row == case or rows.fullmatch(f"{case}@{wave}" if wave else case) is not None

    columns = [id for id in grid.columns if codes.fullmatch(id)]
    found = [CellKey(*each, id) for each in grid.rows if fits(*each) for id in columns]
    nested = grid.states.nested
    return found + [key for key in nested if codes.fullmatch(key.code) and fits(key.case, key.wave)]


def _unknown(what: str, word: str, known: Iterable[str]) -> str:
    from framework_cli.read import suggest

    near = suggest(word, known)
    return f"there is no {what} “{word}”" + (f"; did you mean “{near}”?" if near else "")
