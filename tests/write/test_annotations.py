"""Splices in annotation files: the entry changes, every other byte stays."""

import json

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.read import tree
from framework_cli.write import EntryGoneError, SpliceError, annotations
from framework_cli.write.sheet import plain

SHA = "9c1f" * 16
FULL = f"""\
text: {SHA}
read: {{codebook: 4, on: 2026-03-02}}   # by train
# the first panel
excerpts:
- id: k3f9a2q7   # the best one
  at: 41:5-43:22
  quote: |2-
    nobody had told us
    it could be gambling
  codes:
    - lived-experience   # surely
    # perhaps also community
    - stigma
  memo: Compare P09.

# late in the day
- id: m2x8d0aa
  at: 50:1-50:9
  quote: "it's over"
  codes: [ referral,stigma ]
  odd-indentation-below:
        - no
"""
BARE = """\
# mine
- quote: turned my head round
  codes: [lived-experience]

-   codes:
    - stigma
    quote: 'it''s over'   # check
"""
JSONL = """\
{"text": "9c1f", "read": {"codebook": 4}}
{"id": "a1b2c3d4",  "quote": "first \\u00e9", "codes": ["stigma"], "at": "3:1-3:6"}

{"id": "b1b2c3d4", "quote": "second", "at": "9:1-9:7"}
"""


def excerpt(
    quote: str = "in between", id: str = "n3wn3wn3", at: Place | None = None, **rest: object
) -> Excerpt:
    return Excerpt(id, "P01", "AK", "annotations/P01.AK.yaml", 0, quote, at=at, **rest)  # type: ignore[arg-type]


def values(text: str) -> list[dict[str, object]]:
    node, found = tree.parse(text, "x.yaml")
    assert not found
    assert node is not None
    read = plain(node)
    return read if isinstance(read, list) else read["excerpts"]


def without(text: str, part: str) -> str:
    assert text.count(part) == 1
    return text.replace(part, "")


def test_a_new_entry_is_written_to_the_letter_and_in_order_of_position():
    new = excerpt(
        "a\n b", at=Place(45, 1, 45, 9), codes=("stigma", "1.10", "no"), open=("feeling out",), quotable=True,
        before="say ", memo="Compare: P09", origins=("k3f9a2q7", "m2x8d0aa"),
    )  # fmt: skip
    entry = """\
- id: n3wn3wn3
  at: 45:1-45:9
  quote: |2-
    a
     b
  before: "say "
  codes:
    - stigma
    - "1.10"
    - "no"
  open: [feeling out]
  quotable: true
  memo: "Compare: P09"
  from: [k3f9a2q7, m2x8d0aa]
"""
    text = annotations.add_excerpt(FULL, new)
    assert without(text, entry) == FULL
    assert [each["id"] for each in values(text)] == ["k3f9a2q7", "n3wn3wn3", "m2x8d0aa"]
    assert annotations.remove_excerpt(text, "n3wn3wn3") == FULL


@pytest.mark.parametrize(
    ("place", "number"),
    [(Place(1, 1, 1, 2), 0), (Place(41, 5, 41, 9), 1), (Place(60, None, 61, None), 2), (None, 2)],
)
@pytest.mark.parametrize("text", [FULL, FULL.removesuffix("\n")])
def test_an_entry_added_anywhere_and_removed_leaves_the_file_as_it_was(place: Place, number: int, text: str):
    added = annotations.add_excerpt(text, excerpt(at=place))
    assert values(added)[number]["id"] == "n3wn3wn3"
    assert annotations.remove_excerpt(added, "n3wn3wn3") == text


