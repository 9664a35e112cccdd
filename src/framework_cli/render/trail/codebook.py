"""What is told of the codebook: entries added, renamed, moved, redefined, merged, split and retired."""

from collections.abc import Iterable

from framework_cli.render.trail.item import GONE, NEW, OTHER, Item, Naming, arrow, private, split
from framework_cli.trail.change import Change

MEANING = ("definition", "include", "exclude")


def code_verb(change: Change) -> str:
    """One word for what happened to an entry of the codebook."""
    was, now = change.before or {}, change.after or {}
    if "name" in now and "name" not in was:
        return "taken back into use" if "retired" in was else "added"
    if "name" not in now and "name" in was:
        into = split(now.get("into", ""))
        if len(into) > 1:
            return "split"
        return "merged" if into else ("retired" if "retired" in now else "removed")
    names = {aspect.name for aspect in change.aspects}
    for verb, about in (("redefined", set(MEANING)), ("renamed", {"name"}), ("moved", {"under"})):
        if names & about:
            return verb
    return "noted"


def code_item(change: Change, name: Naming) -> Item:
    """One entry of the codebook."""
    verb, called = code_verb(change), f"{name(change.id)} ({change.id})"
    if name(change.id) == change.id:
        called = change.id
    words = private(change)
    if verb == "added":
        under = change.facts.get("under", "")
        return Item(NEW, f"{called} added{f' under {name(under)}' if under else ' as a theme'}", "", words)
    if verb in ("merged", "split"):
        into = " and ".join(name(id) for id in split(change.facts["into"]))
        return Item(GONE, f"{called} {verb} into {into}", "", words)
    if verb in ("retired", "removed"):
        return Item(GONE, f"{called} {verb}", "", words)
    if verb == "taken back into use":
        return Item(NEW, f"{called} {verb}", "", words)
    return Item(OTHER, f"{called}: {'; '.join(_code_parts(change, name))}", "", words)


def _code_parts(change: Change, name: Naming) -> Iterable[str]:
    aspects = {aspect.name: aspect for aspect in change.aspects}
    meaning = [each for each in MEANING if each in aspects]
    if (renamed := aspects.get("name")) is not None:
        yield f"renamed, was “{renamed.before}”"
    if (moved := aspects.get("under")) is not None:
        yield f"moved from {_under(moved.before, name)} to {_under(moved.after, name)}"
    if meaning:
        yield f"redefined ({', '.join(meaning)})"
    for each in ("origin", "since", "revised"):
        if each in aspects:
            yield f"{each} {arrow(aspects[each].before, aspects[each].after)}"
    if (was := aspects.get("was")) is not None:
        come = [id for id in split(was.after) if id not in split(was.before)]
        gone = [id for id in split(was.before) if id not in split(was.after)]
        yield f"takes in {', '.join(come)}" if come else f"no longer takes in {', '.join(gone)}"
    if "examples" in aspects:
        yield "examples changed"
    if {"into", "on", "why"} & aspects.keys():
        yield "what is said of its retirement changed"


def _under(id: str, name: Naming) -> str:
    return name(id) if id else "the themes"


def codebook_item(change: Change, name: Naming) -> Item:
    """The codebook as a whole: its version, its file, the order of its entries."""
    begun = change.aspect("file")
    if begun is not None and not begun.before:
        version = change.facts.get("version", "")
        return Item(NEW, f"{begun.after} begun{f', version {version}' if version else ''}")
    parts = []
    for aspect in change.aspects:
        if aspect.name in ("version", "file"):
            parts.append(f"{aspect.name} {arrow(aspect.before, aspect.after)}")
        else:
            parent = aspect.name.removeprefix("order of ")
            parts.append("themes reordered" if parent == "themes" else f"order below {name(parent)} changed")
    return Item(OTHER, "; ".join(parts))
