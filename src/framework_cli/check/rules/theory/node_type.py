"""F504: a node is of a type that this kind of theory does not have.

Mechanisms belong to realist theory; assumptions and impacts to logic models and theories of change.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import NODE_TYPES
from framework_cli.theory import Interpretation, named


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Compare every node's type with those of the theory's kind."""
    kind = read.theory.kind
    for node in read.theory.nodes:
        if node.type is not None and node.type not in NODE_TYPES[kind]:
            yield Diagnostic(
                rules.NODE_TYPE,
                f"{named('node', node.id, node.label)} is of type {node.type}; a {kind} theory has none",
                at(read.theory, node.route, "type"),
                hint=f"one of {', '.join(NODE_TYPES[kind])}; or change the theory's `kind:`",
            )
