"""Codebook ids from names: a to z, digits and `-`, unique, short enough to type."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 48
# Letters that Unicode does not take apart, and the two alphabets that have an obvious Latin spelling.
_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ħ": "h",
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdezijklmnoprstufye", strict=True)),
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "є": "ye",
    "і": "i",
    "ї": "yi",
    "ґ": "g",
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
    "θ": "th",
    "χ": "ch",
    "ψ": "ps",
    "&": " and ",
    "'": "",
    "’": "",
    "‘": "",
}
_TABLE = str.maketrans(_LETTERS)


def slug(name: str) -> str:
    """A name as an id; empty where nothing of it can be spelt in Latin letters (Chinese, Arabic)."""
    # й and ё are letters of their own: spell them before accents are taken off.
    spelt = unicodedata.normalize("NFC", name).casefold().translate(_TABLE)
    bare = unicodedata.normalize("NFKD", spelt).translate(_TABLE)
    plain = "".join(c for c in bare if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) <= LONGEST:
        return words
    short = words[: LONGEST + 1].rpartition("-")[0]
    return short or words[:LONGEST]


def unique(name: str, above: str, position: str, taken: Container[str]) -> str:
    """An id for an entry below `above` (an id or none); `position` (`2-3`) names what its name cannot."""
    wanted = slug(name) or f"code-{position}"
    if wanted in taken and above:
        wanted = f"{above}-{wanted}"
    made, number = wanted, 1
    while made in taken:
        number += 1
        made = f"{wanted}-{number}"
    return made
