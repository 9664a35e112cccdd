"""F313: attributes single one person out.

A role and a site may name somebody as surely as a name does: to colleagues, and to whoever was there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from framework_cli.cells import Grid
from framework_cli.check.places import CASES, SETTINGS
from framework_cli.model import rules
from framework_cli.model.case import Case, CaseKind
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.words import number_of

SIZE = 3  # attributes taken together; with more of them nearly everybody is the only one
FEWEST = 3  # of two persons each is one of two, whatever the table says
SHOWN = 6
Combination = tuple[str, ...]


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look at the attributes that sign quotes outside the team, then at all of them."""
    persons = [case for case in study.cases.values() if case.listed and case.kind is CaseKind.PERSON]
    if len(persons) < FEWEST:
        return
    columns = tuple(dict.fromkeys(name for case in persons for name in case.attributes))
    signed = tuple(name for name in study.settings.attribution if name in columns)
    alone = _alone(persons, signed) if signed else []
    if alone:
        few = f"{len(alone)} of {number_of(len(persons), 'person')}"
        message = f"quotes are signed by {_named(signed)}, which singles out {few}"
        hint = "sign by fewer attributes, or by coarser ones, before a report goes outside"
        related = tuple(Related(Location(CASES, case.line), case.id) for case in alone[:SHOWN])
        yield Diagnostic(rules.SINGLED_OUT, message, Route(SETTINGS, ("attribution",)), hint, related)
    yield from _together(persons, columns)


def _together(persons: Sequence[Case], columns: Combination) -> Iterator[Diagnostic]:
    """Whom the fewest attributes single out, told once for the study."""
    smallest: dict[str, Combination] = {}
    for size in range(1, SIZE + 1):
        for names in combinations(columns, size):
            for case in _alone(persons, names):
                smallest.setdefault(case.id, names)
    if not smallest:
        return
    counts = Counter(smallest.values())
    order = sorted(counts, key=lambda names: (len(names), -counts[names], names))
    listed = ", ".join(f"{_named(names)} {counts[names]}" for names in order[:3])
    more = f", and {number_of(len(order) - 3, 'other combination')}" if len(order) > 3 else ""
    singled = [case for case in persons if case.id in smallest]
    related = tuple(
        Related(Location(CASES, case.line), f"{case.id} by {_named(smallest[case.id])}")
        for case in singled[:SHOWN]
    )
    message = f"attributes single out {len(singled)} of {number_of(len(persons), 'person')}: {listed}{more}"
    hint = "think of coarser values, and of who will see the table; nothing is wrong within the team"
    yield Diagnostic(rules.SINGLED_OUT, message, Location(CASES, 1), hint, related)


def _alone(persons: Sequence[Case], names: Combination) -> list[Case]:
    """The persons who alone have their values; a value that is not known tells nothing."""
    values = [tuple(case.attributes.get(name, "") for name in names) for case in persons]
    counts = Counter(values)
    return [case for case, held in zip(persons, values, strict=True) if all(held) and counts[held] == 1]


def _named(names: Combination) -> str:
    return " with ".join(names)
