"""Who and what is counted: the sources that were coded, the participants in them, the columns asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from framework_cli.index import Filters, codes_asked, counted, meets, select
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


def counting(study: Study, index: Index, filters: Filters, speakers: str) -> tuple[Passage, ...]:
    """The passages that count, of those that the filters ask for."""
    return counted(select(index, study, filters), speakers=speakers)


def coded(study: Study, filters: Filters) -> list[str]:
    """The sources asked for that somebody coded or read through: in the rest nothing can be missing."""
    begun = {
        file.source
        for file in study.annotations
        if (file.excerpts or file.read is not None) and (not filters.coder or file.coder in filters.coder)
    }
    return [source for source in sources_asked(study, filters) if source in begun]


def uncoded(study: Study, filters: Filters) -> list[str]:
    """The sources asked for that nobody coded."""
    done = {*coded(study, filters)}
    return [source for source in sources_asked(study, filters) if source not in done]


def participants(study: Study, sources: Iterable[str], filters: Filters) -> list[str]:
    """The participants who speak in these sources, of those asked for, in study order."""
    heard = {
        belongs.case
        for source in sources
        for belongs in study.sources[source].belongs()
        if not filters.wave or belongs.wave in filters.wave
    }
    return [case for case in _cases(study, filters) if case in heard and study.cases[case].participant]


def columns(study: Study, index: Index, level: str, filters: Filters) -> list[str]:
    """The ids that passages count under at a level, of those asked for, in codebook order.

    Of themes that have subthemes only those that something is tagged with, unless themes are asked for.
    """
    book = study.codebook
    bare = {code.theme for code in book.codes.values() if code.level > 0} if level != "theme" else set()
    bare -= {code for passage in index.passages for code in passage.excerpt.codes}
    asked = codes_asked(study, filters)
    wanted = {book.column(id, level) for id in book.codes if asked is None or id in asked}
    return [id for id in book.codes if id in wanted - bare]


def columns_of(study: Study, passage: Passage, level: str) -> list[str]:
    """The columns that a passage counts in, each once; codes that the codebook does not have are in none."""
    book = study.codebook
    return list(
        dict.fromkeys(book.column(code, level) for code in passage.excerpt.codes if code in book.codes)
    )


def strange(study: Study, passages: Iterable[Passage]) -> int:
    """How many passages have a code that the codebook does not have."""
    return sum(1 for p in passages if not study.codebook.codes.keys() >= {*p.excerpt.codes})


def without_codes(filters: Filters) -> Filters:
    """The same filters, whatever the codes."""
    return replace(filters, theme=(), code=())


def sources_asked(study: Study, filters: Filters) -> Iterator[str]:
    """The sources asked for: those named, and in which a case that was asked for speaks."""
    everybody = not (filters.case or filters.where or filters.wave)
    cases = {*_cases(study, filters)}
    for source in study.sources.values():
        if filters.source and source.id not in filters.source:
            continue
        if everybody or any(
            b.case in cases and (not filters.wave or b.wave in filters.wave) for b in source.belongs()
        ):
            yield source.id


def _cases(study: Study, filters: Filters) -> list[str]:
    return [
        case
        for case in study.cases
        if (not filters.case or case in filters.case) and meets(study, case, filters.where)
    ]
