"""All that an entry of a theory says, by name: so that two states of it can be compared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import singledispatch

from framework_cli.model.theory import (
    Cited,
    Configuration,
    Decision,
    Dimension,
    Edge,
    Evidence,
    Node,
    Rival,
    Theory,
    Typology,
)
from framework_cli.trail.change import listed

Entry = Node | Edge | Configuration | Dimension | Typology | Decision
# Names, or how they begin, of what analysts put into words of their own. What things are called is none.
PRIVATE = ("note", "why", "rivals", "definition", "words")


def said(entry: Entry) -> dict[str, str]:
    """What an entry says, by name; what it does not say is left out."""
    return {name: value for name, value in _said(entry).items() if value}


def said_of_theory(theory: Theory) -> dict[str, str]:
    """What is said of a theory as a whole."""
    version = "" if theory.version is None else str(theory.version)
    return {
        "file": theory.path,
        "id": theory.id,
        "label": theory.label,
        "kind": theory.kind.value,
        "version": version,
    }


def private(name: str) -> bool:
    """Whether what stands under a name is shown on request only."""
    return name.split(" ")[0] in PRIVATE


def cited(entry: Entry) -> Iterator[tuple[str, str]]:
    """The excerpts and cells that an entry rests on, by kind and id."""
    if isinstance(entry, Decision):
        yield from (("cell" if "/" in id else "excerpt", id) for id in entry.because)
        return
    if isinstance(entry, Dimension):
        found = [element.cited for category in entry.categories for element in category.elements]
    else:
        found = [evidence.cited for _, evidence in _evidence(entry)]
    for each in found:
        if each is not None and each.kind in (Cited.CELL, Cited.EXCERPT):
            yield each.kind.value, each.id


def cases_named(entry: Entry) -> Iterator[str]:
    """The cases that a typology places, or whose account is said to be meant."""
    if isinstance(entry, Typology):
        yield from (place.case for place in entry.places)
    else:
        yield from (evidence.case for _, evidence in _evidence(entry) if evidence.case)


def _evidence(entry: Entry) -> Iterator[tuple[str, Evidence]]:
    """All evidence of an entry, with where it stands: beside the claim, at a site, beside a rival."""
    if isinstance(entry, Node | Edge | Configuration):
        yield from (("", each) for each in entry.evidence)
    if isinstance(entry, Edge):
        for site in entry.variation:
            yield from ((f"at {site.site}: ", each) for each in site.evidence)
    if isinstance(entry, Edge | Configuration):
        for n, rival in enumerate(entry.rivals, 1):
            yield from ((f"on rival {n}: ", each) for each in rival.evidence)


@singledispatch
def _said(entry: Entry) -> dict[str, str]:
    raise TypeError(f"no entry of a theory: {type(entry).__name__}")


@_said.register
def _(entry: Node) -> dict[str, str]:
    return _common(entry) | {
        "type": entry.type or "",
        "valence": entry.valence or "",
        "origin": entry.origin or "",
    }


@_said.register
def _(entry: Edge) -> dict[str, str]:
    at = {f"at {each.site}": each.status or "no status" for each in entry.variation}
    notes = {f"note at {each.site}": each.note for each in entry.variation}
    ends = {"from": entry.source, "to": entry.target, "relation": entry.relation.value}
    return _common(entry) | ends | at | notes | _rivals(entry.rivals)


@_said.register
def _(entry: Configuration) -> dict[str, str]:
    judged = entry.judgement
    chain = {
        "if": listed(entry.context),
        "because": listed(entry.mechanism),
        "then": listed(entry.outcome),
    }
    judgement = {
        "confidence": (judged.confidence or "") if judged else "",
        "judged": f"{judged.on} by {listed(judged.by)}" if judged else "",
        "why of the judgement": judged.why if judged else "",
    }
    return _common(entry) | chain | judgement | _rivals(entry.rivals)


@_said.register
def _(entry: Dimension) -> dict[str, str]:
    found = {"label": entry.label, "from": listed(entry.codes), "note": entry.note}
    within: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for category in entry.categories:
        found[f"category {category.id}"] = category.label or category.id
        found[f"definition of {category.id}"] = category.definition
        for element in category.elements:
            name = str(element.cited or "nothing")
            within.setdefault(name, []).append(category.id)
            words.setdefault(name, []).append(element.text)
    found |= {f"element {name}": listed(ids) for name, ids in within.items()}
    return found | {f"words on {name}": "\n".join(texts).strip() for name, texts in words.items()}


@_said.register
def _(entry: Typology) -> dict[str, str]:
    found = {"label": entry.label, "of": entry.of.value, "dimensions": listed(entry.dimensions)}
    found["note"] = entry.note
    for each in entry.types:
        found |= {f"type {each.id}": each.label or each.id, f"definition of {each.id}": each.definition}
    for place in entry.places:
        found |= {f"place {place.case}": place.type, f"why {place.case}": place.why}
    return found


@_said.register
def _(entry: Decision) -> dict[str, str]:
    return {
        "on": entry.on,
        "changed": listed(entry.changed),
        "because": listed(entry.because),
        "by": listed(entry.by),
        "memo": entry.memo,
        "why": entry.why,
    }


def _common(entry: Node | Edge | Configuration) -> dict[str, str]:
    """What every claim has: label, status, note, and each piece of evidence with what it does."""
    found = {"label": entry.label, "status": entry.status or "", "note": entry.note}
    times = Counter[str]()
    for where, each in _evidence(entry):
        name = f"{where}{each.cited or 'nothing'}"
        times[name] += 1
        name += f" ({times[name]})" if times[name] > 1 else ""
        found |= {f"evidence {name}": _stance(each), f"note on {name}": each.note}
    return found


def _stance(evidence: Evidence) -> str:
    """`supports, experienced, account of F01, links c-shame + r-words`."""
    told = [evidence.stance.value, evidence.basis or ""]
    told.append(f"account of {evidence.case}" if evidence.case else "")
    told.append(f"links {' + '.join(evidence.links)}" if evidence.links else "")
    return listed(filter(None, told))


def _rivals(rivals: Iterable[Rival]) -> dict[str, str]:
    return {"rivals": "\n".join(f"{each.text} {each.note}".strip() for each in rivals)}
