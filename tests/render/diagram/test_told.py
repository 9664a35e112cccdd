"""From a theory and its evidence to boxes and arrows."""

from pathlib import Path

from framework_cli.render.diagram.plan import Arrow, Plan
from framework_cli.render.diagram.told import plan, sites
from tests.theory.studies import HEAD, edge, read

SUPPORTED = ("excerpt: g1aaaaaa", "excerpt: k5aaaaaa", "excerpt: k3aaaaaa, stance: contradicts")
AT_SITES = (
    "    status: supported\n    variation:\n"
    "      south: {status: rejected, note: Nobody was told,\n"
    "              evidence: [{excerpt: k6aaaaaa, stance: contradicts}]}\n"
    "      north: {status: supported}\n"
)


def drawn(root: Path, theory: str, site: str = "") -> tuple[Plan, Arrow]:
    made = plan(read(root, theory), site)
    return made, made.arrows[0]


def test_an_arrow_says_who_speaks_for_it_and_against(tmp_path: Path) -> None:
    _, arrow = drawn(tmp_path, edge(*SUPPORTED))
    assert (arrow.tally, arrow.against) == ("2 people · 2 sites", "1 against")


def test_a_claim_without_evidence_says_so(tmp_path: Path) -> None:
    _, arrow = drawn(tmp_path, edge())
    assert arrow.tally == "no evidence"


def test_the_whole_names_the_sites_that_differ(tmp_path: Path) -> None:
    _, arrow = drawn(tmp_path, edge(*SUPPORTED, more=AT_SITES))
    assert (arrow.status, arrow.differs) == ("supported", "differs: south")
    assert "south: rejected (Nobody was told)" in arrow.told


def test_the_form_at_a_site_has_its_status_and_its_people_alone(tmp_path: Path) -> None:
    made, arrow = drawn(tmp_path, edge(*SUPPORTED, more=AT_SITES), "south")
    assert (arrow.status, arrow.tally, arrow.against) == ("rejected", "1 person here", "1 against")
    assert made.title.endswith("as it stands at south")


def test_the_sites_are_those_of_the_people_and_those_named(tmp_path: Path) -> None:
    more = "    variation: {east: {status: contested}}\n"
    assert sites(read(tmp_path, edge(more=more))) == ("north", "south", "east")


def test_what_leads_nowhere_is_named_beneath_the_drawing(tmp_path: Path) -> None:
    made, _ = drawn(tmp_path, f"{HEAD}edges:\n  - {{id: e9, from: c, to: nowhere}}\n")
    assert "Not drawn, since an end is missing: e9." in made.remark


def test_a_harmful_part_and_its_configurations_are_told(tmp_path: Path) -> None:
    made, _ = drawn(tmp_path, edge() + "configurations:\n  - {id: k1, if: [c], because: [m], then: [h]}\n")
    boxes = {box.id: box for box in made.boxes}
    assert boxes["h"].valence == "harmful"
    assert boxes["h"].parts == ("k1",)
    assert boxes["o"].parts == ()