@pytest.mark.parametrize("jsonl", [False, True])
@given(
    starts=st.lists(st.one_of(st.none(), st.integers(1, 9)), max_size=6),
    there=st.lists(st.one_of(st.none(), st.integers(1, 9)), max_size=5),
    head=st.sampled_from(["", "# mine\n", f"text: {SHA}\nexcerpts: []\n", "excerpts:\n"]),
)
def test_many_added_at_once_read_as_if_added_one_by_one_by_place(
    starts: list[int | None], there: list[int | None], head: str, jsonl: bool
):
    def made(line: int | None, number: int, name: str) -> Excerpt:
        return excerpt(f"said {number}", f"{name}{number}", Place(line, 1, line, 9) if line else None)

    text = "" if jsonl else head
    if there:
        text = annotations.new_file([made(line, n, "old") for n, line in enumerate(there)], jsonl=jsonl)
    new = [made(line, n, "new") for n, line in enumerate(starts)]
    one_by_one = text
    for each in sorted(new, key=lambda each: (each.at is None, each.at or ())):
        one_by_one = annotations.add_excerpt(one_by_one, each, jsonl=jsonl)
    assert annotations.add_excerpts(text, new, jsonl=jsonl) == one_by_one


@pytest.mark.parametrize("text", [FULL, BARE, "[{id: a1, quote: b, at: 3:1-3:2}]\n", "- quote: a"])
def test_many_added_at_once_leave_what_is_there(text: str):
    new = [excerpt(f"said {n}", f"new{n}", Place(1, n, 1, n + 1) if n % 2 else None) for n in range(1, 6)]
    added = annotations.add_excerpts(text, new)
    assert {f"new{n}" for n in range(1, 6)} <= {each.get("id") for each in values(added)}
    assert len(values(added)) == len(values(text)) + 5
    for each in new:
        added = annotations.remove_excerpt(added, each.id)
    assert added.rstrip("\n") == text.rstrip("\n")


def test_many_entries_are_given_codes_at_once_and_a_code_given_twice_stays_as_it_is():
    text = FULL.replace("[ referral,stigma ]", "[ referral,referral ]")
    changed = annotations.extend(text, [("k3f9a2q7", ["stigma"]), ("m2x8d0aa", ["cost", "referral", "cost"])])
    assert changed == text.replace("[ referral,referral ]", "[ referral,referral, cost ]")


def test_a_bare_list_stays_a_bare_list():
    added = annotations.add_excerpt(BARE, excerpt())
    assert added == BARE + "- id: n3wn3wn3\n  quote: |2-\n    in between\n"
    assert annotations.remove_excerpt(added, "n3wn3wn3") == BARE


def test_a_bare_list_is_put_under_a_key_without_touching_it_when_a_hash_must_be_kept():
    text = annotations.set_text_hash(BARE, SHA)
    assert text == BARE.replace("- quote: turned", f"text: {SHA}\nexcerpts:\n- quote: turned")
    assert values(text) == values(BARE)
    assert annotations.set_text_hash(text, SHA) == text


def test_a_reading_mark_is_added_before_the_entries_and_changed_in_place():
    text = annotations.set_read(f"text: {SHA}\nexcerpts: []\n", 4, "2026-03-02")
    assert text == f"text: {SHA}\nread: {{codebook: 4, on: 2026-03-02}}\nexcerpts: []\n"
    assert annotations.set_read(FULL, 5, "2026-04-01") == FULL.replace(
        "{codebook: 4, on: 2026-03-02}", "{codebook: 5, on: 2026-04-01}"
    )


def test_missing_ids_places_and_context_are_added_to_an_entry_written_by_hand():
    first, second = excerpt("turned my head round", id=""), excerpt("it's over", id="")
    text = annotations.set_keys(
        BARE,
        [
            (second, {"id": "bbbb1bbb", "at": "9:1-9:5", "before": "so ", "memo": None}),
            (first, {"id": "aaaa1aaa", "at": "3:1-3:9"}),
        ],
    )
    assert (
        text
        == """\
# mine
- id: aaaa1aaa
  at: 3:1-3:9
  quote: turned my head round
  codes: [lived-experience]

-   id: bbbb1bbb
    at: 9:1-9:5
    codes:
    - stigma
    quote: 'it''s over'   # check
    before: "so "
"""
    )


def test_a_code_is_added_on_its_own_line_or_in_the_brackets_and_taken_off_again():
    text = annotations.add_codes(FULL, "k3f9a2q7", ["referral", "stigma"])
    assert without(text, "    - referral\n") == FULL
    assert annotations.remove_code(text, "k3f9a2q7", "referral") == FULL
    flow = annotations.add_codes(FULL, "m2x8d0aa", ["1.10"])
    assert flow == FULL.replace("referral,stigma ]", 'referral,stigma, "1.10" ]')
    assert annotations.remove_code(flow, "m2x8d0aa", "1.10") == FULL


