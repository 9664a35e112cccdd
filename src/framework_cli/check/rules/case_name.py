"""F311: a case id that cannot be a file's name, or that a chart's name would split.

Charts are files, charts/CASE.md and charts/CASE@WAVE.md, on every system that colleagues use.
"""

import re
from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import CASES, case_named, case_row
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Where
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

# What Windows refuses (Naming Files, Paths, and Namespaces), and `@`, which parts the case from the wave.
_REFUSED = re.compile(r'[<>:"/\\|?*@\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Try every case id as a file's name."""
    for case in study.cases.values():
        fault = _fault(case.id)
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


def _fault(id: str) -> str:
    refused = _REFUSED.search(id)
    if refused:
        return f"it holds {refused[0]!r}"
    if id.startswith("."):
        return "it starts with a full stop"
    if id.endswith((".", " ")):
        return "it ends in a full stop or a space"
    if _RESERVED.fullmatch(id):
        return "Windows keeps this name for a device"
    return ""
