"""Configurations: who speaks of each part, and whose account has the whole; what would change a claim."""

from pathlib import Path

import pytest

from framework_cli.theory import Chain, doubts
from tests.theory.studies import HEAD, edge, read


def configured(*evidence: str) -> str:
    lines = "".join(f"      - {{{each}}}\n" for each in evidence)
    return (
        f"{HEAD}configurations:\n  - id: cmo1\n    if: [c]\n    because: [m]\n    then: [o]\n"
        f"    evidence:\n{lines}"
    )


def chained(root: Path, *evidence: str) -> Chain:
    return read(root, configured(*evidence)).chains["cmo1"]


def test_an_account_that_names_every_link_has_the_whole(tmp_path: Path):
    chain = chained(tmp_path, "excerpt: k1aaaaaa, links: [c, m, o]")
    assert [account.id for account in chain.whole] == ["P01"]
    assert not chain.pieced


def test_several_excerpts_of_one_person_are_one_account_also_over_waves(tmp_path: Path):
    chain = chained(tmp_path, "excerpt: k5aaaaaa, links: [c]", "excerpt: k7aaaaaa, links: [m, o]")
    assert [(a.id, a.links) for a in chain.whole] == [("P03", ("c", "m", "o"))]


def test_a_chain_pieced_together_is_told_from_one_in_an_account(tmp_path: Path):
    chain = chained(tmp_path, "excerpt: k1aaaaaa, links: [c, m]", "excerpt: k3aaaaaa, links: [m, o]")
    assert chain.whole == ()
    assert chain.pieced
    assert [(a.id, a.links) for a in chain.accounts] == [("P01", ("c", "m")), ("P02", ("m", "o"))]
    assert chain.parts["m"].people == ("P01", "P02")


def test_a_part_that_nobody_speaks_of_leaves_a_gap(tmp_path: Path):
    chain = chained(tmp_path, "excerpt: k1aaaaaa, links: [c, m]")
    assert not chain.pieced
    assert not chain.parts["o"]


def test_what_contradicts_is_no_link_and_a_document_is_an_account(tmp_path: Path):
    chain = chained(
        tmp_path,
        "excerpt: k1aaaaaa, links: [c, m, o], stance: contradicts",
        "excerpt: d1aaaaaa, links: [c, m, o]",
    )
    assert [(a.id, a.document) for a in chain.whole] == [("R01", True)]


def test_a_nodes_own_evidence_counts_for_its_part_and_not_for_the_chain(tmp_path: Path):
    text = configured("excerpt: k3aaaaaa, links: [m, o]").replace(
        "label: Kin live near", "label: Kin, evidence: [{excerpt: k1aaaaaa}]"
    )
    chain = read(tmp_path, text).chains["cmo1"]
    assert chain.parts["c"].people == ("P01",)
    assert chain.whole == ()
    assert chain.pieced


def test_a_configuration_without_nodes_has_no_chain(tmp_path: Path):
    text = f"{HEAD}configurations:\n  - {{id: cmo1, evidence: [{{excerpt: k1aaaaaa}}]}}\n"
    chain = read(tmp_path, text).chains["cmo1"]
    assert (chain.whole, chain.pieced) == ((), False)


NORTH = ("excerpt: k1aaaaaa", "excerpt: k3aaaaaa")


@pytest.mark.parametrize(
    ("evidence", "kinds"),
    [
        ((), ["no evidence"]),
        (("excerpt: k1aaaaaa",), ["single source", "one-sided"]),
        (NORTH, ["single source", "one-sided"]),
        (("excerpt: d1aaaaaa",), ["single source", "one-sided"]),
        (("excerpt: k1aaaaaa", "excerpt: k8aaaaaa, case: F01"), ["thin", "one-sided"]),
        ((*NORTH, "excerpt: k8aaaaaa"), ["one-sided"]),
        ((*NORTH, "excerpt: k8aaaaaa", "excerpt: k5aaaaaa, stance: contradicts"), ["contested"]),
        ((*NORTH, "excerpt: k8aaaaaa", "excerpt: k5aaaaaa, stance: qualifies"), []),
    ],
)
def test_what_would_change_a_claim(evidence: tuple[str, ...], kinds: list[str], tmp_path: Path):
    assert [doubt.kind for doubt in doubts(read(tmp_path, edge(*evidence)))] == kinds


def test_what_was_rejected_has_no_doubts(tmp_path: Path):
    assert doubts(read(tmp_path, edge("excerpt: k1aaaaaa", more="    status: rejected\n"))) == ()


def test_charted_cells_of_people_who_are_not_cited_are_where_to_look(tmp_path: Path):
    (first, _) = doubts(read(tmp_path, edge("excerpt: k1aaaaaa")))
    assert [str(key) for key in first.look] == ["P02/family"]
    assert first.why == "one person, P01"
