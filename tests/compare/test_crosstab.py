"""Participants by attribute and code."""

from pathlib import Path

import pytest

from framework_cli.compare.crosstab import Row, crosstab, table
from framework_cli.index import Filters, build
from framework_cli.read import load
from tests.check.studies import sound
from tests.compare.test_saturation import STUDY


def test_each_case_counts_once_in_its_row_and_once_under_each_code() -> None:
    values = {"P1": ("north",), "P2": ("south",), "P3": ("",), "P4": ("north",)}
    codes = {"P1": ["a", "a", "b"], "P4": ["a"], "P3": ["b"], "P9": ["a"]}
    assert table(values, codes, ["a", "b", "c"]) == (
        Row(("north",), 2, (2, 1, 0)),
        Row(("south",), 1, (0, 0, 0)),
        Row(("",), 1, (0, 1, 0)),
    )


def test_participants_whose_talk_nobody_coded_are_in_no_denominator(tmp_path: Path) -> None:
    cases = "case,kind,site\nP01,person,north\nP2,person,north\nP10,person,south\nP7,person,south\n"
    study, _ = load(sound(tmp_path, {**STUDY, "cases.csv": cases}))
    index, _ = build(study, cache=False)
    found = crosstab(study, index, ["site"])
    assert found.columns == ("family", "stigma", "support-other")
    assert found.rows == (Row(("north",), 2, (2, 0, 0)), Row(("south",), 1, (0, 1, 0)))
    assert found.uncoded == ("P7",)


def test_filters_narrow_people_and_columns(tmp_path: Path) -> None:
    study, _ = load(sound(tmp_path, STUDY))
    index, _ = build(study, cache=False)
    found = crosstab(study, index, ["site"], filters=Filters(where=("site=south",), code=("stigma",)))
    assert found.columns == ("stigma",)
    assert found.rows == (Row(("south",), 1, (1,)),)


def test_an_attribute_that_no_case_has_is_an_error(tmp_path: Path) -> None:
    study, _ = load(sound(tmp_path))
    index, _ = build(study, cache=False)
    with pytest.raises(ValueError, match="colour"):
        crosstab(study, index, ["colour"])
