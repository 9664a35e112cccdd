"""F505: an edge leads from a node to itself.

Nothing explains itself; that something keeps itself going is said by `feeds-back`.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Relation
from framework_cli.theory import Interpretation, named


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Find edges whose two ends are one node."""
    theory = read.theory
    for edge in theory.edges:
        if edge.source and edge.source == edge.target and edge.relation is not Relation.FEEDS_BACK:
            yield Diagnostic(
                rules.SELF_LOOP,
                f"{named('edge', edge.id, theory.label_of(edge.id))} leads from a node to itself",
                at(theory, edge.route, "to"),
                hint="name the node that it reaches; `relation: feeds-back` if it keeps itself going",
            )
