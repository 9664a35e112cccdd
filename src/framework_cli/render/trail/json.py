"""Changes for programs: ids, places and names; the texts themselves only where they are asked for."""

from collections.abc import Mapping

from framework_cli.render.trail.item import split
from framework_cli.render.trail.page import Page, Side
from framework_cli.render.trail.telling import item
from framework_cli.trail.change import Change

LISTS = frozenset(
    {"codes", "into", "about", "recoded", "carried over", "was", "from", "open labels", "stale"}
)


def diff_json(page: Page, *, show_text: bool = False) -> dict[str, object]:
    """The difference of two states. `differs` holds what was and what is, by name."""
    return {
        "before": _side(page.before),
        "after": _side(page.after),
        "not_in_git": list(page.lent),
        "counts": {section.title.lower(): section.tally for section in page.sections},
        "changes": [
            {**change_json(change, show_text=show_text), "told": item(change, page.name).text}
            for change in page.changes
        ],
    }


def change_json(change: Change, *, show_text: bool = False) -> dict[str, object]:
    """One change. A private text that is withheld is named with `null` in place of what was and is."""
    did = "added" if change.added else "removed" if change.removed else "changed"
    return {
        "kind": change.kind.value,
        "id": change.id,
        "did": did,
        "before": _facts(change.before),
        "after": _facts(change.after),
        "differs": {
            aspect.name: None
            if (aspect.private and not show_text)
            else {"before": _value(aspect.name, aspect.before), "after": _value(aspect.name, aspect.after)}
            for aspect in change.aspects
        },
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "name": side.name,
        "commit": side.commit or None,
        "date": side.day or None,
        "errors": dict(side.errors),
        "unread": list(side.unread),
    }


def _facts(facts: Mapping[str, str] | None) -> dict[str, object] | None:
    return None if facts is None else {name: _value(name, value) for name, value in facts.items()}


def _value(name: str, value: str) -> object:
    return split(value) if name in LISTS else value
