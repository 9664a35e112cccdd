"""Charts out as a workbook, edited as people do, and back: nothing that a person wrote is lost."""

import datetime as dt
import errno
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from typer.testing import CliRunner

from framework_cli.cells import grid
from framework_cli.chart import roundtrip
from framework_cli.cli.app import app
from framework_cli.exchange import Plan, bring_back, parse_workbook, plan
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.render.workbook import chart_workbook
from tests.check.studies import sound

LONG = (
    "Her sister came every week, and said nothing of it to anybody at the chapel, nor to the\n"
    "neighbours [@k3f9a2q7]; before that nobody came [*@m2x8d0aa].\n"
    "[[Compare P02, who says | the opposite {{ 7*7 }} </script>.]]"
)
FILES = {
    "framework.yaml": "title: Trial & error\nnotice: Fictional data\ninterviewers: [INT]\norder: [site]\n",
    "transcripts/P02.txt": "INT: And you?\nP02: I told nobody | =1+1\n",
    "cases.csv": "case,kind,site\nP02,person,=south\nP01,person,north\n007,person,\n",
    "annotations/P01.AK.yaml": """\
- id: k3f9a2q7
  quote: My sister came every week.
  codes: [family]
- id: m2x8d0aa
  quote: Nobody at work knew.
  codes: [stigma]
""",
    "charts/P01.md": f"""\
---
case: P01
---
A portrait.

# 1 Support
## 1.1 Help from family {{#family charted=AK on=2024-03-09 reviewed=RS}}
<!-- evidence k3f9a2q7:5f82 -->
{LONG}

## 1.2 Shame {{#stigma state=not-asked}}
## 1.3 Other {{#support-other}}
<!-- framework P01:3 m2x8d0aa P01
Nobody at work knew.
-->
""",
    "charts/P02.md": """\
---
case: P02
---
# 1 Support
## 1.2 Shame {#stigma}
=HYPERLINK("http://x") told nobody, e\u0301 🎲 \u202eRTL\u202c _x0041_ _x000D_ _x005F_ <r>x</r>
""",
}
CASE, FIRST = 1, 5  # the column of cases and the first row beneath the headings, as openpyxl counts


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sound(tmp_path / "study", FILES)


def run(root: Path, *words: object) -> Any:
    clean = {"FRAMEWORK_CODER": None, "FRAMEWORK_STUDY": None}
    return CliRunner().invoke(app, ["-C", str(root), *map(str, words)], env=clean)


def export(root: Path, *words: str) -> Path:
    file = root.parent / "charts.xlsx"
    done = run(root, "chart", "-o", file, *words)
    assert done.exit_code == 0, done.output
    return file


def back(root: Path, file: Path, *words: object) -> Any:
    return run(root, "import", "chart", file, *words)


def edit(file: Path, change: Callable[[Any], object], *, rich: bool = False) -> None:
    """Change a workbook as another program does: everything is written anew."""
    book = openpyxl.load_workbook(file, rich_text=rich)
    change(book)
    book.save(file)


def at(sheet: Any, case: str, code: str) -> Any:
    """The cell of a case and code, wherever row and column have gone."""
    ids = next(row for row in sheet.iter_rows(max_row=9) if any(cell.value == ":case" for cell in row))
    columns = {cell.value: cell.column for cell in ids}
    rows = {sheet.cell(line, columns[":case"]).value: line for line in range(FIRST, sheet.max_row + 1)}
    return sheet.cell(rows[case], columns[code])


