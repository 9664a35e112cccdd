"""F105: a theme whose subthemes leave no room for what does not fit.

The method keeps an “other” in each theme, so that talk is not pressed into a subtheme it does not match.
"""

import re
from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.model import rules
from framework_cli.model.codebook import Code
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

# How codebooks in the languages we have seen call what is left over.
OTHER = re.compile(
    r"\b(others?|else|misc|miscellaneous|various|rest|residual|andere[rs]?|sonstiges?|weitere[rs]?|autres?|divers"
    r"|otr[oa]s?|varios|altr[oi]|outr[oa]s?|övrigt|annat|andet|annet|overige?)\b",
    re.IGNORECASE,
)


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Look for an “other” below every theme that has subthemes."""
    below: dict[str, list[Code]] = {}
    for code in study.codebook.codes.values():
        if code.parent is not None:
            below.setdefault(code.theme, []).append(code)
    for theme in study.codebook.themes():
        subthemes = below.get(theme.id, [])
        if subthemes and not any(is_other(code) for code in subthemes):
            yield Diagnostic(
                rules.NO_OTHER,
                f"theme “{theme.id}” has no subtheme for what does not fit its others",
                Route(study.codebook.path, (*theme.route, "id")),
                hint=f"add a subtheme such as “{theme.id}-other”",
            )


def is_other(code: Code) -> bool:
    """Whether an entry is the place for what is left over, going by its id and name."""
    return OTHER.search(f"{code.id} {code.name}") is not None
