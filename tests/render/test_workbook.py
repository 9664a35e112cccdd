"""How a workbook of charts is laid out: rows in which the words can be read, and that grow; what prints."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.render.workbook import chart_workbook
from framework_cli.render.workbook.heights import height_of
from tests.render.report_study import write_study

LINE = height_of([("x", 46)])


def made(root: Path, columns: int = 0) -> bytes:
    study, _ = load(root)
    index, _ = build(study, cache=False)
    states = grid(study, index)
    return chart_workbook(study, index, states, states.rows, states.columns[columns:])


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", 1),
        ("one word", 1),
        ("two\nlines", 2),
        ("i" * 100, 2),
        ("m" * 100, 4),
        ("漢字" * 40, 4),
        ("e\u0301" * 40, 1),
        ("word " * 40, 4),
    ],
)
def test_a_row_is_as_tall_as_its_longest_text(words: str, lines: int) -> None:
    one = height_of([("x", 46), (words, 46)])
    assert round((one - LINE) / (height_of([("x\nx", 46)]) - LINE)) + 1 == lines


def test_no_row_is_taller_than_programs_make_one() -> None:
    assert height_of([("line\n" * 500, 46)]) == 409.0
    assert height_of([]) == LINE


def test_rows_grow_with_what_is_written_in_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(made(write_study(tmp_path)))) as package:
        sheet = package.read("xl/worksheets/sheet2.xml")
    assert b' ht="' in sheet and b"customHeight" not in sheet


def test_it_prints_on_wide_paper_with_headings_and_cases_on_each_page(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(made(write_study(tmp_path))))
    front, *themes, codebook, _ = book.worksheets
    assert (front.page_setup.orientation, front.page_setup.paperSize) == ("portrait", 9)
    for sheet in themes:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$4", "$A:$A")
        assert sheet.page_setup.fitToWidth in (None, 1) and sheet.page_setup.fitToHeight == 0
    assert codebook.print_title_rows == "$1:$1"
