"""Old texts by their hash, in real repositories."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from framework_cli.history.git import Git
from framework_cli.history.past import Missing, Past
from framework_cli.history.traces import traces
from framework_cli.read.files import sha
from tests.history.repositories import commit, git, repository

OLD, NEWER, TODAY = "P01: Zwölf.\nP01: Yes.\n", "P01: Twelve.\nP01: Yes.\n", "P01: Twelve, I think.\n"
PATH = "transcripts/P01.txt"


def asked(root: Path, text: str, path: str = PATH) -> str | Missing:
    with Past(root) as past:
        return past.text(path, sha(text))


def study(folder: Path, path: str = PATH, inside: str = "") -> Path:
    """A repository with three states of one transcript."""
    repository(folder)
    for day, text in enumerate((OLD, NEWER, TODAY), 1):
        commit(folder, {inside + path: text}, "Edit", day=f"2026-03-0{day}")
    return folder


def test_every_state_of_a_file_is_found_by_its_hash(tmp_path):
    root = study(tmp_path / "r")
    assert [asked(root, text) for text in (OLD, NEWER, TODAY)] == [OLD, NEWER, TODAY]


def test_a_text_that_no_commit_holds_is_not_found(tmp_path):
    assert asked(study(tmp_path / "r"), "P01: Nine.\n") is Missing.NOT_THERE


def test_the_text_of_another_file_is_not_taken(tmp_path):
    root = study(tmp_path / "r")
    commit(root, {"transcripts/P02.txt": "P02: Nine.\n"}, "Another", day="2026-03-04")
    assert asked(root, "P02: Nine.\n") is Missing.NOT_THERE


@pytest.mark.parametrize(
    "name", ["P 01.txt", 'P"01".txt', "Zoë.txt", "P\n01.txt", ":P01.txt", "-P01.txt", "日本.txt", "P\t01.txt"]
)
def test_any_file_name_will_do(tmp_path, name):
    if os.name == "nt" and set(name) & set('":\n\t'):
        pytest.skip("no such file name on Windows")
    root = study(tmp_path / "r", f"transcripts/{name}")
    assert asked(root, OLD, f"transcripts/{name}") == OLD


def test_a_name_with_its_accents_apart_is_the_same_name(tmp_path):
    root = study(tmp_path / "r", "transcripts/Zoë.txt")
    assert asked(root, OLD, "transcripts/Zoe\N{COMBINING DIAERESIS}.txt") == OLD


def test_a_name_in_other_capitals_is_the_same_name(tmp_path):
    root = study(tmp_path / "r", "transcripts/p01.TXT")
    assert asked(root, OLD) == OLD


def test_a_renamed_file_keeps_its_past(tmp_path):
    root = repository(tmp_path / "r")
    text = "".join(f"P01: Line {n}.\n" for n in range(30))
    commit(root, {"raw/one.txt": text}, "First", day="2026-03-01")
    commit(root, {"raw/one.txt": None, "raw/two.txt": text + "P01: More.\n"}, "Rename", day="2026-03-02")
    commit(root, {"raw/two.txt": None, PATH: text + "P01: More.\n"}, "Move", day="2026-03-03")
    commit(root, {PATH: "P01: Nothing.\n"}, "Edit", day="2026-03-04")
    assert asked(root, text) == text
    assert asked(root, text + "P01: More.\n") == text + "P01: More.\n"


def test_a_study_in_a_folder_of_a_repository_is_found_there(tmp_path):
    folder = study(tmp_path / "r", inside="my studies/one/")
    assert asked(folder / "my studies" / "one", OLD) == OLD


def test_a_study_moved_into_a_folder_keeps_its_past(tmp_path):
    folder = study(tmp_path / "r")
    commit(folder, {PATH: None, f"study/{PATH}": TODAY}, "Move", day="2026-03-05")
    assert asked(folder / "study", TODAY) == TODAY
    assert asked(folder / "study", OLD) == OLD


def test_transcripts_that_are_a_repository_of_their_own_are_asked(tmp_path):
    repository(tmp_path / "r")
    study(tmp_path / "r" / "transcripts", path="P01.txt")
    assert asked(tmp_path / "r", OLD) == OLD


def test_a_repository_around_the_study_s_own_is_left_alone(tmp_path):
    outer = study(tmp_path / "r", inside="study/")
    repository(outer / "study")
    assert asked(outer / "study", OLD) is Missing.NEVER_COMMITTED


def test_a_text_on_another_branch_is_found(tmp_path):
    root = study(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "aside", "HEAD~1")
    commit(root, {PATH: "P01: Aside.\n"}, "Aside", day="2026-03-05")
    git(root, "checkout", "-q", "main")
    assert asked(root, "P01: Aside.\n") == "P01: Aside.\n"


def test_a_text_that_only_a_merge_made_is_found(tmp_path):
    root = study(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "aside", "HEAD~1")
    commit(root, {PATH: "P01: Aside.\n"}, "Aside", day="2026-03-05")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-commit", "-s", "ours", "aside")
    commit(root, {PATH: "P01: Both.\n"}, "Merge", day="2026-03-06")
    commit(root, {PATH: "P01: After.\n"}, "Edit", day="2026-03-07")
    assert asked(root, "P01: Both.\n") == "P01: Both.\n"
    assert asked(root, "P01: Aside.\n") == "P01: Aside.\n"


def test_an_amended_commit_s_text_is_found_as_long_as_git_remembers_it(tmp_path):
    root = study(tmp_path / "r")
    (root / PATH).write_text("P01: Amended.\n", encoding="utf-8", newline="\n")
    git(root, "commit", "-qa", "--amend", "-m", "Amended")
    assert asked(root, TODAY) == TODAY
    git(root, "reflog", "expire", "--expire=now", "--all")
    git(root, "gc", "-q", "--prune=now")
    assert asked(root, TODAY) is Missing.NOT_THERE


def test_a_rewritten_history_is_said_to_hold_no_such_text(tmp_path):
    root = study(tmp_path / "r")
    shutil.rmtree(root / ".git")
    repository(root)
    commit(root, {}, "All new", day="2026-03-09")
    assert asked(root, OLD) is Missing.NOT_THERE


def test_a_detached_head_without_branches_is_history_too(tmp_path):
    root = study(tmp_path / "r")
    git(root, "checkout", "-q", "--detach")
    git(root, "branch", "-D", "main")
    assert asked(root, OLD) == OLD


def test_a_shallow_clone_says_so_and_a_deeper_one_finds_the_text(tmp_path):
    origin = study(tmp_path / "r")
    git(tmp_path, "clone", "-q", "--depth", "1", origin.as_uri(), "clone")
    clone = tmp_path / "clone"
    assert asked(clone, OLD) is Missing.SHALLOW
    before = traces(clone, PATH)
    git(clone, "fetch", "-q", "--unshallow")
    assert traces(clone, PATH) != before
    assert asked(clone, OLD) == OLD


def test_a_partial_clone_fetches_nothing_and_says_so(tmp_path):
    origin = study(tmp_path / "r")
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", origin.as_uri(), "clone")
    clone = tmp_path / "clone"
    had = sorted(path.name for path in (clone / ".git/objects").rglob("*"))
    assert asked(clone, TODAY) == TODAY
    assert asked(clone, OLD) is Missing.NOT_FETCHED
    assert sorted(path.name for path in (clone / ".git/objects").rglob("*")) == had


def test_what_is_staged_is_found(tmp_path):
    root = study(tmp_path / "r")
    (root / PATH).write_text("P01: Staged.\n", encoding="utf-8", newline="\n")
    git(root, "add", PATH)
    (root / PATH).write_text("P01: Not yet.\n", encoding="utf-8", newline="\n")
    assert asked(root, "P01: Staged.\n") == "P01: Staged.\n"
    assert asked(root, "P01: Not yet.\n") is Missing.NOT_THERE


def test_line_ends_and_byte_order_marks_do_not_count(tmp_path):
    root = repository(tmp_path / "r")
    (root / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    commit(root, {PATH: b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode()}, "CRLF", day="2026-03-01")
    commit(root, {PATH: TODAY}, "LF", day="2026-03-02")
    assert asked(root, OLD) == OLD


def test_a_state_that_is_not_utf_8_is_passed_over(tmp_path):
    root = repository(tmp_path / "r")
    commit(root, {PATH: OLD}, "First", day="2026-03-01")
    commit(root, {PATH: OLD.encode("windows-1252")}, "Broken", day="2026-03-02")
    commit(root, {PATH: TODAY}, "Mended", day="2026-03-03")
    assert asked(root, OLD) == OLD


def test_what_git_lfs_keeps_is_read_where_it_was_fetched(tmp_path):
    root = repository(tmp_path / "r")
    oid = hashlib.sha256(OLD.encode()).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(OLD.encode())}\n"
    commit(root, {PATH: pointer}, "LFS", day="2026-03-01")
    assert asked(root, OLD) is Missing.NOT_FETCHED
    stored = root / ".git/lfs/objects" / oid[:2] / oid[2:4] / oid
    stored.parent.mkdir(parents=True)
    stored.write_bytes(OLD.encode())
    assert asked(root, OLD) == OLD


def test_a_hook_s_environment_leads_nowhere_else(tmp_path, monkeypatch):
    root, other = study(tmp_path / "r"), repository(tmp_path / "other")
    commit(other, {"a.txt": "a\n"}, "Other", day="2026-03-01")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_PREFIX", "x/")
    assert asked(root, OLD) == OLD


def test_a_repository_s_settings_do_not_change_the_answer(tmp_path):
    root = study(tmp_path / "r")
    for key, value in {
        "core.quotePath": "true", "color.ui": "always", "core.pager": "false", "diff.external": "false",
        "log.showSignature": "true", "log.showRoot": "false", "diff.noprefix": "true",
        "diff.renames": "false",
        "core.fsmonitor": "false-program", "log.date": "raw", "format.pretty": "oneline", "core.abbrev": "4",
    }.items():  # fmt: skip
        git(root, "config", key, value)
    assert asked(root, OLD) == OLD


def test_no_repository_no_git_and_no_commit_are_told_apart(tmp_path, monkeypatch):
    root = tmp_path / "r"
    (root / "transcripts").mkdir(parents=True)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert asked(root, OLD) is Missing.NO_REPOSITORY
    repository(root)
    assert asked(root, OLD) is Missing.NEVER_COMMITTED
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asked(root, OLD) is Missing.NO_GIT


def test_another_user_s_repository_is_said_to_be_not_trusted(tmp_path, monkeypatch):
    root = study(tmp_path / "r")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert asked(root, OLD) is Missing.NOT_TRUSTED


def test_a_damaged_repository_gives_what_it_can_and_says_so(tmp_path):
    root = study(tmp_path / "r")
    broken = git(root, "rev-parse", f"HEAD~2:{PATH}")
    (root / ".git/objects" / broken[:2] / broken[2:]).unlink()
    assert asked(root, NEWER) == NEWER
    assert asked(root, OLD) is Missing.NOT_FETCHED
    tree = git(root, "rev-parse", "HEAD~1^{tree}")
    (root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert asked(root, "P01: Nine.\n") is Missing.DAMAGED
    (root / ".git/HEAD").write_text("rubbish", encoding="utf-8")
    assert isinstance(asked(root, OLD), Missing)


def test_a_reference_that_leads_nowhere_does_not_hide_the_others(tmp_path):
    root = study(tmp_path / "r")
    (root / ".git/refs/heads/broken").write_text("0123456789" * 4 + "\n", encoding="utf-8")
    assert asked(root, OLD) == OLD


def test_git_is_not_called_before_something_is_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with Past(tmp_path):
        pass
    calls = []
    monkeypatch.setattr(Git, "run", lambda *words: calls.append(words))
    with Past(tmp_path):
        assert calls == []


def test_one_log_serves_all_questions(tmp_path, monkeypatch):
    root = study(tmp_path / "r")
    asked_of_git, run = [], Git.run

    def counting(git, *words, **more):
        asked_of_git.append(words[0])
        return run(git, *words, **more)

    monkeypatch.setattr(Git, "run", counting)
    with Past(root) as past:
        for text in (OLD, NEWER, TODAY, "nowhere\n") * 5:
            past.text(PATH, sha(text))
    assert asked_of_git == ["rev-parse", "log", "ls-files"]


def test_traces_change_with_a_commit_and_not_by_themselves(tmp_path):
    root = study(tmp_path / "r")
    before = traces(root, PATH)
    git(root, "status")
    assert traces(root, PATH) == before
    commit(root, {PATH: "P01: New.\n"}, "New", day="2026-03-08")
    assert traces(root, PATH) != before
    assert traces(tmp_path, PATH) == traces(tmp_path, "elsewhere.txt")


def test_traces_of_a_further_work_tree_follow_the_repository(tmp_path):
    root = study(tmp_path / "r")
    git(root, "worktree", "add", "-q", str(tmp_path / "w"), "-b", "w")
    before = traces(tmp_path / "w", PATH)
    git(root, "pack-refs", "--all")
    assert traces(tmp_path / "w", PATH) != before
    assert asked(tmp_path / "w", OLD) == OLD
