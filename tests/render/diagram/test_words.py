"""What drawings say, and that nothing in a label can do anything."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from framework_cli.render.diagram.measure import width, wrap
from framework_cli.render.diagram.mermaid import mermaid
from framework_cli.render.diagram.outline import outline
from framework_cli.render.diagram.page import html, markdown
from framework_cli.render.diagram.plan import Arrow, Box, Plan, Told
from framework_cli.render.diagram.svg import svg
from tests.render.diagram.plans import HOSTILE, WORDS, plans

SVG = "{http://www.w3.org/2000/svg}"
KNOWN = {"svg", "title", "desc", "style", "g", "a", "rect", "path", "text"}


def two(words: str, *, status: str = "supported", **more: str) -> Plan:
    boxes = (Box("end", 0, words), Box("o", 1, "Outcome", valence="harmful"))
    arrow = Arrow("e1", "end", "o", status=status, tally="7 people · 3 sites", against="1 against", **more)
    return Plan(
        "cop", f"How {words}", ("Context", "Outcome"), boxes, (arrow,), claims=(Told("e1", f"e1: {words}"),)
    )


@given(plans())
def test_a_drawing_is_well_formed_and_holds_only_its_own_elements(plan: Plan) -> None:
    drawn = ElementTree.fromstring(str(svg(plan, lambda id: f"#{id}")))
    assert {element.tag.removeprefix(SVG) for element in drawn.iter()} <= KNOWN
    assert not [name for element in drawn.iter() for name in element.attrib if name.startswith("on")]


@given(WORDS)
def test_lines_fit_the_room_that_they_are_broken_for(words: str) -> None:
    lines = wrap(words, 13, 140, 5)
    assert len(lines) <= 5
    assert all(width(line, 13) <= 140 for line in lines)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_label_gets_out_of_its_place_in_mermaid(words: str) -> None:
    drawn = mermaid(two(words))
    assert "<script" not in drawn
    assert len(re.findall(r'^    n\d+\["[^"]*"\]$', drawn, re.MULTILINE)) == 2
    assert all(line.count('"') in (0, 2) for line in drawn.split("\n"))


@pytest.mark.parametrize("words", ["", "   ", "\u2028", "\x00"])
def test_a_label_of_nothing_to_be_seen_is_the_id_in_mermaid(words: str) -> None:
    assert '["end"]' in mermaid(two(words))


def test_no_label_is_set_as_a_formula_in_mermaid() -> None:
    assert "#36;#36;" not in mermaid(two("$$x^2$$"))


@pytest.mark.parametrize("words", HOSTILE)
def test_no_label_becomes_markup_of_a_page(words: str) -> None:
    plan = two(words)
    assert "<script" not in html([plan])
    assert "<script" not in MarkdownIt().render(markdown([plan]))


def test_the_text_of_a_drawing_is_in_it() -> None:
    drawn = str(svg(two("Panel leads")))
    said = "".join(ElementTree.fromstring(drawn).itertext())
    for words in ("Panel leads", "7 people · 3 sites", "1 against", "Harm", "e1: Panel leads", "Context"):
        assert words in said


def test_a_drawing_is_named_for_those_who_do_not_see_it() -> None:
    drawn = ElementTree.fromstring(str(svg(two("Panel leads"))))
    assert drawn.get("role") == "img"
    ids = {element.get("id") for element in drawn.iter() if element.get("id")}
    assert set((drawn.get("aria-labelledby") or "").split()) <= ids


def test_a_click_on_a_claim_leads_where_it_is_told_to() -> None:
    drawn = ElementTree.fromstring(str(svg(two("Panel leads"), lambda id: f"#claim-{id}")))
    line, label = drawn.iter(f"{SVG}a")
    assert [a.get("href") for a in (line, label)] == ["#claim-e1"] * 2
    assert (line.get("tabindex"), label.get("tabindex")) == ("-1", None)  # one stop of the keyboard a claim


def test_a_page_leads_from_the_drawing_to_its_list_of_claims_and_rivals() -> None:
    plan = replace(two("<b>x</b>"), rivals=("e1: Chance & <i>luck</i>",))
    said = html([plan])
    assert said.count('href="#claim-cop-e1"') == 2
    assert '<li dir="auto" id="claim-cop-e1">e1: &lt;b&gt;x&lt;/b&gt;</li>' in said
    assert '<h2>Rival explanations</h2>\n<ul>\n<li dir="auto">e1: Chance &amp; &lt;i&gt;luck' in said
    assert "- e1: Chance" in markdown([plan])
    assert "Rival explanations" in outline(plan)


def test_the_key_names_the_statuses_that_occur_and_no_others() -> None:
    said = str(svg(two("x", status="contested")))
    assert ">contested: accounts differ<" in said
    assert ">refined since it was first put<" not in said


def test_a_rejected_claim_is_crossed_out() -> None:
    assert 'class="m-cross"' in str(svg(two("x", status="rejected")))
    assert 'class="m-cross"' not in str(svg(two("x")))


def test_a_drawing_asks_for_nothing_from_elsewhere() -> None:
    drawn = html([two("x")], "Fictional data")
    assert not re.findall(r"(?:src|href)=(?!\"#)|url\(|@import", drawn)
    assert "Fictional data" in drawn


def test_an_outline_fits_a_terminal() -> None:
    said = outline(two("A panel in which people with lived experience speak first and set the pace " * 3), 80)
    assert all(len(line) <= 80 for line in said.split("\n"))
    assert "→ Outcome [e1: supported; 7 people · 3 sites; 1 against]" in said


def test_words_in_an_outline_move_no_cursor() -> None:
    assert "\x1b" not in outline(two("a\x1b[31mb"))
