"""Plain text as people and tools write it: labels, headings, time stamps, and what is none of these."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from framework_cli.exchange import Options, declared, parse_transcript
from framework_cli.exchange.labels import clock, is_name, start
from framework_cli.exchange.transcripts import written
from framework_cli.read.turns import find_turns

OTTER = """Ana Costa  0:03
Hello there.

Ben  0:09
Hi.
How are you?

Ana Costa  1:00:12
Fine.

Ben  1:00:14
Good.
"""

TEAMS_OLD = """0:0:0.0 --> 0:0:1.600
Ana Costa
Hello.
0:0:1.600 --> 0:0:3.200
Ben
Hi.
0:0:4.0 --> 0:0:5.200
Ana Costa
So.
0:0:5.500 --> 0:0:6.200
Ben
Yes.
"""

ZOOM_SAVED = """[Ana Costa] 10:12:31
Hello.

[Ben] 10:12:40
Hi.

[Ana Costa] 10:12:50
So.

[Ben] 10:13:01
Yes.
"""


def imported(text: str, options: Options | None = None, name: str = "x.txt") -> tuple[str, list[str]]:
    talk, notes = parse_transcript(name, text.encode())
    assert talk is not None, notes
    out, _, more = written(name, "x", talk, options or Options())
    return out, [note.message for note in [*notes, *more]]


def test_otters_headings_become_labels_and_times_are_counted() -> None:
    out, said = imported(OTTER)
    assert out == "Ana Costa: Hello there.\n\nBen: Hi.\nHow are you?\n\nAna Costa: Fine.\n\nBen: Good.\n"
    assert "4 time stamps dropped" in said


def test_kept_times_are_written_the_way_the_reader_understands() -> None:
    out, _ = imported(OTTER, Options(times=True))
    assert out.startswith("[00:00:03] Ana Costa: Hello there.\n\n[00:00:09] Ben: Hi.\n")
    assert [turn.speaker for turn in find_turns(out)[0]] == ["Ana Costa", "Ben"] * 2
    assert imported(out, Options(times=True))[0] == out


@pytest.mark.parametrize("text", [TEAMS_OLD, ZOOM_SAVED])
def test_other_headings_are_read_too(text: str) -> None:
    out, said = imported(text)
    assert out == "Ana Costa: Hello.\n\nBen: Hi.\n\nAna Costa: So.\n\nBen: Yes.\n"
    assert "4 time stamps dropped" in said


def test_a_time_stamp_on_a_line_of_its_own_belongs_to_the_turn_below() -> None:
    text = "[00:00:01]\nAna: a\n[00:00:05]\nBen: b\n[00:00:07]\nAna: c\n[00:00:09]\nBen: d\n"
    assert imported(text)[0] == "Ana: a\n\nBen: b\n\nAna: c\n\nBen: d\n"
    assert imported(text, Options(times=True))[0].startswith("[00:00:01] Ana: a\n\n[00:00:05] Ben: b")


@pytest.mark.parametrize(
    ("line", "name", "words", "time"),
    [
        ("Ana: hello", "Ana", "hello", ""),
        ("Ana:", "Ana", "", ""),
        ("Okafor, Ben (External): hello: you", "Okafor, Ben (External)", "hello: you", ""),
        ("Tomasz W.: yes", "Tomasz W.", "yes", ""),
        ("**Ana Costa:** hello", "Ana Costa", "hello", ""),
        ("**Ana Costa**: hello", "Ana Costa", "hello", ""),
        ("[00:00:12] Ana: hello", "Ana", "hello", "00:00:12"),
        ("(0:12) Ana: hello", "Ana", "hello", "00:00:12"),
        ("00:00:12 - Ana: hello", "Ana", "hello", "00:00:12"),
        ("Ana [00:12:31]: hello", "Ana", "hello", "00:12:31"),
        ("Speaker 1 (01:02:03):", "Speaker 1", "", "01:02:03"),
        ("Ana Costa  0:12", "Ana Costa", "", "00:00:12"),
        ("00:12:31 Ana Costa", "Ana Costa", "", "00:12:31"),
        ("[Ana] 10:12:31", "Ana", "", "10:12:31"),
        ("Żaneta: tak", "Żaneta", "tak", ""),
        ("P03: seven", "P03", "seven", ""),
    ],
)
def test_a_start_of_a_turn_is_read(line: str, name: str, words: str, time: str) -> None:
    assert start(line) == (name, words, time)


@pytest.mark.parametrize(
    "line",
    [
        "see https://a.b",
        "at 12:30 sharp",
        "12: twelve",
        "Really? Well: no",
        "He left. Then they said: go",
        "",
        ":",
        "- x",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert start(line) is None


def test_a_label_that_starts_one_line_stays_text_and_a_spelling_is_offered() -> None:
    text = "Dan: a\n\nParticipant: b\n\nDan: c\n\nParticpant: d\n\nParticipant: e\n\nNote: f\n"
    talk, _ = parse_transcript("x.txt", text.encode())
    assert talk is not None
    out, _, notes = written("x", "x", talk, Options())
    assert out == text
    left = [note for note in notes if "left as text" in note.message]
    assert [note.message for note in left] == [
        "left as text, not taken as a speaker: “Particpant” (once, line 7)",
        "left as text, not taken as a speaker: “Note” (once, line 11)",
    ]
    assert left[0].hint == 'if it is one, say --speaker "Particpant=Participant"'


def test_a_declared_spelling_is_written_as_its_speaker() -> None:
    text = "Dan: a\n\nParticipant: b\n\nDan: c\n\nParticpant: d\n\nParticipant: e\n"
    out, said = imported(text, Options(declared(["Particpant=Participant"])))
    assert out == text.replace("Particpant", "Participant")
    assert said == ["speakers: Dan (2 times), Participant (2 times), Particpant as Participant (1 time)"]


def test_a_turn_of_several_paragraphs_stays_one_turn() -> None:
    text = "Ana: one\n\ntwo\n\n\n\nthree  \n\nBen: four\n\nAna: five\n\nBen: six\n"
    out, _ = imported(text)
    assert out == "Ana: one\n\ntwo\n\nthree\n\nBen: four\n\nAna: five\n\nBen: six\n"
    assert [turn.speaker for turn in find_turns(out)[0]] == ["Ana", "Ben", "Ana", "Ben"]


def test_a_label_that_is_no_speaker_is_not_read_as_one_later() -> None:
    text = "Ana: a\n\nNote: b\n\nBen: c\n\nNote: d\n\nAna: e\n\nBen: f\n"
    out, _ = imported(text, Options(declared([], [], ["Note"])))
    assert out == text.replace("Note", " Note")
    assert {turn.speaker for turn in find_turns(out)[0]} == {"Ana", "Ben"}
    assert imported(out, Options(declared([], [], ["Note"])))[0] == out


def test_a_label_followed_by_time_stamps_only_is_no_speaker() -> None:
    text = "Ana: a\n\nBreak: [01:44]\n\nAna: b\n\nBreak: [04:01]\n"
    out, said = imported(text)
    assert out == text
    assert (
        "left as text, not taken as a speaker: “Break” (2 times, followed by time stamps only, line 3)"
        in said
    )


def test_front_matter_stays_and_is_no_talk() -> None:
    text = "---\ncase: P01\nwave: 1\ndate: 2024-01-01\n---\nAna: a\n\nBen: b\n\nAna: c\n\nBen: d\n"
    assert imported(text)[0] == text


def test_text_without_speakers_comes_in_with_a_warning() -> None:
    out, said = imported("A report.\n\nIts second paragraph.\n", name="x.md")
    assert out == "A report.\n\nIts second paragraph.\n"
    assert said == ["no speaker found: the text comes in as one piece"]


def test_long_lines_are_wrapped_between_words_only() -> None:
    text = "Ana: " + "word " * 60 + "\n\nAna: " + "x" * 150 + " y\n"
    out, _ = imported(text, Options(width=40))
    lines = out.split("\n")
    assert max(len(line) for line in lines if "x" not in line) <= 40
    assert "x" * 150 in out
    assert out.split() == text.split()


def test_a_break_never_makes_a_speaker_of_words() -> None:
    words = "and she told me about it at length, " * 2 + "and then Ben: no never, he said to us"
    text = f"Ana: {words}\n\nBen: yes\n\nAna: {words}\n\nBen: no\n"
    for width in range(20, 120):
        out, _ = imported(text, Options(width=width))
        assert [turn.speaker for turn in find_turns(out, declared={"Ana", "Ben"})[0]] == ["Ana", "Ben"] * 2


def test_a_line_that_ends_in_a_time_is_not_wrapped_into_a_heading() -> None:
    text = (
        "Ana: " + "so we all met again there at about Ben 10:30 and " * 3 + "\n\nBen: x\n\nAna: y\n\nBen: z\n"
    )
    for width in range(15, 90):
        out, _ = imported(text, Options(width=width))
        assert [turn.speaker for turn in find_turns(out, declared={"Ana", "Ben"})[0]] == ["Ana", "Ben"] * 2


NAMES = st.sampled_from(["Ana", "Ben", "INT", "Okafor, Ben (External)", "Note"])
WORDS = st.text(
    st.sampled_from(list("ab é🙂\u0301:.|<{=-*[]()0123 \t\u2028\xa0"))
    | st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]),
    max_size=60,
)
LINES = st.one_of(
    WORDS,
    st.builds("{}: {}".format, NAMES, WORDS),
    st.builds("{}  0:{:02d}".format, NAMES, st.integers(0, 59)),
    st.builds("[00:{:02d}:07] {}: {}".format, st.integers(0, 59), NAMES, WORDS),
    st.just(""),
)


@given(st.lists(LINES, max_size=25), st.sampled_from([0, 12, 40, 100]), st.booleans())
@example(["00000000000 \x1f", "A:"], 12, False)
@example(["Note:", "Note:", "0000000000A :"], 12, False)
def test_importing_what_was_imported_changes_nothing(lines: list[str], width: int, times: bool) -> None:
    options = Options(declared([], ["INT"], ["Note"]), width, times)
    talk, _ = parse_transcript("x.txt", "\n".join(lines).encode())
    if talk is None:
        return
    once, _, notes = written("x", "x", talk, options)
    # A label that never has words of its own is none, until the text below it joins it.
    assume(not any("time stamps only" in note.message for note in notes))
    again, _ = parse_transcript("x.txt", once.encode())
    assert again is not None
    assert written("x", "x", again, options)[0] == once


@given(st.lists(WORDS.map(lambda words: words.replace(":", "")), min_size=1, max_size=12), st.integers(5, 60))
def test_wrapping_loses_no_word(paragraphs: list[str], width: int) -> None:
    text = "".join(f"Ana: {words}\n\n" for words in paragraphs)
    talk, _ = parse_transcript("x.txt", text.encode())
    assert talk is not None
    out, _, _ = written("x", "x", talk, Options(declared(["Ana"]), width))
    assert out.split() == text.split()


@given(st.text(max_size=80))
def test_a_name_is_short_and_has_a_letter(text: str) -> None:
    if is_name(text):
        assert len(text.strip()) <= 60
        assert any(character.isalpha() for character in text)


def test_clocks_are_written_alike() -> None:
    assert [clock(t) for t in ("0:12", "12:31", "1:02:03", "00:00:01.250", "0:0:4,5", "")] == [
        "00:00:12",
        "00:12:31",
        "01:02:03",
        "00:00:01",
        "00:00:04",
        "",
    ]


def test_a_label_longer_than_a_name_is_told_by_its_line_only() -> None:
    _, said = imported("Ana: a\n\nBen: b\n\nAna: c\n\nThe reason for it is this: d\n\nBen: e\n")
    assert said[1] == "left as text, not taken as a speaker: a label of 6 words (once, line 7)"
