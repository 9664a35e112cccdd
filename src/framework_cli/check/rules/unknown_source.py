"""F210: an annotation file whose name begins with no source of the study.

The source and the coder come from the file's name: SOURCE.CODER.yaml.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up the source of every annotation file."""
    for file in study.annotations:
        if file.source in study.sources:
            continue
        yield Diagnostic(
            rules.UNKNOWN_SOURCE,
            f"there is no transcript “{file.source}”",
            Location(file.path),
            hint=_hint(file.source, file.coder, study),
        )


def _hint(source: str, coder: str, study: Study) -> str:
    likely = suggest(source, study.sources)
    if likely:
        return f"did you mean “{likely}”? Then the file is called {likely}.{coder}.yaml"
    return f"put it into {study.settings.folders['transcripts']}/ as {source}.txt, or rename this file"
