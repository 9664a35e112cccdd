"""Figures, exceptions, agreement and audit as values: what they count, what they leave out, for whom."""

from pathlib import Path

import pytest

from framework_cli.model.audience import Audience
from framework_cli.render.report import Options, Part, Report, to_html, to_markdown
from framework_cli.render.report.agreement_views import Agreement
from framework_cli.render.report.drawing import growth
from framework_cli.render.report.exceptions import exceptions
from framework_cli.render.report.figure_views import Figures, Growth, GrowthStep
from framework_cli.render.report.views import CaseRow, CellView, Group
from tests.render.report_study import SCRIPT, THEORY, report, write_study

OUTSIDE = Options(audience=Audience.OUTSIDE)
SECOND = """\
excerpts:
- id: ksecond3
  quote: The secret lever is behind the boiler.
  codes: [window]
  memo: Seen from inside.
- id: kthird03
  quote: Trust nobody with a clipboard.
  codes: [believed]
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_study(tmp_path_factory.mktemp("study"))
    (root / "annotations" / "P03.AK.yaml").write_text(SECOND, encoding="utf-8", newline="\n")
    (root / "memos" / "decided.md").write_text(
        "---\nabout: [case:P03]\nby: RS\non: 2026-02-02\nkind: decision\n---\nP03 is not to be named.\n",
        encoding="utf-8",
        newline="\n",
    )
    return root


@pytest.fixture(scope="module")
def team(study: Path) -> Report:
    return report(study)


def figures(made: Report) -> Figures:
    assert made.figures is not None
    return made.figures


def agreement(made: Report) -> Agreement:
    assert made.agreement is not None
    return made.agreement


def test_the_heat_table_counts_excerpts_and_has_signs_where_a_nought_would_mislead(team: Report):
    heat = figures(team).heat
    assert heat is not None
    rows = {row.name: row for _, rows in heat.groups for row in rows}
    assert [cell.number for cell in rows["P01"].cells] == [1, 1, 1, 0]
    assert [cell.sign for cell in rows["P01"].cells] == ["", "", "", "–"]
    assert [cell.sign or str(cell.number) for cell in rows["P02"].cells] == ["2", "–", "0", "·"]
    assert heat.totals == (5, 4, 2, 0)
    assert sum(row.total for row in rows.values()) == sum(heat.totals)


def test_codes_that_overlap_stand_in_a_triangle_and_in_a_table(team: Report):
    pairs = figures(team).pairs
    assert pairs is not None
    assert [tag.id for tag in pairs.tags] == ["door", "window"]
    assert [[cell.number for cell in row] for row in pairs.triangle] == [[], [1]]
    (row,) = pairs.rows
    assert (row.one.id, row.other.id, row.overlapping, row.ones, row.others) == ("door", "window", 1, 5, 3)
    assert (row.both, row.either) == (2, 5)
    assert pairs.alone == 2


def test_codes_add_up_source_by_source_and_the_caption_says_what_that_is_not(team: Report):
    grown = figures(team).growth
    assert grown is not None
    assert [(step.name, len(step.new), step.all) for step in grown.steps] == [
        ("GROUP", 1, 1),
        ("P01", 2, 3),
        ("P02", 0, 3),
        ("P03", 0, 3),
    ]
    assert "not proof of saturation" in grown.caption
    assert any("REPORT" in note for note in grown.notes)


def test_coverage_and_quotes_are_counted_case_by_case(team: Report):
    found = figures(team)
    covered = {row.name: row.tally for row in found.coverage}
    assert (covered["P02"].charted, covered["P02"].stale, covered["P02"].total) == (1, 1, 4)
    assert found.voices is not None
    assert {row.name: (row.quotes, row.excerpts) for row in found.voices.rows} == {
        "P01": (1, 3),
        "P02": (0, 2),
        "P03": (0, 4),
        "P04": (1, 1),
        "P05": (1, 1),
    }
    assert found.voices.summary == "2 quotes from 3 of 5 participants; the most quoted has 1."


def test_figures_for_outside_name_no_case_and_no_source(study: Path):
    made = report(study, OUTSIDE)
    found = figures(made)
    assert found.heat is None
    assert found.coverage == ()
    assert found.growth is not None
    assert [step.name for step in found.growth.steps] == ["1", "2", "3", "4"]
    assert found.growth.notes == ()
    assert found.voices is not None
    assert {(row.row, row.name, row.excerpts) for row in found.voices.rows} == {("", "", 0)}
    assert made.agreement is None
    for page in (to_html(made), to_markdown(made)):
        for withheld in ("P03", "GROUP", "REPORT", "Rob Stone", "Seen from inside", "not to be named"):
            assert withheld not in page, withheld


def test_disagreements_stand_first_and_lead_to_the_excerpts(team: Report):
    found = agreement(team)
    assert found.summary == (
        "1 source read by several people.",
        "1 item coded alike, 1 otherwise; of these 0 are decided and 1 is open.",
    )
    (group,) = found.disputed
    (item,) = group.disputes
    assert item.reference == "P03:3"
    assert {tag.id for tag, _ in item.differences} == {"door", "window"}
    assert [(mark.coder, mark.key, mark.memo) for mark in item.marks] == [
        ("Asha Karim", "ksecond3", "Seen from inside."),
        ("Rob Stone", "kdoor0p3", ""),
    ]
    assert found.figures is None
    page = to_html(team)
    assert page.index("<h4>P03:3 ") < page.index('id="h-double"')
    assert 'href="#q-ksecond3"' in page


def test_coefficients_come_when_asked_for_with_their_unit_and_coders(study: Path):
    found = agreement(report(study, Options(coefficients=True))).figures
    assert found is not None
    assert found.lines[0].cells[0] == "1 Getting in"
    assert any(note.startswith("Unit: a turn") and "AK, RS" in note for note in found.notes)


def test_without_a_second_coder_there_is_no_such_part_and_a_word_for_who_asks(tmp_path: Path):
    root = write_study(tmp_path)
    assert "agreement" not in report(root).parts
    asked = to_html(report(root, Options(parts=(Part.AGREEMENT,))))
    assert "No source was read by several people." in asked


def test_each_claim_stands_with_its_evidence_for_and_against_and_leads_there(tmp_path: Path):
    root = write_study(tmp_path)
    (root / "theory").mkdir()
    (root / "theory" / "doors.yaml").write_text(THEORY, encoding="utf-8", newline="\n")
    made = report(root)
    (theory,) = made.theories
    (_, (whole,)), (_, (link,)) = theory.groups
    assert [word for word, _ in whole.chain] == ["If", "because", "then"]
    assert (link.id, link.status) == ("e1", "contested")
    assert [(body.name, [(p.words, p.target, p.note) for p in body.pieces]) for body in link.bodies] == [
        ("For", [("P01:12", "q-ktrus0p1", "")]),
        ("Against", [("P02/door", "cell-P02/door", "He opens it himself.")]),
    ]
    page = to_html(made)
    assert "Why doors &lt;b&gt;open&lt;/b&gt;" in page
    assert 'href="#cell-P02/door"' in page
    assert "Why doors" in to_markdown(made)
    outside = to_html(report(root, OUTSIDE))
    assert "Why doors" not in outside
    assert "He opens it himself" not in outside


def test_without_a_theory_there_is_no_such_part(team: Report):
    assert "theory" not in team.parts


def test_the_audit_says_who_did_what_and_decisions_stand_apart(team: Report):
    audit = team.audit
    assert audit.coders == (
        ("Asha Karim", "9 excerpts in 5 sources; 2 cells charted"),
        ("Rob Stone", "2 excerpts in 1 source; 1 reviewed"),
    )
    assert [(note.memo.by, note.memo.on, note.about) for note in audit.decisions] == [
        ("Rob Stone", "2026-02-02", ("case:P03",))
    ]
    assert len(audit.memos) == 2


def test_outside_only_public_memos_are_left_of_the_audit(study: Path):
    audit = report(study, OUTSIDE).audit
    assert (audit.coders, audit.readings, audit.decisions) == ((), (), ())
    assert [(note.memo.by, note.about) for note in audit.memos] == [("", ())]


def row(case: str, label: str, *, participant: bool = True, wave: str = "") -> CaseRow:
    cell = CellView(id=f"{case}{wave}/x", code="x", label=label, state="", count=0)
    return CaseRow(case + wave, case, wave, case, "", participant, {}, (), (cell,))


def group(name: str, *rows: CaseRow) -> Group:
    return Group(name, rows)


def test_who_alone_speaks_stands_apart_and_who_alone_is_silent_too():
    silent = [row(f"P{n}", "nothing-said") for n in range(4)]
    found = exceptions([group("", row("A", "charted"), *silent)], 1)
    assert found == {"A/x": "The only one of 5 to speak to this"}
    spoken = [row(f"P{n}", "stale") for n in range(4)]
    found = exceptions([group("", row("A", "nothing-said"), *spoken)], 1)
    assert found == {"A/x": "The only one of 5 to say nothing on this"}


def test_of_few_nobody_stands_apart_and_while_some_are_uncharted_it_is_so_far():
    silent = [row(f"P{n}", "nothing-said") for n in range(3)]
    assert exceptions([group("", row("A", "charted"), *silent[:2], row("D", "not-asked"))], 1) == {}
    found = exceptions([group("", row("A", "charted"), *silent, row("D", "uncharted"))], 1)
    assert found == {"A/x": "The only one of 4 to speak to this so far"}


def test_documents_are_no_exception_and_waves_count_once():
    silent = [row(f"P{n}", "nothing-said") for n in range(4)]
    waves = [row("A", "nothing-said", wave="@1"), row("A", "charted", wave="@2")]
    found = exceptions(
        [group("", *silent, *waves), group("Documents", row("R", "charted", participant=False))], 1
    )
    assert found == {"A@2/x": "The only one of 5 to speak to this"}


def test_within_a_group_it_says_so():
    north = [row(f"N{n}", "charted") for n in range(4)]
    south = [row("S", "charted"), *(row(f"S{n}", "nothing-said") for n in range(4))]
    found = exceptions([group("north", *north), group("south", *south)], 1)
    assert found == {"S/x": "The only one of 5 in south to speak to this"}


def test_a_name_in_the_drawing_stays_text_and_one_source_is_drawn_too():
    step = GrowthStep("</svg>", "", 1, (), 1, 1.0)
    drawn = str(growth(Growth((step,), "", (), "")))
    assert "&lt;/svg&gt;" in drawn
    assert drawn.count("</svg>") == 1
    many = Growth(tuple(GrowthStep(SCRIPT, "", 1, (), 3, 1.0) for _ in range(40)), "", (), "")
    assert "onerror" not in str(growth(many))
