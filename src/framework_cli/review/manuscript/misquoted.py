"""Quotes that nobody said so: in no transcript, differing, joined, or since redacted (F601 to F603, F610)."""

import re
from collections.abc import Iterator, Sequence

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.words import first_few, number_of
from framework_cli.review.manuscript.draft import Draft
from framework_cli.review.manuscript.lookup import Traced, differences
from framework_cli.review.manuscript.search import MEANT
from framework_cli.review.manuscript.telling import at, beside, signer, stands
from framework_cli.review.manuscript.words import words

_TITLE = re.compile(r"[^\W\d_]+")
ELSEWHERE = "take it out, or the quotation marks; or say where it is from"
MEND = "quote what was said; mark what you left out with […] and what you put in with [ ]"


def misquoted(draft: Draft, traced: Traced) -> Iterator[Diagnostic]:
    """What is to be said of a quote that was not found as it is."""
    if traced.standing == "apart":
        yield _apart(draft, traced)
    elif traced.standing == "changed":
        yield from _changed(draft, traced)
    elif traced.standing == "differs":
        yield _differs(draft, traced)
    elif traced.standing == "nowhere":
        yield from _nowhere(draft, traced)


def _apart(draft: Draft, traced: Traced) -> Diagnostic:
    places = [m.whole for m in traced.places]
    return Diagnostic(
        rules.QUOTE_DIFFERS,
        f"its parts do not follow one another: they stand at {first_few(p.reference for p in places)}",
        at(draft, traced),
        hint="quote them one by one",
        related=tuple(stands(place, f"part {n}") for n, place in enumerate(places[:4], 1)),
    )


def _changed(draft: Draft, traced: Traced) -> Iterator[Diagnostic]:
    excerpt = traced.excerpt
    assert excerpt is not None
    yield Diagnostic(
        rules.QUOTE_CHANGED,
        f"the transcript of {excerpt.source} no longer has these words; excerpt {excerpt.id or 'without id'} "
        "was recorded with them",
        at(draft, traced),
        hint="they may have been redacted: quote the transcript as it is now",
    )


def _differs(draft: Draft, traced: Traced) -> Diagnostic:
    near, piece = traced.near, traced.piece
    assert near is not None and piece is not None
    place = near.place
    said = place.said.keys[place.first : place.last]
    steps = list(differences(piece.keys, said))
    counts = dict.fromkeys(("changed", "put in", "left out"), 0)
    for name, written, spoken in steps:
        counts[name] += max(written.stop - written.start, spoken.stop - spoken.start)
    how = ", ".join(f"{number_of(count, 'word')} {name}" for name, count in counts.items() if count)
    return Diagnostic(
        rules.QUOTE_DIFFERS,
        f"differs from {place.reference}: {how or 'in letters alone'}",
        at(draft, traced),
        hint=MEND,
        related=(stands(place, "what was said"),),
        words=beside(
            _braced(piece.words, [w for _, w, _ in steps]),
            _braced(place.said.plain[place.start : place.end], [s for _, _, s in steps]),
        ),
    )


def _braced(text: str, stretches: Sequence[slice]) -> str:
    """A text on one line with braces around some of its words."""
    found = list(words(text))
    opens = {found[each.start].start for each in stretches if each.stop > each.start}
    closes = {found[each.stop - 1].end for each in stretches if each.stop > each.start}
    parts: list[str] = []
    here = 0
    for cut in sorted(opens | closes):
        parts += text[here:cut], "{" if cut in opens else "}"
        here = cut
    return " ".join("".join([*parts, text[here:]]).split())


def _nowhere(draft: Draft, traced: Traced) -> Iterator[Diagnostic]:
    """A quote that is in no transcript; of marks that may be apostrophes, and of titles, nothing is said."""
    quote, near = traced.quote, traced.near
    if not quote.sure or (not quote.signed and _is_title(quote.text)):
        return
    related = (stands(near.place, f"the place most like it ({near.score:.0%} of letters)"),) if near else ()
    yield Diagnostic(
        rules.QUOTE_NOWHERE if quote.signed else rules.MARKED_NOWHERE,
        f"in no transcript, though signed as {signer(traced)}" if quote.signed else "in no transcript",
        at(draft, traced),
        hint=MEND if near and near.score >= MEANT else ELSEWHERE,
        related=related,
        words=beside(quote.text, near.place.words) if near else "",
    )


def _is_title(text: str) -> bool:
    """Whether words are written like a title: most of them with a capital."""
    held = [word for word in _TITLE.findall(text) if len(word) > 3]
    return len(held) > 1 and sum(word[0].isupper() for word in held) > len(held) / 2
