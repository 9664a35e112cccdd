"""Marking cells plans what chart files will say, and refuses what would not be true."""

from pathlib import Path

import pytest

from framework_cli.cells import digest
from framework_cli.cells.edits import name_fault, nameable
from framework_cli.cells.mark import Mark, Marking, mark
from framework_cli.write import EntryGoneError, edit
from tests.cells.study import FIRST, PANEL, TALK, Read, chart, evidence, excerpt, key, read

CODED = {
    "annotations/P01.AK.yaml": excerpt("k1k1k1k1", FIRST, "stigma") + excerpt("k2k2k2k2", PANEL, "panel")
}
DONE = "read: {codebook: 4, on: 2026-03-01}\nexcerpts:\n"


def marked(found: Read, state: str, *patterns: str, coder: str = "AK") -> Marking:
    return mark(found.study, found.index, found.grid, Mark(state), patterns, coder=coder, on="2026-03-09")


def refusals(marking: Marking) -> list[tuple[str, str]]:
    return [(each.cell, each.why) for each in marking.refused]


def write(root: Path, marking: Marking) -> Read:
    for each in marking.edits:
        edit(root, root / each.path, each.change)
    return read(root, {})


def test_marking_as_charted_writes_who_when_under_what_and_the_evidence(tmp_path: Path):
    text = chart(
        "# mine\n## My title {#lived state=nothing-said reviewed=RS}\nsaid [@k2k2k2k2]\n\n## x {#stigma}\n"
    )
    marking = marked(read(tmp_path, {**CODED, "charts/P01.md": text}), "charted", "P01/lived")
    (planned,) = marking.edits
    assert planned.after == text.replace(
        "{#lived state=nothing-said reviewed=RS}\n",
        "{#lived charted=AK on=2026-03-09 codebook=4}\n"
        f"<!-- evidence k2k2k2k2:{digest(PANEL, ['panel'])} -->\n",
    )
    assert (planned.path, planned.before, planned.cells) == ("charts/P01.md", text, (key("P01/lived"),))
    assert not marking.refused
    found = write(tmp_path, marking)
    assert (found.cell("P01/lived").label, found.cell("P01/lived").known) == ("charted", True)


def test_a_stale_cell_marked_again_is_fresh(tmp_path: Path):
    text = chart(f"## x {{#lived charted=AK}}\n{evidence(g0g0g0g0=('x', ('lived',)))}said\n")
    found = read(tmp_path, {**CODED, "charts/P01.md": text})
    assert found.cell("P01/lived").label == "stale"
    assert write(tmp_path, marked(found, "charted", "P01/*")).cell("P01/lived").label == "charted"


def test_in_bulk_a_cell_that_is_charted_and_fresh_keeps_its_date_and_by_name_it_does_not(tmp_path: Path):
    text = chart(f"## x {{#lived charted=RS on=2020-01-01}}\n{evidence(k2k2k2k2=(PANEL, ('panel',)))}said\n")
    found = read(tmp_path, {**CODED, "charts/P01.md": text})
    assert marked(found, "charted", "*/lived").edits == ()
    assert "charted=AK on=2026-03-09" in marked(found, "charted", "P01/lived").edits[0].after


def test_what_would_not_be_true_is_refused_and_the_rest_goes_through(tmp_path: Path):
    text = chart("## x {#stigma}\nsaid\n## y {#lived}\n[[only a comment]]\n# z {#alone}\nsaid\n")
    coded = excerpt("", FIRST, "stigma") + excerpt("k2k2k2k2", PANEL, "panel")
    found = read(tmp_path, {"annotations/P01.AK.yaml": coded, "charts/P01.md": text})
    charted = marked(found, "charted", "P01/stigma", "P01/lived", "P01/alone")
    assert refusals(charted) == [
        ("P01/stigma", "has excerpts without an id: run `framework check --fix` first"),
        ("P01/lived", "has no words of summary outside <!-- --> and [[ ]]"),
    ]
    assert charted.edits[0].cells == (key("P01/alone"),)
    asked = marked(found, "not-asked", "P01/*")
    assert refusals(asked) == [
        ("P01/stigma", "has a summary, so it cannot be not-asked"),
        ("P01/lived", "has excerpts, so it cannot be not-asked"),
        ("P01/alone", "has a summary, so it cannot be not-asked"),
    ]
    assert [key.code for key in asked.edits[0].cells] == ["referral"]
    assert refusals(marked(found, "reviewed", "P01/referral")) == [
        ("P01/referral", "is uncharted: there is nothing to review")
    ]
    assert "## x {#stigma reviewed=AK}" in marked(found, "reviewed", "P01/stigma").edits[0].after


