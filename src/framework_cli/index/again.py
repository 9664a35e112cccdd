"""One source's excerpts placed anew, and all others left where they were found."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from framework_cli.index.build import build
from framework_cli.index.places import Settled
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

_OF = attrgetter("excerpt.source")


def again(
    study: Study, index: Index, found: Iterable[Diagnostic], source: str, settled: Settled | None = None
) -> tuple[Index, list[Diagnostic]]:
    """The index of a study and its findings once annotation files of one source have changed.

    `index` and `found` are those from before, by `build` or by this; the outcome is what `build` would
    give for the whole study today. `settled` is kept from call to call (see `build`).
    """
    own = tuple(file for file in study.annotations if file.source == source)
    text = study.sources.get(source)
    part = replace(study, sources={source: text} if text else {}, annotations=own)
    here, problems = build(part, cache=False, settled=settled)
    passages, unresolved = index.passages, index.unresolved
    first, last = bisect_left(passages, source, key=_OF), bisect_right(passages, source, key=_OF)
    start, stop = bisect_left(unresolved, source, key=_OF), bisect_right(unresolved, source, key=_OF)
    now = Index(
        (*passages[:first], *here.passages, *passages[last:]),
        (*unresolved[:start], *here.unresolved, *unresolved[stop:]),
    )
    return now, _spliced(study, found, problems, source)


def _spliced(
    study: Study, found: Iterable[Diagnostic], problems: list[Diagnostic], source: str
) -> list[Diagnostic]:
    """Findings in order of source, those of one source replaced."""
    sources = {file.path: file.source for file in study.annotations}
    others = [(sources[d.primary.path], d) for d in found if sources.get(d.primary.path, source) != source]
    before = [d for of, d in others if of < source]
    return [*before, *problems, *(d for of, d in others if of > source)]
