"""Looking back: standing, links, context and search on small studies on disk."""

from pathlib import Path

from framework_cli.cells import grid
from framework_cli.index import Filters, build
from framework_cli.read import load
from framework_cli.review import Target, links, search, standing, targets
from framework_cli.review.context import context
from tests.check.studies import SOUND, sound

SECOND = {
    "transcripts/P02.txt": "INT: And you?\nP02: We didn't\ntalk of it.\nINT: No?\nP02: P01 did.\n",
    "charts/P02.md": "---\ncase: P02\n---\n## 1.2 Shame {#stigma charted=AK on=2024-03-09}\n"
    "Silence, unlike P01 [@k3f9a2q7].\n## 1.1 Help {#family state=not-asked}\n",
    "memos/m1.md": "---\nabout: [case:P01]\nby: AK\nkind: analytic\n---\nA memo on silence.\n",
    "memos/m2.md": "---\nabout: [study]\n---\nP011 is not P01.\n",
}


def opened(root: Path):
    study, found = load(root)
    index, _ = build(study, cache=False)
    return study, index, grid(study, index), found


def test_a_case_shows_every_file_that_would_have_to_go(tmp_path: Path) -> None:
    study, index, cells, _ = opened(sound(tmp_path, SECOND))
    found = links(study, index, cells, Target("case", "P01"))
    assert {(m.path, m.line) for m in found.mentions} == {
        ("transcripts/P01.txt", 0),
        ("cases.csv", 2),
        ("annotations/P01.AK.yaml", 0),
        ("charts/P01.md", 0),
        ("charts/P02.md", 4),
        ("memos/m1.md", 0),
        ("memos/m2.md", 0),
    }
    assert [str(key) for key in found.cited] == ["P02/stigma"]
    assert {memo.id for memo in found.memos} == {"m1", "m2"}


def test_an_id_is_not_found_inside_a_longer_one(tmp_path: Path) -> None:
    more = {**SECOND, "memos/m2.md": "---\nabout: [study]\n---\nP011 and XP01 and P01-b.\n"}
    study, index, cells, _ = opened(sound(tmp_path, more))
    found = links(study, index, cells, Target("case", "P01"))
    assert [memo.id for memo in found.memos] == ["m1"]


def test_a_cell_shows_its_excerpts_those_without_an_id_too(tmp_path: Path) -> None:
    nameless = "- quote: My sister came every week.\n  codes: [family]\n"
    study, index, cells, _ = opened(sound(tmp_path, {"annotations/P01.AK.yaml": nameless}))
    assert targets(study, index, cells, "P01/family") == (Target("cell", "P01/family"),)
    assert targets(study, index, cells, "P01@1/family") == ()
    found = links(study, index, cells, Target("cell", "P01/family"))
    assert [p.excerpt.quote for p in found.passages] == ["My sister came every week."]
    assert [str(cell.key) for cell in found.cells] == ["P01/family"]


def test_an_excerpt_shows_the_cells_that_rest_on_it_and_cite_it(tmp_path: Path) -> None:
    study, index, cells, _ = opened(sound(tmp_path, SECOND))
    found = links(study, index, cells, Target("excerpt", "k3f9a2q7"))
    assert [str(cell.key) for cell in found.cells] == ["P01/family"]
    assert [str(key) for key in found.cited] == ["P01/family", "P02/stigma"]


def test_a_theme_holds_the_excerpts_of_its_subthemes(tmp_path: Path) -> None:
    study, index, cells, _ = opened(sound(tmp_path))
    found = links(study, index, cells, Target("code", "support"))
    assert [p.excerpt.id for p in found.passages] == ["k3f9a2q7"]


def test_a_source_named_like_its_case_is_shown_as_the_case_unless_asked_for(tmp_path: Path) -> None:
    study, index, cells, _ = opened(sound(tmp_path))
    assert targets(study, index, cells, "P01") == (Target("case", "P01"),)
    assert targets(study, index, cells, "source:P01") == (Target("source", "P01"),)
    assert targets(study, index, cells, "cell:P01/family") == (Target("cell", "P01/family"),)
    assert targets(study, index, cells, "nobody") == ()


