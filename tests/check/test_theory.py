"""Rules on theory: where each finding stands, and what is none."""

from pathlib import Path

import pytest

from framework_cli.model.diagnostic import Severity
from tests.check.studies import found, places
from tests.theory.studies import HEAD, STUDY, edge, study

T = "theory/t.yaml"
SUPPORTS = "excerpt: k1aaaaaa, stance: supports, basis: experienced"
DECIDED = "decisions:\n  - {id: d1, changed: [e1], because: [k5aaaaaa], why: both were read}\n"


def at(root: Path, text: str, rule: str) -> list[tuple[int, int]]:
    """Line and column of the findings of a rule on a theory."""
    return [(line, column) for path, line, column in places(study(root, text), rule) if path == T]


def test_a_sound_theory_has_neither_errors_nor_warnings(tmp_path: Path):
    text = edge(SUPPORTS, "cell: P02/family, stance: qualifies", more="    status: supported\n") + DECIDED
    rules = {d.rule.id for d in found(study(tmp_path, text)) if d.severity is not Severity.NOTE}
    assert not {id for id in rules if id.startswith("F5")}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("F501", HEAD + "  - {id: c, type: context}\n", (7, 10)),
        ("F501", HEAD + "edges:\n  - {id: c, from: c, to: o}\n", (8, 10)),
        ("F501", HEAD + "dimensions:\n  - id: d\n    categories: [{id: x}, {id: x}]\n", (9, 32)),
        ("F502", edge(SUPPORTS).replace("to: o", "to: nowhere"), (10, 9)),
        ("F502", HEAD + "configurations:\n  - {id: a, if: [c, x], because: [m]}\n", (8, 21)),
        ("F502", HEAD + "configurations:\n  - {id: a, if: [c], evidence: [{memo: who-asked, links: [o]}]}\n",
         (8, 59)),
        ("F502", edge(SUPPORTS, more="    variation: {west: {note: b}}\n"), (11, 17)),
        ("F502", HEAD + "dimensions:\n  - {id: d, from: [familly]}\n", (8, 20)),
        ("F502", HEAD + "typologies:\n  - {id: y, dimensions: [d]}\n", (8, 26)),
        ("F502", HEAD + "typologies:\n  - {id: y, types: [{id: a}], places: {P77: a}}\n", (8, 40)),
        ("F502", HEAD + "typologies:\n  - {id: y, types: [{id: a}], places: {P01: b}}\n", (8, 45)),
        ("F502", HEAD + "decisions:\n  - {id: d, changed: [e9]}\n", (8, 23)),
        ("F503", edge("excerpt: k9aaaaaa"), (12, 19)),
        ("F503", edge("cell: P01/familly"), (12, 16)),
        ("F503", edge("cell: P77/family"), (12, 16)),
        ("F503", edge("cell: family"), (12, 16)),
        ("F503", edge("memo: nobody"), (12, 16)),
        ("F503", edge("excerpt: k8aaaaaa, case: P01"), (12, 35)),
        ("F503", HEAD + "decisions:\n  - {id: d, changed: [c], because: [k9aaaaaa], memo: m}\n", (8, 37)),
        ("F504", HEAD.replace("realist", "logic-model"), (4, 19)),
        ("F505", edge(SUPPORTS).replace("to: o", "to: c"), (10, 9)),
        ("F506", edge("excerpt: k1aaaaaa", "excerpt: r1aaaaaa"), (13, 19)),
        ("F507", edge(), (8, 9)),
        ("F507", edge("excerpt: k9aaaaaa"), (8, 9)),
        ("F508", edge("excerpt: k1aaaaaa, stance: qualifies", more="    status: refined\n"), (11, 13)),
        ("F509", edge(SUPPORTS), (8, 9)),
        ("F509", edge(SUPPORTS, "excerpt: k3aaaaaa"), (8, 9)),
        ("F510", edge("excerpt: d1aaaaaa"), (8, 9)),
        ("F511", edge("excerpt: k1aaaaaa, basis: anticipated"), (8, 9)),
        ("F512", edge("excerpt: k1aaaaaa, basis: second-hand", "excerpt: k3aaaaaa, basis: inferred"), (8, 9)),
        ("F513", edge(SUPPORTS, "excerpt: k5aaaaaa, stance: contradicts", more="    status: supported\n"),
         (14, 19)),
        ("F515", HEAD + "configurations:\n  - {id: a, if: [c]}\n", (8, 10)),
        ("F516", HEAD.replace(", valence: harmful", ""), (1, 14)),
        ("F518", edge("cell: P01/family"), (12, 16)),
        ("F518", edge("cell: P02/stigma"), (12, 16)),
        ("F518", HEAD + "dimensions:\n  - {id: d, categories: [{id: x, elements: [{cell: P01/telling}]}]}\n",
         (8, 52)),
        ("F519", edge(SUPPORTS, more="    status: contested\n"), (11, 13)),
        ("F519", HEAD.replace("harmful,", "harmful, status: refined,"), (6, 54)),
        ("F520", HEAD + "typologies:\n  - {id: y}\n", (8, 10)),
        ("F521", HEAD + "typologies:\n  - {id: y, places: {P01: exception}}\n", (8, 27)),
        ("F522", HEAD + "dimensions:\n  - {id: d, categories: [{id: x}]}\n", (8, 31)),
    ],
)  # fmt: skip
def test_a_finding_stands_where_it_is_mended(rule: str, text: str, expected: tuple[int, int], tmp_path: Path):
    assert expected in at(tmp_path, text, rule)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("F505", edge(SUPPORTS, more="    relation: feeds-back\n").replace("to: o", "to: c")),
        ("F506", edge(SUPPORTS, "excerpt: k1aaaaaa, stance: qualifies")),
        ("F507", edge(more="    status: supported\n")),
        ("F509", edge(SUPPORTS, "excerpt: k8aaaaaa")),
        ("F509", edge(SUPPORTS, "excerpt: d1aaaaaa")),
        ("F509", edge(SUPPORTS, more="    status: rejected\n")),
        ("F507", edge(more="    status: rejected\n")),
        ("F511", edge("excerpt: k1aaaaaa, basis: anticipated", SUPPORTS.replace("k1", "k3"))),
        ("F512", edge("excerpt: k1aaaaaa, basis: second-hand", "excerpt: k3aaaaaa")),
        ("F513", edge(SUPPORTS, "excerpt: k5aaaaaa, stance: contradicts, note: read",
                      more="    status: supported\n")),
        ("F513", edge(SUPPORTS, "excerpt: k5aaaaaa, stance: contradicts", more="    status: supported\n")
         + DECIDED),
        ("F513", edge(SUPPORTS, "excerpt: k5aaaaaa, stance: contradicts", more="    status: contested\n")),
        ("F518", edge("cell: P02/stigma, stance: contradicts")),
        ("F518", edge("cell: P02/family")),
        ("F519", edge(SUPPORTS, more="    status: hypothesised\n")),
        ("F519", edge(SUPPORTS, more="    status: contested\n") + DECIDED),
        ("F520", HEAD + "typologies:\n  - {id: y, of: site}\n"),
        ("F523", HEAD + "dimensions:\n  - id: d\n    categories:\n"
         "      - {id: x, elements: [{cell: P02/family, text: one}]}\n"
         "      - {id: z, elements: [{cell: P02/family, text: two}]}\n"),
    ],
)  # fmt: skip
def test_what_is_no_finding(rule: str, text: str, tmp_path: Path):
    assert at(tmp_path, text, rule) == []


