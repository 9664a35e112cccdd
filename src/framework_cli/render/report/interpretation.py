"""Programme theory, as the team reads it: every claim with its evidence, for and against."""

from collections.abc import Iterator

from framework_cli.model.theory import Configuration, Decision, Edge
from framework_cli.model.words import number_of, plural
from framework_cli.render.diagram.told import plan
from framework_cli.render.report.abstraction import dimensions, typologies
from framework_cli.render.report.direction import isolated, listed
from framework_cli.render.report.material import Material
from framework_cli.render.report.places import place
from framework_cli.render.report.theory_views import BodyView, ClaimView, PieceView, TheoryView
from framework_cli.render.theory.words import counted, facts
from framework_cli.theory import AtSite, Body, Claim, Interpretation, Piece, interpretations

# What explains comes first, then its links, then what these are made of.
_KINDS = (("configuration", "Configurations"), ("edge", "Links"), ("node", "Parts of the model"))


def theories(material: Material) -> tuple[TheoryView, ...]:
    """Every theory of the study, in order of its path."""
    found = interpretations(material.study, material.index, material.grid)
    return tuple(_theory(material, read) for read in found)


def _theory(material: Material, read: Interpretation) -> TheoryView:
    theory = read.theory
    held = {
        "node": len(theory.nodes),
        "link": len(theory.edges),
        "configuration": len(theory.configurations),
        "dimension": len(theory.dimensions),
        "typology": len(theory.typologies),
    }
    counts = [number_of(n, noun, plural(noun)) for noun, n in held.items() if n] or ["nothing yet"]
    version = f", version {theory.version}" if theory.version is not None else ""
    groups = (
        (title, tuple(_claim(material, read, claim) for claim in read.claims if claim.kind == kind))
        for kind, title in _KINDS
    )
    return TheoryView(
        theory.label or theory.id,
        f"{theory.kind.value.replace('-', ' ').capitalize()} theory{version}: {', '.join(counts)}.",
        tuple((title, claims) for title, claims in groups if claims),
        theory.id,
        plan(read),
        typologies(material, read),
        dimensions(material, read),
    )


def _claim(material: Material, read: Interpretation, claim: Claim) -> ClaimView:
    bodies = (
        ("For", claim.supporting),
        ("Against", claim.contradicting),
        ("Qualifying", claim.qualifying),
    )
    rivals = claim.part.rivals if isinstance(claim.part, Edge | Configuration) else ()
    return ClaimView(
        claim.id,
        claim.label,
        claim.status.value if claim.status else "",
        claim.part.note,
        _chain(read, claim.part) if isinstance(claim.part, Configuration) else (),
        tuple(_body(material, read, name, body) for name, body in bodies if body or name == "For"),
        tuple(rival.text for rival in rivals),
        tuple(_decided(decision) for decision in read.decisions(claim.id)),
        f"{read.theory.id}/{claim.id}",
        tuple(_at(at) for at in claim.at_sites),
    )


def _at(at: AtSite) -> str:
    """`Quayfield: rejected. A man's bank statements`."""
    told = ". ".join(filter(None, (at.status.value if at.status else "", at.note)))
    return f"{isolated(at.site)}: {told}" if told else at.site


def _chain(read: Interpretation, part: Configuration) -> tuple[tuple[str, str], ...]:
    """If, because, then: what the nodes of a configuration are called."""
    steps = (("If", part.context), ("because", part.mechanism), ("then", part.outcome))
    return tuple((word, listed((read.theory.label_of(id) for id in ids), "; ")) for word, ids in steps if ids)


def _body(material: Material, read: Interpretation, name: str, body: Body) -> BodyView:
    pieces = tuple(_piece(material, read, each) for each in body.pieces)
    return BodyView(name, counted(read.material, body), pieces)


def _piece(material: Material, read: Interpretation, piece: Piece) -> PieceView:
    words, target = place(material, piece)
    return PieceView(words, target, tuple(facts(read.material, piece)), piece.evidence.note)


def _decided(decision: Decision) -> str:
    """`d12, 2024-03-02: why`."""
    named: Iterator[str] = filter(None, (decision.id, decision.on))
    return ": ".join(filter(None, (", ".join(named), decision.why)))
