"""F214: an excerpt with neither a code nor an open label.

It shows up in no column, so the passage is as good as not indexed.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report entries without codes and open labels."""
    files = files_of(study)
    for file in study.annotations:
        for excerpt in file.excerpts:
            if not excerpt.codes and not excerpt.open:
                yield Diagnostic(
                    rules.NO_CODES,
                    "excerpt has no code and no open label",
                    entry(files, excerpt, "codes"),
                    hint="give it a code, or a provisional label under `open:`; delete it if it was a slip",
                )
