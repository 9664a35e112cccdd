"""Codes that stand together: the formulas on plain spans, and on studies."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.compare.cooccurrence import c_coefficient, cooccurrences, share_with, together
from framework_cli.index import build
from framework_cli.read import load
from tests.check.studies import sound


def test_the_coefficient_of_atlasti(shared: Path) -> None:
    cases = json.loads((shared.parent / "oracles" / "cooccurrence.json").read_text(encoding="utf-8"))["cases"]
    case = next(case for case in cases if case["id"] == "atlasti_c_coefficient")
    expected = {each["stat"]: each["value"] for each in case["expected"]}
    found = c_coefficient(**case["data"])
    assert found.value == pytest.approx(expected["c_coefficient"], abs=1e-9)
    assert not found.out_of_range
    assert share_with(case["data"]["n2"], case["data"]["n12"]) == expected["share_of_B_with_A"]


@pytest.mark.parametrize(
    ("n1", "n2", "n12", "value", "flagged"),
    [
        (2, 2, 3, 3.0, True),
        (2, 2, 4, None, True),
        (3, 3, 9, -3.0, True),
        (0, 0, 0, None, False),
        (1, 1, 1, 1.0, False),
    ],
)
def test_out_of_range_is_flagged_and_never_cut_off(
    n1: int, n2: int, n12: int, value: float | None, flagged: bool
) -> None:
    assert c_coefficient(n1, n2, n12) == (value, flagged)


def test_passages_characters_and_shares_of_two_codes() -> None:
    spans = {"a": {"P01": [(0, 10), (20, 30)]}, "b": {"P01": [(5, 25)], "P02": [(0, 10)]}}
    (found,) = together(spans)
    assert (found.passages, found.other_passages, found.overlapping) == (2, 2, 2)
    assert (found.characters, found.other_characters, found.shared) == (20, 30, 10)
    assert found.jaccard == 10 / 40
    assert (found.of_code, found.of_other) == (1.0, 1.0)
    assert found.c == (1.0, False)


def test_passages_that_only_touch_do_not_stand_together() -> None:
    (found,) = together({"a": {"P01": [(0, 10)]}, "b": {"P01": [(10, 20)]}})
    assert (found.overlapping, found.shared) == (0, 0)


def test_codes_without_passages_have_no_share() -> None:
    (found,) = together({"a": {}, "b": {}})
    assert (found.jaccard, found.of_code, found.of_other, found.c.value) == (None, None, None, None)


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1])), max_size=6
)


@given(spans, spans, spans)
def test_counts_are_those_of_looking_at_every_pair_and_character(
    one: list[tuple[int, int]], other: list[tuple[int, int]], third: list[tuple[int, int]]
) -> None:
    held = {"a": one, "b": other, "c": third}
    characters = {code: {n for s, e in spans for n in range(s, e)} for code, spans in held.items()}
    for found in together({code: {"P01": spans} for code, spans in held.items()}):
        pairs = [(x, y) for x in held[found.code] for y in held[found.other] if x[0] < y[1] and y[0] < x[1]]
        assert found.overlapping == len(pairs)
        assert found.shared == len(characters[found.code] & characters[found.other])
        assert found.characters == len(characters[found.code])


def test_two_coders_who_mark_one_passage_are_one_passage_and_one_case(tmp_path: Path) -> None:
    changed = {
        "annotations/P01.RS.yaml": (
            "- id: rrrrrr11\n  quote: sister came every week\n  codes: [family, stigma]\n"
            "- id: rrrrrr22\n  quote: I kept it to myself.\n  codes: [stigma]\n"
        )
    }
    study, _ = load(sound(tmp_path, changed))
    index, _ = build(study, cache=False)
    pair = next(
        p for p in cooccurrences(study, index) if {p.counts.code, p.counts.other} == {"family", "stigma"}
    )
    assert (pair.counts.passages, pair.counts.other_passages, pair.counts.overlapping) == (1, 2, 1)
    assert (pair.both, pair.either) == (("P01",), 1)
