"""A transcript, the study around it and the pile, as the page gets them."""

from pathlib import Path
from typing import Any

import pytest

from framework_cli.serve import coding, place, source, study
from framework_cli.serve.desk import Desk
from framework_cli.serve.pile import pile
from framework_cli.serve.reply import WishError
from framework_cli.serve.wish import Wish
from tests.check.studies import sound, write
from tests.serve.wishes import MARK, etag, marked, opened, wish

BOOK = """\
version: 3
themes:
  - id: support
    name: Support
    subthemes:
      - id: family
        name: Help from family
        definition: What relatives did.
        subthemes: [{id: sisters, name: Sisters}]
      - {id: stigma, name: Shame}
  - {id: money, name: "</script> {{ 7*7 }}"}
retired:
- {id: shame, into: [stigma, money], on: 2024-01-01, why: too broad}
"""
GROUP = "INT: Who?\nAnn: My sister. 🙂\nBob: Mine too.\nEve: Nobody.\nEve: No.\n"
ROWS = (
    "source,speaker,role,case,wave,kind,date\n"
    "G1,Ann,participant,P01,1,focus-group,2024-03-02\nG1,Bob,participant,P02,1,focus-group,\n"
    "P01,,,P01,1,interview,\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    more = {"codebooks/example.yaml": BOOK, "transcripts/G1.txt": GROUP, "sources.csv": ROWS}
    return opened(sound(tmp_path, more))


def of(desk: Desk, id: str = "P01") -> dict[str, Any]:
    body: dict[str, Any] = source.source(desk, wish(id)).body
    return body


def piled(desk: Desk, **asked: str) -> dict[str, Any]:
    body: dict[str, Any] = pile(desk, Wish(query=asked)).body
    return body


def test_turns_say_whose_talk_they_are(desk: Desk) -> None:
    write(desk.root, {"transcripts/P01.txt": "A preface.\nINT: Who?\nP01: Me.\nP01: Yes.\n"})
    desk.look()
    assert [(t[0], t[4]) for t in of(desk)["turns"]] == [
        ("", "none"), ("INT", "interviewer"), ("P01", "participant"), ("P01", "participant"),
    ]  # fmt: skip


def test_in_a_focus_group_a_passage_feeds_the_cells_of_each_who_speaks_in_it(desk: Desk) -> None:
    body = of(desk, "G1")
    assert [(c["case"], c["wave"]) for c in body["cases"]] == [("P01", "1"), ("P02", "1")]
    told = marked(desk, "G1", "sister. 🙂\nBob: Mine", "sisters", "stigma").body["excerpt"]
    assert told["cells"] == ["P01/family", "P01/stigma", "P02/family", "P02/stigma"]
    write(desk.root, {"charts/P02@1.md": "---\ncase: P02\nwave: 1\n---\n## Shame {#stigma}\n"})
    desk.look()
    assert of(desk, "G1")["excerpts"][0]["cells"][2:] == ["P02@1/family", "P02@1/stigma"]


def test_talk_of_somebody_who_is_no_case_is_shown_and_feeds_no_cell(desk: Desk) -> None:
    told = marked(desk, "G1", "Nobody.", "stigma").body["excerpt"]
    assert (told["speaker"], told["cells"]) == ("Eve", [])


def test_a_source_without_case_opens_and_is_coded(desk: Desk) -> None:
    write(
        desk.root, {"transcripts/N1.txt": "Only notes here.\n", "sources.csv": ROWS + "N1,Zoe,,P02,,notes,\n"}
    )
    desk.look()
    body = of(desk, "N1")
    assert (body["kind"], body["turns"]) == ("notes", [["", 0, 0, 17, "none"]])
    assert marked(desk, "N1", "Only notes", "stigma").body["excerpt"]["cells"] == []


def test_what_has_no_certain_place_is_listed_with_the_places_that_may_be_meant(desk: Desk) -> None:
    write(
        desk.root,
        {
            "transcripts/P01.txt": "INT: A?\nP01: It was hard.\nINT: B?\nP01: It was hard.\n",
            MARK: "- id: k3f9a2q7\n  quote: It was hard.\n  codes: [stigma]\n"
            "- id: m3f9a2q7\n  quote: said by nobody at all\n  codes: [stigma]\n",
        },
    )
    desk.look()
    body = of(desk)
    first, second = body["unresolved"]
    assert body["excerpts"] == []
    assert (first["status"], [c[:2] for c in first["candidates"]]) == ("ambiguous", [[13, 25], [39, 51]])
    assert (second["status"], second["candidates"]) == ("lost", [])
    settled = coding.change(desk, wish("k3f9a2q7", etag=etag(desk), start=39, end=51, quote="It was hard."))
    assert settled.body["excerpt"]["start"] == 39
    other = coding.change(desk, wish("m3f9a2q7", etag=settled.etag, memo="Where?"))
    assert (other.body["excerpt"], other.body["unresolved"]["memo"]) == (None, "Where?")
    assert [u["id"] for u in piled(desk, code="stigma")["unresolved"]] == ["m3f9a2q7"]


def test_a_transcript_that_changed_shows_where_its_passages_are_now(desk: Desk) -> None:
    marked(desk, "P01", "Nobody at work knew.", "stigma")
    text = (desk.root / "transcripts/P01.txt").read_text(encoding="utf-8")
    write(desk.root, {"transcripts/P01.txt": "INT: Good morning.\n" + text})
    desk.look()
    told = next(e for e in of(desk)["excerpts"] if e["codes"] == ["stigma"])
    assert (told["status"], told["line"]) == ("moved", 4)
    before = (desk.root / MARK).read_bytes()
    coding.change(desk, wish(told["id"], etag=etag(desk), memo="Hm."))
    assert (desk.root / MARK).read_bytes().replace(b"\n  memo: Hm.", b"") == before


def test_the_codebook_comes_in_order_with_what_the_page_draws_of_it(desk: Desk) -> None:
    marked(desk, "P01", "Nobody at work knew.", "sisters")
    body = study.study(desk, Wish()).body
    codes = {code["id"]: code for code in body["codebook"]["codes"]}
    assert list(codes) == ["support", "family", "sisters", "stigma", "money"]
    assert [code["number"] for code in codes.values()] == ["1", "1.1", "1.1.1", "1.2", "2"]
    assert [code["hue"] for code in codes.values()] == [0, 0, 0, 0, 1]
    assert [code["charted"] for code in codes.values()] == [False, True, False, True, True]
    assert [code["count"] for code in codes.values()] == [2, 2, 1, 0, 0]
    assert body["codebook"]["retired"] == [{"id": "shame", "into": ["stigma", "money"]}]
    assert codes["money"]["name"] == "</script> {{ 7*7 }}"


def test_the_last_place_and_the_recent_codes_come_back_without_what_is_gone(desk: Desk) -> None:
    place.place(desk, Wish(body={"source": "G1", "offset": 12, "recent": ["stigma", "gone", "family"]}))
    body = study.study(desk, Wish()).body
    assert (body["place"], body["recent"]) == ({"source": "G1", "offset": 12}, ["stigma", "family"])
    (desk.root / "transcripts/G1.txt").unlink()
    desk.look()
    assert study.study(desk, Wish()).body["place"] is None


def test_problems_are_told_with_rule_line_and_mend_the_worst_first(desk: Desk) -> None:
    write(
        desk.root,
        {
            MARK: "excerpts:\n- id: k3f9a2q7\n  quote: he said: no\n",
            "annotations/G1.AK.yaml": "- quote: my  sister.\n  codes: [stigma]\n",
        },
    )
    desk.look()
    told = study.study(desk, Wish()).body["problems"]
    first = told["first"][0]
    assert told["errors"] >= 1
    assert (first["rule"], first["path"], first["line"], bool(first["hint"])) == ("F004", MARK, 3, True)


def test_the_pile_holds_a_code_with_those_below_it_in_their_context(desk: Desk) -> None:
    marked(desk, "G1", "My sister. 🙂", "sisters")
    body = piled(desk, code="family")
    assert [p["text"] for p in body["passages"]] == ["My sister. 🙂", "My sister came every week."]
    first = body["passages"][0]
    assert (first["source"], first["speaker"], first["cases"]) == (
        "G1",
        "Ann",
        [{"case": "P01", "wave": "1"}],
    )
    assert "INT: Who?" in first["before"]
    assert "Bob: Mine too." in first["after"]
    assert first["etag"] == etag(desk, "G1")
    assert (body["title"], body["retired"]) == ("1.1 Help from family", None)


def test_the_pile_of_a_retired_code_says_what_to_use_and_is_worked_off(desk: Desk) -> None:
    write(desk.root, {MARK: "- id: k3f9a2q7\n  quote: My sister\n  codes: [shame]\n"})
    desk.look()
    body = piled(desk, code="shame")
    assert body["retired"] == {"into": ["stigma", "money"], "why": "too broad"}
    tag = body["passages"][0]["etag"]
    coding.change(desk, wish("k3f9a2q7", etag=tag, codes=["stigma"]))
    assert piled(desk, code="shame")["passages"] == []


def test_the_pile_of_a_label_and_of_a_code_that_the_codebook_lacks(desk: Desk) -> None:
    write(
        desk.root, {MARK: "- id: k3f9a2q7\n  quote: My sister\n  codes: [lost-code]\n  open: [odd, 'a, b']\n"}
    )
    desk.look()
    assert [p["id"] for p in piled(desk, open="a, b")["passages"]] == ["k3f9a2q7"]
    assert piled(desk, open="nothing")["passages"] == []
    assert piled(desk, code="lost-code")["known"] is False
    for asked, status in (({"code": "familly"}, 404), ({}, 400), ({"code": "family", "open": "odd"}, 400)):
        with pytest.raises(WishError) as refused:
            piled(desk, **asked)
        assert refused.value.status == status
