"""F406: a summary cites an excerpt id that does not exist.

The line from the report back to the transcript is broken there.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import in_chart
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up every cited id among all excerpts, those without a certain place included."""
    known = frozenset(e.id for file in study.annotations for e in file.excerpts if e.id)
    for chart in study.charts:
        for cell in chart.cells:
            for citation in cell.citations:
                if not citation.excerpt or citation.excerpt in known:
                    continue
                likely = suggest(citation.excerpt, known)
                yield Diagnostic(
                    rules.UNKNOWN_CITATION,
                    f"no excerpt has the id “{citation.excerpt}”",
                    in_chart(chart, citation.start, citation.end),
                    hint=f"did you mean “{likely}”?"
                    if likely
                    else "it was deleted, or its file cannot be read",
                )
