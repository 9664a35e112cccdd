"""F201: a code on an excerpt that the codebook does not hold.

Most are slips of the pen, so the nearest id is suggested.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up every code of every entry."""
    codebook, files = study.codebook, files_of(study)
    if not codebook.codes:
        return  # without a codebook that can be read every code would be one; that is said once, elsewhere
    known = codebook.codes.keys() | codebook.retired.keys()
    hints: dict[str, str] = {}
    for file in study.annotations:
        for excerpt in file.excerpts:
            for position, code in enumerate(excerpt.codes):
                if code in known:
                    continue
                if code not in hints:
                    hints[code] = _hint(code, study)
                yield Diagnostic(
                    rules.UNKNOWN_CODE,
                    f"code “{code}” is not in the codebook",
                    entry(files, excerpt, "codes", position),
                    hint=hints[code],
                )


def _hint(code: str, study: Study) -> str:
    heir = next((entry.id for entry in study.codebook.codes.values() if code in entry.was), None)
    if heir:
        return f"it was merged into “{heir}”: run `framework codebook merge {code} --into {heir}`"
    likely = suggest(code, study.codebook.codes)
    if likely:
        return f"did you mean “{likely}”?"
    return "add it to the codebook, or write it under `open:` while it is provisional"
