"""F507: an edge or a configuration cites no evidence that the study has.

A hypothesis may begin so; it is told so that none is reported as a finding.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory import nothing_supports
from framework_cli.check.rules.theory.places import claimed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.theory import Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Find claims without evidence, unless they are told for being called supported."""
    for claim in read.held:
        if not any(each.found for each in claim.pieces) and not nothing_supports.claimed(claim):
            yield Diagnostic(
                rules.CLAIM_WITHOUT_EVIDENCE,
                f"{claim.name} has no evidence",
                claimed(claim),
                hint="cite excerpts or cells for and against it under `evidence:`",
            )
