"""Files of theory: everything they say is kept, and every problem is told at its line and column."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.theory import Basis, Cited, Confidence, NodeType, Relation, Stance, Status, Theory
from framework_cli.read import load
from framework_cli.read.listing import File
from framework_cli.read.theory import theory_of

FULL = """\
theory: {id: cop, label: How it works, kind: realist, version: 3}
dimensions:
  - id: turning-point
    label: When it turned
    from: [lived-experience, '007']
    note: two columns
    categories:
      - {id: sudden, label: One moment, definition: told as one, elements: [{cell: P01/a, text: head turned}]}
typologies:
  - id: engagement
    label: Parts
    of: group
    dimensions: [turning-point]
    types: [{id: bridge, label: Bridge builders, definition: both sides}]
    places: {P01: bridge, P19: {type: exception, why: came as a funder}}
    note: by two of us
nodes:
  - {id: r, type: mechanism-resource, label: Panel, origin: a_priori, valence: mixed, status: refined}
edges:
  - id: e1
    from: r
    to: r
    relation: feeds-back
    label: round it goes
    status: contested
    evidence:
      - {excerpt: k3f9a2q7, case: F01, stance: qualifies, basis: second-hand, note: once}
      - {literature: 1.10}
    variation: {site-b: {status: rejected, note: met once, evidence: [{memo: a}]}}
    rivals: [Anybody kind, {text: The times, note: maybe, evidence: [{cell: P01@2/a}]}]
    note: an edge
configurations:
  - id: cmo1
    label: Why
    if: [r]
    because: [r]
    then: [r]
    status: hypothesised
    evidence: [{excerpt: m2x8d0aa, links: [r], stance: supports}]
    judgement: {confidence: very-low, by: [AK], on: 2024-03-02, why: one site}
decisions:
  - {id: d12, on: 2024-03-02, by: [AK], changed: [e1], because: [k3f9a2q7], why: read, memo: memos/d12.md}
