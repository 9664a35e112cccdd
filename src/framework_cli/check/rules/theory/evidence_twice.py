"""F506: a claim cites the same evidence twice with the same stance.

It counts once; that a coder's excerpt and the agreed one made of it are the same is easily overlooked.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import cited
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.theory import Stance
from framework_cli.theory import Interpretation, Piece


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for the same citation again within each claim."""
    theory = read.theory
    for claim in read.claims:
        first: dict[tuple[tuple[str, str], Stance], Piece] = {}
        for each in claim.pieces:
            if each.evidence.cited is None:
                continue
            other = first.setdefault((each.key, each.evidence.stance), each)
            if other is not each:
                yield Diagnostic(
                    rules.EVIDENCE_TWICE,
                    f"{claim.name} cites {each.evidence.cited} twice",
                    cited(theory, each.evidence),
                    hint="keep one of them, with the links and notes of both",
                    related=(Related(cited(theory, other.evidence), "cited here already"),),
                )
