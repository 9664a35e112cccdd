"""Cases are added to cases.csv; what stands there stays, to the byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.exchange.cases import Merged, import_cases, merge, read_cases
from framework_cli.exchange.sheet import parse_csv
from framework_cli.read import load


def merged(text: str, csv: str, **told: str) -> Merged:
    sheet, _ = parse_csv(csv)
    assert sheet is not None
    incoming, conflicts, notes = read_cases(sheet, told)
    assert incoming is not None, notes
    done = merge(text, incoming)
    done.conflicts[:0] = conflicts
    return done


def test_a_new_table_keeps_every_value_as_text() -> None:
    done = merged("", 'Participant,age,note\n007,07,NA\nNA,1.10,"a, ""b"""\n')
    assert done.text == 'case,age,note\n007,07,NA\nNA,1.10,"a, ""b"""\n'
    assert done.cases == 2


def test_new_rows_and_columns_are_added_and_old_bytes_stay() -> None:
    before = 'case , site,age\nP01, "north, far" ,30\n\nP02,south,\nP03\n'
    done = merged(before, "case,age,role\nP02,41,nurse\nP04,22,clerk\nP03,,lead\n")
    assert done.text == (
        'case , site,age,role\nP01, "north, far" ,30,\n\nP02,south,41,nurse\nP03,,,lead\nP04,,22,clerk\n'
    )
    assert (done.cases, done.columns, done.filled) == (1, ("role",), 1)
    assert done.conflicts == []


def test_a_value_that_differs_is_a_conflict_and_stays() -> None:
    before = "case,site\nP01,north\n"
    done = merged(before, "case,site\nP01,south\n")
    assert done.text == before
    assert done.conflicts == [(2, "P01", "site")]


def test_two_rows_for_one_case_complete_each_other_or_conflict() -> None:
    done = merged("", "case,a,b\nP01,1,\nP01,,2\nP01,3,\n")
    assert done.text == "case,a,b\nP01,1,2\n"
    assert done.conflicts == [(4, "P01", "a")]


def test_importing_twice_changes_nothing() -> None:
    csv = 'case,site\nP01,"north, far"\nP02,\n'
    once = merged("case\nP09\n", csv)
    assert merged(once.text, csv).text == once.text


def test_a_file_without_a_last_line_feed_gets_one_before_the_new_rows() -> None:
    assert merged("case,a\nP01,1", "case,a\nP02,2\n").text == "case,a\nP01,1\nP02,2\n"


def test_columns_that_differ_in_case_only_are_one() -> None:
    assert merged("case,Age\nP01,\n", "case,AGE\nP01,7\n").text == "case,Age\nP01,7\n"


def test_the_column_of_the_case_can_be_told() -> None:
    assert merged("", "Wer,x\nP01,1\n", case="Wer").text == "case,x\nP01,1\n"


def test_a_table_that_names_no_case_column_is_refused() -> None:
    sheet, _ = parse_csv("x,y\n1,2\n")
    assert sheet is not None
    incoming, _, notes = read_cases(sheet, {})
    assert incoming is None
    assert notes[0].hint == "--map case=COLUMN; the columns are: x, y"


def test_a_row_without_a_case_is_reported_with_its_number() -> None:
    sheet, _ = parse_csv("case,a\nP01,1\n,2\n")
    assert sheet is not None
    _, _, notes = read_cases(sheet, {})
    assert [note.message for note in notes] == ["row 3 names no case and is left out"]


def test_values_that_kind_cannot_hold_are_doubted() -> None:
    sheet, _ = parse_csv("case,kind\nP01,nurse\nP02,site\n")
    assert sheet is not None
    _, _, notes = read_cases(sheet, {})
    assert notes[0].message == "the column kind holds 1 value it cannot: nurse"


def test_a_broken_cases_csv_is_left_alone() -> None:
    before = 'case,a\nP01,"open\n'
    done = merged(before, "case,a\nP02,1\n")
    assert done.text == before
    assert done.notes[0].message == "cases.csv has errors of its own"


def test_the_file_keeps_its_mark_and_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_bytes(b"\xef\xbb\xbfcase,a\r\nP01,1\r\n")
    (tmp_path / "new.csv").write_bytes(b"case,a,b\nP02,2,3\n")
    import_cases(tmp_path, tmp_path / "new.csv")
    assert (tmp_path / "cases.csv").read_bytes() == b"\xef\xbb\xbfcase,a,b\r\nP01,1,\r\nP02,2,3\r\n"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_bytes(b"case,a\nP02,2\n")
    assert import_cases(tmp_path, tmp_path / "new.csv", dry_run=True).cases == 1
    assert not (tmp_path / "cases.csv").exists()


VALUE = st.text(st.sampled_from(list("aé🙂,\"' \n=1;|")), max_size=8).map(str.strip)


@given(st.dictionaries(st.sampled_from(["P1", "P2", "P3", "NA", "007"]), st.tuples(VALUE, VALUE), min_size=1))
def test_what_is_imported_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, cases: dict[str, tuple[str, str]]
) -> None:
    import csv

    root = tmp_path_factory.mktemp("study")
    (root / "framework.yaml").write_text("title: x\n", encoding="utf-8")
    (root / "cases.csv").write_text("case,old\nP1,kept\n", encoding="utf-8", newline="\n")
    with (root / "in.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(
            [("case", "a", "b"), *((k, *v) for k, v in cases.items())]
        )
    done = import_cases(root, root / "in.csv")
    assert done.conflicts == []
    study, _ = load(root)
    for id, (a, b) in cases.items():
        held = study.cases[id].attributes
        assert (held.get("a", ""), held.get("b", "")) == (a, b)
    assert study.cases["P1"].attributes["old"] == "kept"
