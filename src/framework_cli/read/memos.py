"""memos/NAME.md → memos."""

from enum import StrEnum
from pathlib import Path
from typing import TypedDict

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.memo import Memo
from framework_cli.read.fields import Document, Fields
from framework_cli.read.files import conflicts, read_text
from framework_cli.read.identity import composed
from framework_cli.read.listing import File
from framework_cli.read.transcript import front_matter
from framework_cli.read.tree import parse


class Body(TypedDict):
    """The words of a memo, and the 1-based line where they start."""

    text: str
    line: int


class MemoKind(StrEnum):
    """What a memo is about the study."""

    ANALYTIC = "analytic"
    REFLEXIVE = "reflexive"
    METHOD = "method"
    DECISION = "decision"


def read_memo(root: Path, file: File) -> tuple[Memo | None, list[Diagnostic]]:
    """One memo; without front matter it is about nothing in particular."""
    text, found = read_text(root, file.path)
    if text is None:
        return None, found
    document = Document(file.path, text)
    document.found += [*found, *conflicts(text, file.path)]
    if not text.strip():
        document.report(rules.EMPTY_FILE, f"{file.path} is empty")
    within = front_matter(text)
    if within is None:
        return Memo(file.stem, file.path, **_body(text, 0)), document.found
    node, problems = parse(text, file.path, span=within[:2])
    document.found += problems
    fields = Fields(document, node, "the front matter")
    memo = Memo(
        id=file.stem,
        path=file.path,
        about=tuple(composed(about) for about in fields.texts("about")),
        by=fields.text("by"),
        on=fields.text("on"),
        kind=fields.choice("kind", MemoKind) or "",
        public=fields.flag("public"),
        **_body(text, within[2]),
    )
    fields.finish()
    return memo, document.found


def _body(text: str, start: int) -> Body:
    """The memo's words from an offset on, and the line where they start."""
    blank = len(text) - start - len(text[start:].lstrip("\n"))
    return {"text": text[start:].strip("\n"), "line": text.count("\n", 0, start + blank) + 1}
