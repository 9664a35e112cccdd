"""How cells stand, told from the chart files and the index."""

from hashlib import sha256
from pathlib import Path

import pytest

from framework_cli.cells import digest
from framework_cli.model.cell import CellKey, CellState, State
from tests.cells.study import FIRST, PANEL, TALK, chart, evidence, excerpt, put, read

ONE = {"annotations/P01.AK.yaml": excerpt("k1k1k1k1", FIRST, "stigma") + excerpt("k2k2k2k2", PANEL, "panel")}


def test_a_digest_is_four_hex_digits_of_words_and_sorted_codes():
    assert digest("wörds", ["b", "a"]) == sha256("wörds\0a\0b".encode()).hexdigest()[:4]
    assert digest("wörds", ["a", "b"]) == digest("wörds", ["b", "a"])


def test_without_charts_every_cell_is_uncharted_and_holds_its_excerpts(tmp_path: Path):
    found = read(tmp_path, ONE)
    assert found.grid.columns == ("stigma", "lived", "referral", "alone")
    assert [tuple(row) for row in found.grid.rows] == [("P01", "")]
    assert {str(key): (s.state, s.evidence) for key, s in found.grid.states.items()} == {
        "P01/stigma": (State.UNCHARTED, ("k1k1k1k1",)),
        "P01/lived": (State.UNCHARTED, ("k2k2k2k2",)),
        "P01/referral": (State.UNCHARTED, ()),
        "P01/alone": (State.UNCHARTED, ()),
    }


def test_a_cell_that_nobody_wrote_and_that_holds_nothing_is_uncharted_and_takes_no_room(tmp_path: Path):
    grid = read(tmp_path, {**ONE, "charts/P01.md": chart("## a {#alone state=not-asked}\n")}).grid
    assert [str(key) for key in grid.touched] == ["P01/stigma", "P01/lived", "P01/alone"]
    assert [str(key) for key in grid.states] == ["P01/stigma", "P01/lived", "P01/referral", "P01/alone"]
    assert len(grid.states) == 4
    blank = CellKey("P01", "", "referral")
    assert grid.states[blank] == CellState(blank, State.UNCHARTED)
    for strange in (CellKey("P09", "", "referral"), CellKey("P01", "", "none"), CellKey("P01", "2", "alone")):
        assert strange not in grid.states


def test_states_are_as_written_and_comments_alone_are_no_summary(tmp_path: Path):
    text = chart(
        "## a {#stigma}\nsaid\n", "## b {#lived state=not-asked}\n", "## c {#referral}\n[[later]]\n",
        "# d {#alone state=nothing-said}\n",
    )  # fmt: skip
    found = read(tmp_path, {"charts/P01.md": text})
    assert [state.label for state in found.grid.states.values()] == [
        "charted", "not-asked", "uncharted", "nothing-said",
    ]  # fmt: skip
    assert not found.cell("P01/stigma").known


@pytest.mark.parametrize(
    ("name", "comment", "changes"),
    [
        ("stigma", evidence(k1k1k1k1=(FIRST, ("stigma",))), []),
        ("stigma", "<!-- evidence -->\n", [("k1k1k1k1", "added")]),
        (
            "stigma",
            evidence(g0g0g0g0=("x", ("stigma",)), k1k1k1k1=(FIRST, ("stigma",))),
            [("g0g0g0g0", "gone")],
        ),
        ("stigma", evidence(k1k1k1k1=("Nobody told us.", ("stigma",))), [("k1k1k1k1", "reworded")]),
        ("stigma", evidence(k1k1k1k1=(FIRST, ("shame",))), [("k1k1k1k1", "recoded")]),
        ("lived", evidence(k2k2k2k2=(PANEL, ("lived",))), [("k2k2k2k2", "recoded")]),
        ("lived", evidence(k2k2k2k2=(PANEL, ("panel",))), []),
        ("lived", evidence(k1k1k1k1=(FIRST, ("lived",))), [("k1k1k1k1", "gone"), ("k2k2k2k2", "added")]),
    ],
)
def test_staleness_and_what_changed_are_told_from_the_evidence_comment(
    tmp_path: Path, name: str, comment: str, changes: list[tuple[str, str]]
):
    found = read(
        tmp_path,
        {**ONE, "charts/P01.md": chart(f"## x {{#{name} charted=AK on=2026-03-09}}\n{comment}said\n")},
    )
    assert found.changes(f"P01/{name}") == changes
    assert found.cell(f"P01/{name}").label == ("stale" if changes else "charted")
    assert found.cell(f"P01/{name}").known


