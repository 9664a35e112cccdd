"""F219: a coder's excerpt that the agreed coding of its source knows nothing of.

It is in no `from:`, not among those `dropped:`, and overlaps no agreed passage, so it does not count.
"""

from bisect import bisect_left
from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


def check(study: Study, index: Index, _grid: Grid) -> Iterator[Diagnostic]:
    """Compare each coder's passages with the agreed ones of the source."""
    agreed = {file.source: file for file in study.annotations if file.coder == AGREED}
    if not agreed:
        return
    files = files_of(study)
    taken = {origin for file in agreed.values() for excerpt in file.excerpts for origin in excerpt.origins}
    taken.update(id for file in agreed.values() for id in file.dropped)
    covered = _covered(index)
    for passage in index.passages:
        excerpt = passage.excerpt
        if (
            excerpt.source not in agreed
            or excerpt.coder == AGREED
            or excerpt.id in taken
            or not excerpt.codes
        ):
            continue
        if _overlaps(covered.get(excerpt.source, []), passage.start, passage.end):
            continue
        yield Diagnostic(
            rules.AFTER_AGREEMENT,
            f"{excerpt.id or 'excerpt'} is not in the agreed coding of {excerpt.source}: it does not count",
            entry(files, excerpt, "id" if excerpt.id else "quote"),
            hint=f"in {agreed[excerpt.source].path}, take it over (with `from:`) or name it in `dropped:`",
        )


def _covered(index: Index) -> dict[str, list[tuple[int, int]]]:
    """The stretches of each source that agreed passages cover, apart and in order, as (end, start)."""
    covered: dict[str, list[tuple[int, int]]] = {}
    for passage in index.passages:
        if passage.excerpt.coder != AGREED:
            continue
        stretches = covered.setdefault(passage.excerpt.source, [])
        if stretches and passage.start < stretches[-1][0]:
            stretches[-1] = (max(stretches[-1][0], passage.end), stretches[-1][1])
        else:
            stretches.append((passage.end, passage.start))
    return covered


def _overlaps(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any stretch shares a character with a half-open one."""
    at = bisect_left(stretches, (start + 1, -1))
    return at < len(stretches) and stretches[at][1] < end
