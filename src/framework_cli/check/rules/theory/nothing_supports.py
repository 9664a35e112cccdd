"""F508: a claim is called supported or refined, and no evidence supports it.

A status says how things stand with the evidence; here there is none to stand on.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import status
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Status
from framework_cli.theory import Claim, Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Compare each claim's status with what supports it."""
    for claim in read.claims:
        if claimed(claim) and not claim.supporting:
            yield Diagnostic(
                rules.NOTHING_SUPPORTS,
                f"{claim.name} is called {claim.status} and no evidence supports it",
                status(claim),
                hint="cite what supports it, or call it hypothesised",
            )


def claimed(claim: Claim) -> bool:
    """Whether a claim is said to be supported by evidence."""
    return claim.status in (Status.SUPPORTED, Status.REFINED)
