"""What is told of cells: written, rewritten, marked, reviewed, and gone stale with the reason."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

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
    came_or_went,
    private,
    tally,
)
from framework_cli.trail.change import Change, Kind

MARKS = {"nothing-said": "nothing said", "not-asked": "not asked"}


def charts_section(changes: Iterable[Change], name: Naming) -> Section | None:
    """The charts, case by case."""
    mine = [change for change in changes if change.kind in (Kind.CELL, Kind.PORTRAIT)]
    if not mine:
        return None
    ordered = sorted(range(len(mine)), key=lambda n: (_first(mine, n), mine[n].kind is Kind.CELL, n))
    groups = [
        Group(row, [cell_item(change, name) for change in held])
        for row, held in groupby((mine[n] for n in ordered), key=_row)
    ]
    return Section("Charts", groups, tally([verb(change) for change in mine]))


def _first(changes: list[Change], n: int) -> int:
    row = _row(changes[n])
    return next(place for place, change in enumerate(changes) if _row(change) == row)


def _row(change: Change) -> str:
    return change.id.rpartition("/")[0] or change.id


def verb(change: Change) -> str:
    """One word for what happened to a cell, the weightiest first."""
    if change.kind is Kind.PORTRAIT:
        return "portrait"
    state, stale = change.aspect("state"), change.aspect("stale")
    if state is not None:
        if state.after == "charted":
            return "written"
        if state.after == "uncharted":
            return "cleared" if state.before == "charted" else "unmarked"
        return "marked"
    if stale is not None and stale.after and not stale.before:
        return "gone stale"
    if change.aspect("summary"):
        return "rewritten"
    if change.aspect("reviewed"):
        return "reviewed"
    return "no longer stale" if stale is not None and not stale.after else "amended"


def cell_item(change: Change, name: Naming, *, full: bool = False) -> Item:
    """One cell's change as a sentence; `full` names the case too."""
    if change.kind is Kind.PORTRAIT:
        sign, how = came_or_went(change)
        how = {"added": "written", "removed": "deleted"}.get(how, how)
        said = f"pen portrait {how}"
        return Item(sign, f"{change.id}: {said}" if full else said, "", private(change))
    row, _, code = change.id.rpartition("/")
    parts = list(_parts(change))
    stale = change.aspect("stale")
    state = change.aspect("state")
    sign = OTHER
    if stale is not None and stale.after:
        sign = ALARM
    elif state is not None:
        sign = GONE if state.after == "uncharted" else NEW
    title = f"{row}, {name(code)}" if full else name(code)
    return Item(sign, f"{title}: {'; '.join(parts)}", "", private(change))


def _parts(change: Change) -> Iterable[str]:
    """What is different about a cell, in a few words each."""
    facts = change.facts
    aspects = {aspect.name: aspect for aspect in change.aspects}
    if state := aspects.get("state"):
        yield _state(state.before, state.after, facts["charted"])
    elif "summary" in aspects:
        yield "rewritten"
    if (comments := aspects.get("comments")) is not None and not (state and state.after == "charted"):
        both = comments.before and comments.after
        yield f"comment {'changed' if both else 'added' if comments.after else 'deleted'}"
    if stale := aspects.get("stale"):
        if stale.after:
            yield f"{'stale for other reasons' if stale.before else 'gone stale'}: {stale.after}"
        else:
            yield "no longer stale"
    if (redefined := aspects.get("redefined")) is not None:
        yield f"charted under {'an older' if redefined.after else 'the present'} definition of the subtheme"
    if (charted := aspects.get("charted")) is not None and not state:
        yield f"marked as charted by {charted.after}" if charted.after else "no longer marked as charted"
    if (reviewed := aspects.get("reviewed")) is not None:
        yield f"reviewed by {reviewed.after}" if reviewed.after else f"review by {reviewed.before} taken back"
    if aspects.keys() == {"evidence"}:
        yield "evidence brought up to date"


def _state(before: str, after: str, by: str) -> str:
    if after == "charted":
        return f"written by {by}" if by else "written"
    if after in MARKS:
        return f"marked as {MARKS[after]}"
    return "cleared" if before == "charted" else f"no longer marked as {MARKS.get(before, before)}"


def cell_items(changes: Sequence[Change], name: Naming, few: int) -> Iterator[Item]:
    """Cells' changes as sentences that stand alone; of one case, more than a few that are alike together."""
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        said = "" if change.kind is Kind.PORTRAIT else "; ".join(_parts(change))
        alike.setdefault((_row(change), said or change.id), []).append(change)
    for (row, said), held in alike.items():
        if len(held) <= few:
            yield from (cell_item(change, name, full=True) for change in held)
            continue
        numbers = ", ".join(name(change.id.rpartition("/")[2]).split(" ")[0] for change in held)
        sign = cell_item(held[0], name).sign
        yield Item(sign, f"{row}: {number_of(len(held), 'cell')} {said} ({numbers})")
