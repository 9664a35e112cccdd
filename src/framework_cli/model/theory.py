"""Interpretation: dimensions built from columns, typologies, and a programme theory with its evidence.

Everything here is as its file says it, in file order, entries given twice included. A `route` leads to an
entry in its file; what the evidence amounts to is worked out in `theory`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from framework_cli.model.case import CaseKind
from framework_cli.model.codebook import Origin

Keys = tuple[str | int, ...]


class TheoryKind(StrEnum):
    """Which form a programme theory takes."""

    REALIST = "realist"
    LOGIC_MODEL = "logic-model"
    THEORY_OF_CHANGE = "theory-of-change"


class NodeType(StrEnum):
    """What a node of a model stands for."""

    CONTEXT = "context"
    ASSUMPTION = "assumption"
    INPUT = "input"
    ACTIVITY = "activity"
    MECHANISM_RESOURCE = "mechanism-resource"
    MECHANISM_REASONING = "mechanism-reasoning"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


MECHANISMS = frozenset({NodeType.MECHANISM_RESOURCE, NodeType.MECHANISM_REASONING})
# Assumptions and impacts belong to logic models and theories of change, mechanisms to realist theory.
NODE_TYPES: Mapping[TheoryKind, tuple[NodeType, ...]] = {
    kind: tuple(
        type
        for type in NodeType
        if type not in ({NodeType.ASSUMPTION, NodeType.IMPACT} if kind is TheoryKind.REALIST else MECHANISMS)
    )
    for kind in TheoryKind
}


class Valence(StrEnum):
    """Whether a node does people good or harm (dark logic: Bonell 2015)."""

    BENEFICIAL = "beneficial"
    HARMFUL = "harmful"
    MIXED = "mixed"


class Relation(StrEnum):
    """What an edge says of its two nodes."""

    LEADS_TO = "leads-to"
    ENABLES = "enables"
    HINDERS = "hinders"
    FEEDS_BACK = "feeds-back"


class Status(StrEnum):
    """How a claim stands. Set by people, never worked out."""

    HYPOTHESISED = "hypothesised"
    SUPPORTED = "supported"
    REFINED = "refined"
    CONTESTED = "contested"
    REJECTED = "rejected"


class Stance(StrEnum):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"


class Basis(StrEnum):
    """What a piece of evidence rests on itself."""

    EXPERIENCED = "experienced"
    OBSERVED = "observed"
    SECOND_HAND = "second-hand"
    ANTICIPATED = "anticipated"
    DOCUMENT = "document"
    INFERRED = "inferred"


class Confidence(StrEnum):
    """How far the authors trust a configuration, in the four words of GRADE-CERQual."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Cited(StrEnum):
    """What kind of thing is cited."""

    EXCERPT = "excerpt"
    CELL = "cell"
    MEMO = "memo"
    LITERATURE = "literature"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a piece of evidence or an element points at: an excerpt's id, a cell's name, a memo, a key."""

    kind: Cited
    id: str

    def __str__(self) -> str:
        """`excerpt k3f9a2q7`, `cell P01/referral`."""
        return f"{self.kind.value} {self.id}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for or against a claim.

    `cited` is None where the entry names nothing that could be read. `links` are, in a configuration, the
    nodes that the cited account ties together. `basis` is None where nobody said it. `case` says whose
    account is meant, where an excerpt holds the talk of several; empty where it is everybody's in it.
    """

    cited: Citation | None
    stance: Stance = Stance.SUPPORTS
    basis: Basis | None = None
    links: tuple[str, ...] = ()
    note: str = ""
    case: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a model. `type` is None where none could be read."""

    id: str
    type: NodeType | None
    label: str = ""
    valence: Valence | None = None
    origin: Origin | None = None
    status: Status | None = None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Variation:
    """How an edge stands at one site."""

    site: str
    status: Status | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another explanation of the same outcome, with what speaks for and against it."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far the authors trust a configuration: by whom, on which day and why."""

    confidence: Confidence | None = None
    by: tuple[str, ...] = ()
    on: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of a model: `source` and `target` are ids of nodes (the keys `from` and `to`)."""

    id: str
    source: str
    target: str
    relation: Relation = Relation.LEADS_TO
    label: str = ""
    status: Status | None = None
    evidence: tuple[Evidence, ...] = ()
    variation: tuple[Variation, ...] = ()
    rivals: tuple[Rival, ...] = ()
    note: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Configuration:
    """If these contexts and resources, because of this reasoning, then these outcomes (ids of nodes)."""

    id: str
    context: tuple[str, ...] = ()
    mechanism: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    label: str = ""
    status: Status | None = None
    rivals: tuple[Rival, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    judgement: Judgement | None = None
    note: str = ""
    route: Keys = ()

    @property
    def chain(self) -> tuple[str, ...]:
        """All nodes of the configuration: `if`, `because`, `then`."""
        return tuple(dict.fromkeys((*self.context, *self.mechanism, *self.outcome)))


Part = Node | Edge | Configuration  # what can be claimed


@dataclass(frozen=True, slots=True)
class Decision:
    """Why something was changed: `changed` are ids of this file, `because` what was cited, as written."""

    id: str
    on: str = ""
    changed: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    why: str = ""
    memo: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One thing noticed in a column: what is cited, in the analyst's few words."""

    cited: Citation | None
    text: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Category:
    """Elements of a dimension that belong together."""

    id: str
    label: str = ""
    definition: str = ""
    elements: tuple[Element, ...] = ()
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """What the cells of one or several columns (`codes`, the key `from`) differ in."""

    id: str
    label: str = ""
    codes: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    note: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Type:
    """One type of a typology."""

    id: str
    label: str = ""
    definition: str = ""
    route: Keys = ()


EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a typology puts a case: the id of a type, or `exception`, and why."""

    case: str
    type: str
    why: str = ""
    route: Keys = ()

    @property
    def exception(self) -> bool:
        """Whether the case fits none of the types."""
        return self.type == EXCEPTION


@dataclass(frozen=True, slots=True)
class Typology:
    """Types of cases, made by crossing dimensions. `of` is the kind of case that it sorts."""

    id: str
    label: str = ""
    of: CaseKind = CaseKind.PERSON
    dimensions: tuple[str, ...] = ()
    types: tuple[Type, ...] = ()
    places: tuple[Placement, ...] = ()
    note: str = ""
    route: Keys = ()


@dataclass(frozen=True, slots=True)
class Theory:
    """One file of `theory/`. `id` is the file's name where the file gives none."""

    id: str
    path: str
    label: str = ""
    kind: TheoryKind = TheoryKind.REALIST
    version: int | None = None
    dimensions: tuple[Dimension, ...] = ()
    typologies: tuple[Typology, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    configurations: tuple[Configuration, ...] = ()
    decisions: tuple[Decision, ...] = ()
    by_id: Mapping[str, Part] = field(default_factory=dict, compare=False, repr=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every node, edge and configuration, in file order."""
        return (*self.nodes, *self.edges, *self.configurations)

    def elements(self) -> Iterator[Element]:
        """Every element of every category of every dimension."""
        for dimension in self.dimensions:
            for category in dimension.categories:
                yield from category.elements

    def node(self, id: str) -> Node | None:
        """The node of that id; None where there is none."""
        found = self.by_id.get(id)
        return found if isinstance(found, Node) else None

    def label_of(self, id: str) -> str:
        """What a person calls a node, edge or configuration; its id where nobody gave it a name."""
        found = self.by_id.get(id)
        if isinstance(found, Edge) and not found.label:
            return f"{self.label_of(found.source)} → {self.label_of(found.target)}"
        if isinstance(found, Configuration) and not found.label:
            parts = (found.context, found.mechanism, found.outcome)
            return " → ".join(" + ".join(map(self.label_of, part)) for part in parts if part) or id
        return found.label if found is not None and found.label else id

    def cited(self) -> Iterator[Evidence]:
        """Every piece of evidence of every claim, of its variation and of its rivals."""
        for node in self.nodes:
            yield from node.evidence
        for edge in self.edges:
            yield from edge.evidence
            for variation in edge.variation:
                yield from variation.evidence
            for rival in edge.rivals:
                yield from rival.evidence
        for configuration in self.configurations:
            yield from configuration.evidence
            for rival in configuration.rivals:
                yield from rival.evidence
