"""Routes → lines and columns, once and at the end: the files with findings are parsed again."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route, Where
from framework_cli.read.fields import Document, span
from framework_cli.read.files import read_text
from framework_cli.read.jsonl import parse_line
from framework_cli.read.tables import Table, read_table
from framework_cli.read.transcript import front_matter
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence, parse


def locate(root: Path, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings with lines and columns, sorted by path, line, column and rule."""
    opened: dict[str, _File] = {}

    def place(where: Where) -> Where:
        if isinstance(where, Location):
            return where
        if where.path not in opened:
            opened[where.path] = _File(root, where.path)
        return opened[where.path].place(where)

    located = []
    for found in diagnostics:
        if isinstance(found.primary, Route) or any(isinstance(r.where, Route) for r in found.related):
            related = tuple(Related(place(item.where), item.message) for item in found.related)
            found = replace(found, primary=place(found.primary), related=related)
        located.append(found)
    return sorted(located, key=_order)


class _File:
    """A file opened to find places in it; a file that cannot be read has one place, its beginning."""

    def __init__(self, root: Path, path: str) -> None:
        self.table: Table | None = None
        self.tree: Node | None = None
        if path.endswith(".csv"):
            self.table, self.document = read_table(root, path)
            self.by_line = False
            return
        text, _ = read_text(root, path)
        self.document = Document(path, text or "")
        self.by_line = path.endswith(".jsonl")
        self.tree = None if self.by_line else self._parse()

    def _parse(self) -> Node | None:
        text, path = self.document.text, self.document.path
        if path.endswith((".yaml", ".yml")):
            return parse(text, path)[0]
        within = front_matter(text)
        return parse(text, path, span=within[:2])[0] if within else None

    def place(self, route: Route) -> Location:
        if self.table is not None:
            return self._field(self.table, route)
        node, keys = self.tree, route.keys
        if self.by_line and keys and isinstance(keys[0], int):
            start = self.document.lines.offset(keys[0] + 1)
            if start is None:
                return Location(route.path)
            node = parse_line(self.document.text, start)
            if node is None:
                return self.document.where(start, self.document.lines.end_of(keys[0] + 1))
            keys = keys[1:]
        if node is None:
            return Location(route.path)
        return self.document.where(*_walk(node, keys, route.on == "key"))

    def _field(self, table: Table, route: Route) -> Location:
        """The field of the first row that has a value in a column."""
        column, value = (str(key) for key in route.keys)
        field = next((row.fields[column] for row in table.rows if row[column] == value), None)
        return self.document.where(field.start, field.end) if field else Location(route.path)


def _walk(node: Node, keys: tuple[str | int, ...], on_key: bool) -> tuple[int, int]:
    """The stretch a route leads to; where a key is absent, the nearest part that is there."""
    key: Scalar | None = None
    for step in keys:
        if isinstance(node, Mapping):
            pair = next(((k, v) for k, v in node.entries if k.value == step), None)
            if pair is None:
                return span(node)
            key, node = pair
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            key, node = None, node.items[step]
        else:
            return span(node)
    if key is not None and (on_key or (isinstance(node, Scalar) and node.start == node.end)):
        return key.start, key.end
    return span(node)


def _order(found: Diagnostic) -> tuple[str, int, int, str, str]:
    where = found.primary
    assert isinstance(where, Location)
    return where.path, where.line, where.column, found.rule.id, found.message
