"""The drawing of a theory in a report: a click leads to a claim's evidence, and no word gets out of it."""

import re
from pathlib import Path

import pytest

from framework_cli.model.audience import Audience
from framework_cli.render.report import Options, Report, to_html, to_markdown
from tests.render.report_study import THEORY, report, write_study


@pytest.fixture
def made(tmp_path: Path) -> Report:
    root = write_study(tmp_path)
    (root / "theory").mkdir()
    told = THEORY.replace("The door is shut", "'</svg><script>alert(1)</script>'")
    at = "    variation: {north: {status: rejected, note: No door}}\n"
    told = told.replace("configurations:", at + "configurations:", 1)
    (root / "theory" / "doors.yaml").write_text(told, encoding="utf-8", newline="\n")
    return report(root)


def test_a_click_on_a_claim_leads_to_its_evidence(made: Report):
    page = to_html(made)
    drawing = page[page.index('<svg xmlns="http://www.w3.org/2000/svg" class="theory-map"') :].split(
        "</svg>"
    )[0]
    targets = re.findall(r'<a href="#([^"]+)"', drawing)
    assert set(targets) == {"claim-doors/e1"}
    assert f'id="{targets[0]}"' in page
    assert "1 against" in drawing


def test_words_of_a_theory_stay_words_in_its_drawing(made: Report):
    assert "<script>alert" not in to_html(made)
    assert "&lt;/svg&gt;" in to_html(made)
    said = to_markdown(made)
    assert "```mermaid\nflowchart LR" in said
    assert "<script>alert" not in said


def test_how_a_claim_stands_at_a_site_is_said(made: Report):
    assert "north: rejected. No door" in to_html(made)
    assert "By site: north: rejected. No door" in to_markdown(made)


def test_nobody_outside_the_team_sees_a_drawing(tmp_path: Path):
    root = write_study(tmp_path)
    (root / "theory").mkdir()
    (root / "theory" / "doors.yaml").write_text(THEORY, encoding="utf-8", newline="\n")
    made = report(root, Options(audience=Audience.OUTSIDE))
    assert 'theory-map"' not in to_html(made)
    assert "mermaid" not in to_markdown(made)
