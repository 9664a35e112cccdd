"""`framework check` as it is called: formats, choices, exit codes and mends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from framework_cli.model.rules import CATALOGUE
from tests.check.studies import SOUND, sound

A = "annotations/P01.AK.yaml"
WRONG = {A: SOUND[A].replace("family", "familly")}  # an error, and a stale cell: a warning
BY_HAND = {A: "- quote: My sister came every week.\n  codes: [family]\n"}


def framework(root: Path, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    given = {
        name: value for name, value in os.environ.items() if name not in ("GITHUB_ACTIONS", "FRAMEWORK_STUDY")
    }
    return subprocess.run(
        [sys.executable, "-m", "framework_cli", *words],
        cwd=root,
        env={**given, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def check(root: Path, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return framework(root, "check", *words, env=env)


def test_a_sound_study_passes_in_silence(tmp_path):
    done = check(sound(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "nothing found\n")


def test_findings_go_to_standard_output_and_the_count_to_standard_error(tmp_path):
    done = check(sound(tmp_path, WRONG))
    assert done.returncode == 1
    first = f"{A}:3:11: error F201 code “familly” is not in the codebook\n  = hint: did you mean “family”?\n"
    assert done.stdout.startswith(first)
    assert re.fullmatch(r"1 error, \d warnings? in 2 files\n", done.stderr)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "note"], 1),
        (["--fail-on", "warning", "--ignore", "F403"], 0),
        (["--fail-on", "warning", "--ignore", "F2,f4"], 0),
        (["--fail-on", "warning", "--select", "F2"], 0),
        (["--fail-on", "warning", "--select", "F2", "--select", "F403"], 1),
    ],
)
def test_fail_on_select_and_ignore_decide_the_exit_code(tmp_path, words, code):
    stale = {"charts/P01.md": SOUND["charts/P01.md"].replace("5f82", "0000")}
    assert check(sound(tmp_path, stale), *words).returncode == code


def test_select_shows_only_the_rules_chosen(tmp_path):
    shown = json.loads(check(sound(tmp_path, WRONG), "--format", "json", "--select", "F4").stdout)
    assert {finding["rule"][:2] for finding in shown} == {"F4"}


@pytest.mark.parametrize(
    "words", [["--select", "F9"], ["--ignore", "lost"], ["--fail-on", "panic"], ["--format", "xml"]]
)
def test_a_choice_that_does_not_exist_is_a_wrong_call(tmp_path, words):
    done = check(sound(tmp_path), *words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_study_is_a_wrong_call(tmp_path):
    done = check(tmp_path)
    assert done.returncode == 2
    assert "framework init" in done.stderr


def test_under_github_actions_findings_are_commands_unless_another_format_is_asked_for(tmp_path):
    root = sound(tmp_path, WRONG)
    assert check(root, env={"GITHUB_ACTIONS": "true"}).stdout.startswith(f"::error file={A},line=3,col=11,")
    assert check(root, "--format", "text", env={"GITHUB_ACTIONS": "true"}).stdout.startswith(f"{A}:3:11: ")


def test_findings_are_written_to_a_file_as_they_would_be_printed(tmp_path):
    root = sound(tmp_path / "study", WRONG)
    printed = check(root, "--format", "sarif").stdout
    done = check(root, "--format", "sarif", "-o", str(tmp_path / "found.sarif"))
    assert done.stdout == ""
    assert done.returncode == 1
    assert (tmp_path / "found.sarif").read_bytes().decode() == printed


def test_a_file_that_cannot_be_written_is_told_in_a_line(tmp_path):
    root = sound(tmp_path, WRONG)
    done = check(root, "-o", str(root / "transcripts"))
    assert done.returncode == 2
    assert done.stderr.startswith("framework: ")
    assert "Traceback" not in done.stderr


def test_words_of_transcripts_are_shown_on_request(tmp_path):
    root = sound(tmp_path, {A: SOUND[A].replace("My sister", "A lodger of ours")})
    assert "lodger" not in check(root).stdout
    assert "> A lodger of ours came every week." in check(root, "--show-text").stdout


def test_explain_prints_a_page_and_without_a_rule_lists_them_all(tmp_path):
    assert framework(tmp_path, "check", "explain", "f203").stdout.startswith("# F203: ")
    listed = framework(tmp_path, "check", "explain").stdout
    assert re.findall(r"^F\d{3}", listed, re.MULTILINE) == list(CATALOGUE)
    done = framework(tmp_path, "check", "explain", "F999")
    assert (done.returncode, done.stdout) == (2, "")


def test_fix_says_what_it_does_and_then_reports_what_is_left(tmp_path):
    root = sound(tmp_path, BY_HAND)
    done = check(root, "--fix", "--ignore", "F4")
    assert done.returncode == 0
    assert done.stdout == ""
    assert re.fullmatch(
        rf"{A}\n  [a-z0-9]{{8}}: new id, at 2:6-2:32\n  the hash of the transcript\nnothing found\n",
        done.stderr,
    )
    assert "  at: 2:6-2:32\n" in (root / A).read_bytes().decode()
    assert "nothing to mend" in check(root, "--fix").stderr


def test_fix_shows_the_lines_themselves_only_on_request(tmp_path):
    assert "sister" not in check(sound(tmp_path / "one", BY_HAND), "--fix").stderr
    assert "+- id: " in check(sound(tmp_path / "two", BY_HAND), "--fix", "--show-text").stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everything")
def test_a_file_that_must_not_be_written_is_left_alone_and_told(tmp_path):
    root = sound(tmp_path, BY_HAND)
    (root / A).chmod(0o444)
    done = check(root, "--fix")
    assert done.returncode == 1
    assert f"framework: {A} was left alone" in done.stderr


@pytest.mark.parametrize(("answer", "written"), [(b"n\n", False), (b"y\n", True)])
def test_on_a_terminal_fix_asks_first(tmp_path, answer, written):
    root = sound(tmp_path, BY_HAND)
    before = (root / A).read_bytes()
    shown = on_a_terminal(root, ["check", "--fix"], answer)
    assert "Write this?" in shown
    assert ((root / A).read_bytes() != before) is written


def test_on_a_terminal_fix_does_not_ask_with_yes_and_findings_are_in_colour(tmp_path):
    root = sound(tmp_path, BY_HAND)
    shown = on_a_terminal(root, ["check", "--fix", "--yes"], b"")
    assert "Write this?" not in shown
    assert "at: 2:6-2:32" in (root / A).read_bytes().decode()
    assert "\x1b[" in shown


def on_a_terminal(root: Path, words: list[str], answer: bytes) -> str:
    """Run a command as if somebody sat before it."""
    pty = pytest.importorskip("pty", reason="needs a POSIX terminal")
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "framework_cli", *words],
        cwd=root, env=env, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, answer)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        shown += piece
    process.wait(timeout=60)
    os.close(ours)
    return shown.decode("utf-8", "replace")


def test_the_suffix_of_a_file_chooses_how_findings_are_written(tmp_path):
    root = sound(tmp_path / "study", WRONG)
    for name, format in (
        ("f.json", "json"), ("f.sarif", "sarif"), ("f.sarif.json", "sarif"), ("f.txt", "text"), ("f", "text"),
    ):  # fmt: skip
        done = check(root, "-o", str(tmp_path / name))
        assert (done.returncode, done.stdout) == (1, "")
        written = (tmp_path / name).read_bytes().decode()
        assert written == check(root, "--format", format).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "f.pdf"], "use .txt, .json, .sarif.json, .sarif, .md, or --format"),
        (["-o", "f.json", "--format", "sarif"], "--format sarif and the suffix of f.json (json) differ"),
        (["-o", "f.sarif", "--format", "text", "--fix"], "differ: say one"),
        (["--fix", "-o", "f.csv"], "names no format of this command"),
    ],
)
def test_a_suffix_that_check_has_no_format_for_is_refused_before_anything_is_done(tmp_path, words, said):
    root = sound(tmp_path, BY_HAND)
    done = check(root, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (root / words[words.index("-o") + 1]).exists()
    assert (root / A).read_text(encoding="utf-8") == BY_HAND[A]


def test_a_format_that_has_no_suffix_of_its_own_goes_to_any_file(tmp_path):
    root = sound(tmp_path / "study", WRONG)
    printed = check(root, "--format", "github").stdout
    for name in ("f.txt", "f.log", "f"):
        assert check(root, "--format", "github", "-o", str(tmp_path / name)).returncode == 1
        assert (tmp_path / name).read_bytes().decode() == printed
