"""Cells side by side: groups of an attribute, waves of a case."""

from pathlib import Path

from framework_cli.cells import Grid, grid
from framework_cli.chart.contrast import contrast, trajectory
from framework_cli.index import Filters, build
from framework_cli.model.study import Study
from framework_cli.model.table import Blank
from framework_cli.read import load
from tests.check.studies import write

CODEBOOK = "version: 1\nthemes:\n  - {id: help, name: Help}\n  - {id: cost, name: Cost}\n"
STUDY = {
    "framework.yaml": "notice: Fictional data\ninterviewers: [INT]\n",
    "codebooks/c.yaml": CODEBOOK,
    "transcripts/P01.txt": "INT: Who?\nP01: My sister.\n",
    "transcripts/P02.txt": "INT: Who?\nP02: Nobody.\n",
    "transcripts/P03-1.txt": "INT: Who?\nP03: A friend.\n",
    "transcripts/P03-2.txt": "INT: And now?\nP03: She moved.\n",
    "transcripts/R01.md": "---\nkind: document\n---\nHelp was given.\n",
    "sources.csv": "source,case,wave\nP03-1,P03,1\nP03-2,P03,2\n",
    "cases.csv": "case,site\nP01,north\nP02,south\nP03,south\nP04,\n",
    "charts/P01.md": "---\ncase: P01\n---\n# 1 Help {#help charted=AK}\nHer =sister | came. [[Check.]]\n",
    "charts/P02.md": "---\ncase: P02\n---\n# 1 Help {#help state=nothing-said}\n",
    "charts/P03.md": "---\ncase: P03\n---\n# 1 Help {#help charted=AK}\nA friend.\n",
    "charts/P03@2.md": "---\ncase: P03\nwave: 2\n---\n# 1 Help {#help charted=AK}\nShe moved away.\n",
}


def read(root: Path) -> tuple[Study, Grid]:
    write(root, STUDY)
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return study, grid(study, index)


def rows_of(root: Path, attribute: str = "site", **filters: tuple[str, ...]) -> dict[str, dict[str, object]]:
    study, cells = read(root)
    table = contrast(study, cells, attribute, Filters(**filters))
    return {str(row[0]): dict(zip(table.columns, row, strict=True)) for row in table.rows}


def test_each_group_has_a_column_with_its_cases_words(tmp_path: Path) -> None:
    row = rows_of(tmp_path)["help"]
    assert row["site=north"] == "P01: Her =sister | came."
    assert str(row["site=south"]).startswith("P03: A friend.\n\nP03@2: She moved away.")


def test_who_has_no_words_is_named_with_the_reason(tmp_path: Path) -> None:
    row = rows_of(tmp_path)["help"]
    assert str(row["site=south"]).endswith("Nothing said: P02")
    assert row["site="] == "Not charted yet: P04"


def test_documents_are_in_no_group(tmp_path: Path) -> None:
    assert not any("R01" in str(row) for row in rows_of(tmp_path).values())


def test_a_case_or_a_code_can_be_chosen(tmp_path: Path) -> None:
    found = rows_of(tmp_path, case=("P01",), code=("help",))
    assert found == {"help": {"code": "help", "site=north": "P01: Her =sister | came."}}


def test_waves_stand_side_by_side_for_cases_that_have_several(tmp_path: Path) -> None:
    study, cells = read(tmp_path)
    table = trajectory(study, cells, Filters())
    assert list(table.columns) == ["code", "case", "wave=", "wave=2", "changed"]
    assert [tuple(row) for row in table.rows] == [
        ("help", "P03", "A friend.", "She moved away.", "charted throughout")
    ]
    assert table.headings["wave="] == "All other waves"


def test_a_wave_without_words_says_why(tmp_path: Path) -> None:
    study, cells = read(tmp_path)
    table = trajectory(study, cells, Filters(case=("P01", "P03")))
    rows = {str(row[1]): tuple(row) for row in table.rows}
    blank = Blank("no such wave", said=True)
    assert rows["P01"] == ("help", "P01", "Her =sister | came.", blank, "charted in one wave")


def test_how_a_cell_stands_from_wave_to_wave_is_told_with_its_categories(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **STUDY,
            "transcripts/P03-2.txt": "INT: And now?\nP03: She moved.\nINT: And?\nP03: No.\n",
            "transcripts/P03-3.txt": "INT: And now?\nP03: Well.\n",
            "sources.csv": "source,case,wave\nP03-1,P03,1\nP03-2,P03,2\nP03-3,P03,3\n",
            "charts/P03@3.md": "---\ncase: P03\nwave: 3\n---\n# 1 Help {#help state=not-asked}\n",
            "annotations/P03-2.AK.yaml": "- {id: k2k2k2k2, quote: She moved., codes: [help]}\n",
            "theory/t.yaml": (
                "dimensions:\n  - id: who\n    label: Who helps\n    categories:\n"
                "      - {id: friend, label: A friend, elements: [{cell: P03/help}]}\n"
                "      - {id: none, label: Nobody, elements: [{excerpt: k2k2k2k2}, {cell: P99/help}]}\n"
            ),
        },
    )
    study, _ = load(tmp_path)
    index, _ = build(study, cache=False)
    (row,) = trajectory(study, grid(study, index), Filters(code=("help",))).rows
    assert row[-1] == ("charted → charted → not asked; Who helps: A friend → Nobody → not sorted")
