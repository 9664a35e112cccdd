"""Names of a key in a text: every form that is surely meant, at its place, and nothing within other words."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.index.names import Names, replaced
from framework_cli.read.key import Named

KEY = [
    Named("Denise Carter", "Anna Brown", 2),
    Named("Denise", "Anna", 3),
    Named("José", "Luis", 4),
    Named("O'Brien", "Walsh", 5),
    Named("van der Berg", "de Wit", 6),
    Named("小明", "小红", 7),
    Named("Will", "Tom", 8),
    Named("St. John's", "[hospital]", 9),
]
NAMES = Names(KEY)


def sure(text: str) -> str:
    return replaced(text, [hit for hit in NAMES.find(text) if hit.sure])


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Denise came.", "Anna came."),
        ("Denise's sister, Denise’s too", "Anna's sister, Anna’s too"),
        ("DENISE!", "ANNA!"),
        ("Denise Carter and Denise", "Anna Brown and Anna"),
        ("with Denise\nCarter there", "with Anna\nBrown there"),
        ("at St.\n   John's today", "at [hospital]\n    today"),
        ("at St.\nJohn's", "at [hospital]"),
        ("Denise  \u00a0Carter", "Anna Brown"),
        ("Denise-Marie", "Anna-Marie"),
        ("Denisey Denises undenise", "Denisey Denises undenise"),
        ("Denise2 and _Denise_", "Anna2 and _Anna_"),
        ("Jose\u0301 said", "Luis said"),
        ("Jose said", "Jose said"),
        ("De\u00adnise", "Anna"),
        ("O’Brien", "Walsh"),
        ("Van der Berg", "de Wit"),
        ("他说小明来了", "他说小红来了"),
        ("at St. John's.", "at [hospital]."),
        ("Denise", "Anna"),
        ("😀Denise😀", "😀Anna😀"),
    ],
)
def test_a_name_is_replaced(text: str, redacted: str):
    assert sure(text) == redacted


def test_an_accent_that_goes_with_no_letter_makes_another_name():
    assert NAMES.find("Denise\u0331") == []


def test_other_letters_are_told_apart_from_sure_hits():
    hits = NAMES.find("Will will come, and denise carter")

    assert [(hit.start, hit.sure) for hit in hits] == [(0, True), (5, False), (20, False)]
    assert hits[2].pseudonym == "anna brown"


def test_a_sure_name_within_doubtful_ones_is_still_sure():
    hits = NAMES.find("denise Carter Denise carter")

    assert [(hit.start, hit.end, hit.sure) for hit in hits] == [(0, 13, False), (14, 20, True)]


def test_names_that_overlap_and_neither_holds_the_other_clash():
    names = Names([Named("Anna Maria", "A", 1), Named("Maria Lopez", "B", 2)])

    hits = names.find("Anna Maria Lopez, Anna Maria")

    assert [(hit.start, hit.end, hit.clash) for hit in hits] == [
        (0, 10, True),
        (5, 16, True),
        (18, 28, False),
    ]


def test_a_name_written_as_in_the_key_becomes_the_pseudonym_as_in_the_key():
    key = [
        Named("UNHCR", "[an aid agency]", 2),
        Named("lenny_94", "Frank_7", 3),
        Named("Will", "Tom", 4),
        Named("will", "[testament]", 5),
    ]
    text = "UNHCR wrote to lenny_94, LENNY_94, Will and will."
    found = replaced(text, [hit for hit in Names(key).find(text) if hit.sure])

    assert found == "[an aid agency] wrote to Frank_7, FRANK_7, Tom and [testament]."


def test_a_pseudonym_that_holds_a_name_is_a_fault():
    key = [Named("Rob", "Denise", 2), Named("Denise", "Anna", 3)]

    assert [fault.line for fault in Names(key).faults(key)] == [2]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["Denise", "Carter", "will", " ", "\n", "José", "x", "é", "\u0301", "😀", "'s", "-"])
    )
)
def test_hits_lie_in_order_within_the_text_and_what_is_left_holds_no_sure_name(parts: list[str]):
    text = unicodedata.normalize("NFD", "".join(parts))

    hits = [hit for hit in NAMES.find(text) if hit.sure]

    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert f"{text}.".count("\n") == replaced(f"{text}.", hits).count("\n")
    assert not [hit for hit in NAMES.find(replaced(text, hits)) if hit.sure]
