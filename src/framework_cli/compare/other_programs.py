"""What NVivo, MAXQDA, ATLAS.ti and Dedoose would print for a study, and the formula in words.

They look at a source's whole text, whoever talks, and (but for ATLAS.ti) at two coders at a time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from framework_cli.compare.agreement.programs import (
    WORDS,
    Square,
    maxqda_kappa,
    maxqda_percent,
    pooled_kappa,
    square_kappa,
    square_percent,
)
from framework_cli.compare.agreement.spans import common, joined
from framework_cli.compare.clusters import shared
from framework_cli.compare.coefficient_table import Reasons
from framework_cli.compare.coefficients import rows_of
from framework_cli.compare.left_out import left_out, listed
from framework_cli.compare.material import TEXT, Material, material
from framework_cli.compare.sweep import Block, Stretch
from framework_cli.index import Filters
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.table import Blank, Table

PROGRAMS = {"nvivo": "NVivo", "maxqda": "MAXQDA", "atlasti": "ATLAS.ti", "dedoose": "Dedoose"}
LEAST = 0.9
"""Of the characters of two segments together, the share that MAXQDA asks both to have (its default)."""

Cell = str | int | float | Blank | None


def as_printed(
    study: Study,
    index: Index,
    program: str,
    *,
    filters: Filters | None = None,
    same: Mapping[str, str] | None = None,
) -> Table:
    """A table of what one of `PROGRAMS` would print; ValueError for another.

    Columns of nvivo: code, source, coders, characters, both, first, second, neither, agreement, kappa.
    maxqda: code, coders, agreeing, differing, percent, kappa. atlasti: code, coders, characters, percent,
    holsti, c_alpha_binary. dedoose: code, coders, excerpts, both, first, second, neither, kappa.
    """
    if program not in PROGRAMS:
        raise ValueError(f"no program “{program}”: use one of {', '.join(PROGRAMS)}")
    found = material(study, index, unit=TEXT, filters=filters, speakers="all", same=same)
    reasons = Reasons()
    make = {"nvivo": _nvivo, "maxqda": _maxqda, "atlasti": _atlasti, "dedoose": _dedoose}[program]
    columns, rows = make(found, study, reasons)
    return Table(
        columns=columns,
        rows=rows,
        title=f"As {PROGRAMS[program]} would print it",
        notice=study.settings.notice,
        short=_SHOWN.get(program, ()),
        notes=(
            f"Coders: {listed(found.coders)}. Sources: {listed(found.sources)}.",
            *found.narrowed,
            WORDS[program] + " Taken from its manual; the program was not run.",
            *left_out(found.left),
            *reasons.notes(),
        ),
    )


_SHOWN = {"nvivo": ("code", "source", "both", "first", "second", "agreement", "kappa")}
_Rows = tuple[Sequence[str], list[Sequence[Cell]]]


def _nvivo(found: Material, study: Study, reasons: Reasons) -> _Rows:
    columns = (
        "code", "source", "coders", "characters", "both", "first", "second", "neither", "agreement", "kappa",
    )  # fmt: skip
    rows: list[Sequence[Cell]] = []
    for code in found.codes(study):
        for source, block in zip(found.sources, found.blocks, strict=True):
            for one, other in combinations(block.coders, 2):
                marks = block.marks.get(code, {})
                if one in marks or other in marks:
                    square = _square(marks.get(one, ()), marks.get(other, ()), block.size)
                    figures = (square_percent(square), square_kappa(square))
                    counts = (block.size, *(round(n) for n in square))
                    named = _pair(found, one, other)
                    rows.append((code, source, named, *counts, *(reasons.cell(f) for f in figures)))
    return columns, rows


def _maxqda(found: Material, study: Study, reasons: Reasons) -> _Rows:
    columns = ("code", "coders", "agreeing", "differing", "percent", "kappa")
    rows: list[Sequence[Cell]] = []
    for one, other in _pairs(found):
        named = _pair(found, one, other)
        agreeing = differing = used = 0
        for code in found.codes(study):
            yes, no = _segments(found.blocks, code, one, other)
            if yes + no:
                used += 1
                agreeing, differing = agreeing + yes, differing + no
                rows.append((code, named, yes, no, reasons.cell(maxqda_percent(yes, no)), None))
        if used:
            figures = (maxqda_percent(agreeing, differing), maxqda_kappa(agreeing, differing, used))
            rows.append(("all codes", named, agreeing, differing, *(reasons.cell(f) for f in figures)))
    return columns, rows


def _segments(blocks: Iterable[Block], code: str, one: int, other: int) -> tuple[int, int]:
    """How many segments of either coder are nearly the same as one of the other's, and how many are not."""
    agreeing = differing = 0
    for block in _of_both(blocks, one, other):
        marks = block.marks.get(code, {})
        first, second = marks.get(one, ()), marks.get(other, ())
        for own, others in ((first, second), (second, first)):
            for segment in own:
                alike = any(_likeness(segment, each) >= LEAST for each in others)
                agreeing, differing = agreeing + alike, differing + (not alike)
    return agreeing, differing


