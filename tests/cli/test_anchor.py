"""`framework anchor`, and what `check --fix` asks on a terminal."""

import json
import os
import sys
from pathlib import Path

import pytest

from framework_cli.read.files import sha
from tests.check.studies import SOUND, found, sound
from tests.cli.study import framework
from tests.history.repositories import commit, repository

A = "annotations/P01.AK.yaml"
OLD = SOUND["transcripts/P01.txt"]
NEW = OLD.replace("Nobody at work knew.", "They had all heard of it by then, and nobody said.")
CODED = f"""\
text: {sha(OLD)}  # kept
excerpts:
- id: k3f9a2q7
  at: 2:6-2:32
  quote: My sister came every week.
  codes: [family]
- id: m2x8d0aa
  at: 3:6-3:26
  quote: Nobody at work knew.
  codes: [stigma]
  memo: who?
"""


@pytest.fixture
def study(tmp_path):
    """A study whose transcript was rewritten in one place after it was coded."""
    root = sound(repository(tmp_path / "r"), {A: CODED})
    commit(root, {}, "Coded", day="2026-03-01")
    (root / "transcripts/P01.txt").write_bytes(NEW.encode())
    return root


def text(root: Path) -> str:
    return (root / A).read_bytes().decode()


def rules(root: Path) -> set[str]:
    return {diagnostic.rule.id for diagnostic in found(root)} - {"F403"}


def test_check_tells_what_stands_there_now_and_both_ways_out(study):
    done = framework("check", "--select", "F205", root=study)
    assert done.returncode == 1
    assert done.stdout == (
        f"{A}:9:10: error F205 excerpt m2x8d0aa: something else stands now where it was in "
        "transcripts/P01.txt\n  transcripts/P01.txt:3:6: 26% alike\n"
        "  = hint: where its codes still hold, `framework anchor m2x8d0aa --to 3:6-3:56` gives it those "
        "words; `framework untag m2x8d0aa` takes it out\n"
    )


def test_the_hint_can_be_run_and_settles_the_excerpt(study):
    done = framework("anchor", "m2x8d0aa", "--to", "3:6-3:56", root=study)
    assert (done.returncode, done.stdout) == (0, "m2x8d0aa\n")
    assert done.stderr == "m2x8d0aa at 3:6-3:26 → P01:3:6-3:56, quote as it stands there\n"
    assert text(study) == CODED.replace("3:6-3:26", "3:6-3:56").replace(
        " Nobody at work knew.", " |2-\n    They had all heard of it by then, and nobody said."
    ).replace("  memo: who?\n", f"  memo: who?\n  text: {sha(NEW)}\n")
    assert rules(study) == set()


def test_a_place_may_be_named_by_its_words(study):
    done = framework("anchor", "m2x8d0aa", "--quote", "They had all  heard", root=study)
    assert done.returncode == 0
    assert "at: 3:6-3:24\n" in text(study)


def test_where_the_file_has_today_s_hash_the_entry_needs_none(study):
    framework("check", "--fix", "--yes", root=study)
    assert f"text: {sha(OLD)}\n" in text(study)
    framework("anchor", "m2x8d0aa", "--to", "3", root=study)
    assert text(study).count("text:") == 1
    assert rules(study) == set()


def test_words_that_stand_twice_get_the_words_around_them(study):
    (study / "transcripts/P01.txt").write_bytes((NEW + "P01: They had all heard.\n").encode())
    framework("anchor", "m2x8d0aa", "--to", "3:6-3:24", root=study)
    assert '  before: "INT: Who helped you then?' in text(study)
    framework("anchor", "m2x8d0aa", "--to", "5", root=study)
    assert "before:" not in text(study)


