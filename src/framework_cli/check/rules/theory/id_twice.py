"""F501: an id of a theory is used twice.

Whatever names it – an arrow, a decision, a typology – would mean either.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.theory import Keys, Theory
from framework_cli.theory import Interpretation


class _Entry(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def route(self) -> Keys: ...


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look at nodes, edges and configurations together, and at each other list by itself."""
    theory = read.theory
    yield from _twice(theory, theory.parts)
    yield from _twice(theory, theory.dimensions)
    for dimension in theory.dimensions:
        yield from _twice(theory, dimension.categories)
    yield from _twice(theory, theory.typologies)
    for typology in theory.typologies:
        yield from _twice(theory, typology.types)
    yield from _twice(theory, theory.decisions)
    yield from _another_theory(read)


def _twice(theory: Theory, entries: Iterable[_Entry]) -> Iterator[Diagnostic]:
    first: dict[str, _Entry] = {}
    for entry in entries:
        if entry.id and first.setdefault(entry.id, entry) is not entry:
            yield Diagnostic(
                rules.THEORY_ID_TWICE,
                f"id “{entry.id}” is used twice",
                at(theory, entry.route, "id"),
                hint="give one of them another id, and mend what names it",
                related=(Related(at(theory, first[entry.id].route, "id"), "first used here"),),
            )


def _another_theory(read: Interpretation) -> Iterator[Diagnostic]:
    """Two files that go by one name: the second is told."""
    first = next(t for t in read.material.study.theories if t.id == read.theory.id)
    if first is not read.theory:
        yield Diagnostic(
            rules.THEORY_ID_TWICE,
            f"“{read.theory.id}” is the id of another theory",
            at(read.theory, ("theory", "id")),
            hint="give each file an id of its own under `theory:`",
            related=(Related(at(first, ("theory", "id")), "first used here"),),
        )
