"""Whose coding the page is sent: looked for in the bytes of every reply."""

import json
from pathlib import Path

import pytest

from framework_cli.serve.app import TABLE, answer
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import Reply
from framework_cli.serve.wish import Wish
from tests.check.studies import sound
from tests.cli.repository import Repository
from tests.serve.wishes import etag, opened

# What is another coder's, or the team's, in this study: codes, labels, memos, ids, and who they are.
CODING = ["zq-code", "zq-label", "zq memo", "zqexcerpt", "zqagreed", "zq-quote"]
TEAM = ["ZQX", "zq-familiarisation", "zq-summary", "2031-01-01"]
SECRET = {
    "codebooks/example.yaml": """\
version: 2
themes:
  - id: support
    name: Support
    subthemes:
      - {id: family, name: Help from family, definition: What relatives did.}
      - {id: stigma, name: Shame, definition: 'Being judged, or fearing to be.'}
""",
    "annotations/P01.ZQX.yaml": """\
read: {codebook: 2, on: 2031-01-01}
excerpts:
- id: zqexcerpt
  quote: Nobody at work knew.
  codes: [stigma, zq-code]
  open: [zq-label]
  memo: zq memo
- id: zqlost
  quote: zq-quote that nobody said
  codes: [zq-code]
""",
    "annotations/P01.agreed.yaml": """\
- id: zqagreed
  quote: My sister came every week.
  codes: [family, zq-code]
  from: [zqexcerpt]
""",
    "annotations/P02.ZQX.yaml": "- id: zqexcerpt2\n  quote: he said: zq-quote\n",
    "annotations/P01.zqx.yaml": "read: {codebook: 77}\nexcerpts: []\n",
    "transcripts/P02.txt": "INT: And?\nP02: It was hard.\n",
    "memos/one.md": "---\nabout: [source:P01]\nby: ZQX\n---\nzq-familiarisation\n",
    "charts/P01.md": "## Shame {#stigma charted=ZQX on=2031-01-01}\nzq-summary [@zqexcerpt]\n",
}
NOBODY = "Nobody at work knew."
MARK = {"start": 63, "end": 83, "quote": NOBODY, "codes": ["family"]}
OWN, THEIRS = {"id": "mine1234"}, {"id": "zqexcerpt"}
CELLS = {"case": "P01", "theme": "support"}
# A wish for every address of the page.
WISHES = {
    "study.study": [Wish()],
    "study.view": [],
    "source.source": [Wish({"id": "P01"}), Wish({"id": "P02"})],
    "pile.pile": [Wish(query=asked) for asked in ({"code": "stigma"}, {"code": "support"}, {"open": "mine"})],
    "coding.add": [Wish({"id": "P01"}, body=MARK)],
    "coding.change": [Wish(which, body={"memo": "Own."}) for which in (OWN, THEIRS)],
    "coding.remove_code": [Wish({**OWN, "code": "family"}), Wish({**THEIRS, "code": "stigma"})],
    "coding.remove_label": [Wish(OWN, {"label": "mine"}), Wish(THEIRS, {"label": "q"})],
    "coding.remove": [Wish(OWN), Wish(THEIRS)],
    "coding.read": [Wish({"id": "P01"})],
    "undo.undo": [Wish(), Wish()],
    "undo.redo": [Wish()],
    "watch.changes": [Wish(), Wish(query={"stamp": "none-0"})],
    "place.place": [Wish(body={"source": "P01", "offset": 3})],
    "version.save": [Wish(body={"message": ""}), Wish(body={"message": "A day's work"})],
    "charting.show": [Wish(CELLS), Wish(CELLS, {"all": "1"})],
    "charting.save": [Wish({"case": "P01", "code": "stigma"}, body={"words": "", "mark": None})],
    "progress.show": [Wish()],
    "progress.mark": [Wish(body={"state": "charted", "cells": ["P01/stigma"]})],
}
CODED = [name for name in WISHES if name.split(".")[0] in ("study", "source", "pile", "coding", "undo")]

# Every handler, by module and name.
HANDLERS = {f"{run.__module__.rpartition('.')[2]}.{run.__name__}": run for _, _, run in TABLE}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own = "- id: mine1234\n  quote: My sister came every week.\n  codes: [family]\n  open: [mine]\n"
    git = Repository.begun(tmp_path).git
    git("config", "user.name", "Asha")
    git("config", "user.email", "asha@example.org")
    return opened(sound(tmp_path, {**SECRET, "annotations/P01.AK.yaml": own}))


