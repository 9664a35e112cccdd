"""The thematic framework: themes, subthemes and what became of retired ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Origin(StrEnum):
    """Where a codebook entry came from."""

    A_PRIORI = "a_priori"
    EMERGENT = "emergent"
    ANALYTIC = "analytic"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the codebook: a theme (`level` 0), a subtheme (1) or one nested below it (2).

    `id` is stable for ever; `number` ("2.3") is where the entry stands today. `theme` is the id of
    the theme above it (its own for a theme), `subtheme` the id of the subtheme (empty for a theme),
    `parent` the id directly above (None for a theme). `since` and `revised` are codebook versions.
    `route` leads to the entry in its file.
    """

    id: str
    name: str
    number: str
    level: int
    theme: str
    subtheme: str = ""
    parent: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    origin: Origin | None = None
    since: int | None = None
    revised: int | None = None
    was: tuple[str, ...] = ()
    route: tuple[str | int, ...] = ()

    def change_since(self, version: int) -> str:
        """What became of the entry after a codebook version: new, redefined, or nothing."""
        if (self.since or 0) > version:
            return "new"
        return "redefined" if (self.revised or 0) > version else ""


@dataclass(frozen=True, slots=True)
class Retired:
    """An id taken out of use: what it became, when and why."""

    id: str
    into: tuple[str, ...] = ()
    on: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The codebook in force. `codes` are in codebook order, each theme before its subthemes."""

    path: str = ""
    version: int | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)
    retired: Mapping[str, Retired] = field(default_factory=dict)

    def themes(self) -> Iterator[Code]:
        """The themes, in order."""
        return (code for code in self.codes.values() if code.level == 0)

    def children(self, id: str) -> Iterator[Code]:
        """The entries directly below one, in order."""
        return (code for code in self.codes.values() if code.parent == id)

    def above(self, id: str) -> Iterator[str]:
        """An id and the ids above it, nearest first; nothing for an id that is not in the codebook."""
        code = self.codes.get(id)
        while code is not None:
            yield code.id
            code = self.codes.get(code.parent) if code.parent else None

    def within(self, id: str, ancestor: str) -> bool:
        """Whether an id is `ancestor` itself or stands below it."""
        return ancestor in self.above(id)

    def column(self, id: str, level: str) -> str:
        """The column that an excerpt tagged with an id counts in, at a level: theme, subtheme or code."""
        code = self.codes[id]
        if level == "theme":
            return code.theme
        return (code.subtheme or code.theme) if level == "subtheme" else id

    def charted(self) -> Iterator[Code]:
        """The columns of a framework matrix: every subtheme, and every theme that has none."""
        parents = {code.parent for code in self.codes.values()}
        return (c for c in self.codes.values() if c.level == 1 or (c.level == 0 and c.id not in parents))
