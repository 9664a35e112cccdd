"""Whose talk a passage is."""

from typing import Any

import pytest

from framework_cli.index.attribution import Attribution, Talk
from framework_cli.model.passage import Belonging
from framework_cli.model.source import Kind, Role, Source, Speaker

from .study import source

GROUP = """Notes before.

INT: Who starts?
Ann: I do.
Ben: Then me.
Cat: And me.
"""
INT = frozenset({"INT"})


def focus_group(**more: Any) -> Source:
    speakers = {
        "Ann": Speaker("Ann", case="A1", wave="2"),
        "Ben": Speaker("Ben", case="B1"),
        "INT": Speaker("INT", Role.INTERVIEWER),
    }
    given = {"case": None, "wave": "1", "speakers": speakers, "interviewers": INT, **more}
    return source("FG1", GROUP, "INT", "Ann", "Ben", "Cat", **given)


def of(source: Source, words: str) -> Attribution:
    start = source.text.index(words)
    return Talk(source).of(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "speaker", "belongs", "participant"),
    [
        ("I do", "Ann", (Belonging("A1", "2"),), True),
        ("do.\nBen: Then", "Ann", (Belonging("A1", "2"), Belonging("B1", "1")), True),
        ("me.\nCat: And", "Ben", (Belonging("B1", "1"),), True),
        ("And me", "Cat", (), True),
        ("Who starts?", "INT", (), False),
        ("starts?\nAnn: I", "INT", (Belonging("A1", "2"),), True),
        ("Notes", "", (), True),
        ("\n\nINT: Who", "", (), False),
        ("before.\n\nINT: Who", "", (), True),
    ],
)
def test_talk_in_a_focus_group_belongs_to_those_who_speak_in_it(words, speaker, belongs, participant):
    assert of(focus_group(), words) == Attribution(speaker, belongs, participant)


@pytest.mark.parametrize(
    ("words", "cases"),
    [
        ("And me", ["FG"]),
        ("me.\nCat: And", ["B1", "FG"]),
        ("Who starts?", ["FG"]),
        ("starts?\nAnn: I", ["A1"]),
        ("Notes", ["FG"]),
        ("I do", ["A1"]),
    ],
)
def test_talk_of_unmapped_speakers_belongs_to_the_sources_own_case(words, cases):
    assert [b.case for b in of(focus_group(case="FG"), words).belongs] == cases


def test_a_passage_that_ends_where_a_turn_begins_does_not_touch_it():
    assert of(focus_group(), "I do.\n").belongs == (Belonging("A1", "2"),)


def test_where_nobody_interviews_everybody_counts():
    text = "P01: One.\nP02: Two.\n"
    found = of(source("S", text, "P01", "P02", case="S"), "One.\nP02: Two")
    assert found == Attribution("P01", (Belonging("S", ""),), True)


def test_a_document_without_speakers_is_all_its_own_cases():
    found = of(source("Report", "We closed in May.\n", case="Report", kind=Kind.DOCUMENT), "closed")
    assert found == Attribution("", (Belonging("Report", ""),), True)


def test_a_source_that_was_given_no_turns_is_one_turn_of_nobody():
    made = Source("S", "s.txt", "words", "", source("S", "words").lines, case="S")
    assert Talk(made).of(0, 5) == Attribution("", (Belonging("S", ""),), True)


def test_a_case_that_speaks_under_two_labels_is_named_once():
    speakers = {"Ann": Speaker("Ann", case="A1"), "ANN": Speaker("ANN", case="A1")}
    found = of(source("S", "Ann: yes\nANN: no\n", "Ann", "ANN", speakers=speakers), "yes\nANN: no")
    assert found.belongs == (Belonging("A1", ""),)
