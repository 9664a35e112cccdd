"""Claims of number beside what the matrix says: “nine of the twelve interviewees”, “most” (F618, F619).

Only plain logic makes a contradiction: more people than spoke to it, *all* where somebody said nothing,
*none* where somebody spoke, *most* where it was half or fewer. What *few* and *many* mean is not judged.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.chart import Tally
from framework_cli.model import rules
from framework_cli.model.codebook import Code
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.study import Study
from framework_cli.review.manuscript.draft import NOTHING, Draft
from framework_cli.review.manuscript.figures import figures
from framework_cli.review.manuscript.quotes import SENTENCE, Quote
from framework_cli.review.manuscript.themes import Named, Themes, headings

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
# Counted here is something else than people who speak to a theme.
_ELSE = re.compile(r"(?:documents?:|(?:quotes?|excerpts?|passages|words) (?:from|by|of))\s*$", re.IGNORECASE)
_VAGUE = (
    "the vast majority|the majority|a majority|nearly all|almost all|not all|all but|all|most|none|no|half|"
    "a small number|a number|a minority|a few|few|many|several|some|every|each"
)
_SPOKE = (
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


def numbers(
    draft: Draft, study: Study, grid: Grid, themes: Themes, quotes: Sequence[Quote]
) -> Iterator[Diagnostic]:
    """Each claim of number in a sentence or section that names a theme, where the matrix says otherwise."""
    tallies = figures(study, grid)
    people = sum(case.participant for case in study.cases.values())
    pattern = claims_in(study)
    for block, above in headings(draft, themes):
        if block.kind == "quote":
            continue
        text = _unquoted(draft.clear[block.start : block.end], block.start, quotes)
        for start, end in _sentences(text):
            found = list(pattern(text, start, end))
            if not found:
                continue
            named = themes.named(draft, block.start + start, block.start + end)
            for claim in found:
                if _ELSE.search(text[max(0, claim.start - 20) : claim.start]) or any(
                    n.start - block.start < claim.end and claim.start < n.end - block.start for n in named
                ):
                    continue
                code, own = _meant(claim, block.start, named, above)
                if code is None or code.id not in tallies:
                    continue
                spoke = own is not None and _said_of(text, claim, own, block.start)
                judged = _judged(claim, tallies[code.id], people, named=own is not None, spoke=spoke)
                if judged is not None:
                    yield _finding(draft, claim, block.start, code, tallies[code.id], judged)


def claims_in(study: Study) -> "_Finder":
    """What finds the claims in a text; the study's own word for a case is one for people."""
    word = study.settings.labels.get("case", "").strip().lower()
    own = f"|{re.escape(word)}s?" if word.isalpha() and word not in ("case", "person") else ""
    return _Finder(_ASKED + own, _PEOPLE)


class _Finder:
    """The patterns of claims, with a study's own words for people."""

    def __init__(self, asked: str, others: str) -> None:
        people = f"(?:(?P<asked>{asked})|{others})"
        gap, own = rf"[\s{NOTHING}]+", r"(?:(?:the|our|these|those|all)\s+)?"
        amount = (
            rf"(?P<about>at least|more than|over|about|around|some|up to|only|fewer than|less than)?{gap}?"
        )
        self._fraction = re.compile(
            rf"\b(?:{amount})?\b(?P<n>{_NUMBER}|all|none|most|half){gap}(?:out{gap})?of{gap}{own}(?P<m>{_NUMBER})\b"
            rf"(?:{gap}(?P<kind>[^\W\d_]+{gap})?{people}\b|(?={gap}{_SPOKE}\b)|(?=\s*[;,.)]))",
            re.IGNORECASE,
        )
        self._counted = re.compile(
            rf"\b(?:{amount})?\b(?P<n>{_NUMBER}){gap}(?:of{gap}(?:the|our){gap})?(?P<kind>[^\W\d_]+{gap})?{people}\b",
            re.IGNORECASE,
        )
        self._vague = re.compile(
            rf"\b(?P<n>{_VAGUE}){gap}(?:of{gap})?{own}(?P<kind>[^\W\d_]+{gap})?{people}\b", re.IGNORECASE
        )

    def __call__(self, text: str, start: int, end: int) -> Iterator[Claim]:
        """The claims in a stretch, in order of kind; none overlap."""
        taken: list[tuple[int, int]] = []
        for pattern in (self._fraction, self._counted, self._vague):
            for found in pattern.finditer(text, start, end):
                if any(found.start() < e and s < found.end() for s, e in taken):
                    continue
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


