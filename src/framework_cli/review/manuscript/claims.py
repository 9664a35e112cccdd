"""Claims of number in a sentence: “nine of the twelve interviewees”, “at least three”, “most of them”."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.model.study import Study
from framework_cli.review.manuscript.draft import NOTHING

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_ONES += " seventeen eighteen nineteen"
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_NUMBERS = {word: number for number, word in enumerate(_ONES.split())} | _TENS
_NUMBERS |= {f"{ten}-{one}": _TENS[ten] + n for ten in _TENS for n, one in enumerate(_ONES.split()[1:10], 1)}
_NUMBER = rf"(?:(?<![\d,.])\d{{1,4}}(?![,.]?\d)|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
# Words for those who were interviewed; words that may as well be other people's.
_ASKED = "participants?|interviewees?|respondents?|informants?|interviews|accounts"
_PEOPLE = "people|persons?|individuals|cases?|members|speakers|women|men"
_ABOUT = "at least|more than|over|about|around|some|up to|only|fewer than|less than"
_VAGUE = (
    "the vast majority|the majority|a majority|nearly all|almost all|not all|all but|all|most|none|no|half|"
    "a small number|a number|a minority|a few|few|many|several|some|every|each"
)
SPOKE = (
    r"(?:sp[eo]aks?|spoke|talk(?:s|ed)?|said|sa(?:y|ys)|mention(?:s|ed)?|rais(?:e|es|ed)|discuss(?:es|ed)?|describ(?:e|es|ed)|"
    r"report(?:s|ed)?|refer(?:s|red)?|brought|commented|touched|told)"
)


class Claim(NamedTuple):
    """A number of people in a sentence: `word` as written; `number` and `of` where they are definite.

    `at_least` is said of “at least nine”; `loose` where a word about the people (“women”) or about the number
    (“about nine”) leaves open whether the whole column is meant. `asked` says that the people are those
    interviewed, by the word for them.
    """

    start: int
    end: int
    word: str
    number: int | None = None
    of: int | None = None
    at_least: bool = False
    loose: bool = False
    asked: bool = True


class Claims:
    """What finds the claims in a text, with a study's own word for a case among those for people."""

    def __init__(self, study: Study) -> None:
        word = study.settings.labels.get("case", "").strip().lower()
        own = f"|{word}s?" if word.isalpha() and word not in ("case", "person") else ""
        gap, the = rf"[\s{NOTHING}]+", r"(?:(?:the|our|these|those|all)\s+)?"
        people = rf"(?P<kind>[^\W\d_]+{gap})?(?:(?P<asked>{_ASKED}{own})|{_PEOPLE})\b"
        number = rf"\b(?:(?P<about>{_ABOUT}){gap})?\b(?P<n>{_NUMBER}"
        of = rf"{gap}(?:out{gap})?of{gap}{the}"
        ends = rf"(?:{gap}{people}|(?={gap}{SPOKE}\b)|(?=\s*[;,.)]))"
        self._patterns = [
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"{number}|all|none|most|half){of}(?P<m>{_NUMBER})\b{ends}",
                rf"{number}){gap}(?:of{gap}(?:the|our){gap})?{people}",
                rf"\b(?P<n>{_VAGUE}){gap}(?:of{gap})?{the}{people}",
            )
        ]

    def find(self, text: str, start: int, end: int) -> Iterator[Claim]:
        """The claims in a stretch; none overlap."""
        taken: list[tuple[int, int]] = []
        for pattern in self._patterns:
            for found in pattern.finditer(text, start, end):
                if not any(found.start() < last and first < found.end() for first, last in taken):
                    taken.append(found.span())
                    yield _claim(found)


def _claim(found: re.Match[str]) -> Claim:
    groups = found.groupdict()
    word = found["n"].lower()
    about = (groups.get("about") or "").lower()
    number = _value(word)
    of = _value(groups["m"].lower()) if groups.get("m") else None
    return Claim(
        found.start("n"),
        found.end(),
        word,
        number,
        of,
        about in ("at least", "more than", "over"),
        bool(groups.get("kind")) or about in ("about", "around", "some", "up to", "fewer than", "less than"),
        bool(groups.get("asked")),
    )


def _value(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)
