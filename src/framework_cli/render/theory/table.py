"""Tables of a theory: a row for each piece of evidence, for each claim, or for each doubt."""

from collections.abc import Iterable, Iterator, Sequence

from framework_cli.model.table import Table
from framework_cli.render.theory.words import cited, said
from framework_cli.theory import Claim, Doubt, Interpretation, Piece, doubts

_PIECES = (
    "theory", "claim", "kind", "label", "status", "stance", "evidence", "people", "site", "group", "wave",
    "documents", "basis", "links", "place", "words", "note",
)  # fmt: skip
_CLAIMS = (
    "theory", "claim", "kind", "label", "status", "people", "sites", "groups", "waves", "documents",
    "memos", "literature", "against", "qualified", "rivals", "whole", "doubts",
)  # fmt: skip
_DOUBTS = ("theory", "claim", "label", "status", "doubt", "why", "change", "look")


def evidence_table(read: Iterable[Interpretation], title: str, notice: str) -> Table:
    """A row per piece of evidence; a claim without any has one row.

    Below a claim stand its rival explanations (`kind` is rival, `label` its words) and how it stands at sites
    (`kind` is site, `label` the site), each with its own evidence.
    """
    rows = [row for each in read for claim in each.claims for row in _pieces(each, claim)]
    short = ("claim", "stance", "people", "basis", "words")
    return Table(_PIECES, rows, short=short, title=title, notice=notice)


def claims_table(read: Iterable[Interpretation], title: str, notice: str) -> Table:
    """A row per claim: how many people, sites, groups, waves and documents support it, and who does not."""
    rows = [row for each in read for row in _claims(each)]
    short = ("claim", "label", "status", "people", "sites", "documents", "against")
    notes = (
        "people, sites, groups, waves and documents support the claim; documents are counted apart",
        "whole: accounts in which a configuration's links all occur",
    )
    return Table(_CLAIMS, rows, short=short, title=title, notice=notice, notes=notes)


def doubts_table(read: Iterable[Interpretation], title: str, notice: str) -> Table:
    """A row per doubt: what would change a claim, and charted cells to read for that."""
    rows = [_doubt(each, doubt) for each in read for doubt in doubts(each)]
    return Table(_DOUBTS, rows, short=("claim", "doubt", "why", "change"), title=title, notice=notice)


def _pieces(read: Interpretation, claim: Claim) -> Iterator[tuple[str, ...]]:
    status = claim.status.value if claim.status else ""
    yield from _rows(read, claim, (claim.kind, claim.label, status), claim.pieces)
    for rival, pieces in claim.rivals:
        yield from _rows(read, claim, ("rival", rival.text, ""), pieces, rival.note)
    for at in claim.at_sites:
        status = at.status.value if at.status else ""
        yield from _rows(read, claim, ("site", at.site, status), at.pieces, at.note)


def _rows(
    read: Interpretation, claim: Claim, what: tuple[str, str, str], pieces: Sequence[Piece], note: str = ""
) -> Iterator[tuple[str, ...]]:
    head = (read.theory.id, claim.id, *what)
    if not pieces:
        yield (*head, *[""] * (len(_PIECES) - len(head) - 1), note)
    for piece in pieces:
        yield (*head, *_piece(read, piece))


def _piece(read: Interpretation, piece: Piece) -> Iterator[str]:
    material, evidence = read.material, piece.evidence
    words = list(said(material, piece))
    yield evidence.stance.value
    yield cited(piece) + ("" if piece.found else " (not in the study)")
    yield ", ".join(piece.people)
    yield ", ".join(material.sites(piece.people))
    yield ", ".join(material.groups(piece.people))
    yield ", ".join(sorted({account.wave for account in piece.accounts if account.wave}))
    yield ", ".join(piece.documents)
    yield piece.basis.value if piece.basis else ""
    yield ", ".join(evidence.links)
    yield ", ".join(each.signed for each in words)
    yield "\n\n".join(each.words for each in words)
    yield evidence.note


def _claims(read: Interpretation) -> Iterator[tuple[str | int, ...]]:
    kinds: dict[str, list[str]] = {}
    for doubt in doubts(read):
        kinds.setdefault(doubt.claim.id, []).append(doubt.kind)
    for claim in read.claims:
        yield _claim(read, claim, ", ".join(kinds.get(claim.id, ())))


def _claim(read: Interpretation, claim: Claim, doubted: str) -> tuple[str | int, ...]:
    body = claim.supporting
    chain = read.chains.get(claim.id)
    against, qualified = (
        ", ".join((*other.people, *other.documents)) or (str(len(other.pieces)) if other else "")
        for other in (claim.contradicting, claim.qualifying)
    )
    counts = (body.people, body.sites, body.groups, body.waves, body.documents, body.memos, body.literature)
    return (
        read.theory.id,
        claim.id,
        claim.kind,
        claim.label,
        claim.status.value if claim.status else "",
        *map(len, counts),
        against,
        qualified,
        "; ".join(rival.text for rival, _ in claim.rivals),
        ", ".join(account.id for account in chain.whole) if chain else "",
        doubted,
    )


def _doubt(read: Interpretation, doubt: Doubt) -> tuple[str, ...]:
    status = doubt.claim.status.value if doubt.claim.status else ""
    look = ", ".join(map(str, doubt.look))
    return (
        read.theory.id, doubt.claim.id, doubt.claim.label, status, doubt.kind.value, doubt.why, doubt.change,
        look,
    )  # fmt: skip
