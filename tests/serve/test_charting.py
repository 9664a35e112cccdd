"""Charting without a server: what the page is told of a case and theme, and one cell's words written."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from framework_cli.serve import charting, progress, undo
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import WishError
from framework_cli.serve.wish import Wish
from tests.cli.study import framework
from tests.serve.charts import FILES, an_editor_saves, asking, desk, study, writing

TODAY = date.today().isoformat()


def shown(desk: Desk, case: str = "P01", theme: str = "support", **query: str) -> dict[str, Any]:
    body: dict[str, Any] = charting.show(desk, asking(case, theme, **query)).body
    return body


def cell(told: dict[str, Any], code: str) -> dict[str, Any]:
    return next(each for each in told["cells"] if each["code"] == code)


def put(
    desk: Desk, code: str, words: str, mark: str | None = None, case: str = "P01", wave: str = ""
) -> dict[str, Any]:
    etag = shown(desk, case, code, wave=wave)["etag"]
    reply = charting.save(desk, writing(case, code, words, etag, mark, wave=wave))
    assert reply.status == 200
    body: dict[str, Any] = reply.body
    return body


def text(root: Path, name: str = "P01") -> str:
    return (root / "charts" / f"{name}.md").read_bytes().decode()


def test_a_case_and_theme_come_with_cells_and_the_excerpts_beside_them(tmp_path: Path) -> None:
    told = shown(desk(study(tmp_path)))
    assert [each["key"] for each in told["cells"]] == ["P01/family", "P01/stigma"]
    assert [(e["id"], e["cells"]) for e in told["excerpts"]] == [
        ("k3f9a2q7", ["P01/family"]),
        ("m2x8d0aa", ["P01/family", "P01/stigma"]),
    ]
    assert told["excerpts"][0]["before"] == "INT: Who helped you then?\nP01: "
    assert told["excerpts"][0]["after"] == "\nP01: Nobody at work knew."
    assert told["portrait"] == "A quiet person."
    assert told["attributes"] == {"site": "north"}
    assert (told["next_theme"], told["previous_theme"], told["previous_case"]) == ("money", None, None)
    assert told["next_case"] == {"case": "P02", "wave": ""}


def test_a_cell_says_what_changed_since_it_was_charted(tmp_path: Path) -> None:
    family = cell(shown(desk(study(tmp_path))), "family")
    assert (family["status"], family["charted"], family["on"]) == ("stale", "AK", "2024-03-09")
    assert family["changes"] == [{"excerpt": "m2x8d0aa", "what": "added"}]


def test_the_whole_case_shows_what_was_coded_under_other_themes_too(tmp_path: Path) -> None:
    coded = "- {id: k3f9a2q7, quote: My sister came every week., codes: [debt]}\n"
    made = desk(study(tmp_path, {"annotations/P01.AK.yaml": coded}))
    assert shown(made)["excerpts"] == []
    assert [each["id"] for each in shown(made, all="1")["excerpts"]] == ["k3f9a2q7"]


def test_references_that_lead_nowhere_and_those_to_elsewhere_are_told(tmp_path: Path) -> None:
    words = "Hid it [@fgaaaaaa] [@gonegone] [P01:2-3] [P01:99] [XX:1]."
    made = desk(study(tmp_path, {"charts/P01.md": f"## Shame {{#stigma}}\n{words}\n"}))
    told = shown(made)
    assert cell(told, "stigma")["cites"] == ["fgaaaaaa", "gonegone", "P01:2-3", "P01:99", "XX:1"]
    assert cell(told, "stigma")["missing"] == ["gonegone", "P01:99", "XX:1"]
    assert told["cited"]["fgaaaaaa"]["text"] == "We all hid it."
    assert told["cited"]["P01:2-3"]["text"] == "P01: My sister came every week.\nP01: Nobody at work knew."


def test_words_are_saved_and_everything_else_stays_byte_for_byte(tmp_path: Path) -> None:
    root = study(tmp_path)
    reply = put(desk(root), "family", "Her sister came [@k3f9a2q7].\nNobody knew [@m2x8d0aa].")
    assert text(root) == FILES["charts/P01.md"].replace(
        "Her sister came every week [@k3f9a2q7].", "Her sister came [@k3f9a2q7].\nNobody knew [@m2x8d0aa]."
    )
    assert reply["cell"]["status"] == "stale"
    assert reply["undo"] == "P01/family written"


def test_the_file_keeps_its_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    root = study(tmp_path)
    before = b"\xef\xbb\xbf" + FILES["charts/P01.md"].replace("\n", "\r\n").encode()
    (root / "charts/P01.md").write_bytes(before)
    put(desk(root), "family", "One.\nTwo 🎲 cafe\u0301.")
    old, new = b"Her sister came every week [@k3f9a2q7].", "One.\r\nTwo 🎲 cafe\u0301.".encode()
    assert (root / "charts/P01.md").read_bytes() == before.replace(old, new)


def test_marked_as_charted_the_evidence_is_recorded_and_nothing_is_stale(tmp_path: Path) -> None:
    root = study(tmp_path)
    reply = put(desk(root), "family", "Her sister [@k3f9a2q7].", "charted")
    assert (reply["cell"]["status"], reply["cell"]["charted"]) == ("charted", "RS")
    head = (
        f"## 1.1 Help from family {{#family charted=RS on={TODAY} codebook=2}}\n<!-- evidence k3f9a2q7:5f82 "
    )
    assert head in text(root)
    assert "\nHer sister [@k3f9a2q7].\n" in text(root)


def test_a_cell_that_moved_on_is_not_written_over_under_a_newer_etag(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    etag = shown(made)["etag"]
    wish = writing("P01", "family", "Mine.", etag)
    reply = charting.save(made, Wish(wish.path, body={**wish.body, "base": "Older words."}, etag=etag))
    assert reply.status == 412
    assert text(root) == FILES["charts/P01.md"]


def test_words_and_mark_in_one_are_what_the_command_line_writes(tmp_path: Path) -> None:
    here, there = study(tmp_path / "page"), study(tmp_path / "terminal")
    put(desk(here), "family", "Her sister came every week [@k3f9a2q7].", "charted")
    done = framework("chart", "--mark", "charted", "P01/family", "--as", "RS", root=there)
    assert done.returncode == 0, done.stderr
    assert (here / "charts/P01.md").read_bytes() == (there / "charts/P01.md").read_bytes()


def test_a_chart_that_is_not_there_is_started_with_its_first_words(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    assert shown(made, "ANN")["etag"] == "none"
    put(made, "stigma", "They hid it [@fgaaaaaa].", case="ANN")
    assert (
        text(root, "ANN")
        == "---\ncase: ANN\n---\n\n# 1 Support\n## 1.2 Shame {#stigma}\nThey hid it [@fgaaaaaa].\n"
    )
    undo.undo(made, Wish())
    assert not (root / "charts/ANN.md").exists()


def test_no_words_start_no_chart(tmp_path: Path) -> None:
    root = study(tmp_path)
    put(desk(root), "stigma", "  \n", case="ANN")
    assert not (root / "charts/ANN.md").exists()


def test_a_wave_gets_a_chart_of_its_own(tmp_path: Path) -> None:
    root = study(tmp_path, {"charts/P02@1.md": "---\ncase: P02\nwave: 1\n---\n"})
    made = desk(root)
    told = shown(made, "P02", wave="2")
    assert [each["id"] for each in told["excerpts"]] == ["p2w2bbbb"]
    assert [each["wave"] for each in told["rows"]] == ["1", "2"]
    assert told["previous_case"] == {"case": "P02", "wave": "1"}
    put(made, "family", "He stopped [@p2w2bbbb].", "charted", case="P02", wave="2")
    assert text(root, "P02@2").startswith('---\ncase: P02\nwave: "2"\n---\n')
    assert shown(made, "P02")["wave"] == "1"


def test_an_old_etag_shows_both_versions_and_writes_nothing(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    etag = shown(made)["etag"]
    newer = FILES["charts/P01.md"].replace("Her sister", "A sister")
    (root / "charts/P01.md").write_bytes(newer.encode())
    reply = charting.save(made, writing("P01", "family", "Mine.", etag))
    assert reply.status == 412
    conflict = reply.body["conflict"]
    assert (conflict["yours"]["words"], conflict["theirs"]["words"]) == (
        "Mine.",
        "A sister came every week [@k3f9a2q7].",
    )
    assert text(root) == newer
    again = charting.save(made, writing("P01", "family", "Mine.", conflict["etag"]))
    assert again.status == 200
    assert "\nMine.\n" in text(root)


@pytest.mark.parametrize(
    "words",
    [
        "## 1.2 Shame {#stigma}\nmine",
        "x <!-- never closed",
        "# Another part\nand words",
        "<!-- evidence aa:1234 -->",
        "a\x00b",
    ],
)
def test_words_that_would_break_the_cell_are_refused_with_the_reason(tmp_path: Path, words: str) -> None:
    root = study(tmp_path)
    made = desk(root)
    etag = shown(made)["etag"]
    with pytest.raises(WishError) as refused:
        charting.save(made, writing("P01", "family", words, etag))
    assert refused.value.status == 422
    assert text(root) == FILES["charts/P01.md"]


@pytest.mark.parametrize(
    "words",
    [
        "</script><img src=x onerror=alert(1)>",
        "{{ 7*7 }} | =1+1",
        "a\u2028b\u0085c",
        "[[ only thinking ]] [x",
    ],
)
def test_hostile_words_come_back_as_they_were(tmp_path: Path, words: str) -> None:
    root = study(tmp_path)
    assert put(desk(root), "family", words)["cell"]["words"] == words
    assert cell(shown(desk(root)), "family")["words"] == words


def test_a_comment_alone_is_no_summary_and_is_not_marked_as_charted(tmp_path: Path) -> None:
    made = desk(study(tmp_path))
    with pytest.raises(WishError, match="no words of summary"):
        put(made, "stigma", "[[Ask again.]]", "charted")
    assert put(made, "stigma", "[[Ask again.]]")["cell"]["status"] == "uncharted"


def test_words_in_a_cell_that_was_said_to_be_silent_make_it_a_draft(tmp_path: Path) -> None:
    chart = "## Debt {#debt state=nothing-said}\n"
    root = study(tmp_path, {"charts/P01.md": chart})
    made = desk(root)
    assert put(made, "debt", "[[She smiled.]]")["cell"]["status"] == "nothing-said"
    assert put(made, "debt", "[[She smiled.]]\nOwed it all.")["cell"]["status"] == "draft"
    assert "state=" not in text(root)


def test_a_case_that_cannot_be_a_file_name_is_shown_and_says_why_it_is_not_written(tmp_path: Path) -> None:
    rows = FILES["cases.csv"] + "a/b,person,north\nCON,person,north\n"
    made = desk(study(tmp_path, {"cases.csv": rows}))
    assert shown(made, "a/b")["path"] == ""
    assert "Windows" in shown(made, "CON")["why"]
    with pytest.raises(WishError) as refused:
        charting.save(made, writing("a/b", "debt", "x", "none"))
    assert refused.value.status == 422


def test_a_chart_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    root = study(tmp_path)
    (root / "charts/ANN.md").write_bytes(b"## Shame {#stigma}\ncaf\xe9\n")
    made = desk(root)
    for handler in (charting.show, charting.save):
        wish = Wish({"case": "ANN", "theme": "stigma", "code": "stigma"}, body={"words": "x"}, etag="none")
        with pytest.raises(WishError, match="not UTF-8") as refused:
            handler(made, wish)
        assert refused.value.status == 409


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    made = desk(study(tmp_path))
    for case, theme, query in (
        ("P9", "support", {}),
        ("P01", "nothing", {}),
        ("P01", "support", {"wave": "7"}),
    ):
        with pytest.raises(WishError) as refused:
            charting.show(made, asking(case, theme, **query))
        assert refused.value.status == 404


def test_blind_charts_are_closed(tmp_path: Path) -> None:
    made = desk(study(tmp_path))
    made.view = "blind"
    with pytest.raises(WishError) as refused:
        shown(made)
    assert refused.value.status == 409


def test_reviewed_needs_something_to_review(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    with pytest.raises(WishError, match="nothing to review"):
        put(made, "stigma", "", "reviewed")
    assert put(made, "stigma", "They hid it.", "reviewed")["cell"]["status"] == "reviewed"
    assert "{#stigma reviewed=RS}" in text(root)


def test_a_charted_cell_can_be_undone_and_done_again(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    put(made, "family", "Other words.", "charted")
    after = text(root)
    assert undo.undo(made, Wish()).body["cell"] == "P01/family"
    assert text(root) == FILES["charts/P01.md"]
    undo.redo(made, Wish())
    assert text(root) == after


def test_the_case_before_stands_beside(tmp_path: Path) -> None:
    told = shown(desk(study(tmp_path)), "P02")
    assert told["previous"]["case"] == "P01"
    assert told["previous"]["cells"][0] == {
        "code": "family",
        "words": "Her sister came every week [@k3f9a2q7].",
    }


NEWER = FILES["charts/P01.md"].replace("Her sister", "A sister")


def test_an_editor_that_saves_just_before_the_write_is_met_as_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = study(tmp_path)
    made = desk(root)
    etag = shown(made)["etag"]
    an_editor_saves(monkeypatch, root / "charts/P01.md", NEWER, first=True)
    reply = charting.save(made, writing("P01", "family", "Mine.", etag))
    assert (reply.status, text(root)) == (412, NEWER)
    assert reply.body["conflict"]["theirs"]["words"] == "A sister came every week [@k3f9a2q7]."
    assert reply.body["conflict"]["etag"] == shown(made)["etag"]


def test_an_editor_that_saves_just_after_the_write_is_met_at_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = study(tmp_path)
    made = desk(root)
    etag = shown(made)["etag"]
    an_editor_saves(monkeypatch, root / "charts/P01.md", NEWER, first=False)
    reply = charting.save(made, writing("P01", "family", "Mine.", etag))
    assert reply.status == 200
    made.look()
    again = charting.save(made, writing("P01", "family", "Mine, and more.", reply.etag))
    assert (again.status, text(root)) == (412, NEWER)


def test_a_change_that_names_no_state_of_the_file_is_refused(tmp_path: Path) -> None:
    root = study(tmp_path)
    with pytest.raises(WishError, match="If-Match"):
        charting.save(desk(root), writing("P01", "family", "Mine.", ""))
    assert text(root) == FILES["charts/P01.md"]


@pytest.mark.parametrize("broken", ["<<<<<<< HEAD\n{0}=======\n{0}>>>>>>> x\n", "---\ncase: [\n---\n{0}"])
def test_a_chart_that_cannot_be_read_whole_is_not_written_into(tmp_path: Path, broken: str) -> None:
    chart = broken.format(FILES["charts/P01.md"])
    root = study(tmp_path, {"charts/P01.md": chart})
    made = desk(root)
    with pytest.raises(WishError, match="cannot be read whole") as refused:
        put(made, "stigma", "Mine.")
    assert (refused.value.status, bool(refused.value.hint)) == (409, True)
    told = progress.mark(made, Wish(body={"state": "not-asked", "cells": ["P01/debt"]})).body
    assert told["done"] == []
    assert "cannot be read whole" in told["refused"][0]["why"]
    assert text(root) == chart


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_chart_that_is_not_read_is_no_news_each_time_it_is_asked_for(tmp_path: Path) -> None:
    root = study(tmp_path / "study")
    (root / "charts/P01.md").rename(tmp_path / "outside.md")
    (root / "charts/P01.md").symlink_to(tmp_path / "outside.md")
    made = desk(root)
    stamp = made.watch.stamp
    assert [each["words"] for each in shown(made)["cells"]] == ["", ""]
    assert made.watch.stamp == stamp


def typed(made: Desk, sitting: str, words: str) -> None:
    etag = shown(made)["etag"]
    body = {"words": words, "mark": None, "sitting": sitting}
    assert charting.save(made, Wish({"case": "P01", "code": "family"}, {}, body, etag)).status == 200


def test_what_is_saved_while_one_sits_at_a_cell_is_undone_in_one_step(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    for words in ("Her", "Her sister", "Her sister came"):
        typed(made, "first", words)
    typed(made, "second", "Nobody came")
    undo.undo(made, Wish())
    assert "\nHer sister came\n" in text(root)
    undo.undo(made, Wish())
    assert text(root) == FILES["charts/P01.md"]
    undo.redo(made, Wish())
    assert "\nHer sister came\n" in text(root)


def test_a_sitting_that_something_came_between_is_two_steps(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    typed(made, "first", "Her sister")
    path = root / "charts" / "P01.md"
    path.write_text(text(root).replace("A quiet person.", "A loud person."), encoding="utf-8", newline="\n")
    typed(made, "first", "Her sister came")
    undo.undo(made, Wish())
    assert "\nHer sister\n" in text(root)
    assert "A loud person." in text(root)


def test_blanks_at_the_end_of_a_summary_are_not_written(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    put(made, "family", "Her sister.  \n \n")
    assert text(root) == FILES["charts/P01.md"].replace(
        "Her sister came every week [@k3f9a2q7].", "Her sister."
    )


def test_silence_that_was_marked_is_taken_back_and_words_are_not(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    put(made, "debt", "", "not-asked")
    assert put(made, "debt", "", "uncharted")["cell"]["status"] == "uncharted"
    assert "{#debt}" in text(root)
    with pytest.raises(WishError, match="has a summary"):
        put(made, "family", FILES["charts/P01.md"].split("-->\n")[1].strip(), "uncharted")
