"""The report's figures as plain values: what a template can draw, with the numbers beside it."""

from dataclasses import dataclass

from framework_cli.chart import Tally
from framework_cli.render.report.tags import Tag


@dataclass(frozen=True, slots=True)
class Shade:
    """One step of a shaded table: its place on the scale, and the numbers that have it in words."""

    step: int
    words: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A number with its step on the scale, or a `sign` where a number would mislead."""

    number: int
    step: int
    sign: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A case with its excerpts in each column, and in all of them."""

    row: str
    name: str
    cells: tuple[HeatCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Excerpts by case and subtheme, by groups of cases; `signs` explain what stands for no number."""

    groups: tuple[tuple[str, tuple[HeatRow, ...]], ...]
    totals: tuple[int, ...]
    shades: tuple[Shade, ...]
    signs: tuple[tuple[str, str], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two codes, the excerpts of each, those that overlap, and the participants who have both, of either."""

    one: Tag
    other: Tag
    ones: int
    others: int
    overlapping: int
    both: int
    either: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Codes that stand together: a triangle of numbers (None above it), and its pairs, most first.

    `tags` are the codes with any pair; row n of `triangle` has n numbers, against the codes before it.
    """

    tags: tuple[Tag, ...]
    triangle: tuple[tuple[HeatCell, ...], ...]
    rows: tuple[PairRow, ...]
    shades: tuple[Shade, ...]
    alone: int
    caption: str


@dataclass(frozen=True, slots=True)
class GrowthStep:
    """A source in order: the codes it used, those new with it, all so far, and the mean of all orders."""

    name: str
    on: str
    used: int
    new: tuple[Tag, ...]
    all: int
    mean: float


@dataclass(frozen=True, slots=True)
class Growth:
    """How codes were added up, source by source; `outcome` is what Guest, Namey and Chen's rule says."""

    steps: tuple[GrowthStep, ...]
    outcome: str
    notes: tuple[str, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A row of the matrix and how its cells stand."""

    row: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A participant (empty outside the team), the quotes that are theirs, and their excerpts."""

    row: str
    name: str
    quotes: int
    excerpts: int


@dataclass(frozen=True, slots=True)
class Voices:
    """How quotes are spread over participants; `most` is the largest number, the length of a whole bar."""

    rows: tuple[VoiceRow, ...]
    most: int
    summary: str
    caption: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of the report; None where it has nothing to show or its readers may not see it."""

    heat: Heat | None
    pairs: Pairs | None
    growth: Growth | None
    coverage: tuple[CoverageRow, ...]
    voices: Voices | None

    def __bool__(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.heat or self.pairs or self.growth or self.coverage or self.voices)
