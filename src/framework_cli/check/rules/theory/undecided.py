"""F519: a claim's status was set or changed, and no decision says who did it and why.

A status is set by people. Without its decision a reader cannot tell a finding from a slip of the hand. Where
the study is in git, each further change is held against the decisions that came with it.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.theory import Edge, Part, Status, Theory
from framework_cli.theory import Interpretation, kind_of, named, turns


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for a decision on every status that is not "hypothesised", or was another at an earlier commit."""
    theory, study = read.theory, read.material.study
    bare = {part.id for part in theory.parts if not read.decisions(part.id)}
    yield from (found for part in theory.parts if part.id in bare for found in _without(theory, part))
    twins = [each.path for each in study.theories if each.id == theory.id and each.path != theory.path]
    for turn in turns(study.root, study.settings.folders["theory"], theory, twins):
        part, site = turn.part, f" at {turn.site}" if turn.site else ""
        if part.id in bare and _now(part, turn.site) is not Status.HYPOTHESISED:
            continue
        yield Diagnostic(
            rules.UNDECIDED,
            f"{_name(theory, part)} went{site} from {turn.was} to {_now(part, turn.site)} after {turn.day}"
            f" ({turn.commit}), and no decision since says why",
            _status(theory, part, turn.site),
            hint=_hint(part),
        )


def _without(theory: Theory, part: Part) -> Iterator[Diagnostic]:
    """The status of a claim that no decision names at all; else that at a site, of the first such site."""
    sites = [each.site for each in part.variation] if isinstance(part, Edge) else []
    for site in ("", *sites):
        status = _now(part, site)
        if status is Status.HYPOTHESISED:
            continue
        place = f" at {site}" if site else ""
        yield Diagnostic(
            rules.UNDECIDED,
            f"{_name(theory, part)} is called {status}{place}, and no decision says why",
            _status(theory, part, site),
            hint=_hint(part),
        )
        return


def _now(part: Part, site: str) -> Status:
    """A claim's status, or that of an edge at a site."""
    if not site:
        return part.status or Status.HYPOTHESISED
    found = part.variation if isinstance(part, Edge) else ()
    return next((each.status for each in found if each.site == site and each.status), Status.HYPOTHESISED)


def _status(theory: Theory, part: Part, site: str) -> Route:
    where = ("variation", site) if site else ()
    return at(theory, part.route, *where, "status")


def _name(theory: Theory, part: Part) -> str:
    return named(kind_of(part), part.id, theory.label_of(part.id))


def _hint(part: Part) -> str:
    return f"add a decision under `decisions:` with `changed: [{part.id}]`, its day, and why or a memo"
