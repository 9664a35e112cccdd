"""F519 where the study is in git: a status that changed, and the decision that should have come with it."""

from pathlib import Path

import pytest

from framework_cli.history import versions
from tests.check.studies import found
from tests.history.repositories import commit, git, repository
from tests.theory.studies import HEAD, STUDY, edge

T = "theory/t.yaml"
SUPPORTS = "excerpt: k1aaaaaa, stance: supports"


def claim(status: str, *decisions: str, more: str = "") -> str:
    """A theory whose one edge has this status, with these decisions on it."""
    lines = "".join(f"  - {{id: {id}, changed: [e1], because: [k1aaaaaa], why: so}}\n" for id in decisions)
    return edge(SUPPORTS, more=f"    status: {status}\n{more}") + (f"decisions:\n{lines}" if lines else "")


def told(root: Path) -> list[str]:
    """The findings of the rule on the claim, without what the claim is called."""
    return [d.message.partition(") ")[2] for d in found(root) if d.rule.id == "F519"]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    root = repository(tmp_path / "study")
    commit(root, STUDY | {T: claim("supported", "d1")}, "supported", day="2026-03-01")
    return root


def save(root: Path, text: str, day: str = "2026-03-02") -> str:
    return commit(root, {T: text}, "theory", day=day)[:10]


def test_a_status_changed_in_the_work_tree_wants_a_decision_of_its_own(study: Path):
    last = git(study, "rev-parse", "HEAD")[:10]
    (study / T).write_text(claim("contested", "d1"), encoding="utf-8")
    said = f"went from supported to contested after 2026-03-01 ({last}), and no decision since says why"
    assert told(study) == [said]
    (study / T).write_text(claim("contested", "d1", "d2"), encoding="utf-8")
    assert told(study) == []


def test_a_status_changed_between_two_commits_wants_one_too(study: Path):
    last = save(study, claim("supported", "d1").replace("Kin live near", "Kin live nearby"))
    save(study, claim("contested", "d1"), "2026-03-03")
    save(study, claim("contested", "d1").replace("Kin live near", "Kin"), "2026-03-04")
    assert [each.partition("after ")[2].partition(",")[0] for each in told(study)] == [f"2026-03-02 ({last})"]
    save(study, claim("contested", "d1", "d2"), "2026-03-05")
    assert told(study) == []


def test_a_decision_that_was_rewritten_since_is_one(study: Path):
    (study / T).write_text(claim("contested", "d1").replace("why: so", "why: not so"), encoding="utf-8")
    assert told(study) == []


def test_a_claim_that_nobody_ever_decided_on_is_told_once(study: Path):
    save(study, claim("supported"))
    (study / T).write_text(claim("contested"), encoding="utf-8")
    assert told(study) == ["is called contested, and no decision says why"]


def test_a_claim_called_hypothesised_again_is_told(study: Path):
    (study / T).write_text(claim("hypothesised", "d1"), encoding="utf-8")
    assert len(told(study)) == 1
    (study / T).write_text(edge(SUPPORTS), encoding="utf-8")
    assert told(study)[0].startswith("went from supported to hypothesised")


def test_only_the_last_change_is_told(study: Path):
    save(study, claim("contested", "d1"))
    save(study, claim("rejected", "d1", "d2"), "2026-03-03")
    assert told(study) == []


def test_a_status_at_a_site_is_looked_at_as_well(study: Path):
    at = "    variation: {{north: {{status: {}}}}}\n"
    save(study, claim("supported", "d1", more=at.format("supported")))
    (study / T).write_text(claim("supported", "d1", more=at.format("rejected")), encoding="utf-8")
    (said,) = told(study)
    assert said.startswith("went at north from supported to rejected")
    (study / T).write_text(claim("hypothesised", more=at.format("rejected")), encoding="utf-8")
    assert "is called rejected at north, and no decision says why" in told(study)


def test_a_theory_keeps_its_history_under_another_name(study: Path):
    commit(study, {T: None, "theory/u.yaml": claim("contested", "d1")}, "renamed", day="2026-03-02")
    assert len(told(study)) == 1


def test_what_another_file_of_the_same_id_says_is_not_its_past(study: Path):
    copy = claim("contested", "d1", "d2")
    commit(study, {"theory/copy.yaml": copy}, "copied", day="2026-03-02")
    commit(study, {"theory/copy.yaml": copy + "# seen\n"}, "looked at", day="2026-03-03")
    assert told(study) == []
    (study / T).write_text(claim("supported", "d1").replace("Kin live near", "Kin"), encoding="utf-8")
    assert told(study) == []


def test_a_state_that_could_not_be_read_is_passed_over(study: Path):
    save(study, claim("suported", "d1"))
    save(study, "theory: {id: t", "2026-03-03")
    save(study, claim("supported", "d1"), "2026-03-04")
    assert told(study) == []


def test_a_merge_is_one_change(study: Path):
    git(study, "checkout", "-q", "-b", "other")
    save(study, claim("contested", "d1", "d2"))
    git(study, "checkout", "-q", "-")
    commit(study, {"memos/m.md": "x\n"}, "meanwhile", day="2026-03-03")
    git(study, "merge", "-q", "--no-ff", "-m", "merged", "other", day="2026-03-04")
    assert told(study) == []
    assert [each.day for each in versions(study, "theory")] == ["2026-03-04", "2026-03-01"]


def test_without_git_or_a_commit_nothing_is_said(tmp_path: Path, study: Path):
    (study / T).write_text(claim("contested", "d1"), encoding="utf-8")
    (study / ".git").rename(tmp_path / "elsewhere")
    assert told(study) == []
    git(study, "init", "-q")
    assert told(study) == []
    assert list(versions(study, "theory")) == []


def test_a_study_in_a_folder_of_a_repository_is_found(tmp_path: Path):
    top = repository(tmp_path / "top")
    files = STUDY | {T: claim("supported", "d1")}
    commit(top, {f"Étude 1/{path}": text for path, text in files.items()}, "all", day="2026-03-01")
    root = top / "Étude 1"
    (root / T).write_text(claim("contested", "d1"), encoding="utf-8")
    assert len(told(root)) == 1


def test_a_theory_without_statuses_has_nothing_to_decide(study: Path):
    save(study, HEAD)
    assert told(study) == []