def test_taking_a_code_off_keeps_the_comments_of_the_others():
    text = annotations.remove_code(FULL, "k3f9a2q7", "stigma")
    assert text == without(FULL, "    - stigma\n")
    assert annotations.remove_code(FULL, "m2x8d0aa", "referral") == FULL.replace("referral,stigma", "stigma")


def test_the_key_goes_with_the_last_code():
    text = "- codes:\n    - a\n  quote: b\n- quote: c\n  id: x1x1x1x1\n  codes: [a]\n"
    one = annotations.remove_code(text, excerpt("b", id=""), "a")
    assert one == "- quote: b\n- quote: c\n  id: x1x1x1x1\n  codes: [a]\n"
    assert annotations.remove_code(one, "x1x1x1x1", "a") == "- quote: b\n- quote: c\n  id: x1x1x1x1\n"


def test_a_comment_between_codes_in_brackets_stays():
    text = "- quote: q\n  codes: [\n    a,  # first\n    b  # second\n  ]\n"
    assert annotations.remove_code(text, excerpt("q", id=""), "b") == (
        "- quote: q\n  codes: [\n    a,  # first\n      # second\n  ]\n"
    )


def test_a_quote_changes_from_one_line_to_a_block_and_back_and_keeps_the_comment_of_its_line():
    entry = excerpt("it's over", id="")
    text = annotations.set_keys(BARE, [(entry, {"quote": "it is\nover"})])
    assert text == BARE.replace("'it''s over'   # check\n", "|2-   # check\n      it is\n      over\n")
    again = annotations.set_keys(text, [(excerpt("it is\nover", id=""), {"quote": "ends\n"})])
    assert again == BARE.replace("'it''s over'", '"ends\\n"')


def test_a_memo_is_replaced_and_taken_out():
    text = annotations.set_memo(FULL, "k3f9a2q7", "no: # longer")
    assert text == FULL.replace("memo: Compare P09.", 'memo: "no: # longer"')
    assert annotations.set_memo(text, "k3f9a2q7", "") == without(FULL, "  memo: Compare P09.\n")


def test_what_is_there_already_changes_nothing():
    assert annotations.set_memo(FULL, "k3f9a2q7", "Compare P09.") == FULL
    assert annotations.add_codes(FULL, "k3f9a2q7", ["stigma"]) == FULL
    assert annotations.remove_code(FULL, "k3f9a2q7", "referral") == FULL
    assert annotations.set_quotable(FULL, "k3f9a2q7", False) == FULL


@pytest.mark.parametrize("empty", ["", "# notes only\n", "excerpts:\n", "excerpts: []\n", "[]\n", "# no end"])
def test_a_first_entry_goes_into_a_file_without_any(empty: str):
    text = annotations.add_excerpt(empty, excerpt())
    assert values(text) == [{"id": "n3wn3wn3", "quote": "in between"}]
    assert all(line in text for line in empty.split("\n") if line.startswith("#"))


def test_removing_the_last_entry_leaves_an_empty_list():
    text = annotations.add_excerpt("", excerpt())
    assert annotations.remove_excerpt(text, "n3wn3wn3") == "excerpts: []\n"
    assert annotations.remove_excerpt("# mine\n- quote: a\n  id: x1x1x1x1\n", "x1x1x1x1") == "# mine\n[]\n"


def test_entries_in_braces_are_changed_within_them():
    text = "excerpts:\n  - {quote: 'a', codes: [x]}\n  - { id: x1x1x1x1, quote: b }  # c\n"
    first = annotations.set_keys(text, [(excerpt("a", id=""), {"id": "y1y1y1y1", "memo": "Oh, well"})])
    assert first == text.replace(
        "{quote: 'a', codes: [x]}", "{id: y1y1y1y1, quote: 'a', codes: [x], memo: \"Oh, well\"}"
    )
    assert annotations.add_codes(text, "x1x1x1x1", ["z"]) == text.replace(
        "quote: b }", "quote: b, codes: [z] }"
    )
    assert annotations.remove_code(text, excerpt("a", id=""), "x") == text.replace(", codes: [x]", "")


