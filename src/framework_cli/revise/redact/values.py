"""Names in one file's text → splices that put pseudonyms there, each value still readable as what it is."""

from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.index.names import Hit, Names, replaced, written
from framework_cli.read import jsonl, tree
from framework_cli.read.fields import Document
from framework_cli.read.prose import front_matter
from framework_cli.read.tables import records
from framework_cli.write.scalars import quoted, sentence
from framework_cli.write.splice import Splice, apply


class Found(NamedTuple):
    """The hits in a text, by place, and the splices that replace those chosen."""

    hits: tuple[Hit, ...]
    splices: tuple[Splice, ...]

    def applied(self, text: str) -> str:
        """The text with the splices made."""
        return apply(text, self.splices)


class Choice(NamedTuple):
    """The names to look for, and whether hits in other letters than the key's are replaced too."""

    names: Names
    any_case: bool = False

    def hits(self, text: str) -> list[Hit]:
        """Every hit in a text."""
        return self.names.find(text)

    def chosen(self, text: str) -> list[Hit]:
        """The hits that are replaced."""
        return [hit for hit in self.hits(text) if (hit.sure or self.any_case) and not hit.clash]

    def replaced(self, text: str) -> str:
        """A value with its hits replaced."""
        return replaced(text, self.chosen(text))


def look(text: str, path: str, choice: Choice) -> Found:
    """Look for names in a file's canonical text; how it is written follows from its name."""
    raw = choice.hits(text)
    suffix = path[path.rfind(".") :].lower()
    if suffix in (".yaml", ".yml"):
        values = list(_yaml(text, path, 0, len(text), choice))
    elif suffix == ".jsonl":
        values = [
            value for line in jsonl.lines_of(text) for value in _json(text, line.start, line.end, choice)
        ]
    elif suffix == ".csv":
        values = list(_table(text, path, choice))
    else:
        front = front_matter(text)
        values = list(_yaml(text, path, front[0], front[1], choice)) if front else []
    return _together(text, raw, values, choice)


class _Value(NamedTuple):
    """A value of a file: where it is written, the hits in what it says, and how it is to be written."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    becomes: str | None


def _together(text: str, raw: list[Hit], values: list[_Value], choice: Choice) -> Found:
    """Hits in values and in what lies between them; a name that only an escape spells stands at its value."""
    hits: list[Hit] = []
    splices: list[Splice] = []
    for value in values:
        inside = [hit for hit in raw if value.start <= hit.start and hit.end <= value.end]
        hits += (
            inside
            if len(inside) >= len(value.hits)
            else [hit._replace(start=value.start, end=value.end) for hit in value.hits]
        )
        if value.becomes is not None:
            splices.append(Splice(value.start, value.end, value.becomes))
    for hit in raw:
        if any(value.start < hit.end and hit.start < value.end for value in values):
            continue
        hits.append(hit)
        if (hit.sure or choice.any_case) and not hit.clash:
            splices.append(Splice(hit.start, hit.end, written(text, hit)))
    return Found(tuple(sorted(hits)), tuple(sorted(splices)))


def _yaml(text: str, path: str, start: int, end: int, choice: Choice) -> Iterator[_Value]:
    root, found = tree.parse(text, path, span=(start, end))
    if root is None or found:
        return
    for node in _scalars(root):
        hits = tuple(choice.hits(node.value))
        if hits:
            now = choice.replaced(node.value)
            becomes = _scalar(text, node, now, choice) if now != node.value else None
            yield _Value(node.start, node.end, hits, becomes)


def _scalar(text: str, node: tree.Scalar, now: str, choice: Choice) -> str:
    """A scalar as it is to be written: in its own manner where that reads the same."""
    there = text[node.start : node.end]
    if node.style in ("|", ">"):
        return choice.replaced(there)
    if node.style == "":
        plain = choice.replaced(there)
        safe = sentence(now, flow=True) == now
        return plain if safe and plain == now else quoted(now)
    return quoted(now)


def _scalars(node: tree.Node) -> Iterator[tree.Scalar]:
    if isinstance(node, tree.Scalar):
        yield node
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _json(text: str, start: int, end: int, choice: Choice) -> Iterator[_Value]:
    node, found = jsonl.parse_line(text, start, end)
    if node is None or found:
        return
    for scalar in _scalars(node):
        hits = tuple(choice.hits(scalar.value))
        if hits:
            now = choice.replaced(scalar.value)
            yield _Value(scalar.start, scalar.end, hits, quoted(now) if now != scalar.value else None)


def _table(text: str, path: str, choice: Choice) -> Iterator[_Value]:
    for row in records(Document(path, text)):
        for field in row:
            hits = tuple(choice.hits(field.value))
            if hits:
                now = choice.replaced(field.value)
                becomes = _cell(now) if now != field.value else None
                yield _Value(field.start, field.end, hits, becomes)


def _cell(value: str) -> str:
    """A value of a table, between quotes where it needs them."""
    special = any(sign in value for sign in ',"\n') or value != value.strip()
    return '"' + value.replace('"', '""') + '"' if special else value
