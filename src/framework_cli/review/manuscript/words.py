"""Words as they are compared: letters and digits, whatever the typography, the case and the punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = "\u0300-\u036f"
_INVISIBLE = "\xad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f"
_APOSTROPHES = "'’ʼ‘`´′＇"
# Scripts that put no space between words: there each character stands for itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_UNSPACED}]|[^\W_{_UNSPACED}](?:[{_MARKS}{_INVISIBLE}]*[{_APOSTROPHES}]?[{_INVISIBLE}]*"
    rf"[^\W_{_UNSPACED}])*[{_MARKS}]*"
)
_DROPPED = re.compile(f"[{_APOSTROPHES}{_INVISIBLE}]")


class Word(NamedTuple):
    """A word: the letters by which it is compared, and where it stands (code points, end exclusive)."""

    key: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    if text.isascii():
        for found in _WORD.finditer(text):
            yield Word(found[0].lower().replace("'", "").replace("`", ""), found.start(), found.end())
        return
    for found in _WORD.finditer(text):
        yield Word(key(found[0]), found.start(), found.end())


def key(word: str) -> str:
    """A word as it is compared: composed, without case, apostrophes and invisible characters."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    return _DROPPED.sub("", unicodedata.normalize("NFKC", word).casefold())


def keys(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [word.key for word in words(text)]
