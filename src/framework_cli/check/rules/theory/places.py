"""Where findings on theory point: a claim's id, and what a piece of evidence cites."""

from framework_cli.model.codebook import Codebook
from framework_cli.model.diagnostic import Route
from framework_cli.model.theory import Element, Evidence, Keys, Theory
from framework_cli.theory import Claim


def at(theory: Theory, route: Keys, *keys: str | int) -> Route:
    """A place in a file of theory."""
    return Route(theory.path, (*route, *keys))


def claimed(claim: Claim) -> Route:
    """The id of a claim."""
    return at(claim.theory, claim.route, "id")


def status(claim: Claim) -> Route:
    """The status of a claim."""
    return at(claim.theory, claim.route, "status")


def cited(theory: Theory, evidence: Evidence | Element) -> Route:
    """What a piece of evidence, or an element, cites."""
    if evidence.cited is None:
        return at(theory, evidence.route)
    return at(theory, evidence.route, evidence.cited.kind.value)


def became(book: Codebook, code: str) -> tuple[str, ...] | None:
    """What a code that is no longer used was retired or merged into; None for any other."""
    if code in book.codes:
        return None
    if code in book.retired:
        return book.retired[code].into
    return tuple(each.id for each in book.codes.values() if code in each.was) or None


def listed(words: tuple[str, ...], most: int = 5) -> str:
    """`P01, P02 and 4 more`."""
    shown = ", ".join(words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown
