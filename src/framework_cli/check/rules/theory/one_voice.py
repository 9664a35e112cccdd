"""F509: all that supports a claim comes from one person, one site or one group.

It may be true of them alone. Told once a claim, at the narrowest.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import claimed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.theory import Claim, Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Count the people, sites and groups that support each claim."""
    for claim in read.held:
        found = _narrow(read, claim)
        if found:
            rests, look = found
            yield Diagnostic(rules.ONE_VOICE, f"{claim.name} rests on {rests}", claimed(claim), hint=look)


def _narrow(read: Interpretation, claim: Claim) -> tuple[str, str] | None:
    body, material = claim.supporting, read.material
    if not body.people:
        return None
    if len(body.people) == 1 and not body.documents:
        return f"one person, {body.people[0]}", "look whether anybody else says so, or the opposite"
    for attribute, values, every in (
        (material.site, body.sites, material.sites(material.study.cases)),
        (material.group, body.groups, material.groups(material.study.cases)),
    ):
        if len(values) == 1 and len(every) > 1 and len(body.people) > 1:
            look = f"look among cases of another {attribute}, or say in its label where it holds"
            return f"people of one {attribute}, {values[0]}", look
    return None
