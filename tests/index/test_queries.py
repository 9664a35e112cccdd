"""Questions asked of an index, and what counts."""

from framework_cli.index import build, by_id, counted, distinct, self_overlaps
from framework_cli.model.excerpt import Place
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

from .study import annotations, excerpt, source, study

TEXT = "INT: One two three?\nP01: four five six seven eight nine ten.\nP01: eleven twelve.\n"


def made(*agreed: str) -> Study:
    ours = [
        excerpt("P01", "AK", 0, "four five six", "stigma"),
        excerpt("P01", "AK", 1, "six seven", "stigma", "referral"),
        excerpt("P01", "AK", 2, "eleven", "stigma"),
        excerpt("P01", "AK", 3, "One two", "stigma"),
    ]
    theirs = [excerpt("P01", "RS", 0, "seven eight", "stigma"), excerpt("P01", "RS", 1, "nine ten", "stigma")]
    files = [annotations("P01", "AK", *ours), annotations("P01", "RS", *theirs)]
    if agreed:
        own = [
            excerpt("P01", "agreed", n, quote, "stigma", origins=("p01ak0000", "p01ak0001"))
            for n, quote in enumerate(agreed)
        ]
        files.append(annotations("P01", "agreed", *own))
    one = source("P01", TEXT, "INT", "P01", case="P01", interviewers=frozenset({"INT"}))
    return study(one, files=tuple(files))


def ids(index: Index) -> list[str]:
    return [p.excerpt.id for p in index.passages]


def test_every_coders_coding_counts_until_one_was_agreed():
    index, _ = build(made())
    assert {p.excerpt.coder for p in counted(index)} == {"AK", "RS"}
    index, _ = build(made("four five"))
    assert {p.excerpt.coder for p in counted(index)} == {"agreed"}
    assert {p.excerpt.coder for p in index.passages} == {"AK", "RS", "agreed"}


def test_interviewers_talk_counts_only_when_asked_for():
    index, _ = build(made())
    assert "p01ak0003" not in [p.excerpt.id for p in counted(index)]
    assert "p01ak0003" in [p.excerpt.id for p in counted(index, speakers="all")]


def test_passages_that_overlap_count_once_whoever_coded_them():
    index, _ = build(made())
    groups = distinct(p for p in counted(index) if "stigma" in p.excerpt.codes)
    assert [[p.excerpt.id for p in group] for group in groups] == [
        ["p01ak0000", "p01ak0001", "p01rs0000"],
        ["p01rs0001"],
        ["p01ak0002"],
    ]


def test_agreed_passages_count_each_by_itself():
    index, _ = build(made("four five six", "six seven"))
    assert [len(group) for group in distinct(counted(index))] == [1, 1]


def test_passages_that_only_meet_are_two():
    files = (
        annotations(
            "P01", "AK", excerpt("P01", "AK", 0, "four ", "help"), excerpt("P01", "AK", 1, "five", "help")
        ),
    )
    index, _ = build(study(source("P01", TEXT, "INT", "P01"), files=files))
    assert [len(group) for group in distinct(index.passages)] == [1, 1]


def test_a_coders_excerpt_reads_as_the_agreed_one_it_went_into():
    found = by_id(build(made("four five six"))[0])
    assert found["p01ak0000"].excerpt.id == "p01agreed0000"
    assert found["p01agreed0000"].excerpt.id == "p01agreed0000"
    assert found["p01ak0002"].excerpt.id == "p01ak0002"
    assert "" not in found


def test_one_coders_overlaps_on_one_code_are_found():
    found = list(self_overlaps(build(made())[0]))
    assert [(o.code, o.first.excerpt.id, o.second.excerpt.id) for o in found] == [
        ("stigma", "p01ak0000", "p01ak0001")
    ]


def test_a_passage_within_another_is_an_overlap_and_so_is_the_next_into_it():
    entries = [
        excerpt("P01", "AK", 0, "four five six seven eight", "help"),
        excerpt("P01", "AK", 1, "five", "help"),
        excerpt("P01", "AK", 2, "eight nine", "help"),
    ]
    index, _ = build(study(source("P01", TEXT, "INT", "P01"), files=(annotations("P01", "AK", *entries),)))
    found = [(o.first.excerpt.position, o.second.excerpt.position) for o in self_overlaps(index)]
    assert found == [(0, 1), (0, 2)]


def test_passages_are_in_order_of_source_start_end_and_id():
    entries = [
        excerpt("P01", "AK", 0, "eleven", id="b"),
        excerpt("P01", "AK", 1, "four five", id="z"),
        excerpt("P01", "AK", 2, "four", id="y"),
        excerpt("P01", "AK", 3, "eleven", id="a", at=Place(3, None, 3, None)),
    ]
    files = (
        annotations("P02", "AK", excerpt("P02", "AK", 0, "x", id="0")),
        annotations("P01", "AK", *entries),
    )
    index, _ = build(study(source("P02", "x"), source("P01", TEXT, "INT", "P01"), files=files))
    assert ids(index) == ["y", "z", "a", "b", "0"]
