"""The history of one thing, and the audit trail, on a study with commits by two people."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_cli.history import Blobs, Trees, commits, repository
from framework_cli.render.trail.audit import audit_markdown
from framework_cli.render.trail.json import audit_json
from framework_cli.trail import Kind, Step, Thing, audit, scope_of, state_of, steps, thing, uncommitted
from framework_cli.trail.audit import SCOPE, Audit
from tests.history.repositories import commit, git
from tests.trail.walking import KEN, walking


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The walking study; nobody changes it."""
    return walking(tmp_path_factory.mktemp("history") / "walking")


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    """A copy of it to be changed."""
    return Path(shutil.copytree(made, tmp_path / "walking"))


@pytest.fixture
def trees(made: Path) -> Iterator[Trees]:
    with Blobs(made) as blobs:
        yield Trees(repository(made), blobs)


def history(root: Path, word: str) -> list[Step]:
    with Blobs(root) as blobs:
        trees = Trees(repository(root), blobs)
        named = thing(trees, word)
        assert named is not None
        first = uncommitted(trees, scope_of(trees, named))
        return [*([first] if first else []), *steps(trees, commits(trees.repository), scope_of(trees, named))]


def told(found: list[Step]) -> list[tuple[str, list[str]]]:
    return [(s.commit.subject if s.commit else "", [c.id for c in s.changes]) for s in found]


def test_an_excerpt_was_coded_agreed_and_carried_over_with_a_merge_of_codes(made: Path):
    found = history(made, "z6f1k2mb")
    assert told(found) == [
        ("Weather merged into coming or not; talk redefined", ["z6f1k2mb", "c6j3x8mz"]),
        ("Olive talked through and agreed", ["c6j3x8mz"]),
        ("Olive coded and read through", ["z6f1k2mb"]),
    ]
    assert [a.name for a in found[0].changes[0].aspects] == ["carried over"]


def test_an_excerpt_whose_transcript_was_corrected_says_so(made: Path):
    assert told(history(made, "m9b4c7qx"))[0] == ("Ken's transcript heard again and corrected", ["m9b4c7qx"])


def test_a_passage_coded_on_a_branch_is_told_of_its_own_commit_and_not_of_the_merge(made: Path):
    assert told(history(made, "d2r6t1yk")) == [("Ken: what he says at the gate", ["d2r6t1yk"])]


def test_a_code_was_begun_used_redefined_and_took_another_in(made: Path):
    found = told(history(made, "asked"))
    assert found[-1] == ("The first interview and a codebook from the topic guide", ["asked"])
    merged = next(ids for subject, ids in found if subject.startswith("Weather"))
    assert merged == ["asked", "weather", "z6f1k2mb", "k8v3n1us", "c6j3x8mz"]


def test_a_code_that_is_gone_keeps_its_history(made: Path):
    found = told(history(made, "weather"))
    assert found[0][1][0] == "weather"
    assert found[-1][1] == ["weather"]


def test_a_cell_was_written_reviewed_and_rewritten(made: Path):
    found = history(made, "Olive/asked")
    assert [s.commit.subject for s in found if s.commit][:3] == [
        "Olive: coming or not, said better",
        "Olive's chart reviewed",
        "Olive charted",
    ]
    assert [a.name for a in found[0].changes[0].aspects] == ["summary"]


def test_a_cell_goes_stale_with_the_commit_that_took_its_evidence_away(study: Path):
    path = study / "annotations" / "Olive.agreed.yaml"
    kept = path.read_text(encoding="utf-8").split("- id: e4g7k2lp")[0]
    commit(study, {"annotations/Olive.agreed.yaml": kept}, "Less", author="RS", day="2026-03-09")
    (change,) = history(study, "Olive/asked")[0].changes
    stale = change.aspect("stale")
    assert stale is not None
    assert stale.after == "c6j3x8mz gone"


def test_a_case_gathers_its_sources_marks_coding_and_cells(made: Path):
    kinds = {
        (s.commit.subject if s.commit else ""): {c.kind for c in s.changes} for s in history(made, "Olive")
    }
    assert kinds["Olive talked through and agreed"] == {Kind.EXCERPT, Kind.AGREEMENT}
    assert kinds["Olive charted"] == {Kind.CELL}
    assert "Ken coded and read through" not in kinds


