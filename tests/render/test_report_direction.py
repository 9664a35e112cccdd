"""Text from right to left in a report: whatever it leaves open is closed where it ends."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.render.report import to_html, to_markdown
from framework_cli.render.report.direction import capital, closed, isolated, listed
from tests.render.report_study import report, write_study

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def left_open(text: str) -> int:
    """How many embeddings and isolates are open at the end of a text, counted one by one."""
    awaited: list[str] = []
    for sign in text:
        if sign in "\u202a\u202b\u202d\u202e":
            awaited.append("\u202c")
        elif sign in "\u2066\u2067\u2068":
            awaited.append("\u2069")
        elif sign == "\u202c" and awaited[-1:] == ["\u202c"]:
            awaited.pop()
        elif sign == "\u2069" and "\u2069" in awaited:
            del awaited[len(awaited) - 1 - awaited[::-1].index("\u2069") :]
    return len(awaited)


@given(st.text(st.sampled_from(CONTROLS + "a\u05d0 ")))
def test_a_closed_text_leaves_nothing_open_and_is_otherwise_the_same(text: str):
    assert left_open(closed(text)) == 0
    assert closed(text).startswith(text)
    assert closed(closed(text)) == closed(text)


@given(st.text(st.sampled_from(CONTROLS + "a\u05d0 ")))
def test_an_isolated_text_leaves_nothing_open_and_ends_nothing_around_it(text: str):
    assert left_open(f"\u2067{isolated(text)}") == 1


@given(st.text(st.characters(max_codepoint=0x58F)))
def test_text_from_left_to_right_stays_as_it_is(text: str):
    assert closed(text) == isolated(text) == text


def test_a_hebrew_value_in_a_list_stands_in_its_own_place():
    assert listed(["\u05d0\u05d1", "34"]) == "\u2068\u05d0\u05d1\u2069, 34"


def test_only_the_first_letter_is_made_large():
    assert [capital(word) for word in ("nHS region", "NHS region", "")] == ["NHS region", "NHS region", ""]


@pytest.fixture
def turned(tmp_path: Path) -> Path:
    """A study in which a name, a value, a summary, a quote and a memo each leave a mark open."""
    root = write_study(tmp_path)
    for name, words in (
        ("codebooks/rooms.yaml", "name: Getting in"),
        ("cases.csv", "north,porter"),
        ("charts/P01.md", "sat on the step "),
        ("transcripts/P01.txt", "laughing."),
        ("annotations/P01.AK.yaml", "laughing."),
        ("memos/start.md", "mind the porter."),
        ("framework.yaml", "title: Waiting rooms"),
    ):
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert words in text
        path.write_text(text.replace(words, words + "\u202e"), encoding="utf-8", newline="\n")
    return root


def test_no_stretch_of_the_page_leaves_a_mark_open(turned: Path):
    page = to_html(report(turned))
    assert page.count("\u202e") > 10
    body = re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.DOTALL)
    stretches = [html.unescape(each) for each in re.split(r"<[^>]*>", body)]
    assert not [each for each in stretches if left_open(each)]
    attributes = [html.unescape(each) for each in re.findall(r'="([^"]*)"', body)]
    assert any("\u202e" in each for each in attributes)
    assert not [each for each in attributes if left_open(each)]


def test_no_line_of_the_document_leaves_a_mark_open(turned: Path):
    lines = to_markdown(report(turned)).split("\n")
    assert sum("\u202e" in line for line in lines) > 10
    assert not [line for line in lines if left_open(line)]
