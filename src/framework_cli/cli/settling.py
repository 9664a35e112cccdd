"""Asking where excerpts belong whose place is not certain: after `check --fix`, on a terminal."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from framework_cli.cli.opening import Opened
    from framework_cli.model.passage import Candidate, Unresolved
    from framework_cli.model.source import Source

ROOM = 60  # characters shown before and after a candidate
WHY = {
    "ambiguous": "may stand in more than one place",
    "changed": "something else stands where it was",
    "deleted": "was deleted",
    "lost": "is not there",
}


def settle(opened: "Opened") -> None:
    """Ask of each excerpt without a certain place which candidate is meant, and write what is chosen."""
    from framework_cli.cli.tag import carry_out
    from framework_cli.revise.anchoring import anchor

    study = opened.study
    waiting = [each for each in opened.index.unresolved if each.anchor.candidates]
    for n, unresolved in enumerate(waiting, start=1):
        source = study.sources[unresolved.excerpt.source]
        typer.echo("\n".join(_told(unresolved, source, f"{n} of {len(waiting)}")), err=True)
        chosen = _choice(len(unresolved.anchor.candidates))
        if chosen is None:
            return
        if chosen:
            candidate = unresolved.anchor.candidates[chosen - 1]
            carry_out(study.root, anchor(study, unresolved.excerpt, (candidate.start, candidate.end)))


def _told(unresolved: "Unresolved", source: "Source", which: str) -> Iterator[str]:
    """The excerpt, why it is asked about, and its candidates in their surroundings."""
    from framework_cli.render.tables.values import seen

    excerpt, anchor = unresolved
    yield f"\n{which}: {excerpt.id or 'an excerpt without id'} in {excerpt.path} {WHY[anchor.status]}"
    yield from _folded(seen(" ".join(excerpt.quote.split())), "  coded: ")
    for n, candidate in enumerate(anchor.candidates, start=1):
        position = source.lines.position(candidate.start)
        likeness = f"{candidate.score:.0%} alike" if candidate.score < 1 else "the same words"
        yield f"  {n}  {source.path}:{position.line}:{position.column}, {likeness}"
        yield from _folded(seen(_around(source, candidate)), "     ")


def _around(source: "Source", candidate: "Candidate") -> str:
    """A candidate's words between arrows, with some of what stands before and after."""
    text, start, end = source.text, candidate.start, candidate.end
    before, after = text[max(0, start - ROOM) : start], text[end : end + ROOM]
    before = f"…{before.partition(' ')[2]}" if start > ROOM else before
    after = f"{after.rpartition(' ')[0]}…" if end + ROOM < len(text) else after
    return " ".join(f"{before}→{text[start:end]}←{after}".split())


def _folded(words: str, lead: str) -> list[str]:
    return textwrap.wrap(words, width=80, initial_indent=lead, subsequent_indent=" " * len(lead))


def _choice(count: int) -> int | None:
    """The number of a candidate, 0 to leave the excerpt as it is, None to stop asking."""
    numbers = "1" if count == 1 else f"1-{count}"
    while True:
        said = typer.prompt(
            f"  which? [{numbers}, Enter leaves it, q stops]", default="", show_default=False, err=True
        ).strip()
        if said.lower() == "q":
            return None
        if not said:
            return 0
        if said.isdecimal() and 1 <= int(said) <= count:
            return int(said)
