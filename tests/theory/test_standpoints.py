"""Typologies: who stands where, without anybody being sorted."""

from pathlib import Path

from framework_cli.render.theory.typology import crossing_table, dimensions_table, types_table
from framework_cli.theory import Interpretation, standpoints
from tests.theory.studies import read

THEORY = """\
theory: {id: t, kind: realist}
dimensions:
  - id: help
    label: Who came
    from: [family]
    categories:
      - id: kin
        label: Kin
        elements: [{excerpt: g1aaaaaa, text: her sister}, {cell: P02/family, text: a brother}]
      - {id: none, label: Nobody, elements: [{cell: P03/family, text: nobody}]}
  - id: told
    label: Who was told
    from: [telling]
    categories:
      - {id: somebody, label: Somebody, elements: [{cell: P01/telling, text: told her}]}
      - {id: nobody, label: Nobody was, elements: [{cell: P02/telling, text: told nobody}]}
typologies:
  - id: ways
    label: Ways
    of: person
    dimensions: [help, told]
    types: [{id: open, label: Open}, {id: closed, label: Closed}]
    places: {P01: open, P03: {type: exception, why: 'came alone | told all'}}
"""


def ways(root: Path) -> Interpretation:
    return read(root, THEORY)


def test_a_case_stands_under_the_categories_whose_elements_cite_it(tmp_path: Path) -> None:
    found = ways(tmp_path)
    stand = {each.case: each for each in standpoints(found, found.theory.typologies[0])}
    assert [c.id for c in stand["P01"].categories["help"]] == ["kin"]
    assert [c.id for c in stand["P02"].categories["told"]] == ["nobody"]
    assert stand["F01"].categories == {"help": (), "told": ()}


def test_types_are_followed_by_exceptions_with_reasons_and_by_the_unplaced(tmp_path: Path) -> None:
    found = ways(tmp_path)
    rows = [list(row) for row in types_table(found, found.theory.typologies[0], "").rows]
    assert [row[0] for row in rows] == ["open", "closed", "exception", "unplaced"]
    assert rows[0][4] == "P01"
    assert rows[1][3] == 0
    assert rows[2][2] == "came alone | told all"
    assert rows[3][4] == "P02, F01, F02"


def test_two_dimensions_crossed_have_a_row_for_combinations_that_nobody_has(tmp_path: Path) -> None:
    found = ways(tmp_path)
    rows = [tuple(row) for row in crossing_table(found, found.theory.typologies[0], "").rows]
    assert ("Kin", "Somebody", "P01 (Open)") in rows
    assert ("Kin", "Nobody was", "P02 (unplaced)") in rows
    assert ("Nobody", "Somebody", "") in rows
    assert ("Nobody", "in no category", "P03 (exception)") in rows


def test_every_element_says_what_it_comes_from(tmp_path: Path) -> None:
    rows = [tuple(row) for row in dimensions_table(ways(tmp_path), "").rows]
    assert rows[0][3:] == ("her sister", "g1aaaaaa (P01:2)", "P01")
    assert rows[1][3:] == ("a brother", "P02/family", "P02")
