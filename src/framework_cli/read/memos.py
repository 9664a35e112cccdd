"""memos/NAME.md → memos."""

from enum import StrEnum
from pathlib import Path

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.memo import Memo
from framework_cli.read.fields import Document, Fields
from framework_cli.read.files import conflicts, read_text
from framework_cli.read.listing import File
from framework_cli.read.transcript import front_matter
from framework_cli.read.tree import parse


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
        return Memo(file.stem, file.path, text=text.strip("\n")), document.found
    node, problems = parse(text, file.path, span=within[:2])
    document.found += problems
    fields = Fields(document, node, "the front matter")
    memo = Memo(
        id=file.stem,
        path=file.path,
        about=fields.texts("about"),
        by=fields.text("by"),
        on=fields.text("on"),
        kind=fields.choice("kind", MemoKind) or "",
        public=fields.flag("public"),
        text=text[within[2] :].strip("\n"),
    )
    fields.finish()
    return memo, document.found
