"""F311: a case id that cannot be a file's name, or that a chart's name would split.

Charts are files, charts/CASE.md and charts/CASE@WAVE.md, on every system that colleagues use.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.cells.edits import name_fault
from framework_cli.check.places import CASES, case_named, case_row
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Where
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Try every case id as a file's name."""
    for case in study.cases.values():
        fault = name_fault(case.id)
        if fault:
            yield Diagnostic(
                rules.CASE_NAME,
                f"case “{case.id}” cannot be the name of a file: {fault}",
                case_row(case) if case.listed else _named(study, case.id),
                hint="use letters, digits, hyphens and underscores",
            )


def _named(study: Study, id: str) -> Where:
    source = next((source for source in study.sources.values() if id in source.cases()), None)
    return case_named(source, id) if source else Location(CASES)
