"""annotations/SOURCE.CODER.yaml (and .jsonl) → coded excerpts."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED, Annotations, Excerpt, Place, ReadMark
from framework_cli.read.fields import Document, Fields, plain
from framework_cli.read.files import canonical, read_bytes
from framework_cli.read.listing import File
from framework_cli.read.settings import coder_problem
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence, parse

ID = re.compile(r"\w[\w.-]*")
PLACE = re.compile(r"([1-9]\d{0,8})(?::([1-9]\d{0,8}))?-([1-9]\d{0,8})(?::([1-9]\d{0,8}))?")
LINE = re.compile(r"[1-9]\d{0,8}")


def read_annotations(root: Path, file: File) -> tuple[Annotations | None, list[Diagnostic]]:
    """One file of coded excerpts; None where it cannot be read at all."""
    data, found = read_bytes(root, file.path)
    if data is None:
        return None, found
    source, coder, problems = name_of(file)
    text, broken = canonical(data, file.path)
    found = [*found, *problems, *broken]
    if text is None:
        return None, found
    digest = hashlib.sha256(data).hexdigest()
    node, problems = parse(text, file.path)
    document = Document(file.path, text)
    document.found += [*found, *problems]
    entries = Entries(document, source, coder)
    if node is None:
        if not problems:
            document.report(rules.EMPTY_FILE, f"{file.path} is empty")
        return Annotations(file.path, source, coder, sha=digest), document.found
    annotations = entries.file(node, digest)
    return annotations, document.found


def name_of(file: File) -> tuple[str, str, list[Diagnostic]]:
    """Source and coder as the file's name gives them: the coder is what follows the last dot."""
    source, dot, coder = file.stem.rpartition(".")
    document = Document(file.path, "")
    if not dot or not source or not coder:
        hint = f"name it {file.stem.strip('.')}.CODER{file.suffix}"
        document.report(rules.NO_CODER, f"{file.path} names no coder", hint=hint)
        return file.stem, "", document.found
    if coder != AGREED and (why := coder_problem(coder)):
        document.report(rules.SETTING_CODER, why, hint=f"name it {source}.CODER{file.suffix}")
    return source, coder, document.found


class Entries:
    """Builds the excerpts of one file; tuples of codes that recur are shared."""

    def __init__(self, document: Document, source: str, coder: str) -> None:
        self.document = document
        self.source = source
        self.coder = coder
        self.codes: dict[tuple[str, ...], tuple[str, ...]] = {}

    def file(self, node: Node, digest: str) -> Annotations:
        """The whole file: a mapping with `excerpts`, or a bare list."""
        document = self.document
        if isinstance(node, Sequence):
            excerpts = self.list(node.items)
            return Annotations(document.path, self.source, self.coder, excerpts, keys=(), sha=digest)
        fields = Fields(document, node, "an annotation file")
        text = fields.text("text")
        mark = read_mark(document, fields.get("read"))
        excerpts = self.list(fields.items("excerpts"))
        fields.finish()
        return Annotations(document.path, self.source, self.coder, excerpts, text, mark, sha=digest)

    def list(self, items: Iterable[Node]) -> tuple[Excerpt, ...]:
        """Every entry that is one."""
        made = (self.entry(item, position) for position, item in enumerate(items))
        return tuple([excerpt for excerpt in made if excerpt is not None])

    def entry(self, node: Node, position: int) -> Excerpt | None:
        """One excerpt: quickly where all is as it should be, else key by key with every problem."""
        if type(node) is Mapping:
            excerpt = self.quick(node, position)
            if excerpt is not None:
                return excerpt
        return self.careful(node, position)

    def quick(self, node: Mapping, position: int) -> Excerpt | None:
        """The excerpt of an entry without problems; None where something needs a second look."""
        id = quote = before = after = memo = text = ""
        codes: tuple[str, ...] = ()
        labels: tuple[str, ...] = ()
        origins: tuple[str, ...] = ()
        at = None
        quotable = False
        for key, value in node.entries:
            name = key[0]
            if type(value) is Scalar:
                word = value[0]
                if not word:
                    return None
                if name == "quote":
                    quote = word
                elif name == "id":
                    id = word
                    if not ID.fullmatch(id):
                        return None
                elif name == "at":
                    at = place(word)
                    if at is None:
                        return None
                elif name == "before":
                    before = word
                elif name == "after":
                    after = word
                elif name == "memo":
                    memo = word
                elif name == "quotable" and word == "true":
                    quotable = True
                elif name == "text":
                    text = word
                else:
                    return None
            elif type(value) is Sequence:
                words = tuple([item[0] for item in value.items if type(item) is Scalar and item[0]])
                if len(words) != len(value.items):
                    return None
                if name == "codes":
                    codes = self.codes.setdefault(words, words)
                elif name == "open":
                    labels = words
                elif name == "from":
                    origins = words
                else:
                    return None
            else:
                return None
        if not quote or quote.isspace():
            return None
        return Excerpt(
            id, self.source, self.coder, self.document.path, position,
            quote, codes, at, before, after, labels, quotable, memo, origins, text,
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


def read_mark(document: Document, node: Node | None) -> ReadMark | None:
    """`read: {codebook: 4, on: 2026-03-02}`."""
    if node is None:
        return None
    fields = Fields(document, node, "`read`")
    mark = ReadMark(fields.number("codebook"), fields.text("on"))
    fields.finish()
    return mark
