"""The page of a theory, line by line: each claim, its evidence for and against, chains, rivals, decisions."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from framework_cli.model.theory import Configuration, Edge, Rival
from framework_cli.model.words import number_of
from framework_cli.render.theory.words import cited, counted, facts, said
from framework_cli.theory import Chain, Claim, Doubt, Interpretation, Piece


class Style(StrEnum):
    """What a line of the page is."""

    TITLE = "title"
    CLAIM = "claim"
    PART = "part"
    WORDS = "words"
    ITEM = "item"
    QUOTE = "quote"
    OTHERS = "others"


class Line(NamedTuple):
    """One line: its style and its words; `signed` says whose a quotation is."""

    style: Style
    words: str
    signed: str = ""


def theory_page(read: Interpretation, claims: Iterable[Claim]) -> Iterator[Line]:
    """A theory's title and facts, then each claim."""
    theory, study = read.theory, read.material.study
    yield Line(Style.TITLE, f"{theory.label or theory.id}")
    if study.settings.notice:
        yield Line(Style.WORDS, study.settings.notice)
    version = f", version {theory.version}" if theory.version is not None else ""
    parts = (
        number_of(len(theory.nodes), "node"),
        number_of(len(theory.edges), "edge"),
        number_of(len(theory.configurations), "configuration"),
    )
    yield Line(Style.WORDS, f"{theory.kind.value} {theory.id}{version}: {', '.join(parts)}")
    for claim in claims:
        yield from claim_page(read, claim)


def claim_page(read: Interpretation, claim: Claim) -> Iterator[Line]:
    """One claim: its status, its bodies of evidence, and what people decided about it."""
    material = read.material
    status = f" · {claim.status}" if claim.status else ""
    yield Line(Style.CLAIM, f"{claim.kind} {claim.id}{status}")
    if claim.label != claim.id:
        yield Line(Style.WORDS, claim.label)
    if isinstance(claim.part, Edge) and claim.part.label:
        ends = (claim.theory.label_of(id) for id in (claim.part.source, claim.part.target))
        yield Line(Style.WORDS, f" {claim.part.relation.value.replace('-', ' ')} ".join(ends))
    if claim.part.note:
        yield Line(Style.WORDS, claim.part.note)
    for name, body in (
        ("For", claim.supporting),
        ("Against", claim.contradicting),
        ("Qualifying", claim.qualifying),
    ):
        if body or name == "For":
            yield Line(Style.PART, f"{name}: {counted(material, body)}")
            for each in body.pieces:
                yield from _piece(read, each)
    missing = [p for p in claim.pieces if not p.found and p.evidence.cited]
    if missing:
        yield Line(Style.PART, "Not in the study")
        yield from (Line(Style.ITEM, cited(p)) for p in missing)
    if claim.id in read.chains:
        yield from _chain(read, read.chains[claim.id])
    yield from _around(read, claim)


def doubt_page(read: Interpretation, found: Iterable[Doubt]) -> Iterator[Line]:
    """What would change each claim, claim by claim."""
    yield Line(Style.TITLE, f"What would change {read.theory.label or read.theory.id}")
    if read.material.study.settings.notice:
        yield Line(Style.WORDS, read.material.study.settings.notice)
    last = ""
    for doubt in found:
        if doubt.claim.id != last:
            last = doubt.claim.id
            status = f" · {doubt.claim.status}" if doubt.claim.status else ""
            yield Line(Style.CLAIM, f"{doubt.claim.kind} {doubt.claim.id}{status}")
            yield Line(Style.WORDS, doubt.claim.label)
        yield Line(Style.ITEM, f"{doubt.kind}: {doubt.why}. It would change with {doubt.change}.")
        if doubt.look:
            shown = ", ".join(map(str, doubt.look[:4]))
            more = f" and {len(doubt.look) - 4} more" if len(doubt.look) > 4 else ""
            yield Line(Style.OTHERS, f"Not cited so far, on the same columns: {shown}{more}")
    if not last:
        yield Line(Style.WORDS, "No claim is thin, one-sided, contested or from a single source.")


def _piece(read: Interpretation, each: Piece) -> Iterator[Line]:
    yield Line(Style.ITEM, " · ".join([cited(each), *facts(read.material, each)]))
    if each.evidence.links:
        yield Line(Style.OTHERS, f"links {', '.join(each.evidence.links)}")
    for words in said(read.material, each):
        yield Line(Style.QUOTE if words.quote else Style.OTHERS, words.words, words.signed)
    if each.evidence.note:
        yield Line(Style.OTHERS, f"Note: {each.evidence.note}")


def _chain(read: Interpretation, chain: Chain) -> Iterator[Line]:
    """Who speaks of each part, and whose account has the whole."""
    yield Line(Style.PART, "The chain")
    for id in chain.nodes:
        label = read.theory.label_of(id)
        name = f"{id} ({label})" if label != id else id
        yield Line(Style.ITEM, f"{name}: {counted(read.material, chain.parts[id])}")
    if chain.whole:
        yield Line(Style.ITEM, f"the whole in one account: {', '.join(a.id for a in chain.whole)}")
        return
    yield Line(Style.ITEM, "the whole in one account: none; it is pieced together, if at all")
    for account in chain.accounts[:3]:
        yield Line(Style.OTHERS, f"{account.id} has {', '.join(account.links)}")


def _around(read: Interpretation, claim: Claim) -> Iterator[Line]:
    """Rivals, sites, judgement and decisions."""
    if claim.rivals:
        yield Line(Style.PART, "Rival explanations")
        for rival, pieces in claim.rivals:
            yield from _rival(read, rival, pieces)
    if claim.at_sites:
        yield Line(Style.PART, "By site")
        for at in claim.at_sites:
            words = " – ".join(part for part in (at.status.value if at.status else "", at.note) if part)
            yield Line(Style.ITEM, f"{at.site}: {words}")
            for each in at.pieces:
                yield from _piece(read, each)
    if isinstance(claim.part, Configuration) and (judgement := claim.part.judgement):
        confidence = judgement.confidence.value if judgement.confidence else "not stated"
        by = ", ".join((*judgement.by, *filter(None, [judgement.on])))
        yield Line(Style.PART, f"Confidence: {confidence}{f' ({by})' if by else ''}")
        if judgement.why:
            yield Line(Style.WORDS, judgement.why)
    for decision in read.decisions(claim.id):
        because = f" because of {', '.join(decision.because)}" if decision.because else ""
        yield Line(Style.PART, " ".join(filter(None, ["Decided", decision.id, decision.on])) + because)
        if decision.why or decision.memo:
            yield Line(Style.WORDS, " ".join(filter(None, [decision.why, decision.memo])))


def _rival(read: Interpretation, rival: Rival, pieces: Iterable[Piece]) -> Iterator[Line]:
    yield Line(Style.ITEM, rival.text)
    if rival.note:
        yield Line(Style.OTHERS, f"Note: {rival.note}")
    for each in pieces:
        yield from _piece(read, each)
