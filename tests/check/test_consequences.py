"""A file that cannot be read is told once, without all that follows from it."""

from pathlib import Path

import pytest

from tests.check.studies import SOUND, found, sound


def rules(root: Path) -> list[str]:
    return [diagnostic.rule.id for diagnostic in found(root)]


def test_a_broken_annotation_file_does_not_make_cells_stale_or_citations_unknown(tmp_path):
    assert rules(sound(tmp_path, {"annotations/P01.AK.yaml": "- quote: she said: no\n"})) == ["F004"]


def test_a_transcript_in_another_encoding_is_not_called_missing(tmp_path):
    root = sound(tmp_path)
    (root / "transcripts/P01.txt").write_bytes("INT: Ça va?\nP01: Oui.\n".encode("windows-1252"))
    assert rules(root) == ["F002"]


def test_a_case_whose_only_transcript_cannot_be_read_is_not_called_unknown(tmp_path):
    root = sound(
        tmp_path, {"cases.csv": "case,site\nP02,south\n", "transcripts/P02.txt": "P02: I.\nP02: Yes.\n"}
    )
    (root / "transcripts/P01.txt").write_bytes(b"\xff\xfeI\x00")
    assert rules(root) == ["F002"]


@pytest.mark.parametrize("path", ["codebooks/old.yaml", "memos/a.md"])
def test_other_broken_files_hide_nothing(tmp_path, path):
    stale = SOUND["charts/P01.md"].replace("5f82", "0000")
    root = sound(
        tmp_path,
        {
            path: "---\na: b: c\n---\n",
            "charts/P01.md": stale,
            "framework.yaml": SOUND["framework.yaml"] + "codebook: codebooks/example.yaml\n",
        },
    )
    assert "F403" in rules(root)


def test_a_missing_transcript_is_still_told_beside_a_broken_one(tmp_path):
    root = sound(tmp_path, {"annotations/P09.AK.yaml": SOUND["annotations/P01.AK.yaml"].replace("k3", "z3")})
    (root / "transcripts/P02.txt").write_bytes(b"\xe9")
    assert "F210" in rules(root)
