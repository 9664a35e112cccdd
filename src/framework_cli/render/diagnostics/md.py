"""Findings as Markdown, to be handed to a co-author or pasted under a pull request: a list by file."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from framework_cli.model.diagnostic import Diagnostic
from framework_cli.render.diagnostics.place import location, visible

# What Markdown, or HTML within it, would act on.
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\*_[]<>|#`~"} | {"&": "&amp;"})


def render(found: Iterable[Diagnostic], *, show_text: bool = False) -> str:
    """A heading for each file and an item for each finding."""
    parts = [
        f"## {_plain(path)}\n\n{''.join(_item(diagnostic, show_text) for diagnostic in group)}"
        for path, group in groupby(found, key=lambda each: location(each.primary).path)
    ]
    return "\n".join(parts)


def _item(diagnostic: Diagnostic, show_text: bool) -> str:
    place = location(diagnostic.primary)
    lines = [
        f"**{place.line}:{place.column}** {diagnostic.severity.value} "
        f"{diagnostic.rule.id}: {_plain(diagnostic.message)}",
        *_below(diagnostic, show_text),
    ]
    return f"- {lines[0]}\n" + "".join(f"  - {line}\n" for line in lines[1:])


def _below(diagnostic: Diagnostic, show_text: bool) -> Iterator[str]:
    if show_text and diagnostic.words:
        yield from map(_plain, diagnostic.words.split("\n"))
    for related in diagnostic.related:
        place = location(related.where)
        yield f"{_plain(place.path)}:{place.line}:{place.column}: {_plain(related.message)}"
    if diagnostic.hint:
        yield f"hint: {_plain(diagnostic.hint)}"


def _plain(words: str) -> str:
    return visible(words).translate(_SIGNS)
