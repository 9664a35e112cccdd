"""tag, untag, show, find, status and init as a user runs them."""

import json
from pathlib import Path

from tests.check.studies import sound
from tests.cli.study import framework


def test_tagging_prints_the_id_alone_on_standard_output(tmp_path: Path) -> None:
    root = sound(tmp_path)
    done = framework("tag", "P01", "5", "stigma", "--as", "AK", root=root)
    assert done.returncode == 0
    assert len(done.stdout.strip()) == 8
    listed = framework("index", "--format", "jsonl", "--code", "stigma", root=root)
    (row,) = [json.loads(line) for line in listed.stdout.split("\n") if line]
    assert (row["excerpt"], row["quote"]) == (done.stdout.strip(), "I kept it to myself.")


def test_who_writes_comes_from_the_environment_where_nothing_is_said(tmp_path: Path) -> None:
    root = sound(tmp_path)
    assert framework("tag", "P01", "5", "stigma", root=root, env={"FRAMEWORK_CODER": "RS"}).returncode == 0
    assert (root / "annotations/P01.RS.yaml").exists()


def test_without_anybody_to_ask_tagging_says_how_to_name_the_coder(tmp_path: Path) -> None:
    done = framework("tag", "P01", "5", "stigma", root=sound(tmp_path))
    assert done.returncode == 2
    assert "--as CODER" in done.stderr


def test_a_coder_is_told_when_the_study_does_not_know_them(tmp_path: Path) -> None:
    root = sound(tmp_path, {"framework.yaml": "coders: {AK: Asha, RS: Rob}\ninterviewers: [INT]\n"})
    done = framework("tag", "P01", "5", "stigma", "--as", "AX", root=root)
    assert done.returncode == 2 and "not among the coders of framework.yaml (AK, RS)" in done.stderr


def test_a_coders_id_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    root = sound(tmp_path)
    for bad in ("../../x", "agreed", "a b", ""):
        done = framework("tag", "P01", "5", "stigma", "--as", bad, root=root)
        assert done.returncode == 2, bad
    assert sorted(p.name for p in (root / "annotations").iterdir()) == ["P01.AK.yaml"]


def test_every_mistake_in_the_call_is_a_sentence_and_exit_code_two(tmp_path: Path) -> None:
    root = sound(tmp_path)
    for words in (
        ["tag", "P1", "5", "stigma", "--as", "AK"],
        ["tag", "P01", "99", "stigma", "--as", "AK"],
        ["tag", "P01", "nonsense", "--as", "AK"],
        ["tag", "P01", "--as", "AK"],
        ["tag", "P01", "5", "--as", "AK"],
        ["tag", "P01", "5", "stigmata", "--as", "AK"],
        ["untag", "nothere", "--as", "AK"],
        ["show", "P0X"],
        ["index", "--code", "stigmata"],
        ["index", "--where", "site"],
        ["index", "-o", "index.pdf"],
    ):
        done = framework(*words, root=root)
        assert done.returncode == 2, (words, done.stderr)
        assert done.stderr and "Traceback" not in done.stderr, words


def test_show_as_json_carries_the_words_and_what_points_at_them(tmp_path: Path) -> None:
    done = framework("show", "k3f9a2q7", "--format", "json", root=sound(tmp_path))
    (shown,) = json.loads(done.stdout)
    assert shown["excerpts"][0]["quote"] == "My sister came every week."
    assert shown["cited_in"] == ["P01/family"]


def test_status_as_json_says_what_to_do_next(tmp_path: Path) -> None:
    root = sound(tmp_path, {"annotations/P01.AK.yaml": "- quote: Nobody at work knew.\n  codes: [stigma]\n"})
    shown = json.loads(framework("status", "--format", "json", root=root).stdout)
    assert shown["without_id"] == 1
    assert "framework check --fix" in [step["command"] for step in shown["next"]]


def test_a_study_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    root = sound(tmp_path)
    (root / "deep" / "er").mkdir(parents=True)
    assert "transcripts/P01.txt" in framework("find", "sister", cwd=root / "deep" / "er").stdout


def test_a_study_can_be_named_by_the_environment(tmp_path: Path) -> None:
    done = framework("find", "sister", env={"FRAMEWORK_STUDY": str(sound(tmp_path / "there"))})
    assert "transcripts/P01.txt" in done.stdout


def test_outside_a_study_the_command_says_how_to_start_one(tmp_path: Path) -> None:
    done = framework("status", cwd=tmp_path)
    assert done.returncode == 2 and "framework init" in done.stderr


def test_a_new_study_passes_check(tmp_path: Path) -> None:
    assert framework("init", str(tmp_path / "mine")).returncode == 0
    assert framework("check", root=tmp_path / "mine").returncode == 0


def test_a_copy_of_the_worked_study_passes_check(tmp_path: Path) -> None:
    assert framework("init", "--example", str(tmp_path / "copy")).returncode == 0
    done = framework("check", root=tmp_path / "copy")
    assert done.returncode == 0, done.stdout


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "framework.yaml").write_text("title: Mine\n", encoding="utf-8")
    done = framework("init", str(tmp_path))
    assert done.returncode == 2 and "nothing was written" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["framework.yaml"]
    assert (tmp_path / "framework.yaml").read_text(encoding="utf-8") == "title: Mine\n"


def test_a_quote_that_several_coded_is_found_once_a_coder_who_is_named(tmp_path: Path) -> None:
    again = "- {id: r1r1r1r1, quote: My sister came every week., codes: [support]}\n"
    root = sound(tmp_path, {"annotations/P01.RS.yaml": again})
    done = framework("find", "sister", "--in", "quotes", "--format", "csv", root=root)
    header, *rows = done.stdout.rstrip("\n").split("\n")
    assert header == "path,line,who,coder,codes,words"
    assert [row.split(",")[3:5] for row in rows] == [["AK", "family"], ["RS", "support"]]
    elsewhere = framework("find", "sister", "--format", "csv", root=root).stdout
    assert elsewhere.split("\n")[0] == "path,line,who,codes,words"
