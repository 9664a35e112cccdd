"""From a quote to its place: resolve, or say so."""

from collections.abc import Sequence

from framework_cli.index.carried import carried
from framework_cli.index.change import Change
from framework_cli.index.neighbours import Verdict, settle
from framework_cli.index.normal import Normal, normalise
from framework_cli.index.shifted import shifted
from framework_cli.index.verdict import Transcript, span
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Status


def resolve(
    text: str,
    excerpts: Sequence[Excerpt],
    *,
    lines: Lines,
    same_text: bool | None,
    old: str | None = None,
) -> list[Anchor]:
    """Find each excerpt's place in a transcript; one anchor an excerpt, in the same order.

    `same_text` says whether the hash recorded with the excerpts is that of `text`: None where no
    hash was recorded, so that places were written by hand. `old` is the text that has the recorded
    hash, where it differs and is known.

    *exact*: the quote stands there word for word, at the recorded place if there is one. *moved*: the
    same words elsewhere, or in another layout (white space, typographic signs, composed letters).
    *edited*: much the same words. Otherwise *ambiguous* or *lost*, with the places that come near.

    The old text tells for certain what went where: passages that it holds as they were recorded are
    carried over, and may be *changed* (something else stands there) or *deleted*. Without it, what
    stands at its recorded place in an unchanged text, or merely shifted with its neighbours in a
    changed one, is told first. Each other excerpt is looked at by itself; what then remains in doubt is
    held against its neighbours.
    """
    transcript = Transcript(text, lines)

    def look(n: int) -> Verdict:
        return transcript.verdict(excerpts[n], same_text)

    if same_text:
        known = unmoved(text, lines, excerpts)
        if len(known) == len(excerpts):
            return list(known.values())
        verdicts = [Verdict(known[n]) if n in known else look(n) for n in range(len(excerpts))]
    else:
        told = _carried(old, transcript, excerpts) if old is not None else {}
        if not told and same_text is False:
            told = shifted(text, lines, excerpts, look)
        verdicts = [told[n] if n in told else look(n) for n in range(len(excerpts))]
    return settle(excerpts, verdicts, lines)


def unmoved(text: str, lines: Lines, excerpts: Sequence[Excerpt]) -> dict[int, Anchor]:
    """The places, by number, of excerpts of an unchanged text whose words stand where they were recorded."""
    known = {}
    for n, excerpt in enumerate(excerpts):
        found = span(excerpt.at, lines) if excerpt.at else None
        if found and excerpt.quote and text[found[0] : found[1]] == excerpt.quote:
            known[n] = Anchor(Status.EXACT, *found)
    return known


def _carried(old: str, transcript: Transcript, excerpts: Sequence[Excerpt]) -> dict[int, Verdict]:
    """Verdicts, by number, on excerpts whose words the old text holds at the recorded place."""
    lines = Lines.of(old)
    held = {}
    for n, excerpt in enumerate(excerpts):
        # A place without columns was written by hand, and means the text that its writer had before them.
        place = span(excerpt.at, lines) if excerpt.at and excerpt.at.column else None
        if place and _same(old[slice(*place)], excerpt.quote):
            held[n] = excerpt, place
    if not held:
        return {}
    change = Change(Normal.of(old), transcript.normal)
    found = carried(change, transcript.text, held)
    return {n: Verdict(_exact(anchor, excerpts[n], transcript)) for n, anchor in found.items()}


def _same(words: str, quote: str) -> bool:
    """Whether two texts differ in their layout only, if that."""
    return words == quote or (bool(quote.strip()) and normalise(words) == normalise(quote))


def _exact(anchor: Anchor, excerpt: Excerpt, transcript: Transcript) -> Anchor:
    """The same, *exact* where the quote stands at its recorded place in today's text as well."""
    place = span(excerpt.at, transcript.lines) if excerpt.at else None
    same = transcript.text[anchor.start : anchor.end] == excerpt.quote
    stays = anchor.status is Status.MOVED and same and place == (anchor.start, anchor.end)
    return anchor._replace(status=Status.EXACT) if stays else anchor
