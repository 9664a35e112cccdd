"""Coefficients of a study's coders: by code, by theme or overall, at one unit, with bootstrap intervals.

A theme is the union of its codes, worked out again from the marks; no coefficient is ever a mean of others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from framework_cli.compare.material import TEXT, UNITS, Material, material
from framework_cli.compare.spelling import likely
from framework_cli.compare.sweep import Marks, union
from framework_cli.index import Filters, codes_asked
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

if TYPE_CHECKING:
    from framework_cli.compare.bootstrap import Array, Estimate

RESAMPLES, SEED, FEW = 2_000, 20200220, 10
LEVELS = ("code", "theme", "overall")
ANY, DECISIONS = "any code", "every decision"


@dataclass(frozen=True, slots=True)
class Row:
    """One code, one theme, or one of the two overall rows.

    `units` is how many units there are, `marked` how many of them somebody marked, `uses` how many each
    coder marked. `prevalence` is the share of ratings that are marks, `prevalence_some` that of the units
    that somebody marked (None where nobody did). `figures` are over all units, `someone` over those.
    """

    id: str
    units: int
    marked: int
    uses: Mapping[str, int]
    prevalence: float
    prevalence_some: float | None
    figures: "Mapping[str, Estimate]"
    someone: "Mapping[str, Estimate]"


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Figures, and all that must be said with them.

    `clusters` is how many transcripts (or groups of transcripts that share cases) are resampled;
    `unused` are codes of the codebook that nobody gave here; `left` says what is not in the figures,
    `narrowed` what alone was asked for;
    `slips` are codes that the codebook does not have, with what was likely meant.
    """

    unit: str
    by: str
    speakers: str
    coders: tuple[str, ...]
    sources: tuple[str, ...]
    clusters: int
    rows: tuple[Row, ...]
    unused: tuple[str, ...]
    left: tuple[str, ...]
    slips: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    resamples: int = RESAMPLES
    seed: int = SEED

    @property
    def few(self) -> bool:
        """Whether there are too few transcripts for an interval to be relied on."""
        return self.clusters < FEW


def coefficients(
    study: Study,
    index: Index,
    *,
    unit: str = "turn",
    by: str = "code",
    filters: Filters | None = None,
    speakers: str = "participants",
    same: Mapping[str, str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Coefficients:
    """Work out the coefficients of a study.

    `unit` is one of turn, line, character, source, cell; `by` one of code, theme, overall. `filters`,
    `speakers` and `same` are those of `comparison.compare`. Raises ValueError for words that are neither.
    """
    if by not in LEVELS:
        raise ValueError(f"no level “{by}”: use one of {', '.join(LEVELS)}")
    found = material(study, index, unit=unit, filters=filters, speakers=speakers, same=same)
    rows = rows_of(found, study, by, resamples, seed)
    used, asked = found.codes(study), codes_asked(study, filters or Filters())
    unused = [
        code.id
        for code in study.codebook.charted()
        if by == "code" and code.id not in used and (asked is None or code.id in asked)
    ]
    left = list(found.left)
    if by == "theme" and (strange := [code for code in used if code not in study.codebook.codes]):
        left.append(f"codes that are not in the codebook: {', '.join(strange)}")
    return Coefficients(
        unit, by, speakers, found.coders, found.sources, found.clusters, rows, tuple(unused), tuple(left),
        tuple(_slips(study, found.coders, same or {})), found.narrowed, resamples, seed,
    )  # fmt: skip


def _slips(study: Study, coders: Sequence[str], same: Mapping[str, str]) -> Iterator[str]:
    """How to read a code that is likely another with a slip in it."""
    known = (each for each in likely(study, coders) if not each.open and each.word not in same)
    yield from dict.fromkeys(f"--same {each.word}={each.meant}" for each in known)


def rows_of(found: Material, study: Study, by: str, resamples: int, seed: int) -> tuple[Row, ...]:
    """The rows of a material at one level."""
    if not found.blocks:
        return ()
    from framework_cli.compare import bootstrap

    weights = bootstrap.draws(found.clusters, resamples, seed)
    codes = found.codes(study)
    every = [block.marks for block in found.blocks]
    summed = partial(
        bootstrap.by_cluster,
        found.blocks,
        coders=len(found.coders),
        clusters=found.clusters,
        spans=found.unit in ("character", TEXT),
    )
    if by == "overall":
        together = [union(marks.values()) for marks in every]
        rows = [_row(ANY, summed(together), found, weights)]
        alone = [summed([marks.get(code, {}) for marks in every]) for code in codes]
        if alone:
            total = sum(alone[1:], alone[0])
            rows.append(_row(DECISIONS, total, found, weights, variables=len(alone)))
        return tuple(rows)
    groups = {code: [code] for code in codes}
    if by == "theme":
        groups = {
            theme.id: [code for code in codes if study.codebook.within(code, theme.id)]
            for theme in study.codebook.themes()
        }
    return tuple(
        _row(id, summed(_joined(every, members)), found, weights) for id, members in groups.items() if members
    )


def _joined(every: Sequence[Mapping[str, Marks]], members: Sequence[str]) -> list[Marks]:
    if len(members) == 1:
        return [marks.get(members[0], {}) for marks in every]
    return [union(marks[code] for code in members if code in marks) for marks in every]


def _row(id: str, summed: "Array", found: Material, weights: "Array", variables: int = 1) -> Row:
    from framework_cli.compare import bootstrap, sweep

    sums = bootstrap.drawn(weights, summed, found.blocks, len(found.coders), variables)
    marked = int((summed[:, sweep.ONES] > 0).sum())
    whole, someone = bootstrap.estimates(sums, marked, spans=found.unit in ("character", TEXT))
    units, ones = round(float(sums.units[0])), float(sums.own[0, sweep.ONES])
    return Row(
        id,
        units,
        units - round(float(sums.own[0, sweep.EMPTY])),
        bootstrap.uses(summed, found.coders),
        ones / float(sums.ratings[0]),
        ones / float(some) if (some := sums.someone().ratings[0]) else None,
        whole,
        someone,
    )


__all__ = ["LEVELS", "RESAMPLES", "SEED", "UNITS", "Coefficients", "Row", "coefficients"]
