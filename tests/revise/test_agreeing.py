"""An agreed coding made of two coders': what is taken, what it came from, what was left out."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from framework_cli.cells import grid
from framework_cli.check import check
from framework_cli.compare import Comparison, compare
from framework_cli.index import Filters, build, by_id
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.revise import RefusedError
from framework_cli.revise.agreeing import Agreed, adopt, agree, leave_out
from framework_cli.revise.decisions import noted
from framework_cli.write import EntryGoneError, edit
from tests.compare.coding import BOTH, EAR, MAN, MYSELF, SISTER, WORK, coded, opened

TWO = {
    "AK": [(SISTER, "family"), (BOTH, "stigma"), (MYSELF, "stigma support-other"), (MAN, "stigma")],
    "RS": [(SISTER, "family"), (WORK, "stigma"), (MYSELF, "family")],
}
# Ids: AK's are akp01x1 … x4, RS's rsp01x1 … x3, in this order.


def study_of(root: Path, changed: Mapping[str, str] | None = None) -> tuple[Study, Comparison]:
    study, index = opened(coded(root, TWO, changed))
    return study, compare(study, index)


def carry_out(study: Study, agreed: Agreed) -> None:
    edit(study.root, agreed.edit.path, agreed.edit.change)


def again(root: Path) -> tuple[Study, Comparison]:
    study, index = opened(root)
    return study, compare(study, index)


def agreed_of(study: Study) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each agreed excerpt by its words: codes and origins."""
    file = next(file for file in study.annotations if file.coder == "agreed")
    return {e.quote: (" ".join(e.codes), e.origins, file.dropped) for e in file.excerpts}


def findings(root: Path) -> list[str]:
    study, found = load(root)
    index, more = build(study, cache=False)
    problems = check(study, index, grid(study, index), [*found, *more])
    return [d.rule.id for d in problems if d.rule.id.startswith("F2")]


