"""codebooks/NAME.yaml."""

import pytest

from framework_cli.model.codebook import Origin
from framework_cli.read import load
from tests.read.conftest import Make, read

HEAD = "version: 2\nthemes:\n"


def test_themes_subthemes_and_numbers_come_from_position_unless_given(make: Make) -> None:
    text = """version: 4
themes:
- id: no
  name: No
  origin: a_priori
  subthemes:
  - id: "07"
    name: Seven
    definition: |
      Two
      lines
    examples: [k3f9a2q7, some words]
    since: 1
    revised: 3
    was: [eight]
    subthemes:
    - {id: deep, name: Deep}
  - {id: ten, name: Ten, number: 1.10}
- {id: last, name: Last}
retired:
- {id: old, into: [ten], on: 2024-03-02, why: too broad}
"""
    study, found = read(make({"codebooks/c.yaml": text}))
    assert found == []
    book = study.codebook
    assert {code.id: code.number for code in book.codes.values()} == {
        "no": "1", "07": "1.1", "deep": "1.1.1", "ten": "1.10", "last": "2",
    }  # fmt: skip
    deep, seven = book.codes["deep"], book.codes["07"]
    assert (deep.level, deep.theme, deep.subtheme, deep.parent) == (2, "no", "07", "07")
    assert (seven.definition, seven.examples, seven.revised) == (
        "Two\nlines\n",
        ("k3f9a2q7", "some words"),
        3,
    )
    assert seven.route == ("themes", 0, "subthemes", 0)
    assert book.codes["no"].origin is Origin.A_PRIORI
    assert book.retired["old"].into == ("ten",)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (HEAD + "- id: A b\n  name: A\n", ["F102 codebooks/c.yaml:3:7"]),
        (HEAD + "- {id: a, name: A}\n- {id: a, name: B}\n", ["F101 codebooks/c.yaml:4:8"]),
        (HEAD + "- name: A\n", ["F008 codebooks/c.yaml:3:3"]),
        (HEAD + "- id: a\n", ["F008 codebooks/c.yaml:3:3"]),
        (HEAD + "- id: a\n  name:\n", ["F008 codebooks/c.yaml:4:3"]),
        (HEAD + "- id: a\n  name: A\n  since: 3\n", ["F109 codebooks/c.yaml:5:10"]),
        (HEAD + "- id: a\n  name: A\n  since: soon\n", ["F009 codebooks/c.yaml:5:10"]),
        (HEAD + "- id: a\n  name: A\n  origin: apriori\n", ["F009 codebooks/c.yaml:5:11"]),
        (HEAD + "- {id: a, name: A, number: 2}\n- {id: b, name: B}\n", ["F104 codebooks/c.yaml:4:8"]),
        (HEAD + "- id: a\n  name: A\n  defintion: x\n", ["F007 codebooks/c.yaml:5:3"]),
        (HEAD + "- id: a\n  name: A\n  themes: []\n", ["F007 codebooks/c.yaml:5:3"]),
        (HEAD + "- {id: a, name: A, was: [b]}\n- {id: b, name: B}\n", ["F110 codebooks/c.yaml:4:8"]),
        (HEAD + "- {id: a, name: A}\nretired:\n- {id: a, into: [zz]}\n",
         ["F110 codebooks/c.yaml:5:8", "F107 codebooks/c.yaml:5:18"]),
        ("version: 2\n", ["F008 codebooks/c.yaml:1:1"]),
        ("- {id: a, name: A}\n", ["F009 codebooks/c.yaml:1:1"]),
        ("", ["F016 codebooks/c.yaml:1:1"]),
        ("# only a comment\n", ["F016 codebooks/c.yaml:1:1"]),
        ("themes: &x\n- {id: a, name: A}\n", ["F005 codebooks/c.yaml:1:9"]),
    ],
)  # fmt: skip
def test_a_problem_has_its_exact_place(make: Make, text: str, places: list[str]) -> None:
    assert read(make({"codebooks/c.yaml": text}))[1] == places


def test_the_fourth_level_is_reported_once_and_still_read(make: Make) -> None:
    text = HEAD + (
        "- id: a\n  name: A\n  subthemes:\n  - id: b\n    name: B\n    subthemes:\n    - id: c\n"
        "      name: C\n"
        "      subthemes:\n      - {id: d, name: D}\n      - {id: e, name: E}\n"
    )
    study, found = read(make({"codebooks/c.yaml": text}))
    assert found == ["F103 codebooks/c.yaml:11:7"]
    assert study.codebook.codes["d"].subtheme == "b"


def test_an_entry_without_an_id_keeps_its_subthemes(make: Make) -> None:
    text = HEAD + "- name: Été passé!\n  subthemes:\n  - {id: s, name: S}\n"
    root = make({"codebooks/c.yaml": text})
    study, (found,) = load(root)
    assert found.hint == "add `id: ete-passe`"
    assert study.codebook.codes["s"].theme == "ete-passe"


def test_of_several_codebooks_one_must_be_chosen(make: Make) -> None:
    files = {"codebooks/d.yaml": "themes:\n- {id: d, name: D, foo: x}\n"}
    study, found = read(make(files))
    assert found == ["F108 codebooks/c.yaml:1:1", "F007 codebooks/d.yaml:2:20"]
    assert study.codebook.path == ""
    study, found = read(make({**files, "framework.yaml": "codebook: codebooks/d.yaml\n"}))
    assert found == ["F007 codebooks/d.yaml:2:20"]
    assert list(study.codebook.codes) == ["d"]
