"""Everything that a redaction finds and would change, worked out before anything is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.cells.edits import nameable
from framework_cli.index.names import Hit
from framework_cli.model.excerpt import Entry
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study
from framework_cli.read.identity import composed
from framework_cli.read.texts import Text, texts
from framework_cli.revise.coding import RefusedError
from framework_cli.revise.redact.anchors import Shifted, anchored
from framework_cli.revise.redact.evidence import evidence_splices
from framework_cli.revise.redact.proof import prove
from framework_cli.revise.redact.values import Choice, Found, look
from framework_cli.write import Rewrite
from framework_cli.write.splice import apply

AROUND = 28  # characters shown on either side of a name


class What(StrEnum):
    """What stands at a place, and so what becomes of it."""

    NAME = "name"
    FILE_NAME = "file name"
    OTHER_LETTERS = "other letters"  # not written as in the key: replaced only on request
    OVERLAP = "overlap"  # two names of the key: settled in the key
    NOT_CHANGED = "not changed"  # in a file that is not rewritten


REPLACED = (What.NAME, What.FILE_NAME)


class Occurrence(NamedTuple):
    """Where a name stands: a file, a line (0: its name) and a column, and the offsets in its text."""

    path: str
    line: int
    column: int
    what: What
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is found, and what is to be written: all files together, then the new names of files.

    `reports` are what was rendered and holds a name: to be rendered again. `unread` are files of the study
    that are no text, or not UTF-8: nobody looked into them.
    """

    places: tuple[Occurrence, ...]
    rewrites: tuple[Rewrite, ...]
    renames: tuple[tuple[str, str], ...]
    reports: tuple[str, ...]
    unread: tuple[str, ...]
    texts: Mapping[str, str]

    @property
    def replaced(self) -> tuple[Occurrence, ...]:
        """What goes when it is carried out."""
        return tuple(place for place in self.places if place.what in REPLACED)

    @property
    def left(self) -> tuple[Occurrence, ...]:
        """What stays after it is carried out."""
        return tuple(place for place in self.places if place.what not in REPLACED)

    def words(self, place: Occurrence) -> str:
        """A place in its context, on one line."""
        text = self.texts.get(place.path, "")
        if not place.line:
            return place.path.rpartition("/")[2]
        before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
        if place.start > AROUND:  # from word to word
            before = re.sub(r"^\S*(?=\s)", "", before)
        after = after.rpartition(" ")[0] if place.end + AROUND < len(text) and " " in after else after
        return " ".join(f"{before}→{text[place.start : place.end]}←{after}".split())


def redaction(study: Study, index: Index, grid: Grid, choice: Choice) -> Redaction:
    """Work out a redaction that keeps every anchor, and every fresh or stale cell as it is.

    Raises RefusedError where it could not: it says which excerpts or cells would be lost.
    """
    held = list(texts(study))
    found = {each.path: look(each.text, each.path, choice) for each in held if each.text is not None}
    shifted = _shifted(study, found)
    places = [place for each in held for place in _places(each, found.get(each.path), choice)]
    work = _Work(study, index, choice, shifted, index.by_entry())
    rewrites: list[Rewrite] = []
    for each in held:
        if each.text is None or not each.changed:
            continue
        after = work.rewritten(each.path, each.text, found[each.path])
        if after != each.text:
            rewrites.append(Rewrite(each.path, each.text, after))
    renames = _renames(held, choice)
    reports = study.settings.folders["reports"] + "/"
    plan = Redaction(
        tuple(place for place in places if not place.path.startswith(reports)),
        tuple(rewrites),
        renames,
        tuple(dict.fromkeys(place.path for place in places if place.path.startswith(reports))),
        tuple(each.path for each in held if each.text is None and not each.path.startswith(reports)),
        {each.path: each.text for each in held if each.text is not None},
    )
    prove(study, index, grid, plan.rewrites, plan.renames, shifted)
    return plan


def _shifted(study: Study, found: Mapping[str, Found]) -> dict[str, Shifted]:
    shifted = {}
    for source in study.sources.values():
        there = found.get(source.path)
        if there is not None and there.splices:
            shifted[source.id] = Shifted.of(source, there.splices, there.applied(source.text))
    return shifted


@dataclass(frozen=True, slots=True)
class _Work:
    """What it takes to rewrite a file."""

    study: Study
    index: Index
    choice: Choice
    shifted: Mapping[str, Shifted]
    entries: Mapping[Entry, Passage]

    def rewritten(self, path: str, text: str, found: Found) -> str:
        """A file's text without names; excerpts and evidence follow the new words."""
        file = next((each for each in self.study.annotations if each.path == path), None)
        if file is not None and file.source in self.shifted:
            text = anchored(file, text, self.shifted[file.source], self.entries)
            return look(text, path, self.choice).applied(text)
        chart = next((each for each in self.study.charts if each.path == path), None)
        if chart is None:
            return found.applied(text)
        evidence = evidence_splices(self.study, self.index, chart, self.shifted)
        return apply(text, sorted([*found.splices, *evidence]))


def _places(each: Text, found: Found | None, choice: Choice) -> list[Occurrence]:
    """The hits in a file, and in its name."""
    places = [
        Occurrence(each.path, 0, 0, What.FILE_NAME if each.changed else What.NOT_CHANGED)
        for hit in choice.chosen(each.path.rpartition("/")[2])
        if not hit.clash
    ][:1]
    if found is None or each.text is None or not found.hits:
        return places
    lines = Lines.of(each.text)
    for hit in found.hits:
        what = _what(hit, choice) if each.changed else What.NOT_CHANGED
        places.append(Occurrence(each.path, *lines.position(hit.start), what, hit.start, hit.end))
    return places


def _what(hit: Hit, choice: Choice) -> What:
    if hit.clash:
        return What.OVERLAP
    return What.NAME if hit.sure or choice.any_case else What.OTHER_LETTERS


def _renames(held: list[Text], choice: Choice) -> tuple[tuple[str, str], ...]:
    """New names for files called by a name of the key. RefusedError where two would be called alike."""
    taken = {composed(each.path).casefold() for each in held}
    renames = []
    for each in held:
        folder, slash, name = each.path.rpartition("/")
        new = choice.replaced(name)
        if not each.changed or new == name:
            continue
        if not nameable(new):
            raise RefusedError(f"a file in {folder or 'the study'} cannot be called by its pseudonym: {new}")
        path = f"{folder}{slash}{new}"
        if composed(path).casefold() in taken:
            raise RefusedError(f"{path} is there already: no other file can be called so")
        taken.add(composed(path).casefold())
        renames.append((each.path, path))
    return tuple(renames)
