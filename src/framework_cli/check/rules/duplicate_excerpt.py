"""F208: one excerpt id on two entries, in one file or in two.

Usually the trace of a merge or of a copied entry; both places are named.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, _index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Report every entry whose id an earlier entry has."""
    files = files_of(study)
    first: dict[str, Excerpt] = {}
    for file in sorted(study.annotations, key=lambda file: file.path):
        for excerpt in file.excerpts:
            if not excerpt.id:
                continue
            other = first.setdefault(excerpt.id, excerpt)
            if other is excerpt:
                continue
            yield Diagnostic(
                rules.DUPLICATE_EXCERPT,
                f"excerpt id “{excerpt.id}” is used twice",
                entry(files, excerpt, "id"),
                hint=_hint(other, excerpt),
                related=(Related(entry(files, other, "id"), "first used here"),),
            )


def _hint(first: Excerpt, second: Excerpt) -> str:
    if first.quote == second.quote and first.path == second.path:
        return "the entries quote the same words: join their codes in one and delete the other"
    return "delete the id of the newer entry, then run `framework check --fix`, which gives it a new one"
