"""Splices: small replacements in a text, worked out from the places of a tree's nodes.

Everything between two splices stays as it is. All functions take canonical text and nodes of it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from framework_cli.read import tree
from framework_cli.write.entry import Value, in_block, in_flow, item, member, member_in_block

Span = tuple[int, int]


class Splice(NamedTuple):
    """Text to be put in place of `start` to `end` (code points, end exclusive)."""

    start: int
    end: int
    text: str


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Make all replacements at once; insertions at one place keep the order they are given in."""
    parts: list[str] = []
    at = 0
    for splice in sorted(splices, key=lambda each: each[:2]):
        parts += text[at : splice.start], splice.text
        at = max(at, splice.end)
    return "".join([*parts, text[at:]])


def line_start(text: str, at: int) -> int:
    """Where the line of an offset starts."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where the line of an offset ends: its line feed, or the end of the text."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def is_flow(text: str, node: tree.Node) -> bool:
    """Whether a list or mapping is written in brackets or braces."""
    if isinstance(node, tree.Mapping):
        return text.startswith("{", node.start) and not (
            node.entries and node.entries[0][0].start == node.start
        )
    return isinstance(node, tree.Sequence) and text.startswith("[", node.start)


def content_end(text: str, node: tree.Node) -> int:
    """Where a node's last character stands. The parser's ends run on over blank lines and comments."""
    if isinstance(node, tree.Scalar):
        return _block_end(text, node) if node.style in ("|", ">") else node.end
    if is_flow(text, node):
        return node.end
    last = node.items[-1] if isinstance(node, tree.Sequence) else node.entries[-1][1]
    return content_end(text, last)


def _block_end(text: str, node: tree.Scalar) -> int:
    """Blank lines below a block scalar are nobody's, unless they are kept (`+`) or hold spaces."""
    whole = text[node.start : node.end]
    end = node.start + len(whole.rstrip(" \n"))
    tail = text[end : node.end].split("\n")[:-1]
    if "+" in whole.split("\n", 1)[0] or any(tail):
        end = max(end, text.rfind("\n", node.start, node.end))
    return end


def remove_lines(text: str, start: int, end: int) -> Splice:
    """Take out whole lines, from that of `start` to that of `end`."""
    start, end = line_start(text, start), line_end(text, end)
    if end < len(text):
        return Splice(start, end + 1, "")
    # The last line has no line feed of its own to give up: the one before it goes.
    return Splice(max(start - 1, 0), end, "")


def flow_items(
    text: str, spans: Sequence[Span], gone: Collection[int], added: Sequence[str], opening: int
) -> list[Splice]:
    """Take items out of brackets or braces, and put others after the last that stays.

    `spans` are the places of the items there, `gone` the numbers of those to go, `opening` the place
    of the bracket.
    """
    kept = [number for number in range(len(spans)) if number not in gone]
    if not kept:
        whole = Splice(spans[0][0], spans[-1][1], ", ".join(added)) if spans else None
        return [whole or Splice(opening + 1, opening + 1, ", ".join(added))]
    splices = [Splice(spans[kept[-1]][1], spans[kept[-1]][1], "".join(f", {each}" for each in added))]
    for number in sorted(gone):
        start, end = spans[number]
        if number < kept[0]:
            splices.append(Splice(start, spans[number + 1][0], ""))
        elif "#" in text[spans[number - 1][1] : start]:
            # A comment stands between: take the item with its own comma, and leave the one before.
            rest = text[end:].lstrip(" ")
            splices.append(Splice(start, len(text) - len(rest) + 1 if rest.startswith(",") else end, ""))
        else:
            splices.append(Splice(spans[number - 1][1], end, ""))
    return splices


def without_items(text: str, node: tree.Sequence, numbers: Collection[int]) -> list[Splice]:
    """Take items out of a list, in brackets or a line each."""
    if not numbers:
        return []
    if is_flow(text, node):
        return flow_items(text, [(each.start, each.end) for each in node.items], numbers, [], node.start)
    gone = (node.items[number] for number in sorted(numbers))
    return [remove_lines(text, dash_of(text, each.start), content_end(text, each)) for each in gone]


def dash_of(text: str, start: int) -> int:
    """The place of the dash before a list's item."""
    at = start - 1
    while at >= 0 and text[at] in " \t\n":
        at -= 1
    return at


