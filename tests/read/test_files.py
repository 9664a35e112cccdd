"""Bytes → canonical text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.read.files import canonical, read_text, sha
from framework_cli.read.listing import find_study
from tests.read.conftest import Make, read, shown


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")))
def test_text_comes_back_whatever_line_ends_and_mark_it_was_saved_with(text: str) -> None:
    for data in (text, text.replace("\n", "\r\n")):
        for mark in (b"", b"\xef\xbb\xbf"):
            if not mark and text.startswith("\ufeff"):
                continue
            assert canonical(mark + data.encode("utf-8"), "a") == (text, [])


def test_only_carriage_return_and_line_feed_together_are_a_line_end() -> None:
    assert canonical(b"a\rb\r\nc\xe2\x80\xa8d", "a")[0] == "a\rb\nc\u2028d"


def test_windows_1252_is_refused_with_the_command_that_converts_it() -> None:
    text, (found,) = canonical(b"one\r\n\xc3\xa9 caf\xe9\n", "transcripts/P01.txt")
    assert text is None
    assert shown([found]) == ["F002 transcripts/P01.txt:2:6"]
    assert "`framework import transcripts FILE --encoding windows-1252`" in found.hint


def test_another_file_that_is_not_utf_8_is_converted_in_place() -> None:
    _, (found,) = canonical(b"name: caf\xe9\n", "codebooks/one.yaml")
    assert "`iconv -f WINDOWS-1252 -t UTF-8 'codebooks/one.yaml' > new`" in found.hint


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_mark(encoding: str) -> None:
    _, (found,) = canonical("\ufeffhello\n".encode(encoding), "P01.txt")
    assert shown([found]) == ["F002 P01.txt:1:1"]
    assert "--encoding utf-16`" in found.hint


def test_nul_bytes_are_reported_at_the_first_and_the_text_is_kept() -> None:
    text, found = canonical("é\nab\0c\0".encode(), "P01.txt")
    assert text == "é\nab\0c\0"
    assert shown(found) == ["F003 P01.txt:2:3"]


def test_a_file_whose_lines_end_in_carriage_returns_alone_is_told(make: Make) -> None:
    _, found = canonical(b"\xef\xbb\xbfINT: \xc3\xa9\rP01: yes\r", "P01.txt")
    assert shown(found) == ["F018 P01.txt:1:7"]
    assert found[0].hint.startswith("convert it with `tr '\\r' '\\n' < 'P01.txt' > new`")
    assert canonical(b'a,b\n"x\ry",z\n', "cases.csv")[1] == []
    _, found_in = read(make({"charts/P01.md": b"## B {#b}\rsaid\r"}))
    assert found_in == ["F018 charts/P01.md:1:10"]


def test_the_hash_is_of_the_canonical_text() -> None:
    assert sha("a\n") == "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert shown(read_text(tmp_path, "gone.txt")[1]) == ["F001 gone.txt:1:1"]


def test_unreadable_files_are_findings_and_the_rest_is_read(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make({"transcripts/P02.txt": "x", "annotations/P01.AK.yaml": "- quote: yes\n"})
    honest = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name in ("P02.txt", "P01.AK.yaml"):
            raise PermissionError(13, "Permission denied")
        return honest(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    study, found = read(root)
    assert found == ["F001 annotations/P01.AK.yaml:1:1", "F001 transcripts/P02.txt:1:1"]
    assert list(study.sources) == ["P01"]


def test_links_out_of_the_study_are_not_followed(
    make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("INT: secret\n", encoding="utf-8")
    root = make()
    (root / "transcripts" / "P02.txt").symlink_to(outside / "secret.txt")
    (root / "transcripts" / "P03.txt").symlink_to("P01.txt")
    (root / "transcripts" / "P04.txt").symlink_to("nowhere.txt")
    (root / "transcripts" / "P05.txt").symlink_to("P05.txt")
    (root / "cases.csv").symlink_to(outside / "secret.txt")
    (root / "charts").symlink_to(outside, target_is_directory=True)
    study, found = read(root)
    assert list(study.sources) == ["P01", "P03"]
    assert [line.replace(":1:1", "") for line in found] == [
        "F017 cases.csv",
        "F017 charts",
        "F017 transcripts/P02.txt",
        "F001 transcripts/P04.txt",
        "F001 transcripts/P05.txt",
    ]


def test_names_that_differ_by_case_only_or_are_reserved_are_errors(make: Make) -> None:
    if (make() / "TRANSCRIPTS").exists():
        pytest.skip("this file system does not tell case apart")
    root = make(
        {
            "transcripts/p01.txt": "a",
            "transcripts/aux.txt": "a",
            "memos/what?.md": "x",
            "memos/Com1.x.md": "x",
        }
    )
    _, found = read(root)
    assert found == [
        "F011 memos/Com1.x.md:1:1",
        "F011 memos/what?.md:1:1",
        "F011 transcripts/aux.txt:1:1",
        "F011 transcripts/p01.txt:1:1",
    ]


def test_stray_files_are_named_and_what_systems_leave_behind_is_not(make: Make) -> None:
    root = make(
        {
            "transcripts/P02.docx": b"PK",
            "transcripts/old/P03.txt": "x",
            "transcripts/.DS_Store": b"x",
            "transcripts/~$P02.docx": b"x",
            "annotations/P01.AK.yml": "[]",
        }
    )
    _, found = read(root)
    assert found == [
        "F014 annotations/P01.AK.yml:1:1",
        "F014 transcripts/P02.docx:1:1",
        "F014 transcripts/old:1:1",
    ]


def test_a_study_is_found_from_within(make: Make, tmp_path: Path) -> None:
    root = make({"charts/P01.md": "x"})
    assert find_study(root / "charts") == root.resolve()
    assert find_study(root / "charts" / "P01.md") == root.resolve()
    (root / "transcripts" / "P01.txt").unlink()
    (root / "transcripts").rmdir()
    assert find_study(root) is None
    (root / "framework.yaml").write_text("title: x\n", encoding="utf-8")
    assert find_study(root / "charts") == root.resolve()
