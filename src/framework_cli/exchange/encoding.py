"""Bytes of somebody else's file to text, without guessing."""

from framework_cli.exchange.note import Note, refused, warned

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes, encoding: str | None = None) -> tuple[str | None, list[Note]]:
    """Decode a file: by its byte order mark, else as told, else strictly as UTF-8.

    Line ends come out as LF. No text comes out where the bytes do not fit, or hold NUL.
    """
    mark, marked = next(((m, name) for m, name in _MARKS if data.startswith(m)), (b"", None))
    body = data[len(mark) :]
    notes = _doubts(body, encoding) if encoding and not marked else []
    try:
        text = body.decode(marked or encoding or "utf-8")
    except UnicodeDecodeError as bad:
        return None, [_misfit(body, bad.start, marked or encoding)]
    except LookupError:
        return None, [refused(f"there is no text encoding called “{encoding}”", "try windows-1252 or utf-16")]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line, column = _place(text, text.index("\0"))
        where = f"line {line}, column {column}"
        return None, [
            refused(f"the file holds NUL bytes ({where})", "if it is UTF-16, say --encoding utf-16")
        ]
    return text, notes


def _misfit(body: bytes, at: int, encoding: str | None) -> Note:
    """Say where the first byte stands that does not fit."""
    before = body[:at]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    what = f"byte 0x{body[at]:02x} at line {line}, column {column}"
    if encoding:
        return refused(f"the file is not {encoding}: {what}")
    return refused(f"the file is not UTF-8: {what}", "if it comes from Windows, say --encoding windows-1252")


def _doubts(body: bytes, encoding: str) -> list[Note]:
    """Warn where a file told to be in another encoding is sound UTF-8 beyond ASCII."""
    if body.isascii() or encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        return []
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return []
    return [warned(f"the file is valid UTF-8 and was read as {encoding}, as told", "leave out --encoding")]


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
