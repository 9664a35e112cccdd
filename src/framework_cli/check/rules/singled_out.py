"""F313: attributes single one person out.

A role and a site may name somebody as surely as a name does: to colleagues, and to whoever was there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from framework_cli.cells import Grid
from framework_cli.check.places import CASES
from framework_cli.model import rules
from framework_cli.model.case import Case, CaseKind
from framework_cli.model.diagnostic import Diagnostic, Location, Related
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.words import number_of

SIZE = 3  # attributes taken together; with more of them nearly everybody is the only one
FEWEST = 3  # of two persons each is one of two, whatever the table says
SHOWN = 3
Combination = tuple[str, ...]


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Tell once whom the fewest attributes single out, and how many those that sign quotes outside do."""
    persons = [case for case in study.cases.values() if case.listed and case.kind is CaseKind.PERSON]
    smallest = _smallest(persons) if len(persons) >= FEWEST else {}
    if not smallest:
        return
    counts = Counter(smallest.values())
    order = sorted(counts, key=lambda names: (len(names), -counts[names], names))
    told = [f"{_named(names)} {counts[names]}" for names in order[:SHOWN]]
    told += [f"others {sum(counts[names] for names in order[SHOWN:])}"] if len(order) > SHOWN else []
    few = f"{len(smallest)} of {number_of(len(persons), 'person')}"
    message = f"attributes single out {few} ({', '.join(told)})"
    signed = tuple(name for name in study.settings.attribution if name in persons[0].attributes)
    if signed and (alone := _alone(persons, signed)):
        message += f"; quotes are signed by {_named(signed)}, which singles out {len(alone)}"
    singled = [case for case in persons if case.id in smallest]
    related = tuple(
        Related(Location(CASES, case.line), f"{case.id} by {_named(smallest[case.id])}")
        for case in singled[:SHOWN]
    )
    hint = "before anything goes outside: coarser values, or fewer attributes to sign by"
    yield Diagnostic(rules.SINGLED_OUT, message, Location(CASES), hint, related)


def _smallest(persons: Sequence[Case]) -> dict[str, Combination]:
    """The fewest attributes that are true of one person only, by person."""
    columns = tuple(dict.fromkeys(name for case in persons for name in case.attributes))
    smallest: dict[str, Combination] = {}
    for size in range(1, SIZE + 1):
        for names in combinations(columns, size):
            for case in _alone(persons, names):
                smallest.setdefault(case.id, names)
    return smallest


def _alone(persons: Sequence[Case], names: Combination) -> list[Case]:
    """The persons who alone have their values; a value that is not known tells nothing."""
    values = [tuple(case.attributes.get(name, "") for name in names) for case in persons]
    counts = Counter(values)
    return [case for case, held in zip(persons, values, strict=True) if all(held) and counts[held] == 1]


def _named(names: Combination) -> str:
    return " with ".join(names)
