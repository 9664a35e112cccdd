"""What is told of theories: claims and their status, by which decision, evidence, dimensions and types."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from framework_cli.render.trail.item import (
    ALARM,
    Group,
    Item,
    Section,
    arrow,
    came_or_went,
    private,
    tally,
)
from framework_cli.trail.change import Aspect, Change, Kind
from framework_cli.trail.theory import DECIDED, undecided

LABEL = 60  # characters of what something is called
SINGULAR = {"typologies": "typology"}
Telling = Callable[[str, Aspect], str]


def theory_section(changes: Iterable[Change]) -> Section | None:
    """The theories, file by file."""
    mine = [change for change in changes if change.kind is Kind.THEORY]
    if not mine:
        return None
    groups = [
        Group(path, [_item(change) for change in held])
        for path, held in groupby(mine, key=lambda change: change.facts["path"])
    ]
    return Section("Theory", groups, tally([verb(change) for change in mine]))


def verb(change: Change) -> str:
    """One word for what happened, the weightiest first."""
    if change.aspect("status") and not change.added and not change.removed:
        return "given another status"
    return came_or_went(change)[1]


def theory_item(change: Change) -> Item:
    """A change as a sentence that stands alone: the file, and what became of an entry."""
    item = _item(change)
    return item._replace(text=f"{change.facts['path']}: {item.text}")


def _item(change: Change) -> Item:
    """An entry of a theory, or the file."""
    sign, how = came_or_went(change)
    name, parts = _name(change), list(_parts(change))
    if undecided(change):
        sign = ALARM
    if change.added or change.removed:
        name = f"{name} {how}"
    elif not parts:
        parts = ["changed"]
    words = tuple(each for each in private(change) if each.before or each.after)
    return Item(sign, f"{name}: {'; '.join(parts)}" if parts else name, "", words)


def _name(change: Change) -> str:
    """`edge e1 (Panel → Harm is seen)`; of the file itself, `file`."""
    facts = change.facts
    if "list" not in facts:
        return "file"
    kind = SINGULAR.get(facts["list"], facts["list"].removesuffix("s"))
    label = " ".join(facts["label"].split())
    label = f"{label[: LABEL - 1].rstrip()}…" if len(label) > LABEL else label
    return f"{kind} {change.id} ({label})" if label and label != change.id else f"{kind} {change.id}"


def _parts(change: Change) -> Iterator[str]:
    """What is different about an entry, in a few words each: its status and why first."""
    facts, kind = change.facts, change.facts.get("list", "")
    if kind == "decisions" and not change.removed:
        yield from _decision(change)
        return
    if change.added and facts.get("status"):
        yield facts["status"]
    status = change.aspect("status")
    if status is not None:
        yield f"status {arrow(status.before, status.after)}"
    decided = [a for a in change.aspects if a.name.startswith(DECIDED)]
    yield from (
        f"decided by {a.name.removeprefix(DECIDED)}{f' ({a.after})' if a.after else ''}" for a in decided
    )
    if undecided(change):
        yield "no decision says why"
    for aspect in change.aspects:
        if not aspect.private and aspect.name != "status" and aspect not in decided:
            yield _said(aspect)
    if not change.added and not change.removed:
        yield from _worded(change.aspects)


def _decision(change: Change) -> Iterator[str]:
    """What was decided on, when, and by what; of one that was rewritten, what is different."""
    if not change.added:
        yield from (_said(aspect) for aspect in change.aspects if not aspect.private)
        yield from _worded(change.aspects)
        return
    facts = change.facts
    yield from filter(None, (facts["on"], f"on {facts['changed']}" if facts["changed"] else ""))
    if facts["because"]:
        yield f"because of {facts['because']}"
    if facts["memo"]:
        yield f"memo {facts['memo']}"


def _said(aspect: Aspect) -> str:
    """One difference, by the first word of its name."""
    first, _, rest = aspect.name.partition(" ")
    if rest or first == "label":
        return TELLINGS[first](rest, aspect)
    return f"{aspect.name} {arrow(aspect.before, aspect.after)}"


def _evidence(what: str, aspect: Aspect) -> str:
    if aspect.before and aspect.after:
        return f"{what} {arrow(aspect.before, aspect.after)}"
    return f"{'new' if aspect.after else 'no longer'} {what} ({aspect.after or aspect.before})"


def _at(site: str, aspect: Aspect) -> str:
    return f"at {site}: {arrow(aspect.before, aspect.after)}"


def _place(case: str, aspect: Aspect) -> str:
    return f"{case} {arrow(aspect.before or 'not placed', aspect.after or 'not placed')}"


def _element(cited: str, aspect: Aspect) -> str:
    if aspect.before and aspect.after:
        return f"{cited} sorted {arrow(aspect.before, aspect.after)}"
    return f"{cited} {f'in {aspect.after}' if aspect.after else f'taken out of {aspect.before}'}"


def _listed(kind: str) -> Telling:
    def tell(id: str, aspect: Aspect) -> str:
        if aspect.before and aspect.after:
            return f"{kind} {id} renamed, was “{aspect.before}”"
        return f"{kind} {id} {'added' if aspect.after else 'removed'}"

    return tell


def _label(_: str, aspect: Aspect) -> str:
    return f"renamed, was “{aspect.before}”" if aspect.before else "named"


TELLINGS: Mapping[str, Telling] = {
    "evidence": _evidence,
    "at": _at,
    "place": _place,
    "element": _element,
    "category": _listed("category"),
    "type": _listed("type"),
    "label": _label,
}


def _worded(aspects: Sequence[Aspect]) -> Iterator[str]:
    """What was put into other words: named, and shown on request."""
    named = {"words": "an element's words", "why": "a reason", "note": "a note", "rivals": "rivals"}
    found = [
        a
        for a in aspects
        if a.private and not any(a.name == f"why {d.name.removeprefix(DECIDED)}" for d in aspects)
    ]
    told = dict.fromkeys(named.get(each.name.split(" ")[0], each.name) for each in found)
    if told:
        yield f"{', '.join(told)} changed"
