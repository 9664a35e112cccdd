"""The report as a Word document: real headings and tables, what is withheld, and the same bytes each time."""

import builtins
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner

from framework_cli.cli.app import app
from framework_cli.model.audience import Audience, Quotes
from framework_cli.render.report import Options
from framework_cli.render.word import to_word
from tests.render.report_study import report, write_study


def written(root: Path, **options: Any) -> bytes:
    return to_word(report(write_study(root), Options(**options)))


def said(data: bytes) -> str:
    """Every text of the document, tables, headers and footers included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(n).decode() for n in package.namelist() if n.endswith(".xml")]
    return "\n".join("".join(re.findall(r"<w:t[ >][^<]*", part)) for part in parts)


def test_headings_tables_and_sections_are_words_own(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(written(tmp_path)))
    headings = [
        (p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name[:7] == "Heading"
    ]
    assert ("Heading 1", "Themes") in headings
    assert ("Heading 2", "1 Getting in") in headings
    assert ("Heading 2", "P01") in headings
    chart = next(t for t in document.tables if t.rows[0].cells[1].text == "1.1 The door")
    assert chart.rows[0].cells[0].text == "Participant"
    assert "<w:tblHeader" in chart.rows[0]._tr.xml
    assert [row.cells[0].text.split("\n")[0] for row in chart.rows][1] == "north"
    assert {section.orientation for section in document.sections} == {0, 1}
    for section in document.sections:
        assert "Fictional data" in section.header.paragraphs[0].text
    assert 'TOC \\o "1-2"' in document.element.xml
    core = document.core_properties
    assert (core.title, core.comments) == ("Waiting rooms & <i>windows</i>", "Fictional data")


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    everything = "\n".join([p.text for p in docx.Document(io.BytesIO(written(tmp_path))).paragraphs])
    assert "</script><img src=x onerror=" in everything
    assert "{{ 7*7 }}" in everything and '=HYPERLINK("x")' in everything


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a"), written(tmp_path / "b")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {2000}


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
        (["--format", "docx", "--only", "matrix"], "a Word report has overview, themes, cases, codebook"),
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
