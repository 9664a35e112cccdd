"""annotations/SOURCE.CODER.yaml and .jsonl → coded excerpts."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED, Annotations, Excerpt, ReadMark
from framework_cli.read import jsonl, tree
from framework_cli.read.excerpt import Entries
from framework_cli.read.fields import Document, Fields
from framework_cli.read.files import canonical, conflicts, read_bytes
from framework_cli.read.listing import File
from framework_cli.read.settings import coder_problem
from framework_cli.read.snapshot import Root
from framework_cli.read.syntax import Note, located
from framework_cli.read.tree import Node, Sequence
from framework_cli.read.written import written

VERSION = re.compile(r"[0-9]{1,9}")
WRONG = ReadMark(-1, "")


def read_annotations(root: Root, file: File) -> tuple[Annotations | None, list[Diagnostic]]:
    """One file of coded excerpts; None where it cannot be read at all.

    Three ways lead to the same excerpts: the tool's own form at a glance, any sound YAML without
    places, and what has problems with each at its place. A broken line of JSON loses that line only.
    """
    data, found = read_bytes(root, file.path)
    if data is None:
        return None, found
    source, coder, problems = name_of(file)
    text, broken = canonical(data, file.path)
    found = [*found, *problems, *broken]
    if text is None:
        return None, found
    sha = hashlib.sha256(data).hexdigest()
    entries = Entries(Document(file.path, text), source, coder)
    base = Annotations(file.path, source, coder, sha=sha)
    if file.suffix == ".jsonl":
        return _lines(base, entries), found + entries.document.found
    annotations = written(base, text) or sound(base, entries) or _flawed(base, entries)
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


def sound(base: Annotations, entries: Entries) -> Annotations | None:
    """A file of YAML where nothing in it is wrong – the quick way, without places; else None."""
    content = tree.values(entries.document.text)
    bare = isinstance(content, tuple)
    if bare:
        content = {"excerpts": content}
    if not isinstance(content, dict):
        return None
    text, mark = content.pop("text", ""), _sound_mark(content.pop("read", None))
    listed = content.pop("excerpts", ())
    dropped = content.pop("dropped", ()) if base.coder == AGREED else ()
    if type(dropped) is not tuple or {*map(type, dropped)} - {str}:
        return None
    if content or type(listed) is not tuple or type(text) is not str or mark is WRONG:
        return None
    if {*map(type, listed)} - {dict}:
        return None
    made = [entries.quick(entry, position) for position, entry in enumerate(listed)]
    excerpts = tuple([excerpt for excerpt in made if excerpt])
    if len(excerpts) != len(made):
        return None
    return replace(
        base, excerpts=excerpts, text=text, read=mark, keys=() if bare else base.keys, dropped=dropped
    )


def _flawed(base: Annotations, entries: Entries) -> Annotations:
    """A file of YAML with every problem, each at its place."""
    document = entries.document
    node, problems = tree.parse(document.text, document.path)
    document.found += problems
    if node is None:
        if not problems:
            document.report(rules.EMPTY_FILE, f"{document.path} is empty")
        return base
    if isinstance(node, Sequence):
        return replace(base, excerpts=_listed(entries, node.items), keys=())
    fields = Fields(document, node, "an annotation file")
    text, mark = fields.text("text"), _mark(document, fields.get("read"))
    excerpts = _listed(entries, fields.items("excerpts"))
    dropped = fields.texts("dropped") if base.coder == AGREED else ()
    fields.finish()
    return replace(base, excerpts=excerpts, text=text, read=mark, dropped=dropped)


def _listed(entries: Entries, items: Iterable[Node]) -> tuple[Excerpt, ...]:
    """Every entry that is one."""
    made = (entries.careful(item, position) for position, item in enumerate(items))
    return tuple([excerpt for excerpt in made if excerpt is not None])


def _lines(base: Annotations, entries: Entries) -> Annotations:
    """A file of JSON Lines: each line the quick way, and with its problems where that fails."""
    document = entries.document
    document.found += conflicts(document.text, document.path)
    if not document.text.strip():
        document.report(rules.EMPTY_FILE, f"{document.path} is empty")
    excerpts: list[Excerpt] = []
    numbers: list[int] = []
    notes: list[Note] = []
    for position, (number, start, end) in enumerate(jsonl.lines_of(document.text)):
        excerpt = entries.quick(jsonl.values(document.text[start:end]), len(excerpts))
        if excerpt is None:
            node, problems = jsonl.parse_line(document.text, start, end)
            notes += problems
            if position == 0 and jsonl.is_header(node):
                base = _header(base, document, node)
            elif node is not None:
                excerpt = entries.careful(node, len(excerpts))
        if excerpt is not None:
            excerpts.append(excerpt)
            numbers.append(number)
    document.found += located(document.text, document.path, notes)
    return replace(base, excerpts=tuple(excerpts), keys=(), entry_lines=tuple(numbers))


def _header(base: Annotations, document: Document, node: Node | None) -> Annotations:
    """The hash and reading mark on the first line."""
    fields = Fields(document, node, "the first line")
    dropped = fields.texts("dropped") if base.coder == AGREED else ()
    base = replace(base, text=fields.text("text"), read=_mark(document, fields.get("read")), dropped=dropped)
    fields.finish()
    return base


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


def _mark(document: Document, node: Node | None) -> ReadMark | None:
    """`read: {codebook: 4, on: 2026-03-02}`."""
    if node is None:
        return None
    fields = Fields(document, node, "`read`")
    mark = ReadMark(fields.number("codebook"), fields.text("on"))
    fields.finish()
    return mark
