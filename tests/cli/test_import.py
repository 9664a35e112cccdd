"""`framework import`, as it is called: paths on standard output, talk on standard error, exit codes."""

import io
import os
import sys
from pathlib import Path

import pytest

from framework_cli.cli.app import app
from tests.exchange.word import docx, p

TALK = "Ana: one\n\nBen: the second thing that was said\n\nAna: three\n\nBen: four\n"


class Terminal(io.StringIO):
    """Standard input of somebody who sits at a terminal."""

    def isatty(self) -> bool:
        return True


class Called:
    """What a call printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "study"
    root.mkdir()
    (root / "framework.yaml").write_text("title: x\n", encoding="utf-8")
    monkeypatch.delenv("FRAMEWORK_CODER", raising=False)
    monkeypatch.delenv("FRAMEWORK_STUDY", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return root


@pytest.fixture
def call(study: Path, capsys: pytest.CaptureFixture[str]):
    def call(*words: object) -> Called:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            app(["-C", str(study), "import", *map(str, words)], prog_name="framework")
        out, err = capsys.readouterr()
        return Called(int(ended.value.code or 0), out, err)

    return call


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_transcripts_of_several_kinds_come_in_at_once(study: Path, tmp_path: Path, call) -> None:
    word = docx("".join(p(line) for line in TALK.split("\n\n")))
    cues = "WEBVTT\n\n" + "".join(
        f"00:0{n}.000 --> 00:0{n}.900\n{line}\n\n" for n, line in enumerate(TALK.strip().split("\n\n"))
    )
    files = [put(tmp_path, "a.docx", word), put(tmp_path, "b.vtt", cues), put(tmp_path, "c.txt", TALK)]
    done = call("transcripts", *files, "--interviewer", "Ana")
    assert done.code == 0
    assert done.out == "transcripts/a.txt\ntranscripts/b.txt\ntranscripts/c.txt\n"
    assert {(study / path).read_text(encoding="utf-8") for path in done.out.split()} == {TALK}
    assert "speakers: Ana (2 times, interviewer), Ben (2 times)" in done.err
    assert "sources.csv made, with who interviews: Ana" in done.err


def test_a_source_and_a_codebook_are_named_by_the_same_option(study: Path, tmp_path: Path, call) -> None:
    assert call("transcripts", put(tmp_path, "a.txt", TALK), "--name", "P07").out == "transcripts/P07.txt\n"
    again = call("transcripts", put(tmp_path, "P07.txt", TALK))
    assert "(say --name ID)" in again.err
    frame = put(tmp_path, "frame.csv", "path\nA\n")
    assert call("codebook", frame, "--name", "second").out == "codebooks/second.yaml\n"
    assert "(say --name NAME)" in call("codebook", frame, "--name", "second").err
    assert call("codebook", frame, "--as", "third").code == 2


def test_lines_to_copy_stand_alone_on_their_lines(study: Path, tmp_path: Path, call) -> None:
    put(study, "sources.csv", "source,case\n")
    files = [put(tmp_path, "a.txt", TALK), put(tmp_path, "b.txt", TALK)]
    lines = call("transcripts", *files, "--interviewer", "Ana").err.split("\n")
    assert "a,Ana,interviewer,,,," in lines
    assert lines[lines.index("a,Ana,interviewer,,,,") + 1] == "b,Ana,interviewer,,,,"


def test_an_existing_transcript_makes_the_exit_code_1(study: Path, tmp_path: Path, call) -> None:
    put(study, "transcripts/a.txt", "mine\n")
    done = call("transcripts", put(tmp_path, "a.txt", TALK), put(tmp_path, "b.txt", TALK))
    assert (done.code, done.out) == (1, "transcripts/b.txt\n")
    assert "error: transcripts/a.txt is already there and stays as it is" in done.err
    assert (study / "transcripts/a.txt").read_text(encoding="utf-8") == "mine\n"


def test_windows_1252_is_refused_with_the_option_that_reads_it(tmp_path: Path, call) -> None:
    file = put(tmp_path, "a.txt", TALK.replace("one", "café").encode("windows-1252"))
    done = call("transcripts", file)
    assert done.code == 1
    assert (
        "not UTF-8: byte 0xe9 at line 1, column 9 (if it comes from Windows, say --encoding windows-1252)"
        in done.err
    )
    assert call("transcripts", file, "--encoding", "windows-1252").code == 0


def test_on_a_terminal_it_asks_who_speaks_and_once_only(
    study: Path, tmp_path: Path, call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("9\n1 2 3\n1\n"))
    files = [put(tmp_path, "a.txt", TALK + "\nCem: five\n"), put(tmp_path, "b.txt", TALK)]
    done = call("transcripts", *files)
    assert done.code == 0
    assert done.err.count("who speaks?") == 1
    assert "  3  Cem  (once, line 9)" in done.err
    assert "say numbers among 1 2 3, or none" in done.err
    assert (study / "sources.csv").read_text(encoding="utf-8").split("\n")[1:] == [
        "a,Ana,interviewer,,,,",
        "a,Cem,participant,,,,",
        "b,Ana,interviewer,,,,",
        "",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["transcripts", "a.txt", "b.txt", "--name", "x"], "--name is for a single file"),
        (["transcripts", "a.txt", "--speaker", "="], "say NAME or NAME=NEW"),
        (["segments", "a.csv", "--map", "segmnt=x"], "did you mean “segment”?"),
        (["segments", "a.csv", "--map", "segment"], "say NAME=COLUMN"),
        (["segments", "a.csv", "--coder", "agreed"], "is not “agreed”"),
        (["segments", "a.csv", "--coder", "A B"], "an id has letters"),
        (["transcripts"], "Missing argument"),
    ],
)
def test_a_call_that_makes_no_sense_ends_with_2(call, words: list[str], message: str) -> None:
    done = call(*words)
    assert done.code == 2
    assert message in done.err


def test_broken_settings_stop_an_import_before_it_writes(study: Path, tmp_path: Path, call) -> None:
    put(study, "framework.yaml", "folders: {transcripts: [\n")
    assert call("transcripts", put(tmp_path, "a.txt", TALK)).code == 2
    assert not (study / "transcripts").exists()


def test_cases_are_added_and_conflicts_make_the_exit_code_1(study: Path, tmp_path: Path, call) -> None:
    first = call("cases", put(tmp_path, "c.csv", "Participant,site\nP01,north\n"))
    assert (first.code, "  1 new case and 1 new column (site)\n" in first.err) == (0, True)
    done = call("cases", put(tmp_path, "d.csv", "case,site,age\nP01,south,7\n"))
    assert done.code == 1
    assert "conflict: row 2, case P01, column site: cases.csv stays as it is" in done.err
    assert (study / "cases.csv").read_text(encoding="utf-8") == "case,site,age\nP01,north,7\n"


@pytest.fixture
def coded(study: Path, tmp_path: Path, call) -> Path:
    call("codebook", put(tmp_path, "frame.csv", "path,definition\nA,a\nA > B,b\n"))
    call("transcripts", put(tmp_path, "P01.txt", TALK))
    return study


def test_segments_are_placed_and_the_rest_listed_in_a_table(coded: Path, tmp_path: Path, call) -> None:
    table = "document,code,segment\nP01,B,the second thing\nP01,B,not said\nP01,B,Ana\n"
    done = call("segments", put(tmp_path, "s.csv", table), "--coder", "AK")
    assert (done.code, done.out) == (1, "annotations/P01.AK.yaml\n")
    assert "not placed: row 3: segment is not in its document" in done.err
    assert "not placed: row 4: segment stands in several places of its document" in done.err
    listed = coded / "reports/import-segments-unplaced.csv"
    assert (
        listed.read_text(encoding="utf-8").split("\n")[0]
        == "row,reason,hint,document,code,segment,coder,memo"
    )
    assert "not said" not in done.err
    assert "  1 row placed in 1 passage: 1 new, 0 codes added" in done.err

    mended = listed.read_text(encoding="utf-8").replace("not said", "said\nfour").replace(",Ana,", ",three,")
    assert call("segments", put(tmp_path, "m.csv", mended), "--coder", "AK").code == 1
    assert (coded / "reports/import-segments-unplaced-2.csv").exists()
    again = call("segments", put(tmp_path, "s.csv", table), "--coder", "AK")
    assert (again.code, again.out) == (1, "")
    assert not (coded / "reports/import-segments-unplaced-3.csv").exists()


def test_the_table_of_what_was_not_placed_is_named_as_short_as_it_can_be_from_here(
    coded: Path, tmp_path: Path, call, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "s.csv", "document,code,segment\nP01,B,not said\n")
    for folder, shown in (
        (coded, "reports/import-segments-unplaced.csv"),
        (coded / "transcripts", "../reports/import-segments-unplaced.csv"),
        (coded.parent, f"{coded.name}/reports/import-segments-unplaced.csv"),
    ):
        monkeypatch.chdir(folder)
        done = call("segments", file, "--coder", "AK")
        assert f"  1 not placed, listed in {shown}: mend" in done.err


def test_a_report_never_overwrites_the_table_it_was_read_from(coded: Path, tmp_path: Path, call) -> None:
    file = put(tmp_path, "s.csv", "document,code,segment\nP01,B,not said\n")
    done = call("segments", file, "--coder", "AK", "--report", file)
    assert done.code == 1
    assert file.read_text(encoding="utf-8").startswith("document,code")
    assert call("segments", file, "--coder", "AK", "--report", tmp_path / "left.csv").code == 1
    assert "not said" in (tmp_path / "left.csv").read_text(encoding="utf-8")


def test_without_a_coder_it_says_how_to_name_one(coded: Path, tmp_path: Path, call) -> None:
    file = put(tmp_path, "s.csv", "document,code,segment\nP01,B,the second thing\n")
    done = call("segments", file)
    assert done.code == 2
    assert "--as CODER" in done.err
    assert call("segments", file, "--as", "AK").out == "annotations/P01.AK.yaml\n"


def test_a_dry_run_of_each_kind_writes_nothing(coded: Path, tmp_path: Path, call) -> None:
    before = {path: path.read_bytes() for path in coded.rglob("*") if path.is_file()}
    segments = put(tmp_path, "s.csv", "document,code,segment\nP01,B,the second thing\nP01,B,x\n")
    assert call("segments", segments, "--coder", "AK", "--dry-run").code == 1
    assert call("cases", put(tmp_path, "c.csv", "case\nP01\n"), "--dry-run").code == 0
    assert call("codebook", put(tmp_path, "f.csv", "path\nA\n"), "--dry-run").code == 0
    assert call("transcripts", put(tmp_path, "z.txt", TALK), "--interviewer", "Ana", "--dry-run").code == 0
    assert {path: path.read_bytes() for path in coded.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_without_permission_is_no_traceback(study: Path, tmp_path: Path, call) -> None:
    (study / "transcripts").mkdir(mode=0o500)
    done = call("transcripts", put(tmp_path, "a.txt", TALK))
    assert done.code == 1
    assert "cannot be written" in done.err
