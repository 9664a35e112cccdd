"""Findings in long annotation files: picking entries out gives the places that parsing all of it gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model.excerpt import Excerpt
from framework_cli.read.entries import pick
from framework_cli.read.tree import Mapping, Node, Scalar, Sequence, parse
from framework_cli.write.annotations import new_file


def shifted(node: Node, by: int) -> Node:
    if isinstance(node, Scalar):
        return node._replace(start=node.start + by, end=node.end + by)
    if isinstance(node, Sequence):
        return Sequence([shifted(item, by) for item in node.items], node.start + by, node.end + by)
    pairs = [(shifted(key, by), shifted(value, by)) for key, value in node.entries]
    return Mapping([(k, v) for k, v in pairs if isinstance(k, Scalar)], node.start + by, node.end + by)


def values(node: Node) -> list[tuple[str, int, int]]:
    """Every text in a tree with its start and the end of its words."""
    if isinstance(node, Scalar):
        return [(node.value, node.start, node.end if node.style not in "|>" else node.start)]
    inner = node.items if isinstance(node, Sequence) else [part for pair in node.entries for part in pair]
    return [value for item in inner for value in values(item)]


def whole(text: str) -> list[Node]:
    tree, _ = parse(text, "a.yaml")
    if isinstance(tree, Mapping):
        tree = next(value for key, value in tree.entries if key.value == "excerpts")
    assert isinstance(tree, Sequence)
    return tree.items


WORDS = st.text("ab\"'[]{}:-# \n🙂\u2028\u0301|>", min_size=1, max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_entries_picked_from_a_written_file_stand_where_the_parser_finds_them(quotes, data):
    excerpts = [Excerpt(f"id{n}", "P", "AK", "", n, quote, ("stigma",)) for n, quote in enumerate(quotes)]
    text = new_file(excerpts, text="0" * 64)
    numbers = data.draw(st.sets(st.integers(0, len(quotes) - 1), min_size=1))
    picked = pick(text, "a.yaml", numbers, bare=False)
    if picked is None:
        # A line of a quote may open a quote or bracket of its own; then the parser is asked.
        assert not set("\"'[{").isdisjoint("".join(quotes))
        return
    assert picked.keys() == numbers
    for number, (node, by) in picked.items():
        assert values(shifted(node, by)) == values(whole(text)[number])


@pytest.mark.parametrize(
    "text",
    [
        'excerpts:\n- quote: "one\n- two"\n- quote: three\n',
        "excerpts:\n- quote: 'one\n- two'\n- quote: three\n",
        "excerpts:\n- codes: [a,\n- b]\n- quote: three\n",
        'excerpts:\n- codes: ["a]",\n- b]\n- quote: three\n',
        "excerpts: [{quote: a}, {quote: b}]\n",
        "excerpts:\n- quote: one\n- quote: two\nread: {codebook: 1}\n",
        "excerpts:\n- quote: one\n- just words\n",
        "text: 0\n",
        "",
    ],
)
def test_what_cannot_be_told_for_certain_is_left_to_the_parser(text):
    assert pick(text, "a.yaml", [1], bare=False) is None


def test_an_entry_that_is_not_there_is_left_to_the_parser():
    assert pick("- quote: one\n", "a.yaml", [1], bare=True) is None


def test_a_line_of_a_block_that_looks_like_an_entry_is_none():
    text = "# coded by hand\n\n  - quote: |2-\n      one\n      - quote: decoy\n  - quote: two\n"
    picked = pick(text, "a.yaml", [1], bare=True)
    assert picked is not None
    node, by = picked[1]
    assert values(shifted(node, by)) == values(whole(text)[1])
