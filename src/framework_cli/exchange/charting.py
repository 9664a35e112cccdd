"""Summaries from a workbook into chart files: headings made where missing, everything else left alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from framework_cli.cells.edits import chart_path, chart_text
from framework_cli.chart import roundtrip
from framework_cli.exchange.charts import Change, Plan, What, written
from framework_cli.exchange.note import Note, refused, warned
from framework_cli.model.cell import Cell, CellKey, ChartFile
from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study
from framework_cli.read.charts import CITED, COMMENT, cells_of
from framework_cli.write import EntryGoneError, Rewrite, SpliceError, edit_together
from framework_cli.write.charts import new_chart
from framework_cli.write.summaries import put_words


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import of a workbook did: the cells changed, the files they are in, and what is to be said."""

    changes: tuple[Change, ...]
    waiting: tuple[Change, ...]
    paths: tuple[str, ...]
    notes: tuple[Note, ...]


def bring_back(study: Study, made: Plan, *, dry_run: bool = False) -> Brought:
    """Write the changes of a plan, all or none. Marks and evidence comments stay as they are.

    A summary that would not read back as it is waits instead.
    """
    rewrites: list[Rewrite] = []
    done: list[Change] = []
    waiting = list(made.waiting)
    for row, changes in groupby(made.changes, key=lambda change: Belonging(*change.key[:2])):
        try:
            rewrite, fitted, unfit = _file(study, row, list(changes))
        except OSError as refusal:
            return Brought(
                (), made.waiting, (), (refused(f"{row.case}: {refusal.strerror}: nothing written"),)
            )
        waiting += unfit
        done += fitted
        if fitted:
            rewrites.append(rewrite)
    notes = list(_remarks(study, done))
    problem = None if dry_run else _write(study, rewrites)
    if problem:
        return Brought((), tuple(waiting), (), (problem,))
    return Brought(tuple(done), tuple(waiting), tuple(each.path for each in rewrites), tuple(notes))


def _file(
    study: Study, row: Belonging, changes: Sequence[Change]
) -> tuple[Rewrite, list[Change], list[Change]]:
    """What the chart file of a row will say, the changes in it, and those that do not fit."""
    path, before = chart_path(study, row), chart_text(study, row)
    chart = ChartFile(path, row.case, row.wave)
    text = before or new_chart(*row)
    fitted, unfit = [], []
    for change in changes:
        try:
            text = _changed(study, chart, text, change)
            fitted.append(change)
        except (SpliceError, EntryGoneError) as fault:
            unfit.append(replace(change, what=What.UNFIT, why=str(fault)))
    return Rewrite(path, before, text), fitted, unfit


def _changed(study: Study, chart: ChartFile, text: str, change: Change) -> str:
    id = change.key.code
    cell = next((cell for cell in cells_of(text, chart) if cell.key.code == id), None)
    words = roundtrip.written(cell.words if cell else "", change.workbook)
    return put_words(study.codebook, chart, text, id, words)


def _write(study: Study, rewrites: Sequence[Rewrite]) -> Note | None:
    """Write all the files or none; why not, where that could not be."""
    try:
        edit_together(study.root, rewrites)
    except (EntryGoneError, OSError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        return refused(f"nothing was written: {why}", "run the command again")
    return None


def _remarks(study: Study, done: Iterable[Change]) -> Iterator[Note]:
    """What to know of the summaries brought back: citations lost or unknown, marks that are older."""
    known = {excerpt.id for file in study.annotations for excerpt in file.excerpts}
    cells = written(study)
    unmarked: list[CellKey] = []
    for change in done:
        before, after = (_cited(words) for words in (change.study, change.workbook))
        if lost := [id for id in before if id not in after]:
            yield warned(f"{change.key} does not cite {', '.join(lost)} any more")
        if strange := [id for id in after if id not in known and id not in before]:
            yield warned(f"{change.key} cites {', '.join(strange)}, which no coder has")
        if _open(change.workbook) and not _open(change.study):
            yield warned(f"{change.key} opens a comment [[ that nothing closes", "write ]] where it ends")
        cell: Cell | None = cells.get(change.key)
        if cell and cell.reviewed:
            yield Note(f"{change.key} was reviewed by {cell.reviewed} before this change")
        if cell is None or cell.evidence is None:
            unmarked.append(change.key)
    if unmarked:
        names = " ".join(map(str, unmarked[:3])) + (" …" if len(unmarked) > 3 else "")
        yield Note(f"not marked as charted by this import: framework chart --mark charted {names}")


def _open(words: str) -> bool:
    """Whether a comment is begun and not closed."""
    return "[[" in COMMENT.sub("", words)


def _cited(words: str) -> list[str]:
    return list(dict.fromkeys(found["id"] for found in CITED.finditer(words) if found["id"]))
