"""Where coders differ: what kind of difference, what counts as alike, what comes first."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.compare import compare
from framework_cli.compare.stretches import paragraphs, stretches
from framework_cli.index import Filters
from tests.compare.coding import (
    BOTH,
    EAR,
    MAN,
    MYSELF,
    SISTER,
    TEXT,
    WORK,
    coded,
    coding,
    compared,
    opened,
    told,
)


def test_coders_who_code_alike_have_nothing_to_talk_about(tmp_path: Path) -> None:
    same = [(SISTER, "family"), (MYSELF, "stigma")]
    found = compared(tmp_path, {"AK": same, "RS": same})
    assert found.disputes == ()
    assert [item.reference for item in found.alike] == ["P01:2", "P01:5"]


def test_a_passage_that_only_one_coded_was_missed_by_the_other(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(SISTER, "family"), (MYSELF, "stigma")], "RS": [(SISTER, "family")]})
    assert told(found) == [("stigma", "missed", "AK", "RS")]
    assert found.disputes[0].characters == len(MYSELF)


def test_another_code_on_the_same_words_is_one_item_with_both_codes(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(MYSELF, "stigma")], "RS": [(MYSELF, "family")]})
    assert len(found.disputes) == 1
    assert sorted(told(found)) == [("family", "other code", "RS", "AK"), ("stigma", "other code", "AK", "RS")]


def test_one_code_more_on_the_same_words_was_missed_not_taken_for_another(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(MYSELF, "stigma family")], "RS": [(MYSELF, "stigma")]})
    assert told(found) == [("family", "missed", "AK", "RS")]
    assert {p.excerpt.coder for p in found.disputes[0].passages} == {"AK", "RS"}


def test_sources_of_cases_that_were_not_asked_for_are_not_read_by_several(tmp_path: Path) -> None:
    given = {"AK": [(SISTER, "family")], "RS": [(SISTER, "family")]}
    more = {"transcripts/P02.txt": TEXT, **coding(given, "P02")}
    study, index = opened(coded(tmp_path, given, more))
    assert [each.source for each in compare(study, index).readers] == ["P01", "P02"]
    found = compare(study, index, filters=Filters(case=("P02",)))
    assert [each.source for each in found.readers] == ["P02"]


def test_boundaries_a_few_words_apart_are_alike(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(EAR, "stigma")], "RS": [(EAR[8:], "stigma")]})
    assert found.disputes == () and len(found.alike) == 1


def test_boundaries_far_apart_are_told_with_the_characters_between(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(BOTH, "stigma")], "RS": [(WORK, "stigma")]})
    assert told(found) == [("stigma", "other boundaries", "AK RS", "")]
    assert found.disputes[0].characters == len(BOTH) - len(WORK)


def test_slack_says_how_far_apart_is_alike(tmp_path: Path) -> None:
    given = {"AK": [(EAR, "stigma")], "RS": [(EAR[8:], "stigma")]}
    assert told(compared(tmp_path, given, slack=7)) == [("stigma", "other boundaries", "AK RS", "")]
    assert compared(tmp_path, given, slack=8).disputes == ()


def test_two_passages_of_one_coder_within_one_of_another_are_compared_as_one(tmp_path: Path) -> None:
    found = compared(tmp_path, {"AK": [(BOTH, "stigma")], "RS": [(WORK, "stigma"), (EAR, "stigma")]})
    assert found.disputes == ()
    assert len(found.alike[0].passages) == 3


def test_codes_with_most_in_dispute_come_first_and_boundaries_alone_last(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        {
            "AK": [(SISTER, "family"), (BOTH, "support-other"), (MYSELF, "stigma"), (MAN, "stigma")],
            "RS": [(SISTER, "family stigma"), (WORK, "support-other")],
        },
    )
    assert [use.code for use in found.codes] == ["stigma", "support-other", "family"]
    assert [found.leading(item) for item in found.disputes] == ["stigma"] * 3 + ["support-other"]
    assert [item.characters for item in found.disputes[:3]] == [len(MAN), len(SISTER), len(MYSELF)]
    assert found.disputes[-1].only_edges


def test_counts_of_a_code_add_up(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        {
            "AK": [(SISTER, "family"), (MYSELF, "stigma"), (WORK, "stigma")],
            "RS": [(SISTER, "family"), (WORK, "family")],
        },
    )
    uses = {use.code: use for use in found.codes}
    stigma, family = uses["stigma"], uses["family"]
    assert (dict(stigma.uses), stigma.compared, stigma.missed, stigma.other) == ({"AK": 2}, 2, 1, 1)
    assert (dict(family.uses), family.compared, family.alike, family.other) == ({"AK": 1, "RS": 2}, 2, 1, 1)


def test_codes_taken_for_one_another_twice_are_told(tmp_path: Path) -> None:
    places = [SISTER, MYSELF, WORK]
    found = compared(tmp_path, {"AK": [(p, "stigma") for p in places], "RS": [(p, "family") for p in places]})
    assert [tuple(getattr(c, f) for f in ("code", "other", "places")) for c in found.confusions] == [
        ("family", "stigma", 3)
    ]


def test_a_third_coder_can_agree_with_one_and_not_the_other(tmp_path: Path) -> None:
    found = compared(
        tmp_path, {"AK": [(MYSELF, "stigma")], "RS": [(MYSELF, "family")], "TM": [(MYSELF, "stigma")]}
    )
    assert sorted(told(found)) == [
        ("family", "other code", "RS", "AK TM"),
        ("stigma", "other code", "AK TM", "RS"),
    ]


def test_a_code_filter_chooses_items_and_leaves_the_others_codes_to_be_seen(tmp_path: Path) -> None:
    given = {"AK": [(MYSELF, "stigma"), (SISTER, "family")], "RS": [(MYSELF, "family")]}
    found = compared(tmp_path, given, filters=Filters(code=("stigma",)))
    assert sorted(d[0] for d in told(found)) == ["family", "stigma"]
    assert [use.code for use in found.codes] == ["stigma"]


def test_reading_one_code_as_another_takes_a_difference_away(tmp_path: Path) -> None:
    study, index = opened(coded(tmp_path, {"AK": [(MYSELF, "stigma")], "RS": [(MYSELF, "family")]}))
    assert compare(study, index).disputes
    assert compare(study, index, same={"family": "stigma"}).disputes == ()


def test_interviewers_talk_is_left_out_and_counted(tmp_path: Path) -> None:
    given = {"AK": [("Who helped you then?", "family")], "RS": [(SISTER, "family")]}
    found = compared(tmp_path, given)
    assert [d[2] for d in told(found)] == ["RS"] and found.silent == 1
    assert len(compared(tmp_path, given, speakers="all").disputes) == 2


def test_an_items_id_stays_when_something_else_is_coded(tmp_path: Path) -> None:
    before = compared(tmp_path / "a", {"AK": [(MYSELF, "stigma")], "RS": [(SISTER, "family")]})
    after = compared(
        tmp_path / "b", {"AK": [(MYSELF, "stigma"), (WORK, "stigma")], "RS": [(SISTER, "family")]}
    )
    assert {item.id for item in before.disputes} < {item.id for item in after.disputes}


def test_twenty_coders_are_compared_like_two(tmp_path: Path) -> None:
    given = {f"C{n:02}": [(MYSELF, "stigma")] if n else [(MYSELF, "family")] for n in range(20)}
    found = compared(tmp_path, given)
    assert len(found.disputes) == 1 and len(found.disputes[0].passages) == 20
    stigma = next(d for d in found.disputes[0].differences if d.code == "stigma")
    assert (len(stigma.coders), stigma.others) == (19, ("C00",))


def test_stretches_hold_every_word_and_who_marked_it(tmp_path: Path) -> None:
    study, index = opened(coded(tmp_path, {"AK": [(BOTH, "stigma")], "RS": [(WORK, "stigma")]}))
    (item,) = compare(study, index).disputes
    found = stretches(study.sources["P01"], item)
    assert [(s.line, s.coders) for s in found] == [
        (2, ()),
        (3, ("AK", "RS")),
        (3, ("AK",)),
        (4, ()),
    ]
    assert "".join(s.words for s in found) in TEXT
    assert found[1].words == f"P01: {WORK}"
    assert next(iter(paragraphs(found[0]))) == (2, "P01: My sister came every week.")


def test_paragraphs_say_the_line_on_which_each_starts(tmp_path: Path) -> None:
    text = "INT: Who?\n\nP01: One\nand two.\n\n\nP01: Three.\n\nINT: And?\nP01: No.\n"
    quote = "|2-\n    One\n    and two.\n\n\n    P01: Three."
    study, index = opened(
        coded(tmp_path, {"AK": [(quote, "stigma")], "RS": [("No.", "family")]}, {"transcripts/P01.txt": text})
    )
    item = next(i for i in compare(study, index).disputes if i.readers and i.start < 40)
    marked = [s for s in stretches(study.sources["P01"], item) if s.coders]
    assert [list(paragraphs(s)) for s in marked] == [[(3, "P01: One and two.")], [(7, "P01: Three.")]]


WORDS = TEXT.split("P01: ")[2].split("\n")[0].split(" ")
passage = st.tuples(
    st.integers(0, 15), st.integers(1, 6), st.sampled_from(["family", "stigma", "family stigma"])
)


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["AK", "RS", "TM"]), st.lists(passage, min_size=1, max_size=4), min_size=2
    )
)
def test_every_excerpt_is_in_one_item_and_nobody_differs_from_themselves(
    given_: dict[str, list[tuple[int, int, str]]],
) -> None:
    quotes = {
        coder: [(" ".join(WORDS[start : start + size]), codes) for start, size, codes in entries]
        for coder, entries in given_.items()
    }
    with TemporaryDirectory() as folder:
        study, index = opened(coded(Path(folder), quotes))
        found = compare(study, index)
    for item in (*found.disputes, *found.alike):
        shown = stretches(study.sources["P01"], item)
        assert "".join(s.words for s in shown) in TEXT
        for p in item.passages:
            marked = "".join(s.words for s in shown if p.excerpt.coder in s.coders)
            assert TEXT[p.start : p.end] in marked
    held = [p.excerpt.id for item in (*found.disputes, *found.alike) for p in item.passages]
    assert len(held) == len(set(held))
    assert {p.excerpt.id for p in index.passages} == set(held)
    assert all(not {*d.coders} & {*d.others} for item in found.disputes for d in item.differences)
    assert sum(use.compared for use in found.codes) == sum(
        len(item.clusters) for item in (*found.disputes, *found.alike)
    )
