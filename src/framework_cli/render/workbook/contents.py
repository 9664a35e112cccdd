"""The sheets around the charts: what the workbook is, how to read it and bring it back; the codebook."""

from collections.abc import Iterable, Sequence
from typing import Any

from framework_cli.chart import roundtrip
from framework_cli.model.cell import State
from framework_cli.model.codebook import Code
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.render.workbook.heights import height_of
from framework_cli.render.workbook.looks import Looks
from framework_cli.render.workbook.sheet import A4, page, write
from framework_cli.render.workbook.words import title

_CONFIDENTIAL = (
    "For the research team. Contains participants’ words and the identifiers of cases: keep it where the "
    "transcripts are kept."
)
_STATES = {
    "charted": ("Charted", "An analyst's summary. The grey [@id] cite the excerpts it rests on."),
    "stale": ("Stale", "Charted, and its excerpts changed since: see what, in the last column."),
    "nothing-said": ("Nothing said", "Asked, and the participant said nothing on it."),
    "not-asked": ("Not asked", "The question was not put, so that nothing can be said."),
    "uncharted": ("Not yet charted", "Nobody has charted it yet. That is not an absence."),
}
_WIDE = 98  # digits
_READING = (
    "[@id] cites an excerpt, [*@id] one worth quoting; the last column gives its transcript and lines.",
    "[[Double brackets]] are an analyst's own comment, not the summary.",
    "The last column is made from the study. What is written in it is not brought back.",
)
_BACK = (
    "Write in the cells of the charts. Leave [@id] and [[ ]] as they are: they come back letter by letter.",
    "Rows and columns may be sorted, moved, filtered and hidden, columns and sheets of your own added.",
    "Text in a cell that is (not yet charted) becomes its summary. An emptied cell deletes nothing.",
    "framework import chart FILE.xlsx --dry-run  says what would change; without --dry-run it is written.",
    "What was changed both here and in the study is listed, side by side, and waits for a decision.",
    f"The hidden sheet “{roundtrip.SHEET}” says which cell is which, and what it said then, as a digest.",
)


def contents(
    sheet: Any,
    looks: Looks,
    study: Study,
    themes: Iterable[tuple[str, tuple[Code, Sequence[Code]]]],
    rows: int,
) -> None:
    """Fill the first sheet."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _WIDE)
    write(sheet, 0, 0, study.settings.title or "Framework charts", looks.title)
    sheet.set_row(0, 26)
    version = study.codebook.version
    labels = study.settings.labels
    lines: list[tuple[str, str, Any]] = (
        [("Notice", study.settings.notice, looks.strong)] if study.settings.notice else []
    )
    lines += [("For", _CONFIDENTIAL, looks.text)]
    lines += [("Codebook", f"version {version}", looks.text)] if version is not None else []
    line = _block(sheet, looks, 2, "", lines)
    line = _head(sheet, looks, line + 1, f"{labels.get('theme', 'Theme')}: one sheet each")
    noun = labels.get("subtheme", "subtheme").lower()
    for name, (theme, own) in themes:
        target = name.replace("'", "''")
        sheet.write_url(line, 0, f"internal:'{target}'!A1", looks.link, "→")
        write(sheet, line, 0, title(theme), looks.link)
        write(sheet, line, 1, f"{number_of(len(own), noun)}, {number_of(rows, 'row')}", looks.text)
        line += 1
    line = _head(sheet, looks, line + 1, "What a cell's state means")
    for state, (name, meaning) in _STATES.items():
        blank = roundtrip.BLANKS[State(state)] if state not in ("charted", "stale") else name
        write(sheet, line, 0, blank, looks.cells[state])
        write(sheet, line, 1, meaning, looks.text)
        line += 1
    line = _block(
        sheet, looks, line + 1, "How to read a cell", [("", words, looks.text) for words in _READING]
    )
    _block(sheet, looks, line + 1, "How to bring it back", [("", words, looks.text) for words in _BACK])
    page(sheet, study, roundtrip.CONTENTS, paper=A4)


def definitions(sheet: Any, looks: Looks, study: Study, columns: Sequence[str]) -> None:
    """The codebook entries that the charts show, with what they mean."""
    shown = {above for id in columns for above in study.codebook.above(id)}
    heads = (("Number", 9), ("Name", 34), ("Definition", 60), ("Include", 40), ("Exclude", 40))
    for place, (words, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        write(sheet, 0, place, words, looks.head)
    codes = [code for code in study.codebook.codes.values() if code.id in shown]
    for line, code in enumerate(codes, 1):
        look = looks.case if code.level == 0 else looks.cells["charted"]
        values = (code.number, code.name, code.definition, code.include, code.exclude)
        for place, words in enumerate(values):
            write(sheet, line, place, words.strip(), look)
        sheet.set_row(line, height_of([(w, width) for w, (_, width) in zip(values, heads, strict=True)]))
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    page(sheet, study, roundtrip.CODEBOOK)


def _head(sheet: Any, looks: Looks, line: int, words: str) -> int:
    write(sheet, line, 0, words, looks.section)
    write(sheet, line, 1, "", looks.section)
    sheet.set_row(line, 20)
    return line + 1


def _block(sheet: Any, looks: Looks, line: int, words: str, lines: Sequence[tuple[str, str, Any]]) -> int:
    if words:
        line = _head(sheet, looks, line, words)
    for name, told, look in lines:
        write(sheet, line, 0, name, looks.strong)
        write(sheet, line, 1, told, look)
        sheet.set_row(line, height_of([(told, _WIDE)]) + 2)
        line += 1
    return line
