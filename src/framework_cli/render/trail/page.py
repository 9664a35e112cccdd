"""What a difference of two states is told with: which states, and what could not be seen in them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framework_cli.history import short
from framework_cli.model.words import first_few, number_of
from framework_cli.render.trail.item import Naming, Section
from framework_cli.trail.change import Change


class Side(NamedTuple):
    """One of two states: what it is called, its commit (empty for the files as they are) and its day.

    `errors` counts the errors of its files by rule; `unread` are the files that could not be read whole.
    `moved` is the folder where the study stood then, if that was another.
    """

    name: str
    commit: str = ""
    day: str = ""
    errors: Mapping[str, int] = {}
    unread: Sequence[str] = ()
    moved: str = ""


class Page(NamedTuple):
    """All that is told: two states, the changes, and files that git does not keep."""

    title: str
    notice: str
    before: Side
    after: Side
    changes: Sequence[Change]
    sections: Sequence[Section]
    name: Naming
    lent: Sequence[str] = ()


def heading(page: Page) -> str:
    """`HEAD (1a2b3c4d5e, 2026-03-09) → the files as they are now`."""
    return f"{_called(page.before)} → {_called(page.after)}"


def remarks(page: Page) -> list[str]:
    """What the reader must know of what was not, or could not be, compared."""
    said = []
    for side in (page.before, page.after):
        if side.moved:
            said.append(f"At {side.name} the study stood in {side.moved}.")
        if side.errors:
            rules = ", ".join(f"{rule} ×{count}" for rule, count in side.errors.items())
            said.append(f"{side.name[:1].upper()}{side.name[1:]}: {_errors(side)} ({rules}).")
        if side.unread:
            files = ", ".join(side.unread)
            said.append(f"Not compared, as it cannot be read whole: {files} ({side.name}).")
    if page.lent:
        files = number_of(len(page.lent), "file is", "files are")
        said.append(
            f"{files} not kept by this repository, and taken as of now in both: {first_few(page.lent, 3)}."
        )
    return said


def _errors(side: Side) -> str:
    return number_of(sum(side.errors.values()), "error in its files", "errors in its files")


def _called(side: Side) -> str:
    if not side.commit:
        return side.name
    id = short(side.commit)
    about = [word for word in (id if side.name != id else "", side.day) if word]
    return f"{side.name} ({', '.join(about)})" if about else side.name
