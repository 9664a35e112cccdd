"""The commit of a study, in real repositories."""

import subprocess
from pathlib import Path

import pytest

from framework_cli.history import commit_of


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(
        ["git", *who, *words], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def committed(root: Path) -> str:
    git(root, "init", "-q")
    (root / "a.txt").write_text("a\n", encoding="utf-8")
    git(root, "add", "a.txt")
    git(root, "commit", "-qm", "First")
    return git(root, "rev-parse", "HEAD")[:12]


def test_a_clean_repository_gives_its_commit(tmp_path: Path) -> None:
    commit = committed(tmp_path)
    assert commit_of(tmp_path) == commit


def test_changed_files_are_marked(tmp_path: Path) -> None:
    commit = committed(tmp_path)
    (tmp_path / "a.txt").write_text("b\n", encoding="utf-8")
    assert commit_of(tmp_path) == f"{commit}-dirty"


def test_a_folder_without_repository_or_commit_gives_nothing(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert commit_of(tmp_path) == ""


def test_a_machine_without_git_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(tmp_path) == ""
