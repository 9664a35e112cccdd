"""What a run asks of git, and what it remembers."""

from pathlib import Path

import pytest

from framework_cli.history.git import Git
from framework_cli.index import build
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index, Status
from framework_cli.read import load
from framework_cli.read.files import sha
from tests.check.studies import SOUND, sound
from tests.history.repositories import commit, git, repository

OLD = SOUND["transcripts/P01.txt"]
# Without the old text nothing can be said of so short a quote whose words were corrected.
NEW = OLD.replace("Nobody at work knew.", "Nobody at work knows.").replace("P01: My", "P01: Hm. My")
CODED = f"""\
text: {sha(OLD)}
excerpts:
- id: k3f9a2q7
  at: 2:6-2:32
  quote: My sister came every week.
  codes: [family]
- id: m2x8d0aa
  at: 3:6-3:26
  quote: Nobody at work knew.
  codes: [stigma]
"""


def indexed(root: Path) -> tuple[Index, list[Diagnostic]]:
    study, _ = load(root)
    return build(study)


def statuses(root: Path) -> dict[str, Status]:
    index, _ = indexed(root)
    found = {passage.excerpt.id: passage.status for passage in index.passages}
    return found | {each.excerpt.id: each.anchor.status for each in index.unresolved}


def edited(root: Path) -> Path:
    """The sound study, committed as it was coded; then its transcript is edited."""
    sound(repository(root), {"annotations/P01.AK.yaml": CODED})
    commit(root, {}, "Coded", day="2026-03-01")
    (root / "transcripts/P01.txt").write_text(NEW, encoding="utf-8", newline="\n")
    return root


@pytest.fixture
def asked(monkeypatch):
    """The commands that git was given."""
    given: list[str] = []
    run = Git.run

    def counting(git, *words, **more):
        given.append(words[0])
        return run(git, *words, **more)

    monkeypatch.setattr(Git, "run", counting)
    return given


def test_the_old_text_settles_what_the_quote_alone_does_not(tmp_path):
    root = edited(tmp_path / "r")
    assert statuses(root) == {"k3f9a2q7": Status.MOVED, "m2x8d0aa": Status.EDITED}


def test_git_is_not_asked_where_no_transcript_has_changed(tmp_path, asked):
    root = sound(repository(tmp_path / "r"), {"annotations/P01.AK.yaml": CODED})
    assert statuses(root) == {"k3f9a2q7": Status.EXACT, "m2x8d0aa": Status.EXACT}
    assert asked == []


def test_git_is_asked_once_and_not_again(tmp_path, asked):
    root = edited(tmp_path / "r")
    first = statuses(root)
    assert asked == ["rev-parse", "log", "ls-files"]
    assert statuses(root) == first
    assert len(asked) == 3


def test_without_history_the_answer_is_kept_until_history_appears(tmp_path, asked):
    root = edited(tmp_path / "r")
    (root / ".git").rename(tmp_path / "away")
    repository(root)
    before = statuses(root)
    assert before["m2x8d0aa"] is Status.LOST
    count = len(asked)
    assert statuses(root) == before
    assert len(asked) == count
    git(root, "fetch", "-q", str(tmp_path / "away"), "main:before")
    assert statuses(root)["m2x8d0aa"] is Status.EDITED


def test_a_shallow_clone_is_told_how_to_bring_the_text_that_was_coded(tmp_path):
    root = edited(tmp_path / "r")
    commit(root, {}, "Edited", day="2026-03-02")
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "clone")
    for _ in range(2):  # worked out, and remembered
        _, found = indexed(tmp_path / "clone")
        hints = [diagnostic.hint for diagnostic in found if diagnostic.rule.id == "F203"]
        assert hints == ["this clone is shallow: `git fetch --unshallow` may bring the text that was coded"]
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert statuses(tmp_path / "clone")["m2x8d0aa"] is Status.EDITED


def test_no_word_of_an_old_text_is_kept(tmp_path):
    root = edited(tmp_path / "r")
    (root / "transcripts/P01.txt").write_text("INT: All is gone.\n", encoding="utf-8", newline="\n")
    statuses(root)
    kept = b"".join(file.read_bytes() for file in (root / ".framework").rglob("*") if file.is_file())
    assert kept
    assert b"sister" not in kept
    assert b"Nobody" not in kept


def test_an_entry_left_behind_is_carried_over_from_its_own_older_text(tmp_path):
    root = edited(tmp_path / "r")
    commit(
        root,
        {
            "annotations/P01.AK.yaml": CODED.replace(sha(OLD), sha(NEW)).replace(
                "knew.\n", f"knew.\n  text: {sha(OLD)}\n"
            )
        },
        "Later",
        day="2026-03-02",
    )
    found = statuses(root)
    assert found["m2x8d0aa"] is Status.EDITED