def test_in_bulk_another_persons_review_stays(tmp_path: Path):
    text = chart("## x {#stigma reviewed=RS}\nsaid\n## y {#lived state=not-asked}\n# z {#alone}\nsaid\n")
    found = read(tmp_path, {"charts/P01.md": text})
    marking = marked(found, "reviewed", "P01/*")
    assert [key.code for key in marking.edits[0].cells] == ["lived", "alone"]
    assert dict(refusals(marking))["P01/stigma"] == "has been reviewed by RS already"
    assert "reviewed=AK" in marked(found, "reviewed", "P01/stigma").edits[0].after.split("## y")[0]


def test_a_state_is_written_into_a_new_file_with_its_headings(tmp_path: Path):
    found = read(tmp_path, CODED)
    marking = marked(found, "not-asked", "P01/referral")
    assert marking.edits[0].before == ""
    assert marking.edits[0].after == (
        "---\ncase: P01\n---\n\n# 2 What the community did\n"
        "## 2.2 Referral pathway {#referral state=not-asked}\n"
    )
    assert write(tmp_path, marking).cell("P01/referral").label == "not-asked"


def test_in_bulk_nothing_said_touches_only_cells_without_excerpts_whose_source_was_read_through(
    tmp_path: Path,
):
    files = {
        "transcripts/P02.txt": TALK,
        "transcripts/P03.txt": TALK,
        "annotations/P01.AK.yaml": DONE + excerpt("k1k1k1k1", FIRST, "stigma"),
        "annotations/P02.AK.yaml": "read: {codebook: 3, on: 2026-03-01}\nexcerpts: []\n",
        "annotations/P03.AK.yaml": "excerpts: []\n",
        "charts/P01.md": chart("# z {#alone}\nsaid\n"),
    }
    found = read(tmp_path, files)
    marking = marked(found, "nothing-said", "*/*")
    assert [str(key) for each in marking.edits for key in each.cells] == [
        "P01/lived", "P01/referral", "P02/stigma", "P02/lived", "P02/alone",
    ]  # fmt: skip
    told = dict(refusals(marking))
    assert told["P01/stigma"] == "has excerpts, so it cannot be nothing-said"
    assert told["P01/alone"] == "has a summary, so it cannot be nothing-said"
    assert told["P02/referral"] == "source P02 was not read through under codebook version 4 or later"
    assert told["P03/stigma"] == "source P03 has not been read through"
    assert all(each.passed for each in marking.refused)
    assert write(tmp_path, marking).cell("P02/lived").label == "nothing-said"
    assert marked(found, "nothing-said", "P03/stigma", "P03/*").edits[0].cells == (key("P03/stigma"),)


def test_an_excerpt_without_a_certain_place_is_not_overlooked(tmp_path: Path):
    lost = excerpt("k1k1k1k1", "Nobody ever said such a thing here.", "stigma")
    comment = evidence(k1k1k1k1=("Long ago.", ("stigma",)))
    files = {
        "annotations/P01.AK.yaml": DONE + lost,
        "charts/P01.md": chart(f"## x {{#stigma}}\n{comment}said\n"),
    }
    found = read(tmp_path, files)
    assert comment in marked(found, "charted", "P01/stigma").edits[0].after
    blank = read(tmp_path, {"charts/P01.md": chart()})
    assert refusals(marked(blank, "not-asked", "P01/stigma")) == [
        ("P01/stigma", "may have an excerpt that has no certain place just now")
    ]
    assert "stigma" not in {key.code for key in marked(blank, "nothing-said", "P01/*").edits[0].cells}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("P01", 'that is a case; all its cells are "P01/*"'),
        ("stigma", 'that is a column; all its cells are "*/stigma"'),
        ("P09", "a cell is named CASE/CODE, such as P01/referral or */referral"),
        ("P01/1.1", "cells are named by ids, since numbers change; 1.1 is stigma today"),
        ("P1/stigma", "there is no case “P1”; did you mean “P01”?"),
        ("P01/stgma", "there is no column “stgma”; did you mean “stigma”?"),
        ("P01/panel", "“panel” has no column of its own in the matrix"),
        ("P01@9/stigma", "no cell is named so"),
        ("P[0]*/stigma", "no cell is named so"),
    ],
)
def test_a_name_that_means_no_cell_is_refused_with_a_suggestion(tmp_path: Path, name: str, why: str):
    assert refusals(marked(read(tmp_path, CODED), "not-asked", name)) == [(name, why)]