def test_what_is_not_committed_comes_first(study: Path):
    (study / "annotations" / "Ken.RS.yaml").unlink()
    first, *_ = history(study, "h5s2p8rt")
    assert first.commit is None
    assert first.changes[0].removed


def test_words_name_what_is_called_so(trees: Trees):
    assert thing(trees, "asked") == Thing("code", "asked")
    assert thing(trees, "Olive") == Thing("case", "Olive")
    assert thing(trees, "source:Olive") == Thing("source", "Olive")
    assert thing(trees, "Olive/asked") == Thing("cell", "Olive/asked")
    assert thing(trees, "a1b2c3d4") == Thing("excerpt", "a1b2c3d4")
    assert thing(trees, "no such thing") is None


def trail(root: Path) -> Audit:
    found = repository(root)
    with Blobs(root) as blobs:
        trees = Trees(found, blobs)
        last = uncommitted(trees, SCOPE)
        told = [*([last] if last else []), *steps(trees, commits(found), SCOPE)]
    return audit(state_of(root), told, commits(found))


def test_the_trail_says_who_coded_what_when_and_what_came_after_the_reading_mark(made: Path):
    rows = {(row.source, row.coder): row for row in trail(made).coding}
    ken = rows["Ken", "RS"]
    assert ken.mark == ("2", "2026-02-12")
    assert ken.first is not None
    assert ken.last is not None
    assert (ken.first.at[:10], ken.last.at[:10]) == ("2026-02-12", "2026-03-02")
    assert ken.after == {"added": 1}
    assert rows["Olive", "AK"].after == {"carried over": 1}


def test_the_trail_knows_agreement_decisions_codebook_steps_and_what_changed_after_a_review(made: Path):
    found = trail(made)
    (agreed,) = found.agreements
    assert (agreed.source, agreed.coders, agreed.excerpts) == ("Olive", ("AK", "RS"), 3)
    assert agreed.since is not None
    assert agreed.since.subject == "Olive talked through and agreed"
    (memo,) = found.memos
    assert (memo.id, memo.by, memo.on) == ("weather", "AK", "2026-02-20")
    (cell,) = found.reviewed
    assert (cell.cell, cell.by, cell.how) == ("Olive/asked", "RS", "summary")
    assert [step.after.version for step, _ in found.codebook()] == [1, 2, 3]
    assert [c.id for _, held in found.edited() for c in held] == ["Ken"]


def test_the_document_says_what_its_times_are_and_holds_no_words_of_participants(made: Path):
    document = audit_markdown(trail(made))
    assert "Times are those of commits, by their authors' clocks, and of reading marks" in document
    for said in ("neighbour", "slept", "We merged it", "asked by name"):
        assert said not in document
    assert "We merged it" in audit_markdown(trail(made), show_text=True)
    assert "slept" not in json.dumps(audit_json(trail(made)))


def test_the_document_is_the_same_every_time(made: Path):
    assert audit_markdown(trail(made)) == audit_markdown(trail(made))


def test_a_hostile_message_and_title_stay_text(study: Path):
    evil = "<img src=x onerror=alert(1)> @team #12 [x](http://y) `a` | b"
    files = {"framework.yaml": f"title: '{evil}'\n", "transcripts/Ken.txt": KEN.replace("list", "note")}
    commit(study, files, evil, author="RS", day="2026-03-10")
    document = audit_markdown(trail(study))
    assert "<img" not in document.replace("\\<img", "")
    assert "@team" not in document
    assert "&#64;team" in document


def test_without_history_the_trail_says_why_and_tells_what_the_files_say(made: Path):
    document = audit_markdown(audit(state_of(made), [], [], why="git is not installed"))
    assert "There is no history: dates are those of reading marks" in document
    assert "Who saved what when: git is not installed." in document
    assert "| Ken | RS | 3 |" in document


def test_a_shallow_clone_says_from_when_it_knows(made: Path, tmp_path: Path):
    git(tmp_path, "clone", "-q", "--depth", "3", made.as_uri(), "clone")
    assert "this clone is shallow and knows no more" in audit_markdown(trail(tmp_path / "clone"))
