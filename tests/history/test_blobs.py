"""Contents of files from git, by one process."""

from pathlib import Path

from framework_cli.history.blobs import Blobs
from tests.history.repositories import commit, repository


def test_blobs_come_one_by_one_and_what_is_not_there_is_none(tmp_path: Path):
    root = repository(tmp_path / "study")
    commit(root, {"a.txt": b"one\r\n\0two", "sub/b.txt": ""}, "one", day="2026-03-01")
    with Blobs(root) as blobs:
        assert blobs.get("HEAD:a.txt") == b"one\r\n\0two"
        assert blobs.get("HEAD:sub/b.txt") == b""
        assert blobs.get("HEAD:sub") is None
        assert blobs.get("HEAD:not there.txt") is None
        assert blobs.get("0" * 40) is None
        assert blobs.get("HEAD:a.txt\nHEAD:sub/b.txt") is None
        assert blobs.get("HEAD:sub/b.txt") == b""


def test_outside_a_repository_there_is_nothing(tmp_path: Path):
    with Blobs(tmp_path) as blobs:
        assert blobs.get("HEAD:a.txt") is None
