"""Nouns agree with their numbers, and names can be typed as they are shown."""

import os
import shlex

import pytest

from framework_cli.model.words import number_of, plural, typed


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


@pytest.mark.parametrize("name", ["P01", "Ünal", "P01@2/stigma", "notes-3.1"])
def test_a_plain_name_is_typed_as_it_is(name: str) -> None:
    assert typed(name) == name


@pytest.mark.skipif(os.name == "nt", reason="shells of Windows quote otherwise")
@pytest.mark.parametrize(
    "name", ["P02 Tom", "P01/*", "it's", 'a "b"', "$HOME", "`x`", "a\\b", "a;b", "wow!", ""]
)
def test_any_other_name_is_one_word_to_a_shell(name: str) -> None:
    assert shlex.split(typed(name)) == [name]


def test_a_name_with_a_space_is_quoted_as_every_system_understands() -> None:
    assert typed("P02 Tom") == '"P02 Tom"'
