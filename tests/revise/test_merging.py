"""Entries merged: what counts, what was written and what points at them; and changes in a row."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework_cli.index import counted, distinct
from framework_cli.read import load
from framework_cli.revise import RefusedError
from framework_cli.revise.codebook import Revision, adopt, merge, move, rename, retire
from framework_cli.write import Rewrite
from tests.check.studies import found
from tests.revise.framework import FILES, after, carry_out, changed, codes, opened, study_at

DAY = "2026-03-09"
ERRORS = {"F201", "F402", "F418", "F107", "F110"}


def test_a_merge_recodes_every_passage_once_and_keeps_all_that_was_written(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    revision = merge(study, cells, ["stigma"], into="family", on=DAY)
    done = changed(tmp_path, revision)
    assert done["annotations/P01.AK.yaml"] == (
        "  codes: [family, stigma]  # both?\n  - 'stigma'",
        "  codes: [family]  # both?\n  - family",
    )
    assert '"codes": ["family"]' in done["annotations/P01.RS.jsonl"][1]
    assert done["annotations/P02.AK.yaml"] == ("  codes: [stigma]\r", "  codes: [family]\r")
    assert done["memos/m.md"][1] == "about: ['cell:P01/family', code:family, study]"
    assert done["theory/t.yaml"][1].split("\n") == [
        "    from: [family]   # both",
        '      - {id: c, elements: [{cell: P01/family, text: stigma}, {cell: "P01/family"}]}',
        "      - {cell: P02/family, stance: supports}",
    ]
    assert revision.said[1] == "4 passages in 3 files recoded (1 carried both and keeps one), 2 cells joined"
    assert not ERRORS & {d.rule.id for d in found(tmp_path)}


def test_the_old_entry_is_kept_as_a_comment_and_its_id_on_record(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    book = after(merge(study, cells, ["stigma"], into="family", on=DAY), "codebooks/example.yaml")
    assert book.startswith("# Rules of the house: see memo.\nversion: 4\n")
    assert (
        """\
      # as they call it
      # stigma was merged into this on 2026-03-09. It read:
      #   - id: stigma
      #     name: 'Shame'
      #     definition: Being judged, or fearing to be.
      #     was: [blame]
      - id: family
        name: Help from family
        definition: What relatives did; see 1.2.
        examples: [k3f9a2q7]
        was: [stigma, blame]
        subthemes:
          - {id: work-shame, name: At work}
"""
        in book
    )
    assert "  - {id: old, into: [family]}\n" in book


def test_joined_cells_hold_both_summaries_and_are_marked_for_review(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    chart = after(merge(study, cells, ["stigma"], into="family", on=DAY), "charts/P01.md")
    assert chart == FILES["charts/P01.md"].replace(
        """\
## 1.1 Help from family {#family charted=AK on=2024-03-09 reviewed=RS}
<!-- evidence k3f9a2q7:5f82 -->
""",
        """\
## 1.1 Help from family {#family}
[[From 1.1 Help from family (family), charted by AK on 2024-03-09, reviewed by RS]]
""",
    ).replace(
        """\
More on that.

## My own words {#stigma charted=RS on=2024-03-10 codebook=2}
""",
        """\
More on that.

