"""Entries merged into one: passages recoded, cells brought together, what was said of them kept."""

from collections.abc import Iterator, Sequence

from framework_cli.cells import Grid
from framework_cli.model.cell import Cell, CellKey
from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.study import Study
from framework_cli.model.task import Task
from framework_cli.model.words import number_of, typed
from framework_cli.read.charts import cells_of
from framework_cli.read.outline import Outline
from framework_cli.revise.codebook.draft import Draft, Revision, shown
from framework_cli.revise.codebook.moving import fits
from framework_cli.revise.codebook.uses import both, replace
from framework_cli.revise.coding import RefusedError
from framework_cli.write import codebook as entries
from framework_cli.write.charts import theme_heading
from framework_cli.write.codebook import Place
from framework_cli.write.entry import Value
from framework_cli.write.joining import join


def merge(study: Study, grid: Grid, ids: Sequence[str], *, into: str, on: str) -> Revision:
    """Merge entries into another one.

    Their passages get its code (one that carries both keeps one), their cells are joined with its own
    and marked for review, what stands below them moves below it. The old ids are recorded under `was:`,
    the old entries kept as comments above it.
    """
    draft = Draft(study, on)
    target = draft.code(into)
    wanted = list(dict.fromkeys(ids))
    if wanted and target.was and set(wanted) <= set(target.was):
        return _again(draft, grid, wanted, into)
    gone = [draft.code(id) for id in wanted]
    _possible(draft.book, gone, target)
    twice = both(study, frozenset([into, *wanted]))
    for code in sorted(gone, key=lambda code: -code.level):
        _absorb(draft, code, target)
    _record(draft, gone, target)
    version = draft.raise_version()
    new = draft.new_book()
    draft.refresh_headings(new)
    joined = _join(draft, grid, new, wanted, into)
    said = [
        f"{', '.join(map(shown, gone))} merged into {shown(new.codes[into])}" + _under(version),
        _recoded(draft, wanted, into, joined, twice),
    ]
    left = list(_to_read(joined))
    what = f"make the definition fit all; the old words stand in {draft.book.path}, as a comment"
    left.append(Task(what, f'framework codebook rename {into} --definition "…"'))
    left += _headings_left(draft, gone)
    return draft.revision(said, [*left, *draft.columns_lost(new), *draft.renumbered(new)])


def _headings_left(draft: Draft, gone: Sequence[Code]) -> Iterator[Task]:
    """Charts in which the heading of a theme that is no more still stands over cells."""
    for code in gone:
        charts = [
            chart.path
            for chart in draft.study.charts
            if code.level == 0 and theme_heading(Outline.of(draft.text(chart.path)), draft.book, code)
        ]
        if charts:
            where = charts[0] + (f" and {number_of(len(charts) - 1, 'more chart')}" if charts[1:] else "")
            yield Task(
                f"“{code.name}” still stands as a heading over cells, in {where}: it is yours to change"
            )


def _again(draft: Draft, grid: Grid, ids: Sequence[str], into: str) -> Revision:
    """Bring what still has the ids of an earlier merge, as another branch may, to where that went."""
    twice = both(draft.study, frozenset([into, *ids]))
    joined = _join(draft, grid, draft.book, ids, into)
    said = [_recoded(draft, ids, into, joined, twice)]
    return draft.revision(said, _to_read(joined))


def _recoded(draft: Draft, ids: Sequence[str], into: str, joined: Sequence[Cell], twice: int) -> str:
    """Recode the passages, and put the id in place wherever it is named; how many there were."""
    passages, files = replace(draft, dict.fromkeys(ids, into))
    keeps = f" ({twice} carried both and {'keeps' if twice == 1 else 'keep'} one)" if twice else ""
    cells = number_of(len(joined), "cell")
    return f"{number_of(passages, 'passage')} in {number_of(files, 'file')} recoded{keeps}, {cells} joined"


def _to_read(joined: Sequence[Cell]) -> Iterator[Task]:
    """What is to be read again after cells were joined."""
    written = [cell.key for cell in joined if cell.summary]
    if written:
        what = (
            f"read {number_of(len(written), 'joined summary', 'joined summaries')} again; once written anew:"
        )
        yield Task(what, f"framework chart --mark charted {typed(str(written[0]))}")
    blank = [str(cell.key) for cell in joined if not cell.summary]
    if blank:
        what = f"decide on {number_of(len(blank), 'cell')} marked as blank in one part and not in another"
        yield Task(f"{what}, as {blank[0]}", f"framework show {typed(blank[0])}")


def _possible(book: Codebook, gone: Sequence[Code], target: Code) -> None:
    """Raises RefusedError where entries cannot be merged into another."""
    if not gone:
        raise RefusedError("name the entries to merge")
    for code in gone:
        if code.id == target.id:
            raise RefusedError(f"{code.id} cannot be merged into itself")
        if book.within(target.id, code.id):
            raise RefusedError(
                f"{target.id} stands below {code.id}: move it out first, with `codebook move {target.id} …`"
            )


def _absorb(draft: Draft, code: Code, target: Code) -> None:
    """Move what stands below an entry below the target, and take the entry out."""
    book = draft.new_book()
    for child in list(book.children(code.id)):
        if child.id != target.id:
            fits(book, child.id, target.id)
            draft.entries(entries.move_entry, child.id, Place(target.id))
    lines = entries.words(draft.text(draft.book.path), code.id)
    draft.entries(entries.remove_entry, code.id)
    head = f"{code.id} was merged into this" + (f" on {draft.on}" if draft.on else "") + ". It read:"
    draft.entries(entries.note, target.id, [head, *(f"  {line}" for line in lines)])


def _record(draft: Draft, gone: Sequence[Code], target: Code) -> None:
    """Record the old ids on the target, with their examples; other records follow."""
    was = dict.fromkeys([*target.was, *(id for code in gone for id in (code.id, *code.was))])
    keys: dict[str, Value | None] = {"was": tuple(was)}
    examples = dict.fromkeys([*target.examples, *(each for code in gone for each in code.examples)])
    if tuple(examples) != target.examples:
        keys["examples"] = tuple(examples)
    draft.entries(entries.set_keys, target.id, keys)
    draft.entries(entries.set_heirs, {code.id: target.id for code in gone})


def _join(draft: Draft, grid: Grid, new: Codebook, ids: Sequence[str], into: str) -> list[Cell]:
    """Join the cells of every chart; those that were joined, as they are now."""
    joined: list[Cell] = []
    for chart in draft.study.charts:
        coded = any(grid.held(CellKey(chart.case, chart.wave, id)) for id in ids)
        if draft.counted(chart.path, join, draft.book, new, ids, into, coded=coded):
            text = draft.text(chart.path)
            joined += [cell for cell in cells_of(text, chart) if cell.key.code == into]
    return joined


def _under(version: int | None) -> str:
    return f": version {version} of the codebook" if version is not None else ""
