"""Quotes that were said: by somebody else, elsewhere, by the interviewer, or uncoded (F604 to F612)."""

import re
from collections.abc import Iterator

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.words import first_few, number_of
from framework_cli.review.manuscript.draft import Draft
from framework_cli.review.manuscript.lookup import Traced, same_signs
from framework_cli.review.manuscript.misquoted import misquoted
from framework_cli.review.manuscript.pieces import speaks_of_interviewer
from framework_cli.review.manuscript.search import Match
from framework_cli.review.manuscript.spoken import Place
from framework_cli.review.manuscript.telling import (
    at,
    beside,
    lines,
    name,
    short,
    signer,
    span,
    stands,
    whose,
)

_ASKING = re.compile(
    r"\b(?:asked|asking|question\w*|interviewer\w*|moderator\w*|prompt\w*|probe\w*|topic guide|we said)\b",
    re.IGNORECASE,
)


def quoted(draft: Draft, traced: Traced) -> Iterator[Diagnostic]:
    """What is to be said of one quote."""
    if traced.standing == "found":
        yield from _found(draft, traced)
    else:
        yield from misquoted(draft, traced)


def unclosed(draft: Draft, at: int) -> Diagnostic:
    """A mark that opens and is never closed: what follows it is not looked up."""
    return Diagnostic(
        rules.QUOTE_UNCLOSED,
        "this quotation mark is not closed in its paragraph, and its words were not looked up",
        draft.at(at, at + 1),
        hint="close it where the quote ends",
    )


def _found(draft: Draft, traced: Traced) -> Iterator[Diagnostic]:
    match = traced.places[0]
    if traced.against == "case":
        yield _of_another(draft, traced)
        return
    if traced.against == "lines":
        yield _other_lines(draft, traced)
    elif len(traced.places) > 1:
        yield from _several(draft, traced)
    if traced.reading and not any(same_signs(traced.reading, m) for m in traced.places):
        yield Diagnostic(
            rules.QUOTE_SIGNS,
            f"the words are those of {match.whole.reference}, punctuation or capitals are not",
            at(draft, traced),
            hint="take the transcript's, if they matter",
            words=beside(traced.quote.text, match.whole.words),
        )
    yield from _asked(draft, traced, match)
    if len(traced.places) == 1:
        yield from _joined(draft, traced, match)
        yield from _uncoded(draft, traced, match)


def _of_another(draft: Draft, traced: Traced) -> Diagnostic:
    places = traced.places
    where = first_few(dict.fromkeys(whose(m.whole) for m in places))
    return Diagnostic(
        rules.QUOTE_OF_ANOTHER,
        f"signed as {signer(traced)}; the words are {where}",
        at(draft, traced),
        hint=f"sign it as {name(places[0].whole)}, {lines(places[0].whole)}"
        if len(places) == 1
        else "sign it with the one that is meant",
        related=tuple(stands(m.whole, "it stands here") for m in places[:4]),
    )


def _other_lines(draft: Draft, traced: Traced) -> Diagnostic:
    given = [c for c in traced.quote.signature.cited if c.excerpt or c.line]
    named = first_few(
        f"[@{c.excerpt}]" if c.excerpt else f"{c.name}, {span(c.line, c.end_line)}" for c in given
    )
    where = first_few(m.whole.reference for m in traced.places)
    return Diagnostic(
        rules.QUOTE_LINES,
        f"{named} does not hold this quote; it stands at {where}",
        at(draft, traced),
        hint=f"give {lines(traced.places[0].whole)}"
        + (
            ""
            if len({m.whole.said for m in traced.places}) > 1
            else f" of {traced.places[0].whole.said.source.id}"
        ),
        related=tuple(stands(m.whole, "it stands here") for m in traced.places[:4]),
    )


def _several(draft: Draft, traced: Traced) -> Iterator[Diagnostic]:
    """A quote that stands in several places, and a signature that leaves open which is meant."""
    if traced.quote.size < 4:
        return
    places = [m.whole for m in traced.places]
    yield Diagnostic(
        rules.QUOTE_PLACES,
        f"it stands in {len(places)} places: {first_few(p.reference for p in places)}",
        at(draft, traced),
        hint="say which is meant: sign it with its line",
        related=tuple(stands(place, "here") for place in places[:4]),
    )


def _asked(draft: Draft, traced: Traced, match: Match) -> Iterator[Diagnostic]:
    """An interviewer's words that pass for a participant's."""
    said = match.whole.said
    # That a mark of the interviewer's stands in the quote says whose words these are.
    labels = said.source.interviewers
    asked = [n for part in match.parts for n in range(part.first, part.last) if not _participant(part, n)]
    if not asked:
        return
    whole = len(asked) == sum(part.last - part.first for part in match.parts)
    if whole and (_ASKING.search(traced.quote.around) or not traced.signed):
        return
    if speaks_of_interviewer(traced.quote.text, labels):
        return
    what = "all its words are" if whole else f"{number_of(len(asked), 'word is', 'words are')}"
    yield Diagnostic(
        rules.QUOTE_ASKED,
        f"{what} the interviewer's, at {match.whole.reference}",
        at(draft, traced),
        hint="say that it was asked" if whole else "leave the question out with […], or show who asks",
        related=(stands(match.whole, "it stands here"),),
    )


def _participant(part: Place, number: int) -> bool:
    said = part.said
    return said.talk.of(said.starts[number], said.ends[number]).participant


def _joined(draft: Draft, traced: Traced, match: Match) -> Iterator[Diagnostic]:
    """An ellipsis that leaves out a question: two answers then read as one."""
    source = match.whole.said.source
    for one, other, piece in zip(match.parts, match.parts[1:], traced.reading[1:], strict=False):
        between = source.touched(one.end - 1, other.start + 1)
        asked = [n for n in between if source.turns[n].speaker in source.interviewers]
        asked = [n for n in asked if one.end <= source.turns[n].start and source.turns[n].end <= other.start]
        if piece.gap == "left out" and asked:
            left = other.first - one.last
            yield Diagnostic(
                rules.QUOTE_JOINS,
                f"the ellipsis leaves out {number_of(left, 'word')} and "
                f"{number_of(len(asked), 'turn')} of the interviewer's, in {match.whole.reference}",
                at(draft, traced),
                hint="make two quotes of it, if they answer different questions",
                related=(stands(Place(one.said, one.last, other.first), "left out"),),
            )
            return


def _uncoded(draft: Draft, traced: Traced, match: Match) -> Iterator[Diagnostic]:
    said = match.whole.said
    if not match.whole.talk.participant or any(said.coded(part.start, part.end) for part in match.parts):
        return
    yield Diagnostic(
        rules.QUOTE_UNCODED,
        f"nobody coded {match.whole.reference}, which it is from",
        at(draft, traced),
        hint=f"if it bears on the framework: `framework tag {said.source.id} {short(match.whole)} CODE`",
        related=(stands(match.whole, "it stands here"),),
    )
