"""F106: codebook entries without a definition, told once a theme.

Coders then each work with a meaning of their own. An “other” subtheme needs none.
"""

from collections.abc import Iterator
from itertools import groupby

from framework_cli.cells import Grid
from framework_cli.check.rules.no_other import is_other
from framework_cli.model import rules
from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report, theme by theme and at the first of them, what coders apply and nobody defined."""
    for theme, codes in groupby(_undefined(study.codebook), key=lambda code: code.theme):
        first, *others = codes
        message = f"“{first.id}” has no definition"
        if others:
            ids = ", ".join(code.id for code in (first, *others))
            message = f"{len(others) + 1} entries of theme “{theme}” have no definition: {ids}"
        yield Diagnostic(
            rules.NO_DEFINITION,
            message,
            Route(study.codebook.path, (*first.route, "id")),
            hint="add `definition:` in a sentence or two; `include:` and `exclude:` sharpen it",
        )


def _undefined(codebook: Codebook) -> Iterator[Code]:
    """Entries without a definition, in codebook order; themes that only group, and “other”, need none."""
    parents = {code.parent for code in codebook.codes.values()}
    for code in codebook.codes.values():
        groups = code.level == 0 and code.id in parents
        if not (code.definition.strip() or groups or is_other(code)):
            yield code
