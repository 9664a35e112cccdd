"""Caption files: cues become turns, voices are kept, nothing of the talk is lost unsaid."""

from pathlib import Path

import pytest

from framework_cli.exchange import Options, declared, parse_transcript
from framework_cli.exchange.transcripts import written

TEAMS = """WEBVTT

NOTE made up

a3c7/7-0
00:00:03.003 --> 00:00:06.723
<v Costa, Ana (External)>Can you hear
me &amp; him?</v>

a3c7/10-1
00:00:07.113 --> 00:00:08.353
<v Ben>I &lt;think&gt; so.</v>

00:59:59.000 --> 01:00:01.000
<v Ben>Yes.</v>

00:59:59.500 --> 01:00:02.000
which is over the top of it

01:00:03.000 --> 01:00:04.000
<v Costa, Ana (External)>Good: very <i>good</i>.</v>
"""

ZOOM = """WEBVTT

1
00:00:02.140 --> 00:00:05.900
Ana: Shall we start?

2
00:00:06.210 --> 00:00:07.480
Tomasz W.: My sister said: either you ring them or I do.

3
00:00:08.050 --> 00:00:09.730
and so I rang.

4
00:00:10.000 --> 00:00:11.000
Żaneta (interpreter): He did.

5
00:00:12.000 --> 00:00:13.000
Tomasz W.: Yes. 🙂

6
00:00:14.000 --> 00:00:15.000
Ana: Thanks.
"""


def imported(name: str, text: str, options: Options | None = None) -> tuple[str, list[str]]:
    talk, notes = parse_transcript(name, text.encode())
    assert talk is not None, notes
    out, _, more = written(name, "x", talk, options or Options())
    return out, [note.message for note in [*notes, *more]]


def test_voices_are_kept_and_cues_of_one_voice_run_together() -> None:
    out, said = imported("t.vtt", TEAMS)
    assert out == (
        "Costa, Ana (External): Can you hear me & him?\n\n"
        "Ben: I <think> so. Yes. which is over the top of it\n\n"
        "Costa, Ana (External): Good: very good.\n"
    )
    assert "5 cues joined into turns; cue ids and end times dropped" in said
    assert "1 note dropped (NOTE, STYLE, REGION)" in said
    assert "markup dropped from 1 cue" in said
    assert "5 time stamps dropped" in said


def test_kept_times_stand_before_the_turns_and_pass_the_hour() -> None:
    out, said = imported(
        "t.vtt", TEAMS.replace("00:59:59.000 --> 01:00:01.000\n<v Ben>Yes.</v>\n\n", ""), Options(times=True)
    )
    assert "[01:00:03] Costa, Ana (External): Good" in out
    assert out.startswith("[00:00:03] Costa, Ana (External): Can")
    assert "1 time stamp dropped" in said


def test_labels_in_cue_text_are_speakers_and_a_colon_in_speech_is_none() -> None:
    out, said = imported("z.vtt", ZOOM, Options(declared(["Żaneta (interpreter)=Interpreter"])))
    assert out == (
        "Ana: Shall we start?\n\n"
        "Tomasz W.: My sister said: either you ring them or I do. and so I rang.\n\n"
        "Interpreter: He did.\n\nTomasz W.: Yes. 🙂\n\nAna: Thanks.\n"
    )
    assert not any("left as text" in message for message in said)


def test_a_label_seen_once_stays_visible_and_takes_nobody_elses_words() -> None:
    out, said = imported("z.vtt", ZOOM)
    assert "\n\nŻaneta (interpreter): He did.\n\nTomasz W.: Yes. 🙂\n\n" in out
    assert "left as text, not taken as a speaker: “Żaneta (interpreter)” (once)" in said


def test_two_voices_in_one_cue_are_two_turns() -> None:
    out, _ = imported("t.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>No.</v> <v.loud Ben>Yes.</v>\n")
    assert out == "Ana: No.\n\nBen: Yes.\n"


def test_subrip_is_read_with_its_comma_and_without_numbers() -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,500\nAna: Well,\n<i>then</i>\n\n"
    srt += "00:00:03,000 --> 00:00:04,000\nAna: 1:30,5\n"
    assert imported("s.srt", srt)[0] == "Ana: Well, then 1:30,5\n"


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    plain = imported("z.vtt", ZOOM)[0]
    assert imported("z.vtt", "\ufeff" + ZOOM.replace("\n", "\r\n"))[0] == plain


def test_text_that_belongs_to_no_cue_is_left_out_with_its_line() -> None:
    lost = "WEBVTT\n\n00:01.000 --> 00:02.000\nAna: a\n\nAna: orphaned\n\n00:0x.000 --> 00:04.000\nAna: b\n"
    _, said = imported("z.vtt", lost)
    assert "1 block of text without a time left out (line 6)" in said
    assert "1 cue left out: the times cannot be read" in said


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.vtt", "1\n00:00:01.000 --> 00:00:02.000\nx\n", "the file does not start with WEBVTT"),
        ("a.vtt", "WEBVTT\n", "the file holds no cues"),
        ("a.srt", "", "the file holds no cues"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "the file holds no cues"),
    ],
)
def test_what_holds_no_cues_is_refused(name: str, text: str, message: str) -> None:
    talk, notes = parse_transcript(name, text.encode())
    assert talk is None
    assert [note.message for note in notes] == [message]


def test_a_clock_beyond_sixty_minutes_is_no_traceback() -> None:
    talk, notes = parse_transcript("a.vtt", b"WEBVTT\n\n00:99:00.000 --> 00:99:01.000\nx\n")
    assert talk is None
    assert "cannot be read" in notes[-1].message


@pytest.mark.shared
def test_the_caption_files_beside_the_checkout_come_in_whole(shared: Path) -> None:
    names = {}
    for file in sorted((shared / "captions").glob("*.vtt")):
        talk, notes = parse_transcript(file.name, file.read_bytes())
        assert talk is not None, notes
        names[file.stem] = {stretch.label for stretch in talk.stretches} - {""}
        assert not any("left out" in note.message for note in notes)
    assert names["ms-stream"] == set()
    assert names["teams-style"] == {"Okafor, Ben (External)", "Maren Lindqvist", "Speaker 3"}
    assert names["zoom-style"] == {"Ruth Adeyemi", "Tomasz W.", "Żaneta (interpreter)"}
