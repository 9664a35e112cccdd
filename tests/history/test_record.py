"""A version of a study is saved: its own files, and nothing else that a person has in hand."""

import subprocess
import sys
from pathlib import Path

import pytest

from framework_cli.history.git import GitError
from framework_cli.history.record import UnsavedError, changed, record
from tests.history.repositories import as_asha, commit, git, repository

OWN = ("annotations", "charts", "framework.yaml")


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    as_asha(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A study at its first commit."""
    made = repository(tmp_path / "study")
    files = {"framework.yaml": "title: A\n", "annotations/P01.AK.yaml": "- a\n", "other.txt": "o\n"}
    commit(made, dict(files), "first", day="2026-03-01")
    return made


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="\n")


def in_last(root: Path) -> list[str]:
    return git(root, "-c", "core.quotePath=false", "show", "--format=", "--name-only", "HEAD").split("\n")


def test_changed_new_and_deleted_files_of_the_study_are_committed_and_nothing_else(root: Path):
    put(root, "framework.yaml", "title: B\n")
    (root / "annotations/P01.AK.yaml").unlink()
    put(root, "charts/P01.md", "new\n")
    put(root, "other.txt", "changed\n")
    put(root, "charts-old/P01.md", "new\n")
    found = changed(root, OWN)
    assert list(found) == ["annotations/P01.AK.yaml", "charts/P01.md", "framework.yaml"]
    id = record(root, found, "What I did\n\n# not a comment\n")
    assert in_last(root) == ["annotations/P01.AK.yaml", "charts/P01.md", "framework.yaml"]
    assert git(root, "log", "-1", "--format=%B") == "What I did\n\n# not a comment"
    assert git(root, "rev-parse", "HEAD").startswith(id)
    assert changed(root, OWN) == {}
    assert git(root, "status", "--porcelain").split("\n") == ["M other.txt", "?? charts-old/"]


def test_what_was_staged_of_other_files_stays_staged_and_uncommitted(root: Path):
    put(root, "other.txt", "staged\n")
    put(root, "secret.txt", "staged\n")
    git(root, "add", "other.txt", "secret.txt")
    put(root, "framework.yaml", "title: staged\n")
    git(root, "add", "framework.yaml")
    put(root, "framework.yaml", "title: as it is now\n")
    record(root, changed(root, OWN), "mine")
    assert in_last(root) == ["framework.yaml"]
    assert git(root, "show", "HEAD:framework.yaml") == "title: as it is now"
    assert git(root, "status", "--porcelain").split("\n") == ["M  other.txt", "A  secret.txt"]


def test_a_deletion_that_is_staged_already_is_committed(root: Path):
    git(root, "rm", "-q", "annotations/P01.AK.yaml")
    record(root, changed(root, OWN), "gone")
    assert in_last(root) == ["annotations/P01.AK.yaml"]


def test_the_first_commit_of_a_repository_can_be_saved(tmp_path: Path):
    root = repository(tmp_path / "study")
    put(root, "framework.yaml", "title: A\n")
    put(root, "other.txt", "o\n")
    record(root, changed(root, OWN), "first")
    assert in_last(root) == ["framework.yaml"]


def test_a_study_below_the_top_of_its_repository_saves_its_own_files(tmp_path: Path):
    top = repository(tmp_path / "top")
    put(top, "study/framework.yaml", "title: A\n")
    put(top, "framework.yaml", "title: another study's\n")
    found = changed(top / "study", OWN)
    assert list(found) == ["framework.yaml"]
    record(top / "study", found, "first")
    assert in_last(top) == ["study/framework.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
@pytest.mark.parametrize(
    "name",
    ["*", ":(top)a", "-x", "a\nb", 'q"uote', "é", "😀", "[a]", "--all", "a\\b", ":!framework.yaml", "sp ace"],
)
def test_a_name_is_a_name_and_no_pattern(root: Path, name: str):
    put(root, f"annotations/{name}", "n\n")
    put(root, "annotations/another", "n\n")
    found = changed(root, [f"annotations/{name}"])
    assert list(found) == [f"annotations/{name}"]
    record(root, found, "one")
    assert git(root, "show", "--format=", "--name-only", "-z", "HEAD").rstrip("\0") == f"annotations/{name}"


def test_a_message_is_a_message_and_no_option(root: Path):
    put(root, "framework.yaml", "title: B\n")
    record(root, changed(root, OWN), "--amend")
    assert git(root, "log", "--format=%s").split("\n") == ["--amend", "first"]


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")
def test_hooks_run_and_one_that_refuses_leaves_files_and_index_as_they_were(root: Path):
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'no names, please' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    put(root, "framework.yaml", "title: B\n")
    put(root, "charts/P01.md", "new\n")
    put(root, "other.txt", "staged\n")
    git(root, "add", "other.txt")
    before = git(root, "status", "--porcelain")
    with pytest.raises(UnsavedError, match="no names, please"):
        record(root, changed(root, OWN), "mine")
    assert git(root, "status", "--porcelain") == before
    assert git(root, "log", "--format=%s") == "first"


def conflict(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "side")
    commit(root, {"framework.yaml": "title: theirs\n"}, "theirs", day="2026-03-02")
    git(root, "checkout", "-q", "main")
    commit(root, {"framework.yaml": "title: ours\n"}, "ours", day="2026-03-03")


def attempt(root: Path, *words: str) -> None:
    """Run something of git that stops in the middle."""
    subprocess.run(["git", *words], cwd=root, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("merge", "side"), "a merge is under way"),
        (("cherry-pick", "side"), "a cherry-pick is under way"),
        (("rebase", "side"), "a rebase is under way"),
        (("revert", "--no-edit", "HEAD~1"), "a revert is under way"),
    ],
)
def test_nothing_is_saved_in_the_middle_of_something(root: Path, words: tuple[str, ...], what: str):
    conflict(root)
    if words[0] == "revert":
        commit(root, {"framework.yaml": "title: still others\n"}, "more", day="2026-03-04")
    attempt(root, *words)
    put(root, "annotations/P01.AK.yaml", "- b\n")
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(UnsavedError, match=what) as refused:
        record(root, changed(root, OWN), "mine")
    assert "git" in refused.value.hint
    assert git(root, "rev-parse", "HEAD") == before


def test_nothing_is_saved_over_a_conflict_that_a_stash_left(root: Path):
    put(root, "framework.yaml", "title: mine\n")
    git(root, "stash")
    commit(root, {"framework.yaml": "title: theirs\n"}, "theirs", day="2026-03-02")
    attempt(root, "stash", "pop")
    with pytest.raises(UnsavedError, match=r"could not merge framework\.yaml"):
        record(root, changed(root, OWN), "mine")


def test_nothing_is_saved_where_no_branch_would_keep_it(root: Path):
    git(root, "checkout", "-q", "--detach")
    put(root, "framework.yaml", "title: B\n")
    with pytest.raises(UnsavedError, match="on no branch"):
        record(root, changed(root, OWN), "mine")


def test_nothing_is_saved_for_nobody(root: Path, monkeypatch: pytest.MonkeyPatch):
    for key in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{key}")
    monkeypatch.delenv("EMAIL", raising=False)
    put(root, "charts/P01.md", "new\n")
    with pytest.raises(UnsavedError, match="who you are") as refused:
        record(root, changed(root, OWN), "mine")
    assert "user.email" in refused.value.hint
    assert git(root, "status", "--porcelain") == "?? charts/"


def test_a_lock_of_another_git_is_heeded_and_left(root: Path):
    lock = root / ".git" / "index.lock"
    lock.touch()
    put(root, "framework.yaml", "title: B\n")
    with pytest.raises(UnsavedError, match="another git command"):
        record(root, changed(root, OWN), "mine")
    assert lock.exists()


def test_outside_a_repository_git_is_not_used(tmp_path: Path):
    with pytest.raises(GitError, match="git init"):
        changed(tmp_path, OWN)
    with pytest.raises(GitError, match="git init"):
        record(tmp_path, {"a": "??"}, "mine")


def test_a_repository_that_a_hook_of_git_speaks_of_is_not_the_studys(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    put(root, "framework.yaml", "title: B\n")
    record(root, changed(root, OWN), "mine")
    monkeypatch.delenv("GIT_DIR")
    assert git(root, "log", "-1", "--format=%s") == "mine"


def test_ignored_files_and_files_of_a_submodule_are_not_the_studys(root: Path):
    put(root, ".gitignore", "annotations/*.local\n")
    put(root, "annotations/a.local", "x\n")
    assert changed(root, OWN) == {}
