"""Nouns agree with their numbers."""

import pytest

from framework_cli.model.words import number_of, plural


@pytest.mark.parametrize(
    ("number", "noun", "written"),
    [
        (0, "excerpt", "0 excerpts"),
        (1, "excerpt", "1 excerpt"),
        (2, "stale cell", "2 stale cells"),
        (1204, "study", "1,204 studies"),
        (3, "process", "3 processes"),
        (2, "day", "2 days"),
        (2, "Person", "2 People"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, noun: str, written: str) -> None:
    assert number_of(number, noun) == written


def test_what_follows_no_rule_is_said() -> None:
    assert number_of(1, "summary is", "summaries are") == "1 summary is"
    assert number_of(2, "summary is", "summaries are") == "2 summaries are"
    assert plural("category") == "categories"
