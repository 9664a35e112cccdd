"""An entry put elsewhere in the framework."""

from framework_cli.model.codebook import Codebook
from framework_cli.model.study import Study
from framework_cli.model.task import Task
from framework_cli.revise.codebook.draft import Draft, Revision, shown
from framework_cli.revise.coding import RefusedError
from framework_cli.write import codebook as entries
from framework_cli.write.codebook import Place

DEEPEST = 2  # a theme is level 0, a subtheme 1, one nested below it 2


def move(study: Study, id: str, *, to: str | None = None, before: str = "", after: str = "") -> Revision:
    """Put an entry, with all below it, under another one, or before or after another.

    Beside a theme it becomes a theme. Numbers follow; the id, its passages and its cells stay.
    """
    draft = Draft(study)
    code = draft.code(id)
    place = place_of(draft, to, before, after)
    if place.parent is not None and draft.book.within(place.parent, id):
        raise RefusedError(f"{id} cannot stand below itself")
    fits(draft.book, id, place.parent)
    if code.parent == place.parent and not _moves(draft.book, id, place):
        return draft.revision([])
    draft.entries(entries.move_entry, id, place)
    new = draft.new_book()
    draft.refresh_headings(new)
    left = [*draft.columns_lost(new), *draft.renumbered(new)]
    if new.codes[id].number == code.number:
        left.append(Task(f"{id} keeps its number {code.number}: it is written in the codebook, as `number:`"))
    return draft.revision([f"{shown(code)} is now {shown(new.codes[id])}"], left)


def place_of(draft: Draft, to: str | None, before: str = "", after: str = "") -> Place:
    """The place meant by `--to`, `--before` and `--after`."""
    if before and after:
        raise RefusedError("say --before or --after, not both")
    beside = before or after
    if not beside:
        if to is None:
            raise RefusedError("say where: --to THEME, --before ID or --after ID")
        return Place(draft.code(to).id)
    parent = draft.code(beside).parent
    if to is not None and draft.code(to).id != parent:
        raise RefusedError(f"{beside} does not stand directly below {to}")
    return Place(parent, before, after)


def fits(book: Codebook, id: str, parent: str | None) -> None:
    """Raises RefusedError where an entry and what is below it would be nested too deep."""
    height = (
        max(each.level for each in book.codes.values() if book.within(each.id, id)) - book.codes[id].level
    )
    level = book.codes[parent].level + 1 if parent is not None else 0
    if level + height > DEEPEST:
        raise RefusedError(
            f"{id} would stand too deep below {parent}: there are themes, subthemes and one level more"
        )


def _moves(book: Codebook, id: str, place: Place) -> bool:
    """Whether an entry is not at a place beside its siblings already."""
    siblings = [each.id for each in book.codes.values() if each.parent == place.parent]
    if id in (place.before, place.after):
        raise RefusedError(f"{id} cannot stand beside itself")
    rest = [each for each in siblings if each != id]
    if place.before:
        at = rest.index(place.before)
    else:
        at = rest.index(place.after) + 1 if place.after else len(rest)
    return siblings.index(id) != at
