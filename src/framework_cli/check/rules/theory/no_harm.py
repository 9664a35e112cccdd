"""F516: a theory has outcomes, and none of them is a harm.

Programmes do harm on the way to their good (Bonell 2015): a theory that has none has not looked, or says so.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import NodeType, Valence
from framework_cli.theory import Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for a harmful node in every theory that has outcomes."""
    theory = read.theory
    if not any(node.type in (NodeType.OUTCOME, NodeType.IMPACT) for node in theory.nodes):
        return
    if not any(node.valence in (Valence.HARMFUL, Valence.MIXED) for node in theory.nodes):
        yield Diagnostic(
            rules.NO_HARM,
            f"theory {theory.id} has outcomes and considers no harm",
            at(theory, ("theory", "id")),
            hint="add what it costs, and whom, as a node with `valence: harmful`",
        )
