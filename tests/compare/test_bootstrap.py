"""Sums over sweeps give what the plain functions give unit by unit; resamples are of transcripts."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.compare import agreement as a
from framework_cli.compare import bootstrap
from framework_cli.compare.agreement.spans import joined
from framework_cli.compare.sweep import Block, sums, union

CODERS = 4
Both = tuple[dict[str, bootstrap.Estimate], dict[str, bootstrap.Estimate]]


@st.composite
def blocks(draw: st.DrawFn, most: int = 3) -> list[Block]:
    """Blocks of up to twelve units, each read by two coders or more, with marks of one code."""
    found = []
    for cluster in range(draw(st.integers(1, most))):
        size = draw(st.integers(1, 12))
        who = draw(st.lists(st.sampled_from(range(CODERS)), min_size=2, max_size=CODERS, unique=True))
        marks: dict[int, list[tuple[int, int]]] = {}
        for coder in who:
            ends = draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(1, 4)), max_size=3))
            if ends:
                marks[coder] = joined((start, min(start + long, size)) for start, long in ends)
        found.append(Block(cluster, tuple(sorted(who)), size, {"c": marks}))
    return found


def units_of(found: list[Block]) -> list[list[bool | None]]:
    """The same as plain units: a row a unit, a column a coder, None where a coder did not read."""
    rows = []
    for block in found:
        for unit in range(block.size):
            row: list[bool | None] = [None] * CODERS
            for coder in block.coders:
                marks = block.marks["c"].get(coder, ())
                row[coder] = any(start <= unit < end for start, end in marks)
            rows.append(row)
    return rows


def estimates(found: list[Block], resamples: int = 0, spans: bool = False) -> Both:
    marks = [block.marks["c"] for block in found]
    summed = bootstrap.by_cluster(found, marks, CODERS, len(found), spans=spans)
    weights = bootstrap.draws(len(found), resamples, 1)
    drawn = bootstrap.drawn(weights, summed, found, CODERS)
    marked = sum(bool(m) for m in marks)
    return bootstrap.estimates(drawn, marked, spans=spans)


def same(one: a.Figure, other: a.Figure) -> bool:
    if isinstance(one, a.Undefined) or isinstance(other, a.Undefined):
        return isinstance(one, a.Undefined) and isinstance(other, a.Undefined)
    return math.isclose(one, other, abs_tol=1e-9)


PLAIN: dict[str, Callable[[list[list[bool | None]]], a.Figure]] = {
    "percent": a.percent_agreement, "alpha": a.krippendorff_alpha, "ac1": a.gwet_ac1, "pabak": a.pabak,
    "kappa": a.conger_kappa, "fleiss": a.fleiss_kappa,
    "dice": lambda units: a.positive_agreement(units, True),
}  # fmt: skip


@given(blocks())
def test_figures_of_a_sweep_are_those_of_the_plain_functions(found: list[Block]):
    every, someone = estimates(found)
    units = units_of(found)
    marked = [unit for unit in units if any(unit)]
    for name, plain in PLAIN.items():
        assert same(every[name].value, plain(units)), name
        assert same(someone[name].value, plain(marked)), name


@given(blocks(most=1))
def test_binary_u_alpha_and_soft_f1_of_a_sweep_are_those_of_the_spans(found: list[Block]):
    (block,) = found
    every, _ = estimates(found, spans=True)
    spans = [(coder, *span, True) for coder, own in block.marks["c"].items() for span in own]
    assert same(every["u_alpha"].value, a.binary_u_alpha(spans, block.size, len(block.coders)))
    assert same(every["soft_f1"].value, a.soft_f1(spans, len(block.coders)))
    assert same(every["dice"].value, a.span_dice(spans, len(block.coders)))


@given(blocks())
def test_the_order_of_transcripts_does_not_matter(found: list[Block]):
    every, _ = estimates(found)
    other, _ = estimates([Block(n, b.coders, b.size, b.marks) for n, b in enumerate(reversed(found))])
    for name in every:
        assert same(every[name].value, other[name].value)


def test_a_union_joins_what_overlaps_and_leaves_what_touches():
    assert union([{0: [(0, 4)], 1: [(2, 3)]}, {0: [(3, 6), (6, 8)]}]) == {0: [(0, 6), (6, 8)], 1: [(2, 3)]}


def test_twenty_coders_cost_counts_and_not_patterns():
    who = tuple(range(20))
    marks = {coder: [(coder, coder + 30)] for coder in who}
    found = sums(Block(0, who, 100, {"c": marks}), marks, 20)
    assert len(found) == 9 + 40
    assert found[1] == pytest.approx(600 / 20)


def test_the_first_row_of_the_draws_is_the_study_and_each_other_row_as_many_transcripts():
    drawn = bootstrap.draws(7, 50, 3)
    assert (drawn[0] == 1).all()
    assert (drawn.sum(axis=1) == 7).all()
    assert (drawn == bootstrap.draws(7, 50, 3)).all()
    assert not (drawn == bootstrap.draws(7, 50, 4)).all()


def test_draws_are_the_same_on_every_machine():
    assert bootstrap.draws(5, 2, 20200220)[1:].tolist() == [
        [1.0, 0.0, 1.0, 2.0, 1.0],
        [1.0, 1.0, 1.0, 0.0, 2.0],
    ]


def clustered(seed: int, transcripts: int = 12, size: int = 300) -> list[Block]:
    """Transcripts in each of which coders agree, or don't, throughout."""
    rng = np.random.RandomState(seed)
    found = []
    for number in range(transcripts):
        alike = rng.rand() < 0.5
        first = [(n * 20, n * 20 + 10) for n in range(size // 20)]
        second = first if alike else [(start + 8, end + 8) for start, end in first]
        found.append(Block(number, (0, 1), size, {"c": {0: first, 1: second}}))
    return found


def test_an_interval_of_transcripts_is_wider_than_one_of_characters():
    found = clustered(1)
    every, _ = estimates(found, 500)
    characters = [
        Block(
            n,
            b.coders,
            1,
            {
                "c": {
                    coder: [(0, 1)] for coder, own in b.marks["c"].items() if any(s <= u < e for s, e in own)
                }
            },
        )
        for n, (b, u) in enumerate((b, u) for b in found for u in range(0, b.size, 3))
    ]
    alone, _ = estimates(characters, 500)
    wide, narrow = every["alpha"], alone["alpha"]
    assert wide.low is not None and wide.high is not None
    assert narrow.low is not None and narrow.high is not None
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)


def test_a_code_in_one_transcript_has_no_interval_and_resamples_without_it_are_counted():
    here = Block(0, (0, 1), 10, {"c": {0: [(0, 4)], 1: [(2, 5)]}})
    empty = [Block(n, (0, 1), 10, {"c": {}}) for n in range(1, 4)]
    every, _ = estimates([here, *empty], 200)
    assert every["alpha"].low is None
    assert "one transcript" in every["alpha"].spread
    both = [here, Block(1, (0, 1), 10, {"c": {0: [(1, 4)], 1: [(0, 4)]}}), *empty[1:]]
    every, _ = estimates(both, 200)
    assert every["alpha"].low is not None
    assert 0 < every["alpha"].undefined < 200


def test_an_interval_that_says_nothing_is_not_shown():
    found = [Block(n, (0, 1), 10, {"c": {0: [(0, 4)], 1: [(0, 4)]}}) for n in range(5)]
    every, _ = estimates(found, 100)
    assert every["alpha"].value == pytest.approx(1.0)
    assert every["alpha"].low is None
    assert every["alpha"].spread == "every resample gives the same value"


def test_what_has_no_variation_is_undefined_and_never_1():
    found = [Block(0, (0, 1), 10, {"c": {0: [(0, 10)], 1: [(0, 10)]}})]
    every, someone = estimates(found, 100, spans=True)
    for figures in (every, someone):
        for name in ("alpha", "ac1", "pabak", "kappa", "fleiss"):
            assert figures[name].value == a.Undefined("only one value used: expected disagreement 0")
    assert isinstance(every["u_alpha"].value, a.Undefined)
    assert every["percent"].value == every["dice"].value == 1.0
