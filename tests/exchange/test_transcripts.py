"""Files become transcripts of the study: safely named, never over another, one failure at a time."""

from pathlib import Path

import pytest

from framework_cli.exchange import Label, Options, declared, import_transcripts
from framework_cli.exchange.naming import safe_id
from framework_cli.exchange.note import Note
from framework_cli.exchange.speakers import Declared
from framework_cli.model.diagnostic import Severity
from framework_cli.model.settings import Settings
from framework_cli.read import load

TALK = "Ana: one\n\nBen: two\n\nAna: three\n\nBen: four\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    root = tmp_path / "study"
    root.mkdir()
    (root / "framework.yaml").write_text("title: x\n", encoding="utf-8")
    return root


def put(folder: Path, name: str, data: str | bytes = TALK) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_transcript_is_written_as_utf_8_with_line_feeds(study: Path, tmp_path: Path) -> None:
    file = put(
        tmp_path, "P01.txt", TALK.replace("one", "é – one").replace("\n", "\r\n").encode("windows-1252")
    )
    done, _ = import_transcripts(study, Settings(), [file], Options(encoding="windows-1252"))
    assert done[0].path == "transcripts/P01.txt"
    assert (study / done[0].path).read_bytes() == TALK.replace("one", "é – one").encode()


def test_a_transcript_that_is_there_stays_and_the_other_files_go_through(study: Path, tmp_path: Path) -> None:
    there = put(study / "transcripts", "p01.md", "mine\n")
    files = [
        put(tmp_path, "P01.txt"),
        put(tmp_path, "bad.txt", b"caf\xe9"),
        put(tmp_path, "P02.txt"),
        tmp_path / "no.txt",
    ]
    done, _ = import_transcripts(study, Settings(), files, Options())
    assert [one.path for one in done] == ["", "", "transcripts/P02.txt", ""]
    assert [one.failed for one in done] == [True, True, False, True]
    assert done[0].notes[-1].message == "transcripts/p01.md is already there and stays as it is"
    assert there.read_text(encoding="utf-8") == "mine\n"


def test_two_files_of_one_name_do_not_overwrite_each_other(study: Path, tmp_path: Path) -> None:
    files = [put(tmp_path / "a", "P01.txt"), put(tmp_path / "b", "p01.txt", TALK.replace("one", "other"))]
    done, _ = import_transcripts(study, Settings(), files, Options())
    assert [one.failed for one in done] == [False, True]
    assert (study / "transcripts/P01.txt").read_text(encoding="utf-8") == TALK


@pytest.mark.parametrize(
    ("stem", "id"),
    [
        ("Żaneta interview 1", "Żaneta interview 1"),
        ("a:b*c?", "a-b-c-"),
        ("con", "con-source"),
        ("NUL.final", "NUL-source.final"),
        ("ends. ", "ends"),
        ("e\u0301", "é"),
        ("x" * 300, "x" * 100),
        ("...", ""),
        ("\x07bell", "-bell"),
    ],
)
def test_a_source_id_is_a_file_name_everywhere(stem: str, id: str) -> None:
    assert safe_id(stem) == id


def test_a_changed_name_is_said(study: Path, tmp_path: Path) -> None:
    done, _ = import_transcripts(study, Settings(), [put(tmp_path, "P01.txt")], Options(id="a/b"))
    assert done[0].path == "transcripts/a-b.txt"
    assert done[0].notes[0].message == "the source's id is “a-b”, which every system takes as a file name"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.pdf", "save its text as .txt or .docx"),
        ("a.doc", "save it as .docx"),
        ("a", "transcripts come from .txt, .md, .docx, .vtt and .srt"),
    ],
)
def test_other_formats_are_refused_with_a_way_out(study: Path, tmp_path: Path, name: str, hint: str) -> None:
    done, _ = import_transcripts(study, Settings(), [put(tmp_path, name)], Options())
    assert done[0].failed
    assert done[0].notes[-1].hint == hint


