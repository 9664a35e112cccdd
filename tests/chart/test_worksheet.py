"""Worksheets lay out the evidence of a case and change nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.chart.worksheet import worksheets
from framework_cli.write import CannotWriteError, edit
from tests.cells.study import CLINIC, FIRST, PANEL, TALK, Read, chart, excerpt, read

CODED = excerpt("k1k1k1k1", FIRST, "stigma", "lived") + excerpt("k2k2k2k2", PANEL, "panel")
NEW = """\
---
case: P01
---
<!-- framework before the first heading: a pen portrait of P01, in a few lines -->

# 1 What was discussed
## 1.1 Stigma {#stigma}
<!-- framework P01:2 k1k1k1k1 Ann
Nobody had told us it could be gambling.
-->

# 2 What the community did
## 2.1 Lived experience {#lived}
<!-- framework P01:2 k1k1k1k1 Ann
Nobody had told us it could be gambling.
-->
<!-- framework P01:3 k2k2k2k2 Ann
The panel turned my head round.
-->

## 2.2 Referral pathway {#referral}

# 3 A theme on its own {#alone}
"""


def laid_out(root: Path, files: dict[str, str]) -> Read:
    found = read(root, files)
    for each in worksheets(found.study, found.grid, "P01"):
        edit(root, root / each.path, each.change)
    return read(root, {})


def text_of(root: Path) -> str:
    return (root / "charts" / "P01.md").read_bytes().decode()


def test_a_worksheet_has_every_heading_and_the_excerpts_beneath(tmp_path: Path):
    found = laid_out(tmp_path, {"annotations/P01.AK.yaml": CODED})
    assert text_of(tmp_path) == NEW
    assert {state.label for state in found.grid.states.values()} == {"uncharted"}
    assert found.study.charts[0].portrait == ""


def test_run_again_it_adds_only_what_is_new(tmp_path: Path):
    laid_out(tmp_path, {"annotations/P01.AK.yaml": CODED})
    found = read(tmp_path, {})
    assert worksheets(found.study, found.grid, "P01") == ()
    summary = text_of(tmp_path).replace(
        "head round.\n-->\n", "head round.\n-->\nTurned round by the panel.\n"
    )
    more = CODED + excerpt("k3k3k3k3", CLINIC, "referral", "lived")
    laid_out(tmp_path, {"charts/P01.md": summary, "annotations/P01.AK.yaml": more})
    clinic = "<!-- framework P01:5 k3k3k3k3 Ann\nI went to the clinic -\\- at last.\n-->\n"
    assert text_of(tmp_path) == summary.replace("head round.\n-->\n", "head round.\n-->\n" + clinic).replace(
        "{#referral}\n", "{#referral}\n" + clinic
    )


def test_an_excerpt_that_gets_its_id_later_is_not_listed_twice_but_the_next_is(tmp_path: Path):
    laid_out(tmp_path, {"annotations/P01.AK.yaml": excerpt("", FIRST, "stigma")})
    assert text_of(tmp_path).count("<!-- framework P01:2 (no id yet) Ann\n") == 1
    before = text_of(tmp_path)
    later = excerpt("k1k1k1k1", FIRST, "stigma") + excerpt("k2k2k2k2", PANEL, "stigma")
    laid_out(tmp_path, {"annotations/P01.AK.yaml": later})
    assert "k1k1k1k1" not in text_of(tmp_path)
    assert text_of(tmp_path).replace(f"<!-- framework P01:3 k2k2k2k2 Ann\n{PANEL}\n-->\n", "") == before


def test_words_that_look_like_markup_stay_words(tmp_path: Path):
    hostile = "Ann: a --> b <!-- c {#stigma} {{ 7*7 }} </script> | =1+1\n# {#lived}\n"
    quote = hostile.removeprefix("Ann: ").removesuffix("\n")
    coded = "- id: k1k1k1k1\n  quote: |-\n    " + quote.replace("\n", "\n    ") + "\n  codes: [stigma]\n"
    found = laid_out(tmp_path, {"transcripts/P01.txt": hostile, "annotations/P01.AK.yaml": coded})
    assert found.cell("P01/stigma").evidence == ("k1k1k1k1",)
    assert {state.label for state in found.grid.states.values()} == {"uncharted"}
    assert [cell.key.code for cell in found.study.charts[0].cells] == ["stigma", "lived", "referral", "alone"]
    assert worksheets(found.study, found.grid, "P01") == ()


def test_a_persons_file_keeps_its_line_ends_and_every_word(tmp_path: Path):
    mine = chart("Portrait.\r\n\r\n## My own title {#lived}\r\nSaid. ", "trailing  \r\n")
    laid_out(
        tmp_path,
        {"annotations/P01.AK.yaml": CODED, "charts/P01.md": mine.replace("\r\n", "\n").replace("\n", "\r\n")},
    )
    text = text_of(tmp_path)
    assert text.count("\n") == text.count("\r\n")
    assert "## My own title {#lived}\r\n<!-- framework P01:2 k1k1k1k1 Ann\r\n" in text
    assert "-->\r\nSaid. \r\ntrailing  \r\n" in text


def test_a_case_with_waves_has_a_worksheet_for_each_and_one_may_be_named(tmp_path: Path):
    files = {
        "sources.csv": "source,case,wave\nP01,P01,1\nB,P01,2\n",
        "transcripts/B.txt": TALK,
        "charts/P01@1.md": "---\ncase: P01\nwave: 1\n---\n",
        "annotations/B.AK.yaml": excerpt("b1b1b1b1", FIRST, "stigma"),
    }
    found = read(tmp_path, files)
    every = worksheets(found.study, found.grid, "P01")
    assert [each.path for each in every] == ["charts/P01@1.md", "charts/P01@2.md"]
    assert ["b1b1b1b1" in each.after for each in every] == [False, True]
    assert worksheets(found.study, found.grid, "P01@2") == every[1:]


BY_WAVE = {
    "sources.csv": "source,case,wave\nP01,P01,1\nB,P01,2\nC,P01,3\n",
    "transcripts/B.txt": TALK,
    "transcripts/C.txt": TALK,
    "annotations/P01.AK.yaml": excerpt("a1a1a1a1", FIRST, "stigma"),
    "annotations/B.AK.yaml": excerpt("b1b1b1b1", FIRST, "stigma"),
}


@pytest.mark.parametrize(
    "there",
    [
        pytest.param({}, id="no chart file yet"),
        pytest.param({"charts/P01.md": chart()}, id="a file for all waves"),
        pytest.param({"charts/P01@1.md": chart()}, id="another wave's file"),
    ],
)
def test_a_wave_named_in_full_has_its_file_started_with_its_own_excerpts(
    tmp_path: Path, there: dict[str, str]
):
    found = read(tmp_path, {**BY_WAVE, **there})
    (edit,) = worksheets(found.study, found.grid, "P01@2")
    assert (edit.path, edit.before) == ("charts/P01@2.md", "")
    assert edit.after.startswith('---\ncase: P01\nwave: "2"\n---\n')
    assert "b1b1b1b1" in edit.after
    assert "a1a1a1a1" not in edit.after
    (silent,) = worksheets(found.study, found.grid, "P01@3")
    assert "1b1b1" not in silent.after
    assert worksheets(found.study, found.grid, "P01@4") == ()


def test_a_case_that_cannot_be_a_file_name_is_refused(tmp_path: Path):
    found = read(tmp_path, {"sources.csv": "source,case\nP01,../a\n"})
    with pytest.raises(CannotWriteError, match="part of a file name"):
        worksheets(found.study, found.grid, "../a")


@given(st.text(st.sampled_from(list("a-<>!\n#{} \\`*[]@")), max_size=60))
def test_whatever_was_said_a_second_run_adds_nothing(tmp_path_factory: pytest.TempPathFactory, words: str):
    from framework_cli.write.charts import add_comments, comments_of

    text = add_comments(
        "# a {#alone}\nmine\n\n# b {#lived}\n", {"alone": [f"P01:1-2 x1x1x1x1 Ann\n{words}\n"]}
    )
    assert comments_of(text, "alone")[0].startswith("P01:1-2 x1x1x1x1 Ann")
    assert text.startswith("# a {#alone}\n<!-- framework P01:1-2")
    assert text.endswith("-->\nmine\n\n# b {#lived}\n")
    assert comments_of(text, "lived") == ()
