"""A theory's claims for programs: ids, counts and words, nothing left out."""

from collections.abc import Callable
from typing import Any

from framework_cli.model.theory import Configuration
from framework_cli.render.theory.words import said
from framework_cli.theory import AtSite, Body, Chain, Claim, Interpretation, Piece, doubts


def theory_json(read: Interpretation, wanted: Callable[[Claim], bool]) -> dict[str, Any]:
    """A theory with its claims, each with all its evidence."""
    theory = read.theory
    return {
        "theory": theory.id,
        "label": theory.label,
        "kind": theory.kind.value,
        "version": theory.version,
        "claims": [_claim(read, claim) for claim in read.claims if wanted(claim)],
    }


def doubts_json(read: Interpretation, wanted: Callable[[Claim], bool]) -> dict[str, Any]:
    """What would change each claim of a theory."""
    return {
        "theory": read.theory.id,
        "doubts": [
            {
                "claim": doubt.claim.id,
                "label": doubt.claim.label,
                "doubt": doubt.kind.value,
                "why": doubt.why,
                "change": doubt.change,
                "look": [str(key) for key in doubt.look],
            }
            for doubt in doubts(read)
            if wanted(doubt.claim)
        ],
    }


def _claim(read: Interpretation, claim: Claim) -> dict[str, Any]:
    chain = read.chains.get(claim.id)
    return {
        "id": claim.id,
        "kind": claim.kind,
        "label": claim.label,
        "status": claim.status.value if claim.status else "",
        "tally": claim.tally,
        "supporting": _body(claim.supporting),
        "contradicting": _body(claim.contradicting),
        "qualifying": _body(claim.qualifying),
        "evidence": [_piece(read, piece) for piece in claim.pieces],
        "at_sites": [_site(read, at) for at in claim.at_sites],
        "rivals": [
            {"text": rival.text, "note": rival.note, "evidence": [_piece(read, piece) for piece in pieces]}
            for rival, pieces in claim.rivals
        ],
        "judgement": _judgement(claim),
        "chain": _chain(chain) if chain else None,
        "decisions": [decision.id for decision in read.decisions(claim.id)],
    }


def _body(body: Body) -> dict[str, Any]:
    return {
        "pieces": len(body.pieces),
        "people": list(body.people),
        "sites": list(body.sites),
        "groups": list(body.groups),
        "waves": list(body.waves),
        "documents": list(body.documents),
        "memos": list(body.memos),
        "literature": list(body.literature),
    }


def _piece(read: Interpretation, piece: Piece) -> dict[str, Any]:
    cited = piece.evidence.cited
    return {
        "cites": cited.kind.value if cited else "",
        "id": cited.id if cited else "",
        "found": piece.found,
        "stance": piece.evidence.stance.value,
        "basis": piece.basis.value if piece.basis else "",
        "links": list(piece.evidence.links),
        "note": piece.evidence.note,
        "people": list(piece.people),
        "accounts": [account._asdict() for account in piece.accounts],
        "documents": list(piece.documents),
        "excerpts": [passage.excerpt.id for passage in piece.passages],
        "words": [each._asdict() for each in said(read.material, piece)],
    }


def _site(read: Interpretation, at: AtSite) -> dict[str, Any]:
    return {
        "site": at.site,
        "status": at.status.value if at.status else "",
        "note": at.note,
        "evidence": [_piece(read, piece) for piece in at.pieces],
    }


def _judgement(claim: Claim) -> dict[str, Any] | None:
    judged = claim.part.judgement if isinstance(claim.part, Configuration) else None
    if judged is None:
        return None
    return {
        "confidence": judged.confidence.value if judged.confidence else "",
        "by": list(judged.by),
        "on": judged.on,
        "why": judged.why,
    }


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "nodes": list(chain.nodes),
        "parts": {id: _body(body) for id, body in chain.parts.items()},
        "accounts": [account._asdict() for account in chain.accounts],
        "whole": [account.id for account in chain.whole],
    }