def test_context_is_a_turn_either_side_with_the_passage_marked(tmp_path: Path) -> None:
    study, index, _, _ = opened(sound(tmp_path))
    lines = context(study.sources["P01"], index.passages[0])
    assert [(line.number, line.first, line.last) for line in lines] == [(1, 0, 0), (2, 5, 31), (3, 0, 0)]


def test_words_are_found_across_a_line_end_with_their_codes(tmp_path: Path) -> None:
    study, index, _, _ = opened(sound(tmp_path, SECOND))
    (hit,) = search(study, index, "DIDN’T TALK", "transcripts")
    assert (hit.path, hit.line, hit.who, hit.codes) == ("transcripts/P02.txt", 2, "P02", "")
    (hit,) = search(study, index, "sister came", "transcripts")
    assert (hit.line, hit.codes) == (2, "family")


def test_summaries_and_memos_are_searched_where_asked(tmp_path: Path) -> None:
    study, index, _, _ = opened(sound(tmp_path, SECOND))
    (summary,) = search(study, index, "silence, unlike", "summaries")
    assert (summary.path, summary.line, summary.codes) == ("charts/P02.md", 5, "P02/stigma")
    (memo,) = search(study, index, "on silence", "memos")
    assert (memo.path, memo.line) == ("memos/m1.md", 6)
    assert list(search(study, index, "silence", "quotes")) == []


def test_headings_and_excerpts_listed_in_a_worksheet_are_no_words_of_a_summary(tmp_path: Path) -> None:
    listed = "<!-- P01:2 k3f9a2q7 P01\nMy sister came every week.\n-->\nHelp: weekly. <!-- weekly? --> Yes.\n"
    chart = SOUND["charts/P01.md"].replace("Her sister came every week [@k3f9a2q7].\n", listed)
    study, index, _, _ = opened(sound(tmp_path, {"charts/P01.md": chart}))
    assert list(search(study, index, "sister came", "summaries")) == []
    assert list(search(study, index, "family", "summaries")) == []
    (hit,) = search(study, index, "weekly", "summaries")
    assert (hit.path, hit.line, hit.who, hit.codes) == ("charts/P01.md", 10, "AK", "P01/family")
    assert hit.words == "Help: weekly. <!-- weekly? --> Yes."


def test_a_blank_search_finds_nothing(tmp_path: Path) -> None:
    study, index, _, _ = opened(sound(tmp_path))
    assert list(search(study, index, "  ", "transcripts")) == []


def test_the_standing_counts_states_and_names_the_next_steps(tmp_path: Path) -> None:
    more = {
        **SECOND,
        "annotations/P02.AK.yaml": "- {quote: P01 did., codes: [stigma]}\n- {quote: lost, codes: [stigma]}\n",
    }
    study, index, cells, _ = opened(sound(tmp_path, more))
    picture = standing(study, index, cells)
    by_case = {c.case: c for c in picture.cases}
    assert by_case["P01"].states == {"charted": 1, "uncharted": 2}
    assert by_case["P02"].states == {"charted": 1, "not-asked": 1, "uncharted": 1}
    assert (picture.unresolved, picture.without_id) == (1, 2)
    commands = [task.command for task in picture.tasks]
    assert "framework check --select F2" in commands and "framework check --fix" in commands


def test_a_source_coded_by_two_without_agreement_is_not_agreed(tmp_path: Path) -> None:
    other = SOUND["annotations/P01.AK.yaml"].replace("k3f9a2q7", "m2x8d0aa")
    study, index, cells, _ = opened(sound(tmp_path, {"annotations/P01.RS.yaml": other}))
    assert [s.word for s in standing(study, index, cells).sources] == ["not agreed"]


