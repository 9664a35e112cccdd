"""A codebook changes entry by entry; what a person wrote beside it stays, comments included."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from framework_cli.write import SpliceError, codebook
from framework_cli.write.book import Book
from framework_cli.write.codebook import Place
from framework_cli.write.scalars import plainly
from framework_cli.write.sheet import plain, scalar

BOOK = """\
# The codebook of the walkers.
version: 4  # since May
themes:
  # what keeps them
  - id: company
    name: Company
    subthemes:
      # the talk
      - id: talk
        name: 'Talk, on the way'  # was: chatter
        definition: |
          Words

          while walking.
        # think again about silence
      - {id: turning-up, name: "Turning up", subthemes: [{id: rain, name: Rain}, {id: sun, name: 1.10}]}

      - id: company-other
        name: Other
  # ---- the second half
  - id: money
    name: Money
retired:
  - {id: old, into: [talk]}
"""
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "no",
            "1.10",
            "- x",
            "# no",
            "a: b",
            "a #b",
            "'",
            '"',
            "{x}",
            "[x",
            "🙂 face",
            "~",
            "null",
            "2024-01-01",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip),
).filter(lambda name: bool(name) and name.isprintable())


def names(text: str) -> dict[str, str]:
    return {id: scalar(item.node, "name") for id, item in Book.of(text).items.items()}


def tree(text: str, id: str | None = None) -> list[str]:
    """The ids directly below an entry."""
    holder = Book.of(text).root if id is None else Book.of(text).items[id].node
    return [each for each, item in Book.of(text).items.items() if item.holder == holder]


def home(text: str, id: str) -> Place:
    """The place where an entry stands."""
    items = Book.of(text).items
    holder = next((each for each, item in items.items() if item.node == items[id].holder), None)
    beside = tree(text, holder)
    at = beside.index(id)
    if len(beside) == 1:
        return Place(holder)
    return Place(holder, after=beside[at - 1]) if at else Place(holder, before=beside[1])


def changed(before: str, after: str) -> list[str]:
    """The lines of the new text that the old one does not have."""
    return [line for line in after.split("\n") if line not in before.split("\n")]


def test_a_new_name_changes_its_own_line_and_nothing_else():
    after = codebook.rename(BOOK, "company", "Being: together #1")
    assert after == BOOK.replace("name: Company", 'name: "Being: together #1"')


@pytest.mark.parametrize(
    ("id", "name", "written"),
    [
        ("talk", "It's said", "name: 'It''s said'  # was: chatter"),
        ("turning-up", "Coming", 'name: "Coming", subthemes'),
        ("money", "no", 'name: "no"\n'),
        ("money", "🙂", 'name: "🙂"\n'),
        ("money", "Who's “in”? & [x]", "name: Who's “in”? & [x]\n"),
        ("rain", "Rain, wind", 'name: "Rain, wind"}'),
        ("sun", "Sun", "name: Sun}"),
    ],
)
def test_a_new_name_keeps_the_quotes_of_the_old_one(id: str, name: str, written: str):
    after = codebook.rename(BOOK, id, name)
    assert written in after
    assert names(after) == {**names(BOOK), id: name}


@settings(deadline=None)
@given(st.sampled_from([id for id in names(BOOK) if id != "sun"]), HOSTILE)
def test_a_name_changed_there_and_back_is_the_file_as_it_was(id: str, name: str):
    there = codebook.rename(BOOK, id, name)
    assert names(there)[id] == name
    assume(id != "turning-up" or plainly(name, flow=True))  # its quotes are not needed, and so may be dropped
    assert codebook.rename(there, id, names(BOOK)[id]) == BOOK


def test_an_entry_moves_with_its_comments_and_all_below_it():
    after = codebook.move_entry(BOOK, "talk", Place("money"))
    assert after.endswith(
        """\
  - id: money
    name: Money
    subthemes:
      # the talk
      - id: talk
        name: 'Talk, on the way'  # was: chatter
        definition: |
          Words

          while walking.
        # think again about silence
retired:
  - {id: old, into: [talk]}
