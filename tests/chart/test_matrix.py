"""The matrix: which rows and columns it has, in which order, and what stands in its cells."""

import csv
import io
import json
import subprocess
import sys
from typing import Any

import pytest

from framework_cli.chart import Tally, tally
from framework_cli.chart.matrix import CannotChartError, matrix
from framework_cli.chart.table import table
from framework_cli.index import Filters
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.render.tables import table_bytes
from tests.chart.study import TEXT, grid, index, passage, source, study

SITES = {"P02": {"site": "b", "role": ""}, "P01": {"site": "a", "role": "x"}, "NA": {"site": "", "role": "x"}}
SECOND = TEXT.index("line 2")
FOUND = index(
    passage("P01", 0, 9, "stigma lived", id="k3f9a2q7"),
    passage("P01", 40, 60, "shame", id="m2x8d0aa"),
    passage("P02", 0, 9, "referral"),
)


def rows(study: Study, index: Index, **asked: Any) -> list[list[str]]:
    """The CSV of a matrix, read back."""
    data = table_bytes(table(study, index, **asked), "csv").decode()
    return list(csv.reader(io.StringIO(data, newline="")))


def test_counts_have_a_column_per_id_in_codebook_order_and_a_row_per_case_in_study_order():
    assert rows(study(SITES), FOUND) == [
        ["case", "lived", "stigma", "referral", "debt"],
        ["P02", "0", "0", "1", "0"],
        ["P01", "1", "2", "0", "0"],
        ["NA", "0", "0", "0", "0"],
    ]


def test_a_theme_has_a_column_once_something_is_tagged_with_it_itself():
    own = index(passage(codes="money community"))
    assert rows(study(), own)[:2] == [
        ["case", "community", "lived", "stigma", "referral", "money", "debt"],
        ["P01", "1", "0", "0", "0", "1", "0"],
    ]


def test_levels_are_themes_or_ids_as_tagged():
    assert rows(study(), FOUND, level="theme")[:2] == [
        ["case", "community", "referral", "money"],
        ["P01", "2", "0", "0"],
    ]
    assert rows(study(), FOUND, level="code")[:2] == [
        ["case", "lived", "stigma", "shame", "referral", "debt"],
        ["P01", "1", "1", "1", "0", "0"],
    ]


def test_presence_is_0_or_1():
    assert rows(study(), FOUND, cells="presence")[1] == ["P01", "1", "1", "0", "0"]


def test_counts_and_presence_are_whole_numbers():
    for cells in ("counts", "presence"):
        assert {str(kind) for kind in matrix(study(), FOUND, cells=cells).dtypes} == {"int64"}


def test_grouping_adds_the_attribute_after_the_case_and_orders_by_it_none_last():
    assert [row[:2] for row in rows(study(SITES), FOUND, by="site")] == [
        ["case", "site"], ["P01", "a"], ["P02", "b"], ["NA", ""],
    ]  # fmt: skip


def test_transposed_the_matrix_has_a_row_per_id_and_a_column_per_case():
    assert rows(study(SITES), FOUND, transpose=True) == [
        ["subtheme", "P02", "P01", "NA"],
        ["lived", "0", "1", "0"],
        ["stigma", "0", "2", "0"],
        ["referral", "1", "0", "0"],
        ["debt", "0", "0", "0"],
    ]


def test_rows_can_be_sources_also_those_without_excerpts():
    held = [source("P01"), source("G1", speakers={"A": "P01", "B": "P02"})]
    both = index(passage("G1", 0, 9, cases=["P01", "P02"]), passage("P01", 0, 9))
    assert rows(study(sources=held), both, rows="source", level="theme") == [
        ["source", "community", "referral", "money"],
        ["P01", "1", "0", "0"],
        ["G1", "1", "0", "0"],
    ]


