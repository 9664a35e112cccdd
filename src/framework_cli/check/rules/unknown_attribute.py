"""F111: a setting orders or signs by an attribute that no case has.

The order would silently be another one, and quotes would go unsigned.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import CASES, SETTINGS
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import suggest


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look up `order` and `attribution` among the columns of cases.csv."""
    known = {name for case in study.cases.values() for name in case.attributes}
    for setting, names in (("order", study.settings.order), ("attribution", study.settings.attribution)):
        for position, name in enumerate(names):
            if name in known:
                continue
            likely = suggest(name, known)
            yield Diagnostic(
                rules.SETTING_UNKNOWN_ATTRIBUTE,
                f"no case has an attribute “{name}”",
                Route(SETTINGS, (setting, position)),
                hint=f"did you mean “{likely}”?" if likely else f"add a column “{name}” to {CASES}",
            )
