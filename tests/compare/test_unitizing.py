"""Coefficients of passages: published values and the properties that Krippendorff et al. (2016) state."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.compare import agreement as a

# Krippendorff (1995) p. 57: category A on a continuum of 24.
K95_A = [(0, 2, 10, "A"), (0, 14, 20, "A"), (1, 4, 8, "A"), (1, 15, 17, "A")]
THREE = [(0, 2, 5, "1"), (0, 9, 11, "1"), (0, 12, 20, "2"), (1, 2, 5, "1"), (1, 7, 15, "2"), (2, 2, 5, "1"),
         (2, 10, 15, "2")]  # fmt: skip


def value(figure: a.Figure) -> float:
    assert isinstance(figure, float), figure
    return figure


def test_u_alpha_of_three_coders_and_two_codes():
    assert value(a.u_alpha(THREE, 20, 3)) == pytest.approx(0.4739130434782609)
    assert value(a.binary_u_alpha(THREE, 20, 3)) == pytest.approx(0.4328125)
    assert value(a.cu_coverage(THREE, 20, 3)) == pytest.approx(23 / 60)


def test_of_one_code_binary_u_alpha_is_u_alpha():
    assert value(a.u_alpha(K95_A, 24, 2)) == pytest.approx(0.3583333333)
    assert a.binary_u_alpha(K95_A, 24, 2) == a.u_alpha(K95_A, 24, 2)


def test_where_two_coders_both_marked_cu_and_k_u_look_at_the_codes():
    two = [span for span in THREE if span[0] < 2]
    assert value(a.cu_alpha(two, 20, 2)) == pytest.approx(0.609375)
    assert value(a.k_u_alpha("1", two, 20, 2)) == pytest.approx(0.5859375)
    assert value(a.k_u_alpha("2", two, 20, 2)) == pytest.approx(0.6328125)


def test_for_three_coders_cu_is_disputed_and_so_undefined():
    assert isinstance(a.cu_alpha(THREE, 20, 3), a.Undefined)
    assert isinstance(a.k_u_alpha("1", THREE, 20, 3), a.Undefined)


def test_a_unit_cut_in_two_is_observed_alike_and_expected_otherwise():
    whole = [(0, 0, 10, "a"), (1, 0, 10, "a")]
    cut = [(0, 0, 4, "a"), (0, 4, 10, "a"), (1, 0, 10, "a")]
    apart = [(0, 0, 10, "a"), (1, 2, 12, "a")]
    apart_cut = [(0, 0, 4, "a"), (0, 4, 10, "a"), (1, 2, 12, "a")]
    assert a.u_alpha(whole, 20, 2) == a.u_alpha(cut, 20, 2) == 1.0
    assert a.u_alpha(apart, 20, 2) != a.u_alpha(apart_cut, 20, 2)


def test_nobody_or_everybody_everywhere_is_undefined():
    assert isinstance(a.u_alpha([], 20, 2), a.Undefined)
    assert isinstance(a.u_alpha([(0, 0, 20, "a"), (1, 0, 20, "a")], 20, 2), a.Undefined)
    assert isinstance(a.u_alpha(K95_A[:2], 24, 1), a.Undefined)


def test_a_text_without_characters_has_nothing_to_compare():
    for alpha in (a.u_alpha, a.binary_u_alpha):
        found = alpha([], 0, 2)
        assert isinstance(found, a.Undefined) and found.reason == "no unit with two ratings"


def test_one_coder_who_marked_nothing_counts_as_a_coder():
    assert value(a.u_alpha([(0, 2, 8, "a")], 20, 2)) < 0
    assert value(a.u_alpha([(0, 2, 8, "a"), (1, 2, 8, "a")], 20, 3)) < 1


def test_spans_that_overlap_within_a_coder_are_refused_unless_codes_are_not_looked_at():
    spans = [(0, 0, 5, "a"), (0, 3, 8, "b"), (1, 0, 8, "a")]
    with pytest.raises(ValueError, match="overlap"):
        a.u_alpha(spans, 10, 2)
    assert a.binary_u_alpha(spans, 10, 2) == 1.0


@pytest.mark.parametrize("span", [(0, 5, 5, "a"), (0, -1, 3, "a"), (0, 8, 11, "a")])
def test_a_span_that_is_empty_or_leaves_the_text_is_refused(span):
    with pytest.raises(ValueError, match="within the text"):
        a.u_alpha([span], 10, 2)


def test_the_first_alpha_of_unitizing_krippendorff_1995_stretched():
    stretched = [(coder, start * 500, end * 500, code) for coder, start, end, code in K95_A]
    assert value(a.alpha_u_1995("A", stretched, 12_000, 2)) == pytest.approx(0.553, abs=0.02)
    assert a.alpha_u_1995_overall(stretched, 12_000, 2) == a.alpha_u_1995("A", stretched, 12_000, 2)


def test_1995_and_2016_are_two_coefficients():
    assert value(a.alpha_u_1995("A", K95_A, 24, 2)) != pytest.approx(value(a.u_alpha(K95_A, 24, 2)), abs=0.05)


@st.composite
def texts(draw, coders=3, longest=6):
    """A short text, and spans of some coders that do not overlap within a coder."""
    length = draw(st.integers(6, 24))
    spans = []
    for coder in range(coders):
        at = 0
        while at < length:
            at += draw(st.integers(0, 4))
            size = draw(st.integers(1, longest))
            if at + size > length:
                break
            spans.append((coder, at, at + size, draw(st.sampled_from("ab"))))
            at += size
    return length, spans


def same(one: a.Figure, other: a.Figure) -> bool:
    if isinstance(one, a.Undefined) or isinstance(other, a.Undefined):
        return one == other
    return math.isclose(one, other, abs_tol=1e-9)


@given(texts(longest=1))
def test_with_units_of_one_character_u_alpha_is_nominal_alpha_of_characters(text):
    length, spans = text
    units = [[None] * 3 for _ in range(length)]
    for coder, start, _, code in spans:
        units[start][coder] = code
    characters = [[rating or "gap" for rating in unit] for unit in units]
    assert same(a.u_alpha(spans, length, 3), a.krippendorff_alpha(characters))


@given(texts(), st.permutations([0, 1, 2]))
def test_names_of_coders_and_codes_do_not_matter(text, order):
    length, spans = text
    renamed = [(order[coder], start, end, {"a": "b", "b": "a"}[code]) for coder, start, end, code in spans]
    assert same(a.u_alpha(spans, length, 3), a.u_alpha(renamed, length, 3))
    assert same(a.binary_u_alpha(spans, length, 3), a.binary_u_alpha(renamed, length, 3))
    assert same(a.soft_f1(spans, 3), a.soft_f1(renamed, 3))
    assert same(a.span_dice(spans, 3), a.span_dice(renamed, 3))


@given(texts(coders=1))
def test_identical_coding_is_1(text):
    length, spans = text
    both = spans + [(1, start, end, code) for _, start, end, code in spans]
    for figure in (a.u_alpha(both, length, 2), a.soft_f1(both, 2), a.span_dice(both, 2)):
        assert isinstance(figure, a.Undefined) or same(figure, 1.0)
    if spans:
        assert same(a.soft_f1(both, 2), 1.0)


@given(texts(coders=2))
def test_cu_is_at_most_1_and_covers_what_both_marked(text):
    length, spans = text
    marked = [
        {c for coder, start, end, _ in spans if coder == who for c in range(start, end)} for who in (0, 1)
    ]
    assert same(a.cu_coverage(spans, length, 2), len(marked[0] & marked[1]) / length)
    found = a.cu_alpha(spans, length, 2)
    assert isinstance(found, a.Undefined) or found <= 1


def test_soft_f1_counts_how_much_of_each_passage_is_covered():
    spans = [(0, 0, 10, "a"), (1, 5, 10, "a"), (1, 20, 30, "a")]
    precision, recall = (1.0 + 0.0) / 2, 0.5
    assert value(a.soft_f1(spans, 2)) == pytest.approx(2 * precision * recall / (precision + recall))


def test_dice_of_passages_is_twice_the_shared_characters_over_all_marked():
    assert value(a.span_dice([(0, 0, 10, "a"), (1, 5, 25, "a")], 2)) == pytest.approx(2 * 5 / 30)
    assert isinstance(a.span_dice([], 2), a.Undefined)
    assert a.span_dice([(0, 0, 10, "a")], 2) == 0.0
