"""A change worked out on the entries beside it gives the file that a change of the whole gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.write import EntryGoneError, annotations
from framework_cli.write.window import around, beside

SHA = "9c1f" * 16
text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
words = text.filter(lambda value: bool(value.strip()))
codes = st.lists(st.sampled_from(["a", "b", "c-d"]), min_size=1, unique=True).map(tuple)
lines = st.integers(1, 6)


@st.composite
def excerpts(draw: st.DrawFn) -> Excerpt:
    line, column = draw(lines), draw(lines)
    return Excerpt(
        draw(st.from_regex(r"[a-z][0-9][a-z0-9]{6}", fullmatch=True)), "P01", "AK", "", 0, draw(words),
        draw(codes), Place(line, column, line + 1, draw(lines)),
        open=draw(st.lists(words, max_size=2).map(tuple)),
        memo=draw(st.just("") | words), quotable=draw(st.booleans()),
    )  # fmt: skip


files = st.lists(excerpts(), min_size=1, max_size=5, unique_by=lambda e: e.id)


def written(held: list[Excerpt]) -> str:
    """A file of these entries, in any order."""
    return annotations.new_file(held, text=SHA)


@given(files, excerpts())
def test_a_new_entry_comes_to_stand_where_it_would_in_the_whole_file(
    held: list[Excerpt], new: Excerpt
) -> None:
    whole = annotations.add_excerpts(written(held), [new])
    assert annotations.add_excerpt(written(held), new) == whole


@given(files, st.data())
def test_an_entry_changed_in_its_window_is_as_one_changed_in_the_whole_file(
    held: list[Excerpt], data: st.DataObject
) -> None:
    before = written(held)
    id = data.draw(st.sampled_from([each.id for each in held]))
    keys: annotations.Keys = data.draw(
        st.sampled_from(
            [
                {"memo": "Two\nlines"},
                {"memo": None},
                {"codes": ("b", "e")},
                {"quotable": True},
                {"at": "1:1-1:2"},
            ]
        )
    )
    assert annotations.set_keys(before, [(id, keys)]) == annotations._set(before, [(id, keys)])
    assert annotations.remove_excerpt(before, id) == annotations._removed(before, id)
    assert annotations.add_codes(before, id, ["e"]) == annotations._extended(before, [(id, ["e"])], "codes")
    gone = annotations._without_code(before, id, "a", "codes")
    assert annotations.remove_code(before, id, "a") == gone


def test_a_window_of_a_long_file_holds_an_entry_or_two() -> None:
    held = [
        Excerpt(f"k{n:07}", "P01", "AK", "", 0, "word", ("a",), Place(n + 1, 1, n + 1, 5)) for n in range(50)
    ]
    file = written(held)
    new = beside(file, held[20]._replace(id="new", at=Place(21, 3, 21, 5)))
    one = around(file, "k0000049")
    two = around(file, "k0000049", neighbour=True)
    assert new is not None
    assert one is not None
    assert two is not None
    assert [w.text.count("- id:") for w in (new, one, two)] == [2, 1, 2]
    assert "k0000020" in new.text
    assert "k0000021" in new.text


@pytest.mark.parametrize(
    "file",
    [
        "- quote: by hand\n  codes: [a]\n",
        "excerpts:\n- {id: k3f9a2q7, quote: in braces}\n",
        written([Excerpt("k3f9a2q7", "P01", "AK", "", 0, "x", ("a",), Place(1, 1, 1, 2))]) + "# mine\n",
    ],
)
def test_a_file_that_somebody_wrote_by_hand_is_looked_at_whole(file: str) -> None:
    assert around(file, "k3f9a2q7") is None


def test_an_id_that_stands_twice_is_still_refused() -> None:
    one = Excerpt("k3f9a2q7", "P01", "AK", "", 0, "x", ("a",), Place(1, 1, 1, 2))
    with pytest.raises(EntryGoneError, match="2 times"):
        annotations.set_memo(written([one, one]), "k3f9a2q7", "Which?")
