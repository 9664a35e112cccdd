"""Counting: what counts once, what counts twice, and that it equals the plainest possible count."""

from collections.abc import Iterable
from itertools import combinations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.chart.aggregate import aggregate
from framework_cli.chart.long import long
from framework_cli.model.codebook import Codebook
from framework_cli.model.passage import Passage
from tests.chart.study import codebook, index, passage, study


def counts(
    *passages: Passage, rows: Iterable[str] = ("case",), column: str = "subtheme"
) -> dict[tuple[str, ...], int]:
    names = list(rows)
    frame = aggregate(long(index(*passages), study()), names, column)
    return {tuple(row[:-1]): row[-1] for row in frame.itertuples(index=False)}


def test_passages_of_one_column_and_case_that_overlap_count_once():
    assert counts(passage(start=0, end=5), passage(start=4, end=9)) == {("P01", "stigma"): 1}


def test_passages_that_only_touch_count_twice():
    assert counts(passage(start=0, end=5), passage(start=5, end=9)) == {("P01", "stigma"): 2}


def test_a_passage_that_overlaps_two_others_joins_them_whoever_coded_it():
    bridge = [passage(start=0, end=5), passage(start=8, end=12), passage(start=4, end=9, coder="RS")]
    assert counts(*bridge) == {("P01", "stigma"): 1}


def test_a_long_passage_holds_all_that_lie_within_it():
    inside = [
        passage(start=0, end=50),
        passage(start=2, end=4),
        passage(start=30, end=40),
        passage(start=50, end=51),
    ]
    assert counts(*inside) == {("P01", "stigma"): 2}


def test_agreed_excerpts_count_each_even_where_they_overlap():
    agreed = [passage(start=0, end=5, coder="agreed"), passage(start=0, end=5, coder="agreed")]
    assert counts(*agreed) == {("P01", "stigma"): 2}


def test_an_excerpt_with_two_codes_counts_once_in_their_common_theme_agreed_or_not():
    for coder in ("AK", "agreed"):
        both = passage(codes="stigma lived", coder=coder)
        assert counts(both) == {("P01", "stigma"): 1, ("P01", "lived"): 1}
        assert counts(both, column="theme") == {("P01", "community"): 1}


def test_a_code_given_twice_on_an_excerpt_counts_once():
    assert counts(passage(codes="stigma stigma", coder="agreed")) == {("P01", "stigma"): 1}


def test_a_nested_code_counts_in_its_subtheme_and_a_theme_in_its_own_column():
    assert counts(passage(codes="shame"), passage(codes="community", start=9, end=12)) == {
        ("P01", "stigma"): 1,
        ("P01", "community"): 1,
    }
    assert counts(passage(codes="shame"), column="code") == {("P01", "shame"): 1}


def test_the_same_place_in_two_sources_of_a_case_is_two_excerpts():
    assert counts(passage("P01"), passage("P02", cases=["P01"])) == {("P01", "stigma"): 2}


def test_talk_of_two_cases_counts_for_each_and_once_for_their_source():
    group = passage("P01", cases=["P01", "P02"])
    assert counts(group) == {("P01", "stigma"): 1, ("P02", "stigma"): 1}
    assert counts(group, rows=["source"]) == {("P01", "stigma"): 1}


def test_talk_of_nobody_counts_in_no_case_but_in_its_source():
    nobodys = passage("P01", cases=[])
    assert counts(nobodys) == {}
    assert counts(nobodys, rows=["source"]) == {("P01", "stigma"): 1}


def test_talk_of_interviewers_and_coding_that_does_not_count_are_left_out_of_the_long_table():
    left = index(passage(participant=False), passage(start=9, end=12, counts=False))
    assert long(left, study()).empty
    assert len(long(left, study(), speakers="all")) == 1


def test_a_code_that_the_codebook_does_not_have_is_no_row_and_no_error():
    assert counts(passage(codes="gone stigma")) == {("P01", "stigma"): 1}
    assert counts(passage(codes="gone")) == {}


def test_the_long_table_has_a_row_per_passage_code_and_case():
    frame = long(
        index(passage("P01", 3, 8, "shame money", cases=["P01", "P02"], wave="2", id="k3f9a2q7")), study()
    )
    columns = ["passage", "excerpt", "source", "coder", "case", "wave", "theme", "subtheme", "code"]
    assert list(frame.columns) == [*columns, "start", "end", "agreed"]
    assert frame[columns[4:]].astype(object).to_numpy().tolist() == [
        ["P01", "2", "community", "stigma", "shame"],
        ["P02", "2", "community", "stigma", "shame"],
        ["P01", "2", "money", "money", "money"],
        ["P02", "2", "money", "money", "money"],
    ]
    assert frame["excerpt"].tolist() == ["k3f9a2q7"] * 4
    assert frame["start"].tolist() == [3] * 4
    assert list(frame["code"].cat.categories) == list(codebook().codes)


def naive(passages: list[Passage], codes: Codebook, row: str, level: str) -> dict[tuple[str, str], int]:
    """The counting rule, written as plainly as can be and as slow as it likes."""
    cells: dict[tuple[str, str], set[int]] = {}
    for number, p in enumerate(passages):
        for tag in p.excerpt.codes:
            code = codes.codes[tag]
            column = {"theme": code.theme, "subtheme": code.subtheme or code.theme, "code": tag}[level]
            for belonging in p.belongs:
                cells.setdefault((belonging.case if row == "case" else p.excerpt.source, column), set()).add(
                    number
                )
    found = {}
    for cell, numbers in cells.items():
        groups = [{number} for number in numbers]
        for a, b in combinations(sorted(numbers), 2):
            p, q = passages[a], passages[b]
            alike = p.excerpt.source == q.excerpt.source and "agreed" not in (
                p.excerpt.coder,
                q.excerpt.coder,
            )
            if alike and p.start < q.end and q.start < p.end:
                one = next(g for g in groups if a in g) | next(g for g in groups if b in g)
                groups = [g for g in groups if not g & one] + [one]
        found[cell] = len(groups)
    return found


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    where = draw(st.sampled_from(["P01", "P02"]))
    start = draw(st.integers(0, 20))
    tags = draw(st.lists(st.sampled_from(list(codebook().codes)), min_size=1, max_size=3))
    who = draw(st.lists(st.sampled_from(["P01", "P02"]), min_size=1, max_size=2, unique=True))
    coder = "agreed" if where == "P02" else draw(st.sampled_from(["AK", "RS"]))
    return passage(where, start, start + draw(st.integers(1, 8)), tags, cases=sorted(who), coder=coder)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(passages(), max_size=12),
    st.sampled_from(["theme", "subtheme", "code"]),
    st.sampled_from(["case", "source"]),
)
def test_counts_equal_the_plainest_possible_count(drawn, level, row):
    expected = naive(drawn, codebook(), row, level)
    assert counts(*drawn, rows=[row], column=level) == expected


def test_an_empty_long_table_counts_nothing():
    frame = aggregate(long(index(), study()), ["case"], "subtheme")
    assert frame.empty
    assert list(frame.columns) == ["case", "subtheme", "excerpts"]
    assert isinstance(frame, pd.DataFrame)
