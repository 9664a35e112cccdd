"""A change between two states of a study, in the words of the study."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What has changed."""

    SETTING = "setting"
    CODEBOOK = "codebook"
    CODE = "code"
    SOURCE = "source"
    CASE = "case"
    READING = "reading"
    AGREEMENT = "agreement"
    EXCERPT = "excerpt"
    CELL = "cell"
    PORTRAIT = "portrait"
    MEMO = "memo"
    THEORY = "theory"


class Aspect(NamedTuple):
    """One thing about something that changed: its name, and what it was and is.

    `private` values hold participants' or analysts' words and are shown on request only.
    """

    name: str
    before: str
    after: str
    private: bool = False


Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """What a change has to do with: by this it is filtered, and gathered into the history of a thing.

    `codes` hold the ids tagged and every id above them, `cells` the cells that an excerpt belongs to.
    """

    cases: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()

    def __or__(self, other: "About") -> "About":
        return About(
            self.cases | other.cases,
            self.sources | other.sources,
            self.codes | other.codes,
            self.coders | other.coders,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two states, told once with all that is different about it.

    `before` and `after` are facts on it in each state: ids, places and names, never anybody's words; None
    where it was not there. `aspects` say what differs; none for a thing that came or went.
    """

    kind: Kind
    id: str
    before: Facts | None
    after: Facts | None
    aspects: tuple[Aspect, ...] = ()
    about: About = field(default_factory=About)

    @property
    def facts(self) -> Facts:
        """What is known of the thing: as it is, or as it was before it went."""
        return self.after if self.after is not None else (self.before or {})

    @property
    def added(self) -> bool:
        """Whether the thing is new."""
        return self.before is None

    @property
    def removed(self) -> bool:
        """Whether the thing is gone."""
        return self.after is None

    def aspect(self, name: str) -> Aspect | None:
        """The aspect of that name, if it is among what differs."""
        return next((aspect for aspect in self.aspects if aspect.name == name), None)


def differing(
    before: Mapping[str, str], after: Mapping[str, str], private: Iterable[str] = ()
) -> tuple[Aspect, ...]:
    """An aspect for each name whose value differs; what one side lacks is the empty text there."""
    hidden = frozenset(private)
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in sorted({*before, *after}))
    return tuple(Aspect(name, was, now, name in hidden) for name, was, now in pairs if was != now)


def listed(values: Iterable[str]) -> str:
    """Several values as one: joined by commas, in their order."""
    return ", ".join(values)
