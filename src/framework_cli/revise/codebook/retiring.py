"""Entries taken out of use: split into others, or retired. Their passages wait to be recoded by hand."""

from collections.abc import Sequence
from typing import NamedTuple

from framework_cli.model.codebook import Code
from framework_cli.model.study import Study
from framework_cli.revise.codebook.draft import Draft, Revision, named, shown, to_define
from framework_cli.revise.codebook.uses import told, uses
from framework_cli.revise.coding import RefusedError
from framework_cli.write import codebook as entries
from framework_cli.write.codebook import Place
from framework_cli.write.entry import Value


class Heir(NamedTuple):
    """An entry that another one is split into: its id, and its name where it is new."""

    id: str
    name: str = ""


def split(study: Study, id: str, heirs: Sequence[Heir], *, on: str, why: str = "") -> Revision:
    """Split an entry into two or more, new ones or some that are there.

    The new ones take its place. Its id is retired; its passages stay as they are until somebody has
    read each of them again.
    """
    draft = Draft(study, on)
    code = _leaf(draft, id)
    if len({heir.id for heir in heirs}) < max(2, len(heirs)):
        raise RefusedError("an entry is split into two others at least, each named once")
    version = draft.raise_version()
    for heir in heirs:
        if heir.id == id:
            raise RefusedError(f"an id keeps its meaning: {id} cannot be one of the parts; choose another id")
        if heir.id in draft.book.codes:
            if heir.name:
                raise RefusedError(f"{heir.id} is in the codebook already: name it alone, without =NAME")
            continue
        if not heir.name:
            raise RefusedError(f'{heir.id} is new: give its name, as in --into {heir.id}="…"')
        entry = new_entry(draft.fresh(heir.id), heir.name, version)
        draft.entries(entries.add_entry, entry, Place(code.parent, before=id))
    _retire(draft, code, tuple(heir.id for heir in heirs), why)
    new = draft.new_book()
    draft.refresh_headings(new)
    parts = " and ".join(shown(new.codes[heir.id]) for heir in heirs)
    said = [
        f"{shown(code)} is split into {parts}" + (f": version {version} of the codebook" if version else "")
    ]
    fresh = [heir.id for heir in heirs if heir.id not in draft.book.codes]
    left = [*told(uses(draft, id), id)]
    if fresh:
        left.append(to_define(*fresh))
    return draft.revision(said, [*left, *draft.columns_lost(new), *draft.renumbered(new)])


def retire(study: Study, id: str, *, into: Sequence[str] = (), why: str, on: str) -> Revision:
    """Take an entry out of use. Its passages wait to be recoded, as `into` or otherwise."""
    draft = Draft(study, on)
    code = _leaf(draft, id)
    for heir in into:
        if draft.code(heir).id == id:
            raise RefusedError(f"{id} cannot go into itself")
    if not why.strip():
        raise RefusedError("say why, for those who read the codebook later: --why “…”")
    version = draft.raise_version()
    _retire(draft, code, tuple(dict.fromkeys(into)), why)
    new = draft.new_book()
    draft.refresh_headings(new)
    said = [f"{shown(code)} is retired" + (f": version {version} of the codebook" if version else "")]
    return draft.revision(said, [*told(uses(draft, id), id), *draft.renumbered(new)])


def new_entry(id: str, name: str, version: int | None, definition: str = "") -> dict[str, Value]:
    """A new entry, found while coding: what the tool knows of it."""
    entry: dict[str, Value] = {"id": id, "name": named(name), "definition": definition, "origin": "emergent"}
    if version is not None:
        entry["since"] = str(version)
    return {key: value for key, value in entry.items() if value}


def _leaf(draft: Draft, id: str) -> Code:
    """An entry with none below it. Raises RefusedError where that is not so."""
    code = draft.code(id)
    below = [child.id for child in draft.book.children(id)]
    if below:
        stand = "stands" if len(below) == 1 else "stand"
        raise RefusedError(f"{', '.join(below)} {stand} below {id}: move or merge that first")
    if sum(1 for _ in draft.book.themes()) == 1 and code.level == 0:
        raise RefusedError(f"{id} is the only theme")
    return code


def _retire(draft: Draft, code: Code, into: tuple[str, ...], why: str) -> None:
    """Take an entry out and record its id; the entry itself is kept as a comment above the record."""
    lines = entries.words(draft.text(draft.book.path), code.id)
    record: dict[str, Value] = {"id": code.id, "into": into, "on": draft.on, "why": " ".join(why.split())}
    draft.entries(entries.remove_entry, code.id)
    draft.entries(entries.retire, {key: value for key, value in record.items() if value})
    head = f"{code.id}, formerly {code.number}, read:"
    draft.entries(entries.note, code.id, [head, *(f"  {line}" for line in lines)])
