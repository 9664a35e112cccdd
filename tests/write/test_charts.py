"""Splices in chart files: headings and the tool's comments change, a person's words never."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model.cell import ChartFile, Evidence, State
from framework_cli.model.codebook import Code, Codebook
from framework_cli.read.charts import read_chart
from framework_cli.read.listing import File
from framework_cli.write import charts
from framework_cli.write.charts import Marks


def codebook() -> Codebook:
    entries = [
        Code("topics", "What was discussed", "1", 0, "topics"),
        Code("stigma", "Stigma", "1.1", 1, "topics", "stigma", "topics"),
        Code("community", "What the community did", "2", 0, "community"),
        Code("lived", "Lived experience", "2.1", 1, "community", "lived", "community"),
        Code("panel", "The panel", "2.1.1", 2, "community", "lived", "lived"),
        Code("referral", "Referral pathway", "2.2", 1, "community", "referral", "community"),
        Code("alone", "A theme on its own", "3", 0, "alone"),
    ]
    return Codebook(codes={code.id: code for code in entries})


CHART = """\
---
case: P01
---
Manager of a debt charity.

# 2 What the community did
## 2.1 Discussion, as I call it {#lived charted=AK on=2026-03-09 reviewed=RS}
<!-- evidence k3f9a2q7:4c1e m2x8d0aa:91b0 -->
Panel sessions "turned my head round" [*@k3f9a2q7]. <!-- mine
## not a heading {#referral}
-->
### My own notes
[[Compare P09.]]
# Reflections

