"""The key to a drawing: what its lines mean, in as many rows as its width asks for, and only what occurs."""

from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.render.diagram.layout import Layout
from framework_cli.render.diagram.look import STATUSES
from framework_cli.render.diagram.measure import width, wrap
from framework_cli.render.diagram.plan import Plan
from framework_cli.render.diagram.sizes import INSET, SMALL, TIGHT

ROW, SAMPLE, BETWEEN = 22.0, 42.0, 24.0
NARROWEST = 320.0


class Sample(NamedTuple):
    """A piece of line, or a box that stands for harm, with its meaning; its place below the drawing."""

    words: str
    status: str
    relation: str
    harm: bool
    x: float
    y: float


class Legend(NamedTuple):
    """The key, its size, and the lines of what is said beneath it, each with its height."""

    width: float
    height: float
    samples: tuple[Sample, ...]
    remarks: tuple[tuple[float, str], ...]


def legend(plan: Plan, drawn: Layout) -> Legend:
    """The key to a plan, as wide as its drawing."""
    wide = max(drawn.width, NARROWEST)
    samples, x, y = [], INSET, 18.0
    for words, status, relation, harm in _meanings(plan, drawn):
        reach = SAMPLE + width(words, SMALL)
        if x > INSET and x + reach > wide - INSET:
            x, y = INSET, y + ROW
        samples.append(Sample(words, status, relation, harm, x, y))
        x += reach + BETWEEN
    y = y + ROW if samples else 8.0
    remarks = []
    for line in wrap(plan.remark, SMALL, wide - 2 * INSET, 6):
        remarks.append((y, line))
        y += TIGHT
    return Legend(wide, y, tuple(samples), tuple(remarks))


def _meanings(plan: Plan, drawn: Layout) -> Iterator[tuple[str, str, str, bool]]:
    shown = [line.arrow for line in drawn.lines]
    used = {arrow.status for arrow in shown} | {box.status for box in plan.boxes if box.status}
    for status, words in STATUSES.items():
        if status in used:
            yield words, status, "leads-to", False
    if any(arrow.relation == "hinders" for arrow in shown):
        yield "hinders", "", "hinders", False
    if any(box.valence in ("harmful", "mixed") for box in plan.boxes):
        yield "harm", "", "", True
