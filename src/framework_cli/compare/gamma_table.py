"""Gamma of each source that two coders read, as a table: an extra, which needs scipy and takes its time."""

from collections.abc import Mapping, Sequence

from framework_cli.compare.agreement.gamma import gamma
from framework_cli.compare.agreement.undefined import Undefined
from framework_cli.compare.coefficient_table import Reasons
from framework_cli.compare.left_out import left_out, listed
from framework_cli.compare.material import material
from framework_cli.index import Filters
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.table import Blank, Table

NOTES = (
    "γ (Mathet, Widlöcher & Métivier 2015) aligns the passages of all coders, whatever their codes, and asks "
    "how much less disorder there is than among passages placed at random. Place and code weigh the same "
    "(alpha 1, beta 1, an empty place 1). A figure a source: γ is not pooled.",
    "observed: disorder of the best alignment; expected: its mean over the random texts sampled, known to "
    "within the precision (half its 95 % interval, as a share).",
)


def gamma_table(
    study: Study,
    index: Index,
    *,
    filters: Filters | None = None,
    speakers: str = "participants",
    same: Mapping[str, str] | None = None,
) -> Table:
    """A row a source: passages, gamma, observed, expected, samples, precision, seed.

    Arguments are those of `coefficients`. Raises `NoSolverError` where scipy is not installed.
    """
    found = material(study, index, unit="character", filters=filters, speakers=speakers, same=same)
    reasons = Reasons()
    rows: list[Sequence[str | int | float | Blank | None]] = []
    for source, block in zip(found.sources, found.blocks, strict=True):
        units = [
            (coder, start, end, code)
            for code, marks in block.marks.items()
            for coder, stretches in marks.items()
            for start, end in stretches
        ]
        got = gamma(units, block.coders)
        if isinstance(got, Undefined):
            rows.append((source, len(units), reasons.cell(got), None, None, None, None, None))
        else:
            told = (round(got.value, 6), round(got.observed, 6), round(got.expected, 6))
            rows.append((source, len(units), *told, got.samples, round(got.precision, 6), got.seed))
    return Table(
        columns=("source", "passages", "gamma", "observed", "expected", "samples", "precision", "seed"),
        rows=rows,
        headings={"gamma": "γ"},
        title="γ by source",
        notice=study.settings.notice,
        notes=(
            f"Unit: a passage. Coders: {listed(found.coders)}. Sources: {listed(found.sources)}.",
            *found.narrowed,
            *NOTES,
            *left_out(found.left),
            *reasons.notes(),
        ),
    )
