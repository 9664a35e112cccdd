"""Turns and speakers."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.read.files import canonical
from framework_cli.read.turns import find_turns


def speakers(text: str, *declared: str) -> list[str]:
    return [turn.speaker for turn in find_turns(text, 0, declared)[0]]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("P1: yes", "P1"),
        ("**Ann:** yes", "Ann"),
        ("**Ann**: yes", "Ann"),
        ("**Ann:**[21:47] yes", "Ann"),
        ("Ann 00:12:31\nyes", "Ann"),
        ("Speaker 1  0:05\nyes", "Speaker 1"),
        ("[00:12:31] Ann: yes", "Ann"),
        ("Okafor, Ben (External): yes", "Okafor, Ben (External)"),
        ("Żaneta (interpreter): yes", "Żaneta (interpreter)"),
        ("Dr. Smith: yes", "Dr. Smith"),
        ("Speaker 3: yes", "Speaker 3"),
        ("e\u0301va: yes", "e\u0301va"),
        ("Ann:\nyes", "Ann"),
    ],
)
def test_what_starts_a_turn(line: str, label: str) -> None:
    text = f"{line}\n\n{line}\n"
    turns, once = find_turns(text)
    assert [turn.speaker for turn in turns] == [label, label]
    assert [text[turn.words : turn.words + 3] for turn in turns] in (["yes", "yes"], ["[21", "[21"])
    assert once == ()


@pytest.mark.parametrize(
    "line",
    [
        "http://example.org: see", "12:30 we met", "12:30: we met", "Is it? Yes: no", "I went home. Then: no",
        "Ann:yes", "  Ann: yes", "- Ann: yes", "# Ann: yes",
        "Break: [01:44]", "Break: (00:01:44)", "Break: [00:20:18:08] to [00:21:13:00]", "x" * 61 + ": yes",
    ],
)  # fmt: skip
def test_what_starts_no_turn_however_often(line: str) -> None:
    assert speakers(f"{line}\n{line}\n{line}\n") == [""]


def test_a_label_seen_once_is_listed_and_goes_on_in_the_turn_before() -> None:
    text = "A: one\nNote: aside\nA: two\nI said: no\n"
    turns, once = find_turns(text)
    assert [text[turn.start : turn.end] for turn in turns] == [
        "A: one\nNote: aside\n",
        "A: two\nI said: no\n",
    ]
    assert once == (("Note", 7), ("I said", 26))


def test_a_declared_label_needs_no_second_line_and_may_look_odd() -> None:
    text = "hello\n[INT]: well?\nThe man. In red: yes\nWho? Me: no\n"
    assert speakers(text, "[INT]", "Who? Me") == ["", "[INT]", "Who? Me"]


def test_a_turn_has_all_its_paragraphs() -> None:
    text = "**A:** one\n\ntwo\n\nthree\n**B:** x\n**A:** y\n**B:** z\n"
    first = find_turns(text)[0][0]
    assert text[first.words : first.end] == "one\n\ntwo\n\nthree\n"


def test_text_before_the_first_label_is_nobodys() -> None:
    text = "Title\n\nA: x\nA: y\n"
    turns, _ = find_turns(text)
    assert (turns[0].speaker, turns[0].start, turns[0].end) == ("", 0, 7)


def test_no_text_no_turns() -> None:
    assert find_turns("") == ((), ())


lines = st.sampled_from(
    [
        "A: x",
        "**B:** y",
        "C 00:01:02",
        "[1:02] A: z",
        "",
        "  ",
        "words",
        "A:",
        "Note: x",
        "u\u2028A: x",
        "\r",
        "D: [1:02]",
    ]
)


@given(
    st.lists(lines | st.text(max_size=12), max_size=12).map("\n".join),
    st.sets(st.sampled_from(["A", "Note", "(x)"])),
)
def test_turns_tile_the_text(text: str, declared: set[str]) -> None:
    turns, once = find_turns(text, 0, declared)
    assert "".join(text[turn.start : turn.end] for turn in turns) == text
    assert all(turn.start <= turn.words <= turn.end and turn.start < turn.end for turn in turns)
    assert not {label for label, _ in once} & {turn.speaker for turn in turns}
    assert all(text[at - 1 : at] in ("", "\n") for _, at in once)


def test_real_interviews_have_the_turns_their_index_says(shared: Path) -> None:
    folder = shared / "changelog-interviews"
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 33
    for row in rows:
        for kind, suffix in (("md", ".md"), ("txt", ".txt")):
            text, _ = canonical((folder / kind / (row["file"] + suffix)).read_bytes(), "")
            assert text is not None
            turns, once = find_turns(text)
            named = {turn.speaker for turn in turns if turn.speaker}
            wanted = set(row["speakers"].split("; "))
            # The index counts a guest who speaks once, and each `Break: [01:44]`, as a turn.
            assert named - wanted <= {"Adam Stacoviak"}  # the host, whom one row leaves out
            assert wanted - named <= {label for label, _ in once}
            assert 0 <= int(row["turns"]) - sum(turn.speaker != "" for turn in turns) <= 3


def test_the_real_interviews_of_a_coding_study(shared: Path) -> None:
    for file in sorted((shared / "pdpilot" / "transcripts").iterdir()):
        text, _ = canonical(file.read_bytes(), "")
        assert text is not None
        assert {turn.speaker for turn in find_turns(text)[0]} == {"", "Dan", "Participant"}