def test_what_was_coded_alike_starts_the_agreed_file(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    made = agree(study, found, "P01")
    carry_out(study, made)
    now, left = again(tmp_path)
    assert agreed_of(now) == {SISTER: ("family", ("akp01x1", "rsp01x1"), ())}
    assert made.edit.said == "P01: 1 agreed, 0 left out"
    assert len(left.open) == len(found.disputes) == 3
    assert [item.taken for item in left.alike] == [True]
    (entry,) = [e for file in now.annotations if file.coder == "agreed" for e in file.excerpts]
    assert entry.id not in ("akp01x1", "rsp01x1") and len(entry.id) == 8


def test_neither_coders_file_changes(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    files = [tmp_path / f"annotations/P01.{coder}.yaml" for coder in ("AK", "RS")]
    before = [file.read_bytes() for file in files]
    carry_out(study, agree(study, found, "P01"))
    study, found = again(tmp_path)
    for made in adopt(study, found, ["akp01x2", "akp01x4"]):
        carry_out(study, made)
    assert [file.read_bytes() for file in files] == before


def test_agreeing_twice_adds_nothing(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    carry_out(study, agree(study, found, "P01"))
    study, found = again(tmp_path)
    assert agree(study, found, "P01").ids == ()


def test_an_adopted_excerpt_brings_the_others_that_share_its_code(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    (made,) = adopt(study, found, ["akp01x2"])
    carry_out(study, made)
    study, left = again(tmp_path)
    assert agreed_of(study) == {BOTH: ("stigma", ("akp01x2", "rsp01x2"), ())}
    assert len(left.open) == len(found.open) - 1


def test_an_excerpt_under_another_code_is_left_out_when_its_rival_is_adopted(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    (made,) = adopt(study, found, ["rsp01x3"])
    carry_out(study, made)
    assert agreed_of(again(tmp_path)[0]) == {MYSELF: ("family", ("rsp01x3",), ("akp01x3",))}


def test_both_rivals_can_be_adopted_and_become_one_excerpt_where_the_place_is_one(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    (made,) = adopt(study, found, ["rsp01x3", "akp01x3"])
    carry_out(study, made)
    assert agreed_of(again(tmp_path)[0]) == {
        MYSELF: ("family stigma support-other", ("rsp01x3", "akp01x3"), ())
    }


def test_codes_and_bounds_of_ones_own(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    start = study.sources["P01"].text.index(EAR)
    (made,) = adopt(study, found, ["akp01x2", "rsp01x2"], codes=["family"], place=(start, start + len(EAR)))
    carry_out(study, made)
    assert agreed_of(again(tmp_path)[0]) == {EAR: ("family", ("akp01x2", "rsp01x2"), ())}


def test_an_item_with_one_excerpt_can_be_named_by_its_own_id(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    item = next(item for item in found.disputes if len(item.passages) == 1)
    (made,) = adopt(study, found, [item.id])
    carry_out(study, made)
    assert agreed_of(again(tmp_path)[0]) == {MAN: ("stigma", ("akp01x4",), ())}


def test_leaving_an_item_out_names_all_its_excerpts_and_adopting_one_takes_it_back(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    item = next(item for item in found.disputes if "rsp01x3" in {p.excerpt.id for p in item.passages})
    (made,) = leave_out(study, found, [item.id])
    carry_out(study, made)
    text = (tmp_path / "annotations/P01.agreed.yaml").read_text(encoding="utf-8")
    assert "dropped: [akp01x3, rsp01x3]\nexcerpts: []\n" in text
    study, found = again(tmp_path)
    assert item.id not in {each.id for each in found.open}
    (made,) = adopt(study, found, ["akp01x3"])
    carry_out(study, made)
    assert agreed_of(again(tmp_path)[0]) == {MYSELF: ("stigma support-other", ("akp01x3",), ("rsp01x3",))}


def test_a_study_whose_items_are_all_decided_passes_check(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    carry_out(study, agree(study, found, "P01"))
    for ids in (["akp01x2"], ["rsp01x3"], ["akp01x4"]):
        study, found = again(tmp_path)
        for made in adopt(study, found, ids):
            carry_out(study, made)
    study, found = again(tmp_path)
    assert found.open == ()
    assert set(findings(tmp_path)) <= {"F207"}
    index, _ = build(study, cache=False)
    assert by_id(index)["rsp01x2"].excerpt.coder == "agreed"


def test_what_one_coder_alone_could_mark_is_adopted_and_left_out_where_there_is_an_agreed_coding(
    tmp_path: Path,
) -> None:
    # RS is not on the roster and did not mark the source as read: what AK alone coded is in no item.
    settings = "interviewers: [INT]\nroster: {P01: [AK]}\n"
    coded(tmp_path, TWO, {"framework.yaml": settings})
    study, index = opened(tmp_path)
    found = compare(study, index)
    with pytest.raises(RefusedError, match="no item of the agenda"):
        adopt(study, found, ["akp01x4"], index=index)
    carry_out(study, agree(study, found, "P01"))
    study, index = opened(tmp_path)
    found = compare(study, index)
    (made,) = adopt(study, found, ["akp01x4"], index=index)
    carry_out(study, made)
    (left,) = leave_out(study, found, ["akp01x3"], index=index)
    filtered = compare(study, index, filters=Filters(code=("support-other",)))
    with pytest.raises(RefusedError, match="no item of the agenda"):
        adopt(study, filtered, ["akp01x2"], index=index)
    carry_out(study, left)
    now, _ = again(tmp_path)
    assert agreed_of(now)[MAN] == ("stigma", ("akp01x4",), ("akp01x3",))


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["akp01x9"], "did you mean akp01x1"),
        (["nonsense"], "no item of the agenda"),
    ],
)
def test_an_unknown_id_is_refused(tmp_path: Path, ids: list[str], said: str) -> None:
    study, found = study_of(tmp_path)
    with pytest.raises(RefusedError, match=said):
        adopt(study, found, ids)


def test_an_item_with_several_excerpts_must_be_told_which(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    item = next(item for item in found.disputes if len(item.passages) == 2)
    with pytest.raises(RefusedError, match="has several excerpts"):
        adopt(study, found, [item.id])


def test_what_was_decided_is_not_decided_again(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    carry_out(study, adopt(study, found, ["akp01x2"])[0])
    study, found = again(tmp_path)
    for act in (adopt, leave_out):
        with pytest.raises(RefusedError, match="went into the agreed excerpt"):
            act(study, found, ["rsp01x2"])


def test_two_who_decide_one_item_at_once_do_not_both_have_their_way(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    (one,), (other,) = adopt(study, found, ["akp01x2"]), adopt(study, found, ["rsp01x2"])
    (apart,) = adopt(study, found, ["akp01x4"])
    carry_out(study, one)
    written = one.edit.path.read_bytes()
    with pytest.raises(EntryGoneError, match="somebody else decided rsp01x2, akp01x2 meanwhile"):
        carry_out(study, other)
    assert one.edit.path.read_bytes() == written
    carry_out(study, apart)
    now, _ = again(tmp_path)
    assert {words: origins for words, (_, origins, _) in agreed_of(now).items()} == {
        BOTH: ("akp01x2", "rsp01x2"),
        MAN: ("akp01x4",),
    }


def test_overlapping_excerpts_of_one_code_are_not_both_taken(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    with pytest.raises(RefusedError, match="overlap under stigma"):
        adopt(study, found, ["akp01x2", "rsp01x2"])


def test_a_code_that_the_codebook_does_not_have_is_refused(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    with pytest.raises(RefusedError, match="did you mean stigma"):
        adopt(study, found, ["akp01x2"], codes=["stigna"])


def test_excerpts_without_an_id_are_refused(tmp_path: Path) -> None:
    entry = f"- quote: {SISTER}\n  codes: [stigma]\n"
    study, found = study_of(tmp_path, {"annotations/P01.TM.yaml": entry})
    with pytest.raises(RefusedError, match="check --fix"):
        adopt(study, found, ["akp01x1"])


WITHOUT_IDS = {
    "annotations/P01.AK.yaml": f"- quote: {SISTER}\n  codes: [family]\n- quote: {MAN}\n  codes: [stigma]\n",
    "annotations/P01.RS.yaml": f"- quote: {SISTER}\n  codes: [family]\n",
}


def test_excerpts_without_an_id_are_not_agreed_on_and_not_left_out(tmp_path: Path) -> None:
    study, found = study_of(tmp_path, WITHOUT_IDS)
    with pytest.raises(RefusedError, match="check --fix"):
        agree(study, found, "P01")
    with pytest.raises(RefusedError, match="check --fix"):
        leave_out(study, found, [found.disputes[0].id])


def test_an_empty_name_in_an_agreed_file_decides_nothing(tmp_path: Path) -> None:
    agreed = f'- id: w7p1c4zz\n  quote: {SISTER}\n  codes: [family]\n  from: [""]\n'
    _, found = study_of(tmp_path, WITHOUT_IDS | {"annotations/P01.agreed.yaml": agreed})
    assert [item.taken for item in (*found.disputes, *found.alike)] == [False, False]


def test_a_source_with_one_coder_has_nothing_to_agree_on(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    with pytest.raises(RefusedError, match="no two coders"):
        agree(study, found, "P09")


def test_an_agreed_file_written_by_hand_as_a_bare_list_is_extended(tmp_path: Path) -> None:
    hand = (
        f"- id: gggggg11\n  quote: {SISTER}\n  codes: [family]\n  from: [akp01x1, rsp01x1]\n  # as we said\n"
    )
    study, found = study_of(tmp_path, {"annotations/P01.agreed.yaml": hand})
    carry_out(study, adopt(study, found, ["rsp01x3"])[0])
    text = (tmp_path / "annotations/P01.agreed.yaml").read_text(encoding="utf-8")
    assert "# as we said" in text and "dropped: [akp01x3]" in text
    assert agreed_of(again(tmp_path)[0])[SISTER][0] == "family"


def test_an_agreed_file_in_json_lines_is_extended(tmp_path: Path) -> None:
    hand = f'{{"id": "gggggg11", "quote": "{SISTER}", "codes": ["family"], "from": ["akp01x1", "rsp01x1"]}}\n'
    study, found = study_of(tmp_path, {"annotations/P01.agreed.jsonl": hand})
    carry_out(study, adopt(study, found, ["rsp01x3"])[0])
    now = again(tmp_path)[0]
    assert agreed_of(now)[MYSELF] == ("family", ("rsp01x3",), ("akp01x3",))


def test_each_decision_is_noted_below_the_one_before(tmp_path: Path) -> None:
    study, found = study_of(tmp_path)
    for ids, why in ((["rsp01x3"], "Not about shame."), (["akp01x4"], "")):
        study, found = again(tmp_path)
        for made in adopt(study, found, ids):
            note = noted(study, made, by="AK", on="2024-03-09", why=why)
            carry_out(study, made)
            edit(study.root, note.path, note.change)
    (memo,) = again(tmp_path)[0].memos
    assert (memo.kind, memo.by, memo.on) == ("decision", "AK", "2024-03-09")
    assert memo.about[0] == "source:P01" and "excerpt:akp01x3" in memo.about and len(memo.about) == 4
    assert memo.text.index("Not about shame.") < memo.text.index("from akp01x4 (AK: stigma)")
    assert MYSELF not in memo.text
    assert "F418" not in findings(tmp_path)


def test_a_memo_written_in_another_way_keeps_its_front_matter(tmp_path: Path) -> None:
    memo = "---\nabout:\n  - source:P01\nkind: decision\n---\nOurs.\n"
    study, found = study_of(tmp_path, {"memos/decisions-P01.md": memo})
    (made,) = adopt(study, found, ["rsp01x3"])
    note = noted(study, made, by="AK", on="2024-03-09")
    edit(study.root, note.path, note.change)
    text = (tmp_path / "memos/decisions-P01.md").read_text(encoding="utf-8")
    assert text.startswith(memo.rstrip("\n")) and "left out: akp01x3" in text


def test_a_source_with_an_odd_name_is_noted_so_that_its_memo_can_be_read(tmp_path: Path) -> None:
    name = "Group, 1 [north]"
    root = coded(tmp_path, TWO)
    for path in [*root.glob("annotations/*"), *root.glob("transcripts/*")]:
        path.rename(path.with_name(path.name.replace("P01", name)))
    for ids in (["rsp01x3"], ["akp01x4"]):
        study, found = again(root)
        (made,) = adopt(study, found, ids)
        note = noted(study, made, by="NO", on="2024-03-09")
        carry_out(study, made)
        edit(study.root, note.path, note.change)
    study, _ = again(root)
    (memo,) = study.memos
    assert memo.about[0] == f"source:{name}" and memo.by == "NO"
    assert memo.text.count("## ") == 2
