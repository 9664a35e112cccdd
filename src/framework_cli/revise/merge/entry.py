"""Three versions of one coded excerpt → one, key by key; codes are a set, and a place goes with its words."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from framework_cli.model.excerpt import Excerpt
from framework_cli.read import tree
from framework_cli.revise.merge.leaves import Leaf, remarks
from framework_cli.revise.merge.pieces import Part, lines, settled, union
from framework_cli.write import SpliceError
from framework_cli.write.annotations import set_keys
from framework_cli.write.entry import KEYS, Value
from framework_cli.write.sheet import Sheet, plain

ANCHOR = ("at", "quote", "before", "after")
CONTEXT = ("quote", "before", "after")
SETS = ("codes", "open", "from")
# What looking for a quote again may change without anybody having edited the entry.
LOOKED_UP = frozenset({"at", "before", "after", "text"})

Said = dict[str, Any]


class Settled(NamedTuple):
    """What a merged entry says, and what it says in theirs where a conflict is left (else None)."""

    ours: Said
    theirs: Said | None


def merge_entry(
    base: Leaf | None, ours: Leaf | None, theirs: Leaf | None, sha: str, *, json: bool
) -> Part | None:
    """One entry of the merged file, None where it is gone; `sha` is the hash that the file will name.

    An entry whose place was resolved against another text keeps that text's hash.
    """
    if base and ours and theirs and base[1:] == ours[1:] == theirs[1:] and base.sha == sha:
        return Part(base.body)
    if ours is None or theirs is None:
        there = ours or theirs
        if there is None or (base is not None and not _edited(base, there, json=json)):
            return None
        text = _write(there, _kept(there, sha), json=json)
        if base is None:
            return Part(text)
        return Part(text, "") if ours else Part("", text)
    said = settle(base, ours, theirs, sha)
    whole = Part(_write(ours, _kept(ours, sha), json=json), _write(theirs, _kept(theirs, sha), json=json))
    if said.theirs is not None:
        halves = Part(_write(ours, said.ours, json=json), _write(theirs, said.theirs, json=json))
        kept = _keeps(base, ours, halves.text, json=json) and _keeps(base, theirs, halves.theirs, json=json)
        return halves if kept else whole
    return _clean(base, ours, theirs, said.ours, json=json) or whole


def settle(base: Leaf | None, ours: Leaf, theirs: Leaf, sha: str) -> Settled:
    """What the merged entry says: what one side changed is taken, a set takes both sides' changes."""
    before = base.said if base else {}
    merged: Said = {}
    clashes: set[str] = set()
    for key in dict.fromkeys([*before, *ours.said, *theirs.said]):
        if key in (*ANCHOR, "text"):
            continue
        values = before.get(key), ours.said.get(key), theirs.said.get(key)
        known, value = settled(*values)
        if not known and key in SETS:
            known, value = True, list(union(*(_list(each) for each in values))) or None
        if not known:
            clashes.add(key)
        if value is not None:
            merged[key] = value
    anchored = _anchored(base, ours, theirs, sha)
    if not clashes and anchored is not None:
        return Settled({**merged, **_anchor(anchored, sha)}, None)
    halves = []
    for side in (ours, theirs):
        own = {key: value for key, value in side.said.items() if key in clashes}
        rest = {key: value for key, value in merged.items() if key not in clashes}
        halves.append({**rest, **own, **_anchor(anchored or side, sha)})
    return Settled(*halves)


