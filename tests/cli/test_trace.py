"""`framework trace`, as typed."""

import json
from pathlib import Path

import docx
import pytest

from tests.check.studies import write
from tests.cli.study import HERE, framework
from tests.docs.pages import blocks
from tests.review.manuscript.drafts import STUDY

GOOD = '"My sister came every week" (P01).\n'
BAD = '"My sister came each week, rain or shine" (P01).\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "study", {**STUDY, "draft.md": GOOD, "bad.md": BAD})
    return tmp_path / "study"


def test_a_draft_in_order_ends_with_0_and_says_how_its_quotes_stand(root):
    said = framework("trace", "draft.md", "--ignore", "F62", root=root, cwd=root)
    assert (said.returncode, said.stdout) == (0, "")
    assert said.stderr == "nothing found\n1 quote looked up: 1 as they were said\n"


def test_a_misquotation_ends_with_1_and_shows_no_words_unless_asked(root):
    said = framework("trace", "bad.md", "--select", "F603", root=root, cwd=root)
    assert said.returncode == 1
    assert said.stdout.startswith("bad.md:1:2: error F603 differs from P01:2: 1 word changed\n")
    assert "sister" not in said.stdout + said.stderr
    shown = framework("trace", "bad.md", "--select", "F603", "--show-text", root=root, cwd=root)
    assert "  > written: My sister came {each} week, rain or shine\n" in shown.stdout


def test_a_report_without_its_quotes_holds_none_that_nobody_said(root):
    framework("summarise", "--quotes", "none", "-o", "report.md", root=root, cwd=root)
    assert "> *The words of this excerpt" in (root / "report.md").read_text(encoding="utf-8")
    said = framework("trace", "report.md", "--select", "F60", "--ignore", "F608", root=root, cwd=root)
    assert (said.returncode, said.stdout) == (0, "")


def test_fail_on_moves_the_bar(root):
    assert framework("trace", "draft.md", "--fail-on", "note", root=root, cwd=root).returncode == 1
    assert framework("trace", "draft.md", "--fail-on", "warning", root=root, cwd=root).returncode == 0


@pytest.mark.parametrize("format", ["json", "sarif", "github", "md"])
def test_a_manuscript_beside_the_study_has_its_path_from_where_one_stands(format, root):
    write(root.parent, {"paper/bad.md": BAD})
    said = framework(
        "-C", "study", "trace", "paper/bad.md", "--format", format, "--select", "F603", cwd=root.parent
    )
    assert said.returncode == 1
    if format == "json":
        assert json.loads(said.stdout)[0]["path"] == "../paper/bad.md"
    elif format == "md":
        assert said.stdout.startswith("## ../paper/bad.md\n\n- **1:2** error F603: differs from P01:2")
    else:
        assert "paper/bad.md" in said.stdout and "../paper" not in said.stdout
        assert "study/transcripts/P01.txt" in said.stdout


def test_a_word_document_is_read_paragraph_by_paragraph(root):
    document = docx.Document()
    document.add_heading("Results", 1)
    document.add_paragraph("")
    document.add_paragraph(BAD.strip())
    document.add_paragraph("My brother drove me there. — P01", style="Quote")
    document.save(str(root / "draft.docx"))
    said = framework("trace", "draft.docx", "--select", "F603,F605", "--show-text", root=root, cwd=root)
    lines = [line.split(" ")[:3] for line in said.stdout.split("\n") if line.startswith("draft.docx")]
    assert lines == [["draft.docx:3:2:", "error", "F603"], ["draft.docx:4:1:", "error", "F605"]]


REFUSED = {"nowhere.md": "there is no file", "transcripts": "is a folder"}


@pytest.mark.parametrize(("file", "why"), REFUSED.items(), ids=REFUSED)
def test_a_call_that_names_no_file_ends_with_2(file, why, root):
    said = framework("trace", file, root=root, cwd=root)
    assert said.returncode == 2
    assert why in said.stderr


UNREADABLE = {
    "latin": ("a.md", "caf\xe9 (P01)".encode("latin-1"), "F002"),
    "binary": ("a.md", b"\x00\x01\x02", "F003"),
    "empty": ("a.md", b" \n", "F016"),
    "no document": ("a.docx", b"hello", "F001"),
    "other package": ("a.odt", b"PK\x03\x04 and so on", "F001"),
}


@pytest.mark.parametrize(("name", "data", "rule"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_a_finding(name, data, rule, root):
    (root / name).write_bytes(data)
    said = framework("trace", name, "--fail-on", "warning", root=root, cwd=root)
    assert said.returncode == 1
    assert f" {rule} " in said.stdout


def test_real_names_in_a_draft_are_found_and_not_shown(root, tmp_path):
    key = tmp_path / "key.csv"
    key.write_text("name,pseudonym\nDenise,Anna\n", encoding="utf-8")
    write(root, {"named.md": "Her sister Denise.\n"})
    said = framework(
        "trace", "named.md", "--select", "F623", root=root, cwd=root, env={"FRAMEWORK_KEY": str(key)}
    )
    assert said.stdout.startswith("named.md:1:12: warning F623 a name of the key stands here\n")
    assert "Denise" not in said.stdout


def test_the_report_of_the_worked_study_has_nothing_worse_than_notes():
    said = framework("trace", "reports/report.md", "--fail-on", "warning", root=HERE, cwd=HERE)
    assert said.returncode == 0, said.stdout


def test_five_planted_faults_are_found_in_a_results_section_and_nothing_else(tmp_path):
    page = (HERE / "docs/how-to/manuscripts.md").read_text(encoding="utf-8")
    draft = next(block.text for block in blocks(page) if block.path == "paper/results.md")
    write(tmp_path, {"results.md": draft})
    words = ("trace", str(tmp_path / "results.md"), "--format", "json", "--ignore", "F608,F62")
    said = framework(*words, root=HERE, cwd=tmp_path)
    assert [each["rule"] for each in json.loads(said.stdout)] == ["F618", "F603", "F605", "F601", "F613"]
