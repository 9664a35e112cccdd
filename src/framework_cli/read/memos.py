"""memos/NAME.md → memos."""

from enum import StrEnum

from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.memo import Memo
from framework_cli.read.identity import composed
from framework_cli.read.listing import File
from framework_cli.read.prose import front_fields, open_prose
from framework_cli.read.snapshot import Root


class MemoKind(StrEnum):
    """What a memo is about the study."""

    ANALYTIC = "analytic"
    REFLEXIVE = "reflexive"
    METHOD = "method"
    DECISION = "decision"


def read_memo(root: Root, file: File) -> tuple[Memo | None, list[Diagnostic]]:
    """One memo; without front matter it is about nothing in particular."""
    document, found = open_prose(root, file.path)
    if document is None:
        return None, found
    fields, body = front_fields(document)
    memo = Memo(
        id=file.stem,
        path=file.path,
        about=tuple(composed(about) for about in fields.texts("about")),
        by=fields.text("by"),
        on=fields.text("on"),
        kind=fields.choice("kind", MemoKind) or "",
        public=fields.flag("public"),
        text=document.text[body:].strip("\n"),
        line=_first_line(document.text, body),
    )
    fields.finish()
    return memo, found


def _first_line(text: str, start: int) -> int:
    """The 1-based line where a memo's words start."""
    blank = len(text) - start - len(text[start:].lstrip("\n"))
    return text.count("\n", 0, start + blank) + 1