def test_an_empty_file_and_a_folder_are_refused(study: Path, tmp_path: Path) -> None:
    done, _ = import_transcripts(study, Settings(), [put(tmp_path, "a.txt", " \n\n"), tmp_path], Options())
    assert [one.notes[-1].message for one in done] == ["the file holds no text", "is a folder"]


def test_interviewers_declared_make_a_sources_csv_where_there_is_none(study: Path, tmp_path: Path) -> None:
    files = [put(tmp_path, "P01.txt"), put(tmp_path, "P02.txt", TALK.replace("Ben", "Cem"))]
    _, notes = import_transcripts(study, Settings(), files, Options(declared([], ["Ana"])))
    assert (study / "sources.csv").read_text(encoding="utf-8") == (
        "source,speaker,role,case,wave,kind,date\nP01,Ana,interviewer,,,,\nP02,Ana,interviewer,,,,\n"
    )
    assert notes[0].message == "sources.csv made, with who interviews: Ana"
    read, found = load(study)
    assert read.sources["P01"].interviewers == {"Ana"}
    assert read.sources["P01"].case == "P01"
    assert [d for d in found if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (b"source,speaker,role\nP09,x,interviewer\n", b"P01,Ana,interviewer\n"),
        (b"source,speaker,role,case,wave,kind,date\nP01,,,A,,,", b"\nP01,Ana,interviewer,,,,\n"),
        (b"\xef\xbb\xbfrole,source,speaker\r\n,P09,x\r\n", b"interviewer,P01,Ana\r\n"),
        (b"\n", b"source,speaker,role,case,wave,kind,date\nP01,Ana,interviewer,,,,\n"),
        (b'source,speaker,role\nP09,"x, ""y""",\n\n', b"P01,Ana,interviewer\n"),
    ],
)
def test_later_rows_are_added_at_the_end_of_sources_csv_and_no_byte_changes(
    study: Path, tmp_path: Path, before: bytes, added: bytes
) -> None:
    put(study, "sources.csv", before)
    options = Options(declared([], ["Ana"]), dry_run=True)
    _, planned = import_transcripts(study, Settings(), [put(tmp_path, "P01.txt")], options)
    assert (study / "sources.csv").read_bytes() == before
    _, notes = import_transcripts(
        study, Settings(), [put(tmp_path, "P01.txt")], Options(declared([], ["Ana"]))
    )
    assert (study / "sources.csv").read_bytes() == before + added
    assert notes == planned == [Note("added at its end: Ana in P01, interviewer")]
    assert load(study)[0].sources["P01"].interviewers == {"Ana"}


def test_a_speaker_who_is_in_sources_csv_already_stays_as_the_person_said(
    study: Path, tmp_path: Path
) -> None:
    before = "source,speaker,role,case\nP01,Ana,participant,A\n"
    put(study, "sources.csv", before)
    _, notes = import_transcripts(
        study, Settings(), [put(tmp_path, "P01.txt")], Options(declared([], ["Ana"]))
    )
    assert (study / "sources.csv").read_text(encoding="utf-8") == before
    assert notes == []


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (b"source,case\nP09,x\n", "it has no column speaker and no column role"),
        (b'source,speaker,role\nP09,"x,\n', "it has errors, see `framework check`"),
        (b"source,speaker,role,colour\n", "it has errors, see `framework check`"),
        (b"<<<<<<< a\nsource,speaker,role\n=======\n>>>>>>> b\n", "it has errors, see `framework check`"),
        (b"source,speaker,role\n\xe9,,\n", "not UTF-8 at byte 20"),
    ],
)
def test_a_sources_csv_that_cannot_take_rows_is_left_and_the_lines_offered_by_themselves(
    study: Path, tmp_path: Path, before: bytes, why: str
) -> None:
    put(study, "sources.csv", before)
    _, notes = import_transcripts(
        study, Settings(), [put(tmp_path, "P01.txt")], Options(declared([], ["Ana"]))
    )
    assert (study / "sources.csv").read_bytes() == before
    assert notes[0].message.startswith(f"left as it is: {why}. ")
    assert notes[0].lines == ("P01,Ana,interviewer,,,,",)
    assert notes[0].hint == "or say in framework.yaml: `interviewers: [Ana]`"


