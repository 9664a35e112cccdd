"""Every format, read back by a parser of its own, gives the texts that went in."""

import csv
import io
import json
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import html5lib
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from openpyxl.utils.escape import unescape

from framework_cli.model.table import Table
from framework_cli.render.tables import FORMATS, UnfitTableError, table_bytes

HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% for %}",
    "a | b || c \\| d \\",
    "=1+1",
    '=HYPERLINK("https://example.org","x")',
    "-2+3",
    "@SUM(A1)",
    "https://example.org/?a=1&b=2",
    'say "no", then',
    "one\ntwo\n\nthree",
    "lone\rreturn",
    "👩‍👩‍👧 é 漢字",
    "שלום \u202eabc\u202c",
    "line\u2028separator\u2029 and \x85 next\u2028",
    "*bold* _it_ `code` [a](b) <b>&amp;&lt; ~~x~~ # 1. - $a$",
    "  edges\t",
    "\u00a0hard space\u00a0",
    "NA",
    "007",
    "1.10",
    "no",
    "",
    "<!-- -->",
    "\\",
]

ROWS = [(f"r{i}", text, i % 2) for i, text in enumerate(HOSTILE)]
THREE = [[a, b, str(c)] for a, b, c in ROWS]


def listing() -> Table:
    return Table(("id", "words", "flag"), ROWS)


def matrix() -> Table:
    return Table(
        ("case", "site", "stigma", "referral", "other"),
        [("P01", "a", 2, 0, 1), ("NA", "=1+1", 0, 11, 0)],
        headings={"stigma": "1.1 Stigma | shame", "referral": "1.2 Referral", "other": "2 <Other>"},
        groups={"stigma": "1 Community", "referral": "1 Community", "other": "2 <Other>"},
        stub=2,
        about={
            "stigma": {"number": "1.1", "name": "Stigma | shame", "theme": "community"},
            "referral": {"number": "1.2", "name": "Referral", "theme": "community"},
            "other": {"number": "2", "name": "<Other>", "theme": "other"},
        },
        title="Counts",
        notice="Fictional <data>",
    )