def test_an_element_in_two_categories_is_told_once_at_the_second(tmp_path: Path):
    text = (
        HEAD + "dimensions:\n  - id: d\n    categories:\n"
        "      - {id: x, elements: [{excerpt: k1aaaaaa, text: Weekly }]}\n"
        "      - {id: z, elements: [{excerpt: r1aaaaaa, text: weekly}]}\n"
    )
    assert at(tmp_path, text, "F523") == [(11, 38)]


def test_a_theme_that_feeds_nothing_is_told_in_the_codebook(tmp_path: Path):
    root = study(tmp_path, edge(SUPPORTS))
    assert places(root, "F517") == [("codebooks/example.yaml", 9, 9)]


def test_cycles_are_no_fault(tmp_path: Path):
    text = edge(SUPPORTS) + "  - {id: e2, from: o, to: c, relation: feeds-back}\n"
    assert not [d for d in found(study(tmp_path, text)) if d.rule.id in ("F501", "F502", "F505")]


def test_a_cell_of_a_retired_code_says_what_took_its_place(tmp_path: Path):
    book = (
        "version: 2\nthemes:\n- id: a\n  name: A\n  subthemes: [{id: b, name: B}]\n"
        "retired: [{id: family, into: [b]}]\n"
    )
    root = study(tmp_path, edge("cell: P02/family"), {"codebooks/example.yaml": book})
    (message, hint) = next((d.message, d.hint) for d in found(root) if d.rule.id == "F503")
    assert (message, hint) == ("code “family” is retired", "cite “P02/b”")
    assert "F507" in {d.rule.id for d in found(root)}


