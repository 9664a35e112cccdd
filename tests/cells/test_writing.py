"""A cell's words and its mark in one edit: judged by what the file will say."""

from pathlib import Path

import pytest

from framework_cli.cells import grid
from framework_cli.cells.mark import Mark
from framework_cli.cells.writing import Author, rewrite
from framework_cli.index import build
from framework_cli.model.cell import CellKey
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.write import SpliceError
from tests.check.studies import SOUND, sound

WHO = Author("RS", "2024-05-01")


def read(root: Path) -> tuple[Study, Index]:
    study = load(root)[0]
    return study, build(study, cache=False)[0]


def test_the_evidence_is_that_of_the_moment_and_the_words_are_the_new_ones(tmp_path: Path) -> None:
    study, index = read(sound(tmp_path))
    edit = rewrite(study, index, CellKey("P01", "", "family"), "New.", state=Mark.CHARTED, author=WHO)
    assert edit.before == SOUND["charts/P01.md"]
    head = "## 1.1 Help from family {#family charted=RS on=2024-05-01 codebook=2}"
    assert edit.after == edit.before.replace(
        "## 1.1 Help from family {#family charted=AK on=2024-03-09}", head
    ).replace("Her sister came every week [@k3f9a2q7].", "New.")


def test_words_alone_mark_nothing(tmp_path: Path) -> None:
    study, index = read(sound(tmp_path))
    edit = rewrite(study, index, CellKey("P01", "", "stigma"), "New.", state=None, author=WHO)
    assert edit.after.endswith("\n## 1.2 Shame {#stigma}\nNew.\n")


def test_the_same_words_change_nothing(tmp_path: Path) -> None:
    study, index = read(sound(tmp_path))
    words = grid(study, index).states[CellKey("P01", "", "family")].cell
    assert words is not None
    key = CellKey("P01", "", "family")
    edit = rewrite(study, index, key, f" {words.words}\n", state=None, author=WHO)
    assert edit.after == edit.before


@pytest.mark.parametrize(
    ("state", "words", "why"),
    [
        (Mark.CHARTED, "[[Only thinking.]]", "no words of summary"),
        (Mark.NOT_ASKED, "Words.", "has a summary"),
        (Mark.REVIEWED, "", "nothing to review"),
    ],
)
def test_a_mark_that_the_words_do_not_bear_is_refused(
    tmp_path: Path, state: Mark, words: str, why: str
) -> None:
    study, index = read(sound(tmp_path))
    with pytest.raises(SpliceError, match=why):
        rewrite(study, index, CellKey("P01", "", "stigma"), words, state=state, author=WHO)
