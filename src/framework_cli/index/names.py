"""Where the names of a key stand in a text, however laid out; the text with pseudonyms in their place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from framework_cli.index.normal import Normal, normalise
from framework_cli.read.key import Fault, Named

# Scripts that put no space between words: there a name has no edges to look for.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


class Hit(NamedTuple):
    """A name in a text: code points, end exclusive, and what is to stand there.

    `sure` says that it is written as in the key, in capitals, or with a capital at its start; a common
    word may be a name in other letters. `clash` says that two names of the key overlap here.
    """

    start: int
    end: int
    pseudonym: str
    sure: bool = True
    clash: bool = False


class Names:
    """The names of a key, ready to be looked for. Longer names go before those within them."""

    __slots__ = ("_any", "_as_keyed", "_exact", "_pseudonyms", "_written")

    def __init__(self, key: Iterable[Named]) -> None:
        self._pseudonyms = {normalise(named.name).casefold(): named.pseudonym for named in key}
        self._as_keyed = {normalise(named.name): named.pseudonym for named in key if normalise(named.name)}
        # What the key itself says of a spelling goes before what is made of another one's.
        self._written = {
            form: pseudonym
            for name, pseudonym in self._as_keyed.items()
            for form in _forms(name)
            if normalise(form)
        } | self._as_keyed
        self._exact = _pattern(self._written)
        self._any = _pattern((normalise(named.name) for named in key), re.IGNORECASE)

    def find(self, text: str) -> list[Hit]:
        """Every hit, in order of place; none overlap but those that clash."""
        if not self._written:
            return []
        normal = Normal.of(text)
        sure = _apart([self._hit(normal, found, sure=True) for found in self._exact.finditer(normal.text)])
        loose = [self._hit(normal, found, sure=False) for found in self._any.finditer(normal.text)]
        taken = list(sure)
        other = [
            hit for hit in loose if hit and not any(h.start < hit.end and hit.start < h.end for h in taken)
        ]
        return sorted([*sure, *_apart(other)])

    def _hit(self, normal: Normal, found: re.Match[str], *, sure: bool) -> Hit | None:
        start, end = found.span(1)
        after = normal.text[end : end + 1]
        if after and unicodedata.combining(after):
            return None
        words = found[1]
        pseudonym = self._written[words] if sure else self._pseudonyms.get(words.casefold(), "")
        if not pseudonym:
            return None
        if words not in self._as_keyed:
            pseudonym = _in_manner(pseudonym, words)
        return Hit(*normal.raw(start, end), pseudonym, sure)

    def faults(self, key: Iterable[Named]) -> Iterator[Fault]:
        """Pseudonyms that hold a name of the key: what is redacted would be found again."""
        for named in key:
            if any(hit.sure for hit in self.find(named.pseudonym)):
                yield Fault(named.line, "the pseudonym holds a name of the key")


def written(text: str, hit: Hit) -> str:
    """What is put in a hit's place. Line feeds within the name stay, so that no line changes its number."""
    feeds: list[str] = re.findall(r"[ \t]*\n[ \t]*", text[hit.start : hit.end])
    first, space, rest = hit.pseudonym.partition(" ")
    if len(feeds) == 1 and space:
        return first + feeds[0] + rest
    return hit.pseudonym + ("".join(feeds) if hit.end < len(text) else "")


def replaced(text: str, hits: Iterable[Hit]) -> str:
    """A text with every hit replaced."""
    parts: list[str] = []
    at = 0
    for hit in hits:
        parts += text[at : hit.start], written(text, hit)
        at = hit.end
    return "".join([*parts, text[at:]])


def _forms(name: str) -> list[str]:
    """How a name may be written and is surely meant: as it is, in capitals, with a capital at its start."""
    forms = [name, name.upper(), name[:1].upper() + name[1:]]
    return list(dict.fromkeys(forms))


def _pattern(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Any of some names as words of their own, the longest that fits; overlapping ones are found too."""
    longest = sorted(set(names), key=lambda name: (-len(name), name))
    return re.compile(f"(?=({'|'.join(_bounded(name) for name in longest)}))", flags)


def _bounded(name: str) -> str:
    return f"{_edge(name[0], '(?<!', ')')}{re.escape(name)}{_edge(name[-1], '(?!', ')')}"


def _edge(character: str, opening: str, closing: str) -> str:
    """No letter may stand beside a letter, nor a letter or digit beside a digit."""
    if unicodedata.name(character, "").startswith(_UNSPACED) or not character.isalnum():
        return ""
    beside = r"[^\W_]" if character.isdigit() else r"[^\W\d_]"
    return f"{opening}{beside}{closing}"


def _in_manner(pseudonym: str, words: str) -> str:
    """A pseudonym in capitals where the name is written so, or all small where it is."""
    letters = [character for character in words if character.isalpha()]
    if len(letters) > 2 and words.isupper():
        return pseudonym.upper()
    return pseudonym.lower() if words.islower() and not pseudonym.islower() else pseudonym


def _apart(hits: Iterable[Hit | None]) -> list[Hit]:
    """Without those that lie within one before; of those that only overlap it, both clash."""
    kept: list[Hit] = []
    for hit in hits:
        if hit is None or (kept and hit.end <= kept[-1].end):
            continue
        if kept and hit.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(clash=True)
            hit = hit._replace(clash=True)
        kept.append(hit)
    return kept
