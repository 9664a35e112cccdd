"""Gamma: alignments worked out by hand, and what is said where scipy is not installed."""

import sys

import pytest

from framework_cli.compare import agreement as a

# Mathet, Widlöcher & Métivier (2015), figure 10, as pygamma-agreement ships it (MIT).
FIGURE_10 = [("Joe", 4, 14, "A"), ("Joe", 20, 30, "B"), ("Jack", 4, 14, "A"), ("Jack", 20, 25, "B"),
             ("William", 14, 24, "A"), ("William", 40, 44, "B")]  # fmt: skip


def test_the_best_alignment_of_figure_10_of_mathet_2015():
    assert a.best_alignment(FIGURE_10).disorder == pytest.approx(1.185185185)


def test_a_unit_without_a_counterpart_costs_one_empty_place():
    units = [("x", 1, 5, "a"), ("x", 20, 24, "a"), ("y", 1, 5, "a")]
    assert a.best_alignment(units).disorder == pytest.approx(1 / 1.5)


def test_identical_coding_has_gamma_1():
    units = [(coder, start, start + 4, "a") for coder in "xy" for start in (1, 10, 30)]
    found = a.gamma(units, precision=0.2)
    assert isinstance(found, a.Gamma)
    assert found.value == pytest.approx(1.0)
    assert found.samples >= 30


def test_gamma_is_the_same_from_run_to_run_and_says_what_it_rests_on():
    first, second = (a.gamma(FIGURE_10, seed=7, precision=0.1) for _ in range(2))
    assert isinstance(first, a.Gamma)
    assert first == second
    assert first.seed == 7
    assert first.samples >= 30
    assert 0 < first.precision <= 0.1


def test_one_coder_or_one_passage_is_undefined():
    assert isinstance(a.gamma([("x", 1, 5, "a"), ("x", 7, 9, "a")]), a.Undefined)
    assert isinstance(a.gamma([("x", 1, 5, "a")], ("x", "y")), a.Undefined)


def test_without_scipy_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(a.NoSolverError, match=r"pip install 'framework-cli\[gamma\]'"):
        a.best_alignment(FIGURE_10)
