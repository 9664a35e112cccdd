"""F510: all that supports a claim is in documents; no participant speaks for it.

What a report says of itself is evidence of what was reported.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import claimed, listed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.theory import Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Find claims supported by documents and nobody's account."""
    for claim in read.held:
        body = claim.supporting
        if body.documents and not body.people:
            yield Diagnostic(
                rules.DOCUMENTS_ONLY,
                f"{claim.name} rests on documents only: {listed(body.documents)}",
                claimed(claim),
                hint="look whether a participant's account bears it out",
            )
