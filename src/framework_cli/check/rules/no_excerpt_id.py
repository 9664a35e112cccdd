"""F209: entries written by hand that have no id yet.

They count, but no summary can cite them and no evidence comment can hold them.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """One note a file, at the first such entry."""
    files = files_of(study)
    for file in study.annotations:
        without = [excerpt for excerpt in file.excerpts if not excerpt.id]
        if not without:
            continue
        more = f" (and {len(without) - 1:,} more in this file)" if len(without) > 1 else ""
        yield Diagnostic(
            rules.NO_EXCERPT_ID,
            f"excerpt has no id yet{more}",
            entry(files, without[0], "quote"),
            hint="run `framework check --fix`, which gives ids, places and the transcript's hash",
        )
