"""One theme's sheet: a row a case, a column a subtheme, what they rest on in the last column."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from framework_cli.cells import Grid
from framework_cli.chart import roundtrip
from framework_cli.model.cell import CellKey, CellState, State
from framework_cli.model.codebook import Code
from framework_cli.model.passage import Belonging, Passage
from framework_cli.model.study import Study
from framework_cli.render.tables.xlsx import CELL_UNITS, pieces
from framework_cli.render.workbook.heights import height_of
from framework_cli.render.workbook.looks import LEAST, NARROW, TAB, WIDE, Looks
from framework_cli.render.workbook.words import references, runs, title

TITLE, NOTICE, IDS, HEAD = 0, 1, 2, 3  # rows above the cells; that of the ids is hidden
A3, A4 = 8, 9
REFERENCES_WIDE = 34
# What xlsxwriter escapes, in a text of several formats twice over.
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f]|_x[0-9A-Fa-f]{4}_")
_ACROSS = 320  # digits of width that can be read on one A3 page; what is wider goes on beside it


class ThemeSheet:
    """A theme's chart while it is being written; `kept` is what the marker will say of its cells."""

    def __init__(
        self, sheet: Any, looks: Looks, study: Study, grid: Grid, theme: Code, columns: Sequence[Code],
        rows: Sequence[Belonging], known: Mapping[str, Passage],
    ) -> None:  # fmt: skip
        self.sheet, self.looks, self.study, self.grid = sheet, looks, study, grid
        self.theme, self.columns, self.rows, self.known = theme, columns, rows, known
        self.kept: list[roundtrip.Kept] = []
        cells = [self._words(row, code) for row in rows for code in columns]
        self.parted = any(len(pieces(words)) > 1 for words in cells)
        self.waves = any(row.wave for row in rows)
        named = dict.fromkeys(name for case in study.cases.values() for name in case.attributes)
        first = [name for name in study.settings.order if name in named]
        held = {name for row in rows for name, value in study.cases[row.case].attributes.items() if value}
        self.attributes = [name for name in dict.fromkeys([*first, *named]) if name in held]

    def fill(self) -> int:
        """Write the whole sheet; how many summaries had to go on in rows beneath."""
        self._top()
        line, split = HEAD + 1, 0
        for row in self.rows:
            written, longer = self._row(line, row)
            line, split = line + written, split + longer
        self._page(line)
        return split

    @property
    def heads(self) -> list[tuple[str, str, float]]:
        """Id, words and width of every column."""
        labels = self.study.settings.labels
        stub = [(roundtrip.CASE, labels.get("case", "Case"), self._width([row.case for row in self.rows]))]
        if self.waves:
            stub.append((roundtrip.WAVE, "Wave", LEAST))
        if self.parted:
            stub.append((roundtrip.PART, "Part", LEAST))
        for name in self.attributes:
            values = [self.study.cases[row.case].attributes.get(name, "") for row in self.rows]
            stub.append((roundtrip.ATTRIBUTE + name, name, self._width([name, *values])))
        cells = [(code.id, title(code), WIDE) for code in self.columns]
        return [*stub, *cells, (roundtrip.REFERENCES, "References and states", REFERENCES_WIDE)]

    @staticmethod
    def _width(values: Sequence[str]) -> int:
        return min(max(LEAST, *(len(value) + 1 for value in values)), NARROW) if values else LEAST

    def _top(self) -> None:
        sheet, looks = self.sheet, self.looks
        sheet.set_row(TITLE, 22)
        write(sheet, TITLE, 0, title(self.theme), looks.theme)
        told = " · ".join(filter(None, (self.study.settings.title, self.study.settings.notice)))
        write(sheet, NOTICE, 0, told, looks.notice)
        for place, (id, words, width) in enumerate(self.heads):
            sheet.set_column(place, place, width)
            write(sheet, IDS, place, id, looks.ids)
            write(sheet, HEAD, place, words, looks.head)
        sheet.set_row(HEAD, height_of([(words, width - 3) for _, words, width in self.heads]))
        sheet.set_row(IDS, None, None, {"hidden": True})

    def _row(self, line: int, row: Belonging) -> tuple[int, int]:
        """Write a case's row, and the rows its long summaries go on in; how many rows, how many such."""
        looks, case = self.looks, self.study.cases[row.case]
        cut = [pieces(self._shown(row, code)) for code in self.columns]
        height = max(map(len, cut), default=1)
        for part in range(height):
            stub: list[tuple[str, Any]] = [(row.case, looks.case)]
            stub += [(row.wave, looks.case)] if self.waves else []
            stub += [(str(part + 1), looks.attribute)] if self.parted else []
            stub += [(case.attributes.get(name, ""), looks.attribute) for name in self.attributes]
            for place, (words, look) in enumerate(stub):
                write(self.sheet, line + part, place, words, look)
            for place, (code, parts) in enumerate(zip(self.columns, cut, strict=True), len(stub)):
                state = self._state(row, code)
                look = looks.cells[state.label]
                self._cell(
                    line + part, place, parts[part] if part < len(parts) else "", look, state, len(parts)
                )
            told = self._references(row) if part == 0 else ""
            write(self.sheet, line + part, len(stub) + len(cut), told, looks.references)
            shown = [(parts[part] if part < len(parts) else "", WIDE) for parts in cut]
            self.sheet.set_row(
                line + part,
                height_of([*shown, (told, REFERENCES_WIDE / 0.9), *((w, NARROW) for w, _ in stub)]),
            )
        for code, parts in zip(self.columns, cut, strict=True):
            key = CellKey(row.case, row.wave, code.id)
            digest = roundtrip.digest(self._words(row, code))
            self.kept.append(roundtrip.Kept(key, self._state(row, code).label, len(parts), digest))
        return height, sum(len(parts) > 1 for parts in cut)

    def _cell(self, line: int, place: int, words: str, look: Any, state: CellState, parts: int) -> None:
        rich = parts == 1 and state.cell is not None and len(words) > 1 and state.cell.words
        if rich and not _ESCAPED.search(words):
            self.sheet.write_rich_string(line, place, *runs(words, self.looks), look)
        else:
            write(self.sheet, line, place, words, look)

    def _state(self, row: Belonging, code: Code) -> CellState:
        key = CellKey(row.case, row.wave, code.id)
        return self.grid.states[key] if key in self.grid.states else CellState(key, State.UNCHARTED)

    def _words(self, row: Belonging, code: Code) -> str:
        cell = self._state(row, code).cell
        return roundtrip.shown(cell.words) if cell else ""

    def _shown(self, row: Belonging, code: Code) -> str:
        """What stands in a cell: its words, or why there are none."""
        return self._words(row, code) or roundtrip.BLANKS.get(self._state(row, code).state, "")

    def _references(self, row: Belonging) -> str:
        lines = (
            references(
                code,
                self._state(row, code),
                self.grid.held(CellKey(row.case, row.wave, code.id)),
                self.known,
            )
            for code in self.columns
        )
        told = "\n".join(filter(None, lines))
        return told if len(told) * 2 <= CELL_UNITS else pieces(told)[0] + " …"

    def _page(self, line: int) -> None:
        """What stays in view, what is filtered, and how it prints."""
        sheet, last = self.sheet, len(self.heads) - 1
        sheet.freeze_panes(HEAD + 1, 1 + self.waves)
        sheet.autofilter(HEAD, 0, max(line - 1, HEAD), last)
        page(
            sheet, self.study, title(self.theme), across=round(sum(wide for *_, wide in self.heads) / _ACROSS)
        )
        sheet.repeat_rows(TITLE, HEAD)
        sheet.repeat_columns(0, int(self.waves))
        sheet.set_tab_color(TAB)
        sheet.print_area(0, 0, max(line - 1, HEAD), last)


def write(sheet: Any, line: int, place: int, words: str, look: Any) -> None:
    """Write a text as a text, whatever it looks like; an empty one keeps the look of its cell."""
    words = roundtrip.fitting(words)
    if not words:
        sheet.write_blank(line, place, None, look)
    elif words.startswith("<r>") and words.endswith(
        "</r>"
    ):  # xlsxwriter takes `<r>…</r>` for markup of its own
        sheet.write_rich_string(line, place, words[:1], look, words[1:], look)
    else:
        sheet.write_string(line, place, words, look)


def page(sheet: Any, study: Study, words: str, *, across: int = 1, paper: int = A3) -> None:
    """As many pages beside each other as said, those on A3 landscape, with the notice on each."""
    if paper == A3:
        sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(max(across, 1), 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    told = [each.replace("&", "&&")[:90] for each in (study.settings.notice, words)]
    sheet.set_footer(f"&L&8 {told[1]}&C&8 {told[0]}&R&8 &P / &N")