def test_rows_can_be_the_values_of_an_attribute_and_an_excerpt_counts_once_in_each():
    cases = {"P01": {"site": "b"}, "P02": {"site": "b"}, "P03": {"site": "a"}, "P04": {"site": ""}}
    group = index(passage("P01", 0, 9, cases=["P01", "P02", "P03"]), passage("P04", 0, 9, "lived"))
    assert rows(study(cases), group, rows="site") == [
        ["site", "lived", "stigma", "referral", "debt"],
        ["a", "0", "1", "0", "0"],
        ["b", "0", "1", "0", "0"],
        ["", "1", "0", "0", "0"],
    ]


def test_an_attribute_called_like_a_column_of_ours_counts_as_any_other():
    cases = {"P01": {"start": "x", "code": "y"}, "P02": {"start": "", "code": "y"}}
    assert rows(study(cases), FOUND, rows="start", level="theme")[1:] == [
        ["x", "2", "0", "0"],
        ["", "0", "1", "0"],
    ]
    assert rows(study(cases), FOUND, rows="code", level="code")[1] == ["y", "1", "1", "1", "1", "0"]


def test_a_document_has_a_row_of_its_own_but_is_no_participant():
    with_report = study({"P01": {"site": "a"}}, documents=["report"])
    found = index(passage("P01"), passage("report"))
    assert [row[0] for row in rows(with_report, found)] == ["case", "P01", "report"]
    assert rows(with_report, found, rows="site")[1:] == [["a", "0", "1", "0", "0"]]


def test_rows_can_be_cases_and_waves():
    held = [source("A1", "P01", "1"), source("A2", "P01", "2"), source("P02")]
    both = index(passage("A2", cases=["P01"], wave="2"))
    assert rows(study(sources=held), both, rows="case-wave", level="theme") == [
        ["case", "wave", "community", "referral", "money"],
        ["P01", "1", "0", "0", "0"],
        ["P01", "2", "1", "0", "0"],
        ["P02", "", "0", "0", "0"],
    ]
    assert rows(study(sources=held), both, rows="case-wave", transpose=True)[0] == [
        "subtheme",
        "P01@1",
        "P01@2",
        "P02",
    ]


ALL = ["case", "lived", "stigma", "referral", "debt"]


@pytest.mark.parametrize(
    ("asked", "header", "first"),
    [
        (Filters(case=("P01",)), ALL, ["P01"]),
        (Filters(where=("site=b",)), ALL, ["P02"]),
        (Filters(where=("site!=b", "role=x")), ALL, ["P01", "NA"]),
        (Filters(where=("site=a", "site=b")), ALL, ["P02", "P01"]),
        (Filters(theme=("community",)), ["case", "lived", "stigma"], ["P02", "P01", "NA"]),
        (Filters(code=("stigma",)), ["case", "stigma"], ["P02", "P01", "NA"]),
        (Filters(code=("shame",)), ["case", "stigma"], ["P02", "P01", "NA"]),
        (Filters(theme=("community",), code=("debt",)), ["case"], ["P02", "P01", "NA"]),
        (Filters(source=("P01",)), ALL, ["P01"]),
    ],
)  # fmt: skip
def test_filters_choose_rows_and_columns(asked, header, first):
    got = rows(study(SITES), FOUND, filters=asked)
    assert got[0] == header
    assert [row[0] for row in got[1:]] == first


def test_a_filter_by_a_nested_id_counts_only_what_is_tagged_with_it():
    assert rows(study(), FOUND, filters=Filters(code=("shame",)))[1] == ["P01", "1"]


def test_a_filter_by_wave_counts_that_wave_and_shows_the_cases_in_it():
    held = [source("A1", "P01", "1"), source("A2", "P01", "2"), source("P02", wave="1")]
    found = index(passage("A1", cases=["P01"], wave="1"), passage("A2", cases=["P01"], wave="2"))
    asked = Filters(wave=("2",))
    assert rows(study(sources=held), found, level="theme", filters=asked)[1:] == [["P01", "1", "0", "0"]]
    assert rows(study(sources=held), found, rows="source", level="theme", filters=asked)[1:] == [
        ["A2", "1", "0", "0"]
    ]


