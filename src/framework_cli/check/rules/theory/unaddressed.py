"""F513: a claim is called supported, and evidence against it has no answer.

A `note:` on that evidence answers it, or a decision on the claim that names it under `because:`.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import cited, status
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.theory import Stance, Status
from framework_cli.theory import Claim, Interpretation, Piece


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Find each contradiction of a supported claim that nobody addressed."""
    for claim in read.claims:
        if claim.status is not Status.SUPPORTED:
            continue
        for each in claim.pieces:
            against = each.found and each.evidence.stance is Stance.CONTRADICTS
            if against and not addressed(read, claim, each):
                yield Diagnostic(
                    rules.UNADDRESSED,
                    f"{claim.name} is called supported; {each.evidence.cited} contradicts it",
                    cited(claim.theory, each.evidence),
                    hint="say in its `note:` why the claim stands, or decide on another status",
                    related=(Related(status(claim), "called supported here"),),
                )


def addressed(read: Interpretation, claim: Claim, against: Piece) -> bool:
    """Whether a contradiction has a note, or a decision on the claim that names it."""
    if against.evidence.note:
        return True
    names = {against.key[1], against.evidence.cited.id if against.evidence.cited else ""}
    return any(names & set(decision.because) for decision in read.decisions(claim.id))
