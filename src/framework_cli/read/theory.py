"""theory/NAME.yaml → dimensions, typologies and a programme theory."""

from collections.abc import Callable
from collections.abc import Sequence as Items
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar

from framework_cli.model import rules
from framework_cli.model.case import CaseKind
from framework_cli.model.codebook import Origin
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import (
    Basis,
    Category,
    Citation,
    Cited,
    Confidence,
    Configuration,
    Decision,
    Dimension,
    Edge,
    Element,
    Evidence,
    Judgement,
    Keys,
    Node,
    NodeType,
    Part,
    Placement,
    Relation,
    Rival,
    Stance,
    Status,
    Theory,
    TheoryKind,
    Type,
    Typology,
    Valence,
    Variation,
)
from framework_cli.read import tree
from framework_cli.read.fields import Document, Fields, blank, span
from framework_cli.read.files import canonical, read_text
from framework_cli.read.identity import composed
from framework_cli.read.listing import File
from framework_cli.read.snapshot import Root

Choice = TypeVar("Choice", bound=StrEnum)
Entry = TypeVar("Entry")


def read_theory(root: Root, file: File) -> tuple[Theory | None, list[Diagnostic]]:
    """One file of theory; entries with problems are kept with what is known of them."""
    text, found = read_text(root, file.path)
    if text is None:
        return None, found
    theory, more = theory_of(text, file)
    return theory, found + more


def theory_as(data: bytes, path: str) -> Theory | None:
    """A file of theory as it was once; None where anything of it cannot be read as it was meant."""
    text, found = canonical(data, path)
    if text is None or found:
        return None
    name = PurePosixPath(path)
    theory, found = theory_of(text, File(path, composed(name.stem), name.suffix))
    return None if found else theory


def theory_of(text: str, file: File) -> tuple[Theory | None, list[Diagnostic]]:
    """The canonical text of a file of theory; `file` names it in what is found."""
    node, broken = tree.parse(text, file.path)
    document = Document(file.path, text)
    if node is None:
        if not broken:
            document.report(rules.EMPTY_FILE, f"{file.path} is empty", hint="begin with `theory:`")
            return Theory(file.stem, file.path), document.found
        return None, broken
    theory = _theory(document, node, file)
    return theory, broken + document.found


def _theory(document: Document, node: tree.Node, file: File) -> Theory:
    fields = Fields(document, node, "a file of theory")
    head = Fields(document, fields.get("theory"), "`theory`")
    nodes = _each(fields, "nodes", "this node", _node)
    edges = _each(fields, "edges", "this edge", _edge)
    configurations = _each(fields, "configurations", "this configuration", _configuration)
    parts: tuple[Part, ...] = (*nodes, *edges, *configurations)
    by_id = {part.id: part for part in reversed(parts) if part.id}  # of two with one id the first stays
    theory = Theory(
        id=head.text("id") or file.stem,
        path=file.path,
        label=head.text("label"),
        kind=head.choice("kind", TheoryKind) or TheoryKind.REALIST,
        version=head.number("version"),
        dimensions=_each(fields, "dimensions", "this dimension", _dimension),
        typologies=_each(fields, "typologies", "this typology", _typology),
        nodes=nodes,
        edges=edges,
        configurations=configurations,
        decisions=_each(fields, "decisions", "this decision", _decision),
        by_id=by_id,
    )
    head.finish()
    fields.finish()
    return theory


def _each(
    fields: Fields, name: str, what: str, read: Callable[[Fields, Keys], Entry], above: Keys = ()
) -> tuple[Entry, ...]:
    """Every entry of a list, each with its route; keys that nobody asked for are reported."""
    parts = []
    for position, node in enumerate(fields.items(name)):
        entry = Fields(fields.document, node, what)
        parts.append(read(entry, (*above, name, position)))
        entry.finish()
    return tuple(parts)


