"""A recording's talk on its way in: stretches of text, each with who may be speaking."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a file that may start a turn.

    `label` is what stands where a speaker's name would (empty: nothing does), `words` what follows it;
    `whole` is the text as it stood, for a label that turns out to be no speaker's. `time` is the
    time stamp that came with it, as `hh:mm:ss`. `named` says that the file's format itself marks the
    label as a speaker. `joint` is what stands between it and the stretch before where both belong to
    one turn: a space (cues), a line feed or an empty line. `line` is 1-based, 0 where unknown.
    """

    label: str = ""
    words: str = ""
    whole: str = ""
    time: str = ""
    named: bool = False
    joint: str = "\n\n"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """What a file says. `front` is YAML front matter, kept as it stands."""

    stretches: tuple[Stretch, ...] = ()
    front: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands where a speaker's name would: how often it starts a stretch, and on which line first."""

    name: str
    count: int
    named: bool = False
    line: int = 0


def labels(talk: Talk) -> tuple[Label, ...]:
    """The labels of a file, the most frequent first, then in order of appearance."""
    counts = Counter(s.label for s in talk.stretches if s.label)
    named = {s.label for s in talk.stretches if s.named}
    lines: dict[str, int] = {}
    for stretch in talk.stretches:
        lines.setdefault(stretch.label, stretch.line)
    return tuple(Label(n, c, n in named, lines[n]) for n, c in counts.most_common())


def spoken(stretches: Iterable[Stretch]) -> bool:
    """Whether there is any text at all."""
    return any(s.whole.strip() or s.words.strip() for s in stretches)
