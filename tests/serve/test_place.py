"""Where somebody was is remembered, and what they may remember is bounded."""

import json
from pathlib import Path

import pytest

from framework_cli.serve.desk import Desk
from framework_cli.serve.place import place, remember, remembered
from framework_cli.serve.reply import WishError
from framework_cli.serve.wish import Wish
from tests.serve.conftest import Client


def put(desk: Desk, **body: object) -> None:
    place(desk, Wish(body=body))


def test_each_coder_has_a_place_of_their_own(desk: Desk, study: Path):
    remember(study, "RS", {"source": "P07"})
    put(desk, source="P01", offset=40)
    put(desk, recent=["stigma", "family"])
    put(desk, keys={"memo": "x"})
    kept = {"source": "P01", "offset": 40, "recent": ["stigma", "family"], "keys": {"memo": "x"}}
    assert remembered(study, "AK") == kept
    assert remembered(study, "RS") == {"source": "P07"}


def test_the_page_is_told_at_the_next_start(client: Client):
    client.send("POST", "/api/place", {"source": "P01", "offset": 7, "recent": ["stigma"]})
    told = client.get("/api/study").json
    assert (told["place"], told["recent"]) == ({"source": "P01", "offset": 7}, ["stigma"])


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"AK": 3}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_as_none_and_is_written_anew(desk: Desk, study: Path, damage: bytes):
    (study / ".framework").mkdir(exist_ok=True)
    (study / ".framework" / "desk.json").write_bytes(damage)
    assert remembered(study, "AK") == {}
    put(desk, source="P01", offset=1)
    assert remembered(study, "AK") == {"source": "P01", "offset": 1}


def test_nine_recent_codes_are_kept(desk: Desk, study: Path):
    put(desk, recent=[f"c{number}" for number in range(20)])
    assert remembered(study, "AK")["recent"] == [f"c{number}" for number in range(9)]


def test_too_much_is_not_remembered(desk: Desk, study: Path):
    with pytest.raises(WishError):
        put(desk, keys={f"k{number}": "x" * 100 for number in range(1000)})
    assert remembered(study, "AK") == {}


def test_nothing_of_it_is_seen_by_git(desk: Desk, study: Path):
    put(desk, source="P01", offset=1)
    assert (study / ".framework" / ".gitignore").read_bytes() == b"*\n"
    assert json.loads((study / ".framework" / "desk.json").read_text(encoding="utf-8"))
