"""F418: a memo is about something that the study does not have.

It would be shown nowhere, beside nothing.
"""

from collections.abc import Iterator, Mapping, Set

from framework_cli.cells import Grid
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, grid: Grid) -> Iterator[Diagnostic]:
    """Look up every reference of every memo."""
    if not study.memos:
        return
    known: dict[str, Set[str]] = {
        "excerpt": {excerpt.id for file in study.annotations for excerpt in file.excerpts if excerpt.id},
        "code": study.codebook.codes.keys() | study.codebook.retired.keys(),
        "case": study.cases.keys(),
        "source": study.sources.keys(),
        "cell": {f"{case}@{wave}" for case, wave in grid.rows if wave} | study.cases.keys(),
    }
    for memo in study.memos:
        for position, about in enumerate(memo.about):
            if about == "study":
                continue
            kind, _, id = about.partition(":")
            row, _, code = id.strip().rpartition("/")
            if kind == "cell" and row in known[kind] and code in study.codebook.codes:
                continue
            if kind != "cell" and id.strip() in known.get(kind, ()):
                continue
            yield Diagnostic(
                rules.MEMO_ABOUT,
                _message(kind, id, known),
                Route(memo.path, ("about", position)),
                hint=_hint(kind, id.strip(), known),
            )


def _message(kind: str, id: str, known: Mapping[str, Set[str]]) -> str:
    if kind not in known:
        return f"“{kind}” is nothing that a memo can be about"
    return f"there is no {kind} “{id.strip()}”"


def _hint(kind: str, id: str, known: Mapping[str, Set[str]]) -> str:
    if kind not in known:
        return "write `excerpt:ID`, `code:ID`, `case:ID`, `cell:CASE/CODE`, `source:ID` or `study`"
    if kind == "cell":
        return "a cell is written CASE/CODE, or CASE@WAVE/CODE"
    likely = suggest(id, known[kind])
    return f"did you mean “{likely}”?" if likely else "mend the id, or take the line out of `about:`"
