"""The report as a Word document: real headings and tables, what is withheld, and the same bytes each time."""

import builtins
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from typer.testing import CliRunner

from framework_cli.cli.app import app
from framework_cli.model.audience import Audience, Quotes, Transcripts
from framework_cli.render.report import Options, Part
from framework_cli.render.word import to_word
from tests.render.report_study import THEORY, report, write_study


def written(root: Path, **options: Any) -> bytes:
    return to_word(report(write_study(root), Options(**options)))


def said(data: bytes) -> str:
    """Every text of the document, tables, headers and footers included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(n).decode() for n in package.namelist() if n.endswith(".xml")]
    return "\n".join("".join(re.findall(r"<w:t[ >][^<]*", part)) for part in parts)


def whole(root: Path) -> Path:
    """The study with a second coder and a theory, so that the report has every part."""
    write_study(root)
    (root / "annotations/P03.AK.yaml").write_text(
        "- id: ksecond3\n  quote: The secret lever is behind the boiler.\n  codes: [window]\n"
        "  memo: Seen from inside.\n",
        encoding="utf-8",
    )
    (root / "theory").mkdir()
    (root / "theory/doors.yaml").write_text(THEORY, encoding="utf-8")
    return root


def opened(root: Path, **options: Any) -> Any:
    return docx.Document(io.BytesIO(to_word(report(root, Options(**options)))))


def headings(document: Any, level: int = 1) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]


def tables(document: Any) -> dict[str, Any]:
    """The tables by what a screen reader says of them."""
    return {t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): t for t in document.tables}


def test_every_part_of_the_report_stands_in_its_order(tmp_path: Path) -> None:
    root = whole(tmp_path)
    parts = [
        *("Overview", "Framework matrix", "Themes", "Participants", "Figures", "Programme theory"),
        *("Agreement", "Codebook and audit", "Excerpts"),
    ]
    assert headings(opened(root)) == parts
    assert headings(opened(root, transcripts=Transcripts.FULL)) == [*parts, "Transcripts"]
    outside = ["Overview", "Themes", "Figures", "Codebook and audit"]
    assert headings(opened(root, audience=Audience.OUTSIDE)) == outside
    assert headings(opened(root, parts=(Part.THEORY,))) == ["Programme theory"]


def test_charts_are_tables_in_words_own_styles(tmp_path: Path) -> None:
    document = opened(write_study(tmp_path))
    assert "1 Getting in" in headings(document, 2) and "P01" in headings(document, 2)
    chart = tables(document)["1 Getting in: chart"]
    assert [cell.text for cell in chart.rows[0].cells] == ["Participant", "1.1 The door", "1.2 The window"]
    assert [row.cells[0].text.split("\n")[0] for row in chart.rows][1] == "north"
    assert {section.orientation for section in document.sections} == {0, 1}
    for section in document.sections:
        assert "Fictional data" in section.header.paragraphs[0].text
    assert 'TOC \\o "1-2"' in document.element.xml
    core = document.core_properties
    assert (core.title, core.comments) == ("Waiting rooms & <i>windows</i>", "Fictional data")


def test_every_cell_of_the_matrix_has_its_state_in_words(tmp_path: Path) -> None:
    made = tables(opened(write_study(tmp_path)))["1 Getting in: states"]
    said = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in made.rows}
    assert said["P01"] == ["charted (1)", "nothing said (1)"]
    assert said["P02"] == ["stale (2)", "not asked"]
    assert said["P05"][0] == "not yet charted"


def test_figures_are_tables_of_numbers_with_what_they_do_not_show(tmp_path: Path) -> None:
    document = opened(write_study(tmp_path))
    heat = tables(document)["Excerpts by participant and subtheme"]
    said = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in heat.rows}
    assert said["P02"] == ["2", "–", "0", "·", "2"]
    assert int(said["All"][-1]) == sum(int(n) for n in said["All"][:-1])
    assert any("not proof of saturation" in p.text for p in document.paragraphs)


def test_a_wide_figure_goes_on_in_a_further_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framework_cli.render.word.figures._ACROSS", 3)
    document = opened(write_study(tmp_path), parts=(Part.FIGURES,))
    first, second = document.tables[:2]
    assert [cell.text for cell in first.rows[0].cells] == ["Participant", "1.1", "1.2"]
    assert [cell.text for cell in second.rows[0].cells] == ["Participant", "2.1", "2.2", "All"]
    totals = [int(cell.text) for each in (first, second) for cell in each.rows[-1].cells[1:]]
    assert totals[-1] == sum(totals[:-1])


def test_each_claim_has_a_table_of_its_evidence(tmp_path: Path) -> None:
    document = opened(whole(tmp_path))
    link = tables(document)["Evidence on “Somebody is believed → People get in”"]
    rows = [list(dict.fromkeys(cell.text for cell in row.cells)) for row in link.rows]
    assert [row[0].partition(":")[0] for row in rows] == ["Evidence", "For", "P01", "Against", "P02/door"]
    assert "He opens it himself." in rows[-1]
    assert "Why doors <b>open</b>" in " ".join(headings(document, 2))


def test_disagreements_come_before_counts_and_coefficients(tmp_path: Path) -> None:
    document = opened(whole(tmp_path), coefficients=True)
    names = list(tables(document))
    disputed = next(n for n, name in enumerate(names) if name.startswith("To talk about under"))
    assert disputed < names.index("Sources read by several")
    marks = document.tables[disputed].rows[1].cells[2].text
    assert "Asha Karim" in marks and "Seen from inside." in marks
    assert any(p.text.startswith("A coefficient sums up") for p in document.paragraphs)


def test_tables_repeat_their_headings_and_say_what_they_are(tmp_path: Path) -> None:
    document = opened(whole(tmp_path))
    for made in document.tables:
        assert "<w:tblHeader" in made.rows[0]._tr.xml
        assert made._tbl.tblPr.find(qn("w:tblCaption")) is not None
        caption = made._tbl.getprevious()
        assert caption.pPr.style == "Caption" and caption.r_lst


def test_no_empty_paragraph_makes_room(tmp_path: Path) -> None:
    """One that ends a section after a table must be there."""
    for audience in Audience:
        for paragraph in opened(whole(tmp_path / audience), audience=audience).paragraphs:
            assert paragraph._p.xpath(".//w:t") or paragraph._p.xpath("./w:pPr/w:sectPr"), audience


def test_the_language_is_named_and_links_lead_somewhere(tmp_path: Path) -> None:
    document = opened(whole(tmp_path))
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    body = document.element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert len(set(names)) == len(names) == len(set(ids))
    assert set(targets) <= set(names)
    assert any(target.startswith("excerpt_") for target in targets), "citations lead to their excerpts"


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    everything = "\n".join([p.text for p in docx.Document(io.BytesIO(written(tmp_path))).paragraphs])
    assert "</script><img src=x onerror=" in everything
    assert "{{ 7*7 }}" in everything and '=HYPERLINK("x")' in everything


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a"), written(tmp_path / "b")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {2000}


@pytest.mark.parametrize("options", [{}, {"quotes": Quotes.ALL}, {"transcripts": Transcripts.FULL}])
def test_nothing_for_the_team_alone_is_in_the_bytes_for_outside(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    def unzipped(**more: Any) -> bytes:
        data = to_word(report(study, Options(**{**options, **more})))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return b"".join(package.read(name) for name in package.namelist())

    study = whole(tmp_path)
    team, outside = unzipped(), unzipped(audience=Audience.OUTSIDE)
    for withheld in (
        *("P01", "GROUP", "REPORT", "Oz", "north", "Waited an hour", "summary for the team", "Compare"),
        *("mind the porter", "porter of twenty years", "Asha", "Why doors", "He opens it himself"),
        *("Too few passages", "0885239b8df26ba7", "Seen from inside", "Rob Stone", "Not for outside"),
    ):
        assert withheld.encode() in team, f"not in the team's report either: {withheld}"
        assert withheld.encode() not in outside, withheld
    assert b"kdoor0p" not in team + outside, "excerpts are called by their lines, and links by numbers"
    assert b"Tell me about" not in outside


def test_what_is_withheld_outside_is_not_in_the_file(tmp_path: Path) -> None:
    team, outside = written(tmp_path / "a"), written(tmp_path / "b", audience=Audience.OUTSIDE)
    assert "The secret lever" in said(team) and "[Comment: " in said(team)
    for withheld in ("The secret lever", "[Comment: ", "P01", "P03", "Asha Karim", "mind the porter"):
        assert withheld not in said(outside)
    with zipfile.ZipFile(io.BytesIO(outside)) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
    assert b"secret lever" not in whole


def test_without_quotes_no_words_of_transcripts_are_listed(tmp_path: Path) -> None:
    assert "The secret lever" not in said(written(tmp_path, quotes=Quotes.NONE))


def run(root: Path, *words: str) -> Any:
    return CliRunner().invoke(app, ["-C", str(root), "summarise", *words], env={"FRAMEWORK_STUDY": None})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study")


def test_the_command_writes_one_file_and_says_where(root: Path) -> None:
    for words, name in (
        (["--format", "docx"], "report"),
        (["--format", "docx", "--for", "outside"], "report-outside"),
    ):
        done = run(root, *words)
        assert done.exit_code == 0, done.output
        assert done.stdout.strip().endswith(f"reports/{name}.docx")
    assert not (root / "reports/report.html").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--format", "docx", "-o", "x.md"], "differ: say one"),
        (["-o", "x.odt"], "use .html, .md or .docx"),
        (["--format", "docx", "--for", "outside", "--only", "matrix"], "choose other parts with --only"),
    ],
)
def test_what_makes_no_sense_exits_2_with_the_reason(root: Path, words: list[str], reason: str) -> None:
    done = run(root, *words)
    assert done.exit_code == 2 and reason in done.stderr


def test_without_the_extra_it_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "docx":
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    done = run(root, "--format", "docx")
    assert done.exit_code == 2
    assert "pip install 'framework-cli[docx]'" in done.stderr
    assert not (root / "reports/report.docx").exists()
