"""cases.csv and the sources → cases, in study order."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from framework_cli.model import rules
from framework_cli.model.case import Case, CaseKind
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.source import Kind, Source
from framework_cli.read.fields import Document
from framework_cli.read.snapshot import Root
from framework_cli.read.sources import choice
from framework_cli.read.tables import Row, read_table

FILE = "cases.csv"


class ListedKind(StrEnum):
    """What cases.csv may call a case."""

    PERSON = CaseKind.PERSON
    GROUP = CaseKind.GROUP
    SITE = CaseKind.SITE
    PROJECT = CaseKind.PROJECT


def read_cases(root: Root) -> tuple[dict[str, Case], list[Diagnostic]]:
    """The cases that cases.csv lists, in the order of its rows."""
    table, document = read_table(root, FILE)
    cases: dict[str, Case] = {}
    if table is None or not table.columns:
        return cases, document.found
    if "case" not in table.columns:
        like = _first_like(table.columns)
        hint = f"is it column “{like}”? call it `case`" if like else "add it as the first column"
        document.report(rules.MISSING_KEY, f"{FILE} has no column `case`", hint=hint)
        return cases, document.found
    attributes = [name for name in table.columns if name not in ("case", "kind")]
    lines: dict[str, Row] = {}
    for row in table.rows:
        _enter(document, cases, lines, row, attributes)
    return cases, document.found


def _first_like(columns: Iterable[str]) -> str:
    return next((c for c in columns if c.casefold() in ("case", "cases", "id", "participant")), "")


def _enter(
    document: Document, cases: dict[str, Case], rows: dict[str, Row], row: Row, attributes: list[str]
) -> None:
    id = row["case"]
    if not id:
        document.report(
            rules.TABLE_VALUE, "the row names no case", row.start, hint="fill in the column `case`"
        )
        return
    choice(document, row, "kind", ListedKind)
    if id in cases:
        at = row.fields["case"]
        related = (Related(document.where(rows[id].start), "first given here"),)
        message = f"case “{id}” has two rows"
        document.report(rules.DUPLICATE_ROW, message, at.start, at.end, hint="keep one", related=related)
        return
    rows[id] = row
    kind = CaseKind(row["kind"]) if row["kind"] in set(ListedKind) else CaseKind.PERSON
    cases[id] = Case(id, kind, {name: row[name] for name in attributes}, True, row.line)


def study_cases(
    listed: Mapping[str, Case], sources: Iterable[Source], order: tuple[str, ...]
) -> dict[str, Case]:
    """Every case of the study: by the attributes of `order`, then as listed, then by code point.

    Attribute values sort by code point, cases without a value last. A case that only documents
    stand for, and that is not listed, is a document and no participant.
    """
    cases = dict(listed)
    kinds: dict[str, set[bool]] = {}
    for source in sources:
        for id in source.cases():
            kinds.setdefault(id, set()).add(source.kind is Kind.DOCUMENT and id == source.case)
    for id in sorted(kinds):
        if id not in cases:
            cases[id] = Case(id, CaseKind.DOCUMENT if kinds[id] == {True} else CaseKind.PERSON)
    values = {id: tuple(case.attributes.get(name, "") for name in order) for id, case in cases.items()}
    in_order = sorted(cases, key=lambda id: tuple((not value, value) for value in values[id]))
    return {id: cases[id] for id in in_order}
