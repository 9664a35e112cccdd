"""What would change a claim: where its evidence is thin, one-sided, contested or from a single source.

Nothing is scored: each doubt says what it rests on, and where in the study somebody might look.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from framework_cli.model.cell import CellKey, State
from framework_cli.model.words import number_of
from framework_cli.theory.claim import Body, Claim
from framework_cli.theory.interpretation import Interpretation

FEW = 3  # people; below it a claim is called thin


class Kind(StrEnum):
    """In which way a claim could fall."""

    NO_EVIDENCE = "no evidence"
    SINGLE_SOURCE = "single source"
    THIN = "thin"
    ONE_SIDED = "one-sided"
    CONTESTED = "contested"


class Doubt(NamedTuple):
    """One doubt of a claim: its kind, what it rests on, what would change it, and cells to read for that.

    `look` are charted cells of cases that are not cited, in the columns that the claim draws on.
    """

    claim: Claim
    kind: Kind
    why: str
    change: str
    look: tuple[CellKey, ...] = ()


def doubts(read: Interpretation) -> tuple[Doubt, ...]:
    """The doubts of every claim of a theory, in file order; of what was rejected none."""
    return tuple(doubt for claim in read.held for doubt in _of(read, claim))


def _of(read: Interpretation, claim: Claim) -> Iterator[Doubt]:
    supporting, against = claim.supporting, claim.contradicting
    if not supporting:
        if not against and not claim.qualifying:
            yield Doubt(claim, Kind.NO_EVIDENCE, "nothing is cited for it or against it", "any account of it")
        return
    look = _elsewhere(read, claim)
    single = _single(read, claim)
    if single:
        yield Doubt(claim, Kind.SINGLE_SOURCE, *single, look)
    elif len(supporting.people) < FEW:
        why = f"{number_of(len(supporting.people), 'person')} and {_others(claim)}"
        yield Doubt(claim, Kind.THIN, why, "any further account, for or against", look)
    if against:
        why = f"{_who(claim.supporting)} for it, {_who(against)} against it"
        change = "what tells them apart: the site, the group, the occasion"
        yield Doubt(claim, Kind.CONTESTED, why, change)
    elif not claim.qualifying:
        why = "all that is cited supports it"
        yield Doubt(claim, Kind.ONE_SIDED, why, "an account that goes the other way", look)


def _single(read: Interpretation, claim: Claim) -> tuple[str, str] | None:
    body, material = claim.supporting, read.material
    if not body.people:
        rest = "documents" if body.documents else "memos or literature"
        return f"{rest} only", "a participant's own account"
    if len(body.people) == 1:
        return f"one person, {body.people[0]}", "the same, or the opposite, from anybody else"
    for attribute, values in ((material.site, body.sites), (material.group, body.groups)):
        every = material.sites if attribute == material.site else material.groups
        if len(values) == 1 and len(every(material.study.cases)) > 1:
            return f"one {attribute}, {values[0]}", f"an account from another {attribute}"
    return None


def _elsewhere(read: Interpretation, claim: Claim) -> tuple[CellKey, ...]:
    """Charted cells of people who are not cited, in the columns of what is; other sites first."""
    material = read.material
    cited = {person for piece in claim.pieces for person in piece.people}
    book = material.study.codebook
    codes = {p.cell.key.code for p in claim.pieces if p.cell}
    tagged = {code for p in claim.pieces if not p.cell for q in p.passages for code in q.excerpt.codes}
    codes |= {id for code in tagged for id in book.above(code) if id in material.grid.columns}
    codes -= {theme.id for theme in book.themes()}
    found = [
        key
        for key, state in material.grid.touched.items()
        if key.code in codes and key.case in material.people and key.case not in cited
        and state.state is State.CHARTED
    ]  # fmt: skip
    sites = set(claim.supporting.sites)
    return tuple(sorted(found, key=lambda key: bool(sites & set(material.sites([key.case])))))


def _others(claim: Claim) -> str:
    documents = len(claim.supporting.documents)
    return number_of(documents, "document") if documents else "no document"


def _who(body: Body) -> str:
    return ", ".join((*body.people, *body.documents)) or "memos or literature"
