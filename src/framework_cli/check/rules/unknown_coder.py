"""F212: a file or a roster names a coder whom the settings do not declare.

Checked only where `coders:` is given, since only then a slip can be told from a new colleague.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import SETTINGS
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Route, Where
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up the coder of every annotation file and of the roster."""
    if not study.settings.coders:
        return
    for coder, where in _named(study):
        if coder in study.settings.coders or coder == AGREED:
            continue
        likely = suggest(coder, study.settings.coders)
        yield Diagnostic(
            rules.UNKNOWN_CODER,
            f"coder “{coder}” is not declared in {SETTINGS}",
            where,
            hint=f"did you mean “{likely}”?" if likely else f"add “{coder}” under `coders:` in {SETTINGS}",
        )


def _named(study: Study) -> Iterator[tuple[str, Where]]:
    for file in study.annotations:
        yield file.coder, Location(file.path)
    for source, coders in study.settings.roster.items():
        for position, coder in enumerate(coders):
            yield coder, Route(SETTINGS, ("roster", source, position))
