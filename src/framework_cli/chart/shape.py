"""Which rows and columns a matrix has: those of the study that were asked for, empty ones included."""

from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.index import Filters, counted, meets
from framework_cli.model.case import CaseKind
from framework_cli.model.cell import CellKey
from framework_cli.model.codebook import Codebook
from framework_cli.model.passage import Belonging, Index
from framework_cli.model.study import Study

LEVELS = ("theme", "subtheme", "code")


class Talk(NamedTuple):
    """A source in which a case speaks, and in which wave."""

    source: str
    case: str
    wave: str


def columns(study: Study, index: Index, level: str, filters: Filters) -> list[str]:
    """The ids that have a column at a level, in codebook order.

    `theme`: every theme. `subtheme`: every subtheme, every theme without any, and themes that have
    excerpts tagged with themselves anywhere in `index` (the whole one). `code`: the same, and every
    id nested below a subtheme.
    """
    codebook = study.codebook
    if level == "theme":
        ids = {theme.id for theme in codebook.themes()}
    else:
        tagged = {code for passage in counted(index, speakers="all") for code in passage.excerpt.codes}
        ids = {code.id for code in codebook.charted()}
        ids |= {id for id, code in codebook.codes.items() if code.level == 0 and id in tagged}
    if level == "code":
        ids |= {id for id, code in codebook.codes.items() if code.level > 1}
    shown = columns_asked(codebook, level, filters)
    return [id for id in codebook.codes if id in ids and id in shown]


def columns_asked(codebook: Codebook, level: str, filters: Filters) -> set[str]:
    """The columns in which excerpts can count that the filters by theme and code leave."""
    return {
        column_of(codebook, id, level)
        for id in codebook.codes
        if _below(codebook, id, filters.theme) and _below(codebook, id, filters.code)
    }


def column_of(codebook: Codebook, id: str, level: str) -> str:
    """The column that an excerpt tagged with an id counts in, at a level."""
    return codebook.column(id, level)


def cases(study: Study, filters: Filters) -> list[str]:
    """The cases asked for, in study order, also those without a source or an excerpt."""
    narrowed = bool(filters.source or filters.wave)
    talking = {talk.case for talk in talks(study) if _heard(talk, filters)}
    return [
        case
        for case in study.cases
        if (not filters.case or case in filters.case)
        and meets(study, case, filters.where)
        and (not narrowed or case in talking)
    ]


def case_waves(study: Study, filters: Filters) -> list[Belonging]:
    """The cases asked for, each with its waves; one row without a wave for a case that has none."""
    waves: dict[str, set[str]] = {}
    for talk in talks(study):
        if _heard(talk, filters):
            waves.setdefault(talk.case, set()).add(talk.wave)
    return [Belonging(case, wave) for case in cases(study, filters) for wave in sorted(waves.get(case, {""}))]


def sources(study: Study, filters: Filters) -> list[str]:
    """The sources asked for: all of them, or those in which a case that was asked for speaks."""
    allowed = set(cases(study, filters))
    open_to_all = not (filters.case or filters.where or filters.wave)
    heard = {talk.source for talk in talks(study) if talk.case in allowed and _heard(talk, filters)}
    chosen = [source for source in study.sources if not filters.source or source in filters.source]
    return [source for source in chosen if open_to_all or source in heard]


def values(study: Study, attribute: str, filters: Filters) -> list[str]:
    """The values that an attribute has among the cases asked for, by code point, none last.

    Documents that stand for themselves have no attributes and are left out.
    """
    found = {value_of(study, case, attribute) for case in cases(study, filters) if _person(study, case)}
    return sorted(found, key=none_last)


def cell_rows(study: Study, grid: Grid, filters: Filters) -> list[Belonging]:
    """The rows of a grid that were asked for; a row without wave stands for all of its case's waves."""
    allowed = set(cases(study, filters))
    wanted = filters.wave
    return [
        row for row in grid.rows if row.case in allowed and (not wanted or not row.wave or row.wave in wanted)
    ]


def cell_columns(study: Study, grid: Grid, level: str, filters: Filters) -> list[str]:
    """The columns of a grid that were asked for; at the level of codes also ids nested below subthemes."""
    ids = set(grid.columns)
    if level == "code":
        ids |= {id for id, code in study.codebook.codes.items() if code.level > 1}
    asked = columns_asked(study.codebook, level, filters)
    return [id for id in study.codebook.codes if id in ids and id in asked]


def cells(study: Study, grid: Grid, filters: Filters) -> frozenset[CellKey]:
    """The cells of a grid that were asked for."""
    rows = {(row.case, row.wave) for row in cell_rows(study, grid, filters)}
    ids = set(cell_columns(study, grid, "code", filters))
    return frozenset(key for key in grid.states if (key.case, key.wave) in rows and key.code in ids)


def value_of(study: Study, case: str, attribute: str) -> str:
    """A case's value of an attribute, empty where it has none."""
    return study.cases[case].attributes.get(attribute, "")


def attributes(study: Study) -> list[str]:
    """Every attribute that a case of the study has, in order of the columns of cases.csv."""
    return list(dict.fromkeys(name for case in study.cases.values() for name in case.attributes))


def participants(study: Study) -> list[str]:
    """The cases that are participants, in study order."""
    return [case for case in study.cases if _person(study, case)]


def talks(study: Study) -> Iterator[Talk]:
    """Each case in each source it speaks in, in order of the sources; speakers of one case each."""
    for source in study.sources.values():
        for belonging in source.belongs():
            yield Talk(source.id, *belonging)


def none_last(value: str) -> tuple[bool, str]:
    """Sorts values by code point, the empty one last."""
    return not value, value


def _heard(talk: Talk, filters: Filters) -> bool:
    return (not filters.source or talk.source in filters.source) and (
        not filters.wave or talk.wave in filters.wave
    )


def _person(study: Study, case: str) -> bool:
    return study.cases[case].kind is not CaseKind.DOCUMENT


def _below(codebook: Codebook, id: str, asked: tuple[str, ...]) -> bool:
    return not asked or any(codebook.within(id, name) for name in asked)
