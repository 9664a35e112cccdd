"""Changes as lines for a terminal or a pipe."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from framework_cli.render.tables.values import seen
from framework_cli.render.trail.item import Item, Section
from framework_cli.render.trail.page import Page, heading, remarks
from framework_cli.render.trail.words import marked

WIDTH = 80


class Line(NamedTuple):
    """A line and what it is: title, part, group, remark, words or the sign of a change."""

    kind: str
    text: str


def diff_lines(page: Page, *, width: int = WIDTH, show_text: bool = False, brief: bool = False) -> list[Line]:
    """The difference of two states; `brief` gives the numbers only."""
    lines = [Line("title", each) for each in wrapped(heading(page), "", width)]
    if page.notice:
        lines.append(Line("remark", seen(page.notice)))
    lines += [Line("remark", each) for remark in remarks(page) for each in wrapped(remark, "", width)]
    if not page.sections:
        return [*lines, Line("", "Nothing has changed.")]
    if brief:
        return [*lines, *(_numbers(page.sections))]
    for section in page.sections:
        lines += [
            Line("", ""),
            *(Line("part", t) for t in wrapped(f"{section.title}: {section.tally}", "", width)),
        ]
        for group in section.groups:
            if group.title:
                lines.append(Line("group", f"  {seen(group.title)}"))
            indent = "    " if group.title else "  "
            for item in group.items:
                lines += item_lines(item, indent, width, show_text=show_text)
    return lines


def item_lines(item: Item, indent: str, width: int, *, show_text: bool) -> Iterator[Line]:
    """One change, with its words below it where they are asked for."""
    said = f"{item.text} ({item.id})" if item.id else item.text
    for each in wrapped(said, f"{indent}{item.sign} ", width):
        yield Line(item.sign, each)
    for name, before, after in item.words if show_text else ():
        for each in wrapped(f"{name}: {marked(before, after)}", f"{indent}    ", width):
            yield Line("words", each)


def plain(lines: Iterable[Line]) -> str:
    """Lines as text."""
    return "".join(f"{line.text}\n" for line in lines)


def _numbers(sections: Sequence[Section]) -> Iterator[Line]:
    wide = max(len(section.title) for section in sections)
    yield from (Line("", f"{section.title:<{wide}}  {section.tally}") for section in sections)


def wrapped(text: str, lead: str, width: int) -> list[str]:
    """Text in lines of a width, the ones after the first indented as far as the words of the first."""
    return textwrap.wrap(
        seen(" ".join(text.split())),
        width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    )
