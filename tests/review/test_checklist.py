"""Reporting checklists: their numbers, and that no item is ever passed."""

from pathlib import Path

import pytest

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.review.checklist import CHECKLISTS, Answer, Standing, answers
from framework_cli.review.checklist.facts import FACTS
from tests.check.studies import sound

WORKED = Path(__file__).resolve().parents[2]


def answered(root: Path, name: str) -> dict[str, Answer]:
    study, _ = load(root)
    index, _ = build(study)
    given = answers(CHECKLISTS[name], study, index, grid(study, index))
    return {answer.item.number: answer for answer in given}


def test_each_checklist_has_its_published_numbers() -> None:
    numbers = {name: [item.number for item in each.items] for name, each in CHECKLISTS.items()}
    assert numbers["coreq"] == [str(n) for n in range(1, 33)]
    assert numbers["srqr"] == [f"S{n}" for n in range(1, 22)]
    assert numbers["rameses"] == [str(n) for n in range(1, 21)]


def test_coreq_has_its_three_domains() -> None:
    sections = [item.section for item in CHECKLISTS["coreq"].items]
    assert [sections.count(section) for section in dict.fromkeys(sections)] == [8, 15, 9]


def test_every_fact_that_an_item_names_is_there_and_every_fact_is_named() -> None:
    named = {
        fact for each in CHECKLISTS.values() for item in each.items for fact in (*item.facts, *item.leads)
    }
    assert named == set(FACTS)


@pytest.mark.parametrize("name", CHECKLISTS)
def test_no_item_of_the_worked_study_is_passed(name: str) -> None:
    given = answered(WORKED, name)
    assert {answer.standing for answer in given.values()} <= {Standing.PREFILLED, Standing.AUTHOR}
    assert all(
        answer.says and answer.where for answer in given.values() if answer.standing is Standing.PREFILLED
    )


def test_the_worked_study_says_who_coded_and_what_it_rests_on() -> None:
    given = answered(WORKED, "coreq")
    assert given["24"].says.startswith(
        "2 coders: AK 10 sources, RS 10 sources. 4 of 16 sources coded by several"
    )
    assert given["24"].where == ("annotations/",)
    assert given["12"].says == "16 people, 2 documents."
    assert "P01 (2 waves)" in given["18"].says


@pytest.mark.parametrize("number", ["2", "3", "4", "5", "11", "13", "28"])
def test_what_no_file_can_say_is_left_to_the_author(number: str) -> None:
    answer = answered(WORKED, "coreq")[number]
    assert answer.standing is Standing.AUTHOR
    assert not answer.says


def test_a_lead_leaves_an_item_to_the_author() -> None:
    answer = answered(WORKED, "coreq")["1"]
    assert answer.standing is Standing.AUTHOR
    assert "INT" in answer.says


def test_items_on_interviews_do_not_apply_to_documents_alone(tmp_path: Path) -> None:
    root = sound(tmp_path)
    for path in (root / "transcripts").iterdir():
        path.write_text("---\nkind: document\n---\nThe group met.\n", encoding="utf-8")
    for path in (root / "annotations").iterdir():
        path.unlink()
    given = answered(root, "coreq")
    assert given["17"].standing is Standing.NOT_APPLICABLE
    assert given["2"].standing is Standing.AUTHOR


@pytest.mark.parametrize("name", CHECKLISTS)
def test_an_empty_study_leaves_everything_to_the_author(tmp_path: Path, name: str) -> None:
    (tmp_path / "framework.yaml").write_text("", encoding="utf-8")
    given = answered(tmp_path, name)
    filled = [number for number, answer in given.items() if answer.standing is Standing.PREFILLED]
    assert filled == (["27"] if name == "coreq" else [])
