"""The report's figures as tables: each with what it shows, and what it does not."""

from collections.abc import Sequence
from typing import Any

from framework_cli.render.report.figure_views import Figures, Heat, HeatCell, Pairs
from framework_cli.render.report.palette import LIGHT
from framework_cli.render.report.tags import Tag
from framework_cli.render.report.views import Column, Report
from framework_cli.render.word.front import states
from framework_cli.render.word.markup import shade
from framework_cli.render.word.page import Page
from framework_cli.render.word.styles import FIRST, NOTE
from framework_cli.render.word.tables import band, fill, listing, right, row, table
from framework_cli.render.word.themes import abreast

_STUB, _TOTAL, _ACROSS = 30.0, 12.0, 28  # millimetres; columns of numbers side by side


def figures(page: Page, report: Report) -> None:
    """All that the report has; numbers on the shades of its other renderings."""
    page.heading("Figures", 1)
    told = "Counts show where to read. None of them is a finding, and each says what it does not show."
    page.text(told, NOTE)
    held = report.figures
    if held is None:
        page.text("Nothing has been coded yet.")
        return
    if held.heat:
        _heat(page, report, held.heat)
    if held.pairs:
        _pairs(page, report, held.pairs)
    _growth(page, report, held)
    _coverage(page, report, held)
    _voices(page, report, held)


def _heat(page: Page, report: Report, heat: Heat) -> None:
    words = report.words
    title = f"Excerpts by {words.case.lower()} and {words.subtheme.lower()}"
    page.heading(title, 2)
    page.text(heat.caption)
    page.text("; ".join(f"{sign} {meaning}" for sign, meaning in heat.signs), NOTE)
    tables = list(abreast(report.columns, _ACROSS))
    for columns in tables:
        _heat_table(page, report, heat, columns, title, last=columns is tables[-1])


def _heat_table(
    page: Page, report: Report, heat: Heat, columns: Sequence[Column], title: str, *, last: bool
) -> None:
    """Some of the columns; the sum of each row beside the last."""
    sums, total = (["All"], [_TOTAL]) if last else ([], [])
    each = (page.across - _STUB - sum(total)) / len(columns)
    widths = [_STUB, *[each] * len(columns), *total]
    heads = [report.words.case, *(column.number or column.name for column in columns), *sums]
    held = slice(columns[0].index, columns[-1].index + 1)
    made = table(page, title, heads, widths)
    for name, rows in heat.groups:
        if name:
            band(page, made, widths, name)
        for case in rows:
            cells = row(page, made, widths)
            fill(page, cells[0], case.name, FIRST)
            for cell, number in zip(cells[1:], case.cells[held], strict=False):
                _number(page, cell, number)
            if last:
                right(fill(page, cells[-1], str(case.total), FIRST))
    totals = [*heat.totals[held], *([sum(heat.totals)] if last else [])]
    for cell, words in zip(row(page, made, widths), ("All", *map(str, totals)), strict=True):
        paragraph = fill(page, cell, words, FIRST)
        if words != "All":
            right(paragraph)


def _number(page: Page, cell: Any, number: HeatCell) -> None:
    ground, ink = LIGHT[number.step]
    paragraph = fill(page, cell, "")
    page.run(paragraph, number.sign or str(number.number), colour=ink.lstrip("#").upper())
    right(paragraph)
    if number.step:
        shade(cell, ground.lstrip("#").upper())


def _pairs(page: Page, report: Report, pairs: Pairs) -> None:
    words = report.words
    page.heading(f"{words.subthemes} that overlap", 2)
    page.text(pairs.caption)
    if pairs.alone:
        noun, verb = (words.subtheme, "is") if pairs.alone == 1 else (words.subthemes, "are")
        page.text(f"{pairs.alone} {noun.lower()} with no overlap {verb} left out.", NOTE)
    heads = (words.subtheme, "And", "Overlapping", "Excerpts of the first", "Of the second",
             f"{words.cases} with both")  # fmt: skip
    rows = [
        (
            _tag(each.one),
            _tag(each.other),
            each.overlapping,
            each.ones,
            each.others,
            f"{each.both} of {each.either}",
        )
        for each in pairs.rows
    ]
    listing(page, f"{words.subthemes} that overlap", heads, rows, (75, 75, 26, 29, 26, 30))


def _growth(page: Page, report: Report, held: Figures) -> None:
    growth = held.growth
    if growth is None:
        return
    page.heading("Codes added up", 2)
    page.text(" ".join((growth.caption, *growth.notes)))
    dated = not report.outside
    heads = (
        "Source",
        *(["On"] if dated else []),
        "Codes",
        "New",
        "All so far",
        "Mean of all orders",
        "New codes",
    )
    rows = [
        (
            each.name, *([each.on] if dated else []), each.used, len(each.new), each.all, f"{each.mean:.1f}",
            ", ".join(tag.number or tag.name for tag in each.new),
        )
        for each in growth.steps
    ]  # fmt: skip
    shares = (34, *([24] if dated else []), 18, 16, 22, 26, 121)
    listing(page, "Codes added up, source by source", heads, rows, shares)
    page.text(f"{growth.outcome} By the rule of Guest, Namey and Chen (2020), which is of codes alone.", NOTE)


def _coverage(page: Page, report: Report, held: Figures) -> None:
    if not held.coverage:
        return
    title = f"Coverage by {report.words.case.lower()}"
    page.heading(title, 2)
    page.text("How far the charting is. A long row is work done, not a rich account.")
    heads = (
        report.words.case,
        "Charted",
        "Nothing said",
        "Not asked",
        "Not yet charted",
        "Stale, of charted",
    )
    rows = [
        (each.name, *states(each.tally), f"{each.tally.stale} of {each.tally.charted}")
        for each in held.coverage
    ]
    listing(page, title, heads, rows, (60, 30, 30, 30, 34, 34))


def _voices(page: Page, report: Report, held: Figures) -> None:
    voices = held.voices
    if voices is None:
        return
    title = f"Quotes by {report.words.case.lower()}"
    page.heading(title, 2)
    page.text(f"{voices.summary} {voices.caption}")
    named = ("Quotes",) if report.outside else ("Worth quoting", "Excerpts")
    rows = [
        (each.name or str(number), each.quotes, *([] if report.outside else [each.excerpts]))
        for number, each in enumerate(voices.rows, 1)
    ]
    listing(page, title, (report.words.case, *named), rows, (60, *[30] * len(named)))


def _tag(tag: Tag) -> str:
    return f"{tag.number} {tag.name}".strip()
