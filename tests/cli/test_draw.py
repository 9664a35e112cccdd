"""`framework theory draw`, `theory typology` and `contrast` as they are typed."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.study import framework

WORKED = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("suffix", ["svg", "html", "md", "mmd", "txt"])
def test_a_drawing_is_the_same_whenever_it_is_made(tmp_path: Path, suffix: str) -> None:
    made = [tmp_path / f"{name}.{suffix}" for name in ("one", "two")]
    for target in made:
        assert framework("-C", str(WORKED), "theory", "draw", "cop", "-o", str(target)).returncode == 0
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_drawing_to_a_pipe_is_well_formed(tmp_path: Path) -> None:
    said = framework("-C", str(WORKED), "theory", "draw", "cop", "--format", "svg").stdout
    assert ElementTree.fromstring(said).tag.endswith("svg")


def test_a_site_that_nobody_is_of_is_refused_with_what_may_be_meant(tmp_path: Path) -> None:
    done = framework("-C", str(WORKED), "theory", "draw", "--site", "Quayfeld")
    assert done.returncode == 2
    assert "did you mean “Quayfield”?" in done.stderr


def test_a_theory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert framework("-C", str(WORKED), "theory", "draw", "nothing").returncode == 2


def test_types_are_a_table_for_programs() -> None:
    said = framework("-C", str(WORKED), "theory", "typology", "cop", "--format", "json").stdout
    assert "teller" in said
    json.loads(said)


def test_a_typology_that_is_not_there_is_refused() -> None:
    done = framework("-C", str(WORKED), "theory", "typology", "--typology", "none")
    assert done.returncode == 2


def test_groups_of_an_attribute_that_nobody_has_are_refused() -> None:
    done = framework("-C", str(WORKED), "contrast", "sit")
    assert done.returncode == 2
    assert "did you mean site?" in done.stderr


def test_waves_stand_side_by_side() -> None:
    said = framework("-C", str(WORKED), "contrast", "wave", "--code", "asking", "--format", "csv").stdout
    assert said.startswith("code,case,wave=,wave=2,changed\nasking,P01,")
