"""F520: a typology leaves out cases of the kind that it sorts.

A type holds only if the cases that do not fit are named: place each, or mark it an exception with its reason.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at, listed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.words import number_of
from framework_cli.theory import Interpretation, named


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Compare the places of each typology with the cases of its kind."""
    cases = read.material.study.cases.values()
    for typology in read.theory.typologies:
        placed = {place.case for place in typology.places}
        left = tuple(case.id for case in cases if case.kind is typology.of and case.id not in placed)
        if left:
            yield Diagnostic(
                rules.NOT_PLACED,
                f"{named('typology', typology.id, typology.label)} leaves out"
                f" {number_of(len(left), 'case')}: {listed(left)}",
                at(read.theory, typology.route, "id"),
                hint="place each, or write {type: exception, why: …}",
            )
