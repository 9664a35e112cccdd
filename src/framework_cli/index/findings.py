"""What is told of an excerpt whose place is out of date or not certain."""

from collections.abc import Iterator

from framework_cli.history.past import Missing
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route, Rule
from framework_cli.model.excerpt import Annotations, Excerpt, Place
from framework_cli.model.passage import Anchor, Candidate, Status
from framework_cli.model.source import Source
from framework_cli.model.words import number_of
from framework_cli.write.entry import place

# A quote that may stand in many places lists the first of them and says how many there are.
LISTED = 10


def finding(
    source: Source, file: Annotations, excerpt: Excerpt, anchor: Anchor, lack: Missing | None = None
) -> Diagnostic:
    """What to tell of an excerpt that is not exact.

    It is out of date (F207), ambiguous (F204), changed (F205), deleted (F206) or lost (F203). `lack` says
    why the text that was coded is not known, where that is so.
    """
    where = Route(file.path, file.route(excerpt, "quote"))
    name = f"excerpt {excerpt.id}" if excerpt.id else "an excerpt without id"
    if anchor.status.resolved:
        message = _out_of_date(source, name, anchor)
        return Diagnostic(rules.MOVED, message, where, "run `framework check --fix`")
    rule, message = _unresolved(source, name, anchor)
    hint = _mend(lack) or _hint(source, file, excerpt, anchor)
    return Diagnostic(rule, message, where, hint, tuple(_candidates(source, anchor)), excerpt.quote)


def _unresolved(source: Source, name: str, anchor: Anchor) -> tuple[Rule, str]:
    places = number_of(len(anchor.candidates), "place")
    if anchor.status is Status.AMBIGUOUS:
        return rules.AMBIGUOUS, f"{name}: its quote may stand in {places} of {source.path}"
    if anchor.status is Status.CHANGED:
        return rules.CHANGED, f"{name}: something else stands now where it was in {source.path}"
    if anchor.status is Status.DELETED:
        message = f"{name}: the passage was deleted from {source.path}"
        return rules.DELETED, message + (f"; {places} may be meant" if anchor.candidates else "")
    message = f"{name}: its quote is not in {source.path}"
    return rules.LOST, message + (f", but something like it in {places}" if anchor.candidates else "")


# What brings back the text that was coded, where it is not here but may be had.
_MENDS = {
    Missing.SHALLOW: "this clone is shallow: `git fetch --unshallow` may bring the text that was coded",
    Missing.NOT_FETCHED: "this clone lacks older states of the transcript: `git fetch --refetch` brings "
    "them, or `git lfs fetch --all`",
    Missing.NOT_TRUSTED: "git does not trust this repository, or the text that was coded could be looked up: "
    "`git config --global --add safe.directory FOLDER`",
    Missing.DAMAGED: "git could not read all of the repository: `git fsck` says what is broken",
}


def _mend(lack: Missing | None) -> str:
    return _MENDS.get(lack, "") if lack else ""


def _hint(source: Source, file: Annotations, excerpt: Excerpt, anchor: Anchor) -> str:
    if anchor.status is Status.AMBIGUOUS and (excerpt.text or file.text) in ("", source.sha):
        return _how_to_choose(source, anchor)
    best = max(anchor.candidates, key=lambda candidate: candidate.score, default=None)
    to = _place(source, best) if best else "PLACE"
    settle = f"`framework anchor {excerpt.id} --to {to}`" if excerpt.id else "a new quote without `at`"
    if anchor.status is Status.AMBIGUOUS:
        return f"the transcript has changed since: {settle} settles where it stands"
    remove = f"`framework untag {excerpt.id}`" if excerpt.id else "removing the entry"
    if anchor.status is Status.CHANGED:
        return f"where its codes still hold, {settle} gives it those words; {remove} takes it out"
    if anchor.status is Status.DELETED:
        return f"{remove} takes it out; where it stands elsewhere now, {settle} says so"
    return "correct the quote to the transcript's words, or remove the excerpt"


def _out_of_date(source: Source, name: str, anchor: Anchor) -> str:
    line, column = source.lines.position(anchor.start)
    place = f"{source.path}:{line}:{column}"
    if anchor.status is Status.EDITED:
        return f"{name}: its words were edited; they stand at {place}"
    return f"{name}: its recorded place or layout is out of date; it stands at {place}"


def _place(source: Source, candidate: Candidate) -> str:
    """A place as `at:` and `--to` take it."""
    return place(Place.of(source.lines, candidate.start, candidate.end))


def _how_to_choose(source: Source, anchor: Anchor) -> str:
    first = anchor.candidates[0]
    line = source.lines.line(first.start)
    what, at = "line it stands on", f"{line}"
    if [source.lines.line(c.start) for c in anchor.candidates].count(line) > 1:
        what, at = "place it stands at", _place(source, first)
    return f"write the {what}, such as `at: {at}`, or a longer quote that stands there only"


def _candidates(source: Source, anchor: Anchor) -> Iterator[Related]:
    for candidate in anchor.candidates[:LISTED]:
        start, end = source.lines.position(candidate.start), source.lines.position(candidate.end)
        location = Location(source.path, start.line, start.column, end.line, end.column)
        yield Related(location, f"{candidate.score:.0%} alike" if candidate.score < 1 else "the same words")
