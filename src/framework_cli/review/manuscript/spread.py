"""What a manuscript leaves out, and whom it quotes: findings on the whole of it (F620 to F622)."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from framework_cli.cells import Grid
from framework_cli.model import rules
from framework_cli.model.case import CaseKind
from framework_cli.model.cell import State
from framework_cli.model.codebook import Code
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.study import Study
from framework_cli.model.words import first_few, number_of
from framework_cli.review.manuscript.lookup import Traced

# One voice is loud from so many quotes on, if it has more than twice what an even spread would give it.
LOUD, EVEN = 4, 2
LISTED = 12


def unreported(study: Study, grid: Grid, path: str, reported: Collection[str]) -> Iterator[Diagnostic]:
    """Themes, and subthemes of themes that are reported, of which something is charted and nothing is said.

    `reported` are the ids that the text names, and those of the passages that it quotes or cites.
    """
    book = study.codebook
    charted = {key.code for key, state in grid.touched.items() if state.state is State.CHARTED}
    said = {above for id in reported for above in book.above(id)}
    for theme in book.themes():
        held = [c for c in book.charted() if c.id in charted and book.within(c.id, theme.id)]
        missing = [code for code in held if code.id not in said]
        if not held or not missing:
            continue
        whole = theme.id not in said
        entries = first_few(map(_called, missing), LISTED)
        message = (
            f"theme {_called(theme)} is never reported; {number_of(len(held), 'column')} of it are charted"
            if whole and len(held) > 1
            else f"theme {_called(theme)} is never reported"
            if whole
            else f"of theme {_called(theme)} these are never reported: {entries}"
        )
        yield Diagnostic(
            rules.THEME_UNREPORTED,
            message,
            Location(path),
            hint="report it, or say why not; a name, a number, an id or a quote from it will do",
        )


def _called(code: Code) -> str:
    return f"{code.number} {code.name}"


def spread(study: Study, path: str, traced: Sequence[Traced]) -> Iterator[Diagnostic]:
    """Participants who are never quoted, and one who is quoted more than the others would lead to expect."""
    people = [c.id for c in study.cases.values() if c.kind is CaseKind.PERSON]
    counts = Counter(voice for each in traced for voice in each.voices if voice in set(people))
    if not counts or len(people) < 2:
        return
    total = sum(counts.values())
    silent = [id for id in people if id not in counts]
    quoted = ", ".join(f"{id} {n}" for id, n in _first(counts))
    if silent:
        yield Diagnostic(
            rules.NEVER_QUOTED,
            f"{len(silent)} of {len(people)} participants are never quoted: {first_few(silent, LISTED)}",
            Location(path),
            hint=f"quotes so far: {quoted}",
        )
    id, most = _first(counts)[0]
    if most >= LOUD and most * len(people) > EVEN * total:
        yield Diagnostic(
            rules.LOUD_VOICE,
            f"{id} has {most} of {total} quotes; {len(people)} participants would have "
            f"{total / len(people):.1f} each",
            Location(path),
            hint=f"quotes so far: {quoted}",
        )


def _first(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most quoted first; those with as many by id."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:LISTED]
