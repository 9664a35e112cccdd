"""Abstraction as tables: elements by category, the crossing of dimensions, and the types with their cases."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from framework_cli.model.table import Blank, Table
from framework_cli.model.theory import Category, Typology
from framework_cli.model.words import number_of
from framework_cli.theory import Interpretation, Standpoint, element, standpoints

NO_CATEGORY = "in no category"
UNPLACED = "unplaced"


def types_table(read: Interpretation, typology: Typology, notice: str) -> Table:
    """A row a type with its cases, then exceptions and unplaced cases one by one, each with its reason."""
    stand = standpoints(read, typology)
    rows: list[tuple[str | int, ...]] = []
    for type in typology.types:
        held = [each for each in stand if each.place and each.place.type == type.id]
        rows.append((type.id, type.label or type.id, type.definition, len(held), _cases(held)))
    apart = [each.place for each in stand if each.place and each.place.exception]
    rows += [("exception", "Exception", place.why or "no reason given", 1, place.case) for place in apart]
    left = [each for each in stand if each.place is None]
    if left:
        rows.append((UNPLACED, "Unplaced", "nobody has placed them yet", len(left), _cases(left)))
    strange = [e for e in stand if e.place and not e.place.exception and e.place.type not in _ids(typology)]
    rows += [(e.place.type, "No such type", e.place.why, 1, e.case) for e in strange if e.place]
    return Table(
        columns=["type", "label", "meaning", "n", "cases"],
        rows=rows,
        headings={"label": "Type", "meaning": "Meaning, or why not", "n": "Cases", "cases": "Which"},
        short=("label", "meaning", "cases"),
        title=f"{typology.label or typology.id}: types",
        notice=notice,
        notes=(f"Sorts cases of kind {typology.of.value}: {number_of(len(stand), 'case')}.",),
    )


def _ids(typology: Typology) -> set[str]:
    return {type.id for type in typology.types}


def _cases(held: Iterable[Standpoint]) -> str:
    return ", ".join(each.case for each in held)


def crossing_table(read: Interpretation, typology: Typology, notice: str) -> Table:
    """The dimensions crossed: a row for each combination that a case has, with the cases and their types.

    Of two dimensions every combination has a row, since one that nobody has is worth a thought.
    """
    stand = standpoints(read, typology)
    dimensions = [each for each in read.theory.dimensions if each.id in typology.dimensions]
    names = [each.id for each in dimensions]
    held: dict[tuple[str, ...], list[Standpoint]] = {}
    if len(dimensions) == 2:
        held = {pair: [] for pair in product(*([_label(c) for c in d.categories] for d in dimensions))}
    for each in stand:
        where = tuple(" + ".join(map(_label, each.categories[id])) or NO_CATEGORY for id in names)
        held.setdefault(where, []).append(each)
    labels = {type.id: type.label or type.id for type in typology.types}
    rows = [(*where, ", ".join(_typed(each, labels) for each in cases)) for where, cases in held.items()]
    return Table(
        columns=[*names, "cases"],
        rows=rows,
        headings={each.id: each.label or each.id for each in dimensions} | {"cases": "Cases, and their type"},
        title=f"{typology.label or typology.id}: dimensions crossed",
        notice=notice,
        notes=(
            "A case stands under the categories whose elements cite it. Which type it is, people say: "
            "nothing is worked out from the dimensions.",
        ),
    )


def _label(category: Category) -> str:
    return category.label or category.id


def _typed(each: Standpoint, labels: dict[str, str]) -> str:
    place = each.place
    if place is None:
        return f"{each.case} ({UNPLACED})"
    return f"{each.case} ({'exception' if place.exception else labels.get(place.type, place.type)})"


def dimensions_table(read: Interpretation, notice: str) -> Table:
    """A row an element: dimension, category, the analyst's words and what is cited."""
    return Table(
        columns=["dimension", "category", "meaning", "element", "cited", "cases"],
        rows=list(_elements(read)),
        headings={"meaning": "Definition", "cited": "From", "cases": "Case"},
        short=("dimension", "category", "element", "cited"),
        title=f"{read.theory.label or read.theory.id}: from elements to categories and dimensions",
        notice=notice,
    )


def _elements(read: Interpretation) -> Iterator[Sequence[str | Blank]]:
    for dimension in read.theory.dimensions:
        for category in dimension.categories:
            head = (dimension.label or dimension.id, _label(category), category.definition)
            if not category.elements:
                yield (*head, Blank("no elements yet", said=True), "", "")
            for each in category.elements:
                looked = element(read.material, each)
                place = looked.passages[0].reference if looked.passages and not looked.cell else ""
                cited = each.cited.id if each.cited else "nothing that can be read"
                words = (
                    cited + (f" ({place})" if place else "") + ("" if looked.found else " (not in the study)")
                )
                yield (*head, each.text, words, ", ".join((*looked.people, *looked.documents)))
