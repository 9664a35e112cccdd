"""Status on sources that several people coded: what is alike, what is open, what to do next."""

from pathlib import Path

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.render.status import sources_table, status_json
from framework_cli.review import Standing, standing
from tests.compare.coding import MYSELF, SISTER, coded

TWO = {"AK": [(SISTER, "family"), (MYSELF, "stigma")], "RS": [(SISTER, "family"), (MYSELF, "family")]}


def stands(root: Path) -> Standing:
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return standing(study, index, grid(study, index))


def shown(root: Path) -> str:
    study, _ = load(root)
    table = sources_table(study, stands(root))
    (row,) = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return str(row["coding"])


def test_what_two_coders_differ_on_is_counted(tmp_path: Path) -> None:
    root = coded(tmp_path, TWO)
    (source,) = stands(root).sources
    assert source.talk == (("AK", "RS"), 1, 1, 1)
    assert shown(root) == "not agreed, 1 open"
    assert "framework compare --source P01" in [task.command for task in stands(root).tasks]


def test_one_coder_has_nothing_to_talk_about(tmp_path: Path) -> None:
    root = coded(tmp_path, {"AK": TWO["AK"]})
    (source,) = stands(root).sources
    assert source.talk is None and shown(root) == "one coder"


def test_an_agreed_coding_with_open_items_says_so_and_what_to_do(tmp_path: Path) -> None:
    agreed = {
        "annotations/P01.agreed.yaml": (
            f"- id: gggggg11\n  quote: {SISTER}\n  codes: [family]\n  from: [akp01x1, rsp01x1]\n"
        )
    }
    root = coded(tmp_path, TWO, agreed)
    assert shown(root) == "agreed, 1 open"
    assert "decide 1 open item on the agreed coding of P01" in [task.what for task in stands(root).tasks]


def test_an_agreed_coding_that_dealt_with_everything_is_agreed(tmp_path: Path) -> None:
    agreed = {
        "annotations/P01.agreed.yaml": (
            "dropped: [rsp01x2]\nexcerpts:\n"
            f"- id: gggggg11\n  quote: {SISTER}\n  codes: [family]\n  from: [akp01x1, rsp01x1]\n"
            f"- id: gggggg22\n  quote: {MYSELF}\n  codes: [stigma]\n  from: [akp01x2]\n"
        )
    }
    root = coded(tmp_path, TWO, agreed)
    assert shown(root) == "agreed"
    study, _ = load(root)
    facts = status_json(study, stands(root))["sources"]
    assert isinstance(facts, list)
    assert facts[0]["double_coded"] == {"coders": ("AK", "RS"), "alike": 1, "differing": 1, "open": 0}
