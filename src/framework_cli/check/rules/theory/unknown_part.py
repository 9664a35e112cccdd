"""F502: a theory names a node, dimension, type, case, code or site that is not there.

An arrow to nowhere cannot be drawn, and a case that nobody knows cannot be placed.
"""

from collections.abc import Collection, Iterator

from framework_cli.check.rules.theory.places import at, became
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.theory import Configuration, Keys
from framework_cli.read import suggest
from framework_cli.theory import Interpretation


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look up every id that a theory names, other than in evidence."""
    yield from _edges(read)
    for configuration in read.theory.configurations:
        yield from _configuration(read, configuration)
    yield from _dimensions(read)
    yield from _typologies(read)
    yield from _decisions(read)


def _edges(read: Interpretation) -> Iterator[Diagnostic]:
    nodes = [node.id for node in read.theory.nodes]
    sites = read.material.sites(read.material.study.cases)
    for edge in read.theory.edges:
        for key, id in (("from", edge.source), ("to", edge.target)):
            if id:
                yield from _known(read, "node", id, nodes, (*edge.route, key))
        for variation in edge.variation:
            if sites:
                yield from _known(read, "site", variation.site, sites, variation.route)


def _configuration(read: Interpretation, configuration: Configuration) -> Iterator[Diagnostic]:
    nodes = [node.id for node in read.theory.nodes]
    parts = (
        ("if", configuration.context),
        ("because", configuration.mechanism),
        ("then", configuration.outcome),
    )
    for key, ids in parts:
        for place, id in enumerate(ids):
            yield from _known(read, "node", id, nodes, (*configuration.route, key, place))
    what = f"link of configuration {configuration.id}"
    for evidence in configuration.evidence:
        for place, id in enumerate(evidence.links):
            yield from _known(read, what, id, configuration.chain, (*evidence.route, "links", place))


def _dimensions(read: Interpretation) -> Iterator[Diagnostic]:
    book = read.material.study.codebook
    for dimension in read.theory.dimensions:
        for place, code in enumerate(dimension.codes):
            hint = ""
            heirs = became(book, code)
            if heirs is not None:
                into = " and ".join(f"“{id}”" for id in heirs)
                hint = f"it was retired into {into}" if into else "it was retired: name what took its place"
            yield from _known(read, "code", code, book.codes, (*dimension.route, "from", place), hint)


def _typologies(read: Interpretation) -> Iterator[Diagnostic]:
    dimensions = [dimension.id for dimension in read.theory.dimensions]
    for typology in read.theory.typologies:
        for place, id in enumerate(typology.dimensions):
            yield from _known(read, "dimension", id, dimensions, (*typology.route, "dimensions", place))
        types = [type.id for type in typology.types]
        for placed in typology.places:
            yield from _known(read, "case", placed.case, read.material.study.cases, placed.route, on_key=True)
            if placed.type and not placed.exception:
                hint = "" if types else "list the types under `types:`"
                yield from _known(read, "type", placed.type, types, (*placed.route, "type"), hint)


def _decisions(read: Interpretation) -> Iterator[Diagnostic]:
    theory = read.theory
    known = [theory.id, *(part.id for part in theory.parts)]
    for dimension in theory.dimensions:
        known += [dimension.id, *(category.id for category in dimension.categories)]
    for typology in theory.typologies:
        known += [typology.id, *(type.id for type in typology.types)]
    for decision in theory.decisions:
        for place, id in enumerate(decision.changed):
            yield from _known(read, "part of this theory", id, known, (*decision.route, "changed", place))


def _known(
    read: Interpretation,
    what: str,
    id: str,
    known: Collection[str],
    route: Keys,
    hint: str = "",
    *,
    on_key: bool = False,
) -> Iterator[Diagnostic]:
    if id in known:
        return
    likely = suggest(id, known)
    hint = hint or (f"did you mean “{likely}”?" if likely else f"mend the id, or add the {what}")
    where = at(read.theory, route)
    if on_key or what == "site":
        where = type(where)(where.path, where.keys, "key")
    yield Diagnostic(rules.UNKNOWN_PART, f"there is no {what} “{id}”", where, hint=hint)