"""


def theory(text: str) -> tuple[Theory, list[Diagnostic]]:
    found, problems = theory_of(text, File("theory/t.yaml", "t", ".yaml"))
    assert found is not None
    return found, problems


def shown(problems: list[Diagnostic]) -> list[tuple[str, int, int, str]]:
    return [
        (d.rule.id, d.primary.line, d.primary.column, d.message)
        for d in problems
        if isinstance(d.primary, Location)
    ]


def test_everything_that_a_file_says_is_kept():
    found, problems = theory(FULL)
    assert problems == []
    assert (found.id, found.label, found.kind, found.version) == ("cop", "How it works", "realist", 3)
    (dimension,) = found.dimensions
    assert (dimension.codes, dimension.note) == (("lived-experience", "007"), "two columns")
    (element,) = dimension.categories[0].elements
    assert (str(element.cited), element.text) == ("cell P01/a", "head turned")
    (typology,) = found.typologies
    assert [(p.case, p.type, p.exception, p.why) for p in typology.places] == [
        ("P01", "bridge", False, ""),
        ("P19", "exception", True, "came as a funder"),
    ]
    (node,) = found.nodes
    assert (node.type, node.status, node.valence) == (NodeType.MECHANISM_RESOURCE, Status.REFINED, "mixed")
    (edge,) = found.edges
    assert (edge.source, edge.target, edge.relation) == ("r", "r", Relation.FEEDS_BACK)
    first, second = edge.evidence
    assert (first.case, first.stance, first.basis) == ("F01", Stance.QUALIFIES, Basis.SECOND_HAND)
    assert (str(second.cited), second.stance, second.basis) == ("literature 1.10", Stance.SUPPORTS, None)
    assert [(v.site, v.status, v.note, len(v.evidence)) for v in edge.variation] == [
        ("site-b", Status.REJECTED, "met once", 1)
    ]
    assert [(r.text, len(r.evidence)) for r in edge.rivals] == [("Anybody kind", 0), ("The times", 1)]
    (configuration,) = found.configurations
    assert configuration.chain == ("r",)
    assert configuration.evidence[0].links == ("r",)
    assert configuration.judgement is not None
    assert configuration.judgement.confidence is Confidence.VERY_LOW
    (decision,) = found.decisions
    assert (decision.changed, decision.because, decision.memo) == (("e1",), ("k3f9a2q7",), "memos/d12.md")
    assert [e.cited.kind for e in found.cited() if e.cited] == [
        Cited.EXCERPT, Cited.LITERATURE, Cited.MEMO, Cited.CELL, Cited.EXCERPT,
    ]  # fmt: skip


def test_a_file_of_dimensions_alone_goes_by_its_name():
    found, problems = theory("dimensions: []\n")
    assert (found.id, found.kind, problems) == ("t", "realist", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("F016", 1, 1, "theory/t.yaml is empty")),
        ("theory: [", ("F004", 1, 10)),
        ("theory: {id: t}\nnode: []\n", ("F007", 2, 1, "a file of theory has no key “node”")),
        ("theory: {titel: t}\n", ("F007", 1, 10, "`theory` has no key “titel”")),
        ("theory: {kind: realistic}\n", ("F009", 1, 16)),
        ("nodes:\n  - {id: a, type: mechanism}\n", ("F009", 2, 19)),
        ("nodes:\n  - {type: context}\n", ("F008", 2, 5, "this node has no `id`")),
        ("nodes:\n  - {id: '', type: context}\n", ("F008", 2, 6, "this node has an empty `id`")),
        ("nodes:\n  - {id: a b, type: context}\n", ("F009", 2, 10, "id “a b” holds a space")),
        (
            'nodes:\n  - {id: "a\\0", type: context}\n',
            ("F009", 2, 10, "id “a\ufffd” holds a character that cannot be seen"),
        ),
        ("nodes:\n  - {id: a}\n", ("F008", 2, 5, "this node has no `type`")),
        ("nodes: {a: b}\n", ("F009", 1, 8, "`nodes` must be a list")),
        ("nodes:\n  - a\n", ("F009", 2, 5)),
        ("edges:\n  - {id: e, from: a}\n", ("F008", 2, 5, "this edge has no `to`")),
        ("edges:\n  - {id: e, from: a, to: b, weight: 3}\n", ("F007", 2, 29)),
        ("edges:\n  - id: e\n    from: a\n    to: b\n    evidence:\n      - {stance: supports}\n",
         ("F008", 6, 9, "this piece of evidence cites nothing")),
        ("edges:\n  - id: e\n    from: a\n    to: b\n    evidence:\n      -\n",
         ("F008", 6, 8, "this piece of evidence cites nothing")),
        ("edges:\n  - id: e\n    from: a\n    to: b\n    evidence:\n      - {excerpt: k, cell: P01/a}\n",
         ("F009", 6, 22, "this piece of evidence cites two things: excerpt and cell")),
        ("edges:\n  - id: e\n    from: a\n    to: b\n    evidence:\n      - {excerpt: k, links: [a]}\n",
         ("F007", 6, 22, "this piece of evidence has no key “links”")),
        ("typologies:\n  - id: a\n    places: {P01: }\n", ("F008", 3, 14, "“P01” has no type")),
        ("typologies:\n  - id: a\n    places: {P01: {why: b}}\n", ("F008", 3, 19)),
        ("typologies:\n  - id: a\n    places: {P01: b, P01: c}\n", ("F006", 3, 22)),
        ("configurations:\n  - {id: a, if: b}\n", ("F009", 2, 17, "`if` must be a list")),
        ("configurations:\n  - {id: a, rivals: [{evidence: []}]}\n", ("F008", 2, 22)),
        ("decisions:\n  - {id: d, judgement: x}\n", ("F007", 2, 13)),
        ("nodes: &a []\n", ("F005", 1, 8)),
    ],
)  # fmt: skip
def test_a_problem_is_told_at_its_line_and_column(text: str, expected: tuple[str, int, int, str]):
    _, problems = theory_of(text, File("theory/t.yaml", "t", ".yaml"))
    assert shown(problems)[0][: len(expected)] == expected


def test_an_unknown_key_says_what_was_meant():
    _, (problem,) = theory("nodes:\n  - {id: a, type: context, lable: b}\n")
    assert problem.hint == "did you mean “label”?"


def test_labels_are_kept_as_they_are_however_hostile():
    label = "</script>{{ 7*7 }}|=1+1 e\u0301 🎲 \u2028"
    written = label.replace("\u2028", "\\u2028")
    found, problems = theory(f'nodes:\n  - {{id: a, type: context, label: "{written}"}}\n')
    assert problems == []
    assert found.nodes[0].label == label


def test_windows_line_ends_move_nothing(tmp_path: Path):
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory/t.yaml").write_bytes(b"nodes:\r\n  - {id: a, type: contxt}\r\n")
    study, found = load(tmp_path)
    assert [t.id for t in study.theories] == ["t"]
    where = next(d.primary for d in found if d.rule.id == "F009")
    assert isinstance(where, Location)
    assert (where.path, where.line, where.column) == ("theory/t.yaml", 2, 19)


def test_a_broken_file_is_told_and_the_others_are_read(tmp_path: Path):
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory/a.yaml").write_text("nodes: [\n", encoding="utf-8")
    (tmp_path / "theory/b.yaml").write_text(FULL, encoding="utf-8")
    study, found = load(tmp_path)
    assert [theory.id for theory in study.theories] == ["cop"]
    assert "F004" in {d.rule.id for d in found}


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(FULL)),
    st.integers(0, 12),
    st.sampled_from(["", ":", "{", "- ", "\n", "[", "\t", "'", "x"]),
)
def test_no_damage_to_a_file_raises(start: int, length: int, put: str):
    text = FULL[:start] + put + FULL[start + length :]
    found, problems = theory_of(text, File("theory/t.yaml", "t", ".yaml"))
    assert found is not None or problems
