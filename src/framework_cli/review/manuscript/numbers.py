"""Claims of number beside what the matrix says (F618, F619).

Only plain logic makes a contradiction: more people than spoke to it, *all* where somebody said nothing,
*none* where somebody spoke, *most* where it was half or fewer. What *few* and *many* mean is not judged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framework_cli.cells import Grid
from framework_cli.chart import Tally
from framework_cli.model import rules
from framework_cli.model.codebook import Code
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.study import Study
from framework_cli.review.manuscript.claims import SPOKE, Claim, Claims
from framework_cli.review.manuscript.draft import NOTHING, Block, Draft
from framework_cli.review.manuscript.figures import figures
from framework_cli.review.manuscript.quotes import SENTENCE, Quote
from framework_cli.review.manuscript.themes import Named, Themes, headings

# Counted here is something else than people who speak to a theme.
_ELSE = re.compile(r"(?:documents?:|(?:quotes?|excerpts?|passages|words) (?:from|by|of))\s*$", re.IGNORECASE)
_MOST = ("most", "the majority", "a majority", "the vast majority", "nearly all", "almost all")
# Of a section's theme these count nobody: “One participant put it like this”, “no participant left”.
_NOBODY_COUNTED = ("one", "1", "each", "every", "no", "none")
# “mentioned”, “spoke of the”, up to the theme's name, and nothing that narrows it behind.
_SPEAK_OF = re.compile(
    rf"[\s{NOTHING}]*{SPOKE}\b(?:[\s\"“‘(*`{NOTHING}]+[^\W\d_]+){{0,3}}[\s\"“‘(*`{NOTHING}]*", re.IGNORECASE
)
_NO_MORE = re.compile(rf"[\s\"”’)*`{NOTHING}]*(?:[.,;:!?–—)(\[]|and\b|but\b|$)")


@dataclass(frozen=True, slots=True)
class _Section:
    """A block with what its headings name, and its text without its quotes."""

    draft: Draft
    block: Block
    above: Sequence[Named]
    text: str


def numbers(
    draft: Draft, study: Study, grid: Grid, themes: Themes, quotes: Sequence[Quote]
) -> Iterator[Diagnostic]:
    """Each claim of number in a sentence or section that names a theme, where the matrix says otherwise."""
    tallies, claims = figures(study, grid), Claims(study)
    people = sum(case.participant for case in study.cases.values())
    for block, above in headings(draft, themes):
        if block.kind == "quote":
            continue
        text = _unquoted(draft.clear[block.start : block.end], block.start, quotes)
        section = _Section(draft, block, above, text)
        for start, end in _sentences(text):
            found = list(claims.find(text, start, end))
            named = themes.named(draft, block.start + start, block.start + end) if found else []
            for claim in found:
                yield from _beside(section, claim, named, tallies, people)


def _beside(
    section: _Section, claim: Claim, named: Sequence[Named], tallies: Mapping[str, Tally], people: int
) -> Iterator[Diagnostic]:
    """What is to be said of one claim."""
    text, offset = section.text, section.block.start
    within = any(n.start - offset < claim.end and claim.start < n.end - offset for n in named)
    if within or _ELSE.search(text[max(0, claim.start - 20) : claim.start]):
        return
    code, own = _meant(claim, offset, named, section.above)
    if code is None or code.id not in tallies:
        return
    spoke = own is not None and _said_of(text, claim, own, offset)
    judged = _judged(claim, tallies[code.id], people, named=own is not None, spoke=spoke)
    if judged is not None:
        yield _finding(section.draft, claim, offset, code, tallies[code.id], judged)


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
    return bool(_SPEAK_OF.fullmatch(between) and _NO_MORE.match(text, own.end - offset))


def _judged(claim: Claim, tally: Tally, people: int, *, named: bool, spoke: bool) -> bool | None:
    """True where a claim contradicts the matrix, False where its figures are worth a look, None where not.

    `named` says that its own sentence names the theme, `spoke` that it counts those who spoke of it.
    """
    if not named and (not claim.asked or claim.word in _NOBODY_COUNTED):
        return None
    number = {"all": claim.of, "none": 0}.get(claim.word, claim.number) if claim.of else claim.number
    if number is None:
        return named and not claim.loose and tally.done > 0 and _vague(claim.word, tally, spoke=spoke)
    most, known = tally.charted + tally.uncharted, (tally.done, tally.total, people)
    if not claim.asked and (number > people or claim.of not in (None, *known)):
        return None
    if tally.charted == number and claim.of in (None, *known):
        return None
    if claim.at_least:
        return True if number > most else None
    if claim.loose or (number == people and not spoke):
        return number > most and claim.loose
    return number > most or spoke or (named and claim.of in known)


def _vague(word: str, tally: Tally, *, spoke: bool) -> bool:
    """The same of a word of quantity in a sentence that names the theme: plain logic."""
    if word in ("none", "no"):
        return spoke and tally.charted > 0
    if word in ("all", "every", "each"):
        return tally.nothing_said > 0
    return word in _MOST and tally.charted * 2 <= tally.done


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
