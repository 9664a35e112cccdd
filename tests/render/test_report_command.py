"""`framework summarise`, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.render.report_study import write_study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study")


def run(study: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FRAMEWORK_")}
    return subprocess.run(
        [sys.executable, "-m", "framework_cli", "-C", str(study), "summarise", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=study,
        env=environment,
        check=False,
    )


def test_it_writes_both_renderings_and_says_where(study: Path):
    done = run(study)
    assert (done.returncode, done.stdout) == (0, "reports/report.html\nreports/report.md\n"), done.stderr
    assert (study / "reports/report.html").read_bytes().startswith(b"<!doctype html>")
    assert b"\r" not in (study / "reports/report.md").read_bytes()


def test_the_report_for_outside_has_a_name_of_its_own(study: Path):
    assert run(study, "--for", "outside").stdout == "reports/report-outside.html\nreports/report-outside.md\n"
    assert not (study / "reports/report.html").exists()


def test_a_second_run_changes_no_byte(study: Path):
    run(study)
    before = [(study / f"reports/report.{kind}").read_bytes() for kind in ("html", "md")]
    run(study)
    assert [(study / f"reports/report.{kind}").read_bytes() for kind in ("html", "md")] == before


def test_a_file_is_written_in_the_format_of_its_suffix(study: Path, tmp_path: Path):
    target = tmp_path / "out" / "r.md"
    assert run(study, "-o", str(target), "--only", "codebook").returncode == 0
    assert target.read_text(encoding="utf-8").startswith("# Waiting rooms")
    assert not (study / "reports").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--only", "themas"], "did you mean “themes”?"),
        (["-o", "report.pdf"], "use .html, .md or .docx"),
        (["--for", "outside", "--only", "matrix"], "for the team alone"),
        (["--template", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_a_wrong_call_ends_with_two_and_a_way_out(study: Path, words: list[str], told: str):
    done = run(study, *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_studys_own_templates_win_and_a_folder_given_wins_over_them(study: Path, tmp_path: Path):
    for folder, words in ((study / "templates", "from the study"), (tmp_path / "mine", "from me")):
        folder.mkdir()
        (folder / "codebook.md").write_text(f"## Codebook\n\n{words}\n", encoding="utf-8")
    run(study)
    assert "from the study" in (study / "reports/report.md").read_text(encoding="utf-8")
    run(study, "--template", str(tmp_path / "mine"))
    assert "from me" in (study / "reports/report.md").read_text(encoding="utf-8")


def test_an_error_in_the_study_is_told_and_the_report_is_written_all_the_same(study: Path):
    path = study / "annotations/P01.AK.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("laughing", "crying"), encoding="utf-8")
    done = run(study)
    assert done.returncode == 1
    assert "annotations/P01.AK.yaml:" in done.stderr
    assert "laughing" not in done.stderr
    assert "1 excerpt without a certain place" in (study / "reports/report.md").read_text(encoding="utf-8")


def test_coefficients_are_printed_when_asked_for(study: Path, tmp_path: Path):
    (study / "annotations/P03.AK.yaml").write_text(
        "excerpts:\n- quote: The secret lever is behind the boiler.\n  codes: [window]\n", encoding="utf-8"
    )
    for words, there in ((["--coefficients"], True), ([], False)):
        page = tmp_path / "report.md"
        assert run(study, "--only", "agreement", "-o", str(page), *words).returncode == 0
        assert ("Unit: a turn" in page.read_text(encoding="utf-8")) is there


def test_a_stamp_gives_the_date_and_in_a_repository_the_commit(study: Path):
    assert run(study, "--stamp").returncode == 0
    assert "Made on 20" in (study / "reports/report.md").read_text(encoding="utf-8")
