"""A checklist gone through, as a page of text, as Markdown with boxes to tick, or as a table."""

import textwrap
from collections.abc import Sequence
from itertools import groupby

from framework_cli.model.table import Table
from framework_cli.render.diagram.measure import plain
from framework_cli.render.trail.markdown import safe
from framework_cli.review.checklist import Answer, Checklist, Standing

ABOUT = (
    "What this study's files say, item by item, in our own words; the published wording decides. Pre-filled "
    "means that there is something to read and to confirm, not that the item is met. Below “author must "
    "write” stands what the files hold to begin from."
)


def text(checklist: Checklist, answers: Sequence[Answer], notice: str, width: int) -> str:
    """The checklist for a terminal."""
    lines = [checklist.title, checklist.published, *([notice] if notice else []), ""]
    lines += [*textwrap.wrap(ABOUT, width), "", tally(answers)]
    for section, held in groupby(answers, key=lambda answer: answer.item.section):
        lines += ["", section, "─" * len(section)]
        for answer in held:
            lines += _item(answer, width)
    return "\n".join(lines) + "\n"


def _item(answer: Answer, width: int) -> list[str]:
    head = f"{answer.item.number:>3}  {answer.item.asks} [{answer.standing.value}]"
    lines = textwrap.wrap(head, width, subsequent_indent=" " * 5)
    if answer.says:
        where = f" ({', '.join(answer.where)})" if answer.where else ""
        indent = " " * 7
        said = plain(answer.says + where)
        lines += textwrap.wrap(said, width, initial_indent=indent, subsequent_indent=indent,
                               break_on_hyphens=False)  # fmt: skip
    return lines


def markdown(checklist: Checklist, answers: Sequence[Answer], notice: str) -> str:
    """The checklist as Markdown. Every box is empty: a person ticks it."""
    parts = [f"# {checklist.title}", checklist.published, *([f"**{safe(notice)}**"] if notice else [])]
    parts += [ABOUT, tally(answers)]
    for section, held in groupby(answers, key=lambda answer: answer.item.section):
        parts += [f"## {section}", "\n".join(_box(answer) for answer in held)]
    return "\n\n".join(parts) + "\n"


def _box(answer: Answer) -> str:
    where = f" ({', '.join(answer.where)})" if answer.where else ""
    said = f"\n  {safe(plain(answer.says + where))}" if answer.says else ""
    return f"- [ ] **{answer.item.number}** {answer.item.asks} – *{answer.standing.value}*{said}"


def tally(answers: Sequence[Answer]) -> str:
    """How many items stand how: `9 pre-filled, confirm · 22 author must write · 1 n/a`."""
    count = {each: sum(answer.standing is each for answer in answers) for each in Standing}
    return " · ".join(f"{many} {each.value}" for each, many in count.items() if many)


def table(checklist: Checklist, answers: Sequence[Answer], notice: str) -> Table:
    """The checklist as a row an item."""
    return Table(
        columns=["item", "section", "asks", "standing", "says", "where"],
        rows=[
            (a.item.number, a.item.section, a.item.asks, a.standing.value, a.says, ", ".join(a.where))
            for a in answers
        ],
        title=checklist.title,
        notice=notice,
        notes=(checklist.published, ABOUT),
    )
