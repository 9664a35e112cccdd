"""Coding by hand: places, words, codes given and taken away."""

from pathlib import Path

import pytest

from framework_cli.index import build
from framework_cli.model.excerpt import ReadMark
from framework_cli.model.passage import Index, Status
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.read.excerpt import place
from framework_cli.revise import RefusedError, at_place, at_quote, mark_read, tag, untag
from framework_cli.write import edit
from tests.check.studies import sound

TWICE = "INT: And?\nP01: It was hard.\nINT: Later?\nP01: It was hard. 🙂 It was “fine”.\n"


def opened(root: Path) -> tuple[Study, Index]:
    study, found = load(root)
    assert not [d for d in found if d.severity == "error"]
    return study, build(study, cache=False)[0]


def tagged(root: Path, quote: str, *codes: str, coder: str = "AK", **more) -> str:
    study, index = opened(root)
    source = study.sources["P01"]
    wish = tag(study, index, source, at_quote(source, quote), coder=coder, codes=codes, **more)
    edit(root, wish.path, wish.change)
    return wish.excerpt


def test_whole_lines_leave_out_the_label_and_white_space(tmp_path: Path) -> None:
    study, _ = opened(sound(tmp_path))
    source = study.sources["P01"]
    start, end = at_place(source, place("2-3"))  # type: ignore[arg-type]
    assert source.text[start:end] == "My sister came every week.\nP01: Nobody at work knew."


def test_a_place_that_the_transcript_does_not_have_is_refused(tmp_path: Path) -> None:
    study, _ = opened(sound(tmp_path))
    with pytest.raises(RefusedError, match="has no such place; it has 6 lines"):
        at_place(study.sources["P01"], place("40-41"))  # type: ignore[arg-type]


def test_words_that_stand_twice_are_refused_with_their_lines(tmp_path: Path) -> None:
    root = sound(tmp_path, {"transcripts/P01.txt": TWICE, "annotations/P01.AK.yaml": "", "charts/P01.md": ""})
    study, _ = opened(root)
    with pytest.raises(RefusedError, match=r"lines 2, 4 of transcripts/P01\.txt"):
        at_quote(study.sources["P01"], "It was hard.")


def test_words_are_found_whatever_their_quotation_marks_and_line_ends(tmp_path: Path) -> None:
    root = sound(tmp_path, {"transcripts/P01.txt": TWICE})
    source = opened(root)[0].sources["P01"]
    start, end = at_quote(source, '🙂  It was "fine".')
    assert source.text[start:end] == "🙂 It was “fine”."


def test_a_tagged_passage_is_read_back_at_its_place(tmp_path: Path) -> None:
    root = sound(tmp_path)
    id = tagged(root, "I kept it to myself.", "stigma", memo="see: P09 # again", open=["being: alone"])
    (passage,) = (p for p in opened(root)[1].passages if p.excerpt.id == id)
    assert (passage.start_line, passage.end_line, passage.status) == (5, 5, Status.EXACT)
    assert passage.excerpt.codes == ("stigma",)
    assert passage.excerpt.memo == "see: P09 # again"
    assert passage.excerpt.open == ("being: alone",)


def test_a_quote_that_is_not_unique_keeps_its_context_and_its_place(tmp_path: Path) -> None:
    root = sound(tmp_path, {"transcripts/P01.txt": TWICE, "annotations/P01.AK.yaml": "", "charts/P01.md": ""})
    study, index = opened(root)
    source = study.sources["P01"]
    wish = tag(study, index, source, at_place(source, place("4:6-4:18")), coder="AK", codes=["stigma"])  # type: ignore[arg-type]
    edit(root, wish.path, wish.change)
    (passage,) = opened(root)[1].passages
    assert passage.start_line == 4
    assert passage.excerpt.before.endswith("INT: Later?\nP01: ")


def test_a_passage_coded_before_gets_only_the_codes_it_lacks(tmp_path: Path) -> None:
    root = sound(tmp_path)
    first = tagged(root, "My sister came every week.", "family", "stigma")
    assert first == "k3f9a2q7"
    (passage,) = (p for p in opened(root)[1].passages if p.excerpt.id == first)
    assert passage.excerpt.codes == ("family", "stigma")


def test_another_coder_gets_a_file_of_their_own(tmp_path: Path) -> None:
    root = sound(tmp_path)
    before = (root / "annotations/P01.AK.yaml").read_bytes()
    tagged(root, "My sister came every week.", "stigma", coder="RS")
    assert (root / "annotations/P01.RS.yaml").exists()
    assert (root / "annotations/P01.AK.yaml").read_bytes() == before


def test_a_code_that_is_not_in_the_codebook_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    root = sound(tmp_path)
    with pytest.raises(RefusedError, match="no stigmata; did you mean stigma"):
        tagged(root, "I kept it to myself.", "stigmata")


