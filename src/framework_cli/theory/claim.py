"""A claim with its bodies of evidence: what supports it, what contradicts it and what qualifies it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from framework_cli.model.theory import (
    Cited,
    Configuration,
    Edge,
    Keys,
    Part,
    Rival,
    Stance,
    Status,
    Theory,
)
from framework_cli.model.words import number_of
from framework_cli.theory.material import Material
from framework_cli.theory.piece import Piece, piece

LABEL = 60  # characters of a label where a claim is named within a sentence


@dataclass(frozen=True, slots=True)
class Body:
    """A body of evidence. People, and their sites, groups and waves, are counted once; documents apart."""

    pieces: tuple[Piece, ...] = ()
    people: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    memos: tuple[str, ...] = ()
    literature: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any evidence that the study has."""
        return bool(self.pieces)


@dataclass(frozen=True, slots=True)
class AtSite:
    """How an edge stands at one site, with the evidence given for it there."""

    site: str
    status: Status | None
    note: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A node with evidence or a status, an edge or a configuration, and all that is cited for and against it.

    `pieces` are in file order, what the study does not have included; the three bodies hold the rest,
    each thing cited once. `rivals` are other explanations, each with its own evidence.
    """

    theory: Theory
    part: Part
    pieces: tuple[Piece, ...] = ()
    supporting: Body = field(default_factory=Body)
    contradicting: Body = field(default_factory=Body)
    qualifying: Body = field(default_factory=Body)
    at_sites: tuple[AtSite, ...] = ()
    rivals: tuple[tuple[Rival, tuple[Piece, ...]], ...] = ()

    @property
    def id(self) -> str:
        """The claim's id in its file."""
        return self.part.id

    @property
    def every(self) -> tuple[Piece, ...]:
        """All that is cited: for and against the claim, at sites, and of its rivals."""
        at_sites = (piece for at in self.at_sites for piece in at.pieces)
        rivals = (piece for _, pieces in self.rivals for piece in pieces)
        return (*self.pieces, *at_sites, *rivals)

    @property
    def kind(self) -> str:
        """node, edge or configuration."""
        return kind_of(self.part)

    @property
    def status(self) -> Status | None:
        """How people say that it stands."""
        return self.part.status

    @property
    def route(self) -> Keys:
        """Where it stands in its file."""
        return self.part.route

    @property
    def label(self) -> str:
        """What people call it; of an edge without a label the labels of its two nodes."""
        return self.theory.label_of(self.id)

    @property
    def name(self) -> str:
        """`edge e1 (Panel speaks first → Harm is seen)`: for messages, on one line and not too long."""
        return named(self.kind, self.id, self.label)

    @property
    def tally(self) -> str:
        """`7 people · 3 sites · 1 against`: what a drawing shows beside it."""
        return tally(self)


def kind_of(part: Part) -> str:
    """node, edge or configuration."""
    return type(part).__name__.lower()


def named(kind: str, id: str, label: str) -> str:
    """A part of a theory within a sentence: its kind, its id and what people call it."""
    words = " ".join("".join(c if c.isprintable() else " " for c in label).split())
    if len(words) > LABEL:
        words = words[: LABEL - 1].rstrip() + "…"
    name = f"{kind} {id}" if id else f"{kind} without an id"
    return f"{name} ({words})" if words and words != id else name


def claims(material: Material, theory: Theory) -> tuple[Claim, ...]:
    """Every claim of a theory, in file order: nodes with evidence or a status, edges, configurations."""
    nodes = (node for node in theory.nodes if node.evidence or node.status)
    parts: tuple[Part, ...] = (*nodes, *theory.edges, *theory.configurations)
    return tuple(claim(material, theory, part) for part in parts)


def claim(material: Material, theory: Theory, part: Part) -> Claim:
    """One part of a theory with its evidence looked up."""
    pieces = tuple(piece(material, each) for each in part.evidence)
    supporting, contradicting, qualifying = (
        body(material, (p for p in pieces if p.evidence.stance is stance)) for stance in Stance
    )
    variation = part.variation if isinstance(part, Edge) else ()
    at_sites = tuple(
        AtSite(each.site, each.status, each.note, tuple(piece(material, e) for e in each.evidence))
        for each in variation
    )
    told = part.rivals if isinstance(part, Edge | Configuration) else ()
    rivals = tuple((each, tuple(piece(material, e) for e in each.evidence)) for each in told)
    return Claim(theory, part, pieces, supporting, contradicting, qualifying, at_sites, rivals)


def body(material: Material, pieces: Iterable[Piece]) -> Body:
    """Gather pieces of evidence; what the study does not have, and the same thing again, is left out."""
    held = tuple({p.key: p for p in reversed([p for p in pieces if p.found])}.values())[::-1]
    people = material.ordered(id for p in held for id in p.people)
    return Body(
        pieces=held,
        people=people,
        sites=material.sites(people),
        groups=material.groups(people),
        waves=tuple(sorted({account.wave for p in held for account in p.accounts if account.wave})),
        documents=tuple(sorted({id for p in held for id in p.documents})),
        memos=_cited(held, Cited.MEMO),
        literature=_cited(held, Cited.LITERATURE),
    )


def _cited(pieces: Iterable[Piece], kind: Cited) -> tuple[str, ...]:
    keys = (piece.key for piece in pieces)
    return tuple(dict.fromkeys(id for what, id in keys if what == kind.value))


def tally(claim: Claim) -> str:
    """`7 people · 3 sites · 1 against`; documents apart; `no evidence` where there is none."""
    supporting, against = claim.supporting, claim.contradicting
    parts = []
    if supporting.people:
        parts.append(number_of(len(supporting.people), "person"))
    if supporting.sites:
        parts.append(number_of(len(supporting.sites), "site"))
    if supporting.documents:
        parts.append(number_of(len(supporting.documents), "document"))
    others = len(supporting.memos) + len(supporting.literature)
    if not parts and others:
        parts.append(number_of(others, "other"))
    if against:
        parts.append(f"{len(against.people) + len(against.documents) or len(against.pieces)} against")
    return " · ".join(parts) or ("qualified only" if claim.qualifying else "no evidence")
