"""What a manuscript points at: excerpts (`[@id]`), lines (`P07:45-52`; `P07, line 45`), people (`(P07)`)."""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from framework_cli.review.manuscript.draft import NOTHING, Draft
from framework_cli.review.manuscript.names import Names

# An excerpt's id as the tool makes them: see `write.ids`. `smith2020` is somebody's key to the literature.
_MADE = re.compile(r"(?=[a-z]+[0-9]+[a-z])[a-z][a-z0-9]{7}")
_CITED = re.compile(r"\[([^\[\]\n]{0,400}?@[^\[\]\n]{0,400})\]")
_ID = re.compile(r"(?<![\w@])(\*?)@([\w][\w:.#$%&+?<>~/-]*[\w]|\w)")
_LINES = re.compile(
    rf"(?:\s?[:,]\s?|\s)[{NOTHING}]*(?:(?P<word>lines?|ll?\.|Zeilen?|Z\.)\s?)?(?P<line>\d{{1,6}})"
    r"(?:\s?(?:[-–—]|to)\s?(?P<end>\d{1,6}))?(?![\w%:/]|[.,]\d)",
)
# What may follow a bare line's number in a bracket: its end, or something else that is cited.
_ENDS = re.compile(rf"[\s{NOTHING}]*(?:[)\];]|(?P<more>,[\s{NOTHING}]*(?!\d)))")
_SAYS = re.compile(
    r"['’]s\s|\s+(?:also\s+)?(?:said|says|puts?|told|tells|felt|feels|describe[ds]|explain(?:ed|s)|added|adds|agree[ds]|"
    r"thought|thinks|recall(?:ed|s)|remember(?:ed|s)|sp[eo]aks?|spoke|note[ds]|report(?:ed|s)|who)\b"
)
_QUOTED = re.compile(rf"[\"”’»'][\s.,;{NOTHING}]*[(\[]$")
_YEAR = re.compile(
    r"\b[^\W\d_]{2,40}\b[^()]{0,60}?\b(?:1[5-9]|20)\d\d[a-z]?\b|\((?:[^()]{0,40}\s)?(?:1[5-9]|20)\d\d[a-z]?\b[^()]{0,40}\)"
)
_KEY = re.compile(r"\[[^\[\]]*(?<!\w)@\w")
_PARTICIPANT = re.compile(
    r"\b(?:participant|interviewee|respondent|informant|interview|person)\s+(?:no\.?\s?|#)?(\d{1,4})\b",
    re.IGNORECASE,
)


class Citation(NamedTuple):
    """One thing pointed at, and where (offsets, end exclusive).

    One of `excerpt` (an id) and `name` (a case, source or speaker, or what looks like one) is given; `line`
    and `end_line` are 0 where no lines are. `starred` is said of `[*@id]`. `sure` says that what is not known
    is surely meant as an id of this study.
    """

    start: int
    end: int
    excerpt: str = ""
    name: str = ""
    line: int = 0
    end_line: int = 0
    sure: bool = True


def citations(draft: Draft, names: Names, excerpts: Container[str]) -> list[Citation]:
    """Everything that the text points at, in order."""
    found = [*_excerpts(draft, excerpts), *_linked(draft, excerpts), *_named(draft, names)]
    return sorted(found)


def _excerpts(draft: Draft, excerpts: Container[str]) -> Iterator[Citation]:
    """Ids in brackets; keys to the literature are no business of ours."""
    for bracket in _CITED.finditer(draft.clear):
        for each in _ID.finditer(bracket[1]):
            id = each[2]
            if id in excerpts or each[1] or _MADE.fullmatch(id):
                start = bracket.start(1) + each.start()
                yield Citation(start, bracket.start(1) + each.end(), excerpt=id)


def _linked(draft: Draft, excerpts: Container[str]) -> Iterator[Citation]:
    """Links of a rendered report. Outside the team its quotes have numbers, which say nothing here."""
    for link in draft.links:
        if link.excerpt in excerpts or _MADE.fullmatch(link.excerpt):
            yield Citation(link.start, link.end, excerpt=link.excerpt)


def _named(draft: Draft, names: Names) -> Iterator[Citation]:
    """Ids of cases and sources, with the lines that follow them, wherever they stand."""
    text = draft.clear
    for found in names.pattern.finditer(text):
        lines = _LINES.match(text, found.end())
        if lines and not lines["word"] and not _counts_lines(text, found.start(), lines, names):
            lines = None
        digits = any(letter.isdigit() for letter in found[0])
        if not lines and not digits and not _signed(text, found.start(), found.end()):
            continue
        if not names.known(found[0]) and not _meant(text, found, names, lines=lines is not None):
            continue
        if (
            found[0].isdigit()
            and not (lines and lines["word"])
            and not _signed(text, found.start(), found.end())
        ):
            continue
        line = int(lines["line"]) if lines else 0
        end_line = int(lines["end"]) if lines and lines["end"] else line
        end = lines.end() if lines else found.end()
        yield Citation(found.start(), end, name=found[0], line=line, end_line=end_line)
    for found in _PARTICIPANT.finditer(text):
        case = names.numbered.get(int(found[1]))
        if case:
            yield Citation(found.start(), found.end(), name=case)


def _counts_lines(text: str, start: int, lines: re.Match[str], names: Names) -> bool:
    """`P07:45` always; `P07: 45`, `P07, 45` and `P07 45` within brackets only.

    Before other words it is somebody's age: `(P07, 45, driver)`, `(P07, 45 years)`.
    """
    if text[lines.start()] == ":":
        return text[lines.start() + 1].isdigit() or _bracketed(text, start)
    ends = _ENDS.match(text, lines.end())
    return (
        ends is not None
        and _bracketed(text, start)
        and (not ends["more"] or names.pattern.match(text, ends.end()) is not None)
    )


def _bracketed(text: str, at: int) -> bool:
    """Whether an offset stands in a bracket that opened a few words before."""
    before = text[max(0, at - 80) : at]
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))


def _meant(text: str, found: re.Match[str], names: Names, *, lines: bool) -> bool:
    """Whether what looks like an id, and is none, is surely meant as one.

    It gives lines, signs something, or one so called speaks; with other digits than the ids have (`P7` for
    `P07`) it stands in a bracket right behind a quote.
    """
    start, end = found.span()
    if not names.shaped(found[0]):
        return bool(_QUOTED.search(text, max(0, start - 12), start))
    return lines or _signed(text, start, end) or bool(_SAYS.match(text, end))


def _signed(text: str, start: int, end: int) -> bool:
    """Whether a name stands where one signs: first or last in a bracket, after a dash, before a colon."""
    before = text[max(0, start - 40) : start].rstrip(f" {NOTHING}★*")
    after = text[end : end + 3].lstrip(f" {NOTHING}")[:1]
    dashed = before.endswith(("–", "—", "--"))
    return (
        (dashed or before.endswith(("(", "[", ";", ",")))
        and after in ("", "\n", ")", "]", ",", ";", ":", ".")
        and (dashed or _bracketed(text, start))
    )


def literature(words: str) -> bool:
    """Whether a bracket, or what stands before a quote, cites the literature: name and year, or a number."""
    return bool(_YEAR.search(words) or _KEY.match(words)) or bool(
        re.fullmatch(r"[\[(]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*[\])]?", words)
    )
