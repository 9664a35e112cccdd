"""F503: evidence cites an excerpt, cell or memo that the study does not have.

The claim stands on nothing there, however sure it reads.
"""

from collections.abc import Iterator
from dataclasses import replace

from framework_cli.check.rules.theory.places import at, became, cited
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.theory import Citation, Cited, Element, Evidence
from framework_cli.read import suggest
from framework_cli.theory import Interpretation, Material, piece


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look up what is cited by claims, variations, rivals, elements and decisions."""
    theory, material = read.theory, read.material
    found: tuple[Evidence | Element, ...] = (*theory.cited(), *theory.elements())
    for each in found:
        if each.cited is not None and not _there(material, each.cited):
            yield _unknown(material, each.cited, cited(theory, each))
        elif isinstance(each, Evidence) and each.case:
            yield from _speaker(read, each)
    for decision in theory.decisions:
        for place, word in enumerate(decision.because):
            if not any(_there(material, Citation(kind, word)) for kind in _KINDS):
                kind = Cited.CELL if "/" in word and not word.endswith(".md") else Cited.EXCERPT
                where = at(theory, decision.route, "because", place)
                yield _unknown(material, Citation(kind, word), where)
        if decision.memo and decision.memo not in material.memos:
            where = at(theory, decision.route, "memo")
            yield _unknown(material, Citation(Cited.MEMO, decision.memo), where)


def _speaker(read: Interpretation, evidence: Evidence) -> Iterator[Diagnostic]:
    """Whether the case that is meant has a part in what is cited."""
    found = piece(read.material, replace(evidence, case=""))
    if found.passages and evidence.case not in found.people:
        others = " or ".join(found.people)
        yield Diagnostic(
            rules.UNKNOWN_EVIDENCE,
            f"“{evidence.case}” has no part in {evidence.cited}",
            at(read.theory, evidence.route, "case"),
            hint=f"it is an account of {others}" if others else "take `case:` out",
        )


_KINDS = (Cited.EXCERPT, Cited.CELL, Cited.MEMO)


def _there(material: Material, citation: Citation) -> bool:
    return piece(material, Evidence(citation)).found


def _unknown(material: Material, citation: Citation, where: Route) -> Diagnostic:
    if citation.kind is Cited.CELL:
        message, hint = _cell(material, citation.id)
    elif citation.kind is Cited.MEMO:
        message = f"there is no memo “{citation.id}”"
        likely = suggest(citation.id, {memo.path for memo in material.study.memos})
        hint = f"did you mean “{likely}”?" if likely else "write it, or take the line out"
    else:
        message = f"no excerpt has the id “{citation.id}”"
        likely = suggest(citation.id, material.excerpts)
        gone = "cite another, or take the line out: it may have been deleted"
        hint = f"did you mean “{likely}”?" if likely else gone
    return Diagnostic(rules.UNKNOWN_EVIDENCE, message, where, hint=hint)


def _cell(material: Material, name: str) -> tuple[str, str]:
    """Why a name means no cell, and what to write instead."""
    study = material.study
    row, slash, code = name.rpartition("/")
    if not slash:
        return f"“{name}” is no cell", "a cell is written CASE/CODE, or CASE@WAVE/CODE"
    case = row if row in study.cases else row.rpartition("@")[0]
    if case not in study.cases:
        likely = suggest(row, study.cases)
        hint = f"did you mean “{likely}”?" if likely else "cases are those of cases.csv and of the sources"
        return f"there is no case “{row}”", hint
    heirs = became(study.codebook, code)
    if heirs is not None:
        into = " or ".join(f"“{row}/{id}”" for id in heirs)
        return f"code “{code}” is retired", f"cite {into}" if into else "cite what took its place"
    if code not in study.codebook.codes:
        likely = suggest(code, material.grid.columns)
        hint = f"did you mean “{likely}”?" if likely else "codes are those of the codebook"
        return f"there is no code “{code}”", hint
    if code not in material.grid.columns:
        columns = [id for id in study.codebook.above(code) if id in material.grid.columns]
        hint = f"cite “{row}/{columns[0]}”, or an excerpt" if columns else "cite an excerpt"
        return f"“{code}” has no column of its own in the matrix", hint
    return f"there is no cell “{name}”", "cite a wave that the case has, or an excerpt"