def test_memo_place_flags_open_labels_and_codes_of_other_cells_leave_a_summary_fresh(tmp_path: Path):
    found = read(
        tmp_path,
        {**ONE, "charts/P01.md": chart(f"## x {{#stigma}}\n{evidence(k1k1k1k1=(FIRST, ('stigma',)))}said\n")},
    )
    assert found.cell("P01/stigma").label == "charted"
    more = "  memo: new\n  quotable: true\n  open: [later]\n"
    put(tmp_path, "transcripts/P01.txt", "Ann: A new line.\n" + TALK)
    again = read(
        tmp_path, {"annotations/P01.AK.yaml": excerpt("k1k1k1k1", FIRST, "stigma", "referral", more=more)}
    )
    assert again.cell("P01/stigma").label == "charted"
    assert again.cell("P01/stigma").evidence == ("k1k1k1k1",)


def test_an_excerpt_that_lost_its_place_is_not_taken_for_gone_unless_its_code_went_too(tmp_path: Path):
    lost = "Words that nobody ever said in this room."
    text = chart(f"## x {{#stigma}}\n{evidence(k1k1k1k1=(lost, ('stigma',)))}said\n")
    found = read(
        tmp_path, {"annotations/P01.AK.yaml": excerpt("k1k1k1k1", lost, "stigma"), "charts/P01.md": text}
    )
    assert [u.excerpt.id for u in found.index.unresolved] == ["k1k1k1k1"]
    assert found.changes("P01/stigma") == []
    recoded = read(tmp_path, {"annotations/P01.AK.yaml": excerpt("k1k1k1k1", lost, "referral")})
    assert recoded.changes("P01/stigma") == [("k1k1k1k1", "gone")]


def test_an_agreed_excerpt_stands_for_the_coders_excerpts_it_came_from(tmp_path: Path):
    comment = evidence(k1k1k1k1=(FIRST, ("stigma",)), r1r1r1r1=("Nobody had told us", ("stigma",)))
    files = {
        "annotations/P01.AK.yaml": excerpt("k1k1k1k1", FIRST, "stigma"),
        "annotations/P01.RS.yaml": excerpt("r1r1r1r1", "Nobody had told us", "stigma"),
        "charts/P01.md": chart(f"## x {{#stigma}}\n{comment}said\n"),
    }
    assert read(tmp_path, files).changes("P01/stigma") == []
    origins = "  from: [k1k1k1k1, r1r1r1r1]\n"
    same = read(tmp_path, {"annotations/P01.agreed.yaml": excerpt("a1a1a1a1", FIRST, "stigma", more=origins)})
    assert same.changes("P01/stigma") == []
    assert same.cell("P01/stigma").evidence == ("a1a1a1a1",)
    other = read(
        tmp_path, {"annotations/P01.agreed.yaml": excerpt("a1a1a1a1", PANEL, "stigma", more=origins)}
    )
    assert other.changes("P01/stigma") == [("a1a1a1a1", "reworded")]
    alone = read(tmp_path, {"annotations/P01.agreed.yaml": excerpt("a1a1a1a1", FIRST, "stigma")})
    assert alone.changes("P01/stigma") == [("k1k1k1k1", "gone"), ("r1r1r1r1", "gone"), ("a1a1a1a1", "added")]
    adrift = read(
        tmp_path,
        {"annotations/P01.agreed.yaml": excerpt("a1a1a1a1", "Not a word of it.", "stigma", more=origins)},
    )
    assert adrift.changes("P01/stigma") == []


def test_interviewers_talk_is_no_evidence_and_passages_without_id_are_kept_beside_it(tmp_path: Path):
    text = excerpt("k1k1k1k1", "What was it like?", "stigma") + excerpt("", FIRST, "stigma")
    found = read(tmp_path, {"annotations/P01.AK.yaml": text})
    assert found.cell("P01/stigma").evidence == ()
    assert [
        p.excerpt.quote for key, held in found.grid.passages.items() for p in held if key.code == "stigma"
    ] == [FIRST]


