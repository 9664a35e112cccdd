"""The agenda on a terminal or in a pipe: 80 columns, the words of a place once, with who marked which."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from framework_cli.compare.comparison import CodeUse, Comparison
from framework_cli.compare.disagreements import Item
from framework_cli.compare.stretches import paragraphs, stretches
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.render.compare.words import agreed_codes, by_code, counts, heading, said, title
from framework_cli.render.tables.text import width
from framework_cli.render.tables.values import seen

WIDTH = 80
# More coders than this have no column each; their number is said instead.
COLUMNS = 6


def text(study: Study, comparison: Comparison, items: Sequence[Item]) -> str:
    """The agenda for a person: what is compared, codes in order of need, and the items."""
    lines = _wrapped(f"Disagreements – {study.settings.title}".rstrip(" –"), 0)
    lines += _wrapped(study.settings.notice, 0)
    lines.append("")
    for sentence in heading(comparison, items):
        lines += textwrap.wrap(sentence, WIDTH)
    if comparison.codes:
        lines += ["", *_codes(study, comparison), *_confusions(study, comparison)]
    uses = {use.code: use for use in comparison.codes}
    number = 0
    for code, only_edges, group in by_code(comparison, items):
        above = title(study, code) + (" – boundaries only" if only_edges else _rate(uses.get(code)))
        lines += ["", *textwrap.wrap(seen(above), WIDTH)]
        lines.append("─" * max(map(len, textwrap.wrap(seen(above), WIDTH))))
        for item in group:
            number += 1
            lines += [*_item(study, item, number), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _rate(use: CodeUse | None) -> str:
    return f" – {use.compared - use.alike} of {number_of(use.compared, 'place')} in dispute" if use else ""


def _codes(study: Study, comparison: Comparison) -> Iterator[str]:
    """The codes in order of need, one a line."""
    coders = comparison.coders if len(comparison.coders) <= 4 else ()
    heads = [*coders, "places", "alike", "missed", "other", "edges"]
    widths = [max(len(head), 4) for head in heads]
    room = WIDTH - sum(widths) - 2 * len(widths)
    yield "Codes, first where talk would help most"
    yield _columns("code", heads, widths, room)
    for use in comparison.codes:
        name = textwrap.shorten(seen(title(study, use.code)), room, placeholder=" …") or use.code[:room]
        yield _columns(name, [str(n) for n in counts(use, coders)], widths, room)


def _columns(name: str, cells: Iterable[str], widths: Iterable[int], room: int) -> str:
    numbers = "".join(f"  {cell:>{wide}}" for cell, wide in zip(cells, widths, strict=True))
    return name + " " * (room - width(name)) + numbers


def _confusions(study: Study, comparison: Comparison) -> Iterator[str]:
    """Pairs of codes that stand against each other."""
    if comparison.confusions:
        yield ""
        yield "One coder gave the one, another the other"
    for pair in comparison.confusions:
        line = f"{title(study, pair.code)} | {title(study, pair.other)}: {pair.places} places"
        yield from textwrap.wrap(seen(line), WIDTH, initial_indent="  ", subsequent_indent="    ")


def _item(study: Study, item: Item, number: int) -> Iterator[str]:
    head = f"{number}  {item.reference}" + ("  decided" if item.taken else "")
    yield f"{head}{item.id:>{WIDTH - len(head)}}"
    for difference in item.differences:
        yield from _wrapped(f"{difference.code}: {said(difference)}")
    if agreed := agreed_codes(item):
        yield from _wrapped(f"alike: {', '.join(agreed)}")
    for passage in item.passages:
        excerpt = passage.excerpt
        who = f"{excerpt.coder}  {excerpt.id or '(no id yet)'}  {passage.reference}  "
        yield from _wrapped(who + ", ".join(excerpt.codes))
        if excerpt.memo:
            yield from _wrapped(f"“{excerpt.memo}”", 7)
    yield ""
    yield from _words(study, item)


def _words(study: Study, item: Item) -> Iterator[str]:
    """The words of the place, with a column of marks for each of its coders."""
    coders = item.readers
    wide = [max(len(coder), 1) for coder in coders] if len(coders) <= COLUMNS else []
    yield ("   " + " ".join(coder for coder in coders) if wide else "   coders").rstrip()
    for stretch in stretches(study.sources[item.source], item):
        if wide:
            marks = [("█" if c in stretch.coders else "").ljust(w) for c, w in zip(coders, wide, strict=True)]
            mark = " ".join(marks)
        else:
            mark = f"{len(stretch.coders) or '':>6}"
        for line, words in paragraphs(stretch):
            lead, more = f"   {mark} {line:>5}  ", f"   {mark}        "
            yield from textwrap.wrap(
                seen(words), WIDTH, initial_indent=lead, subsequent_indent=more, break_on_hyphens=False
            )


def _wrapped(words: str, indent: int = 3) -> list[str]:
    space = " " * indent
    return textwrap.wrap(
        seen(words), WIDTH, initial_indent=space, subsequent_indent=space + "    " * bool(indent)
    )
