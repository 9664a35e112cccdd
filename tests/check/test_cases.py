"""Whole studies with a fault and the text that `check` prints about it, line and column included."""

from pathlib import Path

import pytest

from framework_cli.model.diagnostic import Location
from framework_cli.render.diagnostics import render
from tests.check.studies import found

CASES = Path(__file__).parents[1] / "cases"


def cases() -> list[Path]:
    return sorted(folder for folder in CASES.iterdir() if (folder / "study").is_dir())


def test_there_are_cases():
    assert len(cases()) >= 15


@pytest.mark.parametrize("folder", cases(), ids=lambda folder: folder.name)
def test_the_findings_of_a_study_are_those_expected_byte_for_byte(folder):
    root = folder / "study"
    assert render(found(root), "text", root=root).encode() == (folder / "expected.txt").read_bytes()


@pytest.mark.parametrize("folder", cases(), ids=lambda folder: folder.name)
def test_the_findings_come_in_order_of_path_line_column_and_rule(folder):
    places = [(d.primary, d.rule.id) for d in found(folder / "study")]
    keys = [(w.path, w.line, w.column, id) for w, id in places if isinstance(w, Location)]
    assert keys == sorted(keys)
    assert len(keys) == len(places)
