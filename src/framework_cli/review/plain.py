"""An annotation file a line an excerpt, in order, so that two versions of it can be compared by eye."""

from collections.abc import Iterator
from pathlib import Path

from framework_cli.model.excerpt import Annotations, Excerpt
from framework_cli.model.severity import Severity
from framework_cli.read.annotations import read_annotations
from framework_cli.read.listing import File


def excerpt_lines(file: Path) -> bytes:
    """What an annotation file says, places left out: they change whenever the transcript does.

    A file with errors is given as it is, so that nothing in it is hidden.
    """
    named = File(file.name, file.stem, file.suffix.lower())
    read, found = read_annotations(file.parent, named)
    if read is None or any(d.severity is Severity.ERROR and d.primary.path == named.path for d in found):
        return file.read_bytes()
    return "".join(f"{line}\n" for line in _lines(read)).encode()


def _lines(read: Annotations) -> Iterator[str]:
    if read.text:
        yield f"looked up in transcript {read.text[:8]}"
    if read.read:
        version = f" under codebook {read.read.codebook}" if read.read.codebook is not None else ""
        yield f"read through{version} on {read.read.on}"
    for excerpt in read.excerpts:
        yield _line(excerpt)
    if read.dropped:
        yield f"left out of the agreed coding: {', '.join(read.dropped)}"


def _line(excerpt: Excerpt) -> str:
    """`[k3f9a2q7] stigma, anger: “nobody had told us” · memo: Compare P09.`"""
    codes = ", ".join([*excerpt.codes, *(f"“{label}”?" for label in excerpt.open)]) or "no code"
    notes = [
        "quotable" if excerpt.quotable else "",
        f"memo: {_flat(excerpt.memo)}" if excerpt.memo else "",
        f"from: {', '.join(excerpt.origins)}" if excerpt.origins else "",
        f"looked up in transcript {excerpt.text[:8]}" if excerpt.text else "",
    ]
    said = f"[{excerpt.id or 'no id'}] {codes}: “{_flat(excerpt.quote)}”"
    return " · ".join([said, *(note for note in notes if note)])


def _flat(words: str) -> str:
    return " ".join(words.split())
