"""F215: the same code twice on one excerpt.

It counts once; usually another code was meant.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report the second and every further mention."""
    files = files_of(study)
    for file in study.annotations:
        for excerpt in file.excerpts:
            codes = excerpt.codes
            if len(set(codes)) == len(codes):
                continue
            for position, code in enumerate(codes):
                first = codes.index(code)
                if first < position:
                    yield Diagnostic(
                        rules.CODE_TWICE,
                        f"code “{code}” is given twice on one excerpt",
                        entry(files, excerpt, "codes", position),
                        hint="delete one, or put the code that was meant",
                        related=(Related(entry(files, excerpt, "codes", first), "first given here"),),
                    )
