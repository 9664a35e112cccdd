"""F514: no one account has all the links of a configuration.

A chain pieced together across accounts is information, not a fault: a report should say which it is.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import claimed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.theory import Account, Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for an account with every link of each configuration that evidence supports."""
    for claim in read.held:
        chain = read.chains.get(claim.id)
        if chain is None or not claim.supporting or chain.whole:
            continue
        yield Diagnostic(
            rules.PIECED_TOGETHER,
            f"{claim.name}: no one account has the whole of it{_nearest(chain.accounts, chain.nodes)}",
            claimed(claim),
            hint="name under `links:` what an account ties together, or report it as pieced together",
        )


def _nearest(accounts: tuple[Account, ...], nodes: tuple[str, ...]) -> str:
    """The account with most links, and what it lacks; empty where none names any."""
    if not accounts:
        return "; none names links"
    first = accounts[0]
    lacking = ", ".join(id for id in nodes if id not in first.links)
    return f"; {first.id} comes nearest, without {lacking}"
