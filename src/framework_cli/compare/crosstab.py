"""Participants by attribute and code: how many of how many have something coded there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from framework_cli.compare import population
from framework_cli.compare.left_out import narrowed
from framework_cli.index import Filters
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

CAPTION = (
    "Participants with at least one passage under a code, of those with the attribute whose talk was coded. "
    "The sample is purposive: the numbers say who is behind a code, not how common it is, and a difference "
    "between rows is a place to read and no test. 0 says that nothing was coded, not that nothing was said."
)


@dataclass(frozen=True, slots=True)
class Row:
    """Participants who have the same values of the attributes: how many, and how many of them by code."""

    values: tuple[str, ...]
    participants: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Rows in order of their values (none last), columns in codebook order, and who was left out.

    `uncoded` are participants whose talk nobody coded, who are in no row. `strange` counts passages with
    a code that the codebook does not have; `narrowed` are sentences on what alone was asked for.
    """

    attributes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    uncoded: tuple[str, ...] = ()
    strange: int = 0
    narrowed: tuple[str, ...] = ()


def table(
    values: Mapping[str, tuple[str, ...]], codes: Mapping[str, Collection[str]], columns: Sequence[str]
) -> tuple[Row, ...]:
    """Count cases by value and code. `values` are each case's, `codes` those that each case has.

    Every case counts once in its row and once under each of its codes; one without codes counts in its row.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for case, value in values.items():
        groups.setdefault(value, []).append(case)
    return tuple(
        Row(value, len(cases), tuple(sum(id in codes.get(case, ()) for case in cases) for id in columns))
        for value, cases in sorted(groups.items(), key=lambda group: [(not each, each) for each in group[0]])
    )


def crosstab(
    study: Study,
    index: Index,
    attributes: Sequence[str],
    *,
    level: str = "subtheme",
    speakers: str = "participants",
    filters: Filters | None = None,
) -> Crosstab:
    """The participants of a study by the values of one or several attributes and by code.

    Documents are no participants. What counts is what counts in a chart. Raises ValueError for an
    attribute that no case has.
    """
    filters = filters or Filters()
    known = {name for case in study.cases.values() for name in case.attributes}
    for name in attributes:
        if name not in known:
            raise ValueError(f"no case has the attribute {name}")
    wanted = population.columns(study, index, level, filters)
    people = population.participants(study, population.coded(study, filters), filters)
    every = population.participants(
        study, [*population.coded(study, filters), *population.uncoded(study, filters)], filters
    )
    passages = population.counting(study, index, filters, speakers)
    codes: dict[str, set[str]] = {}
    for passage in passages:
        for belongs in passage.belongs:
            codes.setdefault(belongs.case, set()).update(population.columns_of(study, passage, level))
    values = {
        case: tuple(study.cases[case].attributes.get(name, "") for name in attributes) for case in people
    }
    return Crosstab(
        tuple(attributes),
        tuple(wanted),
        table(values, codes, wanted),
        tuple(case for case in every if case not in values),
        population.strange(study, passages),
        tuple(narrowed(filters)),
    )
