"""What others do to the files while the page is open: an editor saves, git pulls and checks out."""

import subprocess
from pathlib import Path
from time import time_ns
from urllib.parse import quote

import pytest

from tests.history.repositories import commit, git, repository
from tests.serve.conftest import Client, desk_of, serving
from tests.serve.test_lasting import LONG, code, patiently, quotes


@pytest.fixture
def study(study: Path) -> Path:
    """The small study with a long transcript, P09."""
    (study / "transcripts" / "P09.txt").write_bytes(LONG.encode())
    return study


def test_outside_changes_are_told_at_the_next_question(client: Client, study: Path):
    stamp = client.get("/api/study").json["stamp"]
    assert client.get(f"/api/changes?stamp={stamp}").json["changed"] == []
    path = study / "annotations" / "P01.RS.yaml"
    path.write_bytes(b"- id: rs000001\n  quote: Nobody at work knew.\n  codes: [stigma]\n")
    told = client.get(f"/api/changes?stamp={stamp}").json
    assert (told["changed"], told["sources"], told["cells"]) == (["annotations/P01.RS.yaml"], ["P01"], True)
    assert client.get(f"/api/changes?stamp={told['stamp']}").json["changed"] == []
    client.send("POST", "/api/view", {"view": "others"})
    assert "rs000001" in [each["id"] for each in client.get("/api/source/P01").json["excerpts"]]
    path.unlink()
    told = client.get(f"/api/changes?stamp={told['stamp']}").json
    assert told["changed"] == ["annotations/P01.RS.yaml"]
    assert "rs000001" not in client.get("/api/source/P01").text


@pytest.mark.parametrize(
    "path",
    [
        "transcripts/P02.txt",
        "codebooks/example.yaml",
        "framework.yaml",
        "cases.csv",
        "templates/report.html",
        ".gitattributes",
    ],
)
def test_every_kind_of_file_is_watched(client: Client, study: Path, path: str):
    stamp = client.get("/api/study").json["stamp"]
    file = study / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes((file.read_bytes() if file.exists() else b"P02: Hello.\n") + b"\n")
    told = client.get(f"/api/changes?stamp={stamp}").json
    assert (told["changed"], told["study"]) == ([path], True)


@pytest.mark.parametrize(
    "stamp", ["", "x", "x-1", "{run}-99999", "{run}--1", "{run}-²", "{run}-" + "9" * 5000]
)
def test_a_stamp_of_another_time_means_that_all_is_to_be_read_again(client: Client, stamp: str):
    run = client.get("/api/study").json["stamp"].partition("-")[0]
    told = client.get(f"/api/changes?stamp={quote(stamp.format(run=run))}").json
    assert (told["study"], told["cells"], told["sources"]) == (True, True, ["P01", "P09"])


def test_blind_one_hears_nothing_of_what_others_code(client: Client, study: Path):
    client.send("POST", "/api/view", {"view": "blind"})
    stamp = client.get("/api/study").json["stamp"]
    (study / "annotations" / "P01.RS.yaml").write_bytes(b"- quote: Nobody at work knew.\n  codes: [stigma]\n")
    told = client.get(f"/api/changes?stamp={stamp}").json
    assert (told["changed"], told["sources"], told["cells"], told["study"]) == ([], [], False, False)
    assert "RS" not in client.get("/api/study").text


def test_what_changed_while_the_study_was_being_read_is_read_again(study: Path):
    began = time_ns()
    desk = desk_of(study)  # the watch begins after the reading: what was saved in between it cannot tell
    desk.watch.doubt(began)
    assert "transcripts/P09.txt" in desk.watch.look()
    assert desk.watch.look() == []
    desk.watch.doubt(began)
    (study / "transcripts/P09.txt").unlink()
    assert "transcripts/P09.txt" in desk.watch.look()
    assert desk.watch.look() == []


# Git underneath


@pytest.fixture
def repo(study: Path) -> Path:
    """The study as a repository, with a branch on which a colleague and an editor went on."""
    repository(study)
    commit(study, {}, "first", day="2026-03-01")
    git(study, "checkout", "-q", "-b", "colleague")
    theirs = (study / "annotations/P01.AK.yaml").read_bytes() + b"  memo: theirs\n"
    more = b"- id: rs000001\n  quote: Nobody at work knew.\n  codes: [stigma]\n"
    files: dict[str, str | bytes | None] = {
        "annotations/P01.AK.yaml": theirs,
        "annotations/P01.RS.yaml": more,
    }
    files["transcripts/P09.txt"] = LONG.replace("word0500", "a longer word")
    commit(study, files, "theirs", author="RS", day="2026-03-02")
    git(study, "checkout", "-q", "main")
    return study


def test_a_pull_underneath_shows_and_what_is_written_next_goes_into_the_new_files(repo: Path):
    with serving(desk_of(repo)) as client:
        client.log_in()
        before = client.get("/api/study").json
        etag = client.get("/api/source/P01").json["etag"]
        first = patiently(client, "word0001")
        git(repo, "merge", "-q", "--no-edit", "colleague")
        told = client.get(f"/api/changes?stamp={before['stamp']}").json
        assert {"annotations/P01.AK.yaml", "annotations/P01.RS.yaml", "transcripts/P09.txt"} <= set(
            told["changed"]
        )
        assert "a longer word" in client.get("/api/source/P09").json["text"]
        assert client.send("PATCH", "/api/excerpts/k3f9a2q7", {"memo": "mine"}, etag=etag).status == 412
        # The page still thinks in the old text: what moved is refused, what stayed is taken.
        assert code(client, "word0900").status == 422
        second = patiently(client, "word0002")
    assert set(quotes(repo)) == {first, second}
    assert "memo: theirs" in (repo / "annotations/P01.AK.yaml").read_text(encoding="utf-8")
    assert git(repo, "status", "--porcelain") == "?? annotations/P09.AK.yaml"


def test_a_checkout_back_and_forth_loses_nothing_that_was_written(repo: Path):
    with serving(desk_of(repo)) as client:
        client.log_in()
        first = patiently(client, "word0001")
        for branch in ("colleague", "main", "colleague"):
            git(repo, "checkout", "-q", branch)
            assert client.get("/api/source/P01").status == 200
        second = patiently(client, "word0002")
    assert set(quotes(repo)) == {first, second}


def test_a_pull_that_conflicts_leaves_gits_marks_alone(repo: Path):
    with serving(desk_of(repo)) as client:
        client.log_in()
        etag = client.get("/api/source/P01").json["etag"]
        assert client.send("PATCH", "/api/excerpts/k3f9a2q7", {"memo": "ours"}, etag=etag).status == 200
        git(repo, "commit", "-qam", "ours")
        subprocess.run(
            ["git", "merge", "-q", "colleague"], cwd=repo, capture_output=True, check=False, timeout=60
        )
        path = repo / "annotations/P01.AK.yaml"
        marked = path.read_bytes()
        assert b"<<<<<<<" in marked
        text = client.get("/api/source/P01").json["text"]
        start = text.index("Nobody")
        body = {"start": start, "end": start + 6, "quote": "Nobody", "codes": ["stigma"]}
        assert client.send("POST", "/api/source/P01/excerpts", body).status == 409
        assert path.read_bytes() == marked
        assert client.send("POST", "/api/version", {"message": "mine"}).status == 409
