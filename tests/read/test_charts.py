"""charts/CASE.md and memos."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model.cell import ChartFile, Evidence, State
from framework_cli.read import load
from framework_cli.read.fields import Document
from framework_cli.read.listing import File
from tests.read.conftest import Make, read

CHART = """---
case: P01
---
Manager of a charity; *joined* late.

# 2 What the community did
## 2.1 Led by {lived} experience {#a charted=AK on=2026-03-09 reviewed="R S" codebook=4}
<!-- evidence k3f9a2q7:4c1e m2x8d0aa:91b0 -->
Panel "turned" [*@k3f9a2q7]; before [@m2x8d0aa], see [P01:45-47] at [01:44].
[[Compare P09 [@zz], who says
the opposite.]]

### A heading within the summary
More words.
<!-- a person's own note -->
<!-- framework
# 9 Not a heading {#not-a-cell}
-->
## 2.2 Referral {#b state=not-asked}
## 2.3 Nothing {#c state=nothing-said}
# 3 Other
Words that belong to no cell.
## 3.1 Only a comment {#d}
[[To do.]]
"""


def only(make: Make, text: str, name: str = "P01.md") -> ChartFile:
    study, found = read(make({f"charts/{name}": text}))
    assert found == []
    return study.charts[0]


def test_a_chart_is_read_whole(make: Make) -> None:
    chart = only(make, CHART)
    assert (chart.case, chart.wave, chart.portrait) == ("P01", "", "Manager of a charity; *joined* late.")
    a, b, c, d = chart.cells
    assert (a.key.code, a.line, a.charted, a.on, a.reviewed, a.codebook) == (
        "a",
        7,
        "AK",
        "2026-03-09",
        "R S",
        4,
    )
    assert a.evidence == (Evidence("k3f9a2q7", "4c1e"), Evidence("m2x8d0aa", "91b0"))
    assert a.summary.startswith('Panel "turned" [*@k3f9a2q7]')
    assert a.summary.endswith("### A heading within the summary\nMore words.")
    assert "<!-- a person's own note -->" in a.words
    assert "Not a heading" not in a.words
    assert a.comments == ("Compare P09 [@zz], who says\nthe opposite.",)
    assert CHART[a.start :].startswith("## 2.1")
    assert CHART[: a.end].endswith("-->\n")
    assert [cell.state for cell in chart.cells] == [
        State.CHARTED, State.NOT_ASKED, State.NOTHING_SAID, State.UNCHARTED,
    ]  # fmt: skip
    assert (b.words, b.evidence, c.words) == ("", None, "")
    assert (d.summary, d.words) == ("", "[[To do.]]")


def test_citations_have_their_places(make: Make) -> None:
    cell = only(make, CHART).cells[0]
    assert [(c.excerpt, c.quotable, CHART[c.start : c.end]) for c in cell.citations] == [
        ("k3f9a2q7", True, "[*@k3f9a2q7]"),
        ("m2x8d0aa", False, "[@m2x8d0aa]"),
        ("", False, "[P01:45-47]"),
    ]
    assert (cell.citations[2].source, cell.citations[2].line, cell.citations[2].end_line) == ("P01", 45, 47)


def test_a_star_marks_lines_for_quoting_as_it_marks_an_excerpt(make: Make) -> None:
    cell = only(make, "# A {#a}\nSaid [*P01:45-47], [*@k1] and [P01:3–4], not [**P01:1].\n").cells[0]
    assert [(c.excerpt, c.quotable, c.source, c.line, c.end_line) for c in cell.citations] == [
        ("", True, "P01", 45, 47),
        ("k1", True, "", 0, 0),
        ("", False, "P01", 3, 4),
    ]


def test_digits_cite_only_a_source_of_that_name(make: Make) -> None:
    study, _ = read(make({"charts/P01.md": "# A {#a}\n[01:44] [02:3]\n", "transcripts/02.txt": "x\n"}))
    assert [(c.source, c.line, c.end_line) for c in study.charts[0].cells[0].citations] == [("02", 3, 3)]


def test_case_and_wave_come_from_the_name(make: Make) -> None:
    chart = only(make, "---\ncase: P01\nwave: 2\n---\n# A {#a}\n", "P01@2.md")
    assert (chart.case, chart.wave, str(chart.cells[0].key)) == ("P01", "2", "P01@2/a")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("---\ncase: P1\n---\n", ["F416 {}:2:7"]),
        ("---\nwave: 1\n---\n", ["F416 {}:2:7"]),
        ("---\ncas: P01\n---\n", ["F007 {}:2:1"]),
        ("---\ncase: a: b\n---\nx\n", ["F004 {}:2:8"]),
        ("# A {#a state=asked}\n", ["F411 {}:1:9"]),
        ("# A {#a state=charted}\n", ["F411 {}:1:9"]),
        ("# é {#a chartd=AK}\n", ["F411 {}:1:9"]),
        ("# A {#a .class}\n", ["F411 {}:1:9"]),
        ("# A {#a codebook=x}\n", ["F411 {}:1:9"]),
        ("# A {#a on=1 on=2}\n", ["F411 {}:1:14"]),
        ("# A {state=not-asked}\n", ["F411 {}:1:5"]),
        ("# A {#a}\n# B {#b}\n# A {#a}\n", ["F410 {}:3:1"]),
        ("# A {#a}\n<!-- evidence k3f9:4c1e k3f9:xyz -->\n", ["F412 {}:2:25"]),
        ("# A {#a}\n<!-- evidence -->\nx\n<!-- evidence -->\n", ["F412 {}:4:1"]),
        ("# A {#a}\nx <!-- open\n# B {#b}\ny\n", ["F415 {}:2:3"]),
        ("# A {#a}\nx [[open [@k]\n# B {#b}\ny\n", ["F415 {}:2:3"]),
        ("# A {#a}\n<!-- open\n<!-- evidence k3:4c1e -->\n", ["F415 {}:2:1"]),
        ("# A {#a}\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n", ["F010 {}:2:1"]),
        ("", ["F016 {}:1:1"]),
    ],
)  # fmt: skip
def test_a_problem_has_its_exact_place(make: Make, text: str, places: list[str]) -> None:
    assert read(make({"charts/P01.md": text}))[1] == [place.format("charts/P01.md") for place in places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("# 1 Home\n## 1.1 Rota\nShort nights [@k3f9a2q7].\n", ["F419 charts/P01.md:2:1"]),
        ("# 1 Home\n## 1.1 Rota {rota}\nShort [*@k3f9a2q7].\n", ["F419 charts/P01.md:2:1"]),
        ("## 1.1 Rota\n<!-- framework P01:3 k3f9a2q7 P01\nWords.\n-->\n", ["F419 charts/P01.md:1:1"]),
        ("## 1.1 A {#a}\nShort.\n## 1.2 B\n<!-- evidence k3:1a2b -->\nLong.\n", ["F419 charts/P01.md:3:1"]),
        ("## 1.1 A {#a}\n### Within the cell\nShort [@k3f9a2q7].\n", []),
        ("Came late [@k3f9a2q7].\n<!-- framework the pen portrait -->\n# 1 Home\n## A {#a}\n", []),
        ("# Notes\nTo be read again on [P01:3].\n<!-- mine [@k3f9a2q7] -->\n## A {#a}\n", []),
    ],
)
def test_a_summary_that_stands_in_no_cell_is_told(make: Make, text: str, places: list[str]) -> None:
    _, found = read(make({"charts/P01.md": text}))
    assert found == places


def test_a_comment_left_open_hides_no_other_cell(make: Make) -> None:
    study, _ = read(make({"charts/P01.md": "# A {#a}\nx <!-- open\n# B {#b}\ny [[z\n# C {#c}\nw\n"}))
    assert [(c.key.code, c.summary) for c in study.charts[0].cells] == [("a", "x"), ("b", "y"), ("c", "w")]


def test_hostile_text_is_only_text(make: Make) -> None:
    text = "# A {#a}\n</script> {{ 7*7 }} | =1+1 🎲 e\u0301 \u2028# B {#b}\n"
    chart = only(make, text)
    assert [c.summary for c in chart.cells] == ["</script> {{ 7*7 }} | =1+1 🎲 e\u0301 \u2028# B {#b}"]


def test_memos_are_read_with_their_front_matter(make: Make) -> None:
    text = (
        "---\nabout: [code:a, study]\nby: AK\non: 2026-01-02\nkind: reflexive\npublic: true\n---\n\nWords.\n"
    )
    study, found = read(make({"memos/one.md": text, "memos/two.md": "No front matter.\n"}))
    assert found == []
    one, two = study.memos
    assert (one.id, one.about, one.by, one.on, one.kind, one.public, one.text) == (
        "one", ("code:a", "study"), "AK", "2026-01-02", "reflexive", True, "Words.",
    )  # fmt: skip
    assert (two.about, two.public, two.text) == ((), False, "No front matter.")


def test_problems_in_memos_have_their_place(make: Make) -> None:
    text = "---\nabout: study\nkind: thought\npublic: yes\nwho: AK\n---\nx\n"
    study, found = read(make({"memos/one.md": text}))
    assert found == [f"F0{n} memos/one.md:{place}" for n, place in
                     (("09", "2:8"), ("09", "3:7"), ("09", "4:9"), ("07", "5:1"))]  # fmt: skip
    assert study.memos[0].about == ("study",)


pieces = st.sampled_from(
    ["# A {#a}\n", "## B {#b state=not-asked}\n", "# C\n", "words [@k] ", "[[", "]]", "<!--", "-->", "\n",
     "<!-- evidence k:0a1b -->\n", "[*@x]", "[P01:3]", "{", "---\n"]
)  # fmt: skip


@given(st.lists(pieces, max_size=14).map("".join))
def test_cells_are_in_order_and_apart_whatever_the_file_holds(text: str) -> None:
    from framework_cli.read.charts import chart_of

    document = Document("charts/P01.md", text)
    chart = chart_of(document, File("charts/P01.md", "P01", ".md"), ())
    ends = 0
    for cell in chart.cells:
        assert ends <= cell.start < cell.end <= len(text)
        assert text[cell.start] == "#"
        assert all(text[c.start] == "[" and cell.start < c.start < c.end <= cell.end for c in cell.citations)
        ends = cell.end


def test_all_findings_of_a_chart_come_with_a_hint(make: Make) -> None:
    text = "---\ncase: x\n---\n# A {#a state=asked}\n[[\n<!-- evidence x -->\n# B {#a y=1}\n"
    _, found = load(make({"charts/P01.md": text}))
    assert len(found) >= 5
    assert all(item.hint for item in found)