[[From 1.2 Shame (stigma), charted by RS on 2024-03-10 under codebook 2]]
""",
    ).replace("## 1.3 Other", "## 1.2 Other")
    carry_out(tmp_path, merge(study, cells, ["stigma"], into="family", on=DAY))
    _, _, now = opened(tmp_path)
    cell = next(state for key, state in now.touched.items() if str(key) == "P01/family")
    assert cell.label == "charted" and not cell.known and cell.cell is not None
    assert [c.excerpt for c in cell.cell.citations] == ["k3f9a2q7", "m2x8d0aa"]


def test_a_cell_that_only_one_part_had_comes_under_the_heading_that_stays(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    revision = merge(study, cells, ["stigma"], into="debt", on=DAY)
    assert after(revision, "charts/P02.md") == (
        "---\ncase: P02\n---\n\n# 2 Money\n## 2.7 Debt {#debt}\n[[From 1.2 Shame (stigma): nothing said]]\n"
    )
    chart = after(revision, "charts/P01.md")
    assert chart.endswith(
        "\n# 2 Money\n## 2.7 Debt {#debt}\n"
        "[[From 1.2 Shame (stigma), charted by RS on 2024-03-10 under codebook 2]]\n"
        "Nobody knew [*@m2x8d0aa].\n"
    )
    assert "## 1.2 Other {#support-other" in chart


def test_a_cell_marked_as_blank_is_so_no_more_once_passages_come_in(tmp_path: Path):
    chart = "---\ncase: P01\n---\n# 1 Support\n## 1.3 Other {#support-other state=not-asked}\n"
    study, _, cells = opened(study_at(tmp_path, {"charts/P01.md": chart}))
    carry_out(tmp_path, merge(study, cells, ["family"], into="support-other", on=DAY))
    assert "## 1.2 Other {#support-other}\n[[From 1.3 Other (support-other): not asked]]\n" in (
        tmp_path / "charts/P01.md"
    ).read_text(encoding="utf-8")
    assert not {"F404", "F405"} & {d.rule.id for d in found(tmp_path) if d.primary.path == "charts/P01.md"}


def test_a_heading_of_a_persons_own_that_would_cut_a_cell_short_stops_the_merge(tmp_path: Path):
    chart = FILES["charts/P01.md"].replace("## My own", "### 1.2.1 At work {#work-shame}\nA\n\n## My own")
    study, _, cells = opened(study_at(tmp_path, {"charts/P01.md": chart}))
    with pytest.raises(
        RefusedError, match=r"charts/P01\.md: the cells of family and work-shame cannot be joined"
    ):
        merge(study, cells, ["family"], into="work-shame", on=DAY)


def test_themes_merge_with_all_that_stands_below_them(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    carry_out(tmp_path, merge(study, cells, ["money"], into="support", on=DAY))
    book = opened(tmp_path)[0].codebook
    assert list(book.codes) == ["support", "family", "stigma", "work-shame", "support-other", "debt"]
    assert book.codes["support"].was == ("money",)


def test_the_heading_of_a_theme_that_is_no_more_stays_over_cells_and_is_told(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    revision = merge(study, cells, ["support"], into="money", on=DAY)
    assert "# 1 Support\n" in after(revision, "charts/P01.md")
    assert "“Support” still stands as a heading over cells, in charts/P01.md: it is yours to change" in [
        task.what for task in revision.left
    ]


def test_a_nested_entry_merges_into_the_one_above_but_not_the_other_way(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    with pytest.raises(RefusedError, match="work-shame stands below stigma: move it out first"):
        merge(study, cells, ["stigma"], into="work-shame", on=DAY)
    with pytest.raises(RefusedError, match="into itself"):
        merge(study, cells, ["stigma"], into="stigma", on=DAY)
    carry_out(tmp_path, merge(study, cells, ["work-shame"], into="stigma", on=DAY))
    assert codes(opened(tmp_path)[0])["m2x8d0aa"] == ("stigma",)


def test_what_counts_after_a_merge_is_what_counted_under_any_of_the_parts(tmp_path: Path):
    study, index, cells = opened(study_at(tmp_path))
    parts = [p for p in counted(index) if {"stigma", "family", "work-shame"} & set(p.excerpt.codes)]
    ids = {p.excerpt.id for p in parts}
    carry_out(tmp_path, merge(study, cells, ["stigma", "work-shame"], into="family", on=DAY))
    _, index, _ = opened(tmp_path)
    now = [p for p in counted(index) if "family" in p.excerpt.codes]
    assert {p.excerpt.id for p in now} == ids
    assert len(distinct(now)) == len(distinct(parts))
    assert all(p.excerpt.codes.count("family") == 1 for p in now)


def test_what_another_branch_still_has_under_an_old_id_follows_by_the_same_words(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path))
    carry_out(tmp_path, merge(study, cells, ["stigma"], into="family", on=DAY))
    late = "- id: q1w2e3r4\n  quote: They laughed at me.\n  codes: [stigma, blame]\n"
    chart = "---\ncase: P02\n---\n## 1.2 Shame {#stigma charted=RS}\nLaughed at.\n"
    study_at_files(tmp_path, {"annotations/P02.RS.yaml": late, "charts/P02.md": chart})
    study, _, cells = opened(tmp_path)
    revision = merge(study, cells, ["stigma", "blame"], into="family", on=DAY)
    assert changed(tmp_path, revision) == {
        "annotations/P02.RS.yaml": ("  codes: [stigma, blame]", "  codes: [family]"),
        "charts/P02.md": (
            "## 1.2 Shame {#stigma charted=RS}",
            "# 1 Support\n## 1.1 Help from family {#family}\n[[From stigma (stigma), charted by RS]]",
        ),
    }
    study, _, cells = opened(tmp_path)
    assert merge(study, cells, ["stigma"], into="family", on=DAY).rewrites == ()


def study_at_files(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).write_bytes(text.encode())


def test_a_chart_without_the_merged_cells_stays_byte_for_byte(tmp_path: Path):
    chart = "---\ncase: P02\n---\n## 1.1 Help from family {#family charted=AK}\nWords. No line feed after"
    study, _, cells = opened(study_at(tmp_path, {"charts/P02.md": chart}))
    revision = merge(study, cells, ["debt"], into="support-other", on=DAY)
    assert "charts/P02.md" not in {each.path for each in revision.rewrites}


def test_joining_in_the_middle_leaves_the_end_of_the_file_alone(tmp_path: Path):
    chart = (
        "---\ncase: P02\n---\n## 1.1 Help from family {#family}\nA\n## 1.2 Shame {#stigma}\nB\n"
        "## 2.7 Debt {#debt}\nC"
    )
    study, _, cells = opened(study_at(tmp_path, {"charts/P02.md": chart}))
    assert after(merge(study, cells, ["stigma"], into="family", on=DAY), "charts/P02.md") == (
        "---\ncase: P02\n---\n## 1.1 Help from family {#family}\n"
        "[[From 1.1 Help from family (family)]]\nA\n\n"
        "[[From 1.2 Shame (stigma)]]\nB\n## 2.7 Debt {#debt}\nC"
    )


def test_a_hostile_name_in_an_introduction_closes_nothing(tmp_path: Path):
    book = FILES["codebooks/example.yaml"].replace("'Shame'", "'a]] <!-- [@k3f9a2q7] {#x}'")
    study, _, cells = opened(study_at(tmp_path, {"codebooks/example.yaml": book}))
    carry_out(tmp_path, merge(study, cells, ["stigma"], into="family", on=DAY))
    _, _, now = opened(tmp_path)
    cell = next(state.cell for key, state in now.touched.items() if str(key) == "P01/family")
    assert cell is not None and len(cell.comments) == 3
    assert [c.excerpt for c in cell.citations] == ["k3f9a2q7", "m2x8d0aa"]


def test_a_column_that_is_none_any_more_is_told_with_its_cells(tmp_path: Path):
    chart = FILES["charts/P01.md"] + "\n# 2 Money\n## 2.7 Debt {#debt}\nOwed.\n"
    study, _, _ = opened(study_at(tmp_path, {"charts/P01.md": chart}))
    assert [task.what for task in move(study, "debt", to="family").left] == [
        "debt is no column of the matrix any more; its cells are in the files: P01/debt",
        "debt keeps its number 2.7: it is written in the codebook, as `number:`",
    ]


WISHES = st.one_of(
    st.tuples(
        st.just("rename"), st.sampled_from(["family", "stigma", "debt"]), st.sampled_from(["no", "B: c", "Ä"])
    ),
    st.tuples(
        st.just("move"), st.sampled_from(["family", "stigma", "debt"]), st.sampled_from(["money", "support"])
    ),
    st.tuples(st.just("merge"), st.sampled_from(["family", "work-shame", "debt"]), st.just("stigma")),
    st.tuples(st.just("merge"), st.sampled_from(["stigma", "work-shame"]), st.just("support-other")),
    st.tuples(st.just("retire"), st.sampled_from(["debt", "family"]), st.just("why: not")),
    st.tuples(
        st.just("adopt"), st.sampled_from(["Visits", "sister", "visits "]), st.sampled_from(["v1", "v2"])
    ),
)


def wished(root: Path, what: str, one: str, other: str) -> Revision:
    study, _, cells = opened(root)
    if what == "rename":
        return rename(study, one, other)
    if what == "move":
        return move(study, one, to=other)
    if what == "merge":
        return merge(study, cells, [one], into=other, on=DAY)
    if what == "retire":
        return retire(study, one, why=other, on=DAY)
    there = other in study.codebook.codes
    return adopt(study, [one], id=other, theme=None if there else "money")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WISHES, min_size=1, max_size=4))
def test_whatever_is_changed_in_a_row_no_word_is_lost_and_the_codebook_stays_sound(tmp_path_factory, wishes):
    root = study_at(tmp_path_factory.mktemp("study"))
    for wish in wishes:
        before = load(root)[0]
        try:
            revision = wished(root, *wish)
        except RefusedError:
            continue
        carry_out(root, revision)
        study = load(root)[0]
        assert codes(study).keys() == codes(before).keys()
        for each in revision.rewrites:
            if each.path.startswith("charts/"):
                assert kept(each), wish
        assert not {"F101", "F102", "F103", "F107", "F110", "F201", "F410", "F411"} & {
            d.rule.id for d in found(root)
        }, wish
    for text in (
        "# Rules of the house",
        "# as they call it",
        "Being judged, or fearing",
        "What relatives did",
    ):
        assert text in (root / "codebooks/example.yaml").read_text(encoding="utf-8")


def kept(rewrite: Rewrite) -> bool:
    """Whether every line of a chart that is a person's is still there, as often as it was."""

    def own(text: str) -> list[str]:
        return sorted(
            line for line in text.split("\n") if line and not line.startswith(("## ", "<!--", "[[From", "# "))
        )

    return own(rewrite.before) == own(rewrite.after)
