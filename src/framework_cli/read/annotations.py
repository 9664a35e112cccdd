"""annotations/SOURCE.CODER.yaml (and .jsonl) → coded excerpts."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED, Annotations, Excerpt, Place, ReadMark
from framework_cli.read.cache import Pack
from framework_cli.read.fields import Document, Fields, plain
from framework_cli.read.files import canonical, read_bytes
from framework_cli.read.listing import File
from framework_cli.read.recall import recall, remember
from framework_cli.read.settings import coder_problem
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence, parse, values

ID = re.compile(r"\w[\w.-]*")
PLACE = re.compile(r"([1-9]\d{0,8})(?::([1-9]\d{0,8}))?-([1-9]\d{0,8})(?::([1-9]\d{0,8}))?")
LINE = re.compile(r"[1-9]\d{0,8}")
VERSION = re.compile(r"[0-9]{1,9}")
TEXT = {str}
WRONG = ReadMark(-1, "")


def read_annotations(
    root: Path, file: File, pack: Pack | None = None
) -> tuple[Annotations | None, list[Diagnostic]]:
    """One file of coded excerpts; None where it cannot be read at all. `pack` remembers sound files."""
    data, found = read_bytes(root, file.path)
    if data is None:
        return None, found
    source, coder, problems = name_of(file)
    text, broken = canonical(data, file.path)
    found = [*found, *problems, *broken]
    if text is None:
        return None, found
    sha = hashlib.sha256(data).hexdigest()
    kept = pack.get(sha) if pack else None
    if kept:
        return recall(kept, text, file.path, source, coder, sha), found
    entries = Entries(Document(file.path, text), source, coder)
    annotations = entries.sound(sha)
    if annotations is None:
        annotations = entries.flawed(sha)
    elif pack:
        memory = remember(annotations, text)
        if memory:
            pack.put(sha, memory)
    return annotations, found + entries.document.found


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

    def sound(self, sha: str) -> Annotations | None:
        """The whole file where nothing in it is wrong – the quick way, without places; else None."""
        content = values(self.document.text)
        path, bare = self.document.path, isinstance(content, tuple)
        if bare:
            content = {"excerpts": content}
        if not isinstance(content, dict):
            return None
        text, mark = content.pop("text", ""), _sound_mark(content.pop("read", None))
        listed = content.pop("excerpts", ())
        if content or type(listed) is not tuple or type(text) is not str or mark is WRONG:
            return None
        if {*map(type, listed)} - {dict}:
            return None
        made = [self.quick(entry, position) for position, entry in enumerate(listed)]
        excerpts = tuple([excerpt for excerpt in made if excerpt])
        if len(excerpts) != len(made):
            return None
        keys = () if bare else ("excerpts",)
        return Annotations(path, self.source, self.coder, excerpts, text, mark, keys, sha)

    def flawed(self, sha: str) -> Annotations:
        """The whole file with every problem, each at its place."""
        document = self.document
        node, problems = parse(document.text, document.path)
        document.found += problems
        base = Annotations(document.path, self.source, self.coder, sha=sha)
        if node is None:
            if not problems:
                document.report(rules.EMPTY_FILE, f"{document.path} is empty")
            return base
        if isinstance(node, Sequence):
            return replace(base, excerpts=self.list(node.items), keys=())
        fields = Fields(document, node, "an annotation file")
        text, mark = fields.text("text"), read_mark(document, fields.get("read"))
        excerpts = self.list(fields.items("excerpts"))
        fields.finish()
        return replace(base, excerpts=excerpts, text=text, read=mark)

    def list(self, items: Iterable[Node]) -> tuple[Excerpt, ...]:
        """Every entry that is one."""
        made = (self.careful(item, position) for position, item in enumerate(items))
        return tuple([excerpt for excerpt in made if excerpt is not None])

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


def _sound_mark(given: Any) -> ReadMark | None:
    """A reading mark without problems; `WRONG` where it has any."""
    if given is None:
        return None
    if type(given) is not dict or not given.keys() <= {"codebook", "on"}:
        return WRONG
    version, on = given.get("codebook", "0"), given.get("on", "")
    if type(version) is not str or type(on) is not str or not VERSION.fullmatch(version):
        return WRONG
    return ReadMark(int(version) if "codebook" in given else None, on)


def read_mark(document: Document, node: Node | None) -> ReadMark | None:
    """`read: {codebook: 4, on: 2026-03-02}`."""
    if node is None:
        return None
    fields = Fields(document, node, "`read`")
    mark = ReadMark(fields.number("codebook"), fields.text("on"))
    fields.finish()
    return mark