def replies(desk: Desk, name: str) -> list[str]:
    """The bytes that are sent for the wishes of an address; each tried with today's state and an old one."""
    handler = HANDLERS[name]
    sent: list[str] = []
    for each in WISHES[name]:
        for tag in ("old", etag(desk)):
            reply: Reply = answer(handler, desk, Wish(each.path, each.query, each.body, tag))
            assert reply.status < 500, reply
            sent.append(json.dumps(reply.body, ensure_ascii=False))
    return sent


def test_every_address_of_the_page_is_looked_at() -> None:
    assert HANDLERS.keys() == WISHES.keys()


@pytest.mark.parametrize("name", WISHES)
def test_blind_no_reply_holds_anything_that_comes_from_others(desk: Desk, name: str) -> None:
    desk.view = "blind"
    for sent in replies(desk, name):
        asked = sent.replace("“zqexcerpt”", "")
        assert not [word for word in [*CODING, *TEAM] if word.lower() in asked.lower()]


@pytest.mark.parametrize(
    "name", [name for name in WISHES if name.split(".")[0] in ("study", "source", "pile", "coding", "undo")]
)
def test_in_mine_no_reply_holds_others_codes_labels_memos_or_excerpts(desk: Desk, name: str) -> None:
    for sent in replies(desk, name):
        assert not [word for word in CODING if word in sent]


def test_in_others_everybodys_coding_is_sent_and_named(desk: Desk) -> None:
    desk.view = "others"
    study, source, pile = (replies(desk, name)[0] for name in ("study.study", "source.source", "pile.pile"))
    for word in ("zq-code", "zq-label", "zq memo", "zqexcerpt", "zqagreed", "zq-quote", "ZQX", "2031-01-01"):
        assert word in source
    assert "zq-label" in study
    assert "zqexcerpt" in pile


def test_the_view_is_the_servers_and_holds_until_it_is_changed(desk: Desk) -> None:
    def excerpts() -> list[str]:
        body = answer(HANDLERS["source.source"], desk, Wish({"id": "P01"})).body
        return [each["id"] for each in body["excerpts"]]

    choose = HANDLERS["study.view"]
    assert excerpts() == ["mine1234"]
    assert answer(choose, desk, Wish(body={"view": "others"})).body == {"view": "others"}
    assert set(excerpts()) == {"mine1234", "zqexcerpt", "zqagreed"}
    assert answer(choose, desk, Wish(body={"view": "everything"})).status == 400
    assert len(excerpts()) == 3
    answer(choose, desk, Wish(body={"view": "blind"}))
    assert excerpts() == ["mine1234"]


def test_the_view_is_as_it_was_left_for_this_coder_and_no_other(desk: Desk) -> None:
    answer(HANDLERS["study.view"], desk, Wish(body={"view": "blind"}))
    assert opened(desk.root).view == "blind"
    assert opened(desk.root, "ZQX").view == "mine"


def test_counts_are_those_of_the_view(desk: Desk) -> None:
    def count() -> tuple[int, int, int]:
        body = answer(HANDLERS["study.study"], desk, Wish()).body
        codes = {code["id"]: code["count"] for code in body["codebook"]["codes"]}
        return codes["family"], codes["stigma"], body["sources"][0]["excerpts"]

    assert count() == (1, 0, 1)
    desk.view = "others"
    assert count() == (1, 0, 3)
    desk.view = "blind"
    assert count() == (1, 0, 1)


def test_blind_nothing_tells_that_an_agreed_coding_counts_instead(desk: Desk) -> None:
    def told() -> tuple[bool, bool, str]:
        body = answer(HANDLERS["source.source"], desk, Wish({"id": "P01"})).body
        mark = answer(HANDLERS["coding.add"], desk, Wish({"id": "P01"}, body=MARK)).body
        return body["agreed"], body["excerpts"][0]["counts"], mark["note"]

    assert told()[:2] == (True, False)
    assert "agreed" in told()[2]
    desk.view = "blind"
    assert told() == (False, True, "")
