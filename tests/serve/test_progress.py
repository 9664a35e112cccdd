"""The progress grid without a server: how every cell stands, and cells marked from it."""

from pathlib import Path
from typing import Any

import pytest

from framework_cli.serve import progress, undo
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import WishError
from framework_cli.serve.saving import bytes_of
from framework_cli.serve.wish import Wish
from tests.cli.study import framework
from tests.serve.charts import FILES, an_editor_saves, desk, study

READ = "read: {codebook: 2, on: 2024-03-02}\nexcerpts:\n"


def marked(desk: Desk, state: str, *cells: str) -> dict[str, Any]:
    body: dict[str, Any] = progress.mark(desk, Wish(body={"state": state, "cells": list(cells)})).body
    return body


def test_every_cell_has_a_status_and_its_number_of_excerpts(tmp_path: Path) -> None:
    told = progress.show(desk(study(tmp_path)), Wish()).body
    assert [column["id"] for column in told["columns"]] == ["family", "stigma", "debt"]
    assert [theme["id"] for theme in told["themes"]] == ["support", "money"]
    assert told["order"] == ["site"]
    assert [row["case"] for row in told["rows"]] == ["P01", "P02", "ANN", "BOB"]
    first = [(cell["status"], cell["excerpts"]) for cell in told["rows"][0]["cells"]]
    assert first == [("stale", 2), ("uncharted", 1), ("uncharted", 0)]
    assert told["counts"] == {"stale": 1, "uncharted": 11}


def test_the_next_cell_to_chart_holds_excerpts_and_goes_on_from_here(tmp_path: Path) -> None:
    made = desk(study(tmp_path))
    assert progress.show(made, Wish()).body["next"] == {"case": "P01", "wave": "", "code": "family"}
    after = progress.show(made, Wish(query={"after": "P01/stigma"})).body["next"]
    assert after == {"case": "P02", "wave": "", "code": "family"}
    assert progress.show(made, Wish(query={"after": "BOB/debt"})).body["next"]["case"] == "P01"


def test_where_no_excerpt_waits_a_blank_cell_comes_next(tmp_path: Path) -> None:
    none = {path: "[]\n" for path in FILES if path.startswith("annotations/")}
    made = desk(study(tmp_path, {**none, "charts/P01.md": "## Help {#family state=not-asked}\n"}))
    assert progress.show(made, Wish()).body["next"] == {"case": "P01", "wave": "", "code": "stigma"}


def test_a_cell_is_marked_as_the_command_line_marks_it(tmp_path: Path) -> None:
    here, there = study(tmp_path / "page"), study(tmp_path / "terminal")
    told = marked(desk(here), "not-asked", "P01/debt")
    assert told["done"] == ["P01/debt"]
    assert told["cells"]["P01/debt"] == {"state": "not-asked", "status": "not-asked", "excerpts": 0}
    done = framework("chart", "--mark", "not-asked", "P01/debt", "--as", "RS", root=there)
    assert done.returncode == 0, done.stderr
    assert (here / "charts/P01.md").read_bytes() == (there / "charts/P01.md").read_bytes()


def test_what_is_refused_is_told_with_its_reason_and_the_rest_is_done(tmp_path: Path) -> None:
    root = study(tmp_path)
    told = marked(desk(root), "not-asked", "P01/family", "P01/stigma", "P01/debt", "BOB/debt")
    assert told["done"] == ["P01/debt", "BOB/debt"]
    assert told["refused"] == [
        {"cell": "P01/family", "why": "has a summary, so it cannot be not-asked"},
        {"cell": "P01/stigma", "why": "has excerpts, so it cannot be not-asked"},
    ]
    assert told["said"] == "2 cells marked as not-asked"
    assert (root / "charts/BOB.md").exists()


def test_silence_in_a_range_needs_a_source_read_through(tmp_path: Path) -> None:
    coded = FILES["annotations/P01.AK.yaml"]
    made = desk(study(tmp_path, {"annotations/P01.AK.yaml": READ + coded}))
    told = marked(made, "nothing-said", "P01/debt", "P02/debt")
    assert told["done"] == ["P01/debt"]
    assert told["refused"] == [{"cell": "P02/debt", "why": "source P02-1 has not been read through"}]


def test_in_a_range_what_is_marked_so_already_is_passed_over(tmp_path: Path) -> None:
    made = desk(study(tmp_path))
    marked(made, "not-asked", "P01/debt")
    told = marked(made, "not-asked", "P01/debt", "BOB/debt")
    assert (told["done"], told["refused"]) == (["BOB/debt"], [])


