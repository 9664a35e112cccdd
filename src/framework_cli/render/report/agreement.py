"""Where coders differ, as the team reads it: what is still to be talked about, then how far they agree."""

from collections.abc import Iterator

from framework_cli.compare.comparison import Comparison, compare
from framework_cli.compare.disagreements import Item
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Passage
from framework_cli.model.words import number_of
from framework_cli.render.compare.words import by_code, counts, remarks, said
from framework_cli.render.report.agreement_views import (
    Agreement,
    DisputedCode,
    DisputeView,
    DoubleView,
    Line,
    Listing,
    MarkView,
)
from framework_cli.render.report.material import Material
from framework_cli.render.report.quotes import coder
from framework_cli.render.report.tags import Tag, tag

LISTED = 200  # disputes that the report lists; a meeting needs no more, and `framework compare` has them all


def agreement(material: Material) -> Agreement | None:
    """The comparison of every source that several people read; None where there is none."""
    found = compare(material.study, material.index)
    if not found.readers:
        return None
    return Agreement(
        tuple(_summary(found)),
        tuple(_sources(material, found)),
        _codes(material, found),
        tuple(_disputed(material, found)),
        max(len(found.open) - LISTED, 0),
        tuple(remark[0].upper() + remark[1:] + "." for remark in remarks(found, ())),
        _figures(material) if material.options.coefficients else None,
    )


def _summary(found: Comparison) -> Iterator[str]:
    yield f"{number_of(len(found.readers), 'source')} read by several people."
    differing, open_ = len(found.disputes), len(found.open)
    yield (
        f"{number_of(len(found.alike), 'item')} coded alike, {differing} otherwise; "
        f"of these {differing - open_} are decided and {open_} {'is' if open_ == 1 else 'are'} open."
    )


def _sources(material: Material, found: Comparison) -> Iterator[DoubleView]:
    agreed = {file.source for file in material.study.annotations if file.coder == AGREED}
    for each in found.readers:
        yield DoubleView(
            each.source,
            tuple(coder(material, id) for id in each.coders),
            sum(item.source == each.source for item in found.alike),
            sum(item.source == each.source for item in found.disputes),
            sum(item.source == each.source for item in found.open),
            each.source in agreed,
        )


def _codes(material: Material, found: Comparison) -> Listing:
    """Every code that was given, those first of which talk would help most."""
    names = [coder(material, id) for id in found.coders]
    heads = (
        material.study.settings.labels.get("subtheme", "Subtheme"),
        *names, "Places", "Alike", "Missed", "Other code", "Boundaries only",
    )  # fmt: skip
    lines = []
    for use in found.codes:
        named = _tag(material, use.code)
        lines.append(Line((f"{named.number} {named.name}".strip(), *map(str, counts(use, found.coders)))))
    return Listing(
        "Codes, first where talk would help most", heads, (False, *[True] * (len(heads) - 1)), tuple(lines)
    )


def _disputed(material: Material, found: Comparison) -> Iterator[DisputedCode]:
    for code, only_edges, items in by_code(found, found.open[:LISTED]):
        yield DisputedCode(
            _tag(material, code), only_edges, tuple(_dispute(material, item) for item in items)
        )


def _dispute(material: Material, item: Item) -> DisputeView:
    told = tuple((_tag(material, each.code), said(each)) for each in item.differences)
    return DisputeView(
        item.id, item.reference, told, tuple(_mark(material, passage) for passage in item.passages)
    )


def _mark(material: Material, passage: Passage) -> MarkView:
    key = material.key(passage)
    excerpt = passage.excerpt
    return MarkView(
        coder(material, excerpt.coder),
        passage.reference,
        key if key in material.held and material.options.lists_quotes else "",
        tuple(_tag(material, code) for code in excerpt.codes),
        excerpt.memo,
    )


def _tag(material: Material, id: str) -> Tag:
    """The tag of a code as coders gave it: the id alone where the codebook does not have it."""
    code = material.study.codebook.codes.get(id)
    return tag(code) if code else Tag(id, "", id)


def _line(material: Material, cells: list[str]) -> Line:
    """A row of coefficients under its theme's number and name."""
    named = _tag(material, cells[0])
    return Line((f"{named.number} {named.name}".strip(), *cells[1:]))


def _figures(material: Material) -> Listing:
    """Coefficients by theme, of turns, as `framework compare --coefficients` has them."""
    from framework_cli.compare.coefficient_table import coefficients_table
    from framework_cli.compare.coefficients import coefficients
    from framework_cli.model.table import Table
    from framework_cli.render.tables.values import heads, numeric, shown

    table: Table = coefficients_table(
        material.study, coefficients(material.study, material.index, by="theme")
    )
    rows = list(table.rows)
    places = [table.columns.index(name) for name in table.short]
    over = heads(table)
    return Listing(
        table.title,
        tuple(over[place] for place in places),
        tuple(numeric(rows, place) for place in places),
        tuple(_line(material, [shown(row[place]) for place in places]) for row in rows),
        tuple(table.notes),
    )
