"""Reading values out of a positioned tree, collecting every problem with its place."""

from collections.abc import Iterable
from collections.abc import Sequence as Items
from enum import StrEnum
from typing import TypeVar

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Rule
from framework_cli.model.lines import Lines
from framework_cli.read.suggest import did_you_mean
from framework_cli.read.tree import ALIAS, Mapping, Node, Scalar, Sequence

Choice = TypeVar("Choice", bound=StrEnum)


class Document:
    """A file's text and what was found wrong in it so far; lines are counted only once needed."""

    __slots__ = ("_lines", "found", "path", "text")

    def __init__(self, path: str, text: str, lines: Lines | None = None) -> None:
        self.path = path
        self.text = text
        self.found: list[Diagnostic] = []
        self._lines = lines

    @property
    def lines(self) -> Lines:
        """Where the lines start."""
        if self._lines is None:
            self._lines = Lines.of(self.text)
        return self._lines

    def where(self, start: int, end: int | None = None) -> Location:
        """The location of a stretch of the text, without the white space that ends it."""
        line, column = self.lines.position(start)
        if end is None or end <= start:
            return Location(self.path, line, column)
        length = len(self.text[start:end].rstrip())
        if not length:
            return Location(self.path, line, column)
        return Location(self.path, line, column, *self.lines.position(start + length))

    def report(
        self,
        rule: Rule,
        message: str,
        start: int = 0,
        end: int | None = None,
        *,
        hint: str = "",
        related: tuple[Related, ...] = (),
        words: str = "",
    ) -> None:
        """Note a problem at a stretch of the text."""
        self.found.append(Diagnostic(rule, message, self.where(start, end), hint, related, words))

    def wrong(self, node: Node, message: str, hint: str = "") -> None:
        """Note a value of the wrong kind."""
        self.report(rules.WRONG_VALUE, message, *span(node), hint=hint)


