"""One entry of an annotation file → a coded excerpt: quickly where it is sound, else with every problem."""

import re
from collections.abc import Callable
from typing import Any

from framework_cli.model import rules
from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.read.fields import Document, Fields, plain
from framework_cli.read.tree import Mapping, Node, Scalar

ID = re.compile(r"\w[\w.-]*")
PLACE = re.compile(r"([1-9]\d{0,8})(?::([1-9]\d{0,8}))?-([1-9]\d{0,8})(?::([1-9]\d{0,8}))?")
LINE = re.compile(r"[1-9]\d{0,8}")
TEXT = {str}


class Entries:
    """Builds the excerpts of one file; tuples of codes that recur are shared.

    `quick` and `careful` hold an entry to the same rules: where `quick` gives an excerpt, `careful`
    gives the same one and has nothing to report.
    """

    def __init__(self, document: Document, source: str, coder: str) -> None:
        self.document = document
        self.source = source
        self.coder = coder
        self.codes: dict[tuple[str, ...], tuple[str, ...]] = {}

    def quick(self, given: dict[str, Any], position: int) -> Excerpt | None:
        """The excerpt of an entry without problems (`given` is used up); None where one needs a look."""
        take: Callable[..., Any] = given.pop
        quote, id, at = take("quote", ""), take("id", None), take("at", None)
        codes, quotable = take("codes", ()), take("quotable", "false")
        if type(quote) is not str or not quote or quote.isspace() or not _words(codes):
            return None
        where = place(at) if type(at) is str else None
        if (at is not None and where is None) or (
            id is not None and not (type(id) is str and ID.fullmatch(id))
        ):
            return None
        labels: tuple[str, ...] = ()
        origins: tuple[str, ...] = ()
        before = after = memo = text = ""
        if given:
            labels, origins = take("open", ()), take("from", ())
            before, after, memo, text = (take(name, "") for name in ("before", "after", "memo", "text"))
            if given or not _words(labels) or not _words(origins):
                return None
            if {type(before), type(after), type(memo), type(text)} != TEXT:
                return None
        if quotable not in ("true", "false"):
            return None
        codes = self.codes.setdefault(codes, codes)
        return Excerpt(
            id or "", self.source, self.coder, self.document.path, position,
            quote, codes, where, before, after, labels, quotable == "true", memo, origins, text,
        )  # fmt: skip

    def careful(self, node: Node, position: int) -> Excerpt | None:
        """An entry with problems: each is reported, and what is known is kept."""
        document = self.document
        if not isinstance(node, Mapping):
            document.wrong(node, "an excerpt is written as `quote: …` and `codes: …`")
            return None
        fields = Fields(document, node, "this excerpt")
        excerpt = Excerpt(
            id=self._id(fields),
            source=self.source,
            coder=self.coder,
            path=document.path,
            position=position,
            at=self._place(fields),
            quote=self._quote(fields),
            before=fields.text("before"),
            after=fields.text("after"),
            codes=fields.texts("codes"),
            open=fields.texts("open"),
            quotable=fields.flag("quotable"),
            memo=fields.text("memo"),
            origins=fields.texts("from"),
            text=fields.text("text"),
        )
        fields.finish(hints=[("code", "did you mean “codes”?"), ("note", "did you mean “memo”?")])
        return excerpt

    def _id(self, fields: Fields) -> str:
        id = fields.text("id")
        if id and not ID.fullmatch(id):
            node = fields.get("id")
            assert node is not None
            message = "an excerpt's id may have only letters, digits, full stops, _ and -"
            self.document.wrong(node, message, "delete it: `framework check --fix` gives a new one")
            return ""
        return id

    def _quote(self, fields: Fields) -> str:
        quote = fields.text("quote")
        key = fields.key("quote")
        if key is None:
            fields.missing("quote", "every excerpt quotes the words it codes")
        elif not quote.strip() and (not fields.get("quote") or isinstance(fields.get("quote"), Scalar)):
            hint = "quote the words that are coded"
            self.document.report(rules.EMPTY_QUOTE, "the quote is empty", key.start, key.end, hint=hint)
        return quote

    def _place(self, fields: Fields) -> Place | None:
        node = fields.get("at")
        word = plain(self.document, node, "`at`") if node else None
        if node is None or word is None:
            return None
        at = place(word)
        if at is None:
            hint = "write lines (41-43) or lines and columns (41:5-43:22), the first before the last"
            self.document.report(
                rules.PLACE_SYNTAX, "this place cannot be read", node.start, node.end, hint=hint
            )
        return at


def place(word: str) -> Place | None:
    """`41:5-43:22`, `41-43` or `41` as a place; None for anything else, and where the end comes first."""
    found = PLACE.fullmatch(word)
    if found is None:
        return Place(int(word), None, int(word), None) if LINE.fullmatch(word) else None
    line, column, end_line, end_column = found.groups()
    if (column is None) != (end_column is None):
        return None
    if column is None:
        at = Place(int(line), None, int(end_line), None)
        return at if at.line <= at.end_line else None
    at = Place(int(line), int(column), int(end_line), int(end_column))
    return at if (at.line, int(column)) < (at.end_line, int(end_column)) else None


def _words(value: Any) -> bool:
    """Whether a value is a list of texts, none of them empty."""
    return type(value) is tuple and "" not in value and {*map(type, value)} <= TEXT
