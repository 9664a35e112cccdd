"""F407: a summary cites an excerpt that does not count in its cell.

It is another case's, carries other codes, or was left out by the agreed coding.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid, cell_codes
from framework_cli.check.places import entry, files_of, in_chart
from framework_cli.index import by_id
from framework_cli.model import rules
from framework_cli.model.cell import CellKey
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


def check(study: Study, index: Index, grid: Grid) -> Iterator[Diagnostic]:
    """Compare every citation with what counts in its cell; through `from:` it reads as the agreed one."""
    if not any(chart.cells for chart in study.charts):
        return
    files, passages = files_of(study), by_id(index)
    for chart in study.charts:
        for cell in chart.cells:
            key = CellKey(chart.case, chart.wave, cell.key.code)
            if key.case not in study.cases or key.code not in study.codebook.codes:
                continue
            held = {passage.excerpt.id for passage in grid.passages.get(key, ())}
            for citation in cell.citations:
                passage = passages.get(citation.excerpt)
                if passage is None or passage.excerpt.id in held:
                    continue
                yield Diagnostic(
                    rules.FOREIGN_CITATION,
                    f"excerpt {citation.excerpt} {_why(study, key, passage)}",
                    in_chart(chart, citation.start, citation.end),
                    hint=f"cite an excerpt of {key}, or mend the coding",
                    related=(Related(entry(files, passage.excerpt, "id"), "the excerpt"),),
                )


def _why(study: Study, key: CellKey, passage: Passage) -> str:
    cases = sorted({belonging.case for belonging in passage.belongs})
    if key.case not in cases:
        return f"is not of {key.case}" + (f" but of {', '.join(cases)}" if cases else "")
    if not cell_codes(study.codebook, passage.excerpt.codes, key.code):
        return f"is not coded “{key.code}”"
    if not passage.counts:
        return f"is not in the agreed coding of {passage.excerpt.source}"
    if not passage.participant:
        return "holds no participant's talk"
    return f"is of another wave of {key.case}"
