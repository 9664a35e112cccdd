"""The whole reading, places of routes, and what is remembered."""

import gc
import json
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Route
from framework_cli.read import load, locate, suggest
from framework_cli.read.cache import Pack
from framework_cli.read.charts import chart_of
from framework_cli.read.fields import Document
from framework_cli.read.listing import File
from framework_cli.read.tables import records
from framework_cli.read.turns import find_turns
from tests.read.conftest import Make, read, shown

QUOTES = """text: 0a1b
excerpts:
- id: k3f9a2q7
  at: 2:6-2:11
  quote: |2-
    yes 🎲

    INT: secret words
  before: "said \\"\\n\\u2028"
  codes:
    - b
  memo: a memo
  open: [open label]
- quote: 'no'
  codes: [b]
"""
FILE = "annotations/P01.AK.yaml"
PACK = Path(".framework") / "cache" / "places.msgpack"


def test_a_folder_without_anything_says_what_is_missing(tmp_path: Path) -> None:
    study, found = read(tmp_path)
    assert found == ["F015 codebooks:1:1", "F015 transcripts:1:1"]
    assert (study.sources, study.codebook.path) == ({}, "")
    assert read(tmp_path / "nowhere")[1] == found


def test_optional_folders_may_be_missing_and_what_is_not_read_is_left_alone(make: Make) -> None:
    assert read(make({"templates/x.txt": "x", "reports/y.html": "x"}))[1] == []


def test_sources_annotations_and_charts_come_in_a_fixed_order(make: Make) -> None:
    names = ["é", "b", "B", "10", "9"]
    files = {f"transcripts/{n}.txt": "x\n" for n in names} | {f"charts/{n}.md": "x\n" for n in names}
    files |= {f"annotations/{n}.AK.yaml": "- quote: x\n" for n in names}
    study, _ = read(make({**files, "transcripts/P01.txt": None}))
    ordered = ["10", "9", "B", "b", "é"]
    assert list(study.sources) == ordered
    assert [a.source for a in study.annotations] == ordered
    assert [c.case for c in study.charts] == ordered


def test_every_problem_of_every_file_is_told_in_one_run_in_order(make: Make) -> None:
    files = {
        "framework.yaml": "titel: x\n",
        "codebooks/c.yaml": "themes:\n- id: A\n",
        "transcripts/P02.txt": b"\xe9\n",
        "sources.csv": "source\nP9\n",
        "cases.csv": "case\nx\nx\n",
        FILE: "- quote: a: b\n",
        "charts/P01.md": "# A {#a state=x}\n",
        "memos/m.md": "---\nkind: x\n---\n",
    }
    _, found = read(make(files))
    assert found == [
        f"F004 {FILE}:1:11",
        "F306 cases.csv:3:1",
        "F411 charts/P01.md:1:9",
        "F008 codebooks/c.yaml:2:3",
        "F102 codebooks/c.yaml:2:7",
        "F007 framework.yaml:1:1",
        "F009 memos/m.md:2:7",
        "F301 sources.csv:2:1",
        "F002 transcripts/P02.txt:1:1",
    ]


def test_crlf_and_marks_change_no_offset(make: Make) -> None:
    plain, _ = read(make())
    text = "INT: hi\nP01: yes 🎲\nINT: and\nP01: no\n"
    other, found = read(make({"transcripts/P01.txt": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()}))
    assert found == []
    assert other.sources["P01"] == plain.sources["P01"]


def test_progress_is_told_from_none_to_all(make: Make) -> None:
    told: list[tuple[str, int, int]] = []
    load(make({FILE: QUOTES}), progress=lambda *step: told.append(step))
    assert ("reading transcripts", 0, 1) in told
    assert ("reading annotations", 1, 1) in told


def test_reading_leaves_the_garbage_collector_as_it_was(make: Make) -> None:
    assert gc.isenabled()
    load(make())
    assert gc.isenabled()


