"""What goes wrong in real folders: a clear finding at its place, the right exit code, never a traceback."""

import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from tests.check.studies import SOUND, sound
from tests.cli.test_check import check

A = "annotations/P01.AK.yaml"
T = "transcripts/P01.txt"
K = "codebooks/example.yaml"
C = "charts/P01.md"
TEXT = SOUND[T]
MORE = SOUND[A] + "- id: x1\n  quote: Nobody at work knew.\n  codes: [stigma]\n"

# Files of a study, how a line of the findings must start, words that must be in them, the exit code.
FILES: dict[str, tuple[dict[str, str | bytes], str, str, int]] = {
    "an empty transcript": ({"transcripts/P02.txt": ""}, "transcripts/P02.txt:1:1: warning F016", "empty", 0),
    "an empty annotation file": (
        {"annotations/P01.RS.yaml": ""},
        "annotations/P01.RS.yaml:1:1: warning F016",
        "",
        0,
    ),
    "an empty codebook": ({K: ""}, f"{K}:1:1: warning F016", "", 0),
    "an empty table": ({"sources.csv": ""}, "sources.csv:1:1: warning F016", "", 0),
    "an empty chart": ({C: ""}, f"{C}:1:1: warning F016", "", 0),
    "an empty settings file": (
        {"framework.yaml": "", T: TEXT},
        f"{T}:1:1: warning F304",
        "interviewers: [INT]",
        0,
    ),
    "Windows-1252": (
        {"transcripts/P02.txt": "INT: Ça va?\nP02: Très bien, café.\n".encode("windows-1252")},
        "transcripts/P02.txt:1:6: error F002",
        "framework import transcripts FILE --encoding windows-1252",
        1,
    ),
    "UTF-16": (
        {"transcripts/P02.txt": "INT: Hello.\n".encode("utf-16")},
        "transcripts/P02.txt:1:1: error F002",
        "--encoding utf-16",
        1,
    ),
    "a Windows-1252 codebook": (
        {K: SOUND[K].encode() + "# é\n".encode("windows-1252")},
        f"{K}:9:3: error F002",
        "iconv",
        1,
    ),
    "NUL bytes": (
        {"transcripts/P02.txt": b"INT: Hello.\nP02: He\0llo\0.\n"},
        "transcripts/P02.txt:2:8: error F003",
        "",
        1,
    ),
    "tabs in YAML": ({A: "- id: a1\n\tquote: My sister\n"}, f"{A}:2:1: error F004", "spaces", 1),
    "a quote with a colon": ({A: "- id: a1\n  quote: she said: no\n"}, f"{A}:2:18: error F004", "|2-", 1),
    "an anchor and an alias": (
        {A: SOUND[A].replace("[family]", "&a [family]") + "- quote: Nobody at work knew.\n  codes: *a\n"},
        f"{A}:5:10: error F005",
        "",
        1,
    ),
    "a YAML bomb": (
        {
            A: "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            )
        },
        f"{A}:1:4: error F005",
        "",
        1,
    ),
    "deeply nested YAML": ({A: "[" * 5000}, f"{A}:1:", "error F004", 1),
    "deeply nested JSON": (
        {"annotations/P01.RS.jsonl": "[" * 100_000 + "\n"},
        "annotations/P01.RS.jsonl:1:",
        "error",
        1,
    ),
    "a duplicate key": ({A: SOUND[A] + "  codes: [stigma]\n"}, f"{A}:4:3: error F006", "", 1),
    "a duplicate excerpt id": ({A: MORE.replace("x1", "k3f9a2q7")}, f"{A}:4:7: error F208", "", 1),
    "a duplicate codebook id": (
        {K: SOUND[K].replace("support-other", "stigma")},
        f"{K}:8:14: error F101",
        "",
        1,
    ),
    "an unknown key": (
        {"framework.yaml": "interviewer: [INT]\n"},
        "framework.yaml:1:1: error F007",
        "“interviewers”",
        1,
    ),
    "an unknown code": ({A: SOUND[A].replace("family", "famly")}, f"{A}:3:11: error F201", "“family”", 1),
    "a retired code": (
        {K: SOUND[K] + "retired:\n- {id: kin, into: [family]}\n", A: SOUND[A].replace("family", "kin")},
        f"{A}:3:11: error F202",
        "“family”",
        1,
    ),
    "a quote that is not there": (
        {A: SOUND[A].replace("My sister", "A lodger of ours, I think,")},
        f"{A}:2:10: error F203",
        "",
        1,
    ),
    "a quote that is there twice": ({T: TEXT + TEXT}, f"{A}:2:10: error F204", f"{T}:7:6", 1),
    "overlapping excerpts": (
        {A: SOUND[A] + "- id: x1\n  quote: every week.\n  codes: [family]\n"},
        f"{A}:6:11: warning F213",
        "k3f9a2q7",
        0,
    ),
    "a merge that was not finished": (
        {A: f"<<<<<<< HEAD\n{SOUND[A]}=======\n>>>>>>> theirs\n"},
        f"{A}:1:1: error F010",
        "",
        1,
    ),
    "a table with a quotation mark left open": (
        {"cases.csv": 'case,site\nP01,"north\n'},
        "cases.csv:2:5: error F012",
        "",
        1,
    ),
    "a key that is a list": ({"framework.yaml": "? [a, b]\n: c\n"}, "framework.yaml:1:", "error", 1),
    "a list for a codebook": ({K: "- id: support\n"}, f"{K}:1:1: error F009", "", 1),
    "a number for a list": (
        {"framework.yaml": "interviewers: 5\n"},
        "framework.yaml:1:15: error F009",
        "",
        1,
    ),
    "a place that ends before it starts": (
        {A: "- quote: My sister\n  at: 9-2\n  codes: [family]\n"},
        f"{A}:2:7: error F217",
        "",
        1,
    ),
    "a comment that is never closed": ({C: SOUND[C] + "[[never closed\n"}, f"{C}:8:1: error F415", "]]", 1),
    "a folder in place of a file": (
        {
            "cases.csv/x": "",
        },
        "cases.csv:1:1: error F001",
        "",
        1,
    ),
    "a folder named like a transcript": (
        {"transcripts/P02.txt/x.txt": "INT: Hello.\n"},
        "transcripts/P02.txt:1:1: warning F014",
        "",
        0,
    ),
}


