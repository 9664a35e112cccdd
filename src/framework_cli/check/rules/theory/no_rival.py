"""F515: a theory weighs no rival explanation.

Of a realist theory each configuration is asked for one; of another kind, the theory.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at, claimed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Configuration, Edge, TheoryKind
from framework_cli.theory import Interpretation

_HINT = "add what else might explain the outcome under `rivals:`"


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for rivals."""
    theory = read.theory
    if theory.kind is TheoryKind.REALIST:
        for claim in read.held:
            if isinstance(claim.part, Configuration) and not claim.part.rivals:
                message = f"{claim.name} weighs no rival explanation"
                yield Diagnostic(rules.NO_RIVAL, message, claimed(claim), hint=_HINT)
        return
    claims = [claim.part for claim in read.claims if isinstance(claim.part, Edge | Configuration)]
    if claims and not any(part.rivals for part in claims):
        message = f"theory {theory.id} weighs no rival explanation of any of its edges"
        yield Diagnostic(rules.NO_RIVAL, message, at(theory, ("theory", "id")), hint=_HINT)
