"""How findings on quotes name places, people and words."""

from framework_cli.model.diagnostic import Location, Related
from framework_cli.model.words import first_few
from framework_cli.review.manuscript.draft import Draft
from framework_cli.review.manuscript.lookup import Traced
from framework_cli.review.manuscript.spoken import Place


def at(draft: Draft, traced: Traced) -> Location:
    """Where a quote stands in the draft."""
    return draft.at(traced.quote.start, traced.quote.end)


def stands(place: Place, message: str) -> Related:
    """A place in a transcript."""
    source = place.said.source
    start, end = source.lines.position(place.start), source.lines.position(place.end)
    return Related(Location(source.path, *start, *end), message)


def signer(traced: Traced) -> str:
    """Whom a quote is said to be of."""
    signature = traced.quote.signature
    if signature.described:
        return f"one of {first_few(sorted(signature.described))} by attributes"
    if signature.alone and not signature.direct:
        return f"{signature.alone}, whom the sentence names"
    return first_few(dict.fromkeys(f"[@{c.excerpt}]" if c.excerpt else c.name for c in signature.cited))


def whose(place: Place) -> str:
    """`P03's, at P03:12`."""
    return f"{name(place)}'s, at {place.reference}"


def name(place: Place) -> str:
    """Whose talk it is, in a word or two."""
    talk = place.talk
    if not talk.participant:
        return f"the interviewer {talk.speaker}"
    return " and ".join(place.cases) or talk.speaker or place.said.source.id


def lines(place: Place) -> str:
    """`line 45`, `lines 45-52`."""
    return span(*place.lines)


def span(line: int, end: int) -> str:
    """Lines as people write them."""
    return f"line {line}" if end == line else f"lines {line}-{end}"


def short(place: Place) -> str:
    """Its lines as a command takes them: `45`, `45-52`."""
    first, last = place.lines
    return str(first) if first == last else f"{first}-{last}"


def beside(written: str, said: str) -> str:
    """What is written above what was said, each on a line."""
    return f"written: {' '.join(written.split())}\nsaid: {' '.join(said.split())}"