def put(case: str, code: str, words: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        at(book.worksheets[1], case, code).value = words

    return change


def files(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((root / "charts").iterdir())}


def test_the_workbook_is_made_for_reading(root: Path) -> None:
    book = openpyxl.load_workbook(export(root))
    assert book.sheetnames == ["Contents", "1 Support", "Codebook", "framework"]
    assert book["framework"].sheet_state == "hidden"
    told = [str(cell.value) for row in book["Contents"].iter_rows() for cell in row if cell.value]
    assert {"Trial & error", "Fictional data", "version 2", "(not yet charted)"} <= set(told)
    assert any("framework import chart FILE.xlsx" in each for each in told)
    sheet = book["1 Support"]
    assert sheet.freeze_panes == "B5" and sheet.row_dimensions[3].hidden
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$4"
    assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
    heads = [cell.value for cell in sheet[4]]
    assert heads == [
        "Case",
        "site",
        "1.1 Help from family",
        "1.2 Shame",
        "1.3 Other",
        "References and states",
    ]
    family = at(sheet, "P01", "family")
    assert family.alignment.wrap_text
    assert family.value == LONG.replace("to the\nneighbours", "to the neighbours")
    assert at(sheet, "P01", "stigma").value == "(not asked)"
    assert at(sheet, "007", "family").value == "(not yet charted)"
    assert at(sheet, "P01", ":references").value == "1.1  P01:2, *P01:3"
    hostile = at(sheet, "P02", "stigma")
    assert hostile.data_type == "s" and hostile.value.startswith("=HYPERLINK")
    assert at(sheet, "P02", "attribute:site").data_type == "s"


def test_a_stale_cell_says_so_in_words_and_colour(root: Path) -> None:
    chart = root / "charts/P01.md"
    chart.write_text(chart.read_text(encoding="utf-8").replace("5f82", "0000"), encoding="utf-8")
    sheet = openpyxl.load_workbook(export(root)).worksheets[1]
    assert at(sheet, "P01", ":references").value.startswith("1.1  stale: 1 excerpt reworded; P01:2")
    assert at(sheet, "P01", "family").fill.fgColor.rgb != at(sheet, "P02", "stigma").fill.fgColor.rgb


def test_the_same_study_gives_the_same_bytes(root: Path) -> None:
    assert export(root).read_bytes() == export(root).read_bytes()


def test_filters_and_order_hold_in_the_workbook(root: Path) -> None:
    sheet = openpyxl.load_workbook(export(root, "--by", "site", "--case", "P01", "--case", "007")).worksheets[
        1
    ]
    assert [sheet.cell(line, CASE).value for line in (5, 6)] == ["P01", "007"]


def test_what_was_not_changed_writes_nothing(root: Path) -> None:
    before, file = files(root), export(root)
    edit(file, lambda book: None)
    done = back(root, file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 cells changed, 9 the same" in done.stderr
    assert files(root) == before


def test_an_edited_summary_changes_its_words_and_no_other_byte(root: Path) -> None:
    file, before = export(root), (root / "charts/P01.md").read_text(encoding="utf-8")
    old = at(openpyxl.load_workbook(file).worksheets[1], "P01", "family").value
    edit(file, put("P01", "family", old.replace("every week", "each “week”")))
    dry = back(root, file, "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "")
    assert "P01/family: would be changed" in dry.stderr
    assert (root / "charts/P01.md").read_text(encoding="utf-8") == before
    done = back(root, file)
    assert (done.exit_code, done.stdout) == (0, "charts/P01.md\n")
    assert "P01/family was reviewed by RS before this change" in done.stderr
    assert (root / "charts/P01.md").read_text(encoding="utf-8") == before.replace("every week", "each “week”")
    assert "0 cells changed" in back(root, file).stderr


def test_new_words_come_under_the_right_heading_made_where_there_is_none(root: Path) -> None:
    file = export(root)
    edit(file, put("007", "stigma", "Nobody knew [@m2x8d0aa].\n- one\n- two"))
    edit(file, put("P01", "support-other", "(not yet charted) Something else."))
    done = back(root, file)
    assert done.exit_code == 0, done.stderr
    assert "framework chart --mark charted P01/support-other 007/stigma" in done.stderr
    assert (root / "charts/007.md").read_text(encoding="utf-8") == (
        '---\ncase: "007"\n---\n\n# 1 Support\n## 1.2 Shame {#stigma}\n'
        "Nobody knew [@m2x8d0aa].\n- one\n- two\n"
    )
    assert (root / "charts/P01.md").read_text(encoding="utf-8").endswith("-->\nSomething else.\n")


def test_both_changed_is_a_conflict_until_somebody_decides(root: Path) -> None:
    file, chart = export(root), root / "charts/P02.md"
    edit(file, put("P02", "stigma", "Told his aunt."))
    edit(file, put("P01", "family", "Sister came."))
    chart.write_text(
        chart.read_text(encoding="utf-8").replace("told nobody", "told no one"), encoding="utf-8"
    )
    held = chart.read_bytes()
    done = back(root, file, "--report", root.parent / "waits.csv")
    assert (done.exit_code, done.stdout) == (1, "charts/P01.md\n")
    assert "conflict: P02/stigma ('1 Support'!D5): changed in the workbook and in the study" in done.stderr
    assert "Told his aunt." in done.stderr and "told no one" in done.stderr
    assert chart.read_bytes() == held
    assert "P02/stigma,conflict," in (root.parent / "waits.csv").read_text(encoding="utf-8")
    kept = back(root, file, "--take", "study=P02/stigma")
    assert (kept.exit_code, chart.read_bytes()) == (0, held)
    taken = back(root, file, "--take", "workbook=P02/*")
    assert taken.exit_code == 0
    assert "\nTold his aunt.\n" in chart.read_text(encoding="utf-8")


def test_an_emptied_cell_deletes_nothing_by_itself(root: Path) -> None:
    file, before = export(root), files(root)
    edit(file, put("P01", "family", None))
    done = back(root, file)
    assert done.exit_code == 1 and files(root) == before
    assert "cleared: P01/family" in done.stderr
    assert back(root, file, "--take", "workbook=P01/family").exit_code == 0
    text = (root / "charts/P01.md").read_text(encoding="utf-8")
    assert "Her sister" not in text and "<!-- evidence k3f9a2q7:5f82 -->" in text


def test_a_cell_marked_as_not_asked_waits(root: Path) -> None:
    file, before = export(root), files(root)
    edit(file, put("P01", "stigma", "She was ashamed."))
    assert back(root, file).exit_code == 1 and files(root) == before
    assert back(root, file, "--take", "workbook=P01/stigma").exit_code == 0
    assert "{#stigma}\nShe was ashamed.\n" in (root / "charts/P01.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Nothing said.", "chart --mark nothing-said 007/family"),
        ("=1+1", "takes it for a formula: type an apostrophe"),
        (dt.date(2026, 4, 3), "takes it for a date or time"),
        (12.5, "takes it for a number"),
        (True, "takes it for a truth value"),
        ("Fine\n\n# A heading", "would end the cell"),
        (LONG.replace("to the\n", "to the "), "these were the words of P01/family"),
    ],
)
def test_what_cannot_be_a_summary_waits_with_its_reason(root: Path, words: object, reason: str) -> None:
    file, before = export(root), files(root)
    edit(file, put("P01", "family", "Other words of hers."))
    edit(file, put("007", "family", words))
    done = back(root, file, "--take", "study=P01/family")
    assert done.exit_code == 1 and files(root) == before
    assert reason in done.stderr


def test_rows_and_columns_may_go_anywhere(root: Path) -> None:
    file = export(root)

    def scramble(book: Any) -> None:
        sheet = book.worksheets[1]
        at(sheet, "P01", "family").value = "Sister came."
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        turned = [list(reversed(row)) for row in [*rows[:4], *reversed(rows[4:])]]
        for line, row in enumerate(turned, 1):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(line, place, value)
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
        sheet.insert_cols(2)
        sheet.cell(4, 2).value = "My thoughts"
        sheet.cell(6, 2).value = "=not yours"
        sheet.insert_rows(1, 2)
        sheet.row_dimensions[8].hidden = True
        sheet.title = "Renamed"
        book.create_sheet("Mine").append(["words"])
        book.move_sheet("Mine", -4)

    edit(file, scramble)
    done = back(root, file)
    assert (done.exit_code, done.stdout) == (0, "charts/P01.md\n")
    assert "1 cell changed, 8 the same" in done.stderr
    assert "column “My thoughts” of sheet “Renamed”" in done.stderr
    assert "sheet “Mine” is none of the export's" in done.stderr


def test_without_the_row_of_ids_the_headings_serve(root: Path) -> None:
    file = export(root)
    edit(file, put("P01", "family", "Sister came."))
    edit(file, lambda book: book.worksheets[1].delete_rows(1, 3))
    assert back(root, file).stdout == "charts/P01.md\n"
    edit(file, lambda book: book.worksheets[1].delete_rows(1))
    lost = back(root, file)
    assert "sheet “1 Support” has lost its headings" in lost.stderr


def test_deleted_rows_and_columns_leave_the_study_alone(root: Path) -> None:
    file, before = export(root), files(root)
    edit(file, lambda book: (book.worksheets[1].delete_rows(FIRST), book.worksheets[1].delete_cols(5)))
    done = back(root, file)
    assert done.exit_code == 0 and files(root) == before
    assert "5 cells of the export are not in the workbook any more" in done.stderr
    assert "columns support-other" in done.stderr


def test_a_row_twice_with_other_words_is_no_answer(root: Path) -> None:
    file, before = export(root), files(root)

    def twice(book: Any) -> None:
        sheet = book.worksheets[1]
        sheet.append([cell.value for cell in sheet[at(sheet, "P01", "family").row]])
        sheet.cell(sheet.max_row, 3).value = "Sister came."

    edit(file, twice)
    done = back(root, file, "--take", "workbook=*")
    assert done.exit_code == 1 and files(root) == before
    assert "it stands twice, with different words: '1 Support'!C6 and '1 Support'!C8" in done.stderr
    assert "Her sister" in done.stderr and "Sister came." in done.stderr


def test_rich_text_and_other_line_ends_are_words_like_others(root: Path) -> None:
    file = export(root)
    rich = CellRichText("Sister ", TextBlock(InlineFont(b=True), "came"), "\r\non Sundays.")
    edit(file, put("P01", "family", rich), rich=True)
    assert back(root, file).exit_code == 0
    assert "\nSister came\non Sundays.\n" in (root / "charts/P01.md").read_text(encoding="utf-8")


def test_an_unknown_case_or_code_is_listed(root: Path) -> None:
    file, before = export(root), files(root)

    def rename(book: Any) -> None:
        sheet = book.worksheets[1]
        sheet.cell(FIRST, CASE).value = "P99"
        sheet.append([None, None, "Whose words?"])

    edit(file, rename)
    done = back(root, file)
    assert done.exit_code == 1 and files(root) == before
    assert "the study has no case “P99”" in done.stderr
    assert "has words in rows that name no case (8)" in done.stderr


def test_a_case_that_left_the_study_is_not_taken_for_another(root: Path) -> None:
    file = export(root)
    cases = root / "cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("007,person,\n", ""), encoding="utf-8")
    edit(file, put("007", "family", "Words of 007."))
    done = back(root, file)
    assert done.exit_code == 1
    assert "unknown: 007/family ('1 Support'!C7): the study has no case “007” any more" in done.stderr


def test_an_older_export_brings_only_what_was_changed_in_it(root: Path) -> None:
    old = export(root)
    kept = old.read_bytes()
    edit(old, put("P01", "family", "Sister came."))
    assert back(root, old).exit_code == 0
    old.write_bytes(kept)
    after = files(root)
    done = back(root, old)
    assert done.exit_code == 0 and files(root) == after


def test_a_workbook_of_another_study_is_refused(root: Path, tmp_path: Path) -> None:
    book = """\
themes:
  - id: walks
    name: Walks
    subthemes: [{id: hills, name: Hills}]
"""
    cases = {"cases.csv": "case,kind\nW1,person\n", "framework.yaml": "title: Walks\n"}
    other = sound(tmp_path / "other" / "study", {**cases, "codebooks/example.yaml": book})
    file = export(root)
    done = back(other, file)
    assert done.exit_code == 1
    assert "this is a workbook of “Trial & error”: 1 of its 3 cases and 0 of its 3 columns" in done.stderr


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"PK\x05\x06" + b"\0" * 18, "cannot be read"),
        (b"case,family\nP01,words\n", "was it another kind of file, renamed?"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "is protected with a password"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(
    root: Path, tmp_path: Path, data: bytes, reason: str
) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(data)
    done = back(root, file)
    assert done.exit_code == 1 and reason in done.stderr and "Traceback" not in done.output


def test_a_matrix_of_nvivo_is_called_one(root: Path, shared: Path) -> None:
    done = back(root, shared / "nvivo-matrices/matrices/Int01_ID731.xlsx")
    assert done.exit_code == 1
    assert "this is a matrix that NVivo made" in done.stderr and "framework import segments" in done.stderr
    other = back(root, shared / "nvivo-matrices/records/refinements.xlsx")
    assert "for other tables see `framework import --help`" in other.stderr


def repacked(file: Path, change: Callable[[str, str], str]) -> None:
    """Change the parts of a workbook as they are stored."""
    data, stream = file.read_bytes(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
    file.write_bytes(stream.getvalue())


def test_words_that_look_like_an_escape_stay_words(root: Path) -> None:
    """As a spreadsheet program stores what somebody typed: a carriage return, and words that read so."""
    file = export(root)
    edit(file, put("P01", "family", "MARK"))
    stored = "typed _x005F_x000D_ and _x005F_x005F_ and _x005f_x0041_,_x000D_\nsent"
    repacked(file, lambda name, part: part.replace(">MARK<", f">{stored}<"))
    assert back(root, file).exit_code == 0
    text = (root / "charts/P01.md").read_text(encoding="utf-8")
    assert "\ntyped _x000D_ and _x005F_ and _x0041_,\nsent\n" in text
    before = files(root)
    assert "0 cells changed, 9 the same" in back(root, export(root)).stderr
    assert files(root) == before


def test_a_tab_that_a_program_made_a_space_is_no_change(root: Path) -> None:
    chart = root / "charts/P01.md"
    chart.write_text(chart.read_text(encoding="utf-8").replace("Her sister", "Her\tsister"), encoding="utf-8")
    file, before = export(root), files(root)
    old = at(openpyxl.load_workbook(file).worksheets[1], "P01", "family").value
    assert old.startswith("Her sister")
    assert "0 cells changed" in back(root, file).stderr and files(root) == before
    edit(file, put("P01", "family", old.replace("every week", "each week")))
    assert back(root, file).exit_code == 0
    assert "Her\tsister came each week" in chart.read_text(encoding="utf-8"), "what was not edited stays"


def test_the_words_for_a_blank_cell_are_no_summary(root: Path) -> None:
    file, before = export(root), files(root)
    edit(file, put("P01", "family", "(not yet charted)"))
    done = back(root, file)
    assert done.exit_code == 1 and files(root) == before
    assert "to take a summary away empty its cell" in done.stderr


def test_the_hidden_sheet_is_known_by_what_it_says(root: Path) -> None:
    file = export(root)

    def rename(book: Any) -> None:
        for number, sheet in enumerate(book.worksheets):
            sheet.title = f"Sheet{number}"

    edit(file, rename)
    edit(file, put("P01", "family", "Sister came."))
    assert back(root, file).stdout == "charts/P01.md\n"


def test_a_marker_that_somebody_made_up_costs_no_time(root: Path) -> None:
    file = export(root)

    def absurd(book: Any) -> None:
        for row in book["framework"].iter_rows():
            if row[0].value == "cell":
                row[5].value = "999999"

    edit(file, absurd)
    done = back(root, file)
    assert done.exit_code == 1 and "part 2 of 999999 is empty or gone" in done.stderr


def test_words_that_were_not_read_make_the_exit_code_1(root: Path) -> None:
    file, before = export(root), files(root)

    def rename(book: Any) -> None:
        sheet = book.worksheets[1]
        sheet.cell(4, 3).value = "1.1 Kin"
        sheet.delete_rows(3)

    edit(file, rename)
    done = back(root, file)
    assert done.exit_code == 1 and files(root) == before
    assert "column “1.1 Kin” of sheet “1 Support” is none of the export's, and was not read" in done.stderr
    assert "is it “1.1 Help from family”? then call it so" in done.stderr

    edit(export(root), lambda book: book.worksheets[1].cell(FIRST, CASE, None))
    edit(
        root.parent / "charts.xlsx", lambda book: setattr(book.worksheets[1].cell(FIRST, CASE), "value", None)
    )
    done = back(root, root.parent / "charts.xlsx")
    assert done.exit_code == 1 and "some words in the workbook were not read" in done.stderr


def test_a_comment_on_a_cell_stays_in_the_workbook_and_is_mentioned(root: Path) -> None:
    file = export(root)

    def annotate(book: Any) -> None:
        at(book.worksheets[1], "P01", "family").comment = Comment("Check.", "A board")

    edit(file, annotate)
    assert "1 comment on cells: they stay in the workbook" in back(root, file).stderr


def test_a_comment_that_is_never_closed_is_warned_of(root: Path) -> None:
    file = export(root)
    edit(file, put("P01", "family", "She came [@k3f9a2q7]. [[Check this"))
    done = back(root, file)
    assert done.exit_code == 0 and "P01/family opens a comment [[ that nothing closes" in done.stderr


def test_many_that_wait_are_listed_and_only_some_shown_whole(root: Path) -> None:
    file = export(root)

    def more(book: Any) -> None:
        for number in range(20):
            book.worksheets[1].append([f"p{number}", None, f"words {number}"])

    edit(file, more)
    done = back(root, file)
    assert done.stderr.count("unknown: p") == 20 and done.stderr.count("in the workbook\n") < 20
    assert "the study has no case “p1”: did you mean “P01”?" in done.stderr
    assert "both versions of all of them: --report FILE" in done.stderr


def test_where_one_file_cannot_be_written_none_is_and_none_is_begun(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = export(root), files(root)
    edit(file, put("P01", "family", "Sister came."))
    edit(file, put("007", "stigma", "Nobody knew [@m2x8d0aa]."))
    real, calls = Path.replace, []

    def refuses(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuses)
    done = back(root, file)
    assert done.exit_code == 1 and "nothing was written: Input/output error" in done.stderr
    assert files(root) == before


def test_a_workbook_without_the_hidden_sheet_is_refused(root: Path) -> None:
    file = export(root)
    edit(file, lambda book: book.remove(book["framework"]))
    done = back(root, file)
    assert done.exit_code == 1
    assert "export a workbook with `framework chart -o FILE.xlsx`" in done.stderr


def test_a_take_that_names_nothing_is_an_error_and_nothing_is_written(root: Path) -> None:
    file, before = export(root), files(root)
    edit(file, put("P01", "family", "Sister came."))
    done = back(root, file, "--take", "workbook=P03/family")
    assert done.exit_code == 1 and files(root) == before
    assert back(root, file, "--take", "both=P01/family").exit_code == 2
    assert back(root, file, "--report", file).exit_code == 2


def test_a_text_too_long_for_a_cell_goes_on_beneath_and_comes_back(root: Path) -> None:
    long = "word [@k3f9a2q7] " * 4000 + "end."
    chart = root / "charts/P01.md"
    chart.write_text(chart.read_text(encoding="utf-8").replace(LONG, long), encoding="utf-8")
    done = run(root, "chart", "-o", root.parent / "charts.xlsx")
    assert "1 summary is longer than the 32,767 characters" in done.stderr
    file, before = root.parent / "charts.xlsx", files(root)
    assert "0 cells changed, 9 the same" in back(root, file).stderr

    def change(book: Any) -> None:
        sheet = book.worksheets[1]
        line = at(sheet, "P01", "family").row  # of a case twice the last row: its third part
        assert [sheet.cell(each, 2).value for each in range(line - 2, line + 1)] == ["1", "2", "3"]
        sheet.cell(line, 4).value += " And more."

    edit(file, change)
    assert back(root, file).exit_code == 0
    assert files(root)["P01.md"] == before["P01.md"].replace(b"end.", b"end. And more.")
    edit(file, lambda book: book.worksheets[1].delete_rows(at(book.worksheets[1], "P01", "family").row))
    assert "part 3 of 3 is empty or gone" in back(root, file).stderr


def test_a_sheet_of_a_million_empty_rows_takes_no_memory(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet(roundtrip.SHEET).write_string(0, 0, roundtrip.FORMAT)
    book.add_worksheet("x").write_string(200_000, 3, "far away")
    book.close()
    read, notes = parse_workbook(stream.getvalue())
    assert read is not None and not notes and not read.pieces


ODDITIES = [
    *(
        "a",
        "- b",
        "[[c]]",
        "[@k3f9a2q7]",
        "1. x",
        "=1+1",
        "{{ 7*7 }}",
        "“q”",
        "e\u0301🎲",
        "\u2028",
        "\ufffe",
    ),
    *("_x0041_", "<r>z</r>", "> q", "\x0b", "\u202e"),
    "long words that fill a line of sixty characters or so, more or less",
]
WORDS = st.lists(st.sampled_from([*ODDITIES, " ", "\n", "\n\n", "  \n", "\\\n"]), max_size=12).map(
    lambda parts: "".join(parts).strip()
)


@given(WORDS, WORDS)
def test_what_is_written_in_a_workbook_stands_in_the_next_one(before: str, text: str) -> None:
    assert roundtrip.normal(roundtrip.shown(roundtrip.written(before, text))) == roundtrip.normal(text)


@given(WORDS)
def test_a_comment_or_citation_that_stays_keeps_its_bytes(words: str) -> None:
    comment = "[[a comment over\ntwo lines that are rather long, longer than sixty characters, and\nmore]] x"
    before = f"{words} {comment}".strip()
    after = roundtrip.written(before, roundtrip.shown(before) + " added")
    assert comment in after


@settings(max_examples=10, deadline=None)
@given(before=WORDS, text=WORDS)
def test_out_and_back_writes_nothing_and_an_edit_comes_out_again(
    tmp_path_factory: pytest.TempPathFactory, before: str, text: str
) -> None:
    root = sound(tmp_path_factory.mktemp("law") / "study", FILES)
    chart = root / "charts/P01.md"
    chart.write_bytes(chart.read_text(encoding="utf-8").replace(LONG, before or "x").encode())
    made = made_of(root)
    assert not plan_of(root, made).changes and not plan_of(root, made).waiting
    book = openpyxl.load_workbook(io.BytesIO(made))
    new = (text + " and so on").translate({0x0B: None, 0xFFFE: None})  # openpyxl refuses them
    cell = at(book.worksheets[1], "P01", "family")
    cell.value = new
    cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    done = bring_back(load(root)[0], plan_of(root, stream.getvalue()))
    assert not done.waiting
    again = openpyxl.load_workbook(io.BytesIO(made_of(root)))
    assert roundtrip.normal(at(again.worksheets[1], "P01", "family").value) == roundtrip.normal(new)


def made_of(root: Path) -> bytes:
    study = load(root)[0]
    index = build(study, cache=False)[0]
    states = grid(study, index)
    return chart_workbook(study, index, states, states.rows, states.columns)


def plan_of(root: Path, data: bytes) -> Plan:
    book, _ = parse_workbook(data)
    assert book is not None
    return plan(load(root)[0], book)