def test_a_json_line_is_settled_too(study):
    (study / A).unlink()
    lines = [
        {"text": sha(OLD)},
        {"id": "m2x8d0aa", "at": "3:6-3:26", "quote": "Nobody at work knew.", "codes": ["stigma"]},
    ]
    (study / "annotations/P01.AK.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8"
    )
    assert framework("anchor", "m2x8d0aa", "--to", "3", root=study).returncode == 0
    written = [
        json.loads(line)
        for line in (study / "annotations/P01.AK.jsonl").read_text(encoding="utf-8").split("\n")
        if line
    ]
    assert written[1]["quote"] == "They had all heard of it by then, and nobody said."
    assert written[1]["text"] == sha(NEW)


WHERE = "say where, with --to 41:5-43:22 or with --quote TEXT"
NO_PLACE = "is no place: write 41:5-43:22 (the end exclusive), 41-43 or 41"
NOWHERE = "those words are not in transcripts/P01.txt; `framework find` looks in every transcript"
THRICE = (
    "those words stand at lines 2, 3, 5 of transcripts/P01.txt; "
    "name the place, as in `framework anchor m2x8d0aa --to 2`"
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["m2x8d0ab", "--to", "3"], "no excerpt is called m2x8d0ab; did you mean m2x8d0aa?"),
        (["m2x8d0aa"], WHERE),
        (["m2x8d0aa", "--to", "3", "--quote", "They"], WHERE),
        (["m2x8d0aa", "--to", "here"], f"“here” {NO_PLACE}"),
        (["m2x8d0aa", "--to", "3:9-3:6"], f"“3:9-3:6” {NO_PLACE}"),
        (["m2x8d0aa", "--to", "99"], "transcripts/P01.txt has no such place; it has 6 lines"),
        (["m2x8d0aa", "--to", "3:5-3:6"], "nothing is said at that place"),
        (["m2x8d0aa", "--quote", "nowhere"], NOWHERE),
        (["m2x8d0aa", "--quote", "P01"], THRICE),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_a_hint_and_changes_nothing(study, words, said):
    done = framework("anchor", *words, root=study)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"framework: {said}\n")
    assert text(study) == CODED


def test_an_id_used_twice_is_refused(study):
    (study / A).write_text(
        CODED + "- id: m2x8d0aa\n  quote: And later?\n  codes: [family]\n", encoding="utf-8"
    )
    done = framework("anchor", "m2x8d0aa", "--to", "3", root=study)
    assert (done.returncode, done.stderr) == (
        2,
        "framework: 2 excerpts are called m2x8d0aa; `framework check --select F208` lists them\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("answer", "settled"), [("1", True), ("", False), ("q", False), ("9\n1", True)])
def test_on_a_terminal_fix_asks_where_the_others_belong(study, answer, settled):
    shown = on_a_terminal(study, ["y", answer], "check", "--fix", "--select", "F205")
    assert "1 of 1: m2x8d0aa in annotations/P01.AK.yaml something else stands where it was" in shown
    assert "  coded: Nobody at work knew." in shown
    assert "→They had all" in shown, shown
    assert ("They had all heard" in text(study)) is settled
    assert rules(study) == (set() if settled else {"F205"})
    asked = [line for line in shown.split("\r\n") if line.startswith(("1 of", "  coded", "     ", "  1  "))]
    assert len(asked) > 4
    assert all(len(line) <= 80 for line in asked)


def test_without_a_terminal_fix_asks_nothing_and_lists(study):
    done = framework("check", "--fix", "--select", "F205", root=study)
    assert "which?" not in done.stderr
    assert "error F205" in done.stdout
    assert f"  text: {sha(OLD)}\n" in text(study)
    assert text(study).startswith(f"text: {sha(NEW)}  # kept\n")


def on_a_terminal(root: Path, answers: list[str], *words: str) -> str:
    """Run a command on a terminal of 80 columns, type answers, and give what it showed."""
    import pty
    import select
    import subprocess

    ours, theirs = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FRAMEWORK_", "GITHUB_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "framework_cli", "-C", str(root), *words],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**clean, "COLUMNS": "80", "NO_COLOR": "1"},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, ("\n".join(answers) + "\n").encode())
    shown = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux tells the end of a terminal so
            break
        if not piece:
            break
        shown += piece
    process.wait(timeout=60)
    os.close(ours)
    return shown.decode()
