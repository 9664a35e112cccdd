"""F521: a case is marked as an exception to a typology, without a reason.

Exceptions are where a typology is tested.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.theory import Interpretation, named


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for the reason of every exception."""
    for typology in read.theory.typologies:
        for place in typology.places:
            if place.exception and not place.why:
                name = named("typology", typology.id, typology.label)
                yield Diagnostic(
                    rules.EXCEPTION_WHY,
                    f"{place.case} is an exception to {name}, and nothing says why",
                    at(read.theory, place.route),
                    hint=f"write {place.case}: {{type: exception, why: …}}",
                )
