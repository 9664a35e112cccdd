"""Files and names as an attacker would make them: links out of the study, hostile names and words."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest

from framework_cli.serve.desk import Desk
from tests.history.repositories import repository
from tests.serve.conftest import Answer, Client, desk_of, serving
from tests.serve.test_guard import POLICY

LINKS = ("transcripts/P09.txt", "annotations/P01.RS.yaml", "charts/P09.md", "codebooks/other.yaml")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("path", LINKS)
def test_a_link_out_of_the_study_is_not_read(study: Path, tmp_path: Path, path: str):
    outside = tmp_path / "outside"
    outside.write_text("P01: TOP-SECRET words\n", encoding="utf-8")
    (study / path).symlink_to(outside)
    with serving(desk_of(study)) as client:
        client.log_in()
        addresses = (
            "study",
            "changes",
            "source/P01",
            "source/P09",
            "grid",
            "pile?code=family",
            "cells/P01/support",
        )
        for address in addresses:
            assert "TOP-SECRET" not in client.get(f"/api/{address}").text


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("name", ["transcripts", "annotations", "charts", "memos"])
def test_a_folder_that_leads_out_of_the_study_is_not_read(study: Path, tmp_path: Path, name: str):
    outside = tmp_path / "outside"
    outside.mkdir()
    for file in ("P09.txt", "P01.RS.yaml", "P09.md"):
        (outside / file).write_text("P01: TOP-SECRET words\n", encoding="utf-8")
    if (study / name).exists():
        (study / name).rename(study / f"{name}.old")
    (study / name).symlink_to(outside, target_is_directory=True)
    with serving(desk_of(study)) as client:
        client.log_in()
        for address in ("study", "changes", "source/P01", "source/P09", "grid"):
            assert "TOP-SECRET" not in client.get(f"/api/{address}").text


def excerpt(client: Client, words: str = "Nobody at work knew.", source: str = "P01") -> Answer:
    """Code a passage, as the page does."""
    text = client.get(f"/api/source/{source}").json["text"]
    start = text.index(words)
    body = {"start": start, "end": start + len(words), "quote": words, "codes": ["stigma"]}
    return client.send("POST", f"/api/source/{source}/excerpts", body)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_nothing_is_written_through_a_link_out_of_the_study(study: Path, tmp_path: Path):
    (study / "annotations" / "P01.AK.yaml").unlink()
    outside = tmp_path / "outside.yaml"
    outside.write_text(
        "- id: aaaaaaaa\n  quote: My sister came every week.\n  codes: [family]\n", encoding="utf-8"
    )
    before = outside.read_bytes()
    (study / "annotations" / "P01.AK.yaml").symlink_to(outside)
    with serving(desk_of(study)) as client:
        client.log_in()
        assert excerpt(client).status in (409, 422)
        assert outside.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_that_is_put_there_while_the_server_runs_is_not_followed(
    client: Client, study: Path, tmp_path: Path
):
    outside = tmp_path / "outside"
    (study / "annotations").rename(outside)
    (study / "annotations").symlink_to(outside, target_is_directory=True)
    before = (outside / "P01.AK.yaml").read_bytes()
    assert excerpt(client).status in (409, 422)
    assert (outside / "P01.AK.yaml").read_bytes() == before
    assert sorted(path.name for path in outside.iterdir()) == ["P01.AK.yaml"]


HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }} | =1+1 \u2028 😀"
NAMED = ["é ü", "😀", "a'b", "a&b=c#d%20", "{{7*7}}", "=1+1", "--help", "$(id)", "a;b", "%2e%2e", "\u202etxt"]


@pytest.mark.parametrize(
    "name", [*NAMED, *([] if os.name == "nt" else ["a\r\nX-Evil: 1", '"><script>', "a|b", "a\\b"])]
)
def test_a_hostile_file_name_is_a_name_only(study: Path, name: str):
    (study / "transcripts" / f"{name}.txt").write_text(
        "P01: Nobody at work knew.\n", encoding="utf-8", newline="\n"
    )
    with serving(desk_of(study), f"/#/source/{quote(name, safe='')}") as client:
        client.log_in()
        answer = client.get("/api/study")
        assert answer.status == 200
        assert name in [source["id"] for source in answer.json["sources"]]
        source = client.get(f"/api/source/{quote(name, safe='')}")
        assert (source.status, source.json["id"]) == (200, name)
        assert "x-evil" not in source.headers
        assert excerpt(client, source=quote(name, safe="")).status == 201
        assert (study / "annotations" / f"{name}.AK.yaml").is_file()


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made")
def test_a_name_that_is_no_text_does_not_stop_the_page(study: Path):
    repository(study)
    with open(os.fsencode(study) + b"/transcripts/\xff.txt", "wb") as file:  # noqa: PTH123
        file.write(b"P01: words\n")
    with serving(desk_of(study)) as client:
        client.log_in()
        answer = client.get("/api/study")
        assert answer.status == 200
        assert "transcripts/\udcff.txt" in answer.json["git"]["changed"]
        assert client.get("/api/changes").status == 200


def test_hostile_words_come_out_as_they_went_in_and_as_nothing_but_words(study: Path):
    (study / "transcripts" / "P09.txt").write_text(f"P01: {HOSTILE}\n", encoding="utf-8", newline="\n")
    with serving(desk_of(study)) as client:
        client.log_in()
        answer = client.get("/api/source/P09")
        assert answer.headers["content-type"] == "application/json"
        assert HOSTILE in answer.json["text"]
        sent = {
            "start": 5,
            "end": 5 + len(HOSTILE),
            "quote": HOSTILE,
            "open": [HOSTILE.replace("\u2028", "")],
        }
        made = client.send("POST", "/api/source/P09/excerpts", {**sent, "memo": HOSTILE})
        assert made.status == 201, made.text
        assert made.json["excerpt"]["memo"] == HOSTILE


# Faults


def test_a_fault_of_the_tool_says_nothing_of_the_study(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def broken() -> None:
        raise KeyError("TOP-SECRET words of a transcript")

    with serving(desk) as client:
        client.log_in()
        monkeypatch.setattr(desk, "look", broken)
        answer = client.get("/api/changes")
        assert answer.status == 500
        assert answer.headers["content-security-policy"] == POLICY
        assert "TOP-SECRET" not in answer.text
    said = capfd.readouterr()
    assert "KeyError in test_hostile_files.py:" in said.err
    assert "TOP-SECRET" not in said.err + said.out


def test_no_request_is_logged(client: Client, capfd: pytest.CaptureFixture[str]):
    client.get("/api/source/P01")
    client.get("/open?token=wrong", cookie="")
    client.raw("GET", "/%ff%0d%0a", [("host", "evil.example")])
    excerpt(client)
    assert capfd.readouterr() == ("", "")