"""
    )
    assert tree(after, "company") == ["turning-up", "company-other"]


def test_an_entry_can_become_a_theme_and_a_theme_a_subtheme():
    up = codebook.move_entry(BOOK, "turning-up", Place(None, after="company"))
    assert tree(up) == ["company", "turning-up", "money"]
    assert "\n  - {id: turning-up, " in up
    down = codebook.move_entry(BOOK, "money", Place("company", before="talk"))
    assert tree(down, "company") == ["money", "talk", "turning-up", "company-other"]
    assert (
        "  # ---- the second half\n" in down.partition("  - id: company")[0]
        or "      # ---- the second half" in down
    )


def test_lines_cannot_be_put_into_brackets():
    with pytest.raises(SpliceError, match="give each of its entries lines of its own"):
        codebook.move_entry(BOOK, "talk", Place("turning-up"))
    assert tree(codebook.move_entry(BOOK, "rain", Place("money")), "money") == ["rain"]


def test_the_only_entry_below_another_takes_the_list_along():
    only = codebook.move_entry(codebook.move_entry(BOOK, "rain", Place("money")), "sun", Place("money"))
    assert '{id: turning-up, name: "Turning up"}' in only
    back = codebook.move_entry(only, "sun", Place("company"))
    assert "      - {id: rain, name: Rain}\n" in back


def test_a_comment_beside_the_key_of_a_list_that_goes_stays():
    text = "themes:\n- id: a\n  name: A\n- id: b\n  name: B\n  subthemes: # parts\n  - id: c\n    name: C\n"
    after = codebook.move_entry(text, "c", Place("a"))
    assert "  subthemes: # parts\n" in after
    assert after.startswith("themes:\n- id: a\n  name: A\n  subthemes:\n  - id: c\n    name: C\n- id: b\n")


def test_keys_are_set_in_their_order_and_the_rest_stays():
    after = codebook.set_keys(
        BOOK, "company-other", {"revised": "5", "was": ("x", "z1"), "definition": "None: here"}
    )
    assert after == BOOK.replace(
        "        name: Other\n",
        '        name: Other\n        definition: "None: here"\n        was: [x, z1]\n        revised: 5\n',
    )
    assert codebook.set_version(BOOK, 5) == BOOK.replace("version: 4 ", "version: 5 ")
    assert codebook.set_version("themes:\n- id: a\n", 1) == "version: 1\nthemes:\n- id: a\n"


def test_an_id_is_retired_after_those_that_are_with_what_it_read():
    after = codebook.retire(
        BOOK, {"id": "gone", "into": ("talk", "money"), "on": "2026-03-09", "why": "too: wide"}
    )
    after = codebook.note(after, "gone", ["it read:", "  - id: gone\u2028- id: x"])
    assert after == BOOK + (
        "  # it read:\n  #   - id: gone - id: x\n"
        '  - id: gone\n    into: [talk, money]\n    on: 2026-03-09\n    why: "too: wide"\n'
    )
    first = codebook.retire("themes:\n  - id: a\n    name: A\n  # end\n", {"id": "gone"})
    assert first == "themes:\n  - id: a\n    name: A\n  # end\nretired:\n  - id: gone\n"
    flow = codebook.retire("{themes: [{id: a, name: A}], retired: []}\n", {"id": "gone", "why": "x, y"})
    assert flow == '{themes: [{id: a, name: A}], retired: [{id: gone, why: "x, y"}]}\n'


def test_what_retired_ids_went_into_follows_a_merge():
    text = BOOK.replace("into: [talk]", "into: [talk, money, rain]")
    assert "into: [money, rain]}" in codebook.set_heirs(text, {"talk": "money"})


def test_an_entry_is_added_where_it_is_wanted():
    entry = {"id": "new", "name": "New: one", "since": "5"}
    before = codebook.add_entry(BOOK, entry, Place("company", before="company-other"))
    assert (
        '\n      - id: new\n        name: "New: one"\n        since: 5\n      - id: company-other\n' in before
    )
    assert "    name: Money\n    subthemes:\n      - id: new\n" in codebook.add_entry(
        BOOK, entry, Place("money")
    )
    flow = codebook.add_entry(BOOK, entry, Place("turning-up", after="rain"))
    assert '{id: rain, name: Rain}, {id: new, name: "New: one", since: 5}, {id: sun' in flow


@pytest.mark.parametrize("text", ["themes: [", "- id: a\n", "themes:\n- a\n", "themes: &x\n- id: a\n", ""])
def test_a_broken_codebook_is_left_alone(text: str):
    with pytest.raises(SpliceError):
        codebook.rename(text, "a", "x")


@st.composite
def books(draw: st.DrawFn) -> str:
    """Codebooks as people write them: in lines or in brackets, with comments and blank lines."""
    gap = "\n" * draw(st.integers(0, 2))
    step = draw(st.sampled_from([0, 2, 4]))
    counter = iter(range(99))

    def name() -> str:
        words = draw(HOSTILE)
        return (
            words
            if plainly(words, flow=True) and draw(st.booleans())
            else "'" + words.replace("'", "''") + "'"
        )

    def entry(level: int, column: int, flow: bool) -> str:
        number = next(counter)
        below = draw(st.integers(0, 2 if level < 2 else 0)) if level else draw(st.integers(1, 3))
        space = " " * column
        if flow or draw(st.integers(0, 3)) == 0:
            inner = ", ".join(entry(level + 1, 0, True) for _ in range(below))
            parts = f", subthemes: [{inner}]" if below else ""
            written = f"{{id: e{number}, name: {name()}{parts}}}"
            return written if flow else f"{space}- {written}  # c{number}x\n"
        above = f"{space}# c{number}a\n" if draw(st.booleans()) else ""
        words = (
            f"{space}  definition: |\n{space}    Text\n\n{space}      more\n" if draw(st.booleans()) else ""
        )
        text = f"{above}{space}- id: e{number}  # c{number}b\n{space}  name: {name()}\n{words}"
        if draw(st.booleans()):
            text += f"{space}  # c{number}d\n"
        if below:
            text += f"{space}  subthemes:\n" + gap.join(
                entry(level + 1, column + 2 + step, False) for _ in range(below)
            )
        return text

    return (
        "# top\nthemes:\n"
        + gap.join(entry(0, step, False) for _ in range(draw(st.integers(2, 3))))
        + "# end\n"
    )


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"# c\d+[abdx]", text))


@settings(max_examples=50, deadline=None)
@given(books(), st.data())
def test_moving_there_and_back_is_the_file_as_it_was_and_no_comment_is_lost(text: str, data: st.DataObject):
    ids = list(Book.of(text).items)
    id = data.draw(st.sampled_from(ids))
    parent = data.draw(st.sampled_from([None, *ids]))
    items = Book.of(text).items
    inside = [each for each in ids if items[id].node.start <= items[each].node.start < items[id].node.end]
    assume(parent not in inside and not (parent is None and tree(text) == [id]))
    beside = [each for each in tree(text, parent) if each != id]
    place = Place(parent, before=data.draw(st.sampled_from(beside))) if beside else Place(parent)
    assume(place.parent is not None or beside)
    try:
        there = codebook.move_entry(text, id, place)
    except SpliceError as refused:
        assert "brackets" in str(refused) or "beside a comment" in str(refused)
        return
    assert comments(there) == comments(text)
    assert id in tree(there, parent)
    try:
        back = codebook.move_entry(there, id, home(text, id))
    except SpliceError as refused:
        assert "brackets" in str(refused)
        return
    assert plain(Book.of(back).root) == plain(Book.of(text).root)
    assert comments(back) == comments(text)


@settings(max_examples=50, deadline=None)
@given(books(), st.data())
def test_taking_out_an_entry_leaves_every_other_line(text: str, data: st.DataObject):
    items = Book.of(text).items
    id = data.draw(st.sampled_from([each for each, item in items.items() if len(item.listing.items) > 1]))
    book = Book.of(text)
    block = book.block(items[id])
    after = codebook.remove_entry(text, id)
    if block is not None:
        assert (text[: block.start] + text[block.end + 1 :]).replace("\n\n", "\n").split() == after.split()
    rest = [each for each in items if each in Book.of(after).items]
    assert id not in rest and {each: names(text)[each] for each in rest} == names(after)


@settings(max_examples=50, deadline=None)
@given(books(), st.data(), HOSTILE)
def test_a_note_and_a_name_change_nothing_else(text: str, data: st.DataObject, name: str):
    id = data.draw(st.sampled_from(list(Book.of(text).items)))
    noted = codebook.note(text, id, [name, "  - id: x"])
    assert plain(Book.of(noted).root) == plain(Book.of(text).root)
    lines = noted.split("\n")
    at = next(number for number, line in enumerate(lines) if line.lstrip() == f"# {name}")
    assert "\n".join(lines[:at] + lines[at + 2 :]) == text
    renamed = codebook.rename(text, id, name)
    assert len(changed(text, renamed)) <= 1
    assert names(renamed) == {**names(text), id: name}
