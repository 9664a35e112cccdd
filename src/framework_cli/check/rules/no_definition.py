"""F106: a codebook entry without a definition.

Coders then each work with a meaning of their own. An “other” subtheme needs none.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.rules.no_other import is_other
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report what coders apply (not themes that only group) and what nobody defined."""
    parents = {code.parent for code in study.codebook.codes.values()}
    for code in study.codebook.codes.values():
        if code.definition.strip() or is_other(code) or (code.level == 0 and code.id in parents):
            continue
        yield Diagnostic(
            rules.NO_DEFINITION,
            f"“{code.id}” has no definition",
            Route(study.codebook.path, (*code.route, "id")),
            hint="add `definition:` in a sentence or two; `include:` and `exclude:` sharpen it",
        )
