"""From the matrix to types: dimensions with their elements, typologies with every case or exception."""

from collections.abc import Iterable, Iterator

from framework_cli.model.theory import EXCEPTION, Category, Element, Typology
from framework_cli.model.words import number_of
from framework_cli.render.report.agreement_views import Line, Listing
from framework_cli.render.report.material import Material
from framework_cli.render.report.places import case_place, place
from framework_cli.render.report.tags import Tag, tag
from framework_cli.render.report.theory_views import (
    CaseView,
    CategoryView,
    DimensionView,
    ElementView,
    PlacedView,
    TypeView,
    TypologyView,
)
from framework_cli.theory import Interpretation, Standpoint, element, standpoints

_UNPLACED = ""  # no type has this id


def dimensions(material: Material, read: Interpretation) -> tuple[DimensionView, ...]:
    """Every dimension, its categories with their elements and what these cite."""
    codes = material.study.codebook.codes
    return tuple(
        DimensionView(
            each.id,
            each.label or each.id,
            each.note,
            tuple(tag(codes[id]) if id in codes else Tag(id, "", id) for id in each.codes),
            tuple(_category(material, read, category) for category in each.categories),
            f"{read.theory.id}/{each.id}",
        )
        for each in read.theory.dimensions
    )


def _category(material: Material, read: Interpretation, category: Category) -> CategoryView:
    elements = tuple(_element(material, read, each) for each in category.elements)
    return CategoryView(category.label or category.id, category.definition, elements)


def _element(material: Material, read: Interpretation, each: Element) -> ElementView:
    looked = element(read.material, each)
    words, target = place(material, looked)
    return ElementView(each.text, words if looked.found else f"{words}, not in the study", target)


def typologies(material: Material, read: Interpretation) -> tuple[TypologyView, ...]:
    """Every typology with its types, its exceptions and the cases that nobody has placed."""
    found = []
    for typology in read.theory.typologies:
        stand = standpoints(read, typology)
        found.append(
            TypologyView(
                typology.id,
                typology.label or typology.id,
                typology.note,
                f"Sorts cases of kind {typology.of.value}: {number_of(len(stand), 'case')}.",
                tuple(_types(material, typology, stand)),
                _crossing(read, typology) if typology.dimensions else None,
                f"{read.theory.id}/{typology.id}",
            )
        )
    return tuple(found)


def _types(material: Material, typology: Typology, stand: Iterable[Standpoint]) -> Iterator[TypeView]:
    by_type: dict[str, list[Standpoint]] = {}
    for each in stand:
        by_type.setdefault(each.place.type if each.place else _UNPLACED, []).append(each)
    for type in typology.types:
        held = by_type.pop(type.id, [])
        yield TypeView(type.label or type.id, type.definition, _placed(material, held))
    exceptions, unplaced = by_type.pop(EXCEPTION, []), by_type.pop(_UNPLACED, [])
    for id, held in by_type.items():
        yield TypeView(f"No such type: {id}", "", _placed(material, held))
    if exceptions:
        told = _placed(material, exceptions, "no reason given")
        yield TypeView("Exceptions", "These fit none of the types.", told)
    if unplaced:
        yield TypeView("Unplaced", "Nobody has placed these yet.", _placed(material, unplaced))


def _placed(material: Material, held: Iterable[Standpoint], without: str = "") -> tuple[PlacedView, ...]:
    """Cases with their reasons, one by one; then those without one, together."""
    found, rest = [], []
    for each in held:
        view = CaseView(each.case, case_place(material, each.case))
        if each.place and each.place.why:
            found.append(PlacedView((view,), each.place.why))
        else:
            rest.append(view)
    return (*found, PlacedView(tuple(rest), without)) if rest else tuple(found)


def _crossing(read: Interpretation, typology: Typology) -> Listing:
    """The dimensions crossed, as `framework theory typology` has them."""
    from framework_cli.render.tables.values import heads, shown
    from framework_cli.render.theory.typology import crossing_table

    table = crossing_table(read, typology, "")
    return Listing(
        table.title,
        tuple(heads(table)),
        (False,) * len(table.columns),
        tuple(Line(tuple(shown(value) or "nobody" for value in row)) for row in table.rows),
        tuple(table.notes),
    )