def test_an_interviewer_whom_the_settings_know_needs_no_row(study: Path, tmp_path: Path) -> None:
    settings = Settings(interviewers=("Ana",))
    _, notes = import_transcripts(study, settings, [put(tmp_path, "P01.txt")], Options(declared([], ["Ana"])))
    assert notes == []
    assert not (study / "sources.csv").exists()


def test_a_speaker_who_speaks_once_is_declared_so_that_reading_sees_them(study: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "P01.txt", TALK + "\nDr: X: five\n\nCem: six\n")
    options = Options(declared(["Cem", "Dr"]))
    import_transcripts(study, Settings(), [file], options)
    read, _ = load(study)
    assert [t.speaker for t in read.sources["P01"].turns] == ["Ana", "Ben", "Ana", "Ben", "Dr", "Cem"]


def test_renamed_speakers_are_renamed_in_labels_only(study: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "P01.txt", TALK.replace("one", "Ben: one, Ben"))
    done, _ = import_transcripts(study, Settings(), [file], Options(declared(["Ben=P03"], ["Ana"])))
    assert done[0].text == TALK.replace("Ben:", "P03:").replace("one", "Ben: one, Ben")
    assert done[0].notes[0].message == "speakers: Ana (2 times, interviewer), Ben as P03 (2 times)"


def test_what_is_answered_decides(study: Path, tmp_path: Path) -> None:
    asked: list[tuple[str, list[str]]] = []

    def ask(file: str, labels: object) -> Declared:
        assert isinstance(labels, list)
        assert all(isinstance(label, Label) for label in labels)
        asked.append((Path(file).name, [label.name for label in labels]))
        return Declared({"Ben": "Ben", "Cem": "Cem"}, frozenset({"Ben"}), frozenset({"Ana"}))

    file = put(tmp_path, "P01.txt", TALK + "\nCem: five\n")
    done, _ = import_transcripts(study, Settings(), [file], Options(), ask)
    assert asked == [("P01.txt", ["Ana", "Ben", "Cem"])]
    read, _ = load(study)
    assert {turn.speaker for turn in read.sources["P01"].turns} == {"", "Ben", "Cem"}
    assert read.sources["P01"].interviewers == {"Ben"}
    assert done[0].notes[0].message == "speakers: Ben (2 times, interviewer), Cem (1 time)"


def test_a_dry_run_writes_nothing(study: Path, tmp_path: Path) -> None:
    before = sorted(study.rglob("*"))
    done, _ = import_transcripts(
        study, Settings(), [put(tmp_path, "P01.txt")], Options(declared([], ["Ana"]), dry_run=True)
    )
    assert done[0].path == "transcripts/P01.txt"
    assert sorted(study.rglob("*")) == before


@pytest.mark.parametrize("given", ["", "=", "=P01", "Ben=", "Ben=a:b"])
def test_a_speaker_without_a_name_is_a_usage_error(given: str) -> None:
    with pytest.raises(ValueError, match="--speaker"):
        declared([given])


def test_no_message_holds_words_of_the_talk(study: Path, tmp_path: Path) -> None:
    secret = "mysecretword"
    text = f"Ana: {secret}\n\nBen: {secret} two\n\nAna: x {secret}: y\n\nBen: {secret}\n"
    files = [put(tmp_path, "P01.txt", text), put(tmp_path, "P02.txt", text.encode() + b"\xe9")]
    files += [put(tmp_path, "P03.txt", text + "\0"), put(tmp_path, "P04.vtt", "WEBVTT\n\n" + text)]
    done, notes = import_transcripts(study, Settings(), files, Options())
    said = [note.message + note.hint for one in done for note in one.notes] + [note.message for note in notes]
    assert len(said) >= 4
    assert not any(secret in one for one in said)