def test_routes_become_lines_and_columns(make: Make) -> None:
    root = make(
        {
            FILE: QUOTES,
            "annotations/P01.RS.jsonl": '{"text": "a"}\n{"quote": "é", "codes": ["a", "zz"]}\n',
            "memos/m.md": "---\nabout: [study]\n---\n",
        }
    )
    cases = [
        (Route(FILE, ("excerpts", 0, "codes", 0)), (11, 7, 11, 8)),
        (Route(FILE, ("excerpts", 0, "codes"), "key"), (10, 3, 10, 8)),
        (Route(FILE, ("excerpts", 0, "quote")), (5, 10, 8, 22)),
        (Route(FILE, ("excerpts", 1)), (14, 3, 14, 8)),
        (Route(FILE, ("excerpts", 1, "id")), (14, 3, 14, 8)),
        (Route(FILE, ("excerpts", 9)), (3, 1, 3, 2)),
        (Route(FILE, ("text",)), (1, 7, 1, 11)),
        (Route("annotations/P01.RS.jsonl", (1, "codes", 1)), (2, 31, 2, 35)),
        (Route("annotations/P01.RS.jsonl", (1, "codes"), "key"), (2, 16, 2, 23)),
        (Route("memos/m.md", ("about", 0)), (2, 9, 2, 14)),
        (Route("codebooks/c.yaml", ("themes", 0, "subthemes", 0, "id")), (6, 10, 6, 11)),
        (Route("gone.yaml", ("x",)), (1, 1, None, None)),
    ]
    for route, (line, column, end_line, end_column) in cases:
        (found,) = locate(root, [Diagnostic(rules.UNKNOWN_CODE, "m", route)])
        assert found.primary == Location(route.path, line, column, end_line, end_column), route


def test_findings_are_sorted_by_place_and_related_places_are_found_too(make: Make) -> None:
    root = make({FILE: QUOTES})
    route = Route(FILE, ("excerpts", 0, "id"))
    found = [
        Diagnostic(rules.STALE, "b", Location("z.md", 2, 1), related=(Related(route, "there"),)),
        Diagnostic(rules.LOST, "a", Location("z.md", 1, 9)),
        Diagnostic(rules.LOST, "a", route),
    ]
    located = locate(root, found)
    assert shown(located) == [f"F203 {FILE}:3:7", "F203 z.md:1:9", "F403 z.md:2:1"]
    assert located[2].related[0].where == Location(FILE, 3, 7, 3, 15)


def pack_with(root: Path) -> Path:
    """A saved pack's file."""
    pack = Pack(root, "places")
    pack.put("a", [1])
    pack.save()
    return root / PACK


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "foreign", "folder"])
def test_a_damaged_or_foreign_cache_is_ignored(tmp_path: Path, damage: str) -> None:
    file = pack_with(tmp_path)
    data = file.read_bytes()
    assert Pack(tmp_path, "places").get("a") == [1]
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        flipped = data[:-3] + bytes([data[-3] ^ 1]) + data[-2:]
        foreign = msgspec.msgpack.encode({"format": "other", "entries": {"a": [1]}})
        file.write_bytes({"empty": b"", "cut": data[:50], "flipped": flipped, "foreign": foreign}[damage])
    assert Pack(tmp_path, "places").get("a") is None


def test_a_folder_that_cannot_be_written_to_gets_no_cache(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tmp_path / ".framework").write_text("in the way", encoding="utf-8")
    assert not pack_with(tmp_path).exists()
    (tmp_path / ".framework").unlink()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (tmp_path / ".framework").symlink_to(elsewhere, target_is_directory=True)
    pack_with(tmp_path)
    assert not list(elsewhere.rglob("*.msgpack"))


