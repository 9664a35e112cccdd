"""While an annotation file cannot be read whole nothing is claimed of its cells, and nothing marked."""

from pathlib import Path

import pytest

from framework_cli.cells.mark import Mark, mark
from framework_cli.read import load
from tests.cells.study import FIRST, PANEL, chart, evidence, excerpt, key, read

SOUND = excerpt("k1k1k1k1", FIRST, "stigma") + excerpt("k2k2k2k2", PANEL, "panel")
TEXT = chart(
    f"## x {{#lived charted=RS reviewed=AK}}\n{evidence(k2k2k2k2=(PANEL, ('panel',)))}said [@k2k2k2k2]\n"
)
TORN: dict[str, str | bytes] = {
    "a merge left both versions": f"<<<<<<< HEAD\n{SOUND}=======\n{SOUND}>>>>>>> theirs\n",
    "a colon too many": SOUND.replace("id: k1k1k1k1", "id: k1k1k1k1\n  memo: he said: no"),
    "not UTF-8": SOUND.encode() + b"# caf\xe9\n",
    "a second document": f"[]\n---\n{SOUND}",
    "a list given twice": f"excerpts: []\nexcerpts:\n{SOUND}",
    "a mapping for the list": "excerpts: {k2k2k2k2: x}\n",
}


@pytest.mark.parametrize("text", TORN.values(), ids=TORN.keys())
def test_a_cell_is_neither_stale_nor_marked_while_its_coding_cannot_be_read(
    tmp_path: Path, text: str | bytes
):
    read(tmp_path, {"annotations/P01.AK.yaml": SOUND, "charts/P01.md": TEXT})
    (tmp_path / "annotations/P01.AK.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read(tmp_path, {})
    assert found.study.torn == {"P01"}
    assert found.cell("P01/lived").label == "charted"
    for state in ("charted", "nothing-said", "not-asked"):
        for pattern in ("P01/*", "P01/lived", "P01/stigma"):
            plan = mark(
                found.study, found.index, found.grid, Mark(state), [pattern], coder="AK", on="2026-03-09"
            )
            assert plan.edits == ()
            assert {why for _, why, _ in plan.refused} == {
                "has coding that cannot be read: mend what `framework check` says first"
            }


def test_a_folder_that_cannot_be_read_tears_every_source(tmp_path: Path):
    read(tmp_path, {"annotations/P01.AK.yaml": SOUND, "charts/P01.md": TEXT})
    (tmp_path / "annotations/P01.AK.yaml").unlink()
    (tmp_path / "annotations").rmdir()
    assert read(tmp_path, {}).cell("P01/lived").label == "stale"
    (tmp_path / "annotations").write_text("a file in its place", encoding="utf-8")
    study, problems = load(tmp_path)
    assert study.torn == study.sources.keys()
    assert [(p.rule.id, str(p.primary.path)) for p in problems] == [("F001", "annotations")]


def test_another_cases_cells_are_marked_all_the_same(tmp_path: Path):
    files = {
        "annotations/P02.AK.yaml": "- {quote: x",
        "annotations/P01.AK.yaml": SOUND,
        "charts/P01.md": TEXT,
    }
    found = read(tmp_path, files)
    plan = mark(
        found.study, found.index, found.grid, Mark.CHARTED, ["P01/lived"], coder="AK", on="2026-03-09"
    )
    assert plan.edits[0].cells == (key("P01/lived"),)


def test_a_sound_study_is_not_torn(tmp_path: Path):
    read(tmp_path, {"annotations/P01.AK.yaml": SOUND.replace("stigma", "nonsense")})
    study, _ = load(tmp_path)
    assert study.torn == frozenset()
