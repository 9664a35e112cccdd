"""From a quote to its place: resolve, or say so."""

from collections.abc import Sequence

from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Candidate, Status

LOST = Anchor(Status.LOST, 0, 0)


def resolve(text: str, excerpts: Sequence[Excerpt], *, lines: Lines, same_text: bool | None) -> list[Anchor]:
    """Find each excerpt's place in a transcript; one anchor an excerpt, in the same order.

    `same_text` says whether the hash recorded with the excerpts is that of `text`: None where no
    hash was recorded, so that places were written by hand.
    """
    return [_resolve(text, excerpt, lines, same_text) for excerpt in excerpts]


def _resolve(text: str, excerpt: Excerpt, lines: Lines, same_text: bool | None) -> Anchor:
    if not excerpt.quote:
        return LOST
    recorded = span(excerpt.at, lines) if excerpt.at else None
    if same_text and recorded and text[recorded[0] : recorded[1]] == excerpt.quote:
        return Anchor(Status.EXACT, *recorded)
    starts = occurrences(text, excerpt.quote)
    length = len(excerpt.quote)
    if len(starts) > 1 and recorded and same_text is not False:
        starts = [s for s in starts if recorded[0] <= s and s + length <= recorded[1]] or starts
    if len(starts) == 1:
        place = (starts[0], starts[0] + length)
        return Anchor(Status.EXACT if recorded in (None, place) else Status.MOVED, *place)
    if starts:
        return Anchor(Status.AMBIGUOUS, 0, 0, tuple(Candidate(s, s + length, 1.0) for s in starts))
    return LOST


def span(place: Place, lines: Lines) -> tuple[int, int] | None:
    """Offsets of a recorded place, or None where the text has no such place."""
    start = lines.offset(place.line, place.column or 1)
    if place.end_column is None:
        end = lines.end_of(place.end_line) if 1 <= place.end_line <= len(lines.starts) else None
    else:
        end = lines.offset(place.end_line, place.end_column)
    return None if start is None or end is None else (start, end)


def occurrences(text: str, quote: str) -> list[int]:
    """Where a quote stands word for word: the start of each occurrence, overlapping ones included."""
    starts = []
    at = text.find(quote)
    while at >= 0:
        starts.append(at)
        at = text.find(quote, at + 1)
    return starts
