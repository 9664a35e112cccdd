"""What the commands on theory share: finding a theory by its name, its findings by claim, its page."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from framework_cli.cli.opening import open_study, report_errors, usage_error
from framework_cli.cli.output import format_of, put_text
from framework_cli.cli.theory import PageFormat
from framework_cli.model.severity import Severity

if TYPE_CHECKING:
    from framework_cli.cli.opening import Opened
    from framework_cli.model.diagnostic import Diagnostic
    from framework_cli.model.study import Study
    from framework_cli.model.theory import TheoryKind
    from framework_cli.render.theory.page import Line
    from framework_cli.theory import Claim, Interpretation


def opened(context: typer.Context, name: str | None) -> "tuple[Opened, tuple[Interpretation, ...]]":
    """The study, and the theories meant.

    Ends with 2 where there are none of that name, or none at all; with 1, and the reason, where a file that
    may hold it cannot be read.
    """
    from framework_cli.cells import grid
    from framework_cli.theory import interpretations

    open_ = open_study(context)
    study = open_.study
    read = interpretations(study, open_.index, grid(study, open_.index))
    folder = study.settings.folders["theory"]
    if not any(name is None or name in _names(each) for each in read):
        broken = [d for d in open_.found if d.primary.path.startswith(f"{folder}/")]
        if report_errors(study, broken):
            raise typer.Exit(1)
    if not read:
        usage_error(f"there is no theory in {folder}/ yet; `framework theory new NAME` starts one")
    if name is None:
        return open_, read
    found = tuple(each for each in read if name in _names(each))
    if not found:
        from framework_cli.read import suggest

        ids = [each.theory.id for each in read]
        near = suggest(name, ids)
        hint = f"did you mean {near}?" if near else f"there is {', '.join(ids)}"
        usage_error(f"no theory is called {name}; {hint}")
    return open_, found


def _names(read: "Interpretation") -> set[str]:
    path = Path(read.theory.path)
    return {read.theory.id, read.theory.path, path.name, path.stem}


def check_theories(
    context: typer.Context, name: str | None, fail_on: Severity, *, show_text: bool = False
) -> int:
    """Print the findings on the theories meant, each below its claim; the exit code."""
    from framework_cli.check import check
    from framework_cli.render.diagnostics import render, summary

    open_, read = opened(context, name)
    study = open_.study
    found = check(study, open_.index, read[0].material.grid, open_.found)
    paths = {each.theory.path for each in read}
    mine = [d for d in found if d.primary.path in paths or d.rule.id == "F517"]
    for heading, group in _by_claim(read, mine, study.root):
        typer.echo(f"{heading}\n{render(group, 'text', root=study.root, show_text=show_text)}")
    typer.echo(summary(mine), err=True)
    return 1 if any(d.severity.rank >= fail_on.rank for d in mine) else 0


def _by_claim(
    read: "Sequence[Interpretation]", found: "Iterable[Diagnostic]", root: Path
) -> "Iterator[tuple[str, list[Diagnostic]]]":
    """Findings below the entry of the file in which they stand, in file order; the rest last."""
    from framework_cli.model.diagnostic import Location

    marks = [mark for each in read for mark in _marks(each, root)]
    places = [(path, line, column) for path, line, column, _ in marks]
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        where = diagnostic.primary
        assert isinstance(where, Location)
        at = bisect_right(places, (where.path, where.line, where.column)) - 1
        inside = at >= 0 and marks[at][0] == where.path
        groups.setdefault(marks[at][3] if inside else WHOLE, []).append(diagnostic)
    whole = groups.pop(WHOLE, [])
    yield from groups.items()
    if whole:
        yield WHOLE, whole


WHOLE = "the theory as a whole"


def _marks(read: "Interpretation", root: Path) -> list[tuple[str, int, int, str]]:
    """Where each entry of a theory starts in its file, with what it is called, by place."""
    from framework_cli.model.diagnostic import Diagnostic, Location, Route
    from framework_cli.model.rules import CLAIM_WITHOUT_EVIDENCE
    from framework_cli.read import locate
    from framework_cli.theory import kind_of, named

    theory = read.theory
    entries = [(part.route, named(kind_of(part), part.id, theory.label_of(part.id))) for part in theory.parts]
    entries += [(each.route, named("dimension", each.id, each.label)) for each in theory.dimensions]
    entries += [(each.route, named("typology", each.id, each.label)) for each in theory.typologies]
    entries += [(each.route, f"decision {each.id}") for each in theory.decisions]
    entries.append((("theory",), WHOLE))
    marks = (Diagnostic(CLAIM_WITHOUT_EVIDENCE, name, Route(theory.path, route)) for route, name in entries)
    return [
        (where.path, where.line, where.column, each.message)
        for each in locate(root, marks)
        if isinstance(where := each.primary, Location)
    ]


def show_theories(
    context: typer.Context,
    name: str | None,
    claims: Sequence[str],
    format: PageFormat | None,
    output: Path | None,
    *,
    doubted: bool,
) -> int:
    """Print the page of the theories meant, or of what would change them; the exit code."""
    from framework_cli.theory import doubts

    open_, read = opened(context, name)
    known = {claim.id for each in read for claim in each.claims}
    for id in claims:
        if id not in known:
            from framework_cli.read import suggest

            near = suggest(id, known)
            usage_error(f"there is no claim {id} here" + (f"; did you mean {near}?" if near else ""))
    chosen = format_of(format, output, PageFormat) or PageFormat.TEXT

    def wanted(claim: "Claim") -> bool:
        return not claims or claim.id in claims

    if chosen is PageFormat.JSON:
        import json

        from framework_cli.render.theory.json import doubts_json, theory_json

        make = doubts_json if doubted else theory_json
        put_text(
            json.dumps([make(each, wanted) for each in read], ensure_ascii=False, indent=2) + "\n", output
        )
        return report_errors(open_.study, open_.found)
    from framework_cli.render.theory.page import doubt_page, theory_page

    lines = [
        line
        for each in read
        for line in (
            doubt_page(each, (d for d in doubts(each) if wanted(d.claim)))
            if doubted
            else theory_page(each, filter(wanted, each.claims))
        )
    ]
    put_text(_page(chosen, lines), output)
    return report_errors(open_.study, open_.found)


def _page(format: PageFormat, lines: "Sequence[Line]") -> str:
    if format is PageFormat.MD:
        from framework_cli.render.theory.md import md

        return md(lines)
    if format is PageFormat.HTML:
        from framework_cli.render.theory.html import html

        return html(lines[0].words, lines)
    from framework_cli.render.theory.text import text

    return text(lines)


def start_theory(context: typer.Context, name: str, kind: "TheoryKind", themes: Sequence[str]) -> int:
    """Write a new file of theory; its path goes to standard output. The exit code."""
    from framework_cli.cells import grid
    from framework_cli.theory.draft import draft
    from framework_cli.write import create

    open_ = open_study(context)
    study = open_.study
    states = grid(study, open_.index)
    path = study.folder("theory") / f"{name}.yaml"
    _usable(name)
    columns = _columns(study, states.columns, themes)
    text = draft(study, states, name, kind, columns, cells=bool(themes))
    try:
        create(study.root, path, text)
    except FileExistsError:
        usage_error(f"{path.relative_to(study.root).as_posix()} is there already; choose another name")
    except OSError as refused:
        usage_error(f"cannot write {path}: {refused.strerror or refused}")
    typer.echo(path.relative_to(study.root).as_posix())
    typer.echo("now write the first claims, then: framework theory check", err=True)
    return 0


def _usable(name: str) -> None:
    """End with 2 where a name cannot be a file's on every system, or an id."""
    from framework_cli.read.listing import name_problems

    if not re.fullmatch(r"[A-Za-z0-9_-]+", name) or name_problems(name, name):
        usage_error(f"“{name}” cannot be a theory's name; use letters, digits, - and _")


def _columns(study: "Study", columns: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The columns of the themes or ids wanted, all where none is, in codebook order; ends with 2."""
    book = study.codebook
    for id in wanted:
        if id not in book.codes:
            from framework_cli.read import suggest

            near = suggest(id, book.codes)
            usage_error(f"“{id}” is not in the codebook" + (f"; did you mean {near}?" if near else ""))
    meant = {c for id in wanted for c in columns if book.within(c, id) or book.within(id, c)}
    return [id for id in columns if id in meant or not wanted]