def test_one_cell_alone_is_marked_on_the_word_of_who_asks(tmp_path: Path) -> None:
    assert marked(desk(study(tmp_path)), "nothing-said", "P02/debt")["done"] == ["P02/debt"]


def test_a_range_is_undone_in_one_step(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    assert marked(made, "not-asked", "P01/debt", "BOB/debt")["undo"] == "2 cells marked as not-asked"
    undo.undo(made, Wish())
    assert (root / "charts/P01.md").read_text(encoding="utf-8") == FILES["charts/P01.md"]
    assert not (root / "charts/BOB.md").exists()


def test_a_chart_that_was_changed_meanwhile_is_marked_as_it_is_now(tmp_path: Path) -> None:
    root = study(tmp_path)
    made = desk(root)
    newer = FILES["charts/P01.md"].replace("Her sister", "A sister")
    (root / "charts/P01.md").write_text(newer, encoding="utf-8", newline="\n")
    assert marked(made, "not-asked", "P01/debt")["done"] == ["P01/debt"]
    assert "A sister came" in (root / "charts/P01.md").read_text(encoding="utf-8")


NEWER = FILES["charts/P01.md"].replace("Her sister", "A sister")


def test_a_chart_that_an_editor_saves_just_before_the_write_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = study(tmp_path)
    made = desk(root)
    an_editor_saves(monkeypatch, root / "charts/P01.md", NEWER, first=True)
    told = marked(made, "not-asked", "P01/debt", "BOB/debt")
    assert sorted(told["done"] + [each["cell"] for each in told["refused"]]) == ["BOB/debt", "P01/debt"]
    assert (root / "charts/P01.md").read_text(encoding="utf-8") == NEWER
    assert "try again" in told["refused"][0]["why"]


def test_a_chart_that_an_editor_saves_after_the_marks_were_worked_out_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = study(tmp_path)

    def overtaken(desk: Desk, path: str) -> bytes | None:
        (root / path).write_text(NEWER, encoding="utf-8", newline="\n")
        return bytes_of(desk, path)

    monkeypatch.setattr(progress, "bytes_of", overtaken)
    told = marked(desk(root), "not-asked", "P01/debt")
    assert (told["done"], told["undo"]) == ([], None)
    assert (root / "charts/P01.md").read_text(encoding="utf-8") == NEWER


def test_what_an_editor_saves_just_after_the_write_is_not_undone_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = study(tmp_path)
    made = desk(root)
    told = marked(made, "not-asked", "P01/debt")
    newer = (root / "charts/P01.md").read_text(encoding="utf-8").replace("Her sister", "A sister")
    undo.undo(made, Wish())
    an_editor_saves(monkeypatch, root / "charts/P01.md", newer, first=False)
    told = marked(made, "not-asked", "P01/debt")
    assert told["done"] == ["P01/debt"]
    undo.undo(made, Wish())
    assert (root / "charts/P01.md").read_text(encoding="utf-8") == NEWER


def test_a_disk_that_refuses_is_told_for_each_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    made = desk(study(tmp_path))
    monkeypatch.setattr("framework_cli.write.temporary.write_new", full)
    told = marked(made, "not-asked", "P01/debt", "BOB/debt")
    assert (told["done"], told["undo"]) == ([], None)
    assert [each["why"] for each in told["refused"]] == [
        "its file was left alone: No space left on device"
    ] * 2


def test_a_case_that_cannot_be_a_file_name_is_refused(tmp_path: Path) -> None:
    made = desk(study(tmp_path, {"cases.csv": FILES["cases.csv"] + "a/b,person,north\n"}))
    told = marked(made, "not-asked", "a/b/debt")
    assert told["done"] == []
    assert "file name" in told["refused"][0]["why"]


@pytest.mark.parametrize(
    ("state", "cells", "status"),
    [("read", ["P01/debt"], 400), ("charted", [], 400), ("charted", ["P01/x"], 404)],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, state: str, cells: list[str], status: int) -> None:
    made = desk(study(tmp_path))
    with pytest.raises(WishError) as refused:
        marked(made, state, *cells)
    assert refused.value.status == status


def test_blind_the_grid_is_closed(tmp_path: Path) -> None:
    made = desk(study(tmp_path))
    made.view = "blind"
    with pytest.raises(WishError):
        progress.show(made, Wish())
    with pytest.raises(WishError):
        marked(made, "not-asked", "P01/debt")
