"""What changed in a theory, and by which decision."""

from collections.abc import Mapping
from pathlib import Path

from framework_cli.read.snapshot import Snapshot
from framework_cli.render.trail.telling import item
from framework_cli.trail import Change, Kind, State, changes, state_of
from tests.theory.studies import HEAD, STUDY, edge

T = "theory/t.yaml"
SUPPORTS = "excerpt: k1aaaaaa, stance: supports, basis: experienced"
AGAINST = "excerpt: k5aaaaaa, stance: contradicts, note: Nobody came to him."
SUPPORTED = edge(SUPPORTS, more="    status: supported\n")
CONTESTED = edge(SUPPORTS, AGAINST, more="    status: contested\n")
DECISION = (
    "decisions:\n  - {id: d1, on: 2026-05-11, by: [AK], changed: [e1], because: [k5aaaaaa],"
    " memo: memos/who-asked.md, why: He was alone with it.}\n"
)
TYPES = """\
dimensions:
  - id: who
    categories:
      - {id: kin, elements: [{cell: P02/family, text: a brother}, {cell: P01/stigma}]}
      - {id: nobody, elements: [{excerpt: k5aaaaaa}]}
typologies:
  - id: helped
    types: [{id: yes, label: Helped}]
    places: {P01: yes, P02: {type: exception, why: drove himself}}
"""


def found(before: str | Mapping[str, str], after: str | Mapping[str, str]) -> list[Change]:
    """What changed from one theory to another; a text is that of `theory/t.yaml`."""

    states = [_state({T: each} if isinstance(each, str) else each) for each in (before, after)]
    return [change for change in changes(*states) if change.kind is Kind.THEORY]


def _state(theory: Mapping[str, str]) -> State:
    files = {**STUDY, **theory}
    return state_of(
        Snapshot(Path("study"), {path: path for path in files}, lambda name: files[name].encode())
    )


def told(before: str | Mapping[str, str], after: str | Mapping[str, str]) -> list[str]:
    """The changes as sentences, with their signs."""
    items = [item(change, str) for change in found(before, after)]
    return [f"{each.sign} {each.text}" for each in items]


def test_a_theory_compared_with_itself_has_not_changed_however_it_is_laid_out():
    assert (
        found(SUPPORTED + TYPES, "# a remark\n" + (SUPPORTED + TYPES).replace("[family]", "[ family ]")) == []
    )


def test_a_status_is_told_with_the_decision_that_changed_it():
    assert told(SUPPORTED, CONTESTED + DECISION) == [
        "~ theory/t.yaml: edge e1 (Kin live near → It is told): status supported → contested; decided by d1"
        " (2026-05-11 by AK, because of k5aaaaaa; memo memos/who-asked.md);"
        " new excerpt k5aaaaaa (contradicts); a note changed",
        "+ theory/t.yaml: decision d1 added: 2026-05-11; on e1; because of k5aaaaaa; memo memos/who-asked.md",
    ]


def test_a_reason_is_shown_on_request_only():
    (change, decision) = found(SUPPORTED, CONTESTED + DECISION)
    assert {a.name: a.after for a in change.aspects if a.private} == {
        "note on excerpt k5aaaaaa": "Nobody came to him.",
        "why d1": "He was alone with it.",
    }
    assert {a.name for a in decision.aspects if a.private} == {"why"}
    assert "alone" not in repr([c.before or c.after for c in (change, decision)])


def test_a_status_that_no_new_decision_names_is_told_so():
    (told_of,) = told(SUPPORTED + DECISION, CONTESTED + DECISION)
    assert told_of.startswith("! theory/t.yaml: edge e1")
    assert "status supported → contested; no decision says why" in told_of
    (written,) = [
        c for c in told(SUPPORTED + DECISION, CONTESTED + DECISION.replace("alone", "there")) if "e1 (" in c
    ]
    assert "decided by d1" in written


def test_a_hypothesis_needs_no_decision():
    assert "no decision" not in told(edge(), edge(more="    status: hypothesised\n"))[0]


