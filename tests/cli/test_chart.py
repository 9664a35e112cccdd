"""`framework chart` as a user runs it: the matrix in every format, what is said beside it, and charting."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import html5lib
import openpyxl
import pytest
from typer.testing import CliRunner

from framework_cli.cli.app import app
from tests.check.studies import sound, write
from tests.cli.study import framework

MORE = {
    "framework.yaml": "title: Trial\nnotice: Fictional data\ninterviewers: [INT]\ncoders: {AK: A, RS: R}\n",
    "transcripts/P02.txt": "INT: And you?\nP02: I told nobody | =1+1\nINT: Nobody?\nP02: Not a soul.\n",
    "cases.csv": "case,kind,site\nP02,person,south\nP01,person,north\nNA,person,\n",
    "annotations/P01.AK.yaml": """\
- id: k3f9a2q7
  quote: My sister came every week.
  codes: [family]
- id: q0q0q0q0
  quote: Who helped you then?
  codes: [family]
- id: m2x8d0aa
  quote: Nobody at work knew.
  codes: [stigma, support]
""",
    "annotations/P02.AK.yaml": "- {id: p2p2p2p2, quote: I told nobody, codes: [stigma]}\n",
    "annotations/P02.RS.yaml": "- {id: r2r2r2r2, quote: told nobody | =1+1, codes: [stigma]}\n",
}
COUNTS = [
    ["case", "support", "family", "stigma", "support-other"],
    ["P02", "0", "0", "1", "0"],
    ["P01", "1", "1", "1", "0"],
    ["NA", "0", "0", "0", "0"],
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sound(tmp_path / "a study", MORE)


def chart(root: Path, *words: str, env: dict[str, str] | None = None) -> Any:
    """Run `framework chart` in this process, without a terminal."""
    clean = {"FRAMEWORK_CODER": None, "FRAMEWORK_STUDY": None, **(env or {})}
    return CliRunner().invoke(app, ["-C", str(root), "chart", *words], env=clean)


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_counts_as_csv_have_a_column_per_subtheme_and_a_row_per_case(root: Path) -> None:
    done = framework("chart", "--cells", "counts", "--format", "csv", root=root)
    assert done.returncode == 0
    assert table(done.stdout) == COUNTS
    assert "\r" not in done.stdout


def test_what_is_left_out_is_said_on_standard_error_alone(root: Path) -> None:
    done = chart(root, "--cells", "counts", "--format", "csv")
    assert "left out: 1 excerpt that holds interviewers' talk only" in done.stderr
    everybody = chart(root, "--cells", "counts", "--format", "csv", "--speakers", "all")
    assert everybody.stderr == ""
    assert table(everybody.stdout)[2] == ["P01", "1", "2", "1", "0"]


def test_where_nobody_interviews_it_is_said(tmp_path: Path) -> None:
    done = chart(sound(tmp_path, {**MORE, "framework.yaml": "title: Trial\n"}), "--cells", "counts")
    assert "nobody is declared as interviewer in P01 and 1 more: everybody's talk counts" in done.stderr


def test_what_does_not_resolve_is_listed_and_exits_1_and_the_rest_is_shown(root: Path) -> None:
    lost = "- {id: lost1234, quote: Words that nobody ever said in here, codes: [stigma]}\n"
    (root / "annotations/P01.RS.yaml").write_text(lost, encoding="utf-8")
    done = chart(root, "--cells", "counts", "--format", "csv")
    assert done.exit_code == 1
    assert table(done.stdout) == COUNTS
    assert "annotations/P01.RS.yaml:1:" in done.stderr
    assert "F203" in done.stderr
    assert "Words that nobody" not in done.stderr


def test_a_code_that_the_codebook_does_not_have_is_said(root: Path) -> None:
    (root / "annotations/P02.RS.yaml").write_text(
        "- {quote: Not a soul., codes: [stigmma]}\n", encoding="utf-8"
    )
    done = chart(root, "--cells", "counts", "--format", "csv")
    assert table(done.stdout) == COUNTS
    assert "1 excerpt has a code that the codebook does not have" in done.stderr


def test_states_summaries_and_presence(root: Path) -> None:
    assert table(chart(root, "--cells", "states", "--format", "csv").stdout)[2][2] == "charted"
    assert table(chart(root, "--format", "csv").stdout)[2][2] == "Her sister came every week [@k3f9a2q7]."
    assert table(chart(root, "--cells", "presence", "--format", "csv").stdout)[2] == [
        "P01",
        "1",
        "1",
        "1",
        "0",
    ]


def test_no_blank_cell_gets_a_quote_in_any_format(root: Path) -> None:
    for format in ("text", "csv", "json", "jsonl", "md", "html"):
        shown = chart(root, "--format", format).stdout
        assert "Her sister came every week" in shown
        assert "told nobody" not in shown
        assert "Nobody at work" not in shown


def test_quotes_are_listed_with_reference_and_ids(root: Path) -> None:
    got = table(chart(root, "--cells", "quotes", "--format", "csv", "--code", "stigma").stdout)
    assert got == [
        ["case", "stigma"],
        ["P02", "[P02:2 p2p2p2p2] I told nobody\n\n[P02:2 r2r2r2r2] told nobody | =1+1"],
        ["P01", "[P01:3 m2x8d0aa] Nobody at work knew."],
        ["NA", ""],
    ]


def test_by_rows_level_transpose_and_filters_work_together(root: Path) -> None:
    grouped = chart(root, "--cells", "counts", "--by", "site", "--format", "csv")
    assert [row[:2] for row in table(grouped.stdout)] == [
        ["case", "site"], ["P01", "north"], ["P02", "south"], ["NA", ""],
    ]  # fmt: skip
    by_site = chart(root, "--cells", "counts", "--rows", "site", "--level", "theme", "--format", "csv")
    assert table(by_site.stdout) == [["site", "support"], ["north", "2"], ["south", "1"], ["", "0"]]
    turned = chart(root, "--cells", "counts", "--transpose", "--where", "site!=north", "--format", "csv")
    assert table(turned.stdout)[:3] == [
        ["subtheme", "P02", "NA"],
        ["support", "0", "0"],
        ["family", "0", "0"],
    ]


def test_the_suffix_chooses_the_format_and_every_format_says_the_same(root: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "json", "html", "xlsx", "md", "txt"):
        done = chart(root, "--cells", "counts", "-o", str(tmp_path / f"chart.{suffix}"))
        assert (done.exit_code, done.stdout) == (0, "")
    assert table((tmp_path / "chart.csv").read_bytes().decode()) == COUNTS
    told = json.loads((tmp_path / "chart.json").read_bytes())
    assert [each["number"] for each in told["columns"]] == ["1", "1.1", "1.2", "1.3"]
    assert [[str(value) for value in row.values()] for row in told["rows"]] == COUNTS[1:]
    page = html5lib.parse((tmp_path / "chart.html").read_bytes(), namespaceHTMLElements=False)
    assert [["".join(cell.itertext()) for cell in row] for row in page.iter("tr")][2:] == COUNTS[1:]
    sheet = openpyxl.load_workbook(tmp_path / "chart.xlsx").active
    assert sheet is not None
    assert [
        [str(cell) for cell in row] for row in sheet.iter_rows(min_row=4, max_row=7, values_only=True)
    ] == COUNTS
    assert "| P02 | 0 | 0 | 1 | 0 |" in (tmp_path / "chart.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["csv", "json", "xlsx"])
def test_two_runs_give_the_same_bytes(root: Path, format: str) -> None:
    made = []
    for seed in ("1", "2"):
        words = ("chart", "--cells", "counts", "-o", f"{root}/out.{format}")
        done = framework(*words, root=root, env={"PYTHONHASHSEED": seed, "FRAMEWORK_TRACEBACK": "1"})
        assert done.returncode == 0, done.stderr
        made.append((root / f"out.{format}").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--by", "sitee"], "did you mean “site”"),
        (["--rows", "source"], "summaries belong to a case"),
        (["--level", "theme"], "summaries belong to subthemes"),
        (["--case", "P1"], "did you mean “P01”"),
        (["P01/family"], "cells are named to --mark them"),
        (["--mark", "charted", "--worksheet", "P01"], "one at a time"),
        (["--mark", "charted", "--as", "AK"], "name the cells"),
        (["--mark", "charted", "P01/family"], "--as CODER"),
        (["--mark", "charted", "P01/*", "--coder", "AK"], "--as says who marks"),
        (["--worksheet", "P1"], "did you mean “P01”"),
        (["-o", "chart.doc"], "names no format"),
    ],
)
def test_what_makes_no_sense_exits_2_with_the_reason(root: Path, words: list[str], reason: str) -> None:
    done = chart(root, *words)
    assert done.exit_code == 2
    assert reason in done.stderr
    assert done.stdout == ""


def test_a_study_in_which_nothing_is_charted_says_what_to_do(root: Path) -> None:
    (root / "charts/P01.md").unlink()
    done = chart(root)
    assert done.exit_code == 0
    assert "framework chart --worksheet --all" in done.stderr


def test_worksheets_lay_out_the_evidence_and_a_second_run_adds_nothing(root: Path) -> None:
    before = (root / "charts/P01.md").read_text(encoding="utf-8")
    done = chart(root, "--worksheet", "--all")
    assert (done.exit_code, done.stdout) == (0, "charts/P02.md\ncharts/P01.md\ncharts/NA.md\n")
    after = (root / "charts/P01.md").read_text(encoding="utf-8")
    kept = iter(after.split("\n"))
    assert all(line in kept for line in before.split("\n"))
    assert "{#stigma}" in after
    assert "P01:3 m2x8d0aa" in after
    again = chart(root, "--worksheet", "P01", "--worksheet", "P02")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "nothing to add" in again.stderr
    assert table(chart(root, "--cells", "states", "--format", "csv").stdout)[1][1:] == ["uncharted"] * 4


def test_a_worksheet_of_some_cases_only(root: Path) -> None:
    assert chart(root, "--worksheet", "--all", "--where", "site=south").stdout == "charts/P02.md\n"


def test_a_cell_is_marked_as_charted_and_goes_stale_when_an_excerpt_is_added(root: Path) -> None:
    chart(root, "--worksheet", "P02")
    path = root / "charts/P02.md"
    written = path.read_text(encoding="utf-8")
    heading = next(line for line in written.split("\n") if "{#stigma}" in line)
    path.write_text(written.replace(heading, f"{heading}\nTold nobody [@p2p2p2p2]."), encoding="utf-8")
    done = chart(root, "--mark", "charted", "P02/stigma", env={"FRAMEWORK_CODER": "AK"})
    assert (done.exit_code, done.stdout) == (0, "P02/stigma\n")
    assert "charted=AK" in path.read_text(encoding="utf-8")
    assert table(chart(root, "--cells", "states", "--format", "csv").stdout)[1][3] == "charted"
    with (root / "annotations/P02.AK.yaml").open("a", encoding="utf-8", newline="") as file:
        file.write("- {id: new1new1, quote: Not a soul., codes: [stigma]}\n")
    assert table(chart(root, "--cells", "states", "--format", "csv").stdout)[1][3] == "stale"


def test_a_cell_that_cannot_be_marked_is_refused_by_name_and_passed_over_in_bulk(root: Path) -> None:
    named = chart(root, "--mark", "charted", "P02/stigma", "--as", "AK")
    assert named.exit_code == 1
    assert "P02/stigma: has no words of summary" in named.stderr
    bulk = chart(root, "--mark", "not-asked", "NA/*", "P02/*", "--as", "AK")
    assert bulk.exit_code == 0
    nobody = [f"NA/{id}" for id in COUNTS[0][1:]]
    assert bulk.stdout.split() == [*nobody, "P02/family", "P02/support-other"]
    assert "passed over 2 cells: has excerpts" in bulk.stderr


def test_filters_confine_what_is_marked(root: Path) -> None:
    done = chart(root, "--mark", "not-asked", "--case", "NA", "--code", "family", "--as", "AK")
    assert (done.exit_code, done.stdout) == (0, "NA/family\n")


def test_a_worksheet_starts_the_file_of_a_wave_that_has_sources_and_no_other(tmp_path: Path) -> None:
    root = sound(tmp_path, {"sources.csv": "source,case,wave\nP01,P01,1\n"})
    (root / "charts/P01.md").unlink()
    refused = chart(root, "--worksheet", "P01@2")
    assert (refused.exit_code, "case “P01” has no source in wave “2”; its waves are 1" in refused.stderr) == (
        2,
        True,
    )
    strange = chart(root, "--worksheet", "P0l@1")
    assert (strange.exit_code, "there is no case “P0l@1”" in strange.stderr) == (2, True)
    done = chart(root, "--worksheet", "P01@1")
    assert (done.exit_code, done.stdout) == (0, "charts/P01@1.md\n")


def test_the_suffix_of_the_output_chooses_the_format_of_a_page(tmp_path: Path) -> None:
    root = sound(tmp_path)
    for words in (["status"], ["show", "P01"]):
        for name, start in (("a.json", ("{", "[")), ("a.txt", ("P01", "Example")), ("a", ("P01", "Example"))):
            done = framework(*words, "-o", str(tmp_path / name), root=root)
            assert (done.returncode, done.stdout) == (0, "")
            assert (tmp_path / name).read_text(encoding="utf-8").lstrip("case ").startswith(start)
        refused = framework(*words, "-o", str(tmp_path / "a.csv"), root=root)
        assert (refused.returncode, (tmp_path / "a.csv").exists()) == (2, False)
        assert "use .txt, .json, or --format" in refused.stderr


def test_a_format_that_the_suffix_contradicts_is_refused_by_every_command(tmp_path: Path) -> None:
    root = sound(tmp_path)
    for words in (["status"], ["show", "P01"], ["index"], ["find", "sister"], ["chart"]):
        clash = framework(*words, "--format", "text", "-o", str(tmp_path / "a.json"), root=root)
        assert (clash.returncode, (tmp_path / "a.json").exists()) == (2, False)
        assert "--format text and the suffix of a.json (json) differ" in clash.stderr
        agreed = framework(*words, "--format", "json", "-o", str(tmp_path / "b.JSON"), root=root)
        assert (agreed.returncode, (tmp_path / "b.JSON").read_bytes()[:1] in b"{[") == (0, True)


HOSTILE = """\
---
case: P02
---
## 1.2 Shame {#stigma charted=AK on=2024-03-09}
Told nobody <script>x()</script> | =1+1 {{ 7*7 }} [@p2p2p2p2].
#### no heading
```
[[Compare <b>P01</b>.]]
"""
THEORY = """\
theory: {id: t, kind: realist}
dimensions:
  - id: told
    label: Whom they told
    from: [stigma]
    categories:
      - {id: nobody, label: Told <i>nobody</i>, elements: [{excerpt: p2p2p2p2, text: not a soul}]}
"""


def test_a_column_is_read_down_the_cases_with_room_for_elements(root: Path) -> None:
    write(root, {"charts/P02.md": HOSTILE, "theory/t.yaml": THEORY})
    before = {path.name: path.read_bytes() for path in root.rglob("charts/*")}
    done = chart(root, "--worksheet", "--theme", "support")
    assert done.exit_code == 0
    text = done.stdout
    assert (
        text.index("### 1.1 Help from family") < text.index("### 1.2 Shame") < text.index("#### P02/stigma")
    )
    assert "#### P01/family\n\n> Her sister came every week [@k3f9a2q7]." in text
    assert (
        "> Told nobody \\<script>x()\\</script> | =1+1 {{ 7*7 }} [@p2p2p2p2].\n> #### no heading\n> ```"
        in text
    )
    assert "> [[Compare \\<b>P01\\</b>.]]" in text
    assert (
        "- sorted: “not a soul” → Told \\<i\\>nobody\\</i\\> (Whom they told)\n- element:\n- category:"
        in text
    )
    assert "Not charted yet: P02, NA." in text
    assert {path.name: path.read_bytes() for path in root.rglob("charts/*")} == before
    one = chart(root, "--worksheet", "--code=stigma").stdout
    assert [line for line in one.split("\n") if line.startswith("#")] == [
        "# Worksheet for abstraction: Trial",
        "## 1 Support",
        "### 1.2 Shame",
        "#### P02/stigma",
    ]
    assert "P02" not in chart(root, "--worksheet", "--theme", "support", "--where", "site=north").stdout


