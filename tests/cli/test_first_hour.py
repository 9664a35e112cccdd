"""What people stumble over in their first hour with the tool, and the sentence that helps."""

import shlex
from pathlib import Path

import pytest

from framework_cli.model.table import Table
from framework_cli.render.terminal import print_table
from tests.cli.study import framework

FILES = {
    "framework.yaml": "interviewers: [INT]\n",
    "codebooks/sleep.yaml": (
        "version: 1\nthemes:\n"
        "  - id: sleep\n    name: Sleep\n    definition: How people sleep.\n"
        "    subthemes:\n"
        "      - id: at-home\n        name: At home\n        definition: Where they sleep.\n"
    ),
    "transcripts/P02 Tom.txt": "INT: Do you sleep?\n\nTOM: Badly. I wake\nat three.\n\nTOM: So I get up.\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return tmp_path


def test_in_the_folder_above_a_study_its_name_is_said(tmp_path: Path) -> None:
    framework("init", "night shifts", cwd=tmp_path)
    done = framework("status", cwd=tmp_path)
    assert done.returncode == 2
    assert 'There is one in night shifts: type `cd "night shifts"` first.' in done.stderr


def test_a_new_study_says_where_to_go_line_by_line(tmp_path: Path) -> None:
    said = framework("init", "night shifts", cwd=tmp_path).stderr.split("\n")
    assert said[1:3] == ["Next", '  cd "night shifts"']
    assert all(len(line) <= 80 for line in said)
    (tmp_path / "here").mkdir()
    assert "  cd " not in framework("init", cwd=tmp_path / "here").stderr


def test_the_next_step_can_be_typed_as_it_stands(study: Path) -> None:
    done = framework("status", root=study)
    assert 'framework code "P02 Tom"' in done.stdout
    framework("tag", "P02 Tom", "3-4", "at-home", "--as", "MG", root=study)
    command = framework("status", root=study).stdout.rstrip().split("\n")[-1]
    assert framework(*shlex.split(command)[1:], root=study).stdout == "charts/P02 Tom.md\n"


def test_the_beginning_of_a_transcripts_name_is_enough_for_a_hint(study: Path) -> None:
    done = framework("tag", "P02", "Tom", "3", "at-home", "--as", "MG", root=study)
    assert done.returncode == 2
    assert "there is no transcript P02; did you mean P02 Tom?" in done.stderr


def test_a_case_whose_name_fell_apart_is_told_so(study: Path) -> None:
    done = framework("chart", "--worksheet", "P02", "Tom", root=study)
    assert done.returncode == 2
    assert "put a name that has a space into quotes" in done.stderr


def test_tagging_names_all_the_lines(study: Path) -> None:
    done = framework("tag", "P02 Tom", "3-4", "at-home", "--as", "MG", root=study)
    assert done.stderr.endswith(" at P02 Tom:3-4 tagged at-home\n")


def test_tagging_a_question_says_that_it_counts_nowhere(study: Path) -> None:
    done = framework("tag", "P02 Tom", "1", "at-home", "--as", "MG", root=study)
    assert done.returncode == 0
    assert "only interviewers speak there, so it counts nowhere" in done.stderr


def test_what_could_not_be_read_comes_before_every_other_step(study: Path) -> None:
    (study / "transcripts" / "P02 Tom.txt").write_bytes("INT: Ça va?\n".encode("windows-1252"))
    steps = framework("status", root=study).stdout.split("Next\n")[1]
    assert steps.startswith("  - mend 1 error first: not everything could be read\n      framework check\n")
    assert "first transcripts" not in steps


def test_a_line_that_is_indented_by_one_too_few_is_to_be_indented(study: Path) -> None:
    book = study / "codebooks" / "sleep.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace("        definition: Where", "       definition: Where"), encoding="utf-8")
    assert "indent the line exactly like the lines above it" in framework("check", root=study).stdout


def test_of_the_cases_listed_one_that_no_source_speaks_for_is_meant(study: Path) -> None:
    talk = "INT: And you?\n\nNADIA: Well.\n\nNADIA: No.\n"
    (study / "transcripts" / "P01.txt").write_text(talk, encoding="utf-8")
    (study / "cases.csv").write_text("case,role\nP1,nurse\nP02 Tom,nurse\n", encoding="utf-8")
    shown = framework("check", "--select", "F305", root=study).stdout
    assert "case “P01” has no row" in shown
    assert "did you mean “P1”?" in shown


@pytest.mark.parametrize("group", [[], ["import"]])
def test_help_lists_every_command_with_a_whole_sentence(group: list[str]) -> None:
    listed = framework(*group, "--help", env={"COLUMNS": "80"}).stdout.split("Commands:\n")[1]
    assert "..." not in listed
    assert listed.count(".\n") >= 4


def test_no_word_of_a_heading_over_numbers_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    columns = ("case", "charted", "stale", "nothing-said", "not-asked", "uncharted", "waiting", "reviewed")
    table = Table(columns=columns, rows=[("nadia interview", *range(7))])
    print_table(table, Console(width=80))
    heading = capsys.readouterr().out.split("─")[0]
    assert all(column in heading for column in columns)
