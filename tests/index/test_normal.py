"""Normalised text and the way back to the text as written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.index.normal import Normal, normalise

AWKWARD = st.text(
    st.one_of(
        st.sampled_from(
            "ab .-'\"\n\t…“”’–—é\u0301\u0308ﬁ½\u00ad\u200b\u200d\u2028\u00a0😀한\u1112\u1161\u11abA\u030a"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nobody had told us\nit could be", "nobody had told us it  could be"),
        ("nobody\r\n\t had", "nobody had"),
        ("“it’s” – he said…", '"it\'s" - he said...'),
        ("a -- b — c", "a - b - c"),
        ("cafe\u0301", "café"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("ﬁnd", "find"),
        ("a\u00a0\u200b b", "a b"),
        ("a\u2028b", "a b"),
    ],
)
def test_layout_and_typography_make_no_difference(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("He", "he"), ("resume", "résumé"), ("its", "it's"), ("cant", "can not")]
)
def test_letters_case_and_signs_do(one, other):
    assert normalise(one) != normalise(other)


def test_the_way_back_covers_what_was_written():
    text = "Er  sagte:\n“cafe\u0301 …”"
    normal = Normal.of(text)
    assert normal.text == 'Er sagte: "café ..."'
    assert [text[slice(*normal.raw(i, i + 1))] for i in range(9, len(normal.text))] == [
        "\n", "“", "c", "a", "f", "e\u0301", " ", "…", "…", "…", "”",
    ]  # fmt: skip


@given(AWKWARD)
def test_each_place_here_leads_to_words_that_normalise_to_it(text):
    normal = Normal.of(text)
    for start in range(len(normal.text)):
        raw = normal.raw(start, start + 1)
        assert 0 <= raw[0] < raw[1] <= len(text)
        assert normal.text[start] in Normal.of(text[slice(*raw)]).text


@given(AWKWARD)
def test_places_keep_their_order(text):
    normal = Normal.of(text)
    places = [normal.raw(i, i + 1) for i in range(len(normal.text))]
    assert places == sorted(places)
    assert [normal.here(offset) for offset in range(len(text) + 1)] == sorted(
        normal.here(offset) for offset in range(len(text) + 1)
    )


@given(st.text("ab' \"-é", max_size=40))
def test_plain_text_stays_as_it_is_but_for_runs(text):
    assert normalise(text) == normalise(normalise(text))
    assert "  " not in Normal.of(text).text
    assert "--" not in Normal.of(text).text


@given(AWKWARD)
def test_composed_and_decomposed_text_meet(text):
    # Words that start with a bare mark have no letter of their own to carry it.
    words = "a" + text
    assert normalise(unicodedata.normalize("NFD", words)) == normalise(unicodedata.normalize("NFC", words))
