"""sources.csv, cases.csv, front matter: who speaks, for which case, in which wave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model.case import CaseKind
from framework_cli.model.source import Kind, Role
from framework_cli.read import load
from framework_cli.read.fields import Document
from framework_cli.read.tables import records
from tests.read.conftest import Make, read

GROUP = "Ann: a\nBen: b\nINT: c\nAnn: d\nBen: e\nINT: f\nCy: g\nCy: h\n"


def test_without_a_table_a_source_is_its_own_case(make: Make) -> None:
    study, _ = read(make())
    assert study.sources["P01"].case == "P01"
    assert list(study.cases) == ["P01"]
    assert not study.cases["P01"].listed


def test_values_stay_the_text_they_were(make: Make) -> None:
    table = 'case,kind,age,note\nNA,person,007,1.10\n007,site,,"a, ""b""\nc"\n1.10,group,no,=1+1\n'
    rows = "source,case\nP01,NA\n"
    study, found = read(make({"cases.csv": table, "sources.csv": rows}))
    assert found == []
    assert list(study.cases) == ["NA", "007", "1.10"]
    assert study.cases["NA"].attributes == {"age": "007", "note": "1.10"}
    assert study.cases["007"].attributes["note"] == 'a, "b"\nc'
    assert (study.cases["007"].kind, study.cases["007"].line, study.cases["1.10"].line) == (
        CaseKind.SITE,
        3,
        5,
    )
    assert study.sources["P01"].case == "NA"


def test_study_order_is_by_attributes_then_rows_then_code_point(make: Make) -> None:
    table = "case,site\nc3,b\nc2,\nc1,a\nc0,b\n"
    files = {
        "cases.csv": table,
        "framework.yaml": "order: [site]\n",
        "transcripts/B.txt": "x",
        "transcripts/é.txt": "x",
    }
    study, _ = read(make(files))
    assert list(study.cases) == ["c1", "c3", "c0", "c2", "B", "P01", "é"]


def test_a_focus_group_maps_speakers_to_cases(make: Make) -> None:
    rows = (
        "source,speaker,role,case,wave,kind,date\n"
        "G,,,,1,focus-group,2024-01-02\nG,Ann,,c1,,,\nG,Ben,participant,c2,2,,\nG,INT,interviewer,,,,\n"
    )
    study, found = read(make({"transcripts/G.txt": GROUP, "sources.csv": rows}))
    source = study.sources["G"]
    assert found == []
    assert (source.case, source.kind, source.wave, source.date) == (None, Kind.FOCUS_GROUP, "1", "2024-01-02")
    assert {s.label: (s.role, s.case, s.wave) for s in source.speakers.values()} == {
        "Ann": (Role.PARTICIPANT, "c1", "1"),
        "Ben": (Role.PARTICIPANT, "c2", "2"),
        "INT": (Role.INTERVIEWER, None, "1"),
    }
    assert source.interviewers == {"INT"}
    assert list(study.cases) == ["P01", "c1", "c2"]


def test_interviewers_come_from_settings_table_and_front_matter(make: Make) -> None:
    study, found = read(
        make(
            {
                "framework.yaml": "interviewers: [INT, Nobody]\n",
                "transcripts/G.txt": "---\ninterviewer: Cy\n---\n" + GROUP,
                "sources.csv": "source,speaker,role\nG,Ben,interviewer\n",
            }
        )
    )
    assert found == []
    assert study.sources["G"].interviewers == {"INT", "Nobody", "Cy", "Ben"}
    assert {s.label for s in study.sources["G"].speakers.values()} == {"INT", "Cy", "Ben"}
    assert study.sources["G"].case == "G"


def test_a_document_that_stands_for_itself_is_no_participant(make: Make) -> None:
    study, _ = read(make({"transcripts/R.md": "---\nkind: document\n---\nText\n"}))
    assert study.cases["R"].kind is CaseKind.DOCUMENT
    assert not study.cases["R"].participant
    assert study.cases["P01"].participant


def test_front_matter_wins_and_says_so(make: Make) -> None:
    files = {
        "transcripts/P02.md": "---\ncase: X\nwave: 2\ndate: 2024\n---\nhello\n",
        "sources.csv": "source,case,wave,date\nP02,Y,2,1999\n",
    }
    root = make(files)
    study, found = load(root)
    assert [(f.rule.id, f.primary, f.related[0].where) for f in found] == [
        ("F309", found[0].primary, found[0].related[0].where),
        ("F309", found[1].primary, found[1].related[0].where),
    ]
    assert read(root)[1] == ["F309 transcripts/P02.md:2:7", "F309 transcripts/P02.md:4:7"]
    source = study.sources["P02"]
    assert (source.case, source.wave, source.date, source.text[source.body :]) == (
        "X",
        "2",
        "2024",
        "hello\n",
    )


@pytest.mark.parametrize(
    ("front", "places"),
    [
        ("wav: 2\n", ["F007 transcripts/P02.md:2:1"]),
        ("kind: focusgroup\n", ["F009 transcripts/P02.md:2:7"]),
        ("case: a: b\n", ["F004 transcripts/P02.md:2:8"]),
        ("case: [a]\n", ["F009 transcripts/P02.md:2:7"]),
    ],
)
def test_problems_in_front_matter_have_their_place(make: Make, front: str, places: list[str]) -> None:
    study, found = read(make({"transcripts/P02.md": f"---\n{front}---\nA: x\nA: y\n"}))
    assert found == places
    assert study.sources["P02"].turns[-1].speaker == "A"


def test_rules_of_dashes_are_no_front_matter(make: Make) -> None:
    study, found = read(make({"transcripts/P02.txt": "---\nInterview one\n---\nA: x\n"}))
    assert found == []
    assert study.sources["P02"].body == 0


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ("source,case\nP1,x\n", ["F301 sources.csv:2:1"]),
        ("source,speaker\nP01,P1\n", ["F302 sources.csv:2:5"]),
        ("source,case\nP01,x\nP01,y\n", ["F306 sources.csv:3:1"]),
        ("source,speaker\nP01,INT\nP01,INT\n", ["F306 sources.csv:3:5"]),
        ("source,kind\nP01,intervew\n", ["F307 sources.csv:2:5"]),
        ("source,speaker,role\nP01,INT,interviwer\n", ["F307 sources.csv:2:9"]),
        ("source,role\nP01,interviewer\n", ["F307 sources.csv:2:5"]),
        ("source,case\n,x\n", ["F307 sources.csv:2:1"]),
        ("source,cas\nP01,x\n", ["F007 sources.csv:1:8"]),
        ("case\nx\n", ["F008 sources.csv:1:1"]),
        ("source;case\nP01;x\n", ["F012 sources.csv:1:1"]),
        ("source,case\nP01\n", ["F012 sources.csv:2:4"]),
        ("source,case\nP01,a,b\n", ["F012 sources.csv:2:7"]),
        ('source,case\nP01,"a\n', ["F012 sources.csv:2:5"]),
        ('source,case\nP01,"é" b\n', ["F012 sources.csv:2:8"]),
        ('source,case\n"P\n02",x\nP1,x\n', ["F301 sources.csv:2:1", "F301 sources.csv:4:1"]),
        ("source,case,\nP01,x,\n", ["F012 sources.csv:1:13"]),
        ("source,case,case\nP01,x,y\n", ["F006 sources.csv:1:13"]),
        ("", ["F016 sources.csv:1:1"]),
        ("source,case\n,\n\nP01,x\n", []),
        ("source,case\n<<<<<<< HEAD\nP01,x\n=======\n>>>>>>> b\n", ["F010 sources.csv:2:1"]),
    ],
)  # fmt: skip
def test_a_problem_in_sources_has_its_exact_place(make: Make, table: str, places: list[str]) -> None:
    assert read(make({"sources.csv": table}))[1] == places


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ("case\nx\nx\n", ["F306 cases.csv:3:1"]),
        ("case,kind\nx,persn\n", ["F307 cases.csv:2:3"]),
        ("case,kind\nx,document\n", ["F307 cases.csv:2:3"]),
        ("case,site\n,a\n", ["F307 cases.csv:2:1"]),
        ("participant,site\nx,a\n", ["F008 cases.csv:1:1"]),
        (b"case,site\nx,caf\xe9\n", ["F002 cases.csv:2:6"]),
    ],
)
def test_a_problem_in_cases_has_its_exact_place(make: Make, table: str | bytes, places: list[str]) -> None:
    assert read(make({"cases.csv": table}))[1] == places


def test_a_source_in_two_files_is_read_once(make: Make) -> None:
    study, found = read(make({"transcripts/P01.md": "**A:** x\n"}))
    assert found == ["F312 transcripts/P01.txt:1:1"]
    assert study.sources["P01"].path == "transcripts/P01.md"


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12).map(str.strip)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), max_size=5))
def test_every_value_comes_back_from_a_table(rows: list[list[str]]) -> None:
    text = "".join(",".join('"' + value.replace('"', '""') + '"' for value in row) + "\n" for row in rows)
    document = Document("a.csv", text)
    assert [[field.value for field in row] for row in records(document)] == rows
    assert document.found == []
