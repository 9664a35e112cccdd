"""What is told of excerpts: who coded what as what, and what became of it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from framework_cli.model.excerpt import AGREED
from framework_cli.model.words import number_of
from framework_cli.render.trail.item import (
    ALARM,
    GONE,
    NEW,
    OTHER,
    Group,
    Item,
    Naming,
    Section,
    private,
    split,
    tally,
)
from framework_cli.trail.change import Aspect, Change, Kind

# What happens to many at once and is told once for all of them.
TOGETHER: dict[tuple[str, ...], str] = {
    ("moved",): "{} moved along as the transcript was edited",
    ("id",): "{} given an id",
    ("quote",): "the stored quote of {} brought up to date",
}


def coding_section(changes: Iterable[Change], name: Naming) -> Section | None:
    """The coding, source by source and coder by coder."""
    mine = [change for change in changes if change.kind is Kind.EXCERPT]
    if not mine:
        return None
    groups = []
    for (source, coder), held in groupby(mine, key=lambda c: (c.facts["source"], c.facts["coder"])):
        title = f"Agreed coding of {source}" if coder == AGREED else f"{coder} in {source}"
        groups.append(Group(title, list(_items(list(held), name))))
    return Section("Coding", groups, tally([verb(change) for change in mine]))


def _items(changes: Sequence[Change], name: Naming) -> Iterable[Item]:
    together: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        names = tuple(aspect.name for aspect in change.aspects)
        if not change.added and not change.removed and names in TOGETHER:
            together.setdefault(names, []).append(change)
        else:
            yield excerpt_item(change, name)
    for names, held in together.items():
        if len(held) == 1:
            yield excerpt_item(held[0], name)
        else:
            yield Item(OTHER, TOGETHER[names].format(number_of(len(held), "excerpt")))


def verb(change: Change) -> str:
    """One word for what happened to an excerpt, the weightiest first."""
    if change.added or change.removed:
        return "coded" if change.added else "taken back"
    names = [aspect.name for aspect in change.aspects]
    if (anchor := change.aspect("anchor")) is not None:
        return "found again" if anchor.after == "certain" else "lost"
    for known in ("recoded", "carried over", "redrawn", "edited", "moved", "place"):
        if known in names:
            return {"place": "moved"}.get(known, known)
    return "noted" if {"memo", "open labels", "quotable"} & set(names) else "amended"


def excerpt_item(change: Change, name: Naming, *, full: bool = False) -> Item:
    """One excerpt's change as a sentence; `full` names the source, and who coded."""
    where = _where(change, full)
    codes = "; ".join(name(id) for id in split(change.facts["codes"])) or "an open label only"
    words = tuple(w for w in private(change) if w.before or w.after)
    by = f"{change.facts['coder']}: " if full else ""
    if change.added:
        return Item(NEW, f"{by}coded {where} as {codes}", change.id, words)
    if change.removed:
        return Item(GONE, f"{by}took back {where}, which was {codes}", change.id, words)
    parts = [_said(aspect, name) for aspect in change.aspects if not _follows(change, aspect)]
    sign = ALARM if (a := change.aspect("anchor")) is not None and a.after != "certain" else OTHER
    return Item(sign, f"{by}{where} {'; '.join(parts)}", change.id, words)


def _follows(change: Change, aspect: Aspect) -> bool:
    """Whether that a passage moved goes without saying: its words changed, on the same lines."""
    other = change.aspect("edited") or change.aspect("redrawn")
    return (
        aspect.name in ("moved", "place")
        and other is not None
        and _lines(aspect.before) == _lines(aspect.after)
    )


def _where(change: Change, full: bool) -> str:
    reference = change.facts["reference"]
    source, colon, lines = reference.rpartition(":")
    if not colon:
        lines = _lines(change.facts["place"]) or "a passage without a certain place"
        source = reference
    return f"{source}:{lines}" if full and lines[:1].isdigit() else lines


def _said(aspect: Aspect, name: Naming) -> str:
    """What is different about an excerpt, in a few words."""
    was, now = aspect.before, aspect.after
    if aspect.name in ("recoded", "carried over"):
        gone = [name(id) for id in split(was) if id not in split(now)]
        come = [name(id) for id in split(now) if id not in split(was)]
        change = "; ".join(gone) + " → " + "; ".join(come) if gone and come else ""
        said = change or (f"now also {'; '.join(come)}" if come else f"no longer {'; '.join(gone)}")
        follows = ", as the codebook says" if aspect.name == "carried over" else ""
        return f"recoded{follows}: {said}"
    if aspect.name == "anchor":
        return "found its place again" if now == "certain" else f"has no certain place any more ({now})"
    if aspect.name in ("place", "moved"):
        return f"moved ({arrow_of_places(was, now)})"
    fixed = {
        "redrawn": "redrawn",
        "edited": "edited in the transcript",
        "quote": "stored quote brought up to date",
        "id": "given an id" if now else "without an id",
        "coder": f"went from {was} to {now}",
        "source": f"went from {was} to {now}",
        "quotable": "marked as quotable" if now else "no longer marked as quotable",
        "from": "comes from other excerpts",
    }
    if aspect.name in fixed:
        return fixed[aspect.name]
    how = "written" if not was else ("deleted" if not now else "changed")
    return f"{aspect.name} {how}"


def arrow_of_places(before: str, after: str) -> str:
    """Two places, as lines where that tells them apart."""
    old, new = _lines(before), _lines(after)
    return f"{old} → {new}" if old != new else f"{before or 'nowhere'} → {after or 'nowhere'}"


def _lines(place: str) -> str:
    """`41-43` of `41:5-43:22`; `41` where it is one line."""
    start, _, end = place.partition("-")
    first, last = start.partition(":")[0], end.partition(":")[0]
    return first if not last or first == last else f"{first}-{last}"