def test_when_an_excerpt_is_deleted_the_claim_that_lost_its_evidence_is_named(tmp_path: Path):
    root = study(tmp_path, edge("excerpt: k3aaaaaa"))
    (root / "annotations/P02.AK.yaml").write_text(
        "- {id: k4aaaaaa, quote: I told nobody., codes: [telling]}\n", encoding="utf-8"
    )
    messages = {d.rule.id: d.message for d in found(root)}
    assert messages["F503"] == "no excerpt has the id “k3aaaaaa”"
    assert messages["F507"] == "edge e1 (Kin live near → It is told) has no evidence"


def test_where_a_coding_cannot_be_read_its_excerpts_are_not_called_unknown(tmp_path: Path):
    root = study(tmp_path, edge("excerpt: k3aaaaaa"), {"annotations/P02.AK.yaml": "- {id: [\n"})
    assert not {d.rule.id for d in found(root)} & {"F503", "F507"}


def test_two_files_of_one_id_are_told_at_the_second(tmp_path: Path):
    root = study(tmp_path, edge(SUPPORTS), {"theory/u.yaml": "theory: {id: t, kind: realist}\n"})
    assert ("theory/u.yaml", 1, 14) in places(root, "F501")


def test_what_rested_on_a_code_that_was_merged_is_told_where_it_went(tmp_path: Path):
    book = STUDY["codebooks/example.yaml"].replace(
        "{id: family, name", "{id: family, was: [sister, aunt], name"
    )
    text = edge("cell: P02/sister", "cell: P02/aunt") + "dimensions:\n  - {id: d, from: [aunt]}\n"
    root = study(tmp_path, text, {"codebooks/example.yaml": book})
    told = [(d.rule.id, d.message, d.hint) for d in found(root) if d.rule.id in ("F502", "F503", "F507")]
    assert ("F503", "code “sister” is retired", "cite “P02/family”") in told
    assert ("F503", "code “aunt” is retired", "cite “P02/family”") in told
    assert ("F502", "there is no code “aunt”", "it was retired into “family”") in told
    assert "F507" in {rule for rule, _, _ in told}


def test_a_node_that_is_called_supported_is_a_claim(tmp_path: Path):
    text = HEAD.replace("label: They are trusted", "label: They are trusted, status: supported")
    assert (4, 73) in at(tmp_path, text, "F508")


def test_a_theme_whose_cells_are_sorted_into_a_category_feeds_the_theory(tmp_path: Path):
    text = (
        edge(SUPPORTS) + "dimensions:\n  - {id: d, categories: [{id: a, elements: [{excerpt: k2aaaaaa}]}]}\n"
    )
    assert not [d for d in found(study(tmp_path, text)) if d.rule.id == "F517"]
