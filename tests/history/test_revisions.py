"""Revisions of a study: how they are named, where the study stood then, and what cannot be known."""

import os
from pathlib import Path

import pytest

from framework_cli.history import Blobs, GitError, Trees, commits, lent, named, repository, touched
from framework_cli.read import load
from tests.check.studies import SOUND, write
from tests.history.repositories import commit, git
from tests.history.repositories import repository as scratch

TEXT, CODING = "transcripts/P01.txt", "annotations/P01.AK.yaml"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """The sound study with two commits."""
    root = scratch(tmp_path / "study")
    commit(root, dict(SOUND), "one", day="2026-03-01")
    commit(root, {TEXT: SOUND[TEXT] + "INT: Thank you.\n"}, "two", author="RS", day="2026-03-02")
    return root


def refused(root: Path, *words: str) -> str:
    with pytest.raises(GitError) as error:
        named(repository(root), words)
    return str(error.value)


def test_no_revision_is_head_against_the_files_and_two_or_a_range_are_commits(study: Path):
    found = repository(study)
    head, first = found.commit("HEAD"), found.commit("HEAD~1")
    assert named(found, []) == (head, "")
    assert named(found, ["HEAD~1"]) == (first, "")
    assert named(found, ["HEAD~1", "HEAD"]) == (first, head)
    assert named(found, ["HEAD~1..HEAD"]) == (first, head)
    assert named(found, ["HEAD~1.."]) == (first, head)


def test_three_dots_go_from_what_both_have_in_common(study: Path):
    git(study, "switch", "-q", "-c", "side", "HEAD~1")
    side = commit(study, {"memos/m.md": "A thought.\n"}, "three", day="2026-03-03")
    found = repository(study)
    assert named(found, ["main...side"]) == (found.commit("main~1"), side)


def test_a_revision_that_is_not_there_is_named(study: Path):
    assert refused(study, "nope") == "no revision “nope” in this repository"
    assert refused(study, "--all") == "“--all” is no revision"
    assert "is in the repository, but is no commit" in refused(study, "HEAD:cases.csv")


def test_digits_that_several_commits_start_with_are_told_apart_from_an_unknown_name(
    study: Path, monkeypatch: pytest.MonkeyPatch
):
    found = repository(study)
    both = [found.commit("HEAD"), found.commit("HEAD~1")]
    monkeypatch.setattr(type(found), "_objects", lambda self, word: both)
    with pytest.raises(GitError, match="is short for 2 commits; write more of its digits"):
        found.commit("abcd")


def test_a_repository_without_commits_says_what_to_do(tmp_path: Path):
    assert "has no commit yet" in refused(scratch(tmp_path / "new"))


def test_outside_a_repository_and_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitError, match="not in a git repository: start one with `git init`"):
        repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        repository(tmp_path)


def test_a_study_is_read_as_it_was_without_touching_the_disk(study: Path):
    before = sorted(str(path) for path in study.rglob("*") if ".git" not in path.parts)
    with Blobs(study) as blobs:
        trees = Trees(repository(study), blobs)
        tree = trees.at("HEAD~1")
        assert tree is not None
        was, found = load(trees.snapshot(tree))
    assert was.sources["P01"].text == SOUND[TEXT]
    assert [d.rule.id for d in found] == []
    assert [file.path for file in was.annotations] == [CODING]
    assert sorted(str(path) for path in study.rglob("*") if ".git" not in path.parts) == before


def test_a_study_in_a_subfolder_sees_its_own_files_and_commits_only(tmp_path: Path):
    top = scratch(tmp_path / "top")
    commit(top, {"README.md": "No study.\n"}, "zero", day="2026-03-01")
    commit(top, {f"work/study/{path}": text for path, text in SOUND.items()}, "one", day="2026-03-02")
    commit(top, {"README.md": "Still none.\n"}, "two", day="2026-03-03")
    root = top / "work" / "study"
    found = repository(root)
    assert found.prefix == "work/study/"
    assert [c.subject for c in commits(found)] == ["one"]
    assert set(next(iter(touched(found).values()))) == set(SOUND)
    with Blobs(root) as blobs:
        trees = Trees(found, blobs)
        assert set((trees.at("HEAD") or pytest.fail()).files) == set(SOUND)
        assert trees.at("HEAD~2") is None


def test_a_study_whose_folder_was_renamed_is_found_where_it_stood(tmp_path: Path):
    top = scratch(tmp_path / "top")
    commit(top, {f"old/{path}": text for path, text in SOUND.items()}, "one", day="2026-03-01")
    git(top, "mv", "old", "new")
    commit(top, {}, "two", day="2026-03-02")
    with Blobs(top / "new") as blobs:
        trees = Trees(repository(top / "new"), blobs)
        assert trees.at("HEAD~1") is None
        assert trees.moved("HEAD~1") == "old/"
        assert trees.at("HEAD~1", "old/") is not None


def test_transcripts_that_git_ignores_are_lent_to_older_states_as_they_are_now(tmp_path: Path):
    root = scratch(tmp_path / "study")
    commit(root, {**SOUND, ".gitignore": "transcripts/\n"}, "one", day="2026-03-01")
    found = repository(root)
    kept = lent(found, ("transcripts", "annotations", "charts"))
    assert kept == (TEXT,)
    with Blobs(root) as blobs:
        trees = Trees(found, blobs, kept)
        was, _ = load(trees.snapshot(trees.at("HEAD") or pytest.fail()))
    assert was.sources["P01"].text == SOUND[TEXT]


