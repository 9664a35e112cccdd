"""Routes → lines and columns, once and at the end: what has findings is parsed again."""

from collections.abc import Iterable
from dataclasses import replace

from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route, Where
from framework_cli.read.entries import pick
from framework_cli.read.fields import Document, blank, span
from framework_cli.read.files import read_text
from framework_cli.read.jsonl import parse_line
from framework_cli.read.memory import no_collection
from framework_cli.read.prose import front_matter
from framework_cli.read.snapshot import Root
from framework_cli.read.tables import Field, Table, read_table
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence, parse


def locate(root: Root, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings with lines and columns, sorted by path, line, column and rule."""
    found = list(diagnostics)
    with no_collection():
        files = {path: _File(root, path, routes) for path, routes in _routes(found).items()}
        return sorted((_located(diagnostic, files) for diagnostic in found), key=_order)


def _routes(found: Iterable[Diagnostic]) -> dict[str, list[Route]]:
    """Every route of every finding, by file."""
    routes: dict[str, list[Route]] = {}
    for diagnostic in found:
        for where in (diagnostic.primary, *(related.where for related in diagnostic.related)):
            if isinstance(where, Route):
                routes.setdefault(where.path, []).append(where)
    return routes


def _located(found: Diagnostic, files: "dict[str, _File]") -> Diagnostic:
    def place(where: Where) -> Location:
        return files[where.path].place(where) if isinstance(where, Route) else where

    if not isinstance(found.primary, Route) and not any(isinstance(r.where, Route) for r in found.related):
        return found
    related = tuple(Related(place(item.where), item.message) for item in found.related)
    return replace(found, primary=place(found.primary), related=related)


class _File:
    """A file opened to find places in it; a file that cannot be read has one place, its beginning."""

    def __init__(self, root: Root, path: str, routes: Iterable[Route]) -> None:
        self.table: Table | None = None
        self.tree: Node | None = None
        self.entries: dict[int, tuple[Node, int]] = {}
        self.fields: dict[str, dict[str, Field]] = {}  # of a table: by column and value, the first of each
        if path.endswith(".csv"):
            self.table, self.document = read_table(root, path)
            self.by_line = False
            return
        text, _ = read_text(root, path)
        self.document = Document(path, text or "")
        self.by_line = path.endswith(".jsonl")
        if not self.by_line and not self._pick([route.keys for route in routes]):
            self.tree = self._parse()

    def _pick(self, keys: list[tuple[str | int, ...]]) -> bool:
        """Parse only the entries that the routes lead to; False where they lead elsewhere too."""
        bare = all(route[:1] != ("excerpts",) for route in keys)
        inner = keys if bare else [route[1:] for route in keys if route[:1] == ("excerpts",)]
        numbers = [number for route in inner if route and isinstance(number := route[0], int)]
        if len(numbers) != len(keys):
            return False
        picked = pick(self.document.text, self.document.path, numbers, bare=bare)
        self.entries = picked or {}
        return picked is not None

    def _parse(self) -> Node | None:
        text, path = self.document.text, self.document.path
        if path.endswith((".yaml", ".yml")):
            return parse(text, path)[0]
        within = front_matter(text)
        return parse(text, path, span=within[:2])[0] if within else None

    def place(self, route: Route) -> Location:
        if self.table is not None:
            return self._field(self.table, route)
        if self.entries:
            return self._in_entry(route)
        node, keys = self.tree, route.keys
        if self.by_line and keys and isinstance(keys[0], int):
            line = keys[0] + 1
            start = self.document.lines.offset(line)
            if start is None:
                return Location(route.path)
            end = self.document.lines.end_of(line)
            node, _ = parse_line(self.document.text, start, end)
            if node is None:
                return self.document.where(start, end)
            keys = keys[1:]
        if node is None:
            return Location(route.path)
        return self.document.where(*_walk(node, keys, route.on == "key"))

    def _in_entry(self, route: Route) -> Location:
        keys = route.keys[1:] if route.keys[0] == "excerpts" else route.keys
        node, shift = self.entries[int(keys[0])]
        start, end = _walk(node, keys[1:], route.on == "key")
        return self.document.where(start + shift, end + shift)

    def _field(self, table: Table, route: Route) -> Location:
        """The field of the first row that has a value in a column."""
        column, value = (str(key) for key in route.keys)
        if column not in self.fields:
            rows = (row for row in reversed(table.rows) if column in row.fields)
            self.fields[column] = {row[column]: row.fields[column] for row in rows}
        field = self.fields[column].get(value)
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
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(_counted(node)):
            key, node = None, _counted(node)[step]
        else:
            return span(node)
    if key is not None and (on_key or (isinstance(node, Scalar) and node.start == node.end)):
        return key.start, key.end
    return span(node)


def _counted(node: Sequence) -> list[Node]:
    """The items that positions in a list count: reading a list of texts passes over the blank ones."""
    if all(isinstance(item, Scalar) for item in node.items):
        return [item for item in node.items if not blank(item)]
    return node.items


def _order(found: Diagnostic) -> tuple[str, int, int, str, str]:
    where = found.primary
    assert isinstance(where, Location)
    return where.path, where.line, where.column, found.rule.id, found.message
