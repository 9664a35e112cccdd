"""Nothing is lost: killed in the middle, several who write at once, a disk that fills."""

import errno
import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from framework_cli.model.severity import Severity
from framework_cli.read import load
from framework_cli.read.files import decode
from framework_cli.serve.desk import Desk
from framework_cli.write import store, temporary
from tests.check.studies import found, sound
from tests.cli.study import framework
from tests.serve.conftest import Answer, Client, desk_of, serving
from tests.serve.test_run import started

WORDS = [f"word{number:04}" for number in range(1200)]
LONG = f"P01: {' '.join(WORDS)}\n"


@pytest.fixture
def study(study: Path) -> Path:
    """The small study with a long transcript, P09."""
    (study / "transcripts" / "P09.txt").write_bytes(LONG.encode())
    return study


def code(client: Client, word: str, memo: str = "") -> Answer:
    """Code one word of the long transcript."""
    start = LONG.index(word)
    body = {"start": start, "end": start + len(word), "quote": word, "codes": ["stigma"], "memo": memo}
    return client.send("POST", "/api/source/P09/excerpts", body)


def patiently(client: Client, word: str) -> str:
    """Code one word as the page does, which asks again where it is told that others write; the id."""
    for _ in range(20):
        answer = code(client, word)
        if answer.status == 201:
            return str(answer.json["excerpt"]["id"])
        assert answer.status == 409, answer.text
    raise AssertionError("never written")


def quotes(study: Path, coder: str = "AK") -> dict[str, str]:
    """The excerpts of a coder in the long transcript: quote by id. The file must be whole."""
    read, problems = load(study)
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    files = [file for file in read.annotations if (file.source, file.coder) == ("P09", coder)]
    return {excerpt.id: excerpt.quote for file in files for excerpt in file.excerpts}


def leftovers(study: Path) -> list[Path]:
    return list(study.rglob("*.framework-tmp"))


# Killed


def test_a_server_killed_in_the_middle_of_a_thousand_writes_loses_none_that_it_acknowledged(study: Path):
    kept: dict[str, str] = {}
    with started(study, "--no-open") as (running, client):
        client.log_in()

        def write(words: list[str]) -> None:
            for word in words:
                try:
                    answer = code(client, word)
                except (OSError, http.client.HTTPException):
                    return
                assert answer.status == 201, answer.text
                kept[answer.json["excerpt"]["id"]] = word
                if len(kept) == 400:
                    running.kill()

        with ThreadPoolExecutor(2) as tabs:
            list(tabs.map(write, (WORDS[:500], WORDS[500:1000])))
    assert 400 <= len(kept) <= 402
    held = quotes(study)
    assert kept.items() <= held.items()
    assert len(held) - len(kept) <= 2  # written, but the reply did not arrive
    assert [each for each in found(study) if each.severity is Severity.ERROR] == []
    with serving(desk_of(study)) as client:
        assert code(client.log_in(), WORDS[1100]).status == 201
    assert len(quotes(study)) == len(held) + 1
    assert leftovers(study) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.serve.conftest import desk_of, serving
