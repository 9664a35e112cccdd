"""A theory as plain values: claims with their evidence, types with their cases, dimensions with elements."""

from dataclasses import dataclass

from framework_cli.render.diagram.plan import Plan
from framework_cli.render.report.agreement_views import Listing
from framework_cli.render.report.tags import Tag


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece of evidence: what is cited, whose account it is, a note.

    `target` is the anchor that it leads to (empty where the report does not hold it).
    """

    words: str
    target: str
    facts: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body of evidence: its name (For, Against, Qualifying), people and documents in words, its pieces."""

    name: str
    counted: str
    pieces: tuple[PieceView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as people put it, with the status that they gave it, and its evidence.

    `chain` says of a configuration what it is made of, under the words If, because and then; `sites` where
    it stands otherwise, and how. A click in the drawing leads to `key`.
    """

    id: str
    label: str
    status: str
    note: str
    chain: tuple[tuple[str, str], ...]
    bodies: tuple[BodyView, ...]
    rivals: tuple[str, ...]
    decisions: tuple[str, ...]
    key: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    """One thing noticed in a column, in the analyst's words, and what it cites (`target`: an anchor)."""

    text: str
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class CategoryView:
    """Elements of a dimension that belong together."""

    label: str
    definition: str
    elements: tuple[ElementView, ...]


@dataclass(frozen=True, slots=True)
class DimensionView:
    """What the cells of some columns differ in; `key` is what an anchor to it is made of."""

    id: str
    label: str
    note: str
    columns: tuple[Tag, ...]
    categories: tuple[CategoryView, ...]
    key: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case, and where its chart stands (empty where the report has none)."""

    case: str
    target: str


@dataclass(frozen=True, slots=True)
class PlacedView:
    """Cases of a type that were put there for one reason: one case, or all for which none is given."""

    cases: tuple[CaseView, ...]
    why: str


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type, or the cases that have none, with the cases that people put there."""

    label: str
    definition: str
    placed: tuple[PlacedView, ...]


@dataclass(frozen=True, slots=True)
class TypologyView:
    """Types of cases, exceptions and cases without a place last; `crossing` has the dimensions crossed."""

    id: str
    label: str
    note: str
    about: str
    types: tuple[TypeView, ...]
    crossing: Listing | None
    key: str


@dataclass(frozen=True, slots=True)
class TheoryView:
    """A theory: its title, what it is in a few words, its claims in groups by kind, and its drawing.

    `typologies` and `dimensions` are the abstraction that it was built from.
    """

    title: str
    about: str
    groups: tuple[tuple[str, tuple[ClaimView, ...]], ...]
    name: str
    drawing: Plan
    typologies: tuple[TypologyView, ...] = ()
    dimensions: tuple[DimensionView, ...] = ()
