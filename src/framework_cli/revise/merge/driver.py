"""Which merge a file gets, and the bytes that come of it."""

from pathlib import PurePosixPath
from typing import NamedTuple

from framework_cli.history.mergefile import merge_lines
from framework_cli.read.files import BOM, decode
from framework_cli.revise.merge.annotations import merge_annotations
from framework_cli.revise.merge.cells import merge_chart
from framework_cli.revise.merge.pieces import Marks, NotMergeableError, Part, settled
from framework_cli.write.endings import encode


class Merged(NamedTuple):
    """The merged file, and how many conflicts stand in it.

    `by_lines` says why the file was merged line by line, as git does; empty where it was not.
    """

    data: bytes
    conflicts: int
    by_lines: str = ""


def merge(base: bytes, ours: bytes, theirs: bytes, path: str, marks: Marks | None = None) -> Merged:
    """Merge three versions of the file at `path` (only its name counts); an empty `base` is a file of both.

    Line ends and byte order mark are those of the side that changed them.
    """
    marks = marks or Marks()
    known, data = settled(base, ours, theirs)
    if known:
        return Merged(data, 0)
    try:
        parts = _parts(_text(base), _text(ours), _text(theirs), path)
    except NotMergeableError as why:
        data, conflicts = merge_lines(base, ours, theirs, marks.ours, marks.theirs, marks.size)
        return Merged(data, conflicts, str(why))
    text = "".join(part.written(marks) for part in parts)
    if not settled(*(version.endswith(b"\n") for version in (base, ours, theirs)))[1]:
        text = text.removesuffix("\n")
    manner = theirs if _manner(ours) == _manner(base) else ours
    return Merged(encode(text, manner), sum(part.theirs is not None for part in parts))


def _parts(base: str, ours: str, theirs: str, path: str) -> list[Part]:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".md":
        return merge_chart(base, ours, theirs)
    if suffix not in (".yaml", ".yml", ".jsonl"):
        raise NotMergeableError("it is neither an annotation file nor a chart")
    return merge_annotations(base, ours, theirs, jsonl=suffix == ".jsonl")


def _text(data: bytes) -> str:
    """Canonical text that ends in a line feed, unless empty."""
    try:
        text = decode(data)
    except UnicodeDecodeError as bad:
        raise NotMergeableError(f"it is not UTF-8 at byte {bad.start}") from bad
    return text if text.endswith("\n") or not text else text + "\n"


def _manner(data: bytes) -> tuple[bool, bool, bool]:
    """Whether a file has a byte order mark, lines that end in CRLF, and lines that end in LF alone."""
    ends = data.count(b"\r\n")
    return data.startswith(BOM), ends > 0, data.count(b"\n") > ends
