"""A place in a transcript named by hand, by its lines or by its words, and where it is."""

import re

from framework_cli.index import span
from framework_cli.index.normal import Normal, normalise
from framework_cli.model.excerpt import Place
from framework_cli.model.source import Source
from framework_cli.model.words import number_of, typed
from framework_cli.revise.coding import RefusedError


def at_place(source: Source, place: Place) -> tuple[int, int]:
    """Offsets of a place given by hand.

    Whole lines are taken without the speaker's label and the white space around them. Raises
    RefusedError where the source has no such place or only white space stands there.
    """
    found = span(place, source.lines)
    if found is None:
        lines = number_of(len(source.lines.starts), "line")
        raise RefusedError(f"{source.path} has no such place; it has {lines}")
    start, end = found
    if place.column is None:
        start = _first_word(source.text, start, end)
        label = next((turn for turn in source.turns if turn.start == start), None)
        if label is not None:
            start = _first_word(source.text, min(label.words, end), end)
        end = start + len(source.text[start:end].rstrip())
    if not source.text[start:end].strip():
        raise RefusedError("nothing is said at that place")
    return start, end


def at_quote(source: Source, quote: str, *, command: str = "") -> tuple[int, int]:
    """Offsets of words given by hand, which must stand in one place only.

    Layout and typographic signs may differ; capitals too, where the words as given stand nowhere.
    Raises RefusedError where they are not found, or stand in several places (which are listed by line);
    `command` is then proposed, with LINE for the first of these: without it, to tag the passage.
    """
    normal = Normal.of(source.text)
    words = re.escape(normalise(quote))
    places = _places(normal, words) or _places(normal, words, re.IGNORECASE)
    if len(places) == 1:
        return places[0]
    if not places:
        raise RefusedError(
            f"those words are not in {source.path}; `framework find` looks in every transcript"
        )
    lines = [str(source.lines.line(start)) for start, _ in places]
    command = (command or f"framework tag {typed(source.id)} LINE …").replace("LINE", lines[0])
    raise RefusedError(
        f"those words stand at lines {', '.join(lines[:8])} of {source.path}; "
        f"name the place, as in `{command}`"
    )


def _places(normal: Normal, words: str, flags: int = 0) -> list[tuple[int, int]]:
    """Offsets of each occurrence; overlapping ones count, since either may be meant."""
    if not words:
        return []
    found = re.finditer(f"(?=({words}))", normal.text, flags)
    return [normal.raw(match.start(1), match.end(1)) for match in found]


def _first_word(text: str, start: int, end: int) -> int:
    return start + len(text[start:end]) - len(text[start:end].lstrip())