def test_a_repository_within_the_study_is_lent_too_and_so_is_a_submodule(tmp_path: Path):
    root = scratch(tmp_path / "study")
    inner = scratch(root / "transcripts")
    commit(inner, {"P01.txt": SOUND[TEXT]}, "inner", day="2026-03-01")
    others = {path: text for path, text in SOUND.items() if path != TEXT}
    write(root, others)
    git(root, "add", "--", *others)
    git(root, "commit", "-q", "-m", "outer", day="2026-03-02")
    assert lent(repository(root), ("transcripts", "annotations")) == (TEXT,)
    commit(root, {}, "now a submodule", day="2026-03-03")
    found = repository(root)
    assert lent(found, ("transcripts", "annotations")) == (TEXT,)
    with Blobs(root) as blobs:
        tree = Trees(found, blobs).at("HEAD") or pytest.fail()
        assert tree.modules == {"transcripts"}


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_links_are_followed_within_the_study_and_not_out_of_it(tmp_path: Path):
    root = scratch(tmp_path / "study")
    write(root, SOUND)
    (root / "texts").mkdir()
    (root / TEXT).rename(root / "texts" / "P01.txt")
    (root / TEXT).symlink_to("../texts/P01.txt")
    (root / "transcripts" / "P02.txt").symlink_to("/etc/hostname")
    (root / "transcripts" / "P03.txt").symlink_to("../../outside.txt")
    commit(root, {}, "links", day="2026-03-01")
    with Blobs(root) as blobs:
        trees = Trees(repository(root), blobs)
        was, found = load(trees.snapshot(trees.at("HEAD") or pytest.fail()))
    assert list(was.sources) == ["P01"]
    assert was.sources["P01"].text == SOUND[TEXT]
    assert [(d.primary.path, d.rule.id) for d in found if d.rule.id == "F017"] == [
        ("transcripts/P02.txt", "F017"),
        ("transcripts/P03.txt", "F017"),
    ]


def test_a_shallow_clone_says_where_it_ends(tmp_path: Path, study: Path):
    git(tmp_path, "clone", "-q", "--depth", "1", study.as_uri(), "clone")
    found = repository(tmp_path / "clone")
    (only,) = commits(found)
    assert only.cut
    assert only.subject == "two"
    assert "this clone is shallow" in refused(tmp_path / "clone", "HEAD~1")


def test_a_detached_head_is_a_head_like_any_other(study: Path):
    git(study, "checkout", "-q", "--detach", "HEAD~1")
    found = repository(study)
    assert [c.subject for c in commits(found)] == ["one"]
    assert named(found, [])[0] == found.commit("main~1")


def test_a_commit_is_told_with_author_date_and_message(study: Path):
    last, first = commits(repository(study))
    assert (first.author, first.at, first.subject) == ("Asha Karim", "2026-03-01T10:00:00+00:00", "one")
    assert last.author == "Rob Stone"
    assert last.parents == (first.id,)


def test_a_merge_touches_only_what_differs_from_every_parent(study: Path):
    git(study, "switch", "-q", "-c", "side")
    commit(study, {"memos/a.md": "A.\n"}, "side", day="2026-03-03")
    git(study, "switch", "-q", "main")
    commit(study, {"memos/b.md": "B.\n"}, "main", day="2026-03-04")
    git(study, "merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-03-05")
    found = repository(study)
    by_subject = {c.subject: touched(found).get(c.id, {}) for c in commits(found)}
    assert by_subject["merge"] == {}
    assert set(by_subject["side"]) == {"memos/a.md"}


def test_a_text_that_a_filter_keeps_elsewhere_is_not_taken_for_the_transcript(study: Path):
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"
    commit(study, {TEXT: pointer}, "kept in LFS", day="2026-03-06")
    with Blobs(study) as blobs:
        trees = Trees(repository(study), blobs)
        was, found = load(trees.snapshot(trees.at("HEAD") or pytest.fail()))
    assert "P01" not in was.sources
    assert any(d.primary.path == TEXT for d in found)


def test_many_objects_are_got_ahead_by_one_run(study: Path):
    with Blobs(study) as blobs:
        blobs.ahead([f"HEAD:{TEXT}", "HEAD:nothing", "HEAD:cases.csv", "a\nb", ""])
        assert blobs.get(f"HEAD~1:{TEXT}") == SOUND[TEXT].encode()
        assert blobs.get("HEAD:nothing") is None
        assert blobs.get("HEAD:cases.csv") == SOUND["cases.csv"].encode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_whose_name_is_no_text_is_not_lent(tmp_path: Path):
    root = scratch(tmp_path / "study")
    commit(root, {**SOUND, ".gitignore": "transcripts/\n"}, "one", day="2026-03-01")
    strange = os.fsencode(root / "transcripts") + b"/\xff.txt"
    try:
        Path(os.fsdecode(strange)).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert lent(repository(root), ("transcripts",)) == (TEXT,)
