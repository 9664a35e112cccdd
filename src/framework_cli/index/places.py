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
    excerpts = [excerpt for file in files for excerpt in file.excerpts]
    recorded = [excerpt.text or file.text for file in files for excerpt in file.excerpts]
    unchanged = set(recorded) <= {source.sha}
    key = "" if unchanged or pack is None else _key(source, files)
    kept = pack.get(key) if pack is not None and key else None
    if kept is not None:
        anchors = iter([_thaw(item) for item in kept])
    else:
        found = _resolved(source, excerpts, recorded)
        if pack is not None and key:
            pack.put(key, [_freeze(anchor) for anchor in found])
        anchors = iter(found)
    for file in files:
        yield [next(anchors) for _ in file.excerpts]


def _resolved(source: Source, excerpts: Sequence[Excerpt], recorded: Sequence[str]) -> list[Anchor]:
    """An anchor for each excerpt; `recorded` are the hashes of the texts their places were recorded against.

    An empty hash says that none was recorded.
    """
    groups: dict[str, list[int]] = {text: [] for text in recorded}
    for n, text in enumerate(recorded):
        groups[text].append(n)
    found: dict[int, Anchor] = {}
    for text, members in groups.items():
        group = [excerpts[n] for n in members]
        same_text = text == source.sha if text else None
        found.update(
            zip(members, resolve(source.text, group, lines=source.lines, same_text=same_text), strict=True)
        )
    return [found[n] for n in range(len(excerpts))]


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
