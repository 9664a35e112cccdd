"""Published cases kept beside the checkout, and which function answers each of their statistics."""

import csv
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from framework_cli.compare import agreement as a

FAMILIES = ("nominal_coding", "multilabel", "unitizing_1995", "unitizing_2016", "degenerate_policy", "gamma",
            "vendor_formulas")  # fmt: skip
CODERS: dict[str, Callable[[Any], a.Figure]] = {
    "percent_agreement": a.percent_agreement,
    "scott_pi": a.scott_pi,
    "scott_pe": a.scott_expected,
    "cohen_kappa": a.cohen_kappa,
    "cohen_pe": a.cohen_expected,
    "cohen_kappa_max": a.cohen_kappa_max,
    "conger_kappa": a.conger_kappa,
    "conger_pe": a.conger_expected,
    "fleiss_kappa": a.fleiss_kappa,
    "fleiss_pe": a.fleiss_expected,
    "bennett_s": a.bennett_s,
    "brennan_prediger": a.brennan_prediger,
    "randolph_kappa": a.randolph_kappa,
    "pabak": a.pabak,
    "krippendorff_alpha_nominal": a.krippendorff_alpha,
    "krippendorff_alpha_interval": lambda units: a.krippendorff_alpha(units, a.interval),
    "krippendorff_expected_agreement": a.krippendorff_expected_agreement,
    "alpha_set": a.alpha_set,
}


def folder() -> Path:
    """Where the cases are, if they are there."""
    named = os.environ.get("FRAMEWORK_SHARED_DATA")
    data = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "data"
    return data.parent / "oracles"


def index() -> list[tuple[str, str]]:
    """Family and id of every case of coefficients; empty where the folder is missing."""
    try:
        text = (folder() / "INDEX.csv").read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [
        (row["family"], row["id"]) for row in csv.DictReader(text.split("\n")) if row["family"] in FAMILIES
    ]


@cache
def family(name: str) -> dict[str, Any]:
    """A family's cases by id."""
    cases = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return {case["id"]: case for case in cases}


def answer(family: str, case: Any, expected: Any) -> Any:
    """What our functions say to one expected statistic of a case."""
    if family.startswith("unitizing"):
        return _unitizing(case["data"], expected["stat"])
    if family == "gamma":
        return _gamma(case, expected["stat"])
    return _nominal(case["data"], expected)


def _nominal(data: Any, expected: Any) -> Any:
    stat = expected["stat"]
    if "characters" in data:
        return a.square_percent(a.Square(data["both"], data["one_only"], 0, data["neither"]))
    units = data["units"] if "units" in data else a.from_table(data["table"])
    categories = data.get("categories", ())
    match stat:
        case "gwet_ac1":
            return a.gwet_ac1(units, categories if "units" in data else ())
        case "gwet_pe":
            return a.gwet_expected(units)
        case "alpha_do" | "alpha_de":
            found = a.alpha_disagreement(units)
            assert isinstance(found, a.Disagreement)
            return found.observed if stat == "alpha_do" else found.expected
        case "fleiss_per_category":
            return a.fleiss_by_category(units, expected["category"])
        case "percent_per_item":
            return a.percent_by_unit(units)[expected["item"]]
        case "se" | "ci_low" | "ci_high":
            given = expected["method"] == "asymptotic"
            spread = a.cohen_asymptotic(units) if given else a.gwet_error(units, expected["of"])
            assert isinstance(spread, a.Interval)
            return {"se": spread.error, "ci_low": spread.low, "ci_high": spread.high}[stat]
    return CODERS[stat](units)


def _unitizing(data: Any, stat: str) -> Any:
    text = (data["spans"], data["length"], data["coders"], data.get("begin", 0))
    if stat.startswith("alpha_U_1995"):
        what, _, code = stat.split(" ", 1)[1].partition(":")
        if what == "overall":
            return a.alpha_u_1995_overall(*text)
        found = a.disagreement_u_1995(code, *text)
        assert isinstance(found, a.Disagreement)
        return {"D_o": found.observed, "D_e": found.expected, "alpha": found.alpha()}[what]
    if stat.startswith("("):
        return a.k_u_alpha(stat[1 : stat.index(")")], *text)
    return {"u_alpha": a.u_alpha, "binary_u_alpha": a.binary_u_alpha, "cu_coverage": a.cu_coverage,
            "cu_alpha": a.cu_alpha}[stat](*text)  # fmt: skip


def _gamma(case: Any, stat: str) -> Any:
    spans, coders = case["data"]["spans"], case["data"].get("coders", ())
    given = case["params"]
    weights = a.Weights(given["alpha"], given["beta"], given["deltaEmpty"])
    if stat == "gamma_shuffle_sampler":
        found = a.gamma(spans, coders, weights)
        assert isinstance(found, a.Gamma)
        return found.value
    if stat.endswith("over_given_samples"):
        whole, _, expected = a.gamma_over(
            spans, [sample["spans"] for sample in case["sampled_continua"]], coders, weights
        )
        return whole if stat.startswith("gamma") else expected
    best = a.best_alignment(spans, coders, weights)
    return best.groups if stat == "n_unitary_alignments" else best.disorder