def told(table: Table, format: str) -> str:
    return table_bytes(table, format).decode()


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def read_md(text: str) -> list[list[str]]:
    """Rows of cells as plain text, by a GFM parser."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append("".join(map(_md_text, token.children or ())))
        elif token.type == "table_close":
            break
    return rows


def _md_text(token: Token) -> str:
    if token.type == "html_inline":
        assert token.content == "<br>", "nothing but our own line breaks may be HTML"
        return "\n"
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    assert token.type in ("text", "text_special", "strong_open", "strong_close"), token
    return token.content


def read_html(data: bytes) -> tuple[ElementTree.Element, list[list[str]]]:
    document = html5lib.parse(data, transport_encoding="utf-8", namespaceHTMLElements=False)
    return document, [["".join(cell.itertext()) for cell in row] for row in document.iter("tr")]


def read_xlsx(data: bytes) -> tuple[Any, list[list[Any]]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_csv_gives_back_every_text_and_ends_lines_with_a_line_feed():
    table = listing()
    text = told(table, "csv")
    assert read_csv(text) == [["id", "words", "flag"], *THREE]
    assert "\r\n" not in text
    assert text.endswith("\n")


def test_csv_keeps_a_text_that_looks_like_a_formula_as_it_is():
    assert "\nr3,=1+1,1\n" in told(listing(), "csv")


def test_flags_are_0_and_1_and_nothing_is_the_empty_text():
    table = Table(("a", "b", "c"), [(True, False, None)])
    assert told(table, "csv") == "a,b,c\n1,0,\n"
    assert json.loads(told(table, "json")) == [{"a": 1, "b": 0, "c": None}]


def test_a_csv_of_one_empty_text_still_has_a_row():
    assert read_csv(told(Table(("a",), [("",)]), "csv")) == [["a"], [""]]


def test_json_of_a_list_is_an_array_of_objects_and_jsonl_has_one_a_line():
    table = listing()
    expected = [{"id": a, "words": b, "flag": c} for a, b, c in ROWS]
    assert json.loads(told(table, "json")) == expected
    lines = told(table, "jsonl").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == expected


def test_json_of_a_matrix_has_numbers_and_titles_beside_the_ids():
    data = json.loads(told(matrix(), "json"))
    assert data["columns"][0] == {
        "id": "stigma",
        "number": "1.1",
        "name": "Stigma | shame",
        "theme": "community",
    }
    assert data["rows"][0] == {"case": "P01", "site": "a", "stigma": 2, "referral": 0, "other": 1}
    assert data["notice"] == "Fictional <data>"


def test_json_of_a_transposed_matrix_has_them_on_the_rows():
    about = {"stigma": {"number": "1.1", "name": "Stigma", "theme": "community"}}
    table = Table(("subtheme", "P01", "name"), [("stigma", 2, 5)], stub=1, about={}, row_about=about)
    (row,) = json.loads(told(table, "json"))["rows"]
    assert row == {"subtheme": "stigma", "number": "1.1", "theme": "community", "P01": 2, "name": 5}


def test_a_column_called_as_the_first_one_loses_nothing_in_any_format():
    table = Table(
        ("case", "case"),
        [("P01", 3)],
        headings={"case": "1 Case work"},
        stub=1,
        about={"case": {"number": "1"}},
    )
    assert told(table, "csv") == "case,case\nP01,3\n"
    data = json.loads(told(table, "json"))
    assert data["rows"] == [{"case": "P01", "case_2": 3}]
    assert data["columns"] == [{"id": "case", "key": "case_2", "number": "1"}]
    assert read_md(told(table, "md"))[0] == ["case", "1 Case work"]
    assert read_html(table_bytes(table, "html"))[1][0] == ["case", "1 Case work"]


def test_markdown_gives_back_every_text():
    table = listing()
    assert read_md(told(table, "md")) == [
        ["id", "words", "flag"],
        *THREE,
    ]


def test_markdown_has_theme_over_the_first_of_its_subthemes():
    text = told(matrix(), "md")
    assert read_md(text)[0] == [
        "case",
        "site",
        "1 Community\n1.1 Stigma | shame",
        "1.2 Referral",
        "2 <Other>",
    ]
    assert text.startswith("# Counts\n\n**Fictional \\<data\\>**\n\n| case")


def test_html_gives_back_every_text_and_makes_no_element_of_it():
    table = listing()
    document, rows = read_html(table_bytes(table, "html"))
    assert rows == [["id", "words", "flag"], *THREE]
    assert not list(document.iter("script"))
    assert not list(document.iter("img"))


def test_html_groups_subthemes_under_their_theme_and_heads_each_row():
    document, rows = read_html(table_bytes(matrix(), "html"))
    above = [(cell.tag, cell.get("colspan"), "".join(cell.itertext())) for cell in next(document.iter("tr"))]
    assert above == [("td", "2", ""), ("th", "2", "1 Community"), ("th", "1", "2 <Other>")]
    assert rows[2] == ["P01", "a", "2", "0", "1"]
    body = next(document.iter("tbody"))
    assert [cell.get("scope") for cell in body[0]] == ["row", "row", None, None, None]
    assert "".join(next(document.iter("caption")).itertext()) == "Counts"
    assert next(p for p in document.iter("p") if p.get("class") == "notice").text == "Fictional <data>"


def test_a_spreadsheet_gives_back_every_text_as_a_text():
    table = listing()
    sheet, rows = read_xlsx(table_bytes(table, "xlsx"))
    back = [[unescape(v) if isinstance(v, str) else v for v in row] for row in rows]
    assert back == [["id", "words", "flag"], *([a, b or None, c] for a, b, c in ROWS)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_a_spreadsheet_has_themes_above_subthemes_and_keeps_its_headings_in_view():
    sheet, rows = read_xlsx(table_bytes(matrix(), "xlsx"))
    assert rows[0][0] == "Counts – Fictional <data>"
    assert rows[1] == [None, None, "1 Community", None, "2 <Other>"]
    assert rows[2] == ["case", "site", "1.1 Stigma | shame", "1.2 Referral", "2 <Other>"]
    assert rows[3] == ["case", "site", "stigma", "referral", "other"]
    assert rows[5] == ["NA", "=1+1", 0, 11, 0]
    assert sheet.freeze_panes == "C5"
    assert [str(each) for each in sheet.merged_cells.ranges] == ["C2:D2"]


def test_a_spreadsheet_goes_on_in_the_row_beneath_where_a_text_is_too_long_and_says_so():
    long = "wörd 👩 " * 9000
    said: list[str] = []
    data = table_bytes(
        Table(("case", "words", "n"), [("P01", long, 4), ("P02", "short", 5)], stub=1), "xlsx", said.append
    )
    _, rows = read_xlsx(data)
    parts = [row for row in rows if row[0] == "P01"]
    assert rows[0] == ["case", "words", "n", "continues"]
    assert "".join(row[1] for row in parts) == long
    assert all(len(row[1].encode("utf-16-le")) // 2 <= 32767 for row in parts)
    assert [row[2:] for row in parts] == [[4, None], *([[None, 1]] * (len(parts) - 1))]
    assert rows[-1] == ["P02", "short", 5, None]
    assert len(said) == 1
    assert "32,767" in said[0]


def test_a_spreadsheet_is_sound_xml_whatever_the_text_holds():
    wild = "".join(map(chr, range(1, 32))) + "\x7f\x80\ufffe\uffff _x0041_"
    data = table_bytes(Table((wild,), [(wild,)]), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
        words = "".join(ElementTree.fromstring(package.read("xl/sharedStrings.xml")).itertext())
    assert words == re.sub("[\x01-\x08\x0b-\x1f]", lambda c: f"_x{ord(c[0]):04X}_", wild[:31]) + (
        "\x7f\x80_xFFFE__xFFFF_ _x005F_x0041_"
    )


def test_a_spreadsheet_too_small_for_a_table_is_refused_before_anything_is_lost():
    wide = Table(tuple(f"c{i}" for i in range(16385)), [])
    with pytest.raises(UnfitTableError, match="use csv"):
        table_bytes(wide, "xlsx")


def test_plain_text_is_aligned_and_keeps_a_row_on_a_line():
    text = told(Table(("id", "words", "n"), [("a", "漢字\nx", 7), ("bcd", "\x1b[31mred", 110)]), "text")
    assert text == "id   words       n\na    漢字↵x      7\nbcd  ␛[31mred  110\n"


def test_plain_text_is_not_padded_to_one_long_quote():
    lines = told(Table(("words", "n"), [("x" * 500, 1), ("y", 2)]), "text").split("\n")
    assert lines[1] == "x" * 500 + "  1"
    assert lines[2] == "y      2"


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_table_gives_the_same_bytes(format):
    assert table_bytes(matrix(), format) == table_bytes(matrix(), format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_without_rows_or_columns_is_still_a_table(format):
    assert bool(table_bytes(Table(("a", "b"), iter(())), format)) is (format != "jsonl")
    assert isinstance(table_bytes(Table((), []), format), bytes)


ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
PRINTED = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\\|`*_<&")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(ANY, max_size=30), max_size=4))
def test_any_text_survives_csv_json_and_html(texts):
    table, rows = law(texts)
    assert read_csv(told(table, "csv")) == rows
    assert [list(row.values()) for row in json.loads(told(table, "json"))] == rows[1:]
    assert read_html(table_bytes(table, "html"))[1] == rows


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(PRINTED, max_size=30), max_size=4))
def test_any_text_without_control_characters_survives_markdown(texts):
    table, rows = law(texts)
    assert read_md(told(table, "md")) == rows


def law(texts: list[str]) -> tuple[Table, list[list[str]]]:
    rows = [[f"r{i}", text] for i, text in enumerate(texts)]
    return Table(("id", "words"), rows), [["id", "words"], *rows]