GRID = grid(
    [("P01", ""), ("P02", "")],
    ["lived", "stigma", "referral", "debt"],
    {
        "P01/lived": "charted She said | it",
        "P01/stigma": "stale Old words",
        "P01/referral": "not-asked",
        "P02/lived": "nothing-said",
    },
)  # fmt: skip


def test_states_are_words():
    assert rows(study(), FOUND, grid=GRID, cells="states") == [
        ["case", "lived", "stigma", "referral", "debt"],
        ["P01", "charted", "stale", "not-asked", "uncharted"],
        ["P02", "nothing-said", "uncharted", "uncharted", "uncharted"],
    ]


def test_summaries_are_the_words_and_no_blank_cell_is_filled_for_programs():
    assert rows(study(), FOUND, grid=GRID, cells="summaries") == [
        ["case", "lived", "stigma", "referral", "debt"],
        ["P01", "She said | it", "Old words", "", ""],
        ["P02", "", "", "", ""],
    ]
    told = json.loads(table_bytes(table(study(), FOUND, GRID, cells="summaries"), "json"))
    assert told["rows"][1] == {"case": "P02", "lived": "", "stigma": "", "referral": "", "debt": ""}


def test_to_people_a_blank_summary_says_why_it_is_blank_and_never_quotes():
    for format in ("md", "html"):
        told = table_bytes(table(study(), FOUND, GRID, cells="summaries"), format).decode()
        assert "(not asked)" in told
        assert "(nothing said)" in told
        assert "(uncharted)" in told
        assert "1 summary is stale" in told
        assert "of the talk" not in told


def test_where_cells_are_kept_by_wave_states_and_summaries_have_a_wave():
    by_wave = grid([("P01", "1"), ("P01", "2"), ("P02", "")], ["stigma"], {"P01@2/stigma": "charted Two"})
    assert rows(study(), FOUND, grid=by_wave, cells="summaries") == [
        ["case", "wave", "stigma"], ["P01", "1", ""], ["P01", "2", "Two"], ["P02", "", ""],
    ]  # fmt: skip
    held = study(sources=[source("A1", "P01", "1"), source("A2", "P01", "2"), source("P02")])
    asked = Filters(wave=("2",))
    assert rows(held, FOUND, grid=by_wave, cells="states", filters=asked)[1:] == [["P01", "2", "charted"]]


def test_states_and_summaries_keep_to_the_filters_too():
    asked = Filters(case=("P02",), theme=("community",))
    assert rows(study(), FOUND, grid=GRID, cells="states", filters=asked) == [
        ["case", "lived", "stigma"], ["P02", "nothing-said", "uncharted"],
    ]  # fmt: skip


