"""F308: cases.csv lists a case that no source speaks for.

Perhaps the interview is still to come; perhaps a case id is misspelt somewhere.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import case_row
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report rows of cases.csv without a source."""
    spoken = {id for source in study.sources.values() for id in source.cases()}
    unlisted = {id for id in spoken if id not in study.cases or not study.cases[id].listed}
    for case in study.cases.values():
        if not case.listed or case.id in spoken:
            continue
        likely = suggest(case.id, unlisted)
        yield Diagnostic(
            rules.CASE_WITHOUT_SOURCE,
            f"no source speaks for case “{case.id}”",
            case_row(case),
            hint=f"did you mean “{likely}”?" if likely else "nothing to do if its interview is still to come",
        )
