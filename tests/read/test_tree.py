"""YAML → positioned tree."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model.diagnostic import Location
from framework_cli.read import tree
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence, parse, values
from tests.read.conftest import shown


def content(node: Node | None) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return tuple(content(item) for item in node.items)
    if isinstance(node, Mapping):
        return {key.value: content(value) for key, value in node.entries}
    return None


@pytest.fixture(params=["libyaml", "pure"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers: a machine without libyaml has the pure one."""
    if request.param == "pure":
        monkeypatch.setattr(tree, "Loader", yaml.SafeLoader)
    return str(request.param)


def test_every_scalar_stays_the_text_it_was(loader: str) -> None:
    text = "[1.10, no, NA, 07, ~, null, 2024-03-02, 1e3, 0x1F, 12:30, yes]\n"
    node, found = parse(text, "a.yaml")
    assert found == []
    assert content(node) == (
        "1.10", "no", "NA", "07", "~", "null", "2024-03-02", "1e3", "0x1F", "12:30", "yes",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("quote: he said: no\n", ["F004 a.yaml:1:15"]),
        ("a:\n\t- b\n", ["F004 a.yaml:2:1"]),
        ("a:\n  - b\n  \t- c\n", ["F004 a.yaml:3:3"]),
        ("é🎲: x\nb: 'open\nc: d\n", ["F004 a.yaml:2:4"]),
        ('a: "x\\q"\n', ["F004 a.yaml:1:6"]),
        ("a: @x\n", ["F004 a.yaml:1:4"]),
        ("a: 🎲\x07\n", ["F004 a.yaml:1:5"]),
        ("a: [b\nc: d\n", ["F004 a.yaml:1:4"]),
        ("quote: [laughs] yes\n", ["F004 a.yaml:1:17"]),
        ("a:\n  - x\n - y\n", ["F004 a.yaml:3:2"]),
        ("a: &x 1\nb: *x\n", ["F005 a.yaml:1:4", "F005 a.yaml:2:4"]),
        ("a: !t 1\n", ["F005 a.yaml:1:4"]),
        ("a:\n  <<: {b: c}\n", ["F005 a.yaml:2:3"]),
        ("a: b\n---\nc: d\n", ["F005 a.yaml:2:1"]),
        ("a: b\nc: d\na: e\n", ["F006 a.yaml:3:1"]),
        ("b: {{ 7*7 }}\n", ["F009 a.yaml:1:5"]),
        ("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> other\n", ["F010 a.yaml:1:1"]),
    ],
)
def test_what_is_refused_has_its_exact_place(loader: str, text: str, places: list[str]) -> None:
    _, found = parse(text, "a.yaml")
    assert shown(found) == places
    assert all(item.hint for item in found)


def test_a_colon_in_a_quote_gets_its_own_hint(loader: str) -> None:
    _, (found,) = parse("- codes: [a]\n  quote: he said: no\n", "a.yaml")
    assert found.primary == Location("a.yaml", 2, 17, 2, 18)
    assert "quote: |2-" in found.hint


def test_messages_never_hold_the_words_of_a_file() -> None:
    for text in (
        "quote: secret: words\n",
        "secret @words\n- x: y\n",
        "quote: 'secret words\n",
        "a: `secret\n",
    ):
        _, found = parse(text, "a.yaml")
        assert found
        for item in found:
            assert "secret" not in item.message + item.hint


def test_the_second_of_two_equal_keys_is_reported_and_the_first_kept() -> None:
    node, (found,) = parse("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert content(node) == {"a": "1", "b": "2"}
    assert found.related[0].where == Location("a.yaml", 1, 1)


def test_unusual_line_ends_do_not_shift_lines(loader: str) -> None:
    text = 'a: "x\u2028y\u0085z"\nb: c\nb: d\n'
    _, found = parse(text, "a.yaml")
    assert shown(found) == ["F006 a.yaml:3:1"]


def test_a_part_of_a_text_keeps_the_places_of_the_whole() -> None:
    text = "---\né: x\né: y\n---\nrest: of: it\n"
    node, found = parse(text, "a.md", span=(4, 14))
    assert isinstance(node, Mapping)
    assert text[node.entries[0][1].start : node.entries[0][1].end] == "x"
    assert shown(found) == ["F006 a.md:3:1"]


def test_nesting_is_read_as_deep_as_any_study_goes_and_refused_below() -> None:
    node, found = parse("[" * 40 + "]" * 40, "a.yaml")
    assert isinstance(node, Sequence)
    assert not found
    for deep in ("x:\n- " + "[" * 500 + "]" * 500, "x:\n- " + "[" * 5_000):
        node, found = parse(deep, "a.yaml")
        assert node is None
        assert shown(found) == ["F004 a.yaml:2:42"]
        assert values(deep) is None


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)
plain = st.from_regex(r"[a-zé🎲][a-zé🎲 ]{0,20}[a-z]", fullmatch=True)


@given(st.lists(st.tuples(plain, plain), min_size=1, max_size=8, unique_by=lambda pair: pair[0]))
def test_a_plain_scalar_is_the_slice_between_its_offsets(pairs: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    node, found = parse(text, "a.yaml")
    assert not found
    assert isinstance(node, Mapping)
    for (key, value), pair in zip(node.entries, pairs, strict=True):
        assert isinstance(value, Scalar)
        assert (text[key.start : key.end], text[value.start : value.end]) == pair == (key.value, value.value)


nested = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@given(nested)
def test_the_quick_way_reads_what_the_careful_way_reads(value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    node, found = parse(text, "a.yaml")
    quick = values(text)
    if quick is None:
        assert found or node is None
    else:
        assert quick == content(node)
        assert not found