def test_git_is_told_to_leave_the_cache_alone(tmp_path: Path) -> None:
    pack_with(tmp_path)
    assert (tmp_path / ".framework" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_pack_keeps_what_was_used_or_put(tmp_path: Path) -> None:
    pack = Pack(tmp_path, "places")
    pack.put("a", [1, 2])
    pack.put("b", {"x": None})
    pack.save()
    later = Pack(tmp_path, "places")
    assert (later.get("a"), later.get("zz")) == ([1, 2], None)
    later.save()
    assert Pack(tmp_path, "places").get("b") is None
    assert Pack(tmp_path, "places").get("a") == [1, 2]


def test_suggestions_name_what_was_most_likely_meant() -> None:
    codes = ["lived-experience", "stigma", "referral", "trust"]
    assert suggest("stgma", codes) == "stigma"
    assert suggest("Lived Experience", codes) == "lived-experience"
    assert suggest("lived_experience", codes) == "lived-experience"
    assert suggest("c-referral", codes) == "referral"
    assert suggest("theme > stigma", codes) == "stigma"
    assert suggest("P02", ["P02 Tom", "P03 Ana", "P12"]) == "P02 Tom"
    assert suggest("weather", codes) is None
    assert suggest("", codes) is None
    assert suggest("x", []) is None


def test_known_words_are_made_ready_once_for_many_that_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["framework_cli.read.suggest"]  # its function has its name
    plain, made = module._plain, list[str]()

    def counted(word: str) -> str:
        made.append(word)
        return str(plain(word))

    monkeypatch.setattr(module, "_plain", counted)
    known = {f"x{n:07d}" for n in range(500)}
    for n in range(100):
        suggest(f"z{n}", known)
    assert len(made) <= 500 + 2 * 100


@given(st.text("ab-_ >/Ac", max_size=9), st.sets(st.text("ab-_ >/Ac", max_size=9), max_size=12))
def test_a_suggestion_is_one_of_the_known_and_does_not_depend_on_their_order(
    word: str, known: set[str]
) -> None:
    near = suggest(word, known)
    assert near is None or near in known
    assert near == suggest(word, sorted(known, reverse=True))


def test_a_large_transcript_is_read(make: Make) -> None:
    text = "Ann: " + "words and words " * 30 + "\n" + "Ben: no\n"
    study, found = read(make({"transcripts/P01.txt": text * 20_000}))
    assert found == []
    assert len(study.sources["P01"].turns) == 40_000


def test_a_real_study_of_segments_is_read(shared: Path, make: Make) -> None:
    files: dict[str, str | bytes | None] = {"transcripts/P01.txt": None}
    for file in (shared / "pdpilot" / "transcripts").iterdir():
        files[f"transcripts/{file.name}"] = file.read_bytes()
    files["annotations/P1.AK.jsonl"] = (
        json.dumps({"quote": "We typically use them to identify trends"}) + "\n"
    )
    study, found = read(make(files))
    assert found == []
    assert list(study.cases) == ["P1", "P2", "P3", "P4", "P5", "P6", "P7"]


def test_hostile_text_takes_no_time_out_of_proportion() -> None:
    many = 20_000
    assert len(find_turns("A: " + "11:22:" * many + "x\nA: y\n")[0]) == 2
    assert find_turns("A " * many + "00:01\n")[0][0].speaker == ""
    for text in (
        "# " + " " * many + "x\n",
        "# A {#a}\n" + "[" * many,
        "[[ [" * many,
        "<!--" * many,
        "# A {#a}\n[@k] " * 5_000 + "[[x]] <!-- y --> [@k] " * 5_000,
        "{#" * many,
    ):
        assert chart_of(Document("charts/A.md", text), File("charts/A.md", "A", ".md"), ()).case == "A"
    assert len(records(Document("a.csv", '"' + '""' * many + '",' + '"' * many))) >= 1


def test_a_route_in_a_table_leads_to_the_first_row_with_the_value(make: Make) -> None:
    root = make({"cases.csv": "case,site\nP01,south\nP02, north\nP03,north\nP04\n"})
    routes = [("site", "north"), ("case", "P03"), ("site", "west"), ("town", "north")]
    found = locate(
        root, [Diagnostic(rules.CASE_NOT_LISTED, "x", Route("cases.csv", route)) for route in routes]
    )
    places = {
        (item.primary.line, item.primary.column) for item in found if isinstance(item.primary, Location)
    }
    assert places == {(3, 6), (4, 1), (1, 1)}