def test_the_lines_below_a_column_are_a_dimension_that_can_be_taken_over(root: Path) -> None:
    write(root, {"charts/P02.md": HOSTILE.replace("```\n", "")})
    text = chart(root, "--worksheet", "--code", "stigma").stdout
    snippet = text.partition("```yaml\n")[2].partition("```")[0]
    (root / "theory").mkdir()
    (root / "theory/t.yaml").write_text(f"theory: {{id: t, kind: realist}}\n{snippet}", encoding="utf-8")
    done = framework("theory", "check", root=root)
    assert (done.returncode, "error" in done.stdout + done.stderr) == (0, False), done.stdout
    listed = framework("theory", "typology", "--view", "dimensions", "--format", "csv", root=root).stdout
    assert "P02/stigma" in listed


def test_a_worksheet_with_somebodys_notes_is_not_written_over(root: Path) -> None:
    file = root / "down.md"
    assert chart(root, "--worksheet", "--theme", "support", "-o", str(file)).exit_code == 0
    file.write_text("my notes", encoding="utf-8")
    done = chart(root, "--worksheet", "--theme", "support", "-o", str(file))
    assert (done.exit_code, "choose another name" in done.stderr) == (2, True)
    assert file.read_text(encoding="utf-8") == "my notes"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--worksheet", "--theme"], "say which: --worksheet --theme ID"),
        (["--worksheet", "--theme", "suport"], "did you mean “support”"),
        (["--worksheet", "--theme", "support", "--all"], "one at a time"),
        (["--worksheet", "--theme", "support", "--mark", "charted"], "one at a time"),
        (["--worksheet", "--theme", "support", "-o", "x.csv"], "-o FILE.md"),
        (["--worksheet", "--theme", "support", "--format", "csv"], "-o FILE.md"),
        (["--worksheet", "--theme", "support", "P01"], "say --worksheet before each case"),
        (["--worksheet", "--theme", "support", "--where", "site=west"], "leave no case"),
    ],
)
def test_a_worksheet_to_be_read_down_says_what_it_cannot_do(
    root: Path, words: list[str], reason: str
) -> None:
    done = chart(root, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert reason in done.stderr