def test_quotes_are_a_listing_with_reference_and_id_in_order_of_place():
    found = index(
        passage("P01", 40, 60, "shame", id="m2x8d0aa"),
        passage("P01", 0, 9, "stigma", id="k3f9a2q7"),
        passage("P01", 0, 9, "stigma", id="zz9a2q70", coder="RS"),
        passage("P02", SECOND, SECOND + 33, "stigma"),
    )
    got = rows(study(), found, cells="quotes")
    first = f"[P01:1 k3f9a2q7 zz9a2q70] {TEXT[0:9]}\n\n[P01:2 m2x8d0aa] {TEXT[40:60]}"
    assert got[1] == ["P01", "", first, "", ""]
    assert got[2] == ["P02", "", f"[P02:2-3] {TEXT[SECOND : SECOND + 33]}", "", ""]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"rows": "sitee"}, "did you mean “site”"),
        ({"by": "towns"}, "there are site, role"),
        ({"by": "site", "rows": "source"}, "groups rows that are cases"),
        ({"by": "site", "rows": "role"}, "groups rows that are cases"),
        ({"cells": "states", "rows": "source"}, "belong to a case"),
        ({"cells": "summaries", "rows": "site"}, "belong to a case"),
        ({"cells": "summaries", "level": "theme"}, "belong to subthemes"),
        ({"cells": "colours"}, "cells are one of"),
        ({"cells": "states", "filters": Filters(coder=("AK",))}, "all coding that counts"),
        ({"cells": "summaries", "speakers": "all"}, "all coding that counts"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(asked, reason):
    with pytest.raises(CannotChartError, match=reason):
        matrix(study(SITES), FOUND, **asked)


def test_a_study_without_codebook_or_cases_gives_an_empty_matrix():
    assert rows(study([]), index()) == [["case", "lived", "stigma", "referral", "debt"]]


def test_a_table_has_numbers_and_titles_for_people_and_facts_for_programs():
    made = table(study(labels={"case": "Participant"}), FOUND)
    assert made.headings["stigma"] == "1.2 Stigma"
    assert made.headings["case"] == "Participant"
    assert made.groups["stigma"] == "1 Forming a community"
    assert made.groups["referral"] == "2 Referral"
    assert (made.stub, made.notice, made.title) == (1, "Fictional", "Numbers of excerpts – Trial")
    told = json.loads(table_bytes(made, "json"))
    assert told["columns"][1] == {"id": "stigma", "number": "1.2", "name": "Stigma", "theme": "community"}
    turned = json.loads(table_bytes(table(study(), FOUND, transpose=True), "json"))
    assert turned["columns"] == [{"id": "P01"}, {"id": "P02"}]
    assert turned["rows"][1] == {
        "subtheme": "stigma", "number": "1.2", "name": "Stigma", "theme": "community", "P01": 2, "P02": 0,
    }  # fmt: skip


def test_transposed_cases_stand_under_the_value_that_groups_them():
    made = table(study(SITES), FOUND, by="site", transpose=True)
    assert list(made.columns) == ["subtheme", "P01", "P02", "NA"]
    assert made.groups == {"P01": "site: a", "P02": "site: b", "NA": "site: none"}


def test_participants_count_once_whatever_their_waves_and_documents_apart():
    held = grid(
        [("P01", ""), ("P02", ""), ("P03", "1"), ("P03", "2"), ("report", "")],
        ["lived", "stigma"],
        {
            "P01/lived": "stale Words",
            "P02/lived": "nothing-said",
            "P03@1/lived": "nothing-said",
            "P03@2/lived": "charted Later",
            "report/lived": "charted Words",
            "P01/stigma": "not-asked",
            "P03@1/stigma": "nothing-said",
        },
    )
    people = study(["P01", "P02", "P03"], documents=["report"])
    found = tally.cases(people, held, documents=False)
    assert found["lived"] == Tally(charted=2, nothing_said=1, stale=1)
    assert found["lived"].spoke == "2 of 3 speak to this"
    assert found["stigma"] == Tally(not_asked=1, uncharted=2)
    assert found["stigma"].spoke == "1 not asked; 2 not yet charted"
    assert tally.cases(people, held, documents=True)["lived"] == Tally(charted=1)


def test_cells_are_tallied_for_participants_and_for_documents_apart():
    held = grid(
        [("P01", "1"), ("P01", "2"), ("P02", ""), ("report", "")],
        ["lived", "stigma"],
        {"P01@1/lived": "stale Words", "P02/lived": "not-asked", "report/stigma": "charted Words"},
    )
    found = study(["P01", "P02"], documents=["report"])
    assert tally.cells(found, held, held.columns, documents=False) == Tally(1, 0, 1, 4, stale=1)
    assert tally.cells(found, held, ["stigma"], documents=True) == Tally(charted=1)


def test_importing_the_room_or_its_tallies_costs_no_pandas():
    code = "import sys, framework_cli.chart; sys.exit('pandas' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
