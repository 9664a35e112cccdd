"""The framework as a table: a row an entry, with what is retired and what is still open beneath."""

from collections.abc import Collection, Iterable

from framework_cli.model.codebook import Code
from framework_cli.model.study import Study
from framework_cli.model.table import Table
from framework_cli.model.words import first_few, number_of
from framework_cli.review.codebook import Entry, OutOfUse

_MEANING = ("definition", "include", "exclude")
_SHOWN = 12  # open labels that are named; the rest are counted


def codebook_table(
    study: Study,
    entries: Iterable[Entry],
    retired: Iterable[OutOfUse],
    labels: Iterable[tuple[str, int]],
    *,
    only: Collection[str] = (),
    definitions: bool = False,
    tree: bool = False,
) -> Table:
    """The entries (`only` these and what stands below them); as a `tree` for people, indented by level."""
    book = study.codebook
    columns = ("number", "name", "id", "passages", "cases", *(_MEANING if definitions else ()))
    rows: list[tuple[str | int, ...]] = []
    for code, passages, cases in entries:
        if only and not any(book.within(code.id, id) for id in only):
            continue
        space = "  " * code.level if tree else ""
        meaning = _meaning(code, named=tree) if definitions else ()
        rows.append((f"{space}{code.number}", code.name, code.id, passages, cases, *meaning))
    version = f", version {book.version}" if book.version is not None else ""
    return Table(
        columns=columns,
        rows=rows,
        title=f"{book.path}{version}",
        notice=study.settings.notice,
        notes=() if only else (*map(_gone, retired), *_open(list(labels))),
    )


def _meaning(code: Code, *, named: bool) -> tuple[str, ...]:
    """What an entry means, includes and excludes; `named` where no column's head says which is which."""
    parts = (code.definition, code.include, code.exclude)
    heads = ("", "Include: ", "Exclude: ") if named else ("", "", "")
    return tuple(head + part if part else "" for head, part in zip(heads, parts, strict=True))


def _gone(entry: OutOfUse) -> str:
    into = f", into {', '.join(entry.retired.into)}" if entry.retired.into else ""
    left = f"; {number_of(entry.excerpts, 'passage')} to recode" if entry.excerpts else ""
    return f"retired: {entry.retired.id}{into}{left}"


def _open(labels: list[tuple[str, int]]) -> Iterable[str]:
    if labels:
        yield "open labels: " + first_few((f"“{label}” {count}" for label, count in labels), _SHOWN)
