"""Cells set side by side: groups of an attribute, or the waves of each case. Words alone, and no counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from framework_cli.cells import Grid
from framework_cli.chart.shape import cell_columns, cell_rows, none_last, value_of
from framework_cli.chart.sorting import Sorting
from framework_cli.index import Filters
from framework_cli.model.cell import CellKey, CellState, State
from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study
from framework_cli.model.table import Blank, Table

WAVE = "wave"
_SILENT = {
    State.NOTHING_SAID: "Nothing said",
    State.NOT_ASKED: "Not asked",
    State.UNCHARTED: "Not charted yet",
}
_CONTRAST = (
    "Summaries as analysts wrote them. The people were chosen, not drawn: a difference between columns is a "
    "place to read, and no test."
)
_TRAJECTORY = (
    "Summaries as analysts wrote them, wave by wave, of cases with a chart for several waves. From wave to "
    "wave: how the cells stand, and what they were sorted into. What was not asked is no change."
)
CHANGED = "changed"


def contrast(study: Study, grid: Grid, attribute: str, filters: Filters) -> Table:
    """A row a subtheme, a column a value of the attribute: what each of its cases was summarised to say.

    Below the summaries stands who said nothing, who was not asked and who is not charted yet. Documents have
    no attributes and are left out.
    """
    rows = [row for row in cell_rows(study, grid, filters) if study.cases[row.case].participant]
    groups: dict[str, list[Belonging]] = {}
    for row in rows:
        groups.setdefault(value_of(study, row.case, attribute), []).append(row)
    values = sorted(groups, key=none_last)
    codes = cell_columns(study, grid, "subtheme", filters)
    return _table(
        study,
        ["code", *(f"{attribute}={value}" for value in values)],
        [(code, *(_together(grid, groups[value], code) for value in values)) for code in codes],
        {f"{attribute}={value}": _group(value, groups[value]) for value in values},
        f"Groups by {attribute}",
        _CONTRAST,
    )


def trajectory(study: Study, grid: Grid, filters: Filters) -> Table:
    """A row a subtheme and case, a column a wave: how a case's cells go on from wave to wave.

    The last column says how each state followed on the one before, and into which categories of a theory's
    dimensions the cells were sorted, where that differs.
    """
    held: dict[str, dict[str, Belonging]] = {}
    for row in cell_rows(study, grid, filters):
        held.setdefault(row.case, {})[row.wave] = row
    several = {case: rows for case, rows in held.items() if len(rows) > 1 or filters.case}
    waves = sorted({wave for rows in several.values() for wave in rows})
    codes = cell_columns(study, grid, "subtheme", filters)
    sorting = Sorting(study, grid)
    rows = [
        (
            code,
            case,
            *(_one(grid, held[case].get(wave), code) for wave in waves),
            _changed(grid, sorting, [held[case].get(wave) for wave in waves], code),
        )
        for code in codes
        for case in several
        if any(_touched(grid, row, code) for row in held[case].values())
    ]
    return _table(
        study,
        ["code", "case", *(f"{WAVE}={wave}" for wave in waves), CHANGED],
        rows,
        {f"{WAVE}={wave}": f"Wave {wave}" if wave else "All other waves" for wave in waves}
        | {CHANGED: "From wave to wave"},
        "Wave by wave",
        _TRAJECTORY,
    )


def _table(
    study: Study,
    columns: Sequence[str],
    rows: Iterable[Sequence[str | Blank]],
    headings: Mapping[str, str],
    title: str,
    note: str,
) -> Table:
    labels, codes, told = study.settings.labels, study.codebook.codes, study.settings.title
    return Table(
        columns=columns,
        rows=list(rows),
        headings={"case": labels.get("case", "Case"), **headings},
        title=f"{title} – {told}" if told else title,
        notice=study.settings.notice,
        stub=len(columns) - len(headings),
        about={name: {} for name in headings},
        row_about={
            id: {"number": code.number, "name": code.name, "theme": code.theme} for id, code in codes.items()
        },
        notes=(note,),
    )


def _group(value: str, rows: Sequence[Belonging]) -> str:
    return f"{value or 'none'} ({', '.join(dict.fromkeys(row.case for row in rows))})"


def _together(grid: Grid, rows: Sequence[Belonging], code: str) -> str:
    """The summaries of one group, each under its case's name, and then who has none, by reason."""
    lines, silent = [], dict[State, list[str]]()
    for row in rows:
        state = _state(grid, row, code)
        name = f"{row.case}@{row.wave}" if row.wave else row.case
        words = _words(state)
        if words:
            lines.append(f"{name}: {words}")
        else:
            silent.setdefault(state.state if state else State.UNCHARTED, []).append(name)
    lines += [f"{said}: {', '.join(silent[each])}" for each, said in _SILENT.items() if each in silent]
    return "\n\n".join(lines)


def _one(grid: Grid, row: Belonging | None, code: str) -> str | Blank:
    if row is None:
        return Blank("no such wave", said=True)
    state = _state(grid, row, code)
    return _words(state) or Blank(
        (state.state if state else State.UNCHARTED).value.replace("-", " "), said=True
    )


def _changed(grid: Grid, sorting: Sorting, rows: Sequence[Belonging | None], code: str) -> str:
    """`charted → not asked`; below it each dimension in which the categories are not the same."""
    there = [row for row in rows if row is not None]
    keys = [CellKey(row.case, row.wave, code) for row in there]
    states = [_label(grid, key).replace("-", " ") for key in keys]
    if len(set(states)) > 1:
        said = [" → ".join(states)]
    else:
        said = [f"{states[0]} {'throughout' if len(there) > 1 else 'in one wave'}"]
    into = [sorting.categories(key) for key in keys]
    for dimension in dict.fromkeys(name for each in into for name in each):
        path = [each.get(dimension, "not sorted") for each in into]
        if len(set(path)) > 1:
            said.append(f"{dimension}: {' → '.join(path)}")
    return "; ".join(said)


def _label(grid: Grid, key: CellKey) -> str:
    return grid.states[key].label if key in grid.states else State.UNCHARTED.value


def _words(state: CellState | None) -> str:
    """A cell's summary; one whose excerpts changed since is marked as stale."""
    if state is None or state.cell is None or not state.cell.summary:
        return ""
    return f"{state.cell.summary} (stale)" if state.stale else state.cell.summary


def _state(grid: Grid, row: Belonging, code: str) -> CellState | None:
    return grid.states.get(CellKey(row.case, row.wave, code))


def _touched(grid: Grid, row: Belonging, code: str) -> bool:
    return CellKey(row.case, row.wave, code) in grid.touched


def attributes(study: Study) -> Iterator[str]:
    """The attributes by which groups can be made, in order of the columns of cases.csv."""
    yield from dict.fromkeys(name for case in study.cases.values() for name in case.attributes)
