"""Code saturation against published figures, and on studies."""

import json
from itertools import permutations
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.compare.curve import curve, natural
from framework_cli.compare.saturation import (
    accumulation,
    chao2,
    jackknife1,
    rarefaction,
    saturation,
    saturation_after,
)
from framework_cli.index import Filters, build
from framework_cli.read import load
from tests.check.studies import sound


def oracle(shared: Path, id: str) -> dict[str, Any]:
    found = json.loads((shared.parent / "oracles" / "saturation.json").read_text(encoding="utf-8"))
    case: dict[str, Any] = next(case for case in found["cases"] if case["id"] == id)
    return case


def test_the_worked_example_of_guest_namey_and_chen(shared: Path) -> None:
    case = oracle(shared, "guest2020_worked_example")
    told = case["data"]
    found = saturation_after(
        told["base_codes"], told["new_codes_per_interview_after_base"],
        told["base_size"], told["run_length"], told["threshold"],
    )  # fmt: skip
    runs, ratios, notation = (each["value"] for each in case["expected"])
    assert [run.new for run in found.runs] == runs
    assert [run.ratio for run in found.runs] == pytest.approx(ratios, abs=1e-9)
    assert [(run.first, run.last) for run in found.runs] == [(5, 6), (6, 7), (7, 8)]
    assert found.notation == notation == "6+2"


def test_the_denominator_stays_the_base() -> None:
    found = saturation([10, 0, 0, 0, 5, 5, 1, 0], 4, 2, 0.1)
    assert [run.ratio for run in found.runs] == [1.0, 0.6, 0.1]
    assert found.notation == "6+2"


def test_saturation_that_cannot_be_shown_says_why(shared: Path) -> None:
    case = oracle(shared, "qdapy_never_and_undefined")
    told = case["data"]
    found = [saturation(each["new_codes"], 4, 2, 0.05) for each in told["cases"]]
    assert [each.notation for each in found] == case["expected"][0]["value"]
    assert [each.reason for each in found] == case["expected"][0]["reasons"]


def test_a_base_without_codes_has_no_ratio() -> None:
    found = saturation([0, 0, 3, 0], 2, 1)
    assert [run.ratio for run in found.runs] == [None, None]
    assert found.reason == "base has no codes"


def test_runs_that_bring_more_again_are_told() -> None:
    found = saturation([10, 0, 0, 4, 0], 1, 1)
    assert found.notation == "1+1"
    assert [(run.first, run.new) for run in found.above] == [(4, 4)]


@pytest.mark.parametrize(("base", "run"), [(0, 2), (4, 0)])
def test_a_base_or_run_of_nothing_is_an_error(base: int, run: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        saturation([1, 2, 3], base, run)


def test_new_and_cumulative_codes(shared: Path) -> None:
    case = oracle(shared, "accumulation_order")
    new, cumulative = (each["value"] for each in case["expected"])
    assert accumulation(case["data"]["documents"]) == (new, cumulative)


def test_rarefaction_is_that_of_vegan(shared: Path) -> None:
    case = oracle(shared, "vegan_dune")
    frequencies, units = case["data"]["incidence_frequency_per_code"], case["data"]["interviews"]
    means = rarefaction(frequencies, units)
    for each in case["expected"]:
        if each["stat"] == "rarefaction_mean":
            assert means[each["t"] - 1] == pytest.approx(each["value"], abs=each["tol"])
    estimates = {e["stat"]: e["value"] for e in case["expected"] if e["stat"] in ("chao2", "jackknife1")}
    assert chao2(frequencies, units) == pytest.approx(estimates["chao2"], abs=1e-6)
    assert jackknife1(frequencies, units) == pytest.approx(estimates["jackknife1"], abs=1e-6)


@given(st.lists(st.frozensets(st.sampled_from("abcde")), min_size=1, max_size=5))
def test_rarefaction_is_the_mean_of_every_order(units: list[frozenset[str]]) -> None:
    frequencies = [sum(code in unit for unit in units) for code in "abcde"]
    every = [accumulation(order)[1] for order in permutations(units)]
    assert rarefaction(frequencies, len(units)) == pytest.approx(
        [mean(step) for step in zip(*every, strict=True)]
    )


def test_chao2_without_a_code_in_two_units_stays_finite() -> None:
    assert chao2([1, 1, 1], 3) == pytest.approx(3 + 2 / 3 * 3)
    assert chao2([], 0) == 0.0
    assert jackknife1([0, 0], 0) == 0.0


def test_a_code_cannot_be_in_more_units_than_there_are() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        rarefaction([3], 2)


def transcript(number: int, words: str) -> dict[str, str]:
    return {f"transcripts/P{number}.txt": f"INT: And?\nP{number}: {words}\nP{number}: That is all.\n"}


def coded(number: int, words: str, code: str) -> dict[str, str]:
    entry = f"- id: k000000{number % 10}\n  quote: {words}\n  codes: [{code}]\n"
    return {**transcript(number, words), f"annotations/P{number}.AK.yaml": entry}


STUDY = {
    "cases.csv": "case,kind,site\nP2,person,north\nP10,person,south\n",
    **coded(2, "My brother did.", "family"),
    **coded(10, "I said nothing to them.", "stigma"),
    **transcript(7, "I would rather not say."),
    "charts/P01.md": "---\ncase: P01\n---\n",
}


def test_the_curve_of_a_study_follows_its_ids_by_number(tmp_path: Path) -> None:
    study, _ = load(sound(tmp_path, STUDY))
    index, _ = build(study, cache=False)
    found = curve(study, index)
    assert [(step.source, step.new, step.all) for step in found.steps] == [
        ("P01", ("family",), 1),
        ("P2", (), 1),
        ("P10", ("stigma",), 2),
    ]
    assert found.order == "study"
    assert found.uncoded == ("P7",)
    assert found.steps[-1].mean == 2.0
    assert found.outcome.reason == "too few interviews"


def test_dates_order_sources_where_every_one_has_a_date(tmp_path: Path) -> None:
    rows = "source,speaker,role,case,wave,kind,date\n"
    dates = "".join(
        f"{id},,,{id},,interview,2024-03-0{day}\n" for id, day in (("P01", 3), ("P2", 2), ("P10", 1))
    )
    study, _ = load(sound(tmp_path, {**STUDY, "sources.csv": rows + dates}))
    index, _ = build(study, cache=False)
    found = curve(study, index)
    assert found.order == "date"
    assert [step.source for step in found.steps] == ["P10", "P2", "P01"]
    assert [step.source for step in curve(study, index, order="study").steps] == ["P01", "P2", "P10"]


def test_filters_choose_codes_and_keep_the_sources_without_them(tmp_path: Path) -> None:
    study, _ = load(sound(tmp_path, STUDY))
    index, _ = build(study, cache=False)
    found = curve(study, index, filters=Filters(code=("stigma",)))
    assert [(step.source, step.used) for step in found.steps] == [("P01", 0), ("P2", 0), ("P10", 1)]


def test_ids_are_ordered_as_people_do() -> None:
    assert sorted(["P10", "P2", "FG1", "P2-2"], key=natural) == ["FG1", "P2", "P2-2", "P10"]
