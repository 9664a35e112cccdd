"""F519: a claim's status is no longer “hypothesised”, and no decision says who changed it and why.

A status is set by people. Without its decision a reader cannot tell a finding from a slip of the hand.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Status
from framework_cli.theory import Interpretation, kind_of, named


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for a decision on everything whose status is not “hypothesised”."""
    theory = read.theory
    for part in theory.parts:
        if part.status in (None, Status.HYPOTHESISED) or read.decisions(part.id):
            continue
        name = named(kind_of(part), part.id, theory.label_of(part.id))
        yield Diagnostic(
            rules.UNDECIDED,
            f"{name} is called {part.status}, and no decision says why",
            at(theory, part.route, "status"),
            hint=f"add one under `decisions:` with `changed: [{part.id}]`, its day, and why or a memo",
        )
