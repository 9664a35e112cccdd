"""Coefficients of nominal coding: published tables, what is undefined, and laws that hold on any data."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.compare import agreement as a

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, data A and data C.
DATA_A = [(0, 0), (1, 1), (0, 1), (0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (1, 0), (0, 1)]
DATA_C = [
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4), (4, 4, 4, 4),
    (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1), (None, 3, None, None),
]  # fmt: skip
# Fleiss (1971), Measuring nominal scale agreement among many raters, table 1: 30 patients, 6 raters.
FLEISS_1971 = [
    "000600", "030003", "014001", "000006", "030300", "204000", "004002", "203100", "200400", "000006",
    "100500", "110400", "033000", "100500", "020301", "005001", "300102", "510000", "020400", "102003",
    "000006", "010500", "020103", "200400", "100401", "050100", "400002", "020400", "105000", "000006",
]  # fmt: skip


def fleiss_units() -> list[list[int]]:
    # The columns of the table are depression, personality disorder, schizophrenia, neurosis, other; the
    # fourth digit stands for neurosis, the fifth is empty, the sixth for other.
    return [[c for c, n in enumerate(row) for _ in range(int(n))] for row in FLEISS_1971]


def value(figure: a.Figure) -> float:
    assert isinstance(figure, float), figure
    return figure


def test_alpha_of_krippendorff_2011_two_observers():
    assert value(a.krippendorff_alpha(DATA_A)) == pytest.approx(0.095, abs=0.001)
    assert value(a.percent_agreement(DATA_A)) == pytest.approx(0.6)
    assert value(a.krippendorff_expected_agreement(DATA_A)) == pytest.approx(0.558, abs=0.001)


def test_alpha_of_krippendorff_2011_missing_ratings_and_a_unit_that_one_observer_rated():
    assert value(a.krippendorff_alpha(DATA_C)) == pytest.approx(0.743, abs=0.001)
    assert a.krippendorff_alpha(DATA_C[:-1]) == a.krippendorff_alpha(DATA_C)


def test_interval_and_ordinal_alpha_of_krippendorff_2011_data_c():
    assert value(a.krippendorff_alpha(DATA_C, a.interval)) == pytest.approx(0.849, abs=0.001)
    assert value(a.ordinal_alpha(DATA_C)) == pytest.approx(0.815, abs=0.001)
    assert value(a.krippendorff_alpha(DATA_C, a.ratio_scale)) == pytest.approx(0.797, abs=0.001)


def test_fleiss_and_conger_differ_on_fleiss_1971():
    units = fleiss_units()
    assert value(a.fleiss_kappa(units)) == pytest.approx(0.430, abs=0.001)
    assert value(a.conger_kappa(units)) == pytest.approx(0.442, abs=0.001)
    assert value(a.percent_agreement(units)) == pytest.approx(0.5556, abs=0.001)


def test_cohen_1960_example_2():
    units = a.from_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert value(a.cohen_kappa(units)) == pytest.approx(0.492, abs=0.001)
    assert value(a.cohen_kappa_max(units)) == pytest.approx(0.831, abs=0.001)
    assert value(a.cohen_expected(units)) == pytest.approx(0.41)


@pytest.mark.parametrize(("table", "kappa"), [([[40, 9], [6, 45]], 0.70), ([[80, 10], [5, 5]], 0.32)])
def test_kappa_falls_with_prevalence_and_pabak_does_not_feinstein_cicchetti_1990(table, kappa):
    units = a.from_table(table)
    assert value(a.percent_agreement(units)) == pytest.approx(0.85)
    assert value(a.cohen_kappa(units)) == pytest.approx(kappa, abs=0.005)
    assert value(a.pabak(units)) == pytest.approx(0.70)


def test_pi_and_kappa_of_artstein_and_poesio_2008():
    units = a.from_table([[20, 10], [20, 50]])
    assert value(a.scott_pi(units)) == pytest.approx(0.341, abs=0.001)
    assert value(a.cohen_kappa(units)) == pytest.approx(0.348, abs=0.001)
    assert value(a.bennett_s(units)) == pytest.approx(0.4)


def test_a_rare_code_has_high_percent_and_ac1_and_a_low_alpha():
    units = a.from_table([[2, 5], [4, 1200]])
    assert value(a.percent_agreement(units)) == pytest.approx(0.9926, abs=0.0001)
    assert value(a.gwet_ac1(units)) > 0.99
    assert value(a.krippendorff_alpha(units)) < 0.4


def test_free_marginal_kappa_of_randolph_2005_does_not_look_at_the_margins():
    even = ["YYY", "YYN", "NNY", "NNN"]
    skewed = ["YYY", "YYN", "YYN", "YYY"]
    assert value(a.fleiss_kappa([*even])) == pytest.approx(0.33, abs=0.01)
    assert value(a.fleiss_kappa([*skewed])) == pytest.approx(-0.2, abs=0.01)
    assert a.randolph_kappa([*even]) == pytest.approx(a.randolph_kappa([*skewed]))


def test_agreement_on_sets_of_codes_counts_subsets_as_nearer():
    near = [({"a"}, {"a", "b"}), ({"b"}, {"b"}), ({"c"}, {"c"})]
    far = [({"a"}, {"b"}), ({"b"}, {"b"}), ({"c"}, {"c"})]
    assert value(a.alpha_set(near)) > value(a.alpha_set(far))


def test_distances_of_sets_passonneau_2004_and_2006():
    one, more, part, other = frozenset("a"), frozenset("ab"), frozenset("ac"), frozenset("d")
    assert [a.set_distance(one, s) for s in (one, more, other)] == pytest.approx([0, 1 / 3, 1])
    assert a.jaccard_distance(more, part) == pytest.approx(2 / 3)
    assert a.masi_distance(more, part) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert a.masi_distance(one, more) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert a.jaccard_distance(frozenset(), frozenset()) == 0


CORRECTED = [
    a.scott_pi, a.cohen_kappa, a.conger_kappa, a.fleiss_kappa, a.gwet_ac1, a.brennan_prediger, a.bennett_s,
    a.randolph_kappa, a.pabak, a.krippendorff_alpha,
]  # fmt: skip


@pytest.mark.parametrize("coefficient", CORRECTED)
def test_without_variation_nothing_is_corrected_for_chance(coefficient):
    found = coefficient([("x", "x")] * 10)
    assert found == a.Undefined("only one value used: expected disagreement 0")
    assert a.percent_agreement([("x", "x")] * 10) == 1.0


def test_a_declared_category_that_nobody_used_is_no_variation():
    assert isinstance(a.gwet_ac1([("x", "x")] * 10, ("x", "y")), a.Undefined)
    assert isinstance(a.brennan_prediger([("x", "x")] * 10, ("x", "y")), a.Undefined)


@pytest.mark.parametrize("coefficient", [*CORRECTED, a.percent_agreement])
def test_without_two_ratings_of_a_unit_there_is_nothing(coefficient):
    assert coefficient([("a", None), (None, "b")]) == a.Undefined("no unit with two ratings")
    assert isinstance(coefficient([]), a.Undefined)


def test_one_unit_in_dispute_has_a_value_and_one_alike_has_none():
    assert value(a.krippendorff_alpha([("a", "b")])) == 0.0
    assert isinstance(a.krippendorff_alpha([("a", "a")]), a.Undefined)


def test_coefficients_of_two_coders_refuse_a_third():
    with pytest.raises(ValueError, match="two coders"):
        a.cohen_kappa([("a", "a", "b")])


@pytest.mark.parametrize("coefficient", [*CORRECTED, a.percent_agreement])
def test_one_coder_alone_agrees_with_nobody(coefficient):
    assert coefficient([("a",), ("b",)]) == a.Undefined("no unit with two ratings")


def test_a_table_names_its_categories_and_their_order_does_not_matter():
    units = a.from_table([[8, 1], [0, 1]], ["y", "n"])
    assert units.count(("y", "n")) == 1
    assert value(a.gwet_ac1(units)) == pytest.approx(0.8658, abs=0.0001)


def test_nobody_can_agree_on_a_category_that_nobody_gave():
    assert isinstance(a.positive_agreement([("a", "b")], "c"), a.Undefined)


def test_maxqda_without_codes_has_no_value():
    assert isinstance(a.maxqda_kappa(3, 1, 0, one_each=True), a.Undefined)
    assert isinstance(a.maxqda_kappa(0, 0, 0), a.Undefined)


def test_maxqdas_chance_depends_on_whether_segments_carry_one_code():
    assert value(a.maxqda_kappa(8, 2, 10)) == pytest.approx((0.8 - 10 / 121) / (1 - 10 / 121))
    assert value(a.maxqda_kappa(8, 2, 10, one_each=True)) == pytest.approx((0.8 - 0.1) / 0.9)


def test_positive_agreement_is_dice():
    units = a.from_table([[40, 10], [20, 30]], [1, 0])
    assert value(a.positive_agreement(units, 1)) == pytest.approx(2 * 40 / (2 * 40 + 10 + 20))


ratings = st.one_of(st.none(), st.sampled_from("abc"))
complete = st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=12)
pairs = st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=1, max_size=20)
missing = st.lists(st.tuples(ratings, ratings, ratings), min_size=1, max_size=12)
SEVERAL = [a.percent_agreement, a.conger_kappa, a.fleiss_kappa, a.gwet_ac1, a.brennan_prediger, a.pabak,
           a.krippendorff_alpha]  # fmt: skip


def same(one: a.Figure, other: a.Figure) -> bool:
    if isinstance(one, a.Undefined) or isinstance(other, a.Undefined):
        return one == other
    return math.isclose(one, other, abs_tol=1e-9)


@given(missing, st.permutations([0, 1, 2]), st.permutations("abc"))
def test_names_of_coders_and_categories_and_the_order_of_units_do_not_matter(units, order, names):
    renamed = dict(zip("abc", names, strict=True)) | {None: None}
    changed = [tuple(renamed[unit[place]] for place in order) for unit in reversed(units)]
    for coefficient in SEVERAL:
        assert same(coefficient(units), coefficient(changed)), coefficient


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=12))
def test_perfect_agreement_is_1_where_there_is_variation(values):
    units = [(value, value, value) for value in values]
    for coefficient in SEVERAL[1:]:
        found = coefficient(units)
        assert same(found, 1.0) if len(set(values)) > 1 else isinstance(found, a.Undefined)


@given(missing)
def test_no_coefficient_is_above_1_and_percent_is_a_share(units):
    for coefficient in SEVERAL:
        found = coefficient(units)
        assert isinstance(found, a.Undefined) or found <= 1 + 1e-9
    percent = a.percent_agreement(units)
    assert isinstance(percent, a.Undefined) or 0 <= percent <= 1


@given(pairs)
def test_of_two_coders_conger_is_cohen_and_fleiss_is_scott(units):
    assert same(a.conger_kappa(units), a.cohen_kappa(units))
    assert same(a.fleiss_kappa(units), a.scott_pi(units))


@given(missing)
def test_units_that_nobody_or_one_coder_rated_do_not_change_alpha(units):
    assert same(a.krippendorff_alpha(units), a.krippendorff_alpha([*units, (None, "b", None), (None,) * 3]))


@given(complete)
def test_alpha_is_pi_with_a_correction_for_small_samples(units):
    alpha, pi = a.krippendorff_alpha(units), a.fleiss_kappa(units)
    if isinstance(alpha, float) and isinstance(pi, float):
        n = 3 * len(units)
        assert math.isclose(1 - alpha, (1 - pi) * (n - 1) / n, abs_tol=1e-9)


@settings(deadline=None)  # the first call imports both libraries
@given(pairs)
def test_kappa_is_what_scikit_learn_and_statsmodels_say(units):
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.inter_rater import cohens_kappa, to_table

    ours = a.cohen_kappa(units)
    if isinstance(ours, a.Undefined):
        return
    first, second = zip(*units, strict=True)
    assert ours == pytest.approx(cohen_kappa_score(first, second))
    table, _ = to_table([["abc".index(r) for r in unit] for unit in units], bins=3)
    with np.errstate(all="ignore"):  # z where the error is 0
        theirs = cohens_kappa(table)
    assert ours == pytest.approx(theirs.kappa)
    spread = a.cohen_asymptotic(units)
    assert isinstance(spread, a.Interval)
    if theirs.var_kappa > 1e-12:
        assert spread.error == pytest.approx(theirs.std_kappa)


@settings(deadline=None)
@given(complete)
def test_kappas_of_several_coders_are_what_statsmodels_says(units):
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    ours = a.fleiss_kappa(units)
    if isinstance(ours, a.Undefined):
        return
    counts, _ = aggregate_raters([["abc".index(r) for r in unit] for unit in units], n_cat=3)
    assert ours == pytest.approx(fleiss_kappa(counts))
    used = counts[:, counts.sum(axis=0) > 0]
    assert a.randolph_kappa(units) == pytest.approx(fleiss_kappa(used, method="randolph"))


def test_gwets_errors_of_a_table_without_variation_or_of_one_unit_are_undefined():
    assert isinstance(a.gwet_error([("x", "x")] * 3, "gwet_ac1"), a.Undefined)
    assert isinstance(a.gwet_error([("x", "y")], "krippendorff_alpha_nominal"), a.Undefined)


def test_quantiles_of_students_t_are_scipys():
    from scipy.stats import t

    from framework_cli.compare.agreement.errors import student_t

    for freedom in (1, 2, 3, 11, 40, 1000):
        assert student_t(0.975, freedom) == pytest.approx(t.ppf(0.975, freedom))
