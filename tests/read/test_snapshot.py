"""A study read from a snapshot is the study read from its folder, finding by finding."""

from pathlib import Path

import pytest

from framework_cli import scaffold
from framework_cli.read import load
from framework_cli.read.snapshot import Entry, OutsideError, Snapshot

CASES = sorted(path for path in (Path(__file__).parents[1] / "cases").glob("*/study") if path.is_dir())


def snapshot(root: Path) -> Snapshot:
    files = {
        path.relative_to(root).as_posix(): path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file()
    }
    return Snapshot(root, files, lambda name: (root / name).read_bytes())


@pytest.mark.parametrize("root", CASES, ids=lambda path: path.parent.name)
def test_a_study_with_faults_reads_alike_from_a_folder_and_from_a_snapshot_however_often(root: Path):
    kept = snapshot(root)
    folder, found = load(root)
    for _ in range(2):
        study, same = load(kept)
        assert same == found
        assert (study.sources, study.annotations, study.charts) == (
            folder.sources,
            folder.annotations,
            folder.charts,
        )


def test_the_worked_study_reads_alike(tmp_path: Path):
    for name, text in scaffold.worked_study().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    assert load(snapshot(tmp_path)) == load(tmp_path)


def test_what_stands_in_a_folder_is_listed_by_name():
    kept = Snapshot(
        Path("x"), {"a/b.txt": "1", "a/c/d.txt": "2", "e.txt": "3"}, lambda name: b"", {"a/l": "../../out"}
    )
    assert kept.listed("a") == [
        Entry("b.txt", folder=False, file=True),
        Entry("c", folder=True, file=False),
        Entry("l", folder=False, file=False, outside=True),
    ]
    assert kept.listed("nowhere") == []


def test_links_lead_within_the_study_round_in_circles_or_out_of_it():
    links = {"a": "b", "b": "a", "t": "texts", "out": "/etc", "up": "../x", "drive": "C:/x"}
    kept = Snapshot(Path("x"), {"texts/P01.txt": "1"}, lambda name: b"said", links)
    assert kept.read("t/P01.txt") == b"said"
    assert kept.read("a") is None
    for path in ("out", "up/y", "drive"):
        with pytest.raises(OutsideError):
            kept.read(path)


def test_what_was_parsed_is_remembered_by_its_content():
    texts = {"1": b"one", "2": b"two"}
    first = Snapshot(Path("x"), {"a": "1"}, texts.get)
    later = Snapshot(Path("x"), {"a": "2"}, texts.get, parsed=first.parsed)
    calls: list[str] = []

    def read(kept: Snapshot) -> bytes | None:
        def parse() -> bytes | None:
            calls.append("parsed")
            return kept.read("a")

        return kept.once("a", parse)

    assert [read(first), read(first), read(later), read(later)] == [b"one", b"one", b"two", b"two"]
    assert len(calls) == 2
