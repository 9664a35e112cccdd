"""The commit of a study, in real repositories."""

from pathlib import Path

import pytest

from framework_cli.history import commit_of
from tests.history.repositories import commit, repository


def committed(root: Path) -> str:
    return commit(repository(root), {"a.txt": "a\n"}, "First", day="2026-03-01")[:12]


def test_a_clean_repository_gives_its_commit(tmp_path: Path):
    made = committed(tmp_path)
    assert commit_of(tmp_path) == made


def test_changed_files_are_marked(tmp_path: Path):
    made = committed(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"b\n")
    assert commit_of(tmp_path) == f"{made}-dirty"


def test_the_environment_of_a_hook_leads_to_no_other_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made, other = committed(tmp_path / "study"), repository(tmp_path / "other")
    commit(other, {"b.txt": "b\n"}, "Other", day="2026-03-02")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert commit_of(tmp_path / "study") == made


def test_a_folder_without_repository_or_commit_gives_nothing(tmp_path: Path):
    assert commit_of(repository(tmp_path)) == ""


def test_a_machine_without_git_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    committed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(tmp_path) == ""