def test_json_lines_are_changed_line_by_line():
    added = annotations.add_excerpt(
        JSONL, excerpt('say "x"\n\u2028', at=Place(5, 1, 5, 9), codes=("a",)), jsonl=True
    )
    line = added.split("\n")[2]
    assert json.loads(line) == {"id": "n3wn3wn3", "at": "5:1-5:9", "quote": 'say "x"\n\u2028', "codes": ["a"]}
    assert without(added, line + "\n") == JSONL
    assert annotations.remove_excerpt(added, "n3wn3wn3", jsonl=True) == JSONL
    coded = annotations.add_codes(JSONL, "a1b2c3d4", ["1.10"], jsonl=True)
    assert coded == JSONL.replace('["stigma"]', '["stigma", "1.10"]')
    marked = annotations.set_keys(JSONL, [("b1b2c3d4", {"quotable": True, "at": None})], jsonl=True)
    assert marked == JSONL.replace('"second", "at": "9:1-9:7"', '"second", "quotable": true')
    assert annotations.set_text_hash(JSONL, SHA, jsonl=True) == JSONL.replace(
        '"text": "9c1f"', f'"text": "{SHA}"'
    )
    bare = JSONL.split("\n", 1)[1]
    assert annotations.set_read(bare, 4, "2026-03-02", jsonl=True) == (
        '{"read": {"codebook": 4, "on": "2026-03-02"}}\n' + bare
    )


def test_a_broken_json_line_is_left_alone():
    text = '{"quote": "a"\n' + JSONL
    assert annotations.set_memo(text, "b1b2c3d4", "m", jsonl=True).startswith('{"quote": "a"\n{"text"')


def test_an_entry_of_json_lines_is_counted_as_reading_counts_it():
    text = '{"text": "9c1f"\n{"text": "0a"}\n{}\n["x"]\n{"quote": "a"}\n{"quote": "a", "codes": ["b"]}\n'
    second = excerpt("a", id="")._replace(position=3)
    assert annotations.set_keys(text, [(second, {"id": "x1x1x1x1"})], jsonl=True) == text.replace(
        '{"quote": "a", "codes"', '{"id": "x1x1x1x1", "quote": "a", "codes"'
    )


def test_an_excerpt_that_is_gone_or_there_twice_is_refused():
    with pytest.raises(EntryGoneError, match="nosuchid is not in its file"):
        annotations.remove_excerpt(FULL, "nosuchid")
    with pytest.raises(EntryGoneError, match="m2x8d0aa is there 2 times"):
        annotations.remove_excerpt(FULL.replace("k3f9a2q7", "m2x8d0aa"), "m2x8d0aa")
    with pytest.raises(EntryGoneError):
        annotations.set_memo(BARE, excerpt("changed meanwhile", id=""), "x")


def test_of_two_alike_the_one_at_the_remembered_position_is_meant():
    text = "- quote: a\n- quote: a\n"
    second = Excerpt("", "P01", "AK", "", 1, "a")
    assert (
        annotations.set_keys(text, [(second, {"id": "x1x1x1x1"})])
        == "- quote: a\n- id: x1x1x1x1\n  quote: a\n"
    )


@pytest.mark.parametrize("broken", ["- quote: [\n", "just words\n", "excerpts: {a: b}\n", "- a: b\n c: d\n"])
def test_a_broken_file_is_refused_and_not_made_worse(broken: str):
    with pytest.raises(SpliceError):
        annotations.add_excerpt(broken, excerpt())


TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            list("ab \n\t:#-|>'\"\\[]{},&*!%@`?\r\x85\u2028\u2029\ufeff\x00\x07\x7f\xa0e\u0301😀")
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@given(TEXT, TEXT, TEXT, st.lists(TEXT, max_size=4, unique=True), st.booleans())
@example("\ta", "- ", "no", ["1.10", "~", ""], False)
@example(" lead\n\n  more\n\tt", "\n", "---", ["# x", "a: b"], False)
@example("\n\n a", "...", "yes", ["null"], True)
def test_any_text_survives_being_written_and_read_back(quote, context, memo, codes, jsonl):
    entry = excerpt(
        quote,
        at=Place(45, 1, 46, 2),
        before=context,
        after=context,
        memo=memo,
        codes=tuple(codes),
        open=tuple(codes),
    )
    expected = {"id": "n3wn3wn3", "at": "45:1-46:2", "quote": quote}
    expected |= {"before": context, "after": context} if context else {}
    expected |= {"codes": codes, "open": codes} if codes else {}
    expected |= {"memo": memo} if memo else {}
    if jsonl:
        added = annotations.add_excerpt(JSONL, entry, jsonl=True)
        assert json.loads(added.split("\n")[-2]) == expected
        assert annotations.remove_excerpt(added, "n3wn3wn3", jsonl=True) == JSONL
    else:
        added = annotations.add_excerpt(FULL, entry)
        assert values(added)[1] == expected
        assert annotations.remove_excerpt(added, "n3wn3wn3") == FULL
        whole = annotations.new_file([entry, entry], text=SHA)
        assert values(whole) == [expected, expected]


@given(TEXT, TEXT, st.sampled_from(["k3f9a2q7", "m2x8d0aa"]))
def test_setting_a_text_and_setting_it_back_touches_nothing_else(quote, memo, id):
    assume(memo)
    text = annotations.set_keys(FULL, [(id, {"quote": quote, "memo": memo})])
    entries = {each["id"]: each for each in values(text)}
    assert (entries[id]["quote"], entries[id]["memo"]) == (quote, memo)
    other = "m2x8d0aa" if id == "k3f9a2q7" else "k3f9a2q7"
    assert entries[other] == {each["id"]: each for each in values(FULL)}[other]
    for kept in (
        "# by train",
        "# the first panel",
        "# the best one",
        "# surely",
        "# perhaps also",
        "# late in",
    ):
        assert kept in text


ENTRIES = st.lists(
    st.sampled_from(
        [
            "- quote: plain words\n  codes: [a, b]\n",
            "- {id: ID, quote: 'in braces', codes: [a,b,]}   # c\n",
            "-   id: ID\n    # why\n    quote: >-\n      folded\n      words\n\n"
            "    codes:\n    - a # x\n    -   b\n",
            "- quote: |\n    kept\n\n  codes:\n            - a\n            - b\n",
            "- quote: |+\n    kept\n\n\n- codes: [a, b]\n  quote: plain\n    over two lines\n",
            "# between\n\n- 'quote': \"q\\u2028\"\n  id: ID\n  codes: ['a', \"b\"]\n  at: 3-4\n",
            "- quote: |2-\n    a\n       \n  codes: [\n    a, # one\n    b, # two\n  ]\n",
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(ENTRIES, st.sampled_from(["", "excerpts:\n", "# top\ntext: x\nexcerpts:  # here\n"]), st.data())
def test_in_any_manner_of_writing_only_the_entry_concerned_changes(parts, head, data):
    text = head + "".join(part.replace("ID", f"x1x1x1x{number}") for number, part in enumerate(parts))
    before = values(text)
    number = data.draw(st.integers(0, len(before) - 1))
    which = Excerpt(str(before[number].get("id", "")), "", "", "", number, str(before[number]["quote"]))
    added = annotations.add_codes(text, which, ["zz"])
    assert annotations.remove_code(added, which, "zz") == text
    off = values(annotations.remove_code(text, which, "a"))
    assert off[number].get("codes", ["b"]) == ["b"] or "codes" not in before[number]
    full = annotations.set_keys(
        text, [(which, {"id": "i1i1i1i1", "at": "1:1-1:2", "memo": "m\nn", "quotable": True})]
    )
    expected = [dict(each) for each in before]
    expected[number] |= {"id": "i1i1i1i1", "at": "1:1-1:2", "memo": "m\nn", "quotable": "true"}
    assert values(full) == expected
    gone = annotations.remove_excerpt(text, which)
    assert values(gone) == before[:number] + before[number + 1 :]
    more = annotations.add_excerpt(text, excerpt())
    assert annotations.remove_excerpt(more, "n3wn3wn3") == text


def test_an_empty_id_names_nothing_even_where_one_entry_has_none():
    with pytest.raises(EntryGoneError):
        annotations.remove_excerpt("- quote: a\n", "")
