"""What is told of the material and around it: sources, cases, reading marks, memos, settings."""

from framework_cli.model.words import number_of
from framework_cli.render.trail.item import GONE, NEW, OTHER, Item, arrow, came_or_went, private
from framework_cli.trail.change import Change


def source_item(change: Change) -> Item:
    """A transcript or document."""
    facts = change.facts
    if change.added or change.removed:
        size = number_of(int(facts["lines"]), "line")
        sign, how = (NEW, "added") if change.added else (GONE, "removed")
        return Item(sign, f"{change.id} {how} ({facts['kind']}, {size})", "", ())
    parts = []
    for aspect in change.aspects:
        if aspect.name == "text":
            was, now = (change.before or {}).get("lines", "0"), facts["lines"]
            size = f", {number_of(int(now), 'line')} instead of {int(was):,}" if was != now else ""
            parts.append(f"transcript edited{size}")
        elif aspect.name == "name":
            parts.append(f"renamed, was {aspect.before}")
        elif aspect.name in ("speakers", "interviewers"):
            parts.append(f"{aspect.name} changed")
        else:
            parts.append(f"{aspect.name} {arrow(aspect.before, aspect.after)}")
    return Item(OTHER, f"{change.id}: {'; '.join(parts)}")


def case_item(change: Change) -> Item:
    """A case and its attributes, by their names."""
    if change.added or change.removed:
        sign, how = (NEW, "added") if change.added else (GONE, "removed")
        return Item(sign, f"{change.id} {how} ({change.facts['kind']})")
    names = [aspect.name.strip("()") for aspect in change.aspects]
    return Item(OTHER, f"{change.id}: {', '.join(names)} changed", "", private(change))


def reading_item(change: Change) -> Item:
    """A reading mark."""
    facts = change.facts
    under = f" under codebook version {facts['codebook']}" if facts["codebook"] else ""
    on = f" ({facts['on']})" if facts["on"] else ""
    if change.removed:
        return Item(GONE, f"{facts['coder']}: reading mark of {facts['source']} taken back")
    again = "again " if not change.added else ""
    return Item(NEW, f"{facts['coder']} marked {facts['source']} {again}as read through{under}{on}")


def agreement_item(change: Change) -> Item:
    """An agreed coding."""
    if change.added:
        count = number_of(int(change.facts["excerpts"]), "excerpt")
        return Item(NEW, f"{change.id} has an agreed coding ({count})")
    if change.removed:
        return Item(GONE, f"{change.id} has no agreed coding any more")
    return Item(OTHER, f"{change.id}: what the agreed coding leaves out changed")


def memo_item(change: Change) -> Item:
    """A memo."""
    facts = change.facts
    kind = f"{facts['kind']} memo" if facts["kind"] else "memo"
    about = f", about {facts['about']}" if facts["about"] else ""
    if change.added or change.removed:
        sign, how = (NEW, "added") if change.added else (GONE, "removed")
        by = f" by {facts['by']}" if facts["by"] else ""
        return Item(sign, f"{change.id}: {kind}{by} {how}{about}")
    names = ", ".join(aspect.name for aspect in change.aspects)
    return Item(OTHER, f"{change.id}: {kind} changed ({names})", "", private(change))


def setting_item(change: Change) -> Item:
    """A key of framework.yaml."""
    sign, how = came_or_went(change)
    return Item(sign, f"{change.id} {how}", "", private(change))