def _unquoted(text: str, start: int, quotes: Sequence[Quote]) -> str:
    """A block's text with its quotes out of sight: what people say in them is no claim of the author's."""
    for quote in quotes:
        first, last = max(quote.start - start, 0), min(quote.end - start, len(text))
        if first < last:
            text = f"{text[:first]}{'_' * (last - first)}{text[last:]}"
    return text


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in SENTENCE.finditer(text):
        yield at, found.end()
        at = found.end()
    yield at, len(text)


def _meant(
    claim: Claim, offset: int, named: Sequence[Named], above: Sequence[Named]
) -> tuple[Code | None, Named | None]:
    """What a claim is about: the entry named nearest in its sentence; else the section's, if it names one."""
    if named:
        own = min(named, key=lambda n: (abs(n.start - offset - claim.start), -n.code.level))
        return own.code, own
    codes = list(dict.fromkeys(n.code.id for n in above))
    return (above[0].code, None) if len(codes) == 1 else (None, None)


def _said_of(text: str, claim: Claim, own: Named, offset: int) -> bool:
    """Whether the sentence says that so many spoke of the theme, and no more than that."""
    between = text[claim.end : max(own.start - offset, claim.end)]
    return bool(
        re.match(
            rf"[\s{NOTHING}]*{_SPOKE}\b(?:[\s\"“‘(*{NOTHING}]+[^\W\d_]+){{0,3}}[\s\"“‘(*{NOTHING}]*$",
            between,
            re.IGNORECASE,
        )
    )


def _judged(claim: Claim, tally: Tally, people: int, *, named: bool, spoke: bool) -> bool | None:
    """True where a claim contradicts the matrix, False where its figures are worth a look, None where not."""
    most, known = tally.charted + tally.uncharted, (tally.done, tally.total, people)
    number = {"all": claim.of, "none": 0}.get(claim.word, claim.number)
    if number is None or (claim.of is None and claim.word in ("all", "none")):
        return _vague(claim, tally, named=named)
    if claim.of is not None and claim.of not in known and not claim.asked:
        return None
    if not claim.asked and (number > people or not named):
        return None
    if tally.charted == number and (claim.of is None or claim.of in known):
        return None
    if claim.loose:
        return number > most
    if claim.at_least:
        return True if number > most else None
    if number == people and not spoke:
        return False
    return number > most or spoke or (named and claim.of in known)


def _vague(claim: Claim, tally: Tally, *, named: bool) -> bool | None:
    """The same of a word of quantity: plain logic, and only in a sentence that names the theme."""
    if not named and not claim.asked:
        return None
    if not named or claim.loose or not tally.done:
        return False
    if claim.word in ("all", "every", "each"):
        return tally.nothing_said > 0
    if claim.word in ("most", "the majority", "a majority", "the vast majority", "nearly all", "almost all"):
        return tally.charted * 2 <= tally.done
    return False


def _finding(
    draft: Draft, claim: Claim, offset: int, code: Code, tally: Tally, contradicts: bool
) -> Diagnostic:
    said = f"“{claim.word}”" if claim.of is None else f"“{claim.word}” of {claim.of}"
    rule = rules.NUMBER_CONTRADICTED if contradicts else rules.NUMBER_BESIDE
    return Diagnostic(
        rule,
        f"{said} on {code.number} {code.name}: in the matrix {tally.spoke or 'nobody is charted'}",
        draft.at(offset + claim.start, offset + claim.end),
        hint=f"look again: `framework chart --cells states --code {code.id}`"
        if contradicts
        else "say how many of how many, if it is this that you count",
    )
