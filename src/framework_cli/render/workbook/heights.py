"""How tall a row must be for its texts to be read, and rows that still grow when somebody writes in them.

Not every program works heights out when it opens a workbook that another made (LibreOffice does not), so
they are estimated from the widths of Calibri's letters.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

_EM = 10 * 96 / 72  # pixels, of the type that the cells are set in
_DIGIT = 7  # pixels: a column's width is told in digits of the workbook's own type
_LINE, _EDGE, _TALLEST = 12.9, 3.0, 409.0  # points; no program makes a row taller
# Widths of letters, in thousandths of an em; others as `_OTHER`, East Asian ones an em.
_WIDTHS = {
    letter: width
    for letters, width in (
        (" ,.:;'’‘ijl|!I", 245), ("()[]{}frtJ-“”\"", 345), ("cksvxyzaeo?/L", 480), ("EFTSPBR", 520),
        ("bdghnpqu0123456789*=+", 525), ("ACDGHKNOQUVXYZ&", 610), ("mwMW@%—…", 830),
    )
    for letter in letters
}  # fmt: skip
_OTHER = 530
_CUSTOM = re.compile(rb'(<row [^>]*?) customHeight="1"')


def height_of(texts: Sequence[tuple[str, float]]) -> float:
    """The height in points of a row with these texts, each in a column so many digits wide."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(max(1, lines) * _LINE + _EDGE, _TALLEST)


def _lines(text: str, width: float) -> int:
    return sum(_wrapped(line, width * _DIGIT) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    """How many lines a line takes in so many pixels, broken at its spaces and within longer words."""
    lines, at = 1, 0.0
    for word in re.findall(r"\S+\s*|\s+", line):
        full, bare = _pixels(word), _pixels(word.rstrip())
        if at and at + bare > width:
            lines, at = lines + 1, 0.0
        lines += int(bare // width)
        at = at + full if bare < width else bare % width
    return lines


def _pixels(words: str) -> float:
    return sum(map(_thousandths, words)) * _EM / 1000


def _thousandths(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if combining(letter):
        return 0
    return 1000 if east_asian_width(letter) in "WF" else _OTHER


def growing(data: bytes) -> bytes:
    """A workbook whose rows are as tall as they were set, and grow with what is written in them.

    xlsxwriter marks every height as chosen by hand, which spreadsheet programs then keep.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            sheet = info.filename.startswith("xl/worksheets/")
            new.writestr(info, _CUSTOM.sub(rb"\1", part) if sheet else part)
    return stream.getvalue()
