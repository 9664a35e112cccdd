"""What a claim rests on: people, sites, groups, waves and documents, for it and against it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.model.theory import Basis
from framework_cli.read import load
from framework_cli.theory import Interpretation, claims, interpretations, named
from framework_cli.theory.material import Material
from tests.theory.studies import edge, only, read, study

SUPPORTS = "stance: supports, basis: experienced"


def test_an_excerpt_is_the_account_of_the_person_who_says_it(tmp_path: Path):
    body = only(tmp_path, f"excerpt: k3aaaaaa, {SUPPORTS}").supporting
    assert (body.people, body.sites, body.groups, body.documents) == (("P02",), ("north",), ("client",), ())


@pytest.mark.parametrize("id", ["k1aaaaaa", "r1aaaaaa", "g1aaaaaa"])
def test_a_coders_excerpt_reads_as_the_agreed_one(id: str, tmp_path: Path):
    (piece,) = only(tmp_path, f"excerpt: {id}").supporting.pieces
    assert piece.passages[0].excerpt.id == "g1aaaaaa"
    assert piece.people == ("P01",)


def test_two_coders_excerpts_of_one_agreed_one_are_one_piece(tmp_path: Path):
    body = only(tmp_path, "excerpt: k1aaaaaa", "excerpt: r1aaaaaa", "excerpt: g1aaaaaa").supporting
    assert len(body.pieces) == 1


def test_a_person_counts_once_however_often_she_is_cited_and_in_how_many_waves(tmp_path: Path):
    body = only(tmp_path, "excerpt: k5aaaaaa", "excerpt: k7aaaaaa", "excerpt: k6aaaaaa").supporting
    assert body.people == ("P03",)
    assert body.waves == ("1", "2")
    assert len(body.pieces) == 3


def test_what_several_say_is_everybodys_account_unless_the_theory_says_whose(tmp_path: Path):
    assert only(tmp_path, "excerpt: k8aaaaaa").supporting.people == ("F01", "F02")
    assert only(tmp_path, "excerpt: k8aaaaaa, case: F01").supporting.people == ("F01",)


def test_people_stand_in_study_order(tmp_path: Path):
    body = only(tmp_path, "excerpt: k8aaaaaa", "excerpt: k5aaaaaa", "excerpt: k1aaaaaa").supporting
    study = read(tmp_path, edge()).material.study
    assert list(body.people) == [id for id in study.cases if id in body.people]
    assert body.sites == ("north", "south")


def test_documents_are_counted_apart_and_are_their_own_basis(tmp_path: Path):
    body = only(tmp_path, "excerpt: d1aaaaaa", "cell: R01/family").supporting
    assert (body.people, body.documents) == ((), ("R01",))
    assert {piece.basis for piece in body.pieces} == {Basis.DOCUMENT}


def test_talk_of_interviewers_is_nobodys_account(tmp_path: Path):
    body = only(tmp_path, "excerpt: i1aaaaaa").supporting
    assert (len(body.pieces), body.people) == (1, ())


def test_a_cell_is_its_case_and_quotes_what_its_summary_marks(tmp_path: Path):
    (piece,) = only(tmp_path, "cell: P02/family").supporting.pieces
    assert (piece.people, [p.excerpt.id for p in piece.passages]) == (("P02",), ["k3aaaaaa"])


def test_memos_go_by_name_or_path_and_literature_by_its_key(tmp_path: Path):
    body = only(tmp_path, "memo: who-asked", "memo: memos/who-asked.md", "literature: Pawson 1997").supporting
    assert (body.memos, body.literature, body.people) == (("who-asked",), ("Pawson 1997",), ())


def test_what_the_study_does_not_have_is_in_no_body(tmp_path: Path):
    claim = only(tmp_path, "excerpt: zzzzzzzz", "cell: P09/family", "memo: none")
    assert not claim.supporting
    assert [piece.found for piece in claim.pieces] == [False] * 3
    assert claim.tally == "no evidence"


def test_for_against_and_qualifying_are_three_bodies(tmp_path: Path):
    claim = only(
        tmp_path,
        "excerpt: k1aaaaaa, stance: supports",
        "excerpt: k5aaaaaa, stance: contradicts",
        "excerpt: k8aaaaaa, stance: qualifies",
    )
    assert (claim.supporting.people, claim.contradicting.people) == (("P01",), ("P03",))
    assert claim.qualifying.people == ("F01", "F02")
    assert claim.tally == "1 person · 1 site · 1 against"


def test_without_an_attribute_called_site_the_first_of_order_is_the_site(tmp_path: Path):
    cases = "case,kind,town,role\nP01,person,north,client\nP02,person,south,client\n"
    order = "title: Example\ninterviewers: [INT]\norder: [town, role]\n"
    read_ = read(tmp_path, edge("excerpt: k1aaaaaa"), {"cases.csv": cases, "framework.yaml": order})
    assert (read_.material.site, read_.material.group) == ("town", "role")
    assert read_.claims[0].supporting.sites == ("north",)


def test_a_study_without_attributes_has_no_sites(tmp_path: Path):
    plain = {"cases.csv": "case,kind\nP01,person\n", "framework.yaml": "title: A\ninterviewers: [INT]\n"}
    assert read(tmp_path, edge("excerpt: k1aaaaaa"), plain).claims[0].supporting.sites == ()


def test_a_node_is_a_claim_only_with_evidence_of_its_own(tmp_path: Path):
    text = edge("excerpt: k1aaaaaa").replace(
        "label: Kin live near", "label: Kin, evidence: [{memo: who-asked}]"
    )
    text = text.replace("label: Kin,", "label: 'Kin, near',")
    assert [claim.id for claim in read(tmp_path, text).claims] == ["c", "e1"]


def test_variation_by_site_has_its_own_evidence_and_does_not_count_for_the_edge(tmp_path: Path):
    more = "    variation: {north: {status: contested, note: once, evidence: [{excerpt: k3aaaaaa}]}}\n"
    claim = only(tmp_path, "excerpt: k1aaaaaa", more=more)
    assert claim.supporting.people == ("P01",)
    (at,) = claim.at_sites
    assert (at.site, at.status, [p.people for p in at.pieces]) == ("north", "contested", [("P02",)])


def test_a_claim_is_named_on_one_short_line_whatever_its_label(tmp_path: Path):
    hostile = "a\x1b[31m\n\u2028 <script>|{{ 7*7 }} " + "x" * 300
    name = named("node", "n1", hostile)
    assert "\n" not in name
    assert "\x1b" not in name
    assert "\u2028" not in name
    assert len(name) < 80
    assert named("node", "n1", "n1") == "node n1"


IDS = [
    "k1aaaaaa",
    "r1aaaaaa",
    "g1aaaaaa",
    "k2aaaaaa",
    "k3aaaaaa",
    "k5aaaaaa",
    "k7aaaaaa",
    "k8aaaaaa",
    "d1aaaaaa",
]
CITED = st.one_of(
    st.sampled_from(IDS).map(lambda id: f"excerpt: {id}"),
    st.sampled_from(["P01/stigma", "P02/family", "P03/family", "R01/family", "P09/x"]).map(
        lambda c: f"cell: {c}"
    ),
    st.just("memo: who-asked"),
    st.text("abc ", min_size=1, max_size=5).map(lambda key: f"literature: x{key}"),
)
STANCES = st.sampled_from(["supports", "contradicts", "qualifies"])
PIECES = st.lists(st.tuples(CITED, STANCES).map(lambda p: f"{p[0]}, stance: {p[1]}"), max_size=8)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Material:
    loaded, _ = load(study(tmp_path_factory.mktemp("law"), edge()))
    index, _ = build(loaded, cache=False)
    return interpretations(loaded, index, grid(loaded, index))[0].material


def within(material: Material, text: str) -> Interpretation:
    from framework_cli.read.listing import File
    from framework_cli.read.theory import theory_of

    theory, found = theory_of(text, File("theory/t.yaml", "t", ".yaml"))
    assert theory is not None
    assert found == []
    return Interpretation(material, theory)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_a_claims_people_are_people_of_the_study_each_once_whatever_is_cited(
    empty: Material, pieces: list[str]
):
    (claim,) = claims(empty, within(empty, edge(*pieces)).theory)
    for body in (claim.supporting, claim.contradicting, claim.qualifying):
        assert set(body.people) <= empty.people
        assert len(set(body.people)) == len(body.people)
        assert len(body.sites) <= len(body.people)
        assert len({piece.key for piece in body.pieces}) == len(body.pieces)
        assert not set(body.documents) & set(body.people)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, seed=st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_what_a_claim_rests_on(empty: Material, pieces: list[str], seed):
    (plain,) = claims(empty, within(empty, edge(*pieces)).theory)
    again = [*pieces, *pieces[:2]]
    seed.shuffle(again)
    (other,) = claims(empty, within(empty, edge(*again)).theory)
    assert plain.tally == other.tally
    assert plain.supporting.people == other.supporting.people
    assert plain.contradicting.documents == other.contradicting.documents


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_a_coders_id_may_stand_for_the_agreed_one_anywhere(empty: Material, pieces: list[str]):
    swapped = [p.replace("g1aaaaaa", "k1aaaaaa").replace("r1aaaaaa", "k1aaaaaa") for p in pieces]
    (one,) = claims(empty, within(empty, edge(*pieces)).theory)
    (other,) = claims(empty, within(empty, edge(*swapped)).theory)
    assert one.tally == other.tally
    assert [p.people for p in one.supporting.pieces] == [p.people for p in other.supporting.pieces]