def test_evidence_that_came_went_and_changed_is_told_piece_by_piece():
    before = edge(SUPPORTS, "cell: P02/family, stance: supports")
    after = edge("excerpt: k1aaaaaa, stance: qualifies, basis: observed", "memo: who-asked")
    assert told(before, after) == [
        "~ theory/t.yaml: edge e1 (Kin live near → It is told): no longer cell P02/family (supports);"
        " excerpt k1aaaaaa supports, experienced → qualifies, observed; new memo who-asked (supports)"
    ]


def test_the_same_evidence_cited_twice_is_two_pieces():
    (told_of,) = told(edge(SUPPORTS), edge(SUPPORTS, SUPPORTS))
    assert told_of.endswith("new excerpt k1aaaaaa (2) (supports, experienced)")


def test_nodes_ends_chains_judgements_and_variation_are_told():
    more = """\
configurations:
  - {id: a, if: [c], because: [m], then: [o], judgement: {confidence: low, by: [AK], on: 2026-01-01}}
"""
    before = edge(more="    variation: {north: {status: supported}}\n") + more
    after = (
        before.replace("to: o", "to: h").replace("north: {status: supported", "north: {status: rejected")
        .replace("because: [m], then: [o]", "because: [], then: [o, h]")
        .replace("confidence: low", "confidence: high").replace("label: It is told", "label: They say it")
    )  # fmt: skip
    node, arrow, configuration = told(before, after)
    assert node.endswith("node o (They say it): renamed, was “It is told”")
    assert arrow.endswith("at north: supported → rejected; to o → h")
    assert configuration.endswith("because m → none; confidence low → high; then o → o, h")


def test_places_and_elements_are_told_by_case_and_cell():
    after = (
        TYPES.replace(", {cell: P01/stigma}", "").replace("{excerpt: k5aaaaaa}", "{cell: P01/stigma}")
        .replace("P01: yes", "P03: yes").replace("drove himself", "nobody came")
    )  # fmt: skip
    dimension, typology = told(HEAD + TYPES, HEAD + after)
    assert dimension.endswith(
        "dimension who: cell P01/stigma sorted kin → nobody; excerpt k5aaaaaa taken out of nobody"
    )
    assert typology.endswith("typology helped: P01 yes → not placed; P03 not placed → yes; a reason changed")


def test_entries_that_came_and_went_are_told_with_their_status():
    assert told(HEAD, SUPPORTED + DECISION) == [
        "+ theory/t.yaml: edge e1 (Kin live near → It is told) added: supported; decided by d1"
        " (2026-05-11 by AK, because of k5aaaaaa; memo memos/who-asked.md)",
        "+ theory/t.yaml: decision d1 added: 2026-05-11; on e1; because of k5aaaaaa; memo memos/who-asked.md",
    ]
    assert told(SUPPORTED, HEAD) == ["- theory/t.yaml: edge e1 (Kin live near → It is told) removed"]


def test_a_file_given_another_name_is_the_same_theory():
    assert told(SUPPORTED, {"theory/u.yaml": SUPPORTED}) == [
        "~ theory/u.yaml: file: file theory/t.yaml → theory/u.yaml"
    ]
    assert [c.id for c in found({}, SUPPORTED)][:2] == [T, "c"]


def test_an_entry_without_an_id_is_not_overlooked():
    assert told(HEAD, HEAD + "edges:\n  - {from: c, to: o}\n") == ["~ theory/t.yaml: file: changed"]


def test_a_file_that_cannot_be_read_is_not_called_gone():
    assert found(SUPPORTED, "theory: {id: t\n") == []
    assert found(SUPPORTED, "nodes: none\nedges: 3\n") == []


def test_a_change_knows_the_cases_and_codes_behind_its_claim():
    (change,) = found(edge(SUPPORTS), edge(SUPPORTS, "cell: P02/family"))
    assert change.about.cases == {"P01", "P02"}
    assert change.about.codes == {"family", "support"}
    assert change.about.sources == {"P01"}
