"""What the support of a claim rests on itself: experience, hearsay, expectation."""

from framework_cli.model.theory import Basis
from framework_cli.theory import Claim


def bases(claim: Claim) -> frozenset[Basis | None]:
    """The bases of what people and documents say in support of a claim."""
    return frozenset(p.basis for p in claim.supporting.pieces if p.people or p.documents)
