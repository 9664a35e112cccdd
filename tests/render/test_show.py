"""Pages of one thing: what `show` prints, in 80 columns, and as JSON with nothing left out."""

from pathlib import Path
from typing import Any

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.render.show import WIDTH, show_json, show_text
from framework_cli.review import Target, links
from tests.render.report_study import write_study


def page(root: Path, kind: str, id: str) -> str:
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return show_text(study, links(study, index, grid(study, index), Target(kind, id)))


def test_an_excerpt_stands_in_its_context_with_its_lines_marked(tmp_path: Path):
    assert (
        page(write_study(tmp_path), "excerpt", "kdoor0p1")
        == """\
excerpt kdoor0p1
================

Excerpts (1)
------------
  kdoor0p1 · P01:3-4 · AK · P01
    1.1 The door
        1  INT: Tell me about the door.
        2
  >     3  P01: It was shut, and nobody came to the door for an hour.
  >     4  I sat on the step.
        5
        6  INT: And the window?

Rests under
-----------
  P01/door (charted)

Cited in
--------
  P01/door

Memos
-----
  memos/public.md
    Doors were spoken of by everybody who was asked [@kdoor0p1]. [[Not for
    outside.]]
"""
    )


def test_a_blank_cell_says_what_it_is(tmp_path: Path):
    root = write_study(tmp_path)
    assert "P01/other · not-asked · 0 excerpts" in page(root, "cell", "P01/other")
    assert "P01/believed · uncharted · 1 excerpt" in page(root, "cell", "P01/believed")


def test_no_line_is_wider_than_a_terminal(tmp_path: Path):
    root = write_study(tmp_path)
    pages = [page(root, "case", "P01"), page(root, "code", "access"), page(root, "source", "GROUP")]
    assert all(len(line) <= WIDTH for each in pages for line in each.split("\n"))


def test_json_holds_words_places_and_context(tmp_path: Path):
    study, _ = load(write_study(tmp_path))
    index, _ = build(study, cache=False)
    told: dict[str, Any] = show_json(
        study, links(study, index, grid(study, index), Target("source", "GROUP"))
    )
    (excerpt,) = told["excerpts"]
    assert excerpt["quote"] == "Dee: It rattles.\nOz: It never did in my day."
    assert [line["number"] for line in excerpt["context"]] == [1, 2, 3, 4, 5]
    assert told["facts"] == {
        "kind": "focus-group",
        "cases": "P04, P05",
        "speakers": "INT (interviewer), Dee, Oz",
    }