def _node(fields: Fields, route: Keys) -> Node:
    return Node(
        id=_id(fields),
        type=_required(fields, "type", NodeType),
        label=fields.text("label"),
        valence=fields.choice("valence", Valence),
        origin=fields.choice("origin", Origin),
        status=fields.choice("status", Status),
        evidence=_evidence(fields, route),
        note=fields.text("note"),
        route=route,
    )


def _edge(fields: Fields, route: Keys) -> Edge:
    return Edge(
        id=_id(fields),
        source=fields.text("from", required=True, hint="the id of the node that the arrow leaves"),
        target=fields.text("to", required=True, hint="the id of the node that the arrow reaches"),
        relation=fields.choice("relation", Relation) or Relation.LEADS_TO,
        label=fields.text("label"),
        status=fields.choice("status", Status),
        evidence=_evidence(fields, route),
        variation=_variation(fields, route),
        rivals=_rivals(fields, route),
        note=fields.text("note"),
        route=route,
    )


def _configuration(fields: Fields, route: Keys) -> Configuration:
    return Configuration(
        id=_id(fields),
        context=fields.texts("if"),
        mechanism=fields.texts("because"),
        outcome=fields.texts("then"),
        label=fields.text("label"),
        status=fields.choice("status", Status),
        rivals=_rivals(fields, route),
        evidence=_evidence(fields, route, linked=True),
        judgement=_judgement(fields),
        note=fields.text("note"),
        route=route,
    )


def _decision(fields: Fields, route: Keys) -> Decision:
    return Decision(
        id=_id(fields),
        on=fields.text("on"),
        changed=fields.texts("changed"),
        because=tuple(map(composed, fields.texts("because"))),
        by=fields.texts("by"),
        why=fields.text("why"),
        memo=fields.text("memo"),
        route=route,
    )


def _dimension(fields: Fields, route: Keys) -> Dimension:
    return Dimension(
        id=_id(fields),
        label=fields.text("label"),
        codes=fields.texts("from"),
        categories=_each(fields, "categories", "this category", _category, route),
        note=fields.text("note"),
        route=route,
    )


def _category(fields: Fields, route: Keys) -> Category:
    return Category(
        id=_id(fields),
        label=fields.text("label"),
        definition=fields.text("definition"),
        elements=_each(fields, "elements", "this element", _element, route),
        route=route,
    )


def _element(fields: Fields, route: Keys) -> Element:
    return Element(_citation(fields, (Cited.CELL, Cited.EXCERPT)), fields.text("text"), route)


def _typology(fields: Fields, route: Keys) -> Typology:
    return Typology(
        id=_id(fields),
        label=fields.text("label"),
        of=fields.choice("of", CaseKind) or CaseKind.PERSON,
        dimensions=fields.texts("dimensions"),
        types=_each(fields, "types", "this type", _type, route),
        places=_places(fields, route),
        note=fields.text("note"),
        route=route,
    )


def _type(fields: Fields, route: Keys) -> Type:
    return Type(_id(fields), fields.text("label"), fields.text("definition"), route)


def _places(fields: Fields, above: Keys) -> tuple[Placement, ...]:
    """Each case with its type, written as `P01: bridge` or `P01: {type: bridge, why: …}`."""
    places = []
    for key, value in fields.pairs("places"):
        case, route = composed(key.value), (*above, "places", key.value)
        if isinstance(value, tree.Scalar) and not blank(value):
            places.append(Placement(case, value.value, route=route))
            continue
        entry = Fields(fields.document, value, f"the place of “{case}”")
        if blank(value):
            hint = "write a type's id, or {type: exception, why: …}"
            fields.document.report(rules.MISSING_KEY, f"“{case}” has no type", key.start, key.end, hint=hint)
        type = "" if blank(value) else entry.text("type", required=True)
        places.append(Placement(case, type, entry.text("why"), route))
        entry.finish()
    return tuple(places)