Nobody's words.
"""


def read(text: str, folder: Path) -> ChartFile:
    (folder / "P01.md").write_bytes(text.encode())
    chart, found = read_chart(folder, File("P01.md", "P01", ".md"))
    assert chart is not None
    assert not [each for each in found if each.rule.id not in ("F415", "F410")], found
    return chart


def test_headings_are_added_in_codebook_order_at_their_places(tmp_path: Path):
    text = charts.add_headings(CHART, codebook(), ["alone", "referral", "stigma", "lived"])
    head, tail = CHART.split("# 2 What")
    middle, rest = tail.split("# Reflections")
    assert text == (
        f"{head}# 1 What was discussed\n## 1.1 Stigma {{#stigma}}\n\n# 2 What{middle}\n"
        f"## 2.2 Referral pathway {{#referral}}\n\n# 3 A theme on its own {{#alone}}\n\n# Reflections{rest}"
    )
    assert [cell.key.code for cell in read(text, tmp_path).cells] == ["stigma", "lived", "referral", "alone"]
    assert charts.add_headings(text, codebook(), ["alone", "referral", "stigma", "lived"]) == text


def test_a_new_chart_has_front_matter_and_every_heading(tmp_path: Path):
    text = charts.add_headings(
        charts.new_chart("1.10", "2", hint="who is this?"), codebook(), codebook().codes
    )
    assert text.startswith(
        '---\ncase: "1.10"\nwave: "2"\n---\n<!-- framework who is this? -->\n\n# 1 What was disc'
    )
    (tmp_path / "1.10@2.md").write_text(text, encoding="utf-8")
    chart, found = read_chart(tmp_path, File("1.10@2.md", "1.10@2", ".md"))
    assert chart is not None
    assert not found
    assert [cell.key.code for cell in chart.cells] == list(codebook().codes)
    assert (chart.case, chart.wave, chart.portrait) == ("1.10", "2", "")
    assert {cell.state for cell in chart.cells} == {State.UNCHARTED}


def test_the_cell_of_a_theme_goes_below_the_heading_that_bears_its_name(tmp_path: Path):
    text = charts.add_headings(CHART, codebook(), ["community"])
    assert "# 2 What the community did\n\n## 2 What the community did {#community}\n\n## 2.1 Disc" in text
    more = charts.add_headings(text, codebook(), ["panel", "referral"])
    assert "### 2.1.1 The panel {#panel}\n\n## 2.2 Referral pathway {#referral}\n\n# Refl" in more
    assert read(more, tmp_path).cells[1].words == read(CHART, tmp_path).cells[0].words


def test_a_persons_own_heading_below_a_cell_is_not_taken_into_a_new_one(tmp_path: Path):
    text = "## 2.1.1 The panel {#panel}\nsaid\n## Mine\n### Deeper\nkept\n"
    added = charts.add_headings(text, codebook(), ["referral"])
    cells = {cell.key.code: cell.words for cell in read(added, tmp_path).cells}
    assert cells == {"panel": "said", "referral": ""}
    assert "## Mine\n### Deeper\nkept\n" in added


def test_names_that_look_like_markup_stay_names(tmp_path: Path):
    code = Code("odd", "A {#b} <!-- c\n--> `d`", "1", 0, "odd")
    text = charts.add_headings("", Codebook(codes={"odd": code}), ["odd"])
    assert text == "# 1 A (#b) <!-\\- c --> `d` {#odd}\n"
    assert [cell.key.code for cell in read(text, tmp_path).cells] == ["odd"]


def test_marking_changes_the_attributes_and_the_evidence_and_nothing_else(tmp_path: Path):
    marks = Marks(
        {"charted": "RS", "on": "2026-04-01", "codebook": "4", "reviewed": None, "state": None},
        (Evidence("k3f9a2q7", "aaaa"),),
    )
    text = charts.set_marks(CHART, {"lived": marks, "nowhere": marks})
    assert text == CHART.replace(
        "charted=AK on=2026-03-09 reviewed=RS}", "charted=RS on=2026-04-01 codebook=4}"
    ).replace("k3f9a2q7:4c1e m2x8d0aa:91b0", "k3f9a2q7:aaaa")
    cell = read(text, tmp_path).cells[0]
    assert (cell.charted, cell.on, cell.codebook, cell.reviewed) == ("RS", "2026-04-01", 4, "")
    assert cell.evidence == (Evidence("k3f9a2q7", "aaaa"),)


def test_an_evidence_comment_is_put_beneath_the_heading_and_taken_out_again():
    text = "# 3 A theme {#alone}\nwords\n"
    marked = charts.set_marks(text, {"alone": Marks({}, (Evidence("k3f9a2q7", "4c1e"),))})
    assert marked == "# 3 A theme {#alone}\n<!-- evidence k3f9a2q7:4c1e -->\nwords\n"
    assert charts.set_marks(marked, {"alone": Marks({}, forget=True)}) == text
    assert (
        charts.set_marks(text, {"alone": Marks({}, ())}) == "# 3 A theme {#alone}\n<!-- evidence -->\nwords\n"
    )
    bare = "# 3 A theme {#alone}"
    assert charts.set_marks(bare, {"alone": Marks({}, ())}) == bare + "\n<!-- evidence -->"


def test_an_evidence_comment_that_was_never_closed_takes_no_words_along():
    text = "# 3 A theme {#alone}\n<!-- evidence k3f9a2q7:4c1e\nmy words\n"
    assert (
        charts.set_marks(text, {"alone": Marks({}, ())})
        == "# 3 A theme {#alone}\n<!-- evidence -->\nmy words\n"
    )
    assert charts.set_marks(text, {"alone": Marks({}, forget=True)}) == "# 3 A theme {#alone}\nmy words\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{#alone}", "{#alone state=not-asked}"),
        ("{ #alone  charted=AK }", "{ #alone state=not-asked }"),
        ("{charted=AK #alone state=nothing-said}", "{ #alone state=not-asked}"),
        ('{#alone charted="A K" x=y}', "{#alone x=y state=not-asked}"),
    ],
)
def test_attributes_are_set_however_the_braces_are_written(before: str, after: str):
    marks = {"alone": Marks({"state": "not-asked", "charted": None})}
    assert charts.set_marks(f"# 3 Title {before}\nwords\n", marks) == f"# 3 Title {after}\nwords\n"


def test_comments_are_listed_beneath_a_heading_and_new_ones_after_those_there():
    text = charts.add_comments(CHART, {"lived": ["P01:45-52 k3f9a2q7 Ann\na -- b --> c <!-- d"]})
    listed = "<!-- framework P01:45-52 k3f9a2q7 Ann\na -\\- b -\\-> c <!-\\- d -->\n"
    assert text == CHART.replace("91b0 -->\n", "91b0 -->\n" + listed)
    assert charts.comments_of(text, "lived") == ("P01:45-52 k3f9a2q7 Ann\na -- b --> c <!-- d",)
    more = charts.add_comments(text, {"lived": ["second"], "referral": ["nowhere"]})
    assert more == text.replace(listed, listed + "<!-- framework second -->\n")


WHOLE = [
    "words\n",
    "\n",
    "# A heading\n",
    "### deeper\n",
    "## 2.1 Lived {#lived}\n",
    "## x {#referral state=not-asked}\n",
    "### y {#panel}\n",
    "# {#alone charted=A}\n",
    "# 1 What was discussed {#topics}\n",
    "# 2 What the community did\n",
    "# Stigma {#stigma}",
    "<!-- mine\n## no {#stigma}\n-->\n",
    "<!-- framework x y -->",
    "<!-- evidence k1:aaaa -->\n",
    "[[note ",
    "]]\n",
    "{#x}",
    "```\n",
    "\ttab  \n",
    "é\u2028\n",
    "--",
]
TORN = [*WHOLE, "<!-- mine\n", "-->\n", "<!-- evidence k1\n", "<!-- framework", "<!--"]
LISTED = ["P01:1-2 x1x1x1x1\n# a {#b} -- -->"]
MARKS = {"charted": "ZZ", "state": None, "reviewed": None}


def changed(text: str, ids: set[str], forget: bool) -> list[str]:
    """A chart after each of the changes, one upon the other."""
    with_headings = charts.add_headings(text, codebook(), ids)
    listed = charts.add_comments(with_headings, dict.fromkeys(ids, LISTED))
    marks = Marks(MARKS, (Evidence("k1", "bbbb"),), forget)
    return [with_headings, listed, charts.set_marks(listed, dict.fromkeys(ids, marks))]


def persons(text: str, folder: Path) -> dict[str, str]:
    (folder / "P01.md").write_bytes(text.encode())
    chart, _ = read_chart(folder, File("P01.md", "P01", ".md"))
    assert chart is not None
    return {"": chart.portrait} | {cell.key.code: cell.words for cell in reversed(chart.cells)}


IDS = st.sets(st.sampled_from(list(codebook().codes)))


@given(st.lists(st.sampled_from(WHOLE), max_size=14).map("".join), IDS, st.booleans())
def test_whatever_a_person_wrote_stays_in_its_cell(
    tmp_path_factory: pytest.TempPathFactory, text: str, ids: set[str], forget: bool
):
    folder = tmp_path_factory.mktemp("chart")
    before = persons(text, folder)
    for stage in changed(text, ids, forget):
        after = persons(stage, folder)
        assert {id: after[id] for id in before} == before
        assert ids <= set(after)


@given(st.lists(st.sampled_from(TORN), max_size=14).map("".join), IDS)
def test_even_in_a_torn_file_every_line_stays_in_its_order(text: str, ids: set[str]):
    with_headings, listed, _ = changed(text, ids, False)
    assert in_order(text, with_headings)
    assert in_order(text, listed)


def in_order(text: str, longer: str) -> bool:
    """Whether every line of a text stands in the longer one, in the same order."""
    lines = iter(longer.split("\n"))
    return all(any(line == other for other in lines) for line in text.split("\n"))
