"""From a quote to its place: resolve, or say so."""

from collections.abc import Sequence

from framework_cli.index.neighbours import Verdict, settle
from framework_cli.index.shifted import shifted
from framework_cli.index.verdict import Transcript, span
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Status


def resolve(text: str, excerpts: Sequence[Excerpt], *, lines: Lines, same_text: bool | None) -> list[Anchor]:
    """Find each excerpt's place in a transcript; one anchor an excerpt, in the same order.

    `same_text` says whether the hash recorded with the excerpts is that of `text`: None where no
    hash was recorded, so that places were written by hand.

    *exact*: the quote stands there word for word, at the recorded place if there is one. *moved*: the
    same words elsewhere, or in another layout (white space, typographic signs, composed letters).
    *edited*: much the same words. Otherwise *ambiguous* or *lost*, with the places that come near.

    What stands at its recorded place in an unchanged text, or merely shifted with its neighbours in a
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
        told = shifted(text, lines, excerpts, look) if same_text is False else {}
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
