"""Tables keep their text: no number, date or missing value is made of it."""

import datetime as dt
import io

import pytest

from framework_cli.exchange.sheet import Sheet, parse_csv, parse_sheet, parse_xlsx


def workbook(rows: list[list[object]], *, formats: dict[str, str] | None = None, more: str = "") -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    for cell, shape in (formats or {}).items():
        page[cell].number_format = shape
    if more:
        book.create_sheet(more).append(["other"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def values(sheet: Sheet | None) -> list[tuple[str, ...]]:
    assert sheet is not None
    return [row.values for row in sheet.rows]


def test_csv_values_stay_as_written() -> None:
    sheet, notes = parse_csv('case,age,site\n007,NA,"a, b"\n1.10,no,"say ""x"""\n\n07,,=1+1\n')
    assert notes == []
    assert values(sheet) == [("007", "NA", "a, b"), ("1.10", "no", 'say "x"'), ("07", "", "=1+1")]
    assert sheet is not None
    assert [row.number for row in sheet.rows] == [2, 3, 5]


@pytest.mark.parametrize("text", ["a;b\n1;2,5\n", "sep=;\na;b\n1;2,5\n", "a\tb\n1\t2,5\n"])
def test_the_delimiter_is_found_in_the_header(text: str) -> None:
    sheet, _ = parse_csv(text)
    assert values(sheet) == [("1", "2,5")]


def test_a_value_may_span_lines_and_hold_any_separator_of_lines() -> None:
    sheet, _ = parse_csv('a,b\n"one\ntwo","x\u2028y"\nlast,1\n')
    assert values(sheet) == [("one\ntwo", "x\u2028y"), ("last", "1")]


def test_a_very_long_value_is_read() -> None:
    sheet, notes = parse_csv(f"a,b\n{'x' * 300_000},1\n")
    assert notes == []
    assert len(values(sheet)[0][0]) == 300_000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the table is empty"),
        ("\n , \n", "the table is empty"),
        ('a,b\n"open,1\n', "the table cannot be read: unexpected end of data"),
        ("a,b\n1,2,3\n", "more values than columns in 1 row (2)"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_refused(text: str, message: str) -> None:
    sheet, notes = parse_csv(text)
    assert sheet is None
    assert notes[0].message == message


def test_short_rows_are_filled_and_trailing_blank_columns_ignored() -> None:
    sheet, _ = parse_csv("a,b,,\n1\n2,3,,\n")
    assert sheet == Sheet(("a", "b"), sheet.rows if sheet else ())
    assert values(sheet) == [("1", ""), ("2", "3")]


def test_workbook_values_become_the_text_a_person_sees() -> None:
    data = workbook(
        [
            ["case", "n", "share", "on", "at", "yes", "text"],
            [7, 7.0, 0.1 + 0.2, dt.date(2024, 3, 2), dt.datetime(2024, 3, 2, 9, 30), True, "007"],
            [7, 1234567, 1e21, dt.time(9, 5), dt.timedelta(hours=1), False, "NA"],
        ],
        formats={"A2": "000", "B3": "#,##0"},
    )
    sheet, notes = parse_xlsx(data)
    assert notes == []
    assert values(sheet) == [
        ("007", "7", "0.3", "2024-03-02", "2024-03-02 09:30:00", "TRUE", "007"),
        ("7", "1234567", "1000000000000000000000", "09:05:00", "1:00:00", "FALSE", "NA"),
    ]


def test_the_first_sheet_is_read_unless_another_is_named() -> None:
    data = workbook([["a"], ["1"]], more="More")
    first, notes = parse_xlsx(data)
    assert values(first) == [("1",)]
    assert notes[0].message == "read from the first of 2 sheets, “Sheet”"
    other, _ = parse_xlsx(data, "More")
    assert other is not None
    assert other.columns == ("other",)
    missing, notes = parse_xlsx(data, "Mor")
    assert missing is None
    assert notes[0].hint == "the sheets are: Sheet, More"


def test_line_breaks_that_excel_escapes_are_line_breaks() -> None:
    sheet, _ = parse_xlsx(workbook([["a"], ["one_x000D_\ntwo"]]))
    assert values(sheet) == [("one\ntwo",)]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
def test_what_is_no_workbook_is_refused(name: str) -> None:
    sheet, notes = parse_sheet(name, b"not a workbook")
    assert sheet is None
    assert notes


def test_a_package_that_is_no_workbook_is_refused() -> None:
    from tests.exchange.word import docx, p

    sheet, notes = parse_sheet("a.xlsx", docx(p("x")))
    assert sheet is None
    assert "the workbook cannot be read" in notes[0].message


def test_windows_1252_is_refused_unless_told() -> None:
    data = "a,b\ncafé,1\n".encode("windows-1252")
    assert parse_sheet("a.csv", data)[0] is None
    assert values(parse_sheet("a.csv", data, encoding="windows-1252")[0]) == [("café", "1")]


def test_formulas_that_nobody_worked_out_are_said() -> None:
    sheet, notes = parse_xlsx(workbook([["a", "b"], ["1", "=1+1"], ["2", ""]]))
    assert values(sheet) == [("1", ""), ("2", "")]
    assert notes[0].message == "1 formula without a value read as empty"


def test_a_workbook_that_declares_entities_is_refused() -> None:
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["a"], ["1"]]))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = b'<!DOCTYPE x [<!ENTITY a "b">]>' + part
            new.writestr(name, part)
    sheet, notes = parse_xlsx(data.getvalue())
    assert sheet is None
    assert "document type" in notes[0].message