def test_tagging_and_untagging_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    root = sound(tmp_path)
    file = root / "annotations/P01.AK.yaml"
    before = file.read_bytes()
    id = tagged(root, "I kept it to myself.", "stigma")
    wish = untag(opened(root)[0], id, coder="AK", code="stigma")
    edit(root, wish.path, wish.change)
    assert file.read_bytes() == before


def test_an_excerpt_with_a_memo_stays_when_its_last_code_goes(tmp_path: Path) -> None:
    root = sound(tmp_path)
    id = tagged(root, "I kept it to myself.", "stigma", memo="keep me")
    wish = untag(opened(root)[0], id, coder="AK", code="stigma")
    edit(root, wish.path, wish.change)
    (passage,) = (p for p in opened(root)[1].passages if p.excerpt.id == id)
    assert passage.excerpt.codes == () and passage.excerpt.memo == "keep me"


def test_nobody_takes_codes_off_another_coders_excerpt(tmp_path: Path) -> None:
    study, _ = opened(sound(tmp_path))
    with pytest.raises(RefusedError, match="not RS's; say --as AK"):
        untag(study, "k3f9a2q7", coder="RS")


def test_a_code_that_the_excerpt_does_not_carry_is_refused(tmp_path: Path) -> None:
    study, _ = opened(sound(tmp_path))
    with pytest.raises(RefusedError, match="k3f9a2q7 does not carry famly; did you mean family"):
        untag(study, "k3f9a2q7", coder="AK", code="famly")


def test_an_entry_made_after_the_transcript_changed_names_its_own_text(tmp_path: Path) -> None:
    root = sound(tmp_path)
    tagged(root, "Nobody at work knew.", "stigma", coder="RS")
    transcript = root / "transcripts/P01.txt"
    transcript.write_text(
        "INT: A line heard later.\n" + transcript.read_text(encoding="utf-8"), encoding="utf-8"
    )
    id = tagged(root, "I kept it to myself.", "stigma", coder="RS")
    passages = {p.excerpt.id: p for p in opened(root)[1].passages if p.excerpt.coder == "RS"}
    assert passages.pop(id).status is Status.EXACT
    assert [p.status for p in passages.values()] == [Status.MOVED]


def test_whole_lines_that_begin_with_a_blank_one_leave_out_the_label_too(tmp_path: Path) -> None:
    root = sound(tmp_path, {"transcripts/P01.txt": "INT: And?\n\nP01: It was hard.\n\nINT: So.\nP01: Yes.\n"})
    source = opened(root)[0].sources["P01"]
    start, end = at_place(source, place("2-4"))  # type: ignore[arg-type]
    assert source.text[start:end] == "It was hard."


def test_a_label_with_nothing_behind_it_is_no_passage(tmp_path: Path) -> None:
    root = sound(tmp_path, {"transcripts/P01.txt": "INT: And?\nP01:\n\nINT: So.\nP01: Yes.\n"})
    with pytest.raises(RefusedError, match="nothing is said"):
        at_place(opened(root)[0].sources["P01"], place("2-3"))  # type: ignore[arg-type]


def test_capitals_matter_only_where_the_words_stand_with_them(tmp_path: Path) -> None:
    root = sound(
        tmp_path, {"transcripts/P01.txt": "INT: So?\nP01: No, it was. It was not.\nINT: A.\nP01: B."}
    )
    source = opened(root)[0].sources["P01"]
    assert source.text[slice(*at_quote(source, "It was"))] == "It was"
    assert source.text[slice(*at_quote(source, "IT WAS NOT"))] == "It was not"
    with pytest.raises(RefusedError, match="stand at lines 2, 2"):
        at_quote(source, "IT WAS")


def test_blank_words_are_nowhere(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="not in transcripts"):
        at_quote(opened(sound(tmp_path))[0].sources["P01"], "  ")


@pytest.mark.parametrize("before", ["", "text: abc\nread: {codebook: 1, on: 2020-01-01}\nexcerpts: []\n"])
def test_a_reading_mark_names_todays_codebook_and_nothing_else_changes(tmp_path: Path, before: str) -> None:
    root = sound(tmp_path, {"annotations/P01.RS.yaml": before})
    study, _ = opened(root)
    wish = mark_read(study, study.sources["P01"], coder="RS", on="2026-03-02")
    edit(root, wish.path, wish.change)
    (file,) = (a for a in opened(root)[0].annotations if a.coder == "RS")
    assert (file.read, file.excerpts) == (ReadMark(2, "2026-03-02"), ())


def test_a_reading_mark_makes_the_coders_file_where_there_is_none(tmp_path: Path) -> None:
    root = sound(tmp_path)
    study, _ = opened(root)
    wish = mark_read(study, study.sources["P01"], coder="RS", on="2026-03-02")
    edit(root, wish.path, wish.change)
    (file,) = (a for a in opened(root)[0].annotations if a.coder == "RS")
    assert file.read == ReadMark(2, "2026-03-02") and file.text == study.sources["P01"].sha
