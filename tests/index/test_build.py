"""Building an index: findings, neighbours, and what is remembered between runs."""

from dataclasses import replace
from pathlib import Path

from framework_cli.index import build
from framework_cli.model.diagnostic import Location, Route, Severity
from framework_cli.model.excerpt import Annotations, Place
from framework_cli.model.passage import Status
from framework_cli.model.study import Study

from .study import annotations, excerpt, place, sha, source, study

OLD = """INT: How did it start?
P01: My brother took me along one evening, and nobody had told us it could be gambling.
INT: And then?
P01: Then the letters came. I put them in a drawer, all of them, and told nobody.
"""
NEW = "P01: Put in later.\n" + OLD.replace("a drawer", "the drawer")
QUOTES = (
    "My brother took me along one evening",
    "I put them in a drawer, all of them, and told nobody",
    "Not said at all, ever, by anyone",
)


def changed(root: Path, text: str = NEW) -> Study:
    """A study whose transcript was edited after it was coded."""
    entries = []
    for n, quote in enumerate(QUOTES):
        start = OLD.find(quote)
        at = place(OLD, start, start + len(quote)) if start >= 0 else None
        entries.append(excerpt("P01", "AK", n, quote, "stigma", at=at))
    file = annotations("P01", "AK", *entries, text=sha(OLD), sha="f" * 64)
    return replace(study(source("P01", text, "INT", "P01", case="P01"), files=(file,)), root=root)


def test_moved_edited_and_lost_are_told_with_their_places(tmp_path):
    index, found = build(changed(tmp_path))
    assert [p.status for p in index.passages] == [Status.MOVED, Status.EDITED]
    assert [(d.rule.id, d.severity) for d in found] == [
        ("F207", Severity.NOTE), ("F207", Severity.NOTE), ("F203", Severity.ERROR),
    ]  # fmt: skip
    assert [d.primary for d in found] == [
        Route("annotations/P01.AK.yaml", ("excerpts", n, "quote")) for n in range(3)
    ]
    assert "transcripts/P01.txt:3:6" in found[0].message
    assert "transcripts/P01.txt:5:29" in found[1].message
    assert all("check --fix" in d.hint for d in found[:2])
    assert all("drawer" not in d.message + d.hint and "Not said" not in d.message + d.hint for d in found)
    assert found[2].words == QUOTES[2]


def test_an_entry_of_a_jsonl_file_is_found_by_its_line():
    file = Annotations(
        "annotations/P01.AK.jsonl",
        "P01",
        "AK",
        (excerpt("P01", "AK", 0, "never said"),),
        keys=(),
        entry_lines=(4,),
    )
    _, (problem,) = build(study(source("P01", OLD), files=(file,)), cache=False)
    assert problem.primary == Route("annotations/P01.AK.jsonl", (4, "quote"))


def test_an_empty_quote_is_unresolved_and_left_to_the_reader_to_report():
    file = annotations("P01", "AK", excerpt("P01", "AK", 0, ""))
    index, found = build(study(source("P01", OLD), files=(file,)), cache=False)
    assert (len(index.unresolved), found) == (1, [])


def test_near_places_of_a_lost_quote_are_listed():
    quote = "I hid them in my drawer, most of those"
    file = annotations("P01", "AK", excerpt("P01", "AK", 0, quote), text=sha("other"))
    _, (problem,) = build(study(source("P01", OLD), files=(file,)), cache=False)
    assert problem.rule.id == "F203"
    where = problem.related[0].where
    assert isinstance(where, Location)
    assert (where.path, where.line) == ("transcripts/P01.txt", 4)


def test_many_places_are_counted_and_the_first_ten_listed():
    text = "P01: yes and no. " * 40
    _, (problem,) = build(
        study(source("P01", text), files=(annotations("P01", "AK", excerpt("P01", "AK", 0, "yes")),)),
        cache=False,
    )
    assert "40 places" in problem.message
    assert len(problem.related) == 10


def test_an_excerpt_left_behind_is_held_to_its_own_hash():
    quote = "told nobody"
    start = OLD.index(quote)
    text = OLD + "P01: I told nobody.\n"
    kept = excerpt("P01", "AK", 0, quote, at=place(OLD, start, start + len(quote)), text=sha(OLD))
    fresh = kept._replace(text="", position=1)
    index, found = build(
        study(source("P01", text), files=(annotations("P01", "AK", kept, fresh, text=sha(text)),)),
        cache=False,
    )
    assert [p.excerpt.position for p in index.passages] == [1]
    assert [d.rule.id for d in found] == ["F204"]


def test_a_second_run_remembers_places_and_says_the_same(tmp_path):
    first = build(changed(tmp_path))
    packs = list((tmp_path / ".framework" / "cache").glob("places*"))
    assert len(packs) == 1
    assert b"brother" not in packs[0].read_bytes()
    assert build(changed(tmp_path)) == first
    assert build(changed(tmp_path), cache=False) == first


def test_what_is_remembered_of_one_text_is_not_believed_of_another(tmp_path):
    build(changed(tmp_path))
    text = "P02: More.\n" + NEW
    assert build(changed(tmp_path, text)) == build(changed(tmp_path, text), cache=False)


def test_without_cache_nothing_is_written(tmp_path):
    build(changed(tmp_path), cache=False)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_source_by_source(tmp_path):
    seen = []
    build(changed(tmp_path), progress=lambda *step: seen.append(step))
    assert seen == [("resolving excerpts", 1, 1)]


def test_a_copy_in_the_place_of_edited_words_is_not_taken(tmp_path):
    """The copy stands on the old line and column, and pushes along the words it was copied from."""
    quote = QUOTES[1]
    at = OLD.index(quote)
    text = OLD[:at] + quote + ". " + OLD[at:].replace("them in a", "these in a")
    index, found = build(changed(tmp_path, text), cache=False)
    assert [u.anchor.status for u in index.unresolved] == [Status.AMBIGUOUS, Status.LOST]
    assert [d.rule.id for d in found] == ["F204", "F203"]
    assert [r.where.line for r in found[0].related if isinstance(r.where, Location)] == [4, 4]


def test_an_ambiguous_quote_is_mended_by_the_place_in_the_hint():
    text = "P01: yes and yes.\n"
    entry = excerpt("P01", "AK", 0, "yes")
    _, (problem,) = build(study(source("P01", text), files=(annotations("P01", "AK", entry),)), cache=False)
    assert "`at: 1:6-1:9`" in problem.hint
    mended = annotations("P01", "AK", entry._replace(at=Place(1, 6, 1, 9)))
    index, found = build(study(source("P01", text), files=(mended,)), cache=False)
    assert ([p.start for p in index.passages], found) == ([5], [])
