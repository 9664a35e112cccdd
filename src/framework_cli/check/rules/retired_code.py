"""F202: a code that was retired or merged is still on an excerpt.

Every such passage is listed, with the ids that took the code's place.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.codebook import Retired
from framework_cli.model.diagnostic import Diagnostic, Related, Route
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Find every use of a retired id."""
    codebook, files = study.codebook, files_of(study)
    order = {id: position for position, id in enumerate(codebook.retired)}
    for file in study.annotations:
        for excerpt in file.excerpts:
            for position, code in enumerate(excerpt.codes):
                retired = codebook.retired.get(code)
                if retired is None or code in codebook.codes:
                    continue
                yield Diagnostic(
                    rules.RETIRED_CODE,
                    f"code “{code}” was retired{_when(retired)}",
                    entry(files, excerpt, "codes", position),
                    hint=_hint(retired),
                    related=(Related(_retirement(study, order[code], code), f"“{code}” is retired here"),),
                )


def _retirement(study: Study, position: int, code: str) -> Route:
    for entry_ in study.codebook.codes.values():
        if code in entry_.was:
            return Route(study.codebook.path, (*entry_.route, "was", entry_.was.index(code)))
    return Route(study.codebook.path, ("retired", position, "id"))


def _when(retired: Retired) -> str:
    return f" on {retired.on}" if retired.on else ""


def _hint(retired: Retired) -> str:
    if not retired.into:
        return "read the passage again and give it a code that is in use"
    heirs = [f"“{id}”" for id in retired.into]
    if len(heirs) == 1:
        return f"it went into {heirs[0]}: recode the passage as that"
    return f"it went into {', '.join(heirs[:-1])} and {heirs[-1]}: read the passage again and choose"
