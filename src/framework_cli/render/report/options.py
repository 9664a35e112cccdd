"""What a report holds: for whom, which parts, how many quotes, how much of the transcripts."""

from dataclasses import dataclass
from enum import StrEnum

from framework_cli.model.audience import Audience, Quotes, Transcripts


class Part(StrEnum):
    """The parts of a report, in their order."""

    OVERVIEW = "overview"
    MATRIX = "matrix"
    THEMES = "themes"
    CASES = "cases"
    FIGURES = "figures"
    THEORY = "theory"
    AGREEMENT = "agreement"
    CODEBOOK = "codebook"


TEAM_ONLY = frozenset({Part.MATRIX, Part.CASES, Part.THEORY, Part.AGREEMENT})


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a report was made, and from which commit (empty where there is none)."""

    date: str
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. Without a choice the team gets all quotes in context, others the key quotes.
    With `coefficients` figures of agreement follow the disagreements.

    For readers outside the team nothing can be asked for that would name a case: the parts of
    `TEAM_ONLY` are left out, and transcripts too, whatever is said here.
    """

    audience: Audience = Audience.TEAM
    quotes: Quotes | None = None
    transcripts: Transcripts | None = None
    parts: tuple[Part, ...] = tuple(Part)
    stamp: Stamp | None = None
    coefficients: bool = False

    @property
    def outside(self) -> bool:
        """Whether the readers do not belong to the team."""
        return self.audience is Audience.OUTSIDE

    @property
    def shown_quotes(self) -> Quotes:
        """Which quotes are in the file."""
        return self.quotes or (Quotes.KEY if self.outside else Quotes.ALL)

    @property
    def shown_transcripts(self) -> Transcripts:
        """How much of the transcripts is in the file."""
        if self.outside or self.shown_quotes is Quotes.NONE:
            return Transcripts.NONE
        return self.transcripts or Transcripts.CONTEXT

    @property
    def shown_parts(self) -> tuple[Part, ...]:
        """The parts that are in the file, in their order."""
        return tuple(p for p in Part if p in self.parts and not (self.outside and p in TEAM_ONLY))

    @property
    def whole(self) -> bool:
        """Whether nobody chose parts."""
        return set(self.parts) == set(Part)

    @property
    def shows_cells(self) -> bool:
        """Whether cells are in the file."""
        return not self.outside and bool({Part.MATRIX, Part.THEMES, Part.CASES} & set(self.shown_parts))

    @property
    def lists_quotes(self) -> bool:
        """Whether there is a place in the file that a citation can lead to."""
        shown = self.shown_parts
        return Part.THEMES in shown or (not self.outside and bool({Part.MATRIX, Part.CASES} & set(shown)))
