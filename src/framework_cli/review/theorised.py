"""Where theories rest on a case or source, place it or name it: told from what their files mean."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from framework_cli.model.diagnostic import Diagnostic, Location, Route
from framework_cli.model.rules import UNKNOWN_EVIDENCE
from framework_cli.model.theory import Cited, Configuration, Edge, Element, Evidence, Keys, Theory
from framework_cli.read import locate
from framework_cli.read.files import read_text
from framework_cli.review.mentions import Mention, names
from framework_cli.theory import Interpretation, Piece, piece

RESTS = "rests on its words"
CELL = "rests on a cell of it"
PLACES = "places it in a typology"
NAMES = "names it"


def in_theories(reads: Iterable[Interpretation], id: str, excerpts: set[str]) -> Iterator[Mention]:
    """Each place in the theories, once, in order of file and line; `excerpts` are the ids of its excerpts."""
    for read in reads:
        theory, root = read.theory, read.material.study.root
        routes: dict[Keys, str] = {}
        for route, what in (*_cited(read, id, excerpts), *_decided(theory, id, excerpts), *_said(theory, id)):
            routes.setdefault(route, what)
        marks = [
            Diagnostic(UNKNOWN_EVIDENCE, what, Route(theory.path, keys)) for keys, what in routes.items()
        ]
        told = dict[int, str]()
        for mark in locate(root, marks):
            assert isinstance(mark.primary, Location)
            line = mark.primary.line
            told[line] = mark.message if told.get(line, NAMES) == NAMES else told[line]
        for line in _remarks(root, theory.path, id):
            told.setdefault(line, f"{NAMES} in a comment")
        yield from (Mention(theory.path, line, told[line]) for line in sorted(told))


def _remarks(root: Path, path: str, id: str) -> Iterator[int]:
    """The lines whose comment names it: no program reads them, and people do."""
    text, _ = read_text(root, path)
    for number, line in enumerate((text or "").split("\n"), 1):
        remark = re.search(r"(?:^|\s)#(.*)", line)
        if remark and names(remark[1], id):
            yield number


def _cited(read: Interpretation, id: str, excerpts: set[str]) -> Iterator[tuple[Keys, str]]:
    """Evidence and elements that rest on it, and its places."""
    theory = read.theory
    found: tuple[Evidence | Element, ...] = (*theory.cited(), *theory.elements())
    for each in found:
        evidence = each if isinstance(each, Evidence) else Evidence(each.cited)
        what = _rests(piece(read.material, evidence), id, excerpts)
        if what and each.cited is not None:
            yield (*each.route, each.cited.kind.value), what
    for typology in theory.typologies:
        yield from ((place.route, PLACES) for place in typology.places if place.case == id)


def _rests(found: Piece, id: str, excerpts: set[str]) -> str:
    cited = found.evidence.cited
    if cited is not None and cited.kind is Cited.EXCERPT:
        own = cited.id in excerpts or any(p.excerpt.id in excerpts for p in found.passages)
        return RESTS if own or found.evidence.case == id else ""
    if found.cell is not None and found.cell.key.case == id:
        return CELL
    return RESTS if any(p.excerpt.id in excerpts for p in found.passages) else ""


def _decided(theory: Theory, id: str, excerpts: set[str]) -> Iterator[tuple[Keys, str]]:
    for decision in theory.decisions:
        for n, word in enumerate(decision.because):
            row, slash, _ = word.rpartition("/")
            if word in excerpts:
                yield (*decision.route, "because", n), RESTS
            elif slash and id in (row, row.rpartition("@")[0]):
                yield (*decision.route, "because", n), CELL


def _said(theory: Theory, id: str) -> Iterator[tuple[Keys, str]]:
    """Words of analysts that name it: labels, notes, definitions, rivals, reasons."""
    yield from ((route, NAMES) for route, words in _words(theory) if names(words, id))


def _words(theory: Theory) -> Iterator[tuple[Keys, str]]:
    yield ("theory", "label"), theory.label
    for part in theory.parts:
        yield (*part.route, "label"), part.label
        yield (*part.route, "note"), part.note
        if isinstance(part, Edge):
            yield from (((*each.route, "note"), each.note) for each in part.variation)
        if isinstance(part, Edge | Configuration):
            yield from ((rival.route, f"{rival.text}\n{rival.note}") for rival in part.rivals)
        if isinstance(part, Configuration) and part.judgement:
            yield (*part.route, "judgement", "why"), part.judgement.why
    yield from (((*each.route, "note"), each.note) for each in theory.cited())
    for dimension in theory.dimensions:
        yield (*dimension.route, "label"), dimension.label
        yield (*dimension.route, "note"), dimension.note
        for category in dimension.categories:
            yield (*category.route, "label"), category.label
            yield (*category.route, "definition"), category.definition
            yield from (((*each.route, "text"), each.text) for each in category.elements)
    for typology in theory.typologies:
        yield (*typology.route, "label"), typology.label
        yield (*typology.route, "note"), typology.note
        for type in typology.types:
            yield (*type.route, "label"), type.label
            yield (*type.route, "definition"), type.definition
        yield from (((*each.route, "why"), each.why) for each in typology.places)
    for decision in theory.decisions:
        yield (*decision.route, "why"), decision.why
