"""F305: a source speaks for a case that cases.csv does not list.

The case has a row in every chart but no attributes, so it drops out of groups and filters.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import CASES, case_named
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up the cases of all sources, where there is a cases.csv at all."""
    listed = {case.id for case in study.cases.values() if case.listed}
    silent = listed.difference(*(source.cases() for source in study.sources.values()))
    if not listed:
        return
    reported: set[str] = set()
    for source in study.sources.values():
        for id in sorted(source.cases() - listed - reported):
            case = study.cases.get(id)
            if case is not None and not case.participant:
                continue
            reported.add(id)
            likely = suggest(id, silent)
            yield Diagnostic(
                rules.CASE_NOT_LISTED,
                f"case “{id}” has no row in {CASES}",
                case_named(source, id),
                hint=f"did you mean “{likely}”?" if likely else f"add a row for it to {CASES}",
            )