from tests.serve.test_lasting import code
from framework_cli.write import temporary
root, call, nth = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with serving(desk_of(root)) as client:
    client.log_in()
    code(client, "word0001")
    print(len((root / "annotations/P09.AK.yaml").read_bytes()), flush=True)
    real, left = getattr(os, call), nth
    def dies(*given, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    setattr(os, call, dies)
    code(client, "word0002")
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize(("call", "nth"), [("write", 0), ("fsync", 0), ("replace", 0), ("fsync", 1)])
def test_killed_at_any_step_of_a_write_the_file_is_all_old_or_all_new(study: Path, call: str, nth: int):
    words = [sys.executable, "-c", KILLED, str(study), call, str(nth)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode < 0, done.stderr
    assert sorted(quotes(study).values()) in (["word0001"], ["word0001", "word0002"])
    with serving(desk_of(study)) as client:
        assert code(client.log_in(), "word0003").status == 201
    assert "word0003" in quotes(study).values()
    assert leftovers(study) == []


# Several who write


def test_two_browsers_an_editor_and_the_command_line_write_the_same_file_and_nothing_is_lost(
    study: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    """The editor heeds no lock and saves in the worst moment: between the server's look and its rename."""
    path, real = study / "annotations" / "P09.AK.yaml", temporary.stage
    saved: list[str] = []

    def stage(target: Path, data: bytes) -> Path:
        made = real(target, data)
        if target.name == path.name and len(saved) < 10 and target.exists() and len(data) % 3 == 0:
            word = WORDS[1000 + len(saved)]
            saved.append(word)
            entry = f"- id: edit{len(saved):04}\n  quote: {word}\n  codes: [family]\n"
            path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8", newline="\n")
        return made

    monkeypatch.setattr(store, "stage", stage)
    path.write_bytes(b"- id: first000\n  quote: word1100\n  codes: [family]\n")
    with serving(desk) as one, serving(desk_of(study)) as two, ThreadPoolExecutor(4) as pool:
        for client in (one, two):
            client.log_in()
        tabs = [
            pool.submit(lambda client, words: [patiently(client, word) for word in words], client, words)
            for client, words in ((one, WORDS[:20]), (one, WORDS[20:40]), (two, WORDS[40:80]))
        ]
        typed = pool.submit(
            lambda: [
                framework("tag", "P09", "--quote", word, "stigma", "--as", "AK", root=study)
                for word in WORDS[80:83]
            ]
        )
        assert [done.stderr for done in typed.result() if done.returncode] == []
        acknowledged = [id for tab in tabs for id in tab.result()]
    held = quotes(study)
    assert set(acknowledged) <= set(held)
    assert sorted(held.values()) == sorted([*WORDS[:83], *saved, "word1100"])
    assert saved
    assert leftovers(study) == []


def test_an_old_view_of_an_excerpt_that_an_editor_changed_overwrites_nothing(client: Client, study: Path):
    path = study / "annotations" / "P01.AK.yaml"
    etag = client.get("/api/source/P01").json["etag"]
    path.write_bytes(path.read_bytes() + b"  memo: theirs, in an editor\n")
    before = path.read_bytes()
    for method, body in (("PATCH", {"memo": "mine"}), ("DELETE", None)):
        answer = client.send(method, "/api/excerpts/k3f9a2q7", body, etag=etag)
        assert answer.status == 412
        assert answer.json["conflict"]["theirs"]["memo"] == "theirs, in an editor"
        assert path.read_bytes() == before
    newer = answer.json["conflict"]["etag"]
    assert client.send("PATCH", "/api/excerpts/k3f9a2q7", {"memo": "both"}, etag=newer).status == 200


def test_a_file_that_an_editor_left_broken_is_not_written_to_until_it_is_mended(client: Client, study: Path):
    path = study / "annotations" / "P09.AK.yaml"
    assert code(client, "word0001").status == 201
    whole = path.read_bytes()
    for broken in (
        b"<<<<<<< HEAD\n" + whole,
        whole + b"- quote: [\n",
        whole[:-20] + b'"\n',
        b"\xff\xfe" + whole,
    ):
        path.write_bytes(broken)
        answer = code(client, "word0002")
        assert answer.status in (409, 422), answer.text
        assert path.read_bytes() == broken
    path.write_bytes(whole)
    assert code(client, "word0002").status == 201


# A disk that fills


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 507), (errno.EIO, 409), (errno.EROFS, 409)])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_what_cannot_be_written_is_said_and_can_be_tried_again(
    client: Client, study: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, status: int
):
    for word in ("word0000", "word0001"):
        assert code(client, word).status == 201
    path = study / "annotations" / "P09.AK.yaml"
    before, etag = path.read_bytes(), client.get("/api/source/P09").json["etag"]

    def full(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        added = code(client, "word0002")
        id = next(iter(quotes(study)))
        changed = client.send("PATCH", f"/api/excerpts/{id}", {"memo": "new"}, etag=etag)
        undone = client.send("POST", "/api/undo")
    for answer in (added, changed, undone):
        assert answer.status == status, answer.text
        assert os.strerror(number) in answer.json["problem"]["message"]
    assert path.read_bytes() == before
    assert leftovers(study) == []
    assert code(client, "word0002").status == 201
    for _ in range(2):
        assert client.send("POST", "/api/undo").status == 200
    assert list(quotes(study).values()) == ["word0000"]


def test_a_file_that_is_write_protected_is_said_and_left(
    client: Client, study: Path, monkeypatch: pytest.MonkeyPatch
):
    assert code(client, "word0001").status == 201
    path = study / "annotations" / "P09.AK.yaml"
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write whatever the mode says
    answer = code(client, "word0002")
    assert (answer.status, path.read_bytes()) == (409, before)
    assert answer.json["problem"]["message"] == "P09.AK.yaml: file is write-protected"


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 kB that really fills, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=20)
    except OSError:
        pytest.skip("nothing can be mounted here")
    if done.returncode:
        pytest.skip("nothing may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True, timeout=20)


def test_a_disk_that_really_fills_loses_nothing_and_takes_up_again(full_disk: Path):
    study = sound(full_disk / "study")
    (study / "transcripts" / "P09.txt").write_bytes(LONG.encode())
    kept: dict[str, str] = {}
    with serving(desk_of(study)) as client:
        client.log_in()
        ballast = full_disk / "ballast"
        ballast.write_bytes(b"x" * 100_000)
        for word in WORDS[:400]:
            answer = code(client, word, memo="m" * 500)
            if answer.status != 201:
                break
            kept[answer.json["excerpt"]["id"]] = word
        assert answer.status == 507, answer.text
        assert kept
        assert quotes(study) == kept
        assert leftovers(study) == []
        ballast.unlink()
        again = code(client, word, memo="m" * 500)
        assert again.status == 201
        kept[again.json["excerpt"]["id"]] = word
    assert quotes(study) == kept
    assert decode((study / "annotations/P09.AK.yaml").read_bytes()).count("quote: ") == len(kept)
