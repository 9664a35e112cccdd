"""Agreeing from the command line: the agreed files written, the decisions noted."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from framework_cli.cli.opening import Opened, usage_error

if TYPE_CHECKING:
    from framework_cli.compare.comparison import Comparison
    from framework_cli.model.study import Study
    from framework_cli.revise import Edit

T = TypeVar("T")


def start(opened: Opened, found: "Comparison", sources: Sequence[str]) -> None:
    """Start or extend the agreed files of sources with what their coders coded alike."""
    from framework_cli.model.words import number_of, typed
    from framework_cli.read import composed
    from framework_cli.revise.agreeing import agree

    names = list(dict.fromkeys(map(composed, sources)))
    if not names:
        usage_error("name the sources to agree on, as in `framework compare --agree P01`")
    _sources(opened.study, names)
    for name in names:
        agreed = _refusing(partial(agree, opened.study, found, name))
        if any(agreed.ids):
            _write(opened.study, agreed.edit)
            typer.echo(f"{agreed.edit.said} in {agreed.edit.path.name}")
        else:
            typer.echo(f"{name}: nothing new that its coders coded alike", err=True)
        left = sum(item.source == name for item in found.open)
        if left and any(agreed.ids):
            typer.echo(f"the agreed coding alone counts for {name} from now on; still open:", err=True)
        if left:
            typer.echo(f"{number_of(left, 'item')}, framework compare --source {typed(name)}", err=True)


def decide(
    opened: Opened,
    found: "Comparison",
    ids: Sequence[str],
    *,
    adopting: bool,
    codes: Iterable[str],
    at: str,
    why: str,
    coder: str | None,
) -> None:
    """Take coders' excerpts into the agreed coding, or leave them out; and note the decision."""
    from framework_cli.cli.coder import who
    from framework_cli.revise.agreeing import adopt, leave_out
    from framework_cli.revise.decisions import noted

    study = opened.study
    if not ids:
        usage_error("name excerpts or items, as `framework compare` lists them")
    by = who(study, coder)
    given = list(codes)
    wanted = [code.strip() for each in given for code in each.split(",") if code.strip()]
    if given and not wanted:
        usage_error("--codes names no code; to take none of an item, --leave-out")
    if adopting:
        place = _place(opened, ids, at) if at else None
        made = _refusing(lambda: adopt(study, found, ids, index=opened.index, codes=wanted, place=place))
    else:
        made = _refusing(lambda: leave_out(study, found, ids, index=opened.index))
    for agreed in made:
        note = noted(study, agreed, by=by, on=date.today().isoformat(), why=why)
        _write(study, agreed.edit, note)
        for id in (id for ids in agreed.ids for id in ids):
            typer.echo(id)
        typer.echo(f"{agreed.edit.said}; {note.said}", err=True)


def _place(opened: Opened, ids: Sequence[str], at: str) -> tuple[int, int]:
    """The place given by hand, in the source of the first excerpt named."""
    from framework_cli.read.excerpt import place
    from framework_cli.revise import at_place

    found = next((p for p in opened.index.passages if p.excerpt.id == ids[0]), None)
    if found is None:
        usage_error("--at goes with the ids of excerpts")
    where = place(at)
    if where is None:
        usage_error(f"“{at}” is no place: write 41:5-43:22 (the end exclusive), 41-43 or 41")
    source = opened.study.sources[found.excerpt.source]
    return _refusing(lambda: at_place(source, where))


def _sources(study: "Study", names: Iterable[str]) -> None:
    from framework_cli.read import suggest

    for name in names:
        if name not in study.sources:
            near = suggest(name, study.sources)
            usage_error(f"there is no transcript {name}" + (f"; did you mean {near}?" if near else ""))


def _refusing(act: Callable[[], T]) -> T:
    """What an act gives; ends with 2 where it is refused."""
    from framework_cli.revise import RefusedError

    try:
        return act()
    except RefusedError as refused:
        usage_error(str(refused))


def _write(study: "Study", *edits: "Edit") -> None:
    """Change files, all or none; ends with 2 where that is refused."""
    from framework_cli.write import EntryGoneError, SpliceError, edit_all

    names = " and ".join(edit.path.name for edit in edits)
    left = (
        f"{names} {'was' if len(edits) == 1 else 'were'} left as {'it is' if len(edits) == 1 else 'they are'}"
    )
    try:
        edit_all(study.root, ((edit.path, edit.change) for edit in edits))
    except (SpliceError, EntryGoneError) as fault:
        usage_error(f"{left}: {fault}")
    except OSError as fault:
        at = f"{Path(fault.filename).name}: " if fault.filename and len(edits) > 1 else ""
        usage_error(f"{left}: {at}{fault.strerror or fault}")