def put(root: Path, files: dict[str, str | bytes]) -> Path:
    sound(root)
    for path, content in files.items():
        file = root / path
        if file.parent.is_file():
            file.parent.unlink()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.mark.parametrize("what", FILES)
def test_a_bad_file_gets_a_finding_at_its_place(what, tmp_path):
    files, place, words, code = FILES[what]
    done = check(put(tmp_path, files))
    assert "Traceback" not in done.stderr
    assert "fault of the tool" not in done.stderr
    assert any(line.startswith(place) for line in done.stdout.split("\n")), done.stdout
    assert words in done.stdout
    assert done.returncode == code


@pytest.mark.parametrize("folder", ["codebooks", "transcripts"])
def test_a_missing_folder_is_told(folder, tmp_path):
    root = sound(tmp_path)
    for file in (root / folder).iterdir():
        file.unlink()
    (root / folder).rmdir()
    done = check(root, "--fail-on", "warning")
    assert done.returncode == 1
    assert f"{folder}:1:1: warning F015" in done.stdout


def test_missing_annotations_and_charts_are_nothing_wrong(tmp_path):
    root = sound(tmp_path)
    for path in (A, C):
        (root / path).unlink()
        (root / path).parent.rmdir()
    assert check(root, "--fail-on", "warning").returncode == 0


def test_a_byte_order_mark_and_crlf_change_no_place(tmp_path):
    root = sound(tmp_path)
    for path in (T, A, K, C, "cases.csv", "framework.yaml"):
        text = (root / path).read_bytes()
        (root / path).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert check(root, "--fail-on", "note").stdout == ""
    (root / A).write_bytes((root / A).read_bytes().replace(b"family", b"famly"))
    assert f"{A}:3:11: error F201" in check(root).stdout


ODD = [
    "1.10",
    "no",
    "NA",
    "07",
    "null",
    "1e5",
    "Ana María",
    "名前",
    "O’Brien",
    "\u00e9t\u00e9",
    "🙂",
    "a{{b}}",
    "a..b",
    "-x",
    "=1+1",
]


@pytest.mark.parametrize("name", ODD)
def test_a_case_may_be_called_what_looks_like_something_else(name, tmp_path):
    # As macOS writes names: accents apart from their letters.
    file = unicodedata.normalize("NFD", name)
    files: dict[str, str | bytes] = {
        f"transcripts/{file}.txt": "INT: How?\nP: Much the same.\nINT: Yes?\nP: Yes.\n",
        f"annotations/{file}.AK.yaml": "- {id: x1, quote: Much the same., codes: [stigma]}\n",
        "cases.csv": f"case,site\nP01,north\n{name},south\n",
        f"charts/{file}.md": f"---\ncase: '{name}'\n---\n## Shame {{#stigma}}\nThe same [@x1].\n",
    }
    done = check(put(tmp_path, files), "--ignore", "F409")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("id", ["1-10", "no", "na", "07", "null", "on"])
