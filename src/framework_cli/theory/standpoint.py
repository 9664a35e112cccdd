"""Typologies: where each case stands on each dimension, and which type people put it in.

Nothing is sorted here. A dimension's categories are those whose elements cite a case; the type is what the
file says, and a case that nobody placed stays unplaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from framework_cli.model.theory import Category, Dimension, Element, Evidence, Placement, Typology
from framework_cli.theory.interpretation import Interpretation
from framework_cli.theory.material import Material
from framework_cli.theory.piece import Piece, piece


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A case in a typology: the categories that cite it, by dimension, and its place (None: unplaced)."""

    case: str
    categories: Mapping[str, tuple[Category, ...]]
    place: Placement | None


def element(material: Material, cited: Element) -> Piece:
    """What an element cites, looked up."""
    return piece(material, Evidence(cited.cited))


def found_on(material: Material, dimension: Dimension) -> dict[str, tuple[Category, ...]]:
    """The categories of a dimension that cite each case, in file order; documents by their source."""
    found: dict[str, dict[str, Category]] = {}
    for category in dimension.categories:
        for each in category.elements:
            looked = element(material, each)
            for case in (*looked.people, *looked.documents):
                found.setdefault(case, {})[category.id] = category
    return {case: tuple(held.values()) for case, held in found.items()}


def standpoints(read: Interpretation, typology: Typology) -> tuple[Standpoint, ...]:
    """Every case of the kind that a typology sorts, and those that it places besides, in study order."""
    material = read.material
    dimensions = [each for each in read.theory.dimensions if each.id in typology.dimensions]
    on = {each.id: found_on(material, each) for each in dimensions}
    places = {place.case: place for place in reversed(typology.places)}
    cases = [id for id, case in material.study.cases.items() if case.kind is typology.of]
    return tuple(
        Standpoint(case, {id: held.get(case, ()) for id, held in on.items()}, places.get(case))
        for case in material.ordered([*cases, *places])
    )
