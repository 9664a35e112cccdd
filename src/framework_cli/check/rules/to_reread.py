"""F220: a source was read through under an older version of the codebook.

Names the codes that came or changed since, because these are what to look for.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import reading_mark
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.words import number_of, typed


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Compare every reading mark with the versions of the codes."""
    codes = study.codebook.codes.values()
    for file in study.annotations:
        if file.read is None or file.read.codebook is None:
            continue
        version = file.read.codebook
        changed = [
            f"{code.number} “{code.id}” ({word})" for code in codes if (word := code.change_since(version))
        ]
        if changed:
            done = "write the new version here"
            if file.coder != AGREED:
                done = f"`framework tag {typed(file.source)} --read --as {file.coder}`"
            younger = number_of(len(changed), "of its entries is younger", "of its entries are younger")
            yield Diagnostic(
                rules.TO_REREAD,
                f"{file.source} was read by {file.coder} under version {version} of the codebook; {younger}",
                reading_mark(file),
                hint=f"read it again for {', '.join(changed)}; then {done}",
            )
