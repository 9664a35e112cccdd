"""Every published case beside the checkout, within its tolerance."""

import pytest

from framework_cli.compare.agreement import Undefined
from tests.compare import oracles

CASES = oracles.index()


@pytest.mark.shared
@pytest.mark.skipif(not CASES, reason=f"PUBLISHED CASES NOT FOUND at {oracles.folder()}")
@pytest.mark.parametrize(("family", "id"), CASES or [("", "")])
def test_a_published_case_is_met_within_its_tolerance(family: str, id: str):
    case = oracles.family(family)[id]
    for expected in case["expected"]:
        if expected.get("gate") is False:
            continue
        found = oracles.answer(family, case, expected)
        if "range" in expected:
            low, high = expected["range"]
            assert low <= found <= high, expected
        elif expected["value"] is None:
            assert isinstance(found, Undefined), expected
            assert found.reason == expected["reason"]
        else:
            room = max(expected.get("tol", 0), expected.get("tol_rel", 0) * abs(expected["value"]))
            assert found == pytest.approx(expected["value"], abs=room + 1e-15), expected
