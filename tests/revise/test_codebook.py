"""The framework changed as one edit: what each change does to every file, and what it leaves alone."""

from pathlib import Path

import pytest

from framework_cli.revise import RefusedError
from framework_cli.revise.codebook import Heir, Revision, adopt, merge, move, rename, retire, split
from tests.check.studies import found
from tests.revise.framework import (
    CODEBOOK,
    FILES,
    after,
    carry_out,
    changed,
    codes,
    lines,
    opened,
    state,
    study_at,
)

DAY = "2026-03-09"
ERRORS = {"F201", "F402", "F418", "F107", "F110"}


def test_a_name_changes_in_the_codebook_and_where_charts_showed_it(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    assert changed(tmp_path, rename(study, "family", "Kin: “ours”")) == {
        "codebooks/example.yaml": ("        name: Help from family", '        name: "Kin: “ours”"'),
        "charts/P01.md": (
            "## 1.1 Help from family {#family charted=AK on=2024-03-09 reviewed=RS}",
            "## 1.1 Kin: “ours” {#family charted=AK on=2024-03-09 reviewed=RS}",
        ),
    }


def test_a_heading_in_a_persons_own_words_keeps_them(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    done = changed(tmp_path, rename(study, "stigma", "Judged"))
    assert "charts/P01.md" not in done
    assert done["charts/P02.md"][1] == "## 1.2 Judged {#stigma state=nothing-said}\r"


@pytest.mark.parametrize(
    "name",
    ["no", "1.10", "- x", "#1", "a: b", "a # b", '"q"', "it's", "{x}", "🙂", "</script>", "{{ 7*7 }}", "=1"],
)
def test_a_hostile_name_there_and_back_is_the_study_as_it_was(tmp_path: Path, name: str):
    before = state(study_at(tmp_path))
    carry_out(tmp_path, rename(opened(tmp_path)[0], "family", name))
    assert opened(tmp_path)[0].codebook.codes["family"].name == name
    carry_out(tmp_path, rename(opened(tmp_path)[0], "family", "Help from family"))
    assert state(tmp_path) == before


def test_a_name_needs_words_on_one_line(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    for name in ["", "  ", "a\nb", "a\tb", "a\x07", "a\u2028b"]:
        with pytest.raises(RefusedError):
            rename(study, "family", name)
    assert rename(study, "family", " Help from family ").rewrites == ()


def test_a_new_meaning_raises_the_version_and_is_told_to_those_who_read_before(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    revision = rename(study, "family", definition="What kin did: or not.")
    assert changed(tmp_path, revision)["codebooks/example.yaml"][1] == (
        'version: 4\n        definition: "What kin did: or not."\n        revised: 4'
    )
    assert [d.primary.path for d in found(tmp_path) if d.rule.id == "F220"] == ["annotations/P02.AK.yaml"]


def test_a_codebook_without_a_version_gets_none_and_says_what_that_means(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path, {"codebooks/example.yaml": CODEBOOK.replace("version: 3\n", "")}))
    revision = rename(study, "family", definition="Other.")
    assert "version:" not in after(revision, "codebooks/example.yaml")
    assert "has no version" in revision.left[0].what
    assert "since" not in lines(*changed_book(adopt(study, ["Visits"], id="visits", theme="money")))


def changed_book(revision: Revision) -> tuple[bytes, bytes]:
    book = next(each for each in revision.rewrites if each.path.startswith("codebooks/"))
    return book.after.encode(), book.before.encode()


def test_a_move_renumbers_headings_and_leaves_the_cells_where_they_are(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    revision = move(study, "stigma", to="money")
    done = changed(tmp_path, revision)
    assert done["charts/P01.md"] == (
        "## 1.3 Other {#support-other state=not-asked}",
        "## 1.2 Other {#support-other state=not-asked}",
    )
    assert done["charts/P02.md"][1] == "## 2.2 Shame {#stigma state=nothing-said}\r"
    assert [task.what for task in revision.left] == [
        "numbers have changed, and these entries name old ones: family (1.2)"
    ]
    assert opened(tmp_path)[0].codebook.codes["work-shame"].theme == "money"
    back = move(opened(tmp_path)[0], "stigma", after="family")
    carry_out(tmp_path, back)
    assert {path: data.decode() for path, data in state(tmp_path).items()} == FILES


def test_moves_that_cannot_be_are_refused(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    for wish, why in [
        ({"to": "work-shame"}, "stigma cannot stand below itself"),
        ({"to": "family"}, "stigma would stand too deep below family"),
        ({"to": "famly"}, "did you mean family"),
        ({}, "say where"),
        ({"to": "money", "before": "family"}, "family does not stand directly below money"),
        ({"before": "family", "after": "debt"}, "not both"),
        ({"to": "old"}, "old is retired already"),
        ({"to": "blame"}, "blame was merged into stigma"),
    ]:
        with pytest.raises(RefusedError, match=why):
            move(study, "stigma", **wish)
    assert move(study, "stigma", after="family").rewrites == ()
    assert "keeps its number 2.7" in move(study, "debt", to="support").left[-1].what


def test_a_split_leaves_its_passages_as_they_are_on_a_list(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path, {"codebooks/example.yaml": CODEBOOK.replace(NESTED, "")}))
    revision = split(
        study, "stigma", [Heir("felt", "Felt: inside"), Heir("support-other")], on=DAY, why="two: things"
    )
    done = changed(tmp_path, revision)
    assert set(done) == {"codebooks/example.yaml"}
    book = (tmp_path / "codebooks/example.yaml").read_text(encoding="utf-8")
    assert (
        '      - id: felt\n        name: "Felt: inside"\n        origin: emergent\n        since: 4\n' in book
    )
    assert book.endswith(
        """\
  # stigma, formerly 1.2, read:
  #   - id: stigma
  #     name: 'Shame'
  #     definition: Being judged, or fearing to be.
  #     was: [blame]
  - id: stigma
    into: [felt, support-other]
    on: 2026-03-09
    why: "two: things"
"""
    )
    assert [task.what for task in revision.left] == [
        "recode 4 passages in 3 files",
        "move 2 summaries (P01/stigma, P02/stigma)",
        "stigma is still named in memos/m.md:2, theory/t.yaml:3, theory/t.yaml:5, theory/t.yaml:13",
        "define felt",
        "numbers have changed, and these entries name old ones: family (1.2)",
    ]
    assert len([d for d in found(tmp_path) if d.rule.id == "F202"]) == 4


NESTED = "        subthemes:\n          - {id: work-shame, name: At work}\n"


@pytest.mark.parametrize(
    ("heirs", "why"),
    [
        ([Heir("felt", "Felt")], "into two others at least"),
        ([Heir("felt", "Felt"), Heir("felt", "Again")], "each named once"),
        ([Heir("felt"), Heir("family")], 'felt is new: give its name, as in --into felt="…"'),
        ([Heir("debt", "Kin"), Heir("felt", "F")], "debt is in the codebook already"),
        ([Heir("Felt!", "F"), Heir("family")], "cannot be an id"),
        ([Heir("old", "F"), Heir("family")], "old is retired, and an id is never used again"),
        ([Heir("blame", "F"), Heir("family")], "blame was merged into stigma, and an id is never used again"),
        ([Heir("debt"), Heir("debt")], "each named once"),
        ([Heir("support-other"), Heir("family")], "family cannot be one of the parts"),
    ],
)
def test_splits_that_cannot_be_are_refused(tmp_path: Path, heirs: list[Heir], why: str):
    study, _, _ = opened(study_at(tmp_path))
    with pytest.raises(RefusedError, match=why):
        split(study, "family", heirs, on=DAY)


def test_what_has_others_below_it_is_not_split_or_retired(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    with pytest.raises(RefusedError, match="work-shame stands below stigma: move or merge that first"):
        retire(study, "stigma", why="x", on=DAY)
    with pytest.raises(RefusedError, match="say why"):
        retire(study, "family", why=" ", on=DAY)


def test_an_entry_is_retired_with_a_reason(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    revision = retire(study, "debt", into=["support-other"], why="Nobody spoke\nof it.", on=DAY)
    done = changed(tmp_path, revision)["codebooks/example.yaml"][1]
    assert done.endswith(
        "  - id: debt\n    into: [support-other]\n    on: 2026-03-09\n    why: Nobody spoke of it."
    )
    assert "  #   - {id: debt, name: Debt, number: 2.7}\n" in done
    assert [task.what for task in revision.left] == []
    assert opened(tmp_path)[0].codebook.retired["debt"].why == "Nobody spoke of it."
    assert not ERRORS & {d.rule.id for d in found(tmp_path)}


def test_a_label_becomes_a_subtheme_before_the_last_one_and_takes_its_passages(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    revision = adopt(study, ["Visits"], id="visits", theme="support")
    done = changed(tmp_path, revision)
    assert done["annotations/P01.AK.yaml"] == (
        "  codes: [family, stigma]  # both?\n  open: [Visits, sister]",
        "  codes: [family, stigma, visits]  # both?\n  open: [sister]",
    )
    assert done["annotations/P02.AK.yaml"] == ("  open: [Visits]\r", "  codes:\r\n    - visits\r")
    assert "annotations/P01.RS.jsonl" not in done
    assert done["codebooks/example.yaml"][1] == (
        "version: 4\n      - id: visits\n        name: Visits\n        origin: emergent\n        since: 4"
    )
    assert done["charts/P01.md"][1] == "## 1.4 Other {#support-other state=not-asked}"
    assert list(opened(tmp_path)[0].codebook.codes)[1:6] == [
        "family", "stigma", "work-shame", "visits", "support-other",
    ]  # fmt: skip
    assert [task for task in revision.left if "differs" in task.what] == [
        (
            "“visits ” (1 passage) differs in case or spaces only",
            'framework codebook adopt "visits " --as visits',
        )
    ]
    more = adopt(opened(tmp_path)[0], ["visits "], id="visits")
    assert changed(tmp_path, more).keys() == {"annotations/P01.RS.jsonl"}
    assert codes(opened(tmp_path)[0])["p4kd81wn"] == ("stigma", "visits")


def test_adoptions_that_cannot_be_are_refused(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path))
    for labels, wish, why in [
        (["VISITS"], {"id": "x", "theme": "money"}, "did you mean “Visits”"),
        (["nothing such"], {"id": "x", "theme": "money"}, "open labels are"),
        (["Visits"], {"id": "x"}, r"say where it belongs with --theme \(support, money\)"),
        (["Visits"], {"id": "family", "name": "K"}, "leave out --theme"),
        (["Visits"], {"id": "old", "theme": "money"}, "old is retired"),
        (["Visits"], {"id": "x", "theme": "work-shame"}, "nothing nests below work-shame"),
        (["Visits"], {"id": "X Y", "theme": "money"}, "cannot be an id"),
    ]:
        with pytest.raises(RefusedError, match=why):
            adopt(study, labels, **wish)


def test_nothing_is_done_without_a_codebook_in_force(tmp_path: Path):
    study, _, _ = opened(study_at(tmp_path, {"codebooks/second.yaml": CODEBOOK}))
    with pytest.raises(RefusedError, match="no codebook is in force"):
        rename(study, "family", "Kin")
    (tmp_path / "framework.yaml").write_text("codebook: codebooks/second.yaml\n", encoding="utf-8")
    study, _, _ = opened(tmp_path)
    paths = {each.path for each in rename(study, "family", "Kin").rewrites}
    assert paths == {"codebooks/second.yaml", "charts/P01.md"}


def test_theory_that_cannot_be_read_stops_a_merge_and_not_a_rename(tmp_path: Path):
    study, _, cells = opened(study_at(tmp_path, {"theory/t.yaml": "dimensions: ["}))
    with pytest.raises(RefusedError, match=r"theory/t\.yaml: it cannot be read"):
        merge(study, cells, ["stigma"], into="family", on=DAY)
    assert rename(study, "family", "Kin").rewrites
