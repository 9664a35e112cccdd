"""The places of a source's excerpts, resolved now or remembered from an earlier run."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from framework_cli.index.resolve import resolve
from framework_cli.model.excerpt import Annotations, Excerpt
from framework_cli.model.passage import Anchor, Candidate, Status
from framework_cli.model.source import Source
from framework_cli.read.cache import Pack

_STATUSES = tuple(Status)
_CODES = {status: n for n, status in enumerate(_STATUSES)}


def places(source: Source, files: Sequence[Annotations], pack: Pack | None) -> Iterator[list[Anchor]]:
    """An anchor for each excerpt, file by file.

    All coders' excerpts whose places were recorded against one text are resolved together: they are
    each other's neighbours. Only what had to be searched for is remembered, as numbers.
    """
    unchanged = all(_recorded(file, excerpt) == source.sha for file in files for excerpt in file.excerpts)
    key = "" if unchanged or pack is None else _key(source, files)
    kept = pack.get(key) if pack is not None and key else None
    if kept is not None:
        anchors = iter([_thaw(item) for item in kept])
    else:
        found = _resolved(source, [(_recorded(file, e), e) for file in files for e in file.excerpts])
        if pack is not None and key:
            pack.put(key, [_freeze(anchor) for anchor in found])
        anchors = iter(found)
    for file in files:
        yield [next(anchors) for _ in file.excerpts]


def _recorded(file: Annotations, excerpt: Excerpt) -> str:
    """The hash of the text that an excerpt's place was recorded against; empty where none was."""
    return excerpt.text or file.text


def _resolved(source: Source, excerpts: Sequence[tuple[str, Excerpt]]) -> list[Anchor]:
    groups: dict[str, list[int]] = {}
    for n, (recorded, _) in enumerate(excerpts):
        groups.setdefault(recorded, []).append(n)
    found: list[Anchor | None] = [None] * len(excerpts)
    for recorded, members in groups.items():
        same_text = recorded == source.sha if recorded else None
        group = [excerpts[n][1] for n in members]
        anchors = resolve(source.text, group, lines=source.lines, same_text=same_text)
        for n, anchor in zip(members, anchors, strict=True):
            found[n] = anchor
    return [anchor for anchor in found if anchor is not None]


def _key(source: Source, files: Sequence[Annotations]) -> str:
    """What the places depend on; empty where a file's hash is not known."""
    if not all(file.sha for file in files):
        return ""
    return hashlib.sha256("\n".join([source.sha, *(file.sha for file in files)]).encode()).hexdigest()


def _freeze(anchor: Anchor) -> list[Any]:
    status, start, end, candidates = anchor
    return [_CODES[status], start, end, *([candidates] if candidates else [])]


def _thaw(kept: list[Any]) -> Anchor:
    candidates = tuple(Candidate(*item) for item in kept[3]) if len(kept) > 3 else ()
    return Anchor(_STATUSES[kept[0]], kept[1], kept[2], candidates)
