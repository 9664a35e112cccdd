"""What is told of a change: a sentence, a sign for how it changed, and words that are shown on request."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from framework_cli.model.codebook import Codebook
from framework_cli.trail.change import Change

NEW, GONE, OTHER, ALARM = "+", "-", "~", "!"
# What is counted first where several things happened.
ORDER = (
    *("new version", "added", "removed", "merged", "split", "retired", "renamed", "redefined"),
    *("coded", "taken back", "recoded", "carried over", "redrawn", "lost", "found again", "edited"),
    *("written", "rewritten", "cleared", "marked", "unmarked", "gone stale", "no longer stale", "reviewed"),
    *("changed", "moved", "noted", "amended"),
)
Naming = Callable[[str], str]


class Words(NamedTuple):
    """A text that came, went or changed: shown with `--show-text` only."""

    name: str
    before: str
    after: str


class Item(NamedTuple):
    """One change as people read it: sign, sentence, the id it is known by, and the texts concerned."""

    sign: str
    text: str
    id: str = ""
    words: tuple[Words, ...] = ()


class Group(NamedTuple):
    """What changed in one thing: one source's coding by one coder, one case's cells."""

    title: str
    items: Sequence[Item]


class Section(NamedTuple):
    """What changed in one part of the study, and how much: `12 coded, 3 recoded`."""

    title: str
    groups: Sequence[Group]
    tally: str


def naming(before: Codebook, after: Codebook) -> Naming:
    """How codes are called: number and name as they are now, else as they were, else the id."""

    def name(id: str) -> str:
        code = after.codes.get(id) or before.codes.get(id)
        return f"{code.number} {code.name}".strip() if code else id

    return name


def private(change: Change) -> tuple[Words, ...]:
    """The texts of a change."""
    return tuple(Words(a.name, a.before, a.after) for a in change.aspects if a.private)


def came_or_went(change: Change) -> tuple[str, str]:
    """The sign and word for what was added, removed or changed."""
    if change.added:
        return NEW, "added"
    return (GONE, "removed") if change.removed else (OTHER, "changed")


def split(values: str) -> list[str]:
    """Values that stand as one text, separated by commas."""
    return [value for value in values.split(", ") if value]


def arrow(before: str, after: str) -> str:
    """`3 → 4`, or what is said where one side has nothing."""
    return f"{before or 'none'} → {after or 'none'}"


def tally(words: Sequence[str]) -> str:
    """How often each word comes: `12 coded, 3 recoded`, the weightiest first."""
    count = Counter(words)
    ordered = sorted(count, key=lambda word: (ORDER.index(word) if word in ORDER else len(ORDER), word))
    return ", ".join(f"{count[word]:,} {word}" for word in ordered)
