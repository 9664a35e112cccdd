"""`framework checklist` as it is typed."""

import csv
import io
import json
from pathlib import Path

from tests.cli.study import framework

WORKED = Path(__file__).resolve().parents[2]


def test_a_checklist_fits_a_terminal_and_says_what_is_left(tmp_path: Path) -> None:
    done = framework("-C", str(WORKED), "checklist", "coreq", cwd=tmp_path)
    assert done.returncode == 0
    assert "author must write" in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.split("\n"))


def test_a_checklist_as_a_table_has_a_row_an_item(tmp_path: Path) -> None:
    said = framework("-C", str(WORKED), "checklist", "srqr", "--format", "csv", cwd=tmp_path).stdout
    assert [row["item"] for row in csv.DictReader(io.StringIO(said))] == [f"S{n}" for n in range(1, 22)]
    said = framework("-C", str(WORKED), "checklist", "rameses", "--format", "json", cwd=tmp_path).stdout
    assert len(json.loads(said)["rows"] if isinstance(json.loads(said), dict) else json.loads(said)) == 20


def test_no_box_of_a_checklist_in_markdown_is_ticked(tmp_path: Path) -> None:
    target = tmp_path / "coreq.md"
    framework("-C", str(WORKED), "checklist", "coreq", "-o", str(target), cwd=tmp_path)
    said = target.read_text(encoding="utf-8")
    assert said.count("- [ ] ") == 32
    assert "[x]" not in said


def test_a_checklist_that_is_not_known_is_refused(tmp_path: Path) -> None:
    assert framework("-C", str(WORKED), "checklist", "prisma", cwd=tmp_path).returncode == 2
