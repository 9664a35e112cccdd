"""F512: nobody who supports a claim was there.

Stories travel: the same one may stand behind several accounts.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.bases import bases
from framework_cli.check.rules.theory.places import claimed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Basis
from framework_cli.theory import Interpretation

_REMOTE = frozenset({Basis.SECOND_HAND, Basis.INFERRED, Basis.ANTICIPATED})


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Find claims of which all support is second-hand, or inferred or expected besides."""
    for claim in read.held:
        found = bases(claim)
        if found and found <= _REMOTE and found != {Basis.ANTICIPATED}:
            yield Diagnostic(
                rules.SECOND_HAND_ONLY,
                f"{claim.name} rests on {' and '.join(sorted(b for b in found if b))} accounts only",
                claimed(claim),
                hint="look for somebody who lived or saw it",
            )
