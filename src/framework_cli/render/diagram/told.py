"""From a theory with its evidence to a plan to be drawn: the whole, or the form it takes at one site."""

from collections.abc import Iterator, Mapping

from framework_cli.model.theory import Configuration, Edge, Node, NodeType, Stance, Status, Theory
from framework_cli.model.words import number_of
from framework_cli.render.diagram.plan import Arrow, Box, Plan, Told
from framework_cli.theory import Claim, Interpretation, body

BANDS: Mapping[NodeType, str] = {
    NodeType.CONTEXT: "Context",
    NodeType.ASSUMPTION: "Assumption",
    NodeType.INPUT: "Input",
    NodeType.ACTIVITY: "Activity",
    NodeType.MECHANISM_RESOURCE: "Mechanism: resource",
    NodeType.MECHANISM_REASONING: "Mechanism: reasoning",
    NodeType.OUTPUT: "Output",
    NodeType.OUTCOME: "Outcome",
    NodeType.IMPACT: "Impact",
}
_NO_TYPE = "No type given"


def plan(read: Interpretation, site: str = "") -> Plan:
    """A theory as boxes and arrows. With a site, statuses and people are those of that site."""
    theory = read.theory
    claims = {claim.id: claim for claim in reversed(read.claims)}
    known = {node.id for node in theory.nodes}
    adrift = [edge.id for edge in theory.edges if not {edge.source, edge.target} <= known]
    return Plan(
        name=theory.id,
        title=_title(theory, site),
        bands=(*BANDS.values(), _NO_TYPE),
        boxes=tuple(_box(read, node, claims.get(node.id), site) for node in theory.nodes),
        arrows=tuple(_arrow(read, edge, claims[edge.id], site) for edge in theory.edges),
        remark=_remark(theory, site, adrift),
        claims=tuple(Told(claim.id, _told(read, claim, site)) for claim in read.claims),
        rivals=tuple(said for claim in read.claims for said in _rivals(read, claim)),
    )


def sites(read: Interpretation) -> tuple[str, ...]:
    """The sites that a theory can be drawn for: those of the study's people, then those its edges name."""
    named = (each.site for edge in read.theory.edges for each in edge.variation)
    return tuple(dict.fromkeys((*read.material.sites(read.material.study.cases), *named)))


def _title(theory: Theory, site: str) -> str:
    name = theory.label or theory.id
    return f"{name}, as it stands at {site}" if site else name


def _box(read: Interpretation, node: Node, claim: Claim | None, site: str) -> Box:
    band = list(BANDS).index(node.type) if node.type else len(BANDS)
    tally = " · ".join(filter(None, _tallied(read, claim, site))) if claim else ""
    return Box(
        id=node.id,
        band=band,
        words=node.label or node.id,
        tally=tally,
        status=node.status.value if node.status else "",
        valence=node.valence.value if node.valence else "",
        parts=tuple(each.id for each in read.theory.configurations if node.id in each.chain),
    )


def _arrow(read: Interpretation, edge: Edge, claim: Claim, site: str) -> Arrow:
    status = _status(claim, site)
    tally, against = _tallied(read, claim, site)
    return Arrow(
        id=edge.id,
        source=edge.source,
        target=edge.target,
        relation=edge.relation.value,
        status=status.value if status else "",
        tally=tally,
        against=against,
        differs="" if site else _differs(edge),
        told=_told(read, claim, site),
    )


def _status(claim: Claim, site: str) -> Status | None:
    """How a claim stands, at a site where that is said of it."""
    here = (at.status for at in claim.at_sites if at.site == site and at.status)
    return next(here, claim.status)


def _differs(edge: Edge) -> str:
    """The sites at which an edge stands otherwise."""
    other = [each.site for each in edge.variation if each.status and each.status is not edge.status]
    return f"differs: {', '.join(other)}" if other else ""


def _tallied(read: Interpretation, claim: Claim, site: str) -> tuple[str, str]:
    """What speaks for a claim, and what against it: of everybody, or of the people of a site."""
    if not site:
        parts = claim.tally.split(" · ")
        against = [part for part in parts if part.endswith(" against")]
        return " · ".join(part for part in parts if part not in against), "".join(against)
    given = [piece for at in claim.at_sites if at.site == site for piece in at.pieces]
    here = {}
    for stance in (Stance.SUPPORTS, Stance.CONTRADICTS):
        pieces = [each for each in (*claim.pieces, *given) if each.evidence.stance is stance]
        people = body(read.material, pieces).people
        here[stance] = [id for id in people if site in read.material.sites([id])]
    supporting, contradicting = (len(here[stance]) for stance in (Stance.SUPPORTS, Stance.CONTRADICTS))
    return (
        f"{number_of(supporting, 'person')} here" if supporting else "nobody here",
        f"{contradicting} against" if contradicting else "",
    )


def _told(read: Interpretation, claim: Claim, site: str) -> str:
    """A claim in a line: what it says, how it stands, what it rests on and where it differs."""
    theory, part, status = read.theory, claim.part, _status(claim, site)
    if isinstance(part, Edge):
        relation = part.relation.value.replace("-", " ")
        relation += " to" if relation == "feeds back" else ""
        said = f"{theory.label_of(part.source)} – {relation} – {theory.label_of(part.target)}"
    elif isinstance(part, Configuration):
        said = _if_then(theory, part)
    else:
        said = theory.label_of(part.id) + (f" ({part.valence.value})" if part.valence else "")
    tally = " · ".join(filter(None, _tallied(read, claim, site)))
    words = f"{claim.id}: {said} [{status.value if status else 'no status'}; {tally}]"
    at = "; ".join(_at(claim, site))
    return f"{words} {at}" if at else words


def _rivals(read: Interpretation, claim: Claim) -> Iterator[str]:
    """Each rival explanation of a claim, with who speaks for it and against it."""
    for rival, pieces in claim.rivals:
        told = []
        for stance, word in ((Stance.SUPPORTS, "for it"), (Stance.CONTRADICTS, "against it")):
            found = body(read.material, (each for each in pieces if each.evidence.stance is stance))
            if found:
                told.append(f"{', '.join((*found.people, *found.documents)) or len(found.pieces)} {word}")
        ground = f" [{'; '.join(told)}]" if told else ""
        yield f"{claim.id}: {rival.text}{ground}"


def _if_then(theory: Theory, part: Configuration) -> str:
    parts = (("if", part.context), ("because", part.mechanism), ("then", part.outcome))
    said = [f"{word} {' and '.join(map(theory.label_of, ids))}" for word, ids in parts if ids]
    return f"{part.label}: {', '.join(said)}" if part.label else ", ".join(said)


def _at(claim: Claim, site: str) -> Iterator[str]:
    for at in claim.at_sites:
        if site in ("", at.site):
            note = f" ({at.note})" if at.note else ""
            yield f"{at.site}: {at.status.value if at.status else 'no status of its own'}{note}"


def _remark(theory: Theory, site: str, adrift: list[str]) -> str:
    said = []
    if site:
        said.append(
            f"As it stands at {site}: people of that site, and its status where it has one of its own."
        )
    if theory.edges:
        said.append("Numbers beside a line: who speaks for it, then who against; a person counts once.")
    if theory.configurations:
        names = ", ".join(each.id for each in theory.configurations)
        said.append(f"A box names the configurations that it is part of ({names}).")
    if adrift:
        said.append(f"Not drawn, since an end is missing: {', '.join(adrift)}.")
    return " ".join(said)