def test_a_theme_with_subthemes_has_a_column_once_it_has_excerpts_or_a_cell_of_its_own(tmp_path: Path):
    tagged = read(tmp_path, {"annotations/P01.AK.yaml": excerpt("k1k1k1k1", FIRST, "community")})
    assert tagged.grid.columns == ("stigma", "community", "lived", "referral", "alone")
    assert tagged.cell("P01/community").evidence == ("k1k1k1k1",)
    written = read(tmp_path, {**ONE, "charts/P01.md": chart("# x {#community}\nsaid\n## y {#lived}\n")})
    assert "community" in written.grid.columns
    assert written.cell("P01/community").evidence == ("k2k2k2k2",)


def test_a_nested_id_has_a_cell_of_its_own_only_where_it_was_written(tmp_path: Path):
    comment = evidence(k2k2k2k2=("Before.", ("panel",)))
    found = read(tmp_path, {**ONE, "charts/P01.md": chart(f"### x {{#panel}}\n{comment}said\n")})
    assert "panel" not in found.grid.columns
    assert found.changes("P01/panel") == [("k2k2k2k2", "reworded")]
    assert found.cell("P01/lived").evidence == ("k2k2k2k2",)


def test_a_new_meaning_is_told_from_the_codebook_version_in_the_heading_alone(tmp_path: Path):
    for under, redefined in ((" codebook=2", True), (" codebook=3", False), ("", False)):
        text = chart(f"## x {{#stigma charted=AK on=2020-01-01{under}}}\nsaid\n")
        assert read(tmp_path, {"charts/P01.md": text}).cell("P01/stigma").redefined is redefined


WAVES = {
    "sources.csv": "source,speaker,role,case,wave\nP01,,,P01,1\nB,,,P01,2\nC,,,P01,3\n",
    "transcripts/B.txt": TALK,
    "transcripts/C.txt": TALK,
    "annotations/P01.AK.yaml": excerpt("w1w1w1w1", FIRST, "stigma"),
    "annotations/B.AK.yaml": excerpt("w2w2w2w2", FIRST, "stigma"),
    "annotations/C.AK.yaml": excerpt("w3w3w3w3", FIRST, "stigma"),
}


def stigma(found: object) -> dict[str, tuple[str, ...]]:
    states = found.grid.states  # type: ignore[attr-defined]
    return {str(key): state.evidence for key, state in states.items() if key.code == "stigma"}


def test_without_chart_files_by_wave_a_case_has_one_row(tmp_path: Path):
    found = read(tmp_path, WAVES)
    assert stigma(found) == {"P01/stigma": ("w2w2w2w2", "w3w3w3w3", "w1w1w1w1")}
    assert not found.grid.by_wave


def test_with_a_chart_file_by_wave_every_wave_has_its_row(tmp_path: Path):
    found = read(tmp_path, {**WAVES, "charts/P01@2.md": "---\ncase: P01\nwave: 2\n---\n"})
    assert stigma(found) == {
        "P01@1/stigma": ("w1w1w1w1",), "P01@2/stigma": ("w2w2w2w2",), "P01@3/stigma": ("w3w3w3w3",),
    }  # fmt: skip
    assert found.grid.by_wave


def test_the_chart_file_without_wave_takes_the_waves_that_have_none_of_their_own(tmp_path: Path):
    found = read(tmp_path, {**WAVES, "charts/P01@2.md": chart(), "charts/P01.md": chart()})
    assert stigma(found) == {"P01/stigma": ("w3w3w3w3", "w1w1w1w1"), "P01@2/stigma": ("w2w2w2w2",)}


def test_an_excerpt_of_a_focus_group_is_evidence_for_each_case_that_speaks_in_it(tmp_path: Path):
    files = {
        "sources.csv": "source,speaker,role,case\nP01,Ann,,A\nP01,Bob,,B\n",
        "transcripts/P01.txt": "Ann: Yes.\nBob: No.\nAnn: Well.\nBob: Oh.\n",
        "annotations/P01.AK.yaml": "- id: b1b1b1b1\n  quote: |-\n    Yes.\n    Bob: No.\n  codes: [stigma]\n"
        + excerpt("a1a1a1a1", "Well.", "stigma"),
    }
    found = read(tmp_path, files)
    assert stigma(found) == {"A/stigma": ("b1b1b1b1", "a1a1a1a1"), "B/stigma": ("b1b1b1b1",)}
