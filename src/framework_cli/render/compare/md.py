"""The agenda in Markdown: for a meeting, with room for the decision under each item."""

import re
from collections.abc import Iterator, Sequence

from framework_cli.compare.comparison import CodeUse, Comparison
from framework_cli.compare.disagreements import Item
from framework_cli.compare.stretches import paragraphs, stretches
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.render.compare.words import agreed_codes, by_code, commands, counts, heading, said, title
from framework_cli.render.tables.md import escaped

_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")


def md(study: Study, comparison: Comparison, items: Sequence[Item]) -> str:
    """The agenda as a page: what is compared, a table of the codes, and the items by code."""
    parts = [f"# {_line('Disagreements to talk about – ' + study.settings.title).rstrip(' –')}"]
    parts += [f"**{_line(study.settings.notice)}**"] if study.settings.notice else []
    parts.append(_line(" ".join(heading(comparison, items))))
    if comparison.codes:
        parts += ["## Codes, first where talk would help most", _codes(study, comparison)]
    for pair in comparison.confusions:
        parts.append(
            f"- {_line(title(study, pair.code))} and {_line(title(study, pair.other))}: one coder gave the "
            f"one, another the other, at {pair.places} places"
        )
    uses = {use.code: use for use in comparison.codes}
    number = 0
    for code, only_edges, group in by_code(comparison, items):
        parts.append(f"## {_line(title(study, code))}" + (" – boundaries only" if only_edges else ""))
        parts += _about(study, code, uses.get(code))
        for item in group:
            number += 1
            parts += _item(study, item, number)
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _id(id: str) -> str:
    """An id as code, or one that somebody made up in their own words as words."""
    return f"`{id}`" if _PLAIN.fullmatch(id) else _line(id)


def _codes(study: Study, comparison: Comparison) -> str:
    heads = ["code", *comparison.coders, "places", "alike", "missed", "other code", "boundaries only"]
    lines = [f"| {' | '.join(heads)} |", f"| --- |{' ---: |' * (len(heads) - 1)}"]
    for use in comparison.codes:
        numbers = " | ".join(map(str, counts(use, comparison.coders)))
        lines.append(f"| {_line(title(study, use.code))} | {numbers} |")
    return "\n".join(lines)


def _about(study: Study, code: str, use: CodeUse | None) -> Iterator[str]:
    """What the codebook says of the code, since that is what may have to change."""
    known = study.codebook.codes.get(code)
    if use:
        yield f"{_id(code)}: {use.compared - use.alike} of {number_of(use.compared, 'place')} in dispute."
    for name in ("definition", "include", "exclude"):
        if known and (words := getattr(known, name)):
            yield f"*{name.capitalize()}:* {_line(words)}"


def _item(study: Study, item: Item, number: int) -> Iterator[str]:
    yield f"### {number}. {_line(item.reference)} · `{item.id}`" + (" · decided" if item.taken else "")
    lines = [f"- {_id(d.code)}: {_line(said(d))}" for d in item.differences]
    if agreed := agreed_codes(item):
        lines.append(f"- alike: {', '.join(map(_id, agreed))}")
    for passage in item.passages:
        excerpt = passage.excerpt
        codes = ", ".join(map(_id, excerpt.codes))
        id = f" {_id(excerpt.id)}" if excerpt.id else ""
        memo = f" – “{_line(excerpt.memo)}”" if excerpt.memo else ""
        lines.append(f"- **{excerpt.coder}**{id}, {_line(passage.reference)}: {codes}{memo}")
    yield "\n".join(lines)
    yield _words(study, item)
    if not item.taken:
        yield "Decision:"
        yield "Why:"
        yield "Decided by, on:"
        yield "```sh\n" + "\n".join(commands(item)) + "\n```"


def _words(study: Study, item: Item) -> str:
    coders = item.readers
    lines = [f"| line | {' | '.join(coders)} | words |", f"| ---: |{' :-: |' * len(coders)} --- |"]
    for stretch in stretches(study.sources[item.source], item):
        marks = " | ".join("●" if coder in stretch.coders else " " for coder in coders)
        for line, words in paragraphs(stretch):
            lines.append(f"| {line} | {marks} | {escaped(words)} |")
    return "\n".join(lines)
