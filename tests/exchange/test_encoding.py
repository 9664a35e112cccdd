"""Bytes are decoded as marked, as told or as UTF-8; never guessed."""

import pytest

from framework_cli.exchange.encoding import decode

NAME = "café – “yes”"


def test_utf_8_with_and_without_a_mark_is_read() -> None:
    assert decode(NAME.encode()) == (NAME, [])
    assert decode(b"\xef\xbb\xbf" + NAME.encode()) == (NAME, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_a_mark_is_read(encoding: str) -> None:
    assert decode(("\ufeff" + NAME + " 🙂").encode(encoding))[0] == NAME + " 🙂"


def test_windows_1252_is_refused_with_the_place_and_the_option() -> None:
    text, notes = decode("Ana: one\nBen: é it\u2019s".encode("windows-1252"))
    assert text is None
    assert notes[0].message == "the file is not UTF-8: byte 0xe9 at line 2, column 6"
    assert notes[0].hint == "if it comes from Windows, say --encoding windows-1252"


def test_an_encoding_told_is_used() -> None:
    assert decode(NAME.encode("windows-1252"), "windows-1252") == (NAME, [])


def test_sound_utf_8_read_as_something_else_is_doubted() -> None:
    text, notes = decode("café".encode(), "windows-1252")
    assert text == "cafÃ©"
    assert notes[0].message == "the file is valid UTF-8 and was read as windows-1252, as told"


def test_bytes_that_do_not_fit_the_encoding_told_are_refused() -> None:
    text, notes = decode(b"ab\x81", "windows-1252")
    assert text is None
    assert notes[0].message == "the file is not windows-1252: byte 0x81 at line 1, column 3"


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex"])
def test_what_is_no_text_encoding_is_refused(encoding: str) -> None:
    text, notes = decode(b"abc", encoding)
    assert text is None
    assert notes[0].message == f"there is no text encoding called “{encoding}”"


def test_nul_bytes_are_refused_with_their_place() -> None:
    text, notes = decode(b"ab\nc\x00d")
    assert text is None
    assert notes[0].message == "the file holds NUL bytes (line 2, column 2)"


def test_every_line_end_becomes_a_line_feed_and_nothing_else_does() -> None:
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"
    assert decode("a\u2028b\x0bc\x85".encode())[0] == "a\u2028b\x0bc\x85"
