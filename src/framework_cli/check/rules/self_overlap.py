"""F213: two passages of one coder overlap and carry the same code.

What they share would count twice; usually one of the two was meant to be longer.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of, lines_of
from framework_cli.index import self_overlaps
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report every passage that overlaps an earlier one, with that one."""
    files = files_of(study)
    for code, first, second in self_overlaps(index):
        one, other = first.excerpt, second.excerpt
        yield Diagnostic(
            rules.SELF_OVERLAP,
            f"overlaps {_name(one)} of the same coder under the same code “{code}”",
            entry(files, other, "codes", other.codes.index(code)),
            hint=f"join the two into one excerpt, or take “{code}” off one of them",
            related=(
                Related(
                    entry(files, one, "codes", one.codes.index(code)),
                    f"the other passage, {lines_of(first)} of {one.source}",
                ),
            ),
        )


def _name(excerpt: Excerpt) -> str:
    return f"excerpt {excerpt.id}" if excerpt.id else "an excerpt"