def _anchored(base: Leaf | None, ours: Leaf, theirs: Leaf, sha: str) -> Leaf | None:
    """The side whose place, words and hash hold together; None where the sides put the excerpt elsewhere."""
    was, one, other = (each and _values(each, ANCHOR) for each in (base, ours, theirs))
    shas = (base.sha if base else "", ours.sha, theirs.sha)
    if one == other:
        known, hash = settled(*shas)
        wanted = hash if known else sha if sha in shas[1:] else min(shas[1:])
        return ours if ours.sha == wanted else theirs
    if was in (one, other):
        return theirs if was == one else ours
    # Both sides looked the same words up again, each in its own corrected transcript: either place is
    # right in its own text, and the words find it in the merged one.
    if _values(ours, CONTEXT) == _values(theirs, CONTEXT) and ours.sha != theirs.sha:
        if sha in shas[1:]:
            return ours if ours.sha == sha else theirs
        return min(ours, theirs, key=lambda side: side.sha)
    return None


def _anchor(side: Leaf, sha: str) -> Said:
    """A side's place and words, with its hash where that is not the file's."""
    said = {key: side.said[key] for key in ANCHOR if key in side.said}
    return said | ({"text": side.sha} if side.sha and side.sha != sha else {})


def _kept(side: Leaf, sha: str) -> Said:
    rest = {key: value for key, value in side.said.items() if key not in (*ANCHOR, "text")}
    return {**rest, **_anchor(side, sha)}


def _values(side: Leaf, keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(side.said.get(key) for key in keys)


def _edited(base: Leaf, now: Leaf, *, json: bool) -> bool:
    """Whether somebody changed an entry; that it was looked up again in another text is no change of it."""
    keys = {*base.said, *now.said} - (LOOKED_UP if base.sha != now.sha else set())
    said = any(base.said.get(key) != now.said.get(key) for key in keys)
    return said or _remarks(base.body, json=json) != _remarks(now.body, json=json)


def _clean(base: Leaf | None, ours: Leaf, theirs: Leaf, said: Said, *, json: bool) -> Part | None:
    """An entry without conflict, as far as can be in the lines that people wrote.

    None where both sides wrote comments into it that cannot all be kept: it is a conflict after all.
    """
    merged = lines(base.body if base else "", ours.body, theirs.body)
    if merged is not None and _says(merged, json=json) == said:
        return Part(merged)
    known = _remarks(base.body if base else "", json=json)
    new = [side for side in (ours, theirs) if _remarks(side.body, json=json) != known]
    text = _write(new[0] if new else base or ours, said, json=json)
    kept = _keeps(base, ours, text, json=json) and _keeps(base, theirs, text, json=json)
    return Part(text) if kept else None


def _keeps(base: Leaf | None, side: Leaf, text: str | None, *, json: bool) -> bool:
    """Whether the comments that a side wrote are in a text."""
    new = {*_remarks(side.body, json=json)} - {*_remarks(base.body if base else "", json=json)}
    return new <= {*_remarks(text or "", json=json)}


def _remarks(body: str, *, json: bool) -> list[str]:
    return [] if json else remarks(body, tree.parse(body, "")[0])


def _says(body: str, *, json: bool) -> Said | None:
    try:
        items = Sheet.of(body, jsonl=json).items
    except SpliceError:
        return None
    said = plain(items[0]) if len(items) == 1 else None
    return said if isinstance(said, dict) else None


def _write(start: Leaf, said: Said, *, json: bool) -> str:
    """An entry's lines, changed where it is to say something else. SpliceError where they cannot be."""
    changes: dict[str, Value | None] = {
        key: _value(said.get(key)) for key in {*start.said, *said} if start.said.get(key) != said.get(key)
    }
    if not changes:
        return start.body
    if not changes.keys() <= set(KEYS):
        raise SpliceError("the entry has keys that nobody foresaw")
    which = Excerpt(_text(start.said, "id"), "", "", "", 0, _text(start.said, "quote"))
    return set_keys(start.body, [(which, changes)], jsonl=json)


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key, "")
    return value if isinstance(value, str) else ""


def _value(value: Any) -> Value | None:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if value in ("true", "false"):
        return bool(value == "true")
    if value is None or isinstance(value, str):
        return value
    raise SpliceError("the entry has a value that nobody foresaw")


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(each for each in value if isinstance(each, str))
    return (value,) if isinstance(value, str) and value else ()
