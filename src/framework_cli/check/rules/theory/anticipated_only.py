"""F511: everybody who supports a claim expects it; nobody has seen it happen.

Hopes and fears are findings of their own, and not of what the programme did.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.bases import bases
from framework_cli.check.rules.theory.places import claimed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Basis
from framework_cli.theory import Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Find claims of which all support is marked as anticipated."""
    for claim in read.held:
        if bases(claim) == {Basis.ANTICIPATED}:
            yield Diagnostic(
                rules.ANTICIPATED_ONLY,
                f"{claim.name} rests on what people expect; nobody tells that it happened",
                claimed(claim),
                hint="cite somebody who lived or saw it, or put it as an expectation",
            )
