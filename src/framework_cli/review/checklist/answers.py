"""A checklist gone through: what a study's files say to each item, and what is left to the authors."""

from framework_cli.cells import Grid
from framework_cli.model.passage import Index
from framework_cli.model.source import Kind
from framework_cli.model.study import Study
from framework_cli.review.checklist.facts import FACTS
from framework_cli.review.checklist.item import Answer, Checklist, Item, Standing
from framework_cli.review.checklist.material import Fact, Material

_TALK = frozenset({Kind.INTERVIEW, Kind.FOCUS_GROUP})


def answers(checklist: Checklist, study: Study, index: Index, grid: Grid) -> tuple[Answer, ...]:
    """An answer to each item, in order. No item is ever passed: what is pre-filled is to be confirmed."""
    material = Material(study, index, grid)
    return tuple(_answer(item, material) for item in checklist.items)


def _answer(item: Item, material: Material) -> Answer:
    sources = material.study.sources.values()
    if item.talk and sources and not any(source.kind in _TALK for source in sources):
        return Answer(item, Standing.NOT_APPLICABLE, "No source is an interview or a focus group.")
    filled = _said(item.facts, material)
    led = _said(item.leads, material)
    standing = Standing.PREFILLED if filled else Standing.AUTHOR
    held = [*filled, *led]
    where = dict.fromkeys(path for fact in held for path in fact.where)
    return Answer(item, standing, " ".join(fact.says for fact in held), tuple(where))


def _said(names: tuple[str, ...], material: Material) -> list[Fact]:
    return [fact for name in names if (fact := FACTS[name](material)) is not None]
