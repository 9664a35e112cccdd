"""What the page sends is looked at before a handler sees it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.serve.reply import WishError
from framework_cli.serve.wish import Wish, parsed

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXT, JSON, max_size=4), st.booleans())
def test_every_object_of_json_arrives_as_it_is(body: dict[str, object], escaped: bool):
    assert parsed(json.dumps(body, ensure_ascii=escaped).encode()) == body


@given(st.binary(max_size=40))
def test_whatever_arrives_is_an_object_or_refused(data: bytes):
    try:
        assert isinstance(parsed(data), dict)
    except WishError as refused:
        assert refused.status == 400


def test_no_body_is_an_empty_object():
    assert parsed(b"") == parsed(b" \r\n") == {}


@pytest.mark.parametrize(
    "data",
    [
        '{"a":"\\ud800"}', '{"\\udc00":1}', '{"a":["\\udfff"]}', '{"a":NaN}', '{"a":-Infinity}',
        '{"a":1e999}', "[]", "[" * 100_000, '{"a":' * 100_000, '{"a":' + "9" * 5000 + "}", "\ufeff{}",
    ],
)  # fmt: skip
def test_what_no_file_can_hold_is_refused(data: str):
    with pytest.raises(WishError) as refused:
        parsed(data.encode())
    assert refused.value.status == 400


def test_an_emoji_in_two_escapes_is_one_character():
    assert parsed(b'{"a":"\\ud83d\\ude00"}') == {"a": "\U0001f600"}


@pytest.mark.parametrize("value", [True, 1.0, "1", None, [1], {}])
def test_a_number_is_a_whole_number(value: object):
    with pytest.raises(WishError, match="start must be a whole number"):
        Wish(body={"start": value}).number("start")
    assert Wish(body={"start": -3}).number("start") == -3


@pytest.mark.parametrize("value", [1, None, ["a"], {}, True])
def test_words_are_a_text(value: object):
    with pytest.raises(WishError):
        Wish(body={"memo": value}).words("memo", "")
    assert Wish().words("memo", "") == ""
    with pytest.raises(WishError):
        Wish().words("memo")


@pytest.mark.parametrize("value", ["a", [1], [None], {}, None, [["a"]]])
def test_a_list_holds_texts(value: object):
    with pytest.raises(WishError):
        Wish(body={"codes": value}).listed("codes")
    assert Wish().listed("codes") == []


@pytest.mark.parametrize("value", [1, 0, "true", None, []])
def test_a_flag_is_yes_or_no(value: object):
    with pytest.raises(WishError):
        Wish(body={"quotable": value}).flag("quotable")
    assert Wish(body={"quotable": True}).flag("quotable")