class Fields:
    """The keys of one mapping. Each is asked for once; `finish` reports those nobody asked for."""

    __slots__ = ("_asked", "_given", "document", "node", "what")

    def __init__(self, document: Document, node: Node | None, what: str) -> None:
        self.document = document
        self.node = node
        self.what = what
        self._asked: dict[str, None] = {}
        self._given: dict[str, tuple[Scalar, Node]] = {}
        if isinstance(node, Mapping):
            self._given = {key.value: (key, value) for key, value in node.entries}
        elif node is not None and not blank(node):
            document.wrong(node, f"{what} must be written as `key: value`")

    def get(self, name: str) -> Node | None:
        """The value of a key; None where it is absent or left blank."""
        self._asked[name] = None
        given = self._given.get(name)
        return None if given is None or blank(given[1]) else given[1]

    def key(self, name: str) -> Scalar | None:
        """The key itself, with its place."""
        given = self._given.get(name)
        return given[0] if given else None

    def text(self, name: str, *, required: bool = False, hint: str = "") -> str:
        """A text; empty where absent."""
        node = self.get(name)
        if node is None:
            if required:
                self.missing(name, hint)
            return ""
        return plain(self.document, node, f"`{name}`") or ""

    def number(self, name: str) -> int | None:
        """A whole number such as a codebook version."""
        node = self.get(name)
        value = None if node is None else plain(self.document, node, f"`{name}`")
        if node is None or value is None:
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            self.document.wrong(node, f"`{name}` must be a whole number", "write a number such as 4")
            return None
        return int(value)

    def flag(self, name: str) -> bool:
        """`true` or `false`; false where absent."""
        node = self.get(name)
        value = None if node is None else plain(self.document, node, f"`{name}`")
        if node is not None and value is not None and value not in ("true", "false"):
            self.document.wrong(node, f"`{name}` must be true or false", "write true or false")
        return value == "true"

    def choice(self, name: str, kinds: type[Choice]) -> Choice | None:
        """One of a few words."""
        node = self.get(name)
        value = None if node is None else plain(self.document, node, f"`{name}`")
        if node is None or value is None:
            return None
        if value not in set(kinds):
            words = ", ".join(kinds)
            hint = did_you_mean(value, kinds) or f"one of {words}"
            self.document.wrong(node, f"`{name}` must be one of {words}", hint)
            return None
        return kinds(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        node = self.get(name)
        return () if node is None else texts(self.document, node, f"`{name}`")

    def items(self, name: str, *, required: bool = False) -> Items[Node]:
        """The items of a list, each with its place."""
        node = self.get(name)
        if node is None:
            if required:
                self.missing(name)
            return ()
        if not isinstance(node, Sequence):
            self.document.wrong(node, f"`{name}` must be a list", "start each item with `- `")
            return ()
        return node.items

    def pairs(self, name: str) -> list[tuple[Scalar, Node]]:
        """The keys and values of a mapping."""
        node = self.get(name)
        if node is None:
            return []
        if not isinstance(node, Mapping):
            self.document.wrong(node, f"`{name}` must be written as `key: value`")
            return []
        return node.entries

    def missing(self, name: str, hint: str = "") -> None:
        """Note that a key is absent or blank, at the key or at the start of the mapping."""
        key = self.key(name)
        if key is not None:
            self.document.report(
                rules.MISSING_KEY, f"{self.what} has an empty `{name}`", *span(key), hint=hint
            )
        elif self.node is None:
            self.document.report(rules.MISSING_KEY, f"{self.what} has no `{name}`", hint=hint)
        elif isinstance(self.node, Mapping) or blank(self.node):  # of another form it has been said
            start, end = span(self.node)
            self.document.report(rules.MISSING_KEY, f"{self.what} has no `{name}`", start, end, hint=hint)

    def finish(self, hints: Iterable[tuple[str, str]] = ()) -> None:
        """Report unknown keys; `hints` says what to do about particular ones."""
        special = dict(hints)
        for name, (key, _) in self._given.items():
            if name not in self._asked:
                hint = special.get(name) or did_you_mean(name, self._asked)
                hint = hint or "known keys: " + ", ".join(self._asked)
                message = f"{self.what} has no key “{name}”"
                self.document.report(rules.UNKNOWN_KEY, message, key.start, key.end, hint=hint)


def blank(node: Node) -> bool:
    """Whether a value was left out: `key:` with nothing after it, or an alias that was refused."""
    return isinstance(node, Scalar) and not node.value and node.style in ("", ALIAS)


def plain(document: Document, node: Node, what: str) -> str | None:
    """The text of a scalar; None (and a problem) for anything else."""
    if isinstance(node, Scalar):
        return node.value
    hint = "text that starts with [ or { needs quotes" if document.text[node.start] in "[{" else ""
    document.wrong(node, f"{what} must be a text", hint)
    return None


def texts(document: Document, node: Node, what: str) -> tuple[str, ...]:
    """The texts of a list; a single text is kept and reported."""
    if isinstance(node, Scalar):
        document.wrong(node, f"{what} must be a list", f"put it in brackets: {what.strip('`')}: [ … ]")
        return (node.value,)
    if isinstance(node, Mapping):
        document.wrong(node, f"{what} must be a list", "start each item with `- `")
        return ()
    values = []
    for item in node.items:
        if blank(item):
            document.wrong(item, f"{what} has an empty item")
            continue
        value = plain(document, item, f"an item of {what}")
        if value is not None:
            values.append(value)
    return tuple(values)


def span(node: Node) -> tuple[int, int]:
    """The stretch to point at: a scalar itself; of a collection its first key or item."""
    while True:
        if isinstance(node, Scalar):
            return node.start, node.end
        inner: Node | None = node.entries[0][0] if isinstance(node, Mapping) and node.entries else None
        if isinstance(node, Sequence) and node.items:
            inner = node.items[0]
        if inner is None:
            return node.start, node.end
        if inner.start != node.start:
            return node.start, node.start + 1
        node = inner
