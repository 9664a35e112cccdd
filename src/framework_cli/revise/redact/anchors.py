"""Excerpts of a transcript in which names were replaced: each at its place in the new text, exactly."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from framework_cli.index.context import AROUND, around
from framework_cli.model.excerpt import Annotations, Entry, Excerpt, Place
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Passage
from framework_cli.model.source import Source
from framework_cli.read.files import sha
from framework_cli.write.annotations import Keys, set_keys, set_text_hash
from framework_cli.write.entry import place
from framework_cli.write.splice import Splice


@dataclass(frozen=True, slots=True)
class Shifted:
    """A transcript before and after; every offset of the old text has one in the new."""

    source: Source
    splices: tuple[Splice, ...]
    text: str
    lines: Lines
    sha: str

    @classmethod
    def of(cls, source: Source, splices: tuple[Splice, ...], text: str) -> "Shifted":
        """A source and its new text, which the splices make of the old one."""
        return cls(source, splices, text, Lines.of(text), sha(text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch in the new text; one that begins or ends within a name takes in the whole pseudonym."""
        return self._offset(start, last=False), self._offset(end, last=True)

    def _offset(self, offset: int, *, last: bool) -> int:
        by = 0
        for splice in self.splices:
            if offset < splice.end or (last and offset == splice.end):
                if last and splice.start < offset:
                    return splice.start + by + len(splice.text.rstrip())
                return min(offset, splice.start) + by
            by += len(splice.text) - (splice.end - splice.start)
        return offset + by


def anchored(file: Annotations, text: str, shifted: Shifted, index: Mapping[Entry, Passage]) -> str:
    """An annotation file's text with its excerpts at their places in the new transcript.

    What has no certain place keeps the hash of the text in which it had one.
    """
    jsonl = file.path.endswith(".jsonl")
    changes: list[tuple[Excerpt, Keys]] = []
    for excerpt in file.excerpts:
        passage = index.get(excerpt.entry)
        keys = _keys(shifted, passage) if passage else _left(file, excerpt)
        if keys:
            changes.append((excerpt, keys))
    text = set_keys(text, changes, jsonl=jsonl) if changes else text
    return set_text_hash(text, shifted.sha, jsonl=jsonl) if file.text else text


def _keys(shifted: Shifted, passage: Passage) -> dict[str, str | None]:
    """What an entry is to say of its place in the new text; what it does not say it need not."""
    excerpt = passage.excerpt
    start, end = shifted.span(passage.start, passage.end)
    words = shifted.text[start:end]
    keys: dict[str, str | None] = {"quote": words} if excerpt.quote != words else {}
    before, after = around(shifted.text, start, end)
    unique = not (before or after)
    if unique and (excerpt.before or excerpt.after):
        before, after = shifted.text[max(0, start - AROUND) : start], shifted.text[end : end + AROUND]
    keys |= {"before": before or None} if excerpt.before != before else {}
    keys |= {"after": after or None} if excerpt.after != after else {}
    at = Place.of(shifted.lines, start, end)
    if not _places(excerpt.at, at, unique=unique):
        keys["at"] = place(at)
    if excerpt.text:
        keys["text"] = None
    return keys


def _places(written: Place | None, at: Place, *, unique: bool) -> bool:
    """Whether a place as written is right: lines alone do where the words stand in them."""
    if written is None:
        return unique
    lines = written.line <= at.line and at.end_line <= written.end_line
    return written == at or (written.column is None and lines)


def _left(file: Annotations, excerpt: Excerpt) -> dict[str, str | None]:
    return {"text": file.text} if file.text and not excerpt.text else {}


def moved(
    passages: Iterable[Passage], shifted: Mapping[str, Shifted]
) -> Iterator[tuple[Entry, tuple[int, int]]]:
    """Where each passage stands in the new texts."""
    for p in passages:
        new = shifted.get(p.excerpt.source)
        span = (p.start, p.end)
        yield p.excerpt.entry, new.span(*span) if new else span
