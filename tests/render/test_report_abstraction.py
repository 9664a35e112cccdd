"""Dimensions and typologies in the report: elements with what they cite, every case with its why."""

from pathlib import Path
from typing import Any

import pytest

from framework_cli.model.audience import Audience
from framework_cli.render.report import Options, Part, to_html, to_markdown
from tests.render.report_study import report, write_study
from tests.render.test_report_html import by_id, parsed, words

THEORY = """\
theory: {id: doors, kind: realist, label: Doors}
dimensions:
  - id: waiting
    label: How long <b>they</b> wait
    from: [door, strange-code]
    note: From the charts of May.
    categories:
      - id: long
        label: An hour
        definition: And sat down.
        elements:
          - {cell: P01/door, text: an hour on the step}
          - {excerpt: klatc0p2, text: on the latch | always}
      - {id: never, label: Not at all}
  - id: word
    from: [believed]
    categories:
      - id: taken
        label: Taken at their word
        elements:
          - {excerpt: ktrus0p1, text: the tall nurse}
          - {cell: P09/door, text: not a case of the study}
typologies:
  - id: kinds
    label: Kinds of waiting
    note: Two are enough.
    of: person
    dimensions: [waiting, word]
    types:
      - {id: sitter, label: Those who sit, definition: They wait.}
      - {id: walker, label: Those who walk}
    places:
      P01: sitter
      P02: {type: exception, why: "opens it himself, {{ 7*7 }}"}
      P04: {type: flier, why: was never a type}
      P03: exception
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    root = write_study(tmp_path / "study")
    (root / "theory").mkdir()
    (root / "theory" / "doors.yaml").write_text(THEORY, encoding="utf-8", newline="\n")
    return root


@pytest.fixture
def page(study: Path) -> Any:
    return parsed(to_html(report(study)))


def test_every_case_stands_under_its_type_with_the_reason_or_is_an_exception_or_unplaced(page: Any):
    typology = by_id(page, "typology-doors/kinds")
    groups = typology.findall(".//table[@class='plain types']/tbody")
    found = [
        (
            words(body.find("tr/th")),
            [tuple(words(td) for td in tr.findall("td")) for tr in body.findall("tr")],
        )
        for body in groups
    ]
    assert found == [
        ("Those who sitThey wait.", [("P01", "")]),
        ("Those who walk", [("nobody", "")]),
        ("No such type: flier", [("P04", "was never a type")]),
        (
            "ExceptionsThese fit none of the types.",
            [("P02", "opens it himself, {{ 7*7 }}"), ("P03", "no reason given")],
        ),
        ("UnplacedNobody has placed these yet.", [("P05", "")]),
    ]
    assert [words(p) for p in typology.findall("p")] == [
        "Sorts cases of kind person: 5 cases. A case’s type is set by people. kinds",
        "Two are enough.",
    ]


def test_the_head_of_a_type_spans_the_rows_of_its_cases(page: Any):
    heads = by_id(page, "typology-doors/kinds").findall(".//table[@class='plain types']/tbody/tr/th")
    assert [(th.attrib["scope"], th.attrib["rowspan"]) for th in heads] == [
        ("rowgroup", "1"),
        ("rowgroup", "1"),
        ("rowgroup", "1"),
        ("rowgroup", "2"),
        ("rowgroup", "1"),
    ]


def test_cases_lead_to_their_charts_and_elements_to_their_cells_and_excerpts(page: Any):
    links = [a.attrib["href"] for a in by_id(page, "typology-doors/kinds").iter("a")]
    assert links == [f"#case-{case}" for case in ("P01", "P04", "P02", "P03", "P05")]
    dimension = by_id(page, "dimension-doors/waiting")
    assert words(dimension.find("h5")) == "How long <b>they</b> wait"
    elements = [words(li) for li in dimension.iter("li")]
    assert elements == ["an hour on the step P01/door", "on the latch | always P02:7"]
    assert [a.attrib["href"] for a in dimension.findall(".//li/a")] == ["#cell-P01/door", "#q-klatc0p2"]
    assert [words(h) for h in dimension.iter("h6")] == ["An hour", "Not at all"]
    assert "No elements yet." in words(dimension)
    assert "From 1.1 The door, strange-code. waiting" in words(dimension)


def test_what_an_element_cites_and_nobody_has_says_so(page: Any):
    elements = [words(li) for li in by_id(page, "dimension-doors/word").iter("li")]
    assert elements == ["the tall nurse P01:12", "not a case of the study cell P09/door, not in the study"]


def test_the_dimensions_crossed_have_a_row_for_each_combination(page: Any):
    rows = by_id(page, "typology-doors/kinds").findall(".//details//tbody/tr")
    found = [tuple(words(cell) for cell in row) for row in rows]
    assert ("An hour", "Taken at their word", "P01 (Those who sit)") in found
    assert ("Not at all", "Taken at their word", "nobody") in found


def test_what_a_theory_holds_is_said_and_what_it_does_not_hold_is_not(page: Any):
    about = by_id(page, "theory").find("section/p[@class='aside']")
    assert words(about) == "Realist theory: 2 dimensions, 1 typology."


def test_without_case_charts_and_cells_nothing_leads_nowhere(study: Path):
    alone = parsed(to_html(report(study, Options(parts=(Part.THEORY,)))))
    ids = {each.attrib["id"] for each in alone.iter() if "id" in each.attrib}
    assert {a.attrib["href"][1:] for a in alone.iter("a")} <= ids
    assert "Those who sit" in words(by_id(alone, "typology-doors/kinds"))


def test_in_markdown_there_is_a_row_a_case_and_a_list_a_category(study: Path):
    lines = to_markdown(report(study)).split("\n")
    assert "| Exceptions | P02 | opens it himself, \\{\\{ 7\\*7 \\}\\} |" in lines
    assert "| Those who walk | nobody | |" in lines
    assert "- an hour on the step (P01/door)" in lines
    assert "- on the latch \\| always ([P02:7](#q-klatc0p2))" in lines


def test_outside_the_team_no_type_and_no_element_is_in_the_file(study: Path):
    told = report(study, Options(audience=Audience.OUTSIDE))
    for text in (to_html(told), to_markdown(told)):
        assert "Those who" not in text
        assert "an hour on the step" not in text