def _variation(fields: Fields, above: Keys) -> tuple[Variation, ...]:
    """How an edge stands at each site, written as `SITE: {status: …, note: …}`."""
    variation = []
    for key, value in fields.pairs("variation"):
        route = (*above, "variation", key.value)
        entry = Fields(fields.document, value, f"the variation at “{key.value}”")
        status, note = entry.choice("status", Status), entry.text("note")
        variation.append(Variation(key.value, status, note, _evidence(entry, route), route))
        entry.finish()
    return tuple(variation)


def _rivals(fields: Fields, above: Keys) -> tuple[Rival, ...]:
    """Other explanations: a text each, or `{text: …, evidence: […]}`."""
    rivals = []
    for position, item in enumerate(fields.items("rivals")):
        route = (*above, "rivals", position)
        if isinstance(item, tree.Scalar):
            if blank(item):
                fields.document.wrong(item, "`rivals` has an empty item")
            else:
                rivals.append(Rival(item.value, route=route))
            continue
        entry = Fields(fields.document, item, "this rival explanation")
        text = entry.text("text", required=True)
        rivals.append(Rival(text, _evidence(entry, route), entry.text("note"), route))
        entry.finish()
    return tuple(rivals)


def _judgement(fields: Fields) -> Judgement | None:
    node = fields.get("judgement")
    if node is None:
        return None
    entry = Fields(fields.document, node, "this judgement")
    judgement = Judgement(
        entry.choice("confidence", Confidence), entry.texts("by"), entry.text("on"), entry.text("why")
    )
    entry.finish()
    return judgement


def _evidence(fields: Fields, above: Keys, *, linked: bool = False) -> tuple[Evidence, ...]:
    """The pieces of evidence of a claim; only a configuration's name the nodes that they link."""

    def read(entry: Fields, route: Keys) -> Evidence:
        return Evidence(
            cited=_citation(entry, tuple(Cited)),
            stance=entry.choice("stance", Stance) or Stance.SUPPORTS,
            basis=entry.choice("basis", Basis),
            links=entry.texts("links") if linked else (),
            note=entry.text("note"),
            case=composed(entry.text("case")),
            route=route,
        )

    return _each(fields, "evidence", "this piece of evidence", read, above)


def _citation(fields: Fields, kinds: Items[Cited]) -> Citation | None:
    """What an entry cites: the first of the keys that it has; none and several are reported."""
    given = [(kind, text) for kind in kinds if (text := fields.text(kind.value).strip())]
    words = ", ".join(f"`{kind.value}:`" for kind in kinds[:-1]) + f" or `{kinds[-1].value}:`"
    if not given:
        if fields.node is not None and (isinstance(fields.node, tree.Mapping) or blank(fields.node)):
            start, end = span(fields.node)
            message = f"{fields.what} cites nothing"
            fields.document.report(rules.MISSING_KEY, message, start, end, hint=f"add {words}")
        return None
    if len(given) > 1:
        key = fields.key(given[1][0].value)
        assert key is not None
        message = f"{fields.what} cites two things: {' and '.join(kind.value for kind, _ in given)}"
        hint = "make it two entries, one for each"
        fields.document.report(rules.WRONG_VALUE, message, key.start, key.end, hint=hint)
    return Citation(given[0][0], composed(given[0][1]))


def _required(fields: Fields, name: str, kinds: type[Choice]) -> Choice | None:
    if fields.get(name) is None:
        fields.missing(name, f"one of {', '.join(kinds)}")
    return fields.choice(name, kinds)


def _id(fields: Fields) -> str:
    id = fields.text("id", required=True, hint="any short word that this file has not used yet")
    node = fields.get("id")
    seen = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in id)
    if node is not None and (seen != id or " " in id):
        what = "a space" if " " in id else "a character that cannot be seen"
        fields.document.wrong(node, f"id “{seen}” holds {what}", "write one word, with - between its parts")
    elif isinstance(node, tree.Scalar) and not id:
        fields.missing("id", "any short word that this file has not used yet")
    return seen
