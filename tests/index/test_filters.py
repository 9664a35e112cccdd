"""Choosing a part of an index."""

import pytest

from framework_cli.index import Filters, build, counted, filter_errors, rows, select
from framework_cli.model.case import Case
from framework_cli.model.source import Speaker
from framework_cli.model.study import Study

from .study import annotations, excerpt, source, study

GROUP = "Ann: I was ashamed.\nBen: They sent me on.\nCat: Nobody asked.\n"


@pytest.fixture
def made() -> Study:
    speakers = {"Ann": Speaker("Ann", case="A1"), "Ben": Speaker("Ben", case="B1", wave="2")}
    group = source("FG", GROUP, "Ann", "Ben", "Cat", speakers=speakers, wave="1")
    alone = source("P01", "P01: I was sent on.\nP01: And lost.\n", "P01", case="P01")
    coded = (
        excerpt("FG", "AK", 0, "I was ashamed.\nBen: They", "shame", "referral"),
        excerpt("FG", "AK", 1, "Nobody asked", "help"),
    )
    others = (excerpt("P01", "RS", 0, "sent on", "referral"), excerpt("P01", "RS", 1, "gone"))
    ann = Case("A1", attributes={"site": "a", "role": "x"})
    agreed = excerpt("FG", "agreed", 0, "I was ashamed", "shame", origins=("fgak0000",))
    return study(
        group,
        alone,
        files=(
            annotations("FG", "AK", *coded),
            annotations("FG", "agreed", agreed),
            annotations("P01", "RS", *others),
        ),
        cases=(ann, Case("B1", attributes={"site": "b"}), Case("P01")),
    )


def listed(made: Study, **filters: tuple[str, ...]) -> list[tuple[str, str, str]]:
    index = select(build(made)[0], made, Filters(**filters))
    return [(row.excerpt, row.code, row.case) for row in rows(index, made)]


def test_no_filter_is_everything(made):
    assert listed(made) == [
        ("fgagreed0000", "shame", "A1"),
        ("fgak0000", "referral", "A1"),
        ("fgak0000", "referral", "B1"),
        ("fgak0000", "shame", "A1"),
        ("fgak0000", "shame", "B1"),
        ("fgak0001", "help", ""),
        ("p01rs0000", "referral", "P01"),
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"case": ("B1",)}, [("fgak0000", "referral", "B1"), ("fgak0000", "shame", "B1")]),
        ({"source": ("P01",)}, [("p01rs0000", "referral", "P01")]),
        ({"wave": ("2",)}, [("fgak0000", "referral", "B1"), ("fgak0000", "shame", "B1")]),
        ({"code": ("help",), "source": ("FG",)}, [
            ("fgak0000", "referral", "A1"), ("fgak0000", "referral", "B1"), ("fgak0001", "help", ""),
        ]),
        ({"code": ("stigma",), "coder": ("agreed",)}, [("fgagreed0000", "shame", "A1")]),
        ({"theme": ("feeling",), "case": ("B1",)}, [("fgak0000", "shame", "B1")]),
        ({"theme": ("feeling",), "code": ("referral",)}, []),
        ({"where": ("site=a",), "coder": ("agreed",)}, [("fgagreed0000", "shame", "A1")]),
        ({"where": ("site=a", "site=b"), "code": ("referral",)}, [
            ("fgak0000", "referral", "A1"), ("fgak0000", "referral", "B1"),
        ]),
        ({"where": ("site!=a", "role!=x")}, [
            ("fgak0000", "referral", "B1"), ("fgak0000", "shame", "B1"), ("p01rs0000", "referral", "P01"),
        ]),
        ({"wave": ("1",), "code": ("help",)}, [("fgak0000", "referral", "A1"), ("fgak0001", "help", "")]),
    ],
)  # fmt: skip
def test_filters_narrow_to_rows_that_meet_all_of_them(made, filters, expected):
    assert listed(made, **filters) == expected


def test_choosing_a_coder_makes_that_coding_count(made):
    index = build(made)[0]
    assert [p.excerpt.id for p in counted(index)] == ["fgagreed0000", "p01rs0000"]
    chosen = select(index, made, Filters(coder=("AK",)))
    assert [p.excerpt.id for p in counted(chosen)] == ["fgak0000", "fgak0001"]
    both = select(index, made, Filters(coder=("AK", "agreed")))
    assert [p.excerpt.id for p in counted(both)] == ["fgagreed0000"]


def test_what_has_no_place_is_kept_by_source_coder_and_code(made):
    index = build(made)[0]
    assert [u.excerpt.id for u in index.unresolved] == ["p01rs0001"]
    for filters, kept in [
        (Filters(source=("P01",)), 1),
        (Filters(source=("FG",)), 0),
        (Filters(coder=("AK",)), 0),
        (Filters(case=("P01",)), 1),
        (Filters(case=("A1",)), 0),
        (Filters(code=("help",)), 0),
        (Filters(where=("site=a",)), 0),
    ]:
        assert len(select(index, made, filters).unresolved) == kept, filters


def test_unknown_names_are_told_with_a_suggestion(made):
    errors = filter_errors(
        made,
        Filters(
            case=("A2",),
            source=("FG", "P1"),
            theme=("stigma",),
            code=("referal", "stigma"),
            coder=("AK", "agreed"),
            wave=("9",),
            where=("sit=a", "site", "site!=q"),
        ),
    )
    assert len(errors) == 7
    assert any("“referral”" in error for error in errors)
    assert any("“site”" in error and "sit" in error for error in errors)
    assert any("attribute=value" in error for error in errors)
    assert filter_errors(made, Filters(case=("A1", "P01"), wave=("1", "2"), where=("role!=x",))) == []


def test_equals_signs_and_blanks_in_a_value_belong_to_it(made):
    from framework_cli.index import condition

    assert condition("site=a=b") == ("site", True, "a=b")
    assert condition("site != a b ") == ("site", False, "a b")
    assert condition("=a") is None


def test_what_is_no_condition_is_met_by_no_case_in_the_index_and_in_the_matrix_alike(made):
    from framework_cli.chart.shape import cases
    from framework_cli.index import meets

    index = build(made)[0]
    for where in (("site=a",), ("site=a", "site=b"), ("site!=a",), ("site=",), ("site",), ("=a",)):
        met = {case for case in made.cases if meets(made, case, where)}
        assert set(cases(made, Filters(where=where))) == met
        kept = {b.case for p in select(index, made, Filters(where=where)).passages for b in p.belongs}
        assert kept <= met
    assert not meets(made, next(iter(made.cases)), ("site",))
    assert meets(made, "nobody", ("site!=a",))
