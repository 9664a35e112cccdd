"""Annotations in the cache: ids, codes and places, and for each text only where it stands in the file.

Quotes, memos, contexts and open labels are cut out of the annotation file again, which is read anyway
and known by its hash: so that no word of a transcript is ever in the cache. A file with anything the
cache could not give back exactly is not remembered.
"""

import json
import re
from typing import Any

from framework_cli.model.excerpt import Annotations, Excerpt, Place, ReadMark

WORD = re.compile(r"[a-z0-9-]{1,80}")
ID = re.compile(r"[A-Za-z0-9_.-]{1,40}")
HASH = re.compile(r"[0-9a-f]{0,64}")
DAY = re.compile(r"[0-9-]{0,10}")
LINE_FEED = re.compile(r"\n(?=[^\n])")  # blank lines of a block are not indented
INDENTS = (4, 2, 6, 8, 3, 5)
# Besides what JSON must escape: what a YAML file cannot hold as it is.
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
QUOTED = 1  # how a text is written: 0 as it is, 1 in double quotes, 10 + n in a block indented by n

Span = tuple[int, int, int]


def remember(annotations: Annotations, text: str) -> list[Any] | None:
    """What the cache holds of an annotation file without problems; None where it cannot be remembered."""
    mark = annotations.read
    if not HASH.fullmatch(annotations.text) or (mark and not DAY.fullmatch(mark.on)):
        return None
    codes: dict[tuple[str, ...], int] = {}
    entries = []
    at = 0
    for excerpt in annotations.excerpts:
        entry = _entry(excerpt, text, at, codes)
        if entry is None:
            return None
        entries.append(entry)
        at = entry[4]
    if not all(WORD.fullmatch(code) for group in codes for code in group):
        return None
    return [annotations.text, list(mark) if mark else None, bool(annotations.keys), list(codes), entries]


def recall(kept: list[Any], text: str, path: str, source: str, coder: str, sha: str) -> Annotations:
    """The annotations that `remember` was given; `text` is that of the file with this hash."""
    hash_, mark, full, groups, entries = kept
    codes = [tuple(group) for group in groups]
    excerpts = []
    for position, (id, at, group, quotable, start, end, kind, more) in enumerate(entries):
        quote = text[start:end] if kind == 0 else _cut(text, start, end, kind)
        where = None if at is None else Place(*at)
        if more is None:
            excerpts.append(
                Excerpt(id, source, coder, path, position, quote, codes[group], where, quotable=quotable)
            )
            continue
        before, after, memo, labels, origins, own = more
        excerpts.append(
            Excerpt(
                id, source, coder, path, position, quote, codes[group], where,
                _cut(text, *before), _cut(text, *after),
                tuple([_cut(text, *label) for label in labels]), quotable,
                _cut(text, *memo), tuple(origins), own,
            )
        )  # fmt: skip
    keys: tuple[str | int, ...] = ("excerpts",) if full else ()
    read = ReadMark(*mark) if mark else None
    return Annotations(path, source, coder, tuple(excerpts), hash_, read, keys, sha)


def _entry(excerpt: Excerpt, text: str, at: int, codes: dict[tuple[str, ...], int]) -> list[Any] | None:
    if excerpt.id and not ID.fullmatch(excerpt.id):
        return None
    quote = _span(text, excerpt.quote, at)
    if quote is None:
        return None
    more = None
    if excerpt.before or excerpt.after or excerpt.memo or excerpt.open or excerpt.origins or excerpt.text:
        words = (excerpt.before, excerpt.after, excerpt.memo, *excerpt.open)
        spans = [_span(text, word, at) for word in words]
        if None in spans or not all(ID.fullmatch(origin) for origin in excerpt.origins):
            return None
        if not HASH.fullmatch(excerpt.text):
            return None
        more = [*spans[:3], spans[3:], excerpt.origins, excerpt.text]
    group = codes.setdefault(excerpt.codes, len(codes))
    return [excerpt.id, excerpt.at, group, excerpt.quotable, *quote, more]


def _span(text: str, value: str, at: int) -> Span | None:
    """Where a value stands in the file, from about `at` on. Any place will do that gives it back."""
    if not value:
        return (0, 0, 0)
    if "\n" not in value:
        start = text.find(value, at)
        if start >= 0:
            return (start, start + len(value), 0)
    else:
        for indent in INDENTS:
            written = LINE_FEED.sub("\n" + " " * indent, value)
            start = text.find(written, at)
            span = (start, start + len(written), 10 + indent)
            if start >= 0 and _cut(text, *span) == value:
                return span
    written = json.dumps(value, ensure_ascii=False)[1:-1]
    written = ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    start = text.find(written, at)
    return (start, start + len(written), QUOTED) if start >= 0 else None


def _cut(text: str, start: int, end: int, kind: int) -> str:
    """A value as `_span` found it."""
    words = text[start:end]
    if kind == 0:
        return words
    if kind == QUOTED:
        return str(json.loads(f'"{words}"', strict=False))
    return words.replace("\n" + " " * (kind - 10), "\n")
