"""F218: an agreed excerpt names, under `from:`, an excerpt that does not exist.

Through `from:` a citation of a coder's excerpt reads as one of the agreed excerpt; a wrong id breaks that.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up every origin among the excerpts of the same source."""
    files = files_of(study)
    known: dict[str, set[str]] = {}
    for file in study.annotations:
        known.setdefault(file.source, set()).update(excerpt.id for excerpt in file.excerpts)
    for file in study.annotations:
        for excerpt in file.excerpts:
            for position, origin in enumerate(excerpt.origins):
                if origin in known[file.source] and origin != excerpt.id:
                    continue
                likely = suggest(origin, known[file.source] - {"", excerpt.id})
                yield Diagnostic(
                    rules.FROM_UNKNOWN,
                    f"no coder's excerpt of {file.source} has the id “{origin}”",
                    entry(files, excerpt, "from", position),
                    hint=f"did you mean “{likely}”?" if likely else "take it out of `from:`",
                )
        for position, id in enumerate(file.dropped):
            if id not in known[file.source]:
                likely = suggest(id, known[file.source] - {""})
                yield Diagnostic(
                    rules.FROM_UNKNOWN,
                    f"no coder's excerpt of {file.source} has the id “{id}”",
                    Route(file.path, ("dropped", position)),
                    hint=f"did you mean “{likely}”?" if likely else "take it out of `dropped:`",
                )
