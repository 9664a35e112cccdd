"""Codebook ids where theory and memos name them: canonical text in and out, nothing else touched.

In theory only what is certainly a code is changed: the items of a dimension's `from:`, and what
follows the slash in any `cell: CASE/CODE` and in the cells of a decision's `because:`. An edge's
`from:`, a node's id and a person's words may spell the same and mean something else.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from framework_cli.read import tree
from framework_cli.read.prose import front_matter
from framework_cli.write.errors import SpliceError
from framework_cli.write.scalars import word
from framework_cli.write.splice import Splice, apply, line_start, without_items


class Mention(NamedTuple):
    """A scalar that names a code: the id, the scalar, and the list it is an item of (None: it is a value)."""

    code: str
    node: tree.Scalar
    listing: tree.Sequence | None


def in_theory(text: str) -> list[Mention]:
    """Where a file of theory names codes. Raises SpliceError where it cannot be read."""
    return list(_theory(_root(text, None), ""))


def in_memo(text: str) -> list[Mention]:
    """Where a memo's front matter names codes. Raises SpliceError where it cannot be read."""
    front = front_matter(text)
    root = _root(text, front[:2]) if front else None
    if not isinstance(root, tree.Mapping):
        return []
    about = next((value for key, value in root.entries if key.value == "about"), None)
    items = about.items if isinstance(about, tree.Sequence) else []
    return [
        Mention(code, node, about if isinstance(about, tree.Sequence) else None)
        for node in items
        if isinstance(node, tree.Scalar) and (code := _meant(node.value))
    ]


def replace(text: str, mentions: list[Mention], heirs: Mapping[str, str]) -> str:
    """Put ids in place of others; an item that its list holds already goes."""
    splices: list[Splice] = []
    lists: dict[int, set[str]] = {}
    gone: dict[int, tuple[tree.Sequence, set[int]]] = {}
    for mention in mentions:
        node, listing = mention.node, mention.listing
        if mention.code not in heirs:
            continue
        new = node.value.removesuffix(mention.code) + heirs[mention.code]
        if listing is not None:
            there = lists.setdefault(listing.start, _values(listing))
            if new in there:
                numbers = gone.setdefault(listing.start, (listing, set()))[1]
                numbers.add(next(n for n, each in enumerate(listing.items) if each is node))
                continue
            there.add(new)
        splices.append(_changed(text, node, mention.code, heirs[mention.code]))
    for listing, numbers in gone.values():
        splices += without_items(text, listing, numbers)
    return apply(text, splices)


def _root(text: str, span: tuple[int, int] | None) -> tree.Node | None:
    root, problems = tree.parse(text, "", span=span)
    if problems:
        raise SpliceError(f"it cannot be read: {problems[0].message}")
    return root


def _theory(node: tree.Node | None, above: str) -> Iterator[Mention]:
    """Every mention below a node; `above` is the key of the list or mapping it belongs to."""
    if isinstance(node, tree.Sequence):
        for item in node.items:
            yield from _theory(item, above)
    if not isinstance(node, tree.Mapping):
        return
    for key, value in node.entries:
        if key.value == "cell" and isinstance(value, tree.Scalar):
            row, slash, code = value.value.rpartition("/")
            if row and slash:
                yield Mention(code, value, None)
        elif key.value == "from" and above == "dimensions" and isinstance(value, tree.Sequence):
            yield from (Mention(i.value, i, value) for i in value.items if isinstance(i, tree.Scalar))
        elif key.value == "because" and above == "decisions" and isinstance(value, tree.Sequence):
            scalars = (item for item in value.items if isinstance(item, tree.Scalar))
            yield from (Mention(code, item, value) for item in scalars if (code := _of_cell(item.value)))
        else:
            yield from _theory(value, key.value)


def _of_cell(cited: str) -> str:
    """The code of a cell that a decision cites; empty for an excerpt and for the path of a memo."""
    row, _, code = cited.rpartition("/")
    return code if row and not code.endswith(".md") else ""


def _meant(about: str) -> str:
    """The code that a memo's reference names; empty where it names none."""
    kind, _, id = about.partition(":")
    if kind == "code":
        return id.strip()
    return id.strip().rpartition("/")[2] if kind == "cell" and "/" in id else ""


def _changed(text: str, node: tree.Scalar, old: str, new: str) -> Splice:
    """The id within a scalar, whatever quotes stand around it."""
    if node.value == old and not node.style:
        return Splice(node.start, node.end, word(new))
    at = text.rfind(old, node.start, node.end)
    if at < 0:
        raise SpliceError(f"{old} is written with escapes")
    return Splice(at, at + len(old), new)


def _values(listing: tree.Sequence) -> set[str]:
    return {item.value for item in listing.items if isinstance(item, tree.Scalar)}


def line_of(text: str, mention: Mention) -> int:
    """The 1-based line of a mention."""
    return text.count("\n", 0, line_start(text, mention.node.start)) + 1
