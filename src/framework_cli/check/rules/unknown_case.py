"""F401: a chart file for a case, or for a wave of it, that the study does not have.

Its summaries would stand in no row of the matrix, or in one that excerpts never reach.
"""

import re
from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import in_chart
from framework_cli.model import rules
from framework_cli.model.cell import ChartFile
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up the case and the wave of every chart file."""
    waves = _waves(study)
    known = study.cases.keys() & (waves.keys() | {case.id for case in study.cases.values() if case.listed})
    for chart in study.charts:
        if chart.case not in known:
            likely = suggest(chart.case, known)
            yield Diagnostic(
                rules.UNKNOWN_CASE,
                f"there is no case “{chart.case}”",
                _where(chart, "case", chart.case),
                hint=f"did you mean “{likely}”?" if likely else "add it to cases.csv, or rename the file",
            )
        elif chart.wave and waves.get(chart.case) and chart.wave not in waves[chart.case]:
            likely = suggest(chart.wave, waves[chart.case] - {""})
            yield Diagnostic(
                rules.UNKNOWN_CASE,
                f"case “{chart.case}” has no source of wave “{chart.wave}”",
                _where(chart, "wave", chart.wave),
                hint=f"did you mean “{likely}”?" if likely else "give its source this wave in sources.csv",
            )


def _waves(study: Study) -> dict[str, set[str]]:
    """The waves in which each case speaks."""
    waves: dict[str, set[str]] = {}
    for source in study.sources.values():
        for case, wave in source.belongs():
            waves.setdefault(case, set()).add(wave)
    return waves


def _where(chart: ChartFile, key: str, value: str) -> Location:
    """The value in the front matter; the start of the file where only its name says it."""
    matter = re.match(r"---[ \t]*\n(.*?)^---[ \t]*$", chart.text, re.MULTILINE | re.DOTALL)
    found = matter and re.search(rf"^{key}:[ \t]*['\"]?({re.escape(value)})", matter[1], re.MULTILINE)
    if not matter or not found:
        return Location(chart.path)
    return in_chart(chart, matter.start(1) + found.start(1), matter.start(1) + found.end(1))
