"""Files of theory: which dimensions, typologies, nodes, edges, configurations and decisions they hold."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from framework_cli.read.files import read_text
from framework_cli.read.listing import list_folder
from framework_cli.read.snapshot import Root
from framework_cli.read.tree import Node, Scalar, Sequence, parse
from framework_cli.trail.change import Change, Kind

LISTS = ("dimensions", "typologies", "nodes", "edges", "configurations", "decisions")


class Claims(NamedTuple):
    """What a file of theory says: a digest of the whole, and of each entry by list and id."""

    whole: str
    entries: Mapping[tuple[str, str], str]
    broken: bool = False


def read_theory(root: Root, folder: str) -> dict[str, Claims]:
    """Every file of theory, by path. Only what has an id is told apart."""
    files, _ = list_folder(root, folder, (".yaml",))
    return {file.path: _claims(root, file.path) for file in files}


def theory_changes(before: Mapping[str, Claims], after: Mapping[str, Claims]) -> Iterator[Change]:
    """Files that came and went; in those that stayed, entries that came, went or differ."""
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old is None or new is None:
            yield Change(Kind.THEORY, path, _file(old, path), _file(new, path))
            continue
        told = False
        for what, id in dict.fromkeys([*old.entries, *new.entries]):
            was, now = old.entries.get((what, id)), new.entries.get((what, id))
            if was != now:
                told = True
                facts = {"path": path, "list": what}
                yield Change(Kind.THEORY, id, facts if was else None, facts if now else None)
        if not told and old.whole != new.whole:
            yield Change(Kind.THEORY, path, {"path": path}, {"path": path})


def _file(claims: Claims | None, path: str) -> dict[str, str] | None:
    return None if claims is None else {"path": path}


def _claims(root: Root, path: str) -> Claims:
    text, _ = read_text(root, path)
    if text is None:
        return Claims("", {}, broken=True)
    tree, problems = parse(text, path)
    entries: dict[tuple[str, str], str] = {}
    for name, held in _pairs(tree):
        if name in LISTS and isinstance(held, Sequence):
            for item in held.items:
                id = next((v.value for k, v in _pairs(item) if k == "id" and isinstance(v, Scalar)), "")
                if id:
                    entries.setdefault((name, id), _digest(item))
    broken = tree is None and bool(problems)
    return Claims(_digest(tree) if tree is not None else "", entries, broken)


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    if node is not None and not isinstance(node, Scalar | Sequence):
        yield from ((key.value, value) for key, value in node.entries)


def _digest(node: Node) -> str:
    """A digest of what an entry says, however it is laid out."""
    return hashlib.sha256(repr(_plain(node)).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return [(key.value, _plain(value)) for key, value in node.entries]
