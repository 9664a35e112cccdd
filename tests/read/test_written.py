"""The tool's own form, read by patterns: the same as the careful way gives, or nothing."""

import random

from hypothesis import example, given
from hypothesis import strategies as st

from framework_cli.model.excerpt import Annotations, Excerpt, Place
from framework_cli.read.annotations import _flawed
from framework_cli.read.excerpt import Entries
from framework_cli.read.fields import Document
from framework_cli.read.written import written
from framework_cli.write.annotations import new_file

BASE = Annotations("annotations/P01.AK.yaml", "P01", "AK", sha="0a")
SHA = "9c1f" * 16
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
plain = st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)
entries = st.builds(
    Excerpt,
    id=st.from_regex(r"[a-z][a-z0-9]{7}", fullmatch=True),
    source=st.just("P01"),
    coder=st.just("AK"),
    path=st.just(BASE.path),
    position=st.just(0),
    quote=words.filter(lambda text: bool(text.strip())),
    codes=st.lists(plain, max_size=3, unique=True).map(tuple),
    at=st.just(Place(41, 5, 43, 22)),
    before=st.just("") | words,
    after=st.just("") | words,
    open=st.lists(words.filter(lambda text: bool(text.strip())), max_size=2).map(tuple),
    quotable=st.booleans(),
    memo=st.just("") | words,
    origins=st.lists(plain, max_size=2).map(tuple),
    text=st.sampled_from(["", SHA]),
)


def carefully(text: str) -> tuple[Annotations, int]:
    """What the tree gives, and how many problems it has."""
    document = Document(BASE.path, text)
    return _flawed(BASE, Entries(document, "P01", "AK")), len(document.found)


def check_agrees(text: str) -> bool:
    """Whether the patterns read the text; if so, it must be what the tree reads, without a problem."""
    quick = written(BASE, text)
    if quick is not None:
        assert (quick, 0) == carefully(text)
    return quick is not None


def test_what_the_tool_writes_is_read_by_patterns() -> None:
    excerpt = Excerpt(
        "k3f9a2q7", "P01", "AK", BASE.path, 0, "nobody had told us\n\n  it could be “gambling” 🙂: no #",
        ("lived-experience", "stigma"), Place(41, 5, 43, 22), 'they "said"\n', "\tafter \\\\ it",
        ("feeling out of place",), True, "Compare P09; he says: no.", ("m2x8d0aa", "a1"), SHA,
    )  # fmt: skip
    assert check_agrees(new_file([excerpt], text=SHA))
    assert check_agrees(f"text: {SHA}\nread: {{codebook: 4, on: 2026-03-02}}\n" + new_file([excerpt]))


@given(st.lists(entries, min_size=1, max_size=3))
def test_every_file_that_the_tool_writes_is_read_as_the_tree_reads_it(listed: list[Excerpt]) -> None:
    check_agrees(new_file(listed, text=SHA))


@given(
    st.lists(entries, min_size=1, max_size=2),
    st.integers(0, 10_000),
    st.sampled_from("\n #:-\"'[]{},&*!|>%@`?\t x\u2028"),
)
@example([], 0, "x")
def test_a_file_that_somebody_touched_is_read_as_the_tree_reads_it_or_not_at_all(
    listed: list[Excerpt], seed: int, mark: str
) -> None:
    text = new_file(listed, text=SHA)
    rng = random.Random(seed)
    for _ in range(3):
        at = rng.randrange(len(text) + 1)
        check_agrees(text[:at] + mark + text[at + rng.randrange(3) :])


def test_quotes_in_quotes_long_memos_and_labels_with_commas_are_read_by_patterns() -> None:
    excerpt = Excerpt(
        "k3f9a2q7", "P01", "AK", BASE.path, 0, " ends in a space ", ("stigma",), Place(41, 5, 43, 22),
        open=("does not fit, yet", "it's new"), memo="First.\n\nThen.",
    )  # fmt: skip
    assert check_agrees(new_file([excerpt], text=SHA))


def test_lines_that_yaml_would_trim_are_left_to_the_tree() -> None:
    entry = "excerpts:\n- id: k3f9a2q7\n  at: 1:1-2:2\n  quote: |2-\n    a\n{}  codes:\n    - b\n{}"
    assert check_agrees(entry.format("", ""))
    for odd in ("\n", "    \n", "     \n", "  \n", "   x\n", "\n\n"):
        check_agrees(entry.format(odd, ""))
    for odd in (
        "  memo: a: b\n",
        "  memo: a #b\n",
        "  memo: a:\n",
        "  memo: a \n",
        "  memo: no\n",
        "  memo: |2-\n    a\n    b\n",
        "  memo: |2-\n    a\n\n",
        "  memo: |2-\n    \n",
        '  open: ["a, b", c]\n',
        '  open: [a , "b"]\n',
        '  open: [""]\n',
        "  open: [it's]\n",
        "  open: ['a']\n",
        "    - b\n",
    ):
        check_agrees(entry.format("", odd))
