"""How evidence is told: who, where, on what basis, and in whose words."""

from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.cells import words_of
from framework_cli.model.theory import Cited
from framework_cli.model.words import number_of
from framework_cli.theory import Body, Material, Piece


class Said(NamedTuple):
    """Words with their signature: a participant's (`quote`), or an analyst's summary."""

    words: str
    signed: str
    quote: bool


def said(material: Material, piece: Piece) -> Iterator[Said]:
    """The words that a piece of evidence stands on: a cell's summary, then the passages."""
    if piece.cell is not None and piece.cell.cell is not None and piece.cell.cell.summary:
        yield Said(piece.cell.cell.summary, f"summary of {piece.cell.key}", quote=False)
    for passage in piece.passages:
        yield Said(words_of(material.study, passage), signature(piece, passage.reference), quote=True)


def signature(piece: Piece, reference: str) -> str:
    """`P07:45-52`, or `F01, F03, FG1:60-66` where the source is not named after its case."""
    source = reference.partition(":")[0]
    names = [id for id in piece.people if id != source]
    return ", ".join([*names, reference])


def cited(piece: Piece) -> str:
    """What is cited, with the agreed excerpt that it reads as where that is another."""
    evidence = piece.evidence.cited
    if evidence is None:
        return "nothing"
    same = not piece.passages or evidence.kind is not Cited.EXCERPT
    read = "" if same or piece.passages[0].excerpt.id == evidence.id else piece.passages[0].excerpt.id
    return f"{evidence}, agreed as {read}" if read else str(evidence)


def facts(material: Material, piece: Piece) -> list[str]:
    """Who says so, at which site, in which group and wave, and on what basis; each only where known."""
    waves = sorted({account.wave for account in piece.accounts if account.wave})
    parts = [", ".join(piece.people), ", ".join(f"document {id}" for id in piece.documents)]
    parts += [", ".join(material.sites(piece.people)), ", ".join(material.groups(piece.people))]
    parts += [f"wave {', '.join(waves)}" if waves else "", piece.basis.value if piece.basis else ""]
    return [part for part in parts if part]


def counted(material: Material, body: Body) -> str:
    """`3 people at 2 sites in 2 groups, waves 1 and 2, 1 document, 1 memo`."""
    if not body:
        return "nothing"
    words = number_of(len(body.people), "person")
    if body.sites:
        words += f" at {number_of(len(body.sites), material.site)}"
    if body.groups:
        words += f" in {number_of(len(body.groups), material.group)}"
    parts = [words] if body.people else []
    if body.waves:
        parts.append(f"{'wave' if len(body.waves) == 1 else 'waves'} {' and '.join(body.waves)}")
    for names, noun in ((body.documents, "document"), (body.memos, "memo")):
        if names:
            parts.append(number_of(len(names), noun))
    if body.literature:
        parts.append(f"{len(body.literature)} from the literature")
    return ", ".join(parts) or number_of(len(body.pieces), "piece of evidence", "pieces of evidence")
