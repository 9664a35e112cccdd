"""The history of a thing: for a person, and as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from framework_cli.history import Commit
from framework_cli.model.table import Table
from framework_cli.model.words import number_of
from framework_cli.render.tables.values import seen
from framework_cli.render.trail.charts import cell_items
from framework_cli.render.trail.coding import verb
from framework_cli.render.trail.item import GONE, NEW, OTHER, Item, naming
from framework_cli.render.trail.markdown import bullet, safe
from framework_cli.render.trail.telling import item
from framework_cli.render.trail.text import WIDTH, Line, item_lines, wrapped
from framework_cli.trail import Change, Kind, Step, Thing

FEW = 3  # excerpts of one coder and commit that are told one by one
CUT = "Here this clone begins, as it is shallow: what follows was there then, and may be older."
OPEN = "not committed yet"


class Log(NamedTuple):
    """The history of a thing, newest first, and what the thing is called."""

    thing: Thing
    title: str
    notice: str
    steps: Sequence[Step]
    earlier: str = ""


def log_lines(log: Log, *, width: int = WIDTH, show_text: bool = False) -> list[Line]:
    """The history for a terminal or a pipe."""
    lines = [Line("title", each) for each in wrapped(log.title, "", width)]
    if log.notice:
        lines.append(Line("remark", seen(log.notice)))
    for step in log.steps:
        lines += [Line("", ""), Line("part", seen(_head(step.commit)))]
        if step.commit and step.commit.subject:
            lines += [Line("group", each) for each in wrapped(step.commit.subject, "    ", width)]
        if step.commit and step.commit.cut:
            lines += [Line("remark", each) for each in wrapped(CUT, "  ", width)]
        for each in items(step):
            lines += item_lines(each, "  ", width, show_text=show_text)
    if log.earlier:
        lines += [Line("", ""), *(Line("remark", each) for each in wrapped(_moved(log), "", width))]
    return lines


def log_markdown(log: Log, *, show_text: bool = False) -> str:
    """The history as Markdown."""
    lines = [f"### {safe(log.title)}", ""]
    lines += [f"**{safe(log.notice)}**", ""] if log.notice else []
    for step in log.steps:
        lines += [f"**{safe(_head(step.commit))}**", ""]
        if step.commit and step.commit.subject:
            lines += [f"*{safe(step.commit.subject)}*", ""]
        lines += [f"> {CUT}", ""] if step.commit and step.commit.cut else []
        lines += [line for each in items(step) for line in bullet(each, show_text)]
        lines.append("")
    lines += [f"> {safe(_moved(log))}", ""] if log.earlier else []
    return "\n".join(lines)


def log_table(log: Log) -> Table:
    """A row for each change."""
    rows = []
    for step in log.steps:
        name = naming(step.before, step.after)
        at, author, id, subject = ("", "", "", "")
        if step.commit:
            at, author, id, subject = (
                step.commit.at,
                step.commit.author,
                step.commit.id,
                step.commit.subject,
            )
        rows += [(at, author, id, subject, c.kind.value, c.id, item(c, name).text) for c in step.changes]
    return Table(
        columns=("date", "author", "commit", "message", "kind", "id", "change"),
        rows=rows,
        title=log.title,
        notice=log.notice,
    )


def items(step: Step) -> Iterator[Item]:
    """What one commit changed; many passages that one coder treated alike are told together."""
    name = naming(step.before, step.after)
    for (kind, coder, how), held in groupby(step.changes, key=_alike):
        found = list(held)
        if kind is Kind.EXCERPT and len(found) > FEW:
            yield _together(coder, how, found)
        elif kind is Kind.CELL:
            yield from cell_items(found, name, FEW)
        else:
            yield from (item(change, name) for change in found)


def _alike(change: Change) -> tuple[Kind, str, str]:
    if change.kind is Kind.PORTRAIT:
        return Kind.CELL, "", ""
    if change.kind is not Kind.EXCERPT:
        return change.kind, "", ""
    return change.kind, change.facts["coder"], verb(change)


def _together(coder: str, how: str, changes: Sequence[Change]) -> Item:
    count = Counter(change.facts["source"] for change in changes)
    where = ", ".join(f"{source} {number}" for source, number in count.items())
    sign = {"coded": NEW, "taken back": GONE}.get(how, OTHER)
    return Item(sign, f"{coder}: {number_of(len(changes), 'passage')} {how} ({where})")


def _moved(log: Log) -> str:
    return f"Before its first commit here the study stood in {log.earlier}, which is not followed."


def _head(commit: Commit | None) -> str:
    return f"{commit.day}  {commit.author}  {commit.short}" if commit else OPEN
