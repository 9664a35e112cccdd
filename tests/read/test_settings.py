"""framework.yaml."""

import pytest

from framework_cli.model.settings import Settings
from framework_cli.read import load
from tests.read.conftest import Make, read


def test_without_a_file_the_defaults_hold(make: Make) -> None:
    study, found = read(make())
    assert study.settings == Settings()
    assert found == []


def test_every_key_is_read_as_text(make: Make) -> None:
    text = """title: 1.10
notice: Fictional data
coders: {AK: Asha Karim, RS: no}
interviewers: [INT, 007]
roster: {P01: [AK, RS]}
order: [site]
attribution: [role]
labels: {theme: Topic}
folders: {transcripts: talk/raw, memos: notes}
"""
    study, found = read(make({"framework.yaml": text, "talk/raw/1.10.txt": "007: hi\nNA: no\nNA: ok\n"}))
    settings = study.settings
    assert (settings.title, settings.coders["RS"], settings.interviewers) == ("1.10", "no", ("INT", "007"))
    assert settings.roster == {"P01": ("AK", "RS")}
    assert (settings.folders["transcripts"], settings.folders["charts"]) == ("talk/raw", "charts")
    assert list(study.sources) == ["1.10"]
    assert study.sources["1.10"].path == "talk/raw/1.10.txt"
    assert found == []


@pytest.mark.parametrize(
    ("text", "places", "hint"),
    [
        ("titel: x\n", ["F007 framework.yaml:1:1"], "did you mean “title”?"),
        ('folders: {charts: "a\\0b"}\n', ["F009 framework.yaml:1:19"], "delete it"),
        (
            "folders: {charts: ./transcripts/}\n",
            ["F009 framework.yaml:1:19"],
            "give each kind of file a folder of its own",
        ),
        ("title: [x]\n", ["F009 framework.yaml:1:8"], "text that starts with [ or { needs quotes"),
        ("interviewers: INT\n", ["F009 framework.yaml:1:15"], "put it in brackets: interviewers: [ … ]"),
        ("coders: {A B: x}\n", ["F112 framework.yaml:1:10"], ""),
        ("coders:\n  agreed: x\n", ["F112 framework.yaml:2:3"], ""),
        ("folders: {chart: x}\n", ["F007 framework.yaml:1:11"], "did you mean “charts”?"),
        ("folders: {charts: ../x}\n", ["F009 framework.yaml:1:19"], "name it as seen from the study"),
        ("folders:\n  charts: /x\n", ["F009 framework.yaml:2:11"], "name it as seen from the study"),
        ("labels: {subteme: x}\n", ["F007 framework.yaml:1:10"], "did you mean “subtheme”?"),
        ("codebook: codebooks/d.yaml\n", ["F009 framework.yaml:1:11"], "did you mean “codebooks/c.yaml”?"),
        ("- title\n", ["F009 framework.yaml:1:1"], ""),
        ("title: x: y\n", ["F004 framework.yaml:1:9"], None),
    ],
)
def test_a_problem_has_its_place_and_its_mend(
    make: Make, text: str, places: list[str], hint: str | None
) -> None:
    root = make({"framework.yaml": text})
    assert read(root)[1] == places
    if hint is not None:
        assert load(root)[1][0].hint == hint


def test_every_problem_is_told_in_one_run(make: Make) -> None:
    _, found = read(make({"framework.yaml": "titel: x\norder: site\nfolders: {x: y}\n"}))
    assert found == ["F007 framework.yaml:1:1", "F009 framework.yaml:2:8", "F007 framework.yaml:3:11"]
