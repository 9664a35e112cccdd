"""Coefficients as a table: its columns by unit and coders, and what stands beneath it."""

from pathlib import Path

import pytest

from framework_cli.compare.coefficient_table import coefficients_table, for_people
from framework_cli.compare.coefficients import UNITS, coefficients
from framework_cli.model.table import Table
from tests.compare.coded import MYSELF, SISTER, WORK, coding, study, twice

AK = coding((SISTER, "family"), (WORK, "stigma"))
RS = coding((SISTER, "family"), (MYSELF, "stigma"))


def table(root: Path, unit: str = "turn", by: str = "code", **more: str) -> Table:
    found, index = study(root, {**twice(AK=AK, RS=RS, **more), **second()})
    return coefficients_table(found, coefficients(found, index, unit=unit, by=by, resamples=50))


def second() -> dict[str, str]:
    return {"annotations/P02.AK.yaml": AK, "annotations/P02.RS.yaml": AK}


@pytest.mark.parametrize("unit", UNITS)
def test_no_figure_is_praised_and_none_has_a_mark_to_pass(tmp_path: Path, unit: str) -> None:
    said = " ".join(table(tmp_path, unit).notes).lower()
    for word in ("substantial", "moderate", "excellent", "acceptable", "poor", "good", "significant"):
        assert word not in said


@pytest.mark.parametrize("unit", UNITS)
def test_unit_coders_sources_and_the_figure_of_the_interval_are_named(tmp_path: Path, unit: str) -> None:
    found = table(tmp_path, unit)
    assert found.notes[0].startswith("Unit: a ")
    assert found.notes[0].endswith("Coders: AK, RS. Sources: P01, P02.")
    figure = "|uα" if unit == "character" else "α"
    assert any(note.startswith(f"low, high: 95 % bootstrap interval of {figure}, ") for note in found.notes)


@pytest.mark.parametrize("unit", UNITS)
def test_each_column_of_a_figure_that_people_see_is_explained(tmp_path: Path, unit: str) -> None:
    found = for_people(table(tmp_path, unit))
    (columns,) = (note for note in found.notes if note.startswith("Columns: "))
    shown = [name for name in found.columns[3:] if not name.endswith(("_low", "_high"))]
    for name in shown:
        assert found.headings.get(name, name) in columns


def test_three_coders_have_congers_kappa_and_two_have_cohens(tmp_path: Path) -> None:
    assert "cohen_kappa" in table(tmp_path / "two").columns
    three = table(tmp_path / "three", "cell", MP=coding((SISTER, "family")))
    assert "conger_kappa" in three.columns and "cohen_kappa" not in three.columns
    assert any("κ, Conger's" in note for note in three.notes)


def test_characters_have_u_alpha_and_soft_f1_over_all_units_alone(tmp_path: Path) -> None:
    found = table(tmp_path, "character")
    whole, coded = (dict(zip(found.columns, row, strict=True)) for row in list(found.rows)[:2])
    assert (whole["u_alpha"], whole["soft_f1"]) == (1.0, 1.0)
    assert (coded["u_alpha"], coded["soft_f1"]) == (None, None)


def test_counts_of_cells_stand_beside_figures_that_may_have_no_value(tmp_path: Path) -> None:
    found = for_people(table(tmp_path, "cell"))
    assert next(iter(found.rows))[:4] == ["family", "all", 2, "AK 2, RS 2"]
