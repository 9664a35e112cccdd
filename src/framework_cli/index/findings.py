"""What is told of an excerpt whose place is out of date or not certain."""

from collections.abc import Iterator

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route
from framework_cli.model.excerpt import Annotations, Excerpt
from framework_cli.model.passage import Anchor, Status
from framework_cli.model.source import Source
from framework_cli.model.words import number_of

# A quote that may stand in many places lists the first of them and says how many there are.
LISTED = 10


def finding(source: Source, file: Annotations, excerpt: Excerpt, anchor: Anchor) -> Diagnostic:
    """What to tell of an excerpt that is not exact: out of date (F207), ambiguous (F204) or lost (F203)."""
    where = Route(file.path, file.route(excerpt, "quote"))
    name = f"excerpt {excerpt.id}" if excerpt.id else "an excerpt without id"
    related = tuple(_candidates(source, anchor))
    if anchor.status.resolved:
        return Diagnostic(
            rules.MOVED, _out_of_date(source, name, anchor), where, "run `framework check --fix`"
        )
    if anchor.status is Status.AMBIGUOUS:
        places = number_of(len(anchor.candidates), "place")
        message = f"{name}: its quote may stand in {places} of {source.path}"
        return Diagnostic(
            rules.AMBIGUOUS,
            message,
            where,
            _how_to_choose(source, file, excerpt, anchor),
            related,
            excerpt.quote,
        )
    message = f"{name}: its quote is not in {source.path}"
    if anchor.candidates:
        message += f", but something like it in {number_of(len(anchor.candidates), 'place')}"
    hint = "correct the quote to the transcript's words, or remove the excerpt"
    return Diagnostic(rules.LOST, message, where, hint, related, excerpt.quote)


def _out_of_date(source: Source, name: str, anchor: Anchor) -> str:
    line, column = source.lines.position(anchor.start)
    place = f"{source.path}:{line}:{column}"
    if anchor.status is Status.EDITED:
        return f"{name}: its words were edited; they stand at {place}"
    return f"{name}: its recorded place or layout is out of date; it stands at {place}"


def _how_to_choose(source: Source, file: Annotations, excerpt: Excerpt, anchor: Anchor) -> str:
    if (excerpt.text or file.text) not in ("", source.sha):
        return "the transcript has changed since: write a longer quote that stands in one place only"
    start, end = (source.lines.position(offset) for offset in anchor.candidates[0][:2])
    what, place = "line it stands on", f"{start.line}"
    if [source.lines.line(c.start) for c in anchor.candidates].count(start.line) > 1:
        what, place = "place it stands at", f"{start.line}:{start.column}-{end.line}:{end.column}"
    return f"write the {what}, such as `at: {place}`, or a longer quote that stands there only"


def _candidates(source: Source, anchor: Anchor) -> Iterator[Related]:
    for candidate in anchor.candidates[:LISTED]:
        start, end = source.lines.position(candidate.start), source.lines.position(candidate.end)
        location = Location(source.path, start.line, start.column, end.line, end.column)
        yield Related(location, f"{candidate.score:.0%} alike" if candidate.score < 1 else "the same words")
