"""A drawing for a terminal: each column with its parts, and beneath each where it leads, on what ground."""

import textwrap
from collections.abc import Iterator

from framework_cli.render.diagram.measure import plain
from framework_cli.render.diagram.plan import Arrow, Box, Plan

_SIGNS = {"leads-to": "→", "enables": "+→", "hinders": "⊣", "feeds-back": "↺"}


def outline(plan: Plan, width: int = 80) -> str:
    """A plan as lines of at most that many columns."""
    words = {box.id: plain(box.words) for box in reversed(plan.boxes)}
    parts = [*_wrapped(plain(plan.title), "", width)]
    for band, heading in enumerate(plan.bands):
        held = {box.id: box for box in plan.boxes if box.band == band}
        if held:
            parts += ["", heading, "─" * len(heading)]
        for box in held.values():
            parts += _box(box, width)
            for arrow in plan.arrows:
                if arrow.source == box.id and arrow.target in words:
                    parts += _wrapped(_arrow(arrow, words[arrow.target]), "    ", width)
    if plan.rivals:
        parts += ["", "Rival explanations", "─" * len("Rival explanations")]
        parts += [line for rival in plan.rivals for line in _wrapped(plain(rival), "  ", width)]
    if plan.remark:
        parts += ["", *_wrapped(plain(plan.remark), "", width)]
    return "\n".join(parts) + "\n"


def _box(box: Box, width: int) -> Iterator[str]:
    marks = {"harmful": "harm", "mixed": "mixed"}.get(box.valence, "")
    about = "; ".join(filter(None, (marks, box.status, box.tally)))
    yield from _wrapped(f"{plain(box.words)}{f' [{about}]' if about else ''}", "  ", width)


def _arrow(arrow: Arrow, target: str) -> str:
    relation = arrow.relation.replace("-", " ") if arrow.relation != "leads-to" else ""
    told = (relation, arrow.status or "no status", arrow.tally, arrow.against, arrow.differs)
    return f"{_SIGNS[arrow.relation]} {target} [{arrow.id}: {'; '.join(filter(None, told))}]"


def _wrapped(words: str, before: str, width: int) -> list[str]:
    return textwrap.wrap(
        words, max(width, 30), initial_indent=before, subsequent_indent=before + "  ", break_on_hyphens=False
    )
