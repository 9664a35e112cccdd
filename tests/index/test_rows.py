"""Building an index and listing it."""

from typing import Any

from framework_cli.index import IndexRow, build, rows
from framework_cli.model.diagnostic import Location, Route
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.passage import Belonging, Status
from framework_cli.model.study import Study

from .study import annotations, excerpt, place, source, study

TEXT = "INT: How was it?\nP01: I felt judged. I felt judged.\nP01: They sent me on 😀 then.\n"


def one(*excerpts: Excerpt, **more: Any) -> Study:
    file = annotations("P01", "AK", *excerpts, **more)
    return study(
        source("P01", TEXT, "INT", "P01", case="P01", interviewers=frozenset({"INT"})), files=(file,)
    )


def test_a_quote_that_stands_once_is_exact_and_has_a_row_a_code():
    made = one(excerpt("P01", "AK", 0, "They sent me on 😀", "stigma", "referral"))
    index, found = build(made)
    assert found == []
    listed = list(rows(index, made))
    assert [row.code for row in listed] == ["referral", "stigma"]
    assert listed[0] == IndexRow(
        excerpt="p01ak0000",
        source="P01",
        case="P01",
        wave="",
        kind="interview",
        speaker="P01",
        coder="AK",
        theme="help",
        subtheme="referral",
        code="referral",
        start=57,
        end=74,
        start_line=3,
        end_line=3,
        status="exact",
        quotable=0,
        quote="They sent me on 😀",
        memo="",
    )


def test_a_quote_that_stands_twice_is_ambiguous_and_both_places_are_listed():
    index, found = build(one(excerpt("P01", "AK", 0, "I felt judged.", "stigma")))
    assert index.passages == ()
    assert index.unresolved[0].anchor.status is Status.AMBIGUOUS
    (problem,) = found
    assert problem.rule.id == "F204"
    assert problem.primary == Route("annotations/P01.AK.yaml", ("excerpts", 0, "quote"))
    assert [r.where for r in problem.related] == [
        Location("transcripts/P01.txt", 2, 6, 2, 20),
        Location("transcripts/P01.txt", 2, 21, 2, 35),
    ]
    assert "judged" not in problem.message + problem.hint
    assert problem.words == "I felt judged."


def test_a_recorded_place_chooses_between_two_when_the_text_is_unchanged():
    made = one(excerpt("P01", "AK", 0, "I felt judged.", "stigma", at=place(TEXT, 37, 51)))
    index, found = build(made)
    assert found == []
    assert (index.passages[0].start, index.passages[0].end) == (37, 51)


def test_a_quote_that_is_gone_is_lost():
    index, found = build(one(excerpt("P01", "AK", 0, "Quite another matter altogether", "stigma")))
    assert index.passages == ()
    assert [(d.rule.id, d.words) for d in found] == [("F203", "Quite another matter altogether")]


def test_annotations_of_an_unknown_source_are_left_out():
    made = study(files=(annotations("P99", "AK", excerpt("P99", "AK", 0, "words", "stigma")),))
    index, found = build(made)
    assert (index.passages, index.unresolved, found) == ((), (), [])


def test_an_excerpt_with_open_labels_only_has_a_row_without_code():
    made = one(excerpt("P01", "AK", 0, "They sent me", open=("sent away",)))
    (row,) = rows(build(made)[0], made)
    assert (row.code, row.theme, row.subtheme) == ("", "", "")


def test_talk_of_nobody_has_a_row_without_case():
    text = "A plan\nP01: yes\nP01: no\n"
    made = study(
        source("P01", text, "P01"),
        files=(annotations("P01", "AK", excerpt("P01", "AK", 0, "plan", "stigma")),),
    )
    (row,) = rows(build(made)[0], made)
    assert (row.case, row.speaker, row.quote) == ("", "", "plan")


def test_an_interviewers_words_belong_to_the_case_but_are_no_participants():
    made = one(excerpt("P01", "AK", 0, "How was it?", "stigma"))
    (passage,) = build(made)[0].passages
    assert (passage.speaker, passage.belongs, passage.participant) == ("INT", (Belonging("P01", ""),), False)
