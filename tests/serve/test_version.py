"""Save a version: on request, with the person's words, the study's own files and no others."""

import os
from pathlib import Path

import pytest

from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import WishError
from framework_cli.serve.version import save, standing
from framework_cli.serve.wish import Wish
from tests.history.repositories import as_asha, commit, git, repository
from tests.serve.conftest import Client, desk_of, serving


@pytest.fixture(autouse=True)
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    as_asha(monkeypatch)


@pytest.fixture
def repo(study: Path) -> Path:
    """The study at its first commit."""
    commit(repository(study), {".gitignore": ".framework/\n"}, "first", day="2026-03-01")
    return study


def saved(desk: Desk, message: str) -> tuple[int, dict[str, object]]:
    reply = save(desk, Wish(body={"message": message}))
    return reply.status, reply.body


def test_what_was_coded_is_committed_on_request_and_only_then(repo: Path):
    with serving(desk_of(repo)) as client:
        client.log_in()
        quote = "Nobody at work knew."
        start = client.get("/api/source/P01").json["text"].index(quote)
        body = {"start": start, "end": start + len(quote), "quote": quote, "codes": ["stigma"]}
        assert client.send("POST", "/api/source/P01/excerpts", body).status == 201
        assert git(repo, "log", "--format=%s") == "first"
        changed = ["annotations/P01.AK.yaml"]
        assert client.get("/api/study").json["git"] == {"repository": True, "changed": changed}
        assert client.get("/api/changes").json["git"]["changed"] == changed
        answer = client.send("POST", "/api/version", {"message": "P01 coded\n\nBoth passages."})
        assert (answer.status, answer.json["files"]) == (201, changed)
        assert git(repo, "rev-parse", "HEAD").startswith(answer.json["commit"])
        assert git(repo, "log", "-1", "--format=%an|%B") == "Asha Karim|P01 coded\n\nBoth passages."
        assert answer.json["git"]["changed"] == client.get("/api/changes").json["git"]["changed"] == []


def test_files_that_are_not_the_studys_own_are_neither_told_nor_committed(repo: Path):
    for path in ("notes.txt", "reports/report.html", "transcripts/P01.mp3", "transcripts/.P01.txt.swp",
                 "annotations/deep/x.yaml", "charts/P01.md~", "secret.yaml"):  # fmt: skip
        (repo / path).parent.mkdir(exist_ok=True, parents=True)
        (repo / path).write_bytes(b"x\n")
    git(repo, "add", "secret.yaml")
    (repo / "memos").mkdir()
    (repo / "memos" / "a.md").write_bytes(b"A thought.\n")
    desk = desk_of(repo)
    assert standing(desk)["changed"] == ["memos/a.md"]
    assert saved(desk, "memo")[1]["files"] == ["memos/a.md"]
    assert git(repo, "show", "--format=", "--name-only", "HEAD") == "memos/a.md"
    assert "A  secret.yaml" in git(repo, "status", "--porcelain")


def test_folders_of_another_name_are_the_studys_own(study: Path):
    (study / "annotations").rename(study / "coding")
    (study / "framework.yaml").write_bytes(b"folders: {annotations: coding}\n")
    repository(study)
    desk = desk_of(study)
    assert "coding/P01.AK.yaml" in standing(desk)["changed"]
    assert saved(desk, "first")[0] == 201


def test_a_commit_made_elsewhere_is_noticed_though_no_file_changed(repo: Path):
    desk = desk_of(repo)
    (repo / "cases.csv").write_bytes(b"case,kind,site\nP01,person,south\n")
    desk.look()
    assert standing(desk)["changed"] == ["cases.csv"]
    git(repo, "commit", "-qam", "elsewhere")
    assert standing(desk)["changed"] == []


def test_git_is_asked_once_as_long_as_nothing_changes(repo: Path, monkeypatch: pytest.MonkeyPatch):
    asked = []

    def noted(*_: object) -> dict[str, str]:
        asked.append(1)
        return {}

    monkeypatch.setattr("framework_cli.serve.version.changed", noted)
    desk = desk_of(repo)
    for _ in range(3):
        desk.look()
        standing(desk)
    assert len(asked) == 1


@pytest.mark.parametrize("message", ["", "  \n ", "x" * 5001, "a\0b"])
def test_a_version_has_a_message(repo: Path, message: str):
    (repo / "cases.csv").unlink()
    with pytest.raises(WishError) as refused:
        saved(desk_of(repo), message)
    assert refused.value.status == 422
    assert git(repo, "log", "--format=%s") == "first"


def test_where_nothing_changed_nothing_is_committed(repo: Path):
    with pytest.raises(WishError, match="nothing to save"):
        saved(desk_of(repo), "again")
    assert git(repo, "log", "--format=%s") == "first"


def test_without_a_repository_the_page_is_told_and_nothing_is_made(client: Client, study: Path):
    told = client.get("/api/study").json["git"]
    assert (told["repository"], told["changed"]) == (False, [])
    answer = client.send("POST", "/api/version", {"message": "mine"})
    assert answer.status == 409
    assert "git init" in answer.json["problem"]["message"]
    assert not (study / ".git").exists()


def test_what_keeps_git_from_it_is_said_with_the_mend(repo: Path, monkeypatch: pytest.MonkeyPatch):
    (repo / "cases.csv").unlink()
    for key in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{key}")
    monkeypatch.delenv("EMAIL", raising=False)
    with serving(desk_of(repo)) as client:
        answer = client.log_in().send("POST", "/api/version", {"message": "mine"})
    assert answer.status == 409
    assert "git config --global user.name" in answer.json["problem"]["hint"]


def test_blind_one_neither_hears_of_others_files_nor_commits_them(repo: Path):
    (repo / "annotations" / "P01.RS.yaml").write_bytes(b"- quote: Nobody at work knew.\n  codes: [stigma]\n")
    (repo / "cases.csv").unlink()
    with serving(desk_of(repo)) as client:
        client.log_in().send("POST", "/api/view", {"view": "blind"})
        assert client.get("/api/study").json["git"]["changed"] == ["cases.csv"]
        answer = client.send("POST", "/api/version", {"message": "mine"})
    assert (answer.status, answer.json["files"]) == (201, ["cases.csv"])
    assert git(repo, "status", "--porcelain") == "?? annotations/P01.RS.yaml"


@pytest.mark.skipif(os.name == "nt", reason="hooks are run otherwise on Windows")
def test_a_hook_that_refuses_is_heard_and_leaves_the_index_as_it_was(repo: Path):
    hook = repo / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (repo / "transcripts" / "P09.txt").write_bytes(b"P01: words\n")
    before = git(repo, "status", "--porcelain")
    with pytest.raises(WishError, match="not today") as refused:
        saved(desk_of(repo), "mine")
    assert refused.value.status == 409
    assert git(repo, "status", "--porcelain") == before == "?? transcripts/P09.txt"
