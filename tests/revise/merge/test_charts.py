"""Merging charts: cell by cell, and a summary that both sides changed is a conflict at that cell only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.read.outline import Outline
from framework_cli.revise.merge import Marks, merge
from framework_cli.revise.merge.cells import merge_chart
from tests.revise.merge.test_annotations import clean as clean_file
from tests.revise.merge.test_annotations import merged as merged_file
from tests.revise.merge.test_annotations import put, swap

BASE = """\
---
case: P01
---
Manager of a charity.

# 2 What the community did
## 2.1 Led by experience {#led charted=AK on=2026-03-09 reviewed=RS}
<!-- evidence k3f9a2q7:4c1e m2x8d0aa:91b0 -->
Panel sessions "turned my head round" [*@k3f9a2q7].
[[Compare P09.]]
## 2.2 Referral {#referral}
Joined late.
### A heading of her own
And left early.

# 3 Money
## 3.1 Fees {#fees state=not-asked}
"""


def merged(base: str, ours: str, theirs: str) -> tuple[str, int]:
    return merged_file(base, ours, theirs, "charts/P01.md")


def clean(base: str, ours: str, theirs: str) -> str:
    return clean_file(base, ours, theirs, "charts/P01.md")


def test_neighbouring_cells_merge_cleanly():
    ours = swap(BASE, "[[Compare P09.]]", "[[Compare P10.]]")
    theirs = swap(BASE, "Joined late.", "Joined early.")

    assert clean(BASE, ours, theirs) == swap(ours, "Joined late.", "Joined early.")


def test_a_summary_changed_on_both_sides_is_a_conflict_at_that_cell_only():
    ours = swap(BASE, "Joined late.", "Joined in May.")
    theirs = swap(swap(BASE, "And left early.", "And left."), "Manager of", "Head of")

    text, conflicts = merged(BASE, ours, theirs)

    assert conflicts == 1
    start, end = text.index("<<<<<<< ours\n"), text.index(">>>>>>> theirs\n")
    assert text[start:end].count("{#referral}") == 2
    assert text[:start] == swap(BASE, "Manager of", "Head of")[:start]
    assert text[end:] == ">>>>>>> theirs\n\n# 3 Money\n## 3.1 Fees {#fees state=not-asked}\n"


def test_a_pen_portrait_changed_on_both_sides_is_a_conflict_there_only():
    text, conflicts = merged(BASE, swap(BASE, "Manager", "Head"), swap(BASE, "charity", "trust"))

    assert conflicts == 1
    assert text.startswith(
        "---\ncase: P01\n---\n<<<<<<< ours\nHead of a charity.\n=======\n"
        "Manager of a trust.\n>>>>>>> theirs\n\n# 2"
    )


def test_a_review_and_words_of_one_cell_merge():
    base = swap(BASE, " reviewed=RS", "")
    ours = swap(base, "Panel sessions", "The panel")
    theirs = swap(base, "on=2026-03-09", "on=2026-03-09 reviewed=RS")

    assert clean(base, ours, theirs) == swap(ours, "on=2026-03-09", "on=2026-03-09 reviewed=RS")


def test_evidence_written_anew_and_words_merge():
    ours = swap(BASE, "[[Compare P09.]]", "[[Compare P10.]]")
    theirs = swap(
        swap(BASE, "m2x8d0aa:91b0", "m2x8d0aa:ffff b7b7b7b7:0000"), "on=2026-03-09", "on=2026-03-20"
    )

    text = clean(BASE, ours, theirs)

    assert "<!-- evidence k3f9a2q7:4c1e m2x8d0aa:ffff b7b7b7b7:0000 -->\n" in text
    assert "on=2026-03-20 reviewed=RS" in text
    assert "[[Compare P10.]]" in text


def test_evidence_written_anew_on_both_sides_is_a_conflict():
    ours, theirs = (swap(BASE, "91b0", digest) for digest in ("ffff", "eeee"))

    assert merged(BASE, ours, theirs)[1] == 1


def test_a_review_of_what_the_other_side_charted_anew_is_a_conflict():
    base = swap(BASE, " reviewed=RS", "")
    ours = swap(swap(base, "on=2026-03-09", "on=2026-03-20"), "Panel sessions", "The panel")
    theirs = swap(base, "on=2026-03-09", "on=2026-03-09 reviewed=RS")

    assert merged(base, ours, theirs)[1] == 1


def test_a_summary_and_a_state_of_silence_are_a_conflict():
    base = swap(BASE, " state=not-asked", "")
    ours = base + "Pays by the month.\n"
    theirs = swap(base, "{#fees}", "{#fees state=nothing-said}")

    assert merged(base, ours, theirs)[1] == 1


def test_cells_that_both_sides_added_stand_by_their_numbers():
    ours = put(BASE, "\n# 3 Money", "## 2.4 Four {#four}\nIn ours.\n")
    theirs = put(BASE, "\n# 3 Money", "## 2.3 Three {#three}\nIn theirs.\n## 2.10 Ten {#ten}\nAlso.\n")

    text = clean(BASE, ours, theirs)

    assert [heading.id for heading in Outline.of(text).headings if heading.id] == [
        "led", "referral", "three", "four", "ten", "fees",
    ]  # fmt: skip


def test_worksheets_laid_out_on_both_sides_list_each_excerpt_once():
    one, two, three = (f"<!-- framework {id}: words -\\- of it -->\n" for id in ("a1", "b2", "c3"))
    base = BASE
    ours = put(base, "Joined late.", one + two)
    theirs = put(base, "Joined late.", one + three)

    text = clean(base, ours, theirs)

    for comment in (one, two, three):
        assert text.count(comment) == 1
    assert "Joined late.\n### A heading of her own\n" in text


def test_a_cell_taken_out_here_and_rewritten_there_is_a_conflict():
    ours = BASE[: BASE.index("## 2.2")] + BASE[BASE.index("\n# 3") :]
    theirs = swap(BASE, "Joined late.", "Joined early.")

    text, conflicts = merged(BASE, ours, theirs)

    assert conflicts == 1
    assert "<<<<<<< ours\n=======\n## 2.2 Referral {#referral}\nJoined early." in text


def test_a_chart_that_both_sides_began_has_the_cells_of_both():
    front = "---\ncase: P09\n---\n"
    ours = front + "\n# 2 What\n## 2.1 Led {#led}\nOurs.\n"
    theirs = front + "\n# 2 What\n## 2.2 Referral {#referral}\nTheirs.\n"

    text = clean("", ours, theirs)

    assert text == front + "\n# 2 What\n## 2.1 Led {#led}\nOurs.\n## 2.2 Referral {#referral}\nTheirs.\n"


def test_crlf_stays():
    base = BASE.replace("\n", "\r\n")
    ours = swap(base, "Joined late.", "Joined early.")
    theirs = swap(base, "Panel sessions", "The panel")

    assert clean(base, ours, theirs) == swap(ours, "Panel sessions", "The panel")


@pytest.mark.parametrize("text", ["no chart\n", BASE + "<!-- never closed\n", "---\nnever closed\n"])
def test_what_is_no_chart_is_merged_line_by_line(text: str):
    outcome = merge(text.encode(), f"# ours\n{text}".encode(), f"{text}# theirs\n".encode(), "charts/P01.md")

    assert outcome.by_lines
    assert outcome.data.decode() == f"# ours\n{text}# theirs\n"


IDS = ["a", "b", "c", "d", "e", "f"]


@st.composite
def charts(draw: st.DrawFn) -> tuple[str, str, str]:
    """A chart, and two versions of it that change different cells, add different ones, and take some out."""
    fates = {
        id: draw(st.sampled_from(["same", "ours", "theirs", "added", "added too", "gone", "gone too"]))
        for id in IDS
    }
    words = st.sampled_from(["Said little.\n", "Two\n\nparagraphs.\n", "", "[[why]]\n", "### own\n| a |\n\n"])

    def written(skip: tuple[str, ...], changed: str) -> str:
        text = "---\ncase: P01\n---\nPortrait.\n\n# 1 Theme\n"
        for number, (id, fate) in enumerate(fates.items(), 1):
            if fate not in skip:
                text += f"## 1.{number} {id.upper()} {{#{id}}}\n" + (
                    f"Rewritten {id}.\n" if fate == changed else said[id]
                )
        return text

    said = {id: draw(words) for id in IDS}
    new = ("added", "added too")
    return written(new, ""), written(("added too", "gone"), "ours"), written(("added", "gone too"), "theirs")


@settings(deadline=None)
@given(charts())
def test_disjoint_work_on_a_chart_merges_to_the_same_file_in_either_order(sides: tuple[str, str, str]):
    base, ours, theirs = sides

    text = clean(base, ours, theirs)

    for line in ("Rewritten",):
        assert text.count(line) == ours.count(line) + theirs.count(line) - base.count(line)
    ids = [heading.id for heading in Outline.of(text).headings if heading.id]
    assert ids == sorted(set(ids))


@settings(deadline=None)
@given(charts())
def test_what_only_one_side_changed_of_a_chart_is_as_it_left_it(sides: tuple[str, str, str]):
    base, ours, _ = sides

    for one, other in ((ours, base), (base, ours), (ours, ours)):
        parts = merge_chart(base, one, other)
        assert "".join(part.written(Marks()) for part in parts) == ours
