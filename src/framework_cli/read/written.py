"""Annotation files in the form that the tool writes them, read at the speed of a pattern.

The patterns take in only what YAML can read in one way. Whatever else a file may hold is left to the
tree: one unusual line, and the whole file is.
"""

import json
import re
from dataclasses import replace

from framework_cli.model.excerpt import Annotations, Excerpt, Place, ReadMark

_HEAD = re.compile(
    r"(?:text: ([0-9a-f]{64})\n)?"
    r"(?:read: \{codebook: ([0-9]{1,9}), on: ([0-9]{4}-[0-9]{2}-[0-9]{2})\}\n)?"
    r"excerpts:\n"
)
_NUMBER = r"([1-9][0-9]{0,8})"
_QUOTED = r'"((?:[^"\\\n]|\\[nrt"\\])*)"'
_LABEL = r"[^\W_][^][{}\"#:&*!|>%@`,\n]*"
_ITEM = rf'(?:{_LABEL}|"(?:[^"\\\n]|\\[nrt"\\])*")'
_BLOCK = r"\|2-\n(    .*\n(?:    .*\n|\n)*)"
_WORDS = (
    r"- id: ([a-z][a-z0-9]{0,39})\n"
    rf"  at: {_NUMBER}:{_NUMBER}-{_NUMBER}:{_NUMBER}\n"
    rf"  quote: (?:{_BLOCK}|{_QUOTED}\n)"
)
_CODES = r"  codes:\n((?:    - [a-z0-9][a-z0-9-]*\n)+)"
_ENTRY = re.compile(
    _WORDS
    + rf"(?:  before: {_QUOTED}\n)?"
    + rf"(?:  after: {_QUOTED}\n)?"
    + _CODES
    + rf"(?:  open: \[({_ITEM}(?:, {_ITEM})*)\]\n)?"
    r"(  quotable: true\n)?"
    rf"(?:  memo: (?:{_BLOCK}|{_QUOTED}\n|([A-Za-z][^\t\n]*)\n))?"
    r"(?:  from: \[([a-z0-9]+(?:, [a-z0-9]+)*)\]\n)?"
    r"(?:  text: ([0-9a-f]{64})\n)?"
)
# An entry that says no more than where, what and which codes: most do, and this takes a third less time.
_PLAIN = re.compile(_WORDS + _CODES + r"(?=- id: |\Z)")
_LABELS = re.compile(_ITEM)
# Characters that YAML refuses, or takes for the end of a line.
_UNCERTAIN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def written(base: Annotations, text: str) -> Annotations | None:
    """The file as read, or None where it is not in the tool's own form throughout."""
    head, spread = _HEAD.match(text), entries(base, text)
    if head is None or not spread:
        return None
    mark = ReadMark(int(head[2]), head[3]) if head[2] else None
    excerpts = tuple([excerpt for excerpt, _ in spread])
    return replace(base, excerpts=excerpts, text=head[1] or "", read=mark)


def entries(base: Annotations, text: str) -> list[tuple[Excerpt, int]]:
    """The entries of a file and where each starts; none where it is not in the tool's own form throughout.

    Each entry then ends where the next one starts, and the last with the text.
    """
    head = _HEAD.match(text)
    if head is None or _UNCERTAIN.search(text):
        return []
    codes: dict[str, tuple[str, ...]] = {}
    found: list[tuple[Excerpt, int]] = []
    at, end = head.end(), len(text)
    while at < end:
        entry = _PLAIN.match(text, at) or _ENTRY.match(text, at)
        excerpt = _excerpt(entry, base, len(found), codes) if entry else None
        if entry is None or excerpt is None:
            return []
        found.append((excerpt, at))
        at = entry.end()
    return found


def _excerpt(
    entry: re.Match[str], base: Annotations, position: int, shared: dict[str, tuple[str, ...]]
) -> Excerpt | None:
    id, line, column, end_line, end_column, block, quoted, *more = entry.groups("")
    place = Place(int(line), int(column), int(end_line), int(end_column))
    quote = _unblocked(block) if block else _unescaped(quoted)
    if (block and quote.endswith("\n")) or not quote.strip() or place[:2] >= place[2:]:
        return None
    listed = more[0] if entry.re is _PLAIN else more[2]
    codes = shared.get(listed)
    if codes is None:
        codes = shared[listed] = tuple(listed[6:-1].split("\n    - "))
    plain = Excerpt(id, base.source, base.coder, base.path, position, quote, codes, place)
    return plain if entry.re is _PLAIN else _with_the_rest(plain, *more)


def _with_the_rest(
    excerpt: Excerpt, before: str, after: str, _: str, labels: str, quotable: str,
    block: str, quoted: str, plain: str, origins: str, text: str,
) -> Excerpt | None:  # fmt: skip
    """The excerpt with its optional keys; None where one of them may mean something else in YAML."""
    if plain and (": " in plain or " #" in plain or plain[-1] in ": "):
        return None
    memo = _unblocked(block) if block else _unescaped(quoted) or plain
    names = _LABELS.findall(labels)
    if (block and (memo.endswith("\n") or not memo.strip())) or any(
        name[-1] == " " or name == '""' for name in names
    ):
        return None
    return excerpt._replace(
        before=_unescaped(before),
        after=_unescaped(after),
        open=tuple([_unescaped(name[1:-1]) if name[0] == '"' else name for name in names]),
        quotable=bool(quotable),
        memo=memo,
        origins=tuple(origins.split(", ")) if origins else (),
        text=text,
    )


def _unblocked(block: str) -> str:
    """A text in a block scalar's lines."""
    return block[4:-1].replace("\n    ", "\n")


def _unescaped(quoted: str) -> str:
    """A text in double quotes: of its escapes only those are let through that YAML shares with JSON."""
    if "\\" not in quoted:
        return quoted
    text: str = json.loads(f'"{quoted}"', strict=False)
    return text
