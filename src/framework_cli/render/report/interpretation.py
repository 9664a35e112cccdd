"""Programme theory, as the team reads it: every claim with its evidence, for and against."""

from collections.abc import Iterator

from framework_cli.model.theory import Cited, Configuration, Decision, Edge
from framework_cli.model.words import number_of
from framework_cli.render.diagram.told import plan
from framework_cli.render.report.anchors import anchor
from framework_cli.render.report.material import Material
from framework_cli.render.report.theory_views import BodyView, ClaimView, PieceView, TheoryView
from framework_cli.render.theory.words import cited, counted, facts
from framework_cli.theory import AtSite, Body, Claim, Interpretation, Piece, interpretations

# What explains comes first, then its links, then what these are made of.
_KINDS = (("configuration", "Configurations"), ("edge", "Links"), ("node", "Parts of the model"))


def theories(material: Material) -> tuple[TheoryView, ...]:
    """Every theory of the study, in order of its path."""
    found = interpretations(material.study, material.index, material.grid)
    return tuple(_theory(material, read) for read in found)


def _theory(material: Material, read: Interpretation) -> TheoryView:
    theory = read.theory
    counts = (
        number_of(len(theory.nodes), "node"),
        number_of(len(theory.edges), "link"),
        number_of(len(theory.configurations), "configuration"),
    )
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
    return f"{at.site}: {told}" if told else at.site


def _chain(read: Interpretation, part: Configuration) -> tuple[tuple[str, str], ...]:
    """If, because, then: what the nodes of a configuration are called."""
    steps = (("If", part.context), ("because", part.mechanism), ("then", part.outcome))
    return tuple((word, "; ".join(read.theory.label_of(id) for id in ids)) for word, ids in steps if ids)


def _body(material: Material, read: Interpretation, name: str, body: Body) -> BodyView:
    pieces = tuple(_piece(material, read, each) for each in body.pieces)
    return BodyView(name, counted(read.material, body), pieces)


def _piece(material: Material, read: Interpretation, piece: Piece) -> PieceView:
    words, target = _place(material, piece)
    return PieceView(words, target, tuple(facts(read.material, piece)), piece.evidence.note)


def _place(material: Material, piece: Piece) -> tuple[str, str]:
    """How a piece of evidence is called, and where in the report it stands."""
    said = piece.evidence.cited
    if said is not None and said.kind is Cited.EXCERPT and piece.passages:
        key = material.key(piece.passages[0])
        shown = key in material.held and material.options.lists_quotes
        return piece.passages[0].reference, anchor(key, "q") if shown else ""
    if piece.cell is not None:
        cell = piece.cell.key
        shown = cell.code in material.grid.columns and material.options.shows_cells
        return str(cell), anchor(str(cell), "cell") if shown else ""
    return cited(piece), ""


def _decided(decision: Decision) -> str:
    """`d12, 2024-03-02: why`."""
    named: Iterator[str] = filter(None, (decision.id, decision.on))
    return ": ".join(filter(None, (", ".join(named), decision.why)))
