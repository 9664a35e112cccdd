"""The places of a source's excerpts, resolved now or remembered from an earlier run."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from framework_cli.history.past import Missing, Past
from framework_cli.index.resolve import resolve
from framework_cli.model.excerpt import Annotations, Excerpt, Place
from framework_cli.model.passage import Anchor, Candidate, Status
from framework_cli.model.source import Source
from framework_cli.read.cache import Pack

# How places are looked for; other words make what was remembered before be looked for again.
MANNER = "by the old text where git has it"
_STATUSES = tuple(Status)
_CODES = {status: n for n, status in enumerate(_STATUSES)}


# What was found of entries recorded against one older text: why that is not known, and an anchor for each.
Settled = dict[tuple[str, str, tuple[tuple[str | Place | None, ...], ...]], tuple[str, list[Anchor]]]
MOST_SETTLED = 200


class Places(NamedTuple):
    """An anchor for each excerpt, file by file; and why a text that was coded is not known, if one is not."""

    files: list[list[Anchor]]
    lack: Missing | None


def places(
    source: Source,
    files: Sequence[Annotations],
    pack: Pack | None,
    past: Past,
    settled: Settled | None = None,
) -> Places:
    """Find the excerpts of a source, or remember where they were found.

    All coders' excerpts whose places were recorded against one text are resolved together: they are
    each other's neighbours. Only what had to be searched for is remembered, as numbers; what had to
    do without the text that was coded is searched for again once git may know more. `settled` is what one
    process remembers: that an entry is added beside them changes nothing for those of an older text.
    """
    excerpts = [excerpt for file in files for excerpt in file.excerpts]
    recorded = [excerpt.text or file.text for file in files for excerpt in file.excerpts]
    unchanged = set(recorded) <= {source.sha}
    key = "" if unchanged or pack is None else _key(source, files)
    kept = pack.get(key) if pack is not None and key else None
    if kept is not None and (not kept[0] or kept[0] == past.traces(source.path)):
        _, lack, frozen = kept
        found = [_thaw(item) for item in frozen]
    else:
        lack, found = _resolved(source, excerpts, recorded, past, settled)
        if pack is not None and key:
            known = past.traces(source.path) if lack else ""
            pack.put(key, [known, lack, [_freeze(anchor) for anchor in found]])
    anchors = iter(found)
    return Places([[next(anchors) for _ in file.excerpts] for file in files], Missing[lack] if lack else None)


def _resolved(
    source: Source,
    excerpts: Sequence[Excerpt],
    recorded: Sequence[str],
    past: Past,
    settled: Settled | None,
) -> tuple[str, list[Anchor]]:
    """Why an old text is not known (or nothing), and an anchor for each excerpt.

    `recorded` are the hashes of the texts their places were recorded against, empty where none was.
    """
    groups: dict[str, list[int]] = {text: [] for text in recorded}
    for n, text in enumerate(recorded):
        groups[text].append(n)
    lack = ""
    found: dict[int, Anchor] = {}
    for text, members in groups.items():
        group = [excerpts[n] for n in members]
        if text == source.sha:
            anchors = resolve(source.text, group, lines=source.lines, same_text=True)
        else:
            why, anchors = _searched(source, text, group, past, settled)
            lack = lack or why
        found.update(zip(members, anchors, strict=True))
    return lack, [found[n] for n in range(len(excerpts))]


def _searched(
    source: Source, text: str, group: Sequence[Excerpt], past: Past, settled: Settled | None
) -> tuple[str, list[Anchor]]:
    """The places of entries recorded against another text, or against none; and why that is not known."""
    key = source.sha, text, tuple((each.quote, each.at, each.before, each.after) for each in group)
    if settled is not None and key in settled:
        return settled[key]
    old = past.text(source.path, text) if text else None
    lack, old = (old.name, None) if isinstance(old, Missing) else ("", old)
    same_text = False if text else None
    anchors = resolve(source.text, group, lines=source.lines, same_text=same_text, old=old)
    if settled is not None:
        if len(settled) >= MOST_SETTLED:
            settled.clear()
        settled[key] = lack, anchors
    return lack, anchors


def _key(source: Source, files: Sequence[Annotations]) -> str:
    """What the places depend on; empty where a file's hash is not known."""
    if not all(file.sha for file in files):
        return ""
    parts = [MANNER, source.path, source.sha, *(file.sha for file in files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _freeze(anchor: Anchor) -> list[Any]:
    status, start, end, candidates = anchor
    return [_CODES[status], start, end, *([candidates] if candidates else [])]


def _thaw(kept: list[Any]) -> Anchor:
    candidates = tuple(Candidate(*item) for item in kept[3]) if len(kept) > 3 else ()
    return Anchor(_STATUSES[kept[0]], kept[1], kept[2], candidates)