def test_a_wave_named_in_full_gets_a_file_of_its_own(tmp_path: Path):
    found = read(
        tmp_path,
        {
            **CODED,
            "transcripts/B.txt": TALK,
            "sources.csv": "source,speaker,role,case,wave\nP01,,,P01,1\nB,,,P01,2\n",
        },
    )
    assert refusals(marked(found, "not-asked", "P01@1/stigma")) == [
        ("P01@1/stigma", "has excerpts, so it cannot be not-asked")
    ]
    marking = marked(found, "not-asked", "P01@2/stigma")
    assert marking.edits[0].path == "charts/P01@2.md"
    after = write(tmp_path, marking)
    assert after.cell("P01@2/stigma").label == "not-asked"
    assert {str(key) for key in after.grid.states if key.code == "stigma"} == {"P01@1/stigma", "P01@2/stigma"}
    both = marked(after, "not-asked", "P01/referral").edits
    assert [str(key) for each in both for key in each.cells] == ["P01@1/referral", "P01@2/referral"]


def test_patterns_are_confined_to_the_cells_a_filter_left_and_names_are_not(tmp_path: Path):
    found = read(tmp_path, CODED)
    cells = mark(
        found.study, found.index, found.grid, Mark.NOT_ASKED, ["P01/*", "P01/alone"],
        coder="AK", on="2026-03-09", within={key("P01/referral")},
    )  # fmt: skip
    assert [key.code for key in cells.edits[0].cells] == ["referral", "alone"]


def test_a_file_changed_meanwhile_is_not_written_over(tmp_path: Path):
    found = read(tmp_path, {**CODED, "charts/P01.md": chart("# z {#alone}\nsaid\n")})
    (planned,) = marked(found, "charted", "P01/alone").edits
    (tmp_path / "charts/P01.md").write_text("mine now\n", encoding="utf-8")
    with pytest.raises(EntryGoneError, match=r"charts/P01\.md was changed meanwhile"):
        edit(tmp_path, tmp_path / planned.path, planned.change)
    assert (tmp_path / "charts/P01.md").read_text(encoding="utf-8") == "mine now\n"


def test_a_case_that_cannot_be_a_file_name_is_refused(tmp_path: Path):
    found = read(tmp_path, {"sources.csv": "source,case\nP01,a/b\n"})
    assert refusals(marked(found, "not-asked", "a/b/stigma")) == [
        ("a/b/stigma", "cannot be written: its case or wave cannot be part of a file name")
    ]


@pytest.mark.parametrize("id", ["P 01", "p.1", "København", "12", "comb"])
def test_an_id_that_every_system_takes_as_a_files_name(id: str):
    assert nameable(id)


@pytest.mark.parametrize(
    "id", ["", "a/b", "a\\b", "a@1", "a:b", ".a", " a", "a.", "a ", "CON", "lpt¹.x", "a\tb"]
)
def test_an_id_that_some_system_refuses_as_a_files_name(id: str):
    assert not nameable(id)
    assert name_fault(id)


def test_silence_that_was_marked_by_mistake_is_uncharted_again_and_nothing_else_changes(tmp_path: Path):
    text = chart("## x {#lived state=nothing-said}\n\n[[ask again]]\n\n## y {#stigma state=not-asked}\n")
    found = read(tmp_path, {"charts/P01.md": text})
    marking = marked(found, "uncharted", "P01/lived")
    assert marking.edits[0].after == text.replace(" state=nothing-said", "")
    assert write(tmp_path, marking).cell("P01/lived").label == "uncharted"


def test_only_nothing_said_and_not_asked_are_taken_back(tmp_path: Path):
    text = chart("## x {#lived charted=AK}\nsaid\n\n## y {#stigma state=not-asked}\n")
    found = read(tmp_path, {"charts/P01.md": text})
    marking = marked(found, "uncharted", "P01/lived", "P01/referral")
    assert refusals(marking) == [
        ("P01/lived", "has a summary: only nothing-said and not-asked are taken back"),
        ("P01/referral", "is uncharted already"),
    ]
    assert marking.edits == ()
    (planned,) = marked(found, "uncharted", "P01/*").edits
    assert planned.after == text.replace(" state=not-asked", "")
