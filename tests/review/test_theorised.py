"""Where a theory rests on a case, places it or names it, by what its file means."""

from pathlib import Path

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.review.links import Target, links
from tests.theory.studies import HEAD, study

THEORY = f"""\
# After the second talk with P02.
{HEAD}edges:
  - id: e1
    from: c
    to: o
    note: P02 and nobody else
    evidence:
      - {{excerpt: k3aaaaaa, stance: supports}}
      - excerpt: k1aaaaaa
        note: Not what P02 said.
      - {{cell: P02/family}}
    variation: {{north: {{status: contested, evidence: [{{excerpt: k4aaaaaa}}]}}}}
    rivals:
      - Chance
      - {{text: P02 was asked twice, evidence: [{{excerpt: k3aaaaaa}}]}}
dimensions:
  - id: d
    categories: [{{id: a, elements: [{{cell: P02/family}}, {{cell: P01/stigma}}]}}]
typologies:
  - id: t
    types: [{{id: yes}}]
    places:
      P02: yes
      P01: {{type: yes, why: as P02}}
decisions:
  - {{id: P02-1, because: [k3aaaaaa], why: x}}
"""


def told(root: Path, kind: str, id: str) -> list[tuple[int, str]]:
    """The lines of the theory that would have to be looked at, and why."""
    loaded, _ = load(study(root, THEORY))
    index, _ = build(loaded, cache=False)
    found = links(loaded, index, grid(loaded, index), Target(kind, id))
    return [(each.line, each.what) for each in found.mentions if each.path == "theory/t.yaml"]


def test_every_place_that_rests_on_a_case_is_told_with_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, "case", "P02") == [
        (1, "names it in a comment"),
        (12, "names it"),
        (14, "rests on its words"),
        (16, "names it"),
        (17, "rests on a cell of it"),
        (18, "rests on its words"),
        (21, "rests on its words"),
        (24, "rests on a cell of it"),
        (29, "places it in a typology"),
        (30, "names it"),
        (32, "rests on its words"),
    ]


def test_a_theory_that_cannot_be_read_is_searched_as_text(tmp_path: Path) -> None:
    root = study(tmp_path, "theory: {id: t\nP02: k3aaaaaa\n")
    loaded, _ = load(root)
    index, _ = build(loaded, cache=False)
    found = links(loaded, index, grid(loaded, index), Target("case", "P02"))
    assert ("theory/t.yaml", 2) in [(each.path, each.line) for each in found.mentions]


def test_a_word_of_the_file_that_a_case_is_called_by_is_no_mention(tmp_path: Path) -> None:
    root = study(tmp_path, THEORY, {"cases.csv": "case,kind\nP01,person\nexcerpt,person\nyes,person\n"})
    loaded, _ = load(root)
    index, _ = build(loaded, cache=False)
    states = grid(loaded, index)
    for id in ("excerpt", "yes"):
        found = links(loaded, index, states, Target("case", id)).mentions
        assert not [each for each in found if each.path == "theory/t.yaml"]


def test_a_claim_rests_on_what_is_cited_for_its_rivals_and_at_sites(tmp_path: Path) -> None:
    loaded, _ = load(study(tmp_path, THEORY))
    index, _ = build(loaded, cache=False)
    found = links(loaded, index, grid(loaded, index), Target("excerpt", "k4aaaaaa"))
    assert [each.claim for each in found.claims] == ["edge e1 (Kin live near → It is told)"]