def test_a_codebook_id_may_look_like_something_else(id, tmp_path):
    files: dict[str, str | bytes] = {
        K: SOUND[K] + f"      - {{id: {id}, name: {id}, definition: {id}}}\n",
        A: MORE.replace("stigma", id),
    }
    done = check(put(tmp_path, files))
    assert (done.returncode, done.stdout) == (0, "")


def test_words_that_mean_something_elsewhere_are_words_here(tmp_path):
    said = "</script><b>&amp; {{ 7*7 }} {% raw %} | a | =1+1 @x 🙂 e\u0301 \u202e \u2028 \u0085 end"
    quote = '"' + said.replace("\u2028", "\\u2028").replace("\u0085", "\\u0085") + '"'
    files: dict[str, str | bytes] = {
        T: TEXT + f"P01: {said}\n",
        A: SOUND[A] + f"- id: x1\n  at: 6:6-6:{6 + len(said)}\n  quote: {quote}\n  codes: [stigma]\n",
    }
    done = check(put(tmp_path, files), "--fail-on", "note")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_link_out_of_the_study_is_not_read(tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"P02: a secret\nP02: more\n")
    root = sound(tmp_path / "study")
    (root / "transcripts/P02.txt").symlink_to(tmp_path / "secret.txt")
    (root / "transcripts/P03.txt").symlink_to("nowhere.txt")
    (root / "transcripts/P04.txt").symlink_to("P04.txt")
    done = check(root, "--show-text")
    assert done.returncode == 1
    assert "transcripts/P02.txt:1:1: error F017" in done.stdout
    assert "transcripts/P03.txt:1:1: error F001" in done.stdout
    assert "transcripts/P04.txt:1:1: error F001" in done.stdout
    assert "secret." not in done.stdout.replace("secret.txt", "")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="an administrator may read all"
)
def test_a_file_without_permission_is_told(tmp_path):
    root = sound(tmp_path)
    (root / T).chmod(0)
    done = check(root)
    assert done.returncode == 1
    assert f"{T}:1:1: error F001" in done.stdout


def test_a_transcript_of_fifty_megabytes_is_checked(tmp_path):
    turn = "INT: And what happened then?\nP02: " + "We went on as before, more or less. " * 30 + "\n"
    cases = "case,site\nP01,north\nP02,south\n"
    root = put(tmp_path, {"transcripts/P02.txt": turn * (50_000_000 // len(turn)), "cases.csv": cases})
    done = check(root)
    assert (done.returncode, done.stdout) == (0, "")


def test_two_runs_of_fix_at_once_leave_one_id_an_entry(tmp_path):
    entries = "".join(
        f"- quote: {words}\n  codes: [stigma]\n" for words in ("My sister", "Nobody", "I kept it")
    )
    root = put(tmp_path, {A: entries})
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "framework_cli", "check", "--fix"],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    told = [run.communicate(timeout=120)[1] for run in runs]
    assert all("Traceback" not in words and "fault of the tool" not in words for words in told)
    text = (root / A).read_bytes().decode()
    assert [text.count(part) for part in ("id: ", "at: ", "quote: ", "text: ")] == [3, 3, 3, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_an_interrupt_ends_the_run_without_a_traceback(tmp_path):
    turn = "INT: And then?\nP02: " + "We went on as before. " * 30 + "\n"
    root = put(tmp_path, {f"transcripts/P{n:02}.txt": turn * 20_000 for n in range(2, 8)})
    run = started(root)
    time.sleep(0.6)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"Traceback" not in told


def started(root: Path, *words: str) -> "subprocess.Popen[bytes]":
    # A job in the background ignores interrupts, and what it starts does so too: these tests then could not.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "framework_cli", "check", *words],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_the_caller_closed_leads_nowhere(tmp_path, closed):
    root = sound(tmp_path / "study")
    run = '"$0" -m framework_cli'
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f'{run} -C "$1" status -o "$2" {closed} && {run} --version {closed}',
            sys.executable,
            str(root),
            str(tmp_path / "status.txt"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "status.txt").read_text(encoding="utf-8").startswith("Example study")


def test_an_interrupt_while_the_command_is_loading_leaves_no_traceback(tmp_path):
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "framework_cli", "status"],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
