"""How claims stood before, as git's history has it: where a status changed and nobody wrote why."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from framework_cli.history import Version, versions
from framework_cli.model.theory import Decision, Edge, Part, Status, Theory
from framework_cli.read.files import read_text
from framework_cli.read.theory import theory_as

# How far back is looked, in bytes of earlier states: what is searched for statuses, and of that what is
# parsed, as its statuses differ (0.3 s). Of a theory of 20 kB that is a thousand states, and fifty.
SEARCHED, PARSED = 20_000_000, 1_000_000
STATUS = re.compile(rb"""status["']?[ \t]*:[ \t]*["']?([\w-]*)""")
Standing = tuple[str, str]  # a claim's id, and a site where it is about one


class Turn(NamedTuple):
    """A status that changed with no decision since: of which claim, where, and what it was until when."""

    part: Part
    site: str
    was: Status
    commit: str
    day: str


def turns(root: Path, folder: str, theory: Theory, others: Collection[str] = ()) -> Iterator[Turn]:
    """Each status of a theory that changed last without a new decision on its claim, in file order.

    It is compared with the last commit at which it was another: a decision that names the claim must have
    come, or been rewritten, since. Without git, or where nothing is committed, there is none. `others` are
    the paths of files that have the same id now: what they said is not this theory's past.
    """
    now = standings(theory)
    parts = {part.id: part for part in reversed(theory.parts)}
    found: dict[Standing, Turn] = {}
    waiting = dict(now)
    for version, past in _states(root, folder, theory, others):
        before = standings(past)
        for key in [key for key in waiting if before.get(key, waiting[key]) is not waiting[key]]:
            if not _decisions(theory, key[0]) - _decisions(past, key[0]):
                found[key] = Turn(parts[key[0]], key[1], before[key], version.commit, version.day)
            del waiting[key]
        if not waiting:
            break
    yield from (found[key] for key in now if key in found)


def standings(theory: Theory) -> Mapping[Standing, Status]:
    """Every claim's status, and that of an edge at each site; hypothesised where nobody set one."""
    found: dict[Standing, Status] = {}
    for part in theory.parts:
        found.setdefault((part.id, ""), part.status or Status.HYPOTHESISED)
        for each in part.variation if isinstance(part, Edge) else ():
            if each.status is not None:
                found.setdefault((part.id, each.site), each.status)
    return found


def _decisions(theory: Theory, id: str) -> frozenset[Decision]:
    return frozenset(replace(each, route=()) for each in theory.decisions if id in each.changed)


def _states(
    root: Path, folder: str, theory: Theory, others: Collection[str]
) -> Iterator[tuple[Version, Theory]]:
    """Earlier states of a theory in which its statuses differ, newest first; files may have been renamed."""
    text, _ = read_text(root, theory.path)
    later = {theory.path: STATUS.findall((text or "").encode("utf-8", "surrogatepass"))}
    for version in _within(_differing(_within(versions(root, folder), SEARCHED), later), PARSED):
        past = theory_as(version.content, version.path)
        if past is not None and past.id == theory.id and version.path not in others:
            yield version, past


def _within(found: Iterable[Version], most: int) -> Iterator[Version]:
    """The versions until there is more to them than so many bytes."""
    for version in found:
        most -= len(version.content)
        if most < 0:
            return
        yield version


def _differing(found: Iterable[Version], later: dict[str, list[bytes]]) -> Iterator[Version]:
    """The versions whose statuses are not, one by one, those of the next version of the file.

    `later` holds, by path, those of the version after the first.
    """
    for version in found:
        statuses = STATUS.findall(version.content)
        if PurePosixPath(version.path).suffix == ".yaml" and later.get(version.path) != statuses:
            later[version.path] = statuses
            yield version