def set_list(
    text: str, key: str, node: tree.Sequence, wanted: Sequence[str], *, json: bool = False
) -> list[Splice]:
    """Make a list hold what is wanted: what is there stays as written, the rest goes, new items come last."""
    values = [each.value if isinstance(each, tree.Scalar) else None for each in node.items]
    gone = {number for number, value in enumerate(values) if value not in wanted}
    added = [value for value in wanted if value not in values]
    if not gone and not added:
        return []
    if is_flow(text, node):
        spans = [(each.start, content_end(text, each)) for each in node.items]
        return flow_items(text, spans, gone, [item(key, each, json=json) for each in added], node.start)
    space = "\n" + " " * (node.start - line_start(text, node.start))
    lines = "".join(f"{space}- {item(key, each)}" for each in added)
    kept = [each for number, each in enumerate(node.items) if number not in gone]
    if not kept:
        start = line_start(text, node.start) - 1
        return [Splice(start, line_end(text, content_end(text, node)), lines)]
    at = line_end(text, content_end(text, kept[-1]))
    return [Splice(at, at, lines), *without_items(text, node, gone)]


def set_members(
    text: str,
    node: tree.Mapping,
    order: Sequence[str],
    wanted: dict[str, Value | None],
    *,
    json: bool = False,
) -> list[Splice]:
    """Give a mapping's keys new values; None takes a key out.

    Keys that are there stay where they are; a new one goes below all that `order` has before it.
    """

    def rank(key: str) -> int:
        return order.index(key) if key in order else len(order)

    there = {key.value: (key, value) for key, value in node.entries}
    splices: list[Splice] = []
    for key in sorted(wanted, key=rank):
        value = wanted[key]
        if key not in there:
            if value is not None:
                before = [
                    name for name in there if rank(name) < rank(key) and wanted.get(name, "") is not None
                ]
                after = max(before, key=lambda name: there[name][0].start, default=None)
                splices += _new_member(text, node, there[after][1] if after else None, key, value, json=json)
        elif value is None:
            splices += _without_member(text, node, key)
        else:
            splices += _changed_member(text, node, *there[key], value, json=json)
    return splices


def _new_member(
    text: str, node: tree.Mapping, after: tree.Node | None, key: str, value: Value, *, json: bool
) -> list[Splice]:
    first = node.entries[0][0].start if node.entries else node.start + 1
    if is_flow(text, node):
        written = member(key, value, json=json)
        if after is not None:
            end = content_end(text, after)
            return [Splice(end, end, f", {written}")]
        return [Splice(first, first, f"{written}, " if node.entries else written)]
    indent = first - line_start(text, first)
    written = member_in_block(key, value, indent)
    space = "\n" + " " * indent
    if after is not None:
        end = line_end(text, content_end(text, after))
        return [Splice(end, end, space + written)]
    return [Splice(first, first, written + space)]


def _without_member(text: str, node: tree.Mapping, key: str) -> list[Splice]:
    number = next(i for i, (name, _) in enumerate(node.entries) if name.value == key)
    name, value = node.entries[number]
    if is_flow(text, node):
        spans = [(each.start, content_end(text, held)) for each, held in node.entries]
        return flow_items(text, spans, {number}, [], node.start)
    if number == 0 and len(node.entries) > 1 and text[line_start(text, name.start) : name.start].strip():
        end = line_end(text, content_end(text, value)) + 1
        while text.startswith(" ", end):
            end += 1
        return [Splice(name.start, end, "")]
    return [remove_lines(text, name.start, content_end(text, value))]


def _changed_member(
    text: str, node: tree.Mapping, name: tree.Scalar, old: tree.Node, value: Value, *, json: bool
) -> list[Splice]:
    if isinstance(old, tree.Sequence) and isinstance(value, tuple):
        return set_list(text, name.value, old, value, json=json)
    if is_flow(text, node):
        space = "" if text[old.start - 1] in " \n" else " "
        return [Splice(old.start, content_end(text, old), space + in_flow(name.value, value, json=json))]
    head, body = in_block(name.value, value, name.start - line_start(text, name.start))
    space = " " if head and text[old.start - 1] == ":" else ""
    end = content_end(text, old)
    if isinstance(old, tree.Scalar) and old.style in ("|", ">"):
        # The header's line may end in a comment, which stays; the lines below it go.
        header = old.start + len(text[old.start : end].split("\n", 1)[0].split(" ", 1)[0])
        below = min(line_end(text, old.start), end)
        return [Splice(old.start, header, head), Splice(below, max(below, end), body)]
    below = line_end(text, end)
    if not body:
        return [Splice(old.start, end, space + head)]
    return [Splice(old.start, end, space + head), Splice(below, below, body)]