def test_a_source_read_under_an_older_codebook_says_what_to_look_for(tmp_path: Path) -> None:
    more = {
        "codebooks/example.yaml": SOUND["codebooks/example.yaml"].replace(
            "definition: What relatives did.", "definition: What relatives did., revised: 2"
        ),
        "annotations/P01.AK.yaml": "read: {codebook: 1, on: 2024-03-02}\nexcerpts:\n"
        + SOUND["annotations/P01.AK.yaml"],
    }
    study, index, cells, _ = opened(sound(tmp_path, more))
    (mark,) = standing(study, index, cells).reread
    assert (mark.source, mark.coder, mark.version) == ("P01", "AK", 1)
    assert [code.id for code in mark.codes] == ["family"]


def test_a_focus_groups_case_shows_the_row_that_maps_its_speaker(tmp_path: Path) -> None:
    more = {
        "sources.csv": "source,speaker,role,case\nP01,P01,participant,F01\n",
        "cases.csv": "case,kind\nF01,person\n",
        "charts/P01.md": "",
    }
    study, index, cells, _ = opened(sound(tmp_path, more))
    found = links(study, index, cells, Target("case", "F01"))
    assert ("sources.csv", "the speaker P01 of P01") in {(m.path, m.what) for m in found.mentions}


def test_a_summary_that_was_never_marked_is_a_next_step(tmp_path: Path) -> None:
    chart = SOUND["charts/P01.md"].replace("<!-- evidence k3f9a2q7:5f82 -->\n", "")
    study, index, cells, _ = opened(sound(tmp_path, {"charts/P01.md": chart}))
    picture = standing(study, index, cells)
    assert picture.unmarked == ("P01/family",)
    assert "framework chart --mark charted P01/family" in [task.command for task in picture.tasks]


def test_filters_choose_whose_talk_is_searched_and_what_is_coded(tmp_path: Path) -> None:
    study, index, _, _ = opened(sound(tmp_path, SECOND))

    def lines(**filters: str) -> list[tuple[str, int]]:
        asked = Filters(**{name: (value,) for name, value in filters.items()})
        return [(hit.path, hit.line) for hit in search(study, index, "i", "transcripts", asked)]

    everywhere = lines()
    assert {path for path, _ in everywhere} == {"transcripts/P01.txt", "transcripts/P02.txt"}
    assert {path for path, _ in lines(source="P02")} == {"transcripts/P02.txt"}
    assert {path for path, _ in lines(case="P01")} == {"transcripts/P01.txt"}
    assert set(lines(code="family")) == {("transcripts/P01.txt", 2)}
    assert lines(where="site=south") == []


def test_what_must_go_is_named_in_tables_theory_codebooks_memos_and_reports(tmp_path):
    files = {
        "sources.csv": "source,speaker,role,case,wave\nP01,INT,interviewer,,\nP01,P01,participant,P01,\n",
        "theory/t.yaml": (
            "theory: {id: t, kind: realist, version: 1}\nedges:\n- id: e1\n  evidence:\n"
            "  - {excerpt: k3f9a2q7, stance: supports}\n  - {cell: P01/family, stance: supports}\n"
            "  - {cell: P011/family, stance: supports}\n"
        ),
        "framework.yaml": "interviewers: [INT]\nroster:\n  P01: [AK]\n",
        "memos/m.md": "See [@k3f9a2q7].\n",
        "charts/P02.md": "---\ncase: P02\n---\nKnows P01.\n",
        "cases.csv": "case,kind,site\nP01,person,north\nP02,person,north\n",
        "reports/report.html": "<p>x</p>\n",
        "reports/table.xlsx": "PK\0",
    }
    study, _ = load(sound(tmp_path, files))
    index, _ = build(study, cache=False)

    found = links(study, index, grid(study, index), Target("case", "P01"))

    assert {(m.path, m.line) for m in found.mentions} == {
        ("transcripts/P01.txt", 0), ("cases.csv", 2), ("sources.csv", 3), ("annotations/P01.AK.yaml", 0),
        ("charts/P01.md", 0), ("charts/P02.md", 0), ("memos/m.md", 0), ("framework.yaml", 3),
        ("theory/t.yaml", 5), ("theory/t.yaml", 6), ("reports/report.html", 0), ("reports/table.xlsx", 0),
    }  # fmt: skip
