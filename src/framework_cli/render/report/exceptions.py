"""Who stands apart in a column: flagged by count alone, as a place to read, never as a finding."""

from collections.abc import Iterator, Mapping, Sequence

from framework_cli.render.report.direction import isolated
from framework_cli.render.report.views import CaseRow, Group

LEAST = 4  # of fewer who were asked nobody stands apart
_SPOKE, _SILENT, _OPEN = "spoke", "silent", "open"


def exceptions(groups: Sequence[Group], columns: int) -> Mapping[str, str]:
    """What to say in a cell whose case stands apart, by the cell's id: of all cases, or else of its group.

    A case stands apart where it alone speaks to a column, or alone says nothing, of at least `LEAST` that
    were asked and charted. A case with several waves counts once, and documents not at all.
    """
    found: dict[str, str] = {}
    people = [row for group in groups for row in group.rows if row.participant]
    named = [group for group in groups if group.name and any(row.participant for row in group.rows)]
    for n in range(columns):
        found |= _alone(people, n, "")
        if len(named) > 1:
            for group in named:
                found = dict(_alone(group.rows, n, f" in {isolated(group.name)}")) | found
    return found


def _alone(rows: Sequence[CaseRow], n: int, where: str) -> dict[str, str]:
    cases: dict[str, list[CaseRow]] = {}
    for row in rows:
        if row.participant:
            cases.setdefault(row.case, []).append(row)
    stands = {case: _stands(held, n) for case, held in cases.items()}
    done = [case for case, how in stands.items() if how in (_SPOKE, _SILENT)]
    if len(done) < LEAST:
        return {}
    so_far = " so far" if _OPEN in stands.values() else ""
    found: dict[str, str] = {}
    for how, words in ((_SPOKE, "to speak to this"), (_SILENT, "to say nothing on this")):
        alone = [case for case in done if stands[case] == how]
        if len(alone) == 1:
            told = f"The only one of {len(done)}{where} {words}{so_far}"
            found |= dict.fromkeys(_cells(cases[alone[0]], n, how), told)
    return found


def _stands(rows: Sequence[CaseRow], n: int) -> str:
    labels = {row.cells[n].label for row in rows}
    if labels & {"charted", "stale"}:
        return _SPOKE
    if "uncharted" in labels:
        return _OPEN
    return _SILENT if "nothing-said" in labels else ""


def _cells(rows: Sequence[CaseRow], n: int, how: str) -> Iterator[str]:
    wanted = {"charted", "stale"} if how == _SPOKE else {"nothing-said"}
    return (row.cells[n].id for row in rows if row.cells[n].label in wanted)
