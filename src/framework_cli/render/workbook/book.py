"""The workbook as a whole: what is in it, the contents in front, the sheet that makes it readable back."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

from framework_cli.cells import Grid
from framework_cli.chart import roundtrip
from framework_cli.index import by_id
from framework_cli.model.codebook import Code
from framework_cli.model.passage import Belonging, Index
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.render.tables import UnfitTableError
from framework_cli.render.tables.xlsx import CELL_UNITS, CREATED, ROWS
from framework_cli.render.workbook.contents import contents, definitions
from framework_cli.render.workbook.heights import growing
from framework_cli.render.workbook.looks import Looks
from framework_cli.render.workbook.sheet import ThemeSheet, write
from framework_cli.render.workbook.words import title

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")
_LONGEST = 31  # UTF-16 units of a sheet's name


def chart_workbook(
    study: Study,
    index: Index,
    grid: Grid,
    rows: Sequence[Belonging],
    columns: Sequence[str],
    *,
    say: Callable[[str], None] | None = None,
) -> bytes:
    """The thematic charts of a study as the bytes of an XLSX file.

    `rows` and `columns` are those to be shown, in order. `say` is told, in a sentence, of texts that had to
    be split. Raises UnfitTableError where a sheet is too small for the rows.
    """
    if len(rows) > ROWS - 100:
        raise UnfitTableError(f"a spreadsheet holds {ROWS:,} rows and this chart has {len(rows):,}: use csv")
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    heading = study.settings.title or "Framework charts"
    book.set_properties({"created": CREATED, "title": heading, "comments": study.settings.notice})
    looks = Looks(book)
    themes = _themes(study, columns)
    names = _names(themes)
    front = book.add_worksheet(roundtrip.CONTENTS)
    known = by_id(index)
    made = [
        ThemeSheet(book.add_worksheet(name), looks, study, grid, theme, own, rows, known)
        for name, (theme, own) in zip(names, themes, strict=True)
    ]
    split = sum(sheet.fill() for sheet in made)
    contents(front, looks, study, list(zip(names, themes, strict=True)), len(rows))
    definitions(book.add_worksheet(roundtrip.CODEBOOK), looks, study, columns)
    _marker(book, looks.ids, study, zip(names, made, strict=True))
    front.activate()
    book.close()
    if split and say is not None:
        say(
            f"{number_of(split, 'summary is', 'summaries are')} longer than the {CELL_UNITS:,} characters "
            "that a spreadsheet's cell holds and go on in rows beneath, numbered in the column “Part”"
        )
    return growing(stream.getvalue())


def _themes(study: Study, columns: Iterable[str]) -> list[tuple[Code, list[Code]]]:
    codes = study.codebook.codes
    found: dict[str, list[Code]] = {}
    for id in columns:
        found.setdefault(codes[id].theme, []).append(codes[id])
    return [(codes[theme], own) for theme, own in found.items()]


def _names(themes: Iterable[tuple[Code, object]]) -> list[str]:
    """A name for each theme's sheet that every spreadsheet program takes, and no two alike."""
    taken = {name.casefold() for name in (roundtrip.CONTENTS, roundtrip.CODEBOOK, roundtrip.SHEET, "History")}
    found = []
    for theme, _ in themes:
        whole = " ".join(_FORBIDDEN.sub(" ", title(theme)).split()).strip("' ") or theme.id
        name, number = _cut(whole, _LONGEST), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(whole, _LONGEST - len(str(number)) - 1)} {number}"
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(name: str, length: int) -> str:
    units = name.encode("utf-16-le")[: length * 2].decode("utf-16-le", errors="ignore")
    if len(units) < len(name) and " " in units[length // 2 :]:
        units = units[: units.rindex(" ")]
    return units.rstrip("' ,;–-")


def _marker(book: Any, look: Any, study: Study, made: Iterable[tuple[str, ThemeSheet]]) -> None:
    """Write the hidden sheet that `framework import chart` goes by."""
    sheet = book.add_worksheet(roundtrip.SHEET)
    version = study.codebook.version
    rows: list[tuple[str, ...]] = [
        (roundtrip.FORMAT, "framework goes by this sheet when it reads the workbook back: leave it as it is"),
        ("study", study.settings.title),
        ("codebook", "" if version is None else str(version)),
        ("sheet", roundtrip.CONTENTS),
        ("sheet", roundtrip.CODEBOOK),
    ]
    cells: list[tuple[str, ...]] = []
    for name, each in made:
        rows.append(("sheet", name))
        rows += [("column", name, words, id) for id, words, _ in each.heads]
        cells += [("cell", *kept.key, kept.state, str(kept.parts), kept.digest) for kept in each.kept]
    for line, row in enumerate([*rows, *cells]):
        for place, words in enumerate(row):
            if words:
                write(sheet, line, place, words, look)
    sheet.hide()