def _likeness(one: Stretch, other: Stretch) -> float:
    both = common(one, other)
    return both / (one[1] - one[0] + other[1] - other[0] - both)


def _atlasti(found: Material, study: Study, reasons: Reasons) -> _Rows:
    columns = ("code", "coders", "characters", "percent", "holsti", "c_alpha_binary")
    rows: list[Sequence[Cell]] = []
    for row in rows_of(found, study, "code", 0, 0):
        figures = (row.figures[name].value for name in ("percent", "dice", "u_alpha"))
        rows.append((row.id, ", ".join(found.coders), row.units, *(reasons.cell(f) for f in figures)))
    return columns, rows


def _dedoose(found: Material, study: Study, reasons: Reasons) -> _Rows:
    columns = ("code", "coders", "excerpts", "both", "first", "second", "neither", "kappa")
    rows: list[Sequence[Cell]] = []
    for one, other in _pairs(found):
        named = _pair(found, one, other)
        squares: list[Square] = []
        for code in found.codes(study):
            square = _excerpts(found.blocks, code, one, other)
            if square.total > square.neither:
                squares.append(square)
                counts = (round(square.total), *(round(n) for n in square))
                rows.append((code, named, *counts, reasons.cell(square_kappa(square))))
        if squares:
            pooled = reasons.cell(pooled_kappa(squares))
            rows.append(("all codes, pooled", named, round(squares[0].total), None, None, None, None, pooled))
    return columns, rows


def _excerpts(blocks: Iterable[Block], code: str, one: int, other: int) -> Square:
    """Of the stretches that either coder marked, how many got a code from both, from one and from neither."""
    counts = [0, 0, 0, 0]
    for block in _of_both(blocks, one, other):
        every = joined(
            s for marks in block.marks.values() for coder in (one, other) for s in marks.get(coder, ())
        )
        marks = block.marks.get(code, {})
        for stretch in every:
            first, second = (bool(shared([stretch], marks.get(coder, ()))) for coder in (one, other))
            counts[0 if first and second else 1 if first else 2 if second else 3] += 1
    return Square(*counts)


def _square(first: Sequence[Stretch], second: Sequence[Stretch], size: int) -> Square:
    both = shared(first, second)
    one, other = (sum(end - start for start, end in own) for own in (first, second))
    return Square(both, one - both, other - both, size - one - other + both)


def _of_both(blocks: Iterable[Block], one: int, other: int) -> Iterator[Block]:
    return (block for block in blocks if one in block.coders and other in block.coders)


def _pairs(found: Material) -> Iterator[tuple[int, int]]:
    """The pairs of coders who read a source in common."""
    pairs = combinations(range(len(found.coders)), 2)
    return (pair for pair in pairs if any(_of_both(found.blocks, *pair)))


def _pair(found: Material, one: int, other: int) -> str:
    return f"{found.coders[one]}, {found.coders[other]}"
