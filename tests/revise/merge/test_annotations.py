"""Merging annotation files: both sides' work is kept, and a conflict stands at one entry only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.read import tree
from framework_cli.revise.merge import Marks, merge
from framework_cli.revise.merge.annotations import merge_annotations
from framework_cli.write import annotations
from framework_cli.write.sheet import plain

A, B, C = "a1" * 32, "b2" * 32, "c3" * 32
BASE = f"""\
text: {A}
read: {{codebook: 4, on: 2026-03-02}}
# by train
excerpts:
# the first
- id: k3f9a2q7   # the best one
  at: 10:1-10:9
  quote: |2-
    nobody had
    told us
  codes:
    - lived-experience
    - stigma
  memo: Compare P09.

- id: m2x8d0aa
  at: 50:1-50:9
  quote: "it's over"
  codes: [ referral,stigma ]   # by hand
# the end
"""
NEW = """\
- id: {id}
  at: {at}
  quote: |2-
    {quote}
  codes:
    - stigma
"""
PATH = "annotations/P01.AK.yaml"


def merged(base: str, ours: str, theirs: str, path: str = PATH) -> tuple[str, int]:
    outcome = merge(base.encode(), ours.encode(), theirs.encode(), path)
    assert not outcome.by_lines
    return outcome.data.decode(), outcome.conflicts


def clean(base: str, ours: str, theirs: str, path: str = PATH) -> str:
    text, conflicts = merged(base, ours, theirs, path)
    assert conflicts == 0, text
    other, conflicts = merged(base, theirs, ours, path)
    assert (other, conflicts) == (text, 0)
    return text


def new(id: str, line: int) -> str:
    return NEW.format(id=id, at=f"{line}:1-{line}:5", quote=f"words of {id}")


def put(text: str, before: str, what: str) -> str:
    assert text.count(before) == 1
    return text.replace(before, what + before)


def swap(text: str, old: str, now: str) -> str:
    assert text.count(old) == 1, text
    return text.replace(old, now)


def entries(text: str) -> list[dict[str, object]]:
    node, found = tree.parse(text, "x.yaml")
    assert not found
    assert node is not None
    read = plain(node)
    return read if isinstance(read, list) else read["excerpts"]


def test_additions_of_both_sides_at_one_place_are_kept_in_order_of_position():
    ours = put(BASE, "\n- id: m2x8d0aa", new("n1", 30) + new("n3", 45))
    theirs = put(BASE, "\n- id: m2x8d0aa", new("n2", 20) + new("n4", 40))

    text = clean(BASE, ours, theirs)

    assert text == put(
        BASE, "\n- id: m2x8d0aa", new("n2", 20) + new("n1", 30) + new("n4", 40) + new("n3", 45)
    )


def test_the_same_addition_on_both_sides_is_there_once():
    both = put(BASE, "\n- id: m2x8d0aa", new("n1", 30))
    ours = put(both, "# the end", new("n9", 60))

    assert clean(BASE, ours, both) == ours


def test_code_and_memo_on_one_excerpt_merge_though_their_lines_touch():
    ours = swap(BASE, "    - stigma\n  memo", "    - stigma\n    - referral\n  memo")
    theirs = swap(BASE, "  memo: Compare P09.", "  memo: Compare P12.")

    text = clean(BASE, ours, theirs)

    assert text == swap(ours, "Compare P09.", "Compare P12.")


def test_codes_are_a_set_and_what_a_side_took_out_stays_out():
    ours = swap(BASE, "    - stigma\n  memo", "    - burden\n  memo")
    theirs = swap(
        BASE, "    - lived-experience\n    - stigma\n", "    - lived-experience\n    - stigma\n    - anger\n"
    )

    text = clean(BASE, ours, theirs)

    assert entries(text)[0]["codes"] == ["lived-experience", "anger", "burden"]
    assert "k3f9a2q7   # the best one" in text


def test_the_same_key_changed_both_ways_is_a_conflict_at_that_entry_only():
    ours = put(swap(BASE, "Compare P09.", "Compare P10."), "# the end", new("n1", 60))
    theirs = put(swap(BASE, "Compare P09.", "Compare P11."), "\n- id: m2x8d0aa", new("n2", 30))

    text, conflicts = merged(BASE, ours, theirs)

    assert conflicts == 1
    start, end = text.index("<<<<<<< ours\n"), text.index(">>>>>>> theirs\n")
    inside, outside = text[start:end], text[:start] + text[end:]
    assert inside.count("id: k3f9a2q7") == 2
    assert "Compare P10." in inside.split("=======")[0]
    assert "Compare P11." in inside.split("=======")[1]
    assert "id: n1" in outside and "id: n2" in outside and "id: m2x8d0aa" in outside
    assert "# by train" in outside and "# the end" in outside


def test_what_does_not_clash_is_in_both_halves_of_a_conflict():
    ours = swap(swap(BASE, "P09.", "P10."), "    - stigma\n  memo", "    - stigma\n    - burden\n  memo")
    theirs = swap(swap(BASE, "P09.", "P11."), "  memo", "  quotable: true\n  memo")

    text, conflicts = merged(BASE, ours, theirs)

    assert conflicts == 1
    assert text.count("- burden") == 2
    assert text.count("quotable: true") == 2


def test_deleted_here_and_edited_there_is_a_conflict():
    ours = BASE[: BASE.index("\n- id: m2x8d0aa")] + "# the end\n"
    theirs = swap(BASE, "[ referral,stigma ]", "[ referral ]")

    text, conflicts = merged(BASE, ours, theirs)

    assert conflicts == 1
    assert "<<<<<<< ours\n=======\n- id: m2x8d0aa" in text


def test_deleted_here_and_untouched_there_is_deleted():
    ours = BASE[: BASE.index("\n- id: m2x8d0aa")] + "# the end\n"
    theirs = put(BASE, "# the end", new("n1", 60))

    text = clean(BASE, ours, theirs)

    assert [entry["id"] for entry in entries(text)] == ["k3f9a2q7", "n1"]
    assert text.endswith("# the end\n")


def test_deleted_here_and_only_looked_up_again_there_is_deleted():
    ours = BASE[: BASE.index("\n- id: m2x8d0aa")] + "# the end\n"
    theirs = swap(swap(BASE, A, B), "50:1-50:9", "52:1-52:9")

    assert [entry["id"] for entry in entries(clean(BASE, ours, theirs))] == ["k3f9a2q7"]


def test_deleted_here_and_put_elsewhere_by_hand_there_is_a_conflict():
    ours = BASE[: BASE.index("\n- id: m2x8d0aa")] + "# the end\n"
    theirs = swap(BASE, "50:1-50:9", "52:1-52:9")

    assert merged(BASE, ours, theirs)[1] == 1


def test_comments_that_cannot_both_be_kept_make_a_conflict_and_none_is_lost():
    ours = swap(BASE, "  codes: [ referral,stigma ]   # by hand", "  codes: [ referral,stigma ]   # by Asha")
    theirs = swap(BASE, "  codes: [ referral,stigma ]   # by hand\n", "  memo: why?\n")

    text, conflicts = merged(BASE, ours, theirs)

    assert conflicts == 1
    assert "# by Asha" in text and "memo: why?" in text


def test_a_comment_above_an_entry_that_the_other_side_took_out_stays():
    ours = put(BASE, "\n- id: m2x8d0aa", "# to be discussed\n")
    theirs = BASE[: BASE.index("\n- id: m2x8d0aa")] + "# the end\n"

    assert "# to be discussed\n" in clean(BASE, ours, theirs)


def test_an_entry_resolved_against_the_older_text_keeps_its_hash():
    ours = swap(swap(BASE, A, B), "50:1-50:9", "52:1-52:9")
    theirs = put(BASE, "\n- id: m2x8d0aa", new("n1", 30))

    text = clean(BASE, ours, theirs)

    first, added, last = entries(text)
    assert text.startswith(f"text: {B}\n")
    assert "text" not in first
    assert added["text"] == A
    assert "text" not in last
    assert last["at"] == "52:1-52:9"


def test_both_sides_looked_up_again_in_their_own_texts_without_conflict():
    ours = swap(swap(BASE, A, C), "50:1-50:9", "52:1-52:9")
    theirs = swap(swap(BASE, A, B), "50:1-50:9", "49:1-49:9")

    text = clean(BASE, ours, theirs)

    assert text == theirs


def test_both_sides_moved_one_excerpt_elsewhere_is_a_conflict():
    ours = swap(BASE, "50:1-50:9", "52:1-52:9")
    theirs = swap(BASE, "50:1-50:9", "49:1-49:9")

    assert merged(BASE, ours, theirs)[1] == 1


def test_words_looked_up_differently_in_two_corrected_texts_are_a_conflict():
    ours = swap(swap(BASE, A, C), "it's over", "it is over")
    theirs = swap(swap(BASE, A, B), "it's over", "it's all over")

    text, conflicts = merged(BASE, ours, theirs)

    assert conflicts == 1
    assert f"text: {C}" in text[text.index("<<<<<<<") : text.index("=======")]


def test_the_later_reading_mark_is_kept():
    ours = swap(BASE, "codebook: 4, on: 2026-03-02", "codebook: 5, on: 2026-03-03")
    theirs = swap(BASE, "codebook: 4, on: 2026-03-02", "codebook: 4, on: 2026-03-09")

    assert clean(BASE, ours, theirs) == ours


def test_a_file_that_both_sides_began_holds_the_entries_of_both():
    ours = annotations.new_file([excerpt("n1", 5)], text=A)
    theirs = annotations.set_read(annotations.new_file([excerpt("n2", 3)], text=A), 4, "2026-03-02")

    text = clean("", ours, theirs)

    assert [entry["id"] for entry in entries(text)] == ["n2", "n1"]
    assert f"text: {A}\nread: {{codebook: 4, on: 2026-03-02}}\n" in text


def test_the_first_entries_of_a_file_that_had_none():
    base = f"text: {A}\nexcerpts: []\n"
    ours = annotations.add_excerpt(base, excerpt("n1", 5))
    theirs = annotations.add_excerpt(base, excerpt("n2", 3))

    text = clean(base, ours, theirs)

    assert [entry["id"] for entry in entries(text)] == ["n2", "n1"]


def test_each_side_deletes_another_of_two_entries():
    base = annotations.new_file([excerpt("n1", 5), excerpt("n2", 7)], text=A)
    ours = annotations.remove_excerpt(base, "n1")
    theirs = annotations.remove_excerpt(base, "n2")

    assert clean(base, ours, theirs) == f"text: {A}\nexcerpts: []\n"


def test_a_list_by_hand_that_one_side_gave_ids_takes_the_others_codes():
    base = "# mine\n- quote: it was nobody\n  codes: [stigma]\n"
    head = f"# mine\ntext: {A}\nexcerpts:\n"
    ours = head + "- id: k3f9a2q7\n  at: 1:1-1:14\n  quote: it was nobody\n  codes: [stigma]\n"
    theirs = base.replace("[stigma]", "[stigma, anger]") + "- quote: two\n  codes: [anger]\n"

    text = clean(base, ours, theirs)

    assert text == ours.replace("[stigma]", "[stigma, anger]") + "- quote: two\n  codes: [anger]\n"


def test_two_ids_given_to_one_entry_are_a_conflict():
    base = "- quote: it was nobody\n  codes: [stigma]\n"
    ours, theirs = (
        f"- id: {id}\n  quote: it was nobody\n  codes: [stigma]\n" for id in ("a1a1a1a1", "b2b2b2b2")
    )

    assert merged(base, ours, theirs)[1] == 1


def test_an_agreed_file_with_what_was_dropped_below_its_entries():
    entry = "- id: a1\n  quote: x\n  codes: [stigma]\n  from: [k1, k2]\n"
    base = f"text: {A}\nexcerpts:\n{entry}# left out\ndropped: [d1]\n"
    ours = (
        put(base, "# left out", new("n1", 5)).replace("[d1]", "[d1, d3]").replace("[k1, k2]", "[k1, k2, k3]")
    )
    theirs = put(base, "# left out", new("n2", 3)).replace("[d1]", "[d1, d2]").replace("[k1, k2]", "[k2]")

    text = clean(base, ours, theirs, "annotations/P01.agreed.yaml")

    assert "dropped: [d1, d2, d3]" in text
    assert "from: [k2, k3]" in text
    assert text.index("id: n2") < text.index("id: n1") < text.index("# left out\ndropped")


def test_line_ends_and_byte_order_mark_stay():
    crlf = "\ufeff" + BASE.replace("\n", "\r\n")
    ours = put(crlf, "# the end", new("n1", 60).replace("\n", "\r\n"))
    theirs = put(crlf, "\r\n- id: m2x8d0aa", new("n2", 30).replace("\n", "\r\n"))

    text, conflicts = merged(crlf, ours, theirs)

    expected = put(put(BASE, "# the end", new("n1", 60)), "\n- id: m2x8d0aa", new("n2", 30))
    assert conflicts == 0
    assert text == "\ufeff" + expected.replace("\n", "\r\n")


def test_json_lines_are_merged_entry_by_entry():
    base = f'{{"text": "{A}"}}\n{{"id": "a1b2c3d4",  "quote": "first", "codes": ["x"], "at": "3:1-3:6"}}\n'
    ours = base + '{"id": "n1", "quote": "late", "at": "9:1-9:5"}\n'
    theirs = base.replace('["x"]', '["x", "y"]') + '{"id": "n2", "quote": "soon", "at": "5:1-5:5"}\n'

    text = clean(base, ours, theirs, "annotations/P01.AK.jsonl")

    assert text == theirs + '{"id": "n1", "quote": "late", "at": "9:1-9:5"}\n'


def test_json_lines_with_another_hash_and_a_clash():
    base = f'{{"text": "{A}"}}\n{{"id": "a1", "quote": "first", "memo": "x", "at": "3:1-3:6"}}\n'
    ours = base.replace(A, B).replace('"x"', '"y"')
    theirs = base.replace('"x"', '"z"') + '{"id": "n2", "quote": "soon", "at": "5:1-5:5"}\n'

    text, conflicts = merged(base, ours, theirs, "annotations/P01.AK.jsonl")

    assert conflicts == 1
    assert text.count('"id": "a1"') == 2
    assert f'{{"id": "n2", "quote": "soon", "at": "5:1-5:5", "text": "{A}"}}' in text


@pytest.mark.parametrize(
    "broken", ["excerpts:\n- quote: a: b\n", "<<<<<<< x\n=======\n>>>>>>> y\n", "themes: []\n"]
)
def test_a_file_that_cannot_be_read_is_merged_line_by_line(broken: str):
    ours, theirs = broken + "# ours\n", "# theirs\n" + broken

    outcome = merge(broken.encode(), ours.encode(), theirs.encode(), PATH)

    assert outcome.by_lines
    assert outcome.data.decode() == "# theirs\n" + broken + "# ours\n"


def test_a_clash_in_a_broken_file_keeps_both_sides():
    outcome = merge(b"a: [\n", b"b: [\n", b"c: [\n", PATH, Marks("main", "rob", 9))

    assert outcome.conflicts == 1
    assert outcome.data.decode() == "<<<<<<<<< main\nb: [\n=========\nc: [\n>>>>>>>>> rob\n"


def test_a_file_that_is_not_text_keeps_both_sides():
    outcome = merge(b"\xff\x00a\n", b"\xff\x00b\n", b"\xff\x00c\n", PATH)

    assert outcome.conflicts == 1
    assert b"\xff\x00b\n" in outcome.data
    assert b"\xff\x00c\n" in outcome.data


# Laws, on files as the tool writes them and by hand.

CODES = ["stigma", "anger", "burden", "referral"]


def excerpt(id: str, line: int, **rest: object) -> Excerpt:
    quote = str(rest.pop("quote", f"words of {id}"))
    return Excerpt(id, "P01", "AK", "", 0, quote, at=Place(line, 1, line, 9), **rest)  # type: ignore[arg-type]


@st.composite
def files(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.integers(1, 99), min_size=1, max_size=6))
    made = [
        excerpt(
            f"x{number}", line,
            codes=tuple(draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))),
            memo=draw(st.sampled_from(["", "x", "two\nlines", "a: b"])),
            quote=draw(st.sampled_from(["plain", "two\n  lines", "ends\n", "… “é”", "\u2028", "=1+1"])),
        )
        for number, line in enumerate(sorted(lines))
    ]  # fmt: skip
    text = annotations.new_file(made, text=A)
    if draw(st.booleans()):
        text = text.replace("- id:", "# a remark\n- id:").replace("quote:", "quote:  ")
    if draw(st.booleans()):
        text = text.replace("\n", "\n  ").replace("\n  excerpts", "\nexcerpts").removesuffix("  ")
    return text


def edited(draw: st.DrawFn, text: str, mark: str, keys: list[str]) -> str:
    """A version of a file with additions, and changes at keys that the other side leaves alone."""
    ids = [str(entry["id"]) for entry in entries(text)]
    for number, line in enumerate(draw(st.lists(st.integers(1, 99), max_size=4))):
        text = annotations.add_excerpt(text, excerpt(f"{mark}{number}", line))
    for id in draw(st.lists(st.sampled_from(ids), unique=True)):
        if "codes" in keys:
            text = annotations.add_codes(text, id, draw(st.lists(st.sampled_from(CODES))))
        if "memo" in keys:
            text = annotations.set_memo(text, id, draw(st.sampled_from(["", "new", "of\ntwo lines"])))
    return text


@st.composite
def disjoint(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(files())
    return base, edited(draw, base, "o", ["codes"]), edited(draw, base, "t", ["memo", "codes"])


@settings(deadline=None)
@given(disjoint())
def test_disjoint_edits_merge_to_the_same_file_in_either_order(sides: tuple[str, str, str]):
    base, ours, theirs = sides

    text = clean(base, ours, theirs)

    held = {str(entry["id"]): entry for entry in entries(text)}
    assert len(held) == len(entries(text))
    for side in (ours, theirs):
        for entry in entries(side):
            assert set(entry.get("codes") or ()) <= set(held[str(entry["id"])].get("codes") or ())  # type: ignore[call-overload]
    assert [held[str(e["id"])].get("memo") for e in entries(theirs)] == [
        e.get("memo") for e in entries(theirs)
    ]


@settings(deadline=None)
@given(disjoint())
def test_what_only_one_side_changed_is_as_it_left_it(sides: tuple[str, str, str]):
    base, ours, _ = sides

    for one, other in ((ours, base), (base, ours), (ours, ours)):
        parts = merge_annotations(base, one, other)
        assert "".join(part.written(Marks()) for part in parts) == ours


def test_the_order_that_one_side_gave_stays():
    first, second = BASE.index("# the first"), BASE.index("\n- id: m2x8d0aa")
    ours = (
        BASE[:first] + BASE[second + 1 : BASE.index("# the end")] + BASE[first : second + 1] + "# the end\n"
    )
    theirs = put(BASE, "# the end", new("n1", 60))

    ids = [entry["id"] for entry in entries(clean(BASE, ours, theirs))]

    assert sorted(map(str, ids)) == ["k3f9a2q7", "m2x8d0aa", "n1"]
    assert ids.index("m2x8d0aa") < ids.index("k3f9a2q7")


def test_an_excerpt_that_both_sides_have_twice_stays_there_twice():
    twice = annotations.new_file([excerpt("n1", 5), excerpt("n1", 9, quote="other")], text=A)

    assert (
        clean(twice, put(twice, "- id: n1\n  at: 9", new("n2", 7)), twice + new("n3", 11)).count("id: n1")
        == 2
    )
