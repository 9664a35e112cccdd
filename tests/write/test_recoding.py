"""Codes put in place of others in one file: one line a change, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.read import tree
from framework_cli.write import SpliceError, references
from framework_cli.write.recoding import adopt, recode
from framework_cli.write.sheet import plain

CODES = ["a", "b", "c", "no", "1-10"]


def said(text: str) -> list[list[str]]:
    root, _ = tree.parse(text, "")
    assert root is not None
    return [entry.get("codes", []) for entry in plain(root)]


def test_a_code_is_replaced_where_it_stands_and_comments_stay():
    text = "- id: x\n  codes:\n  - a  # 1\n  - 'b' # 2\n\n# two\n- codes: [ a , c ] # both\n  quote: q\n"
    assert recode(text, {"a": "c", "b": "no"}) == (
        '- id: x\n  codes:\n  - c  # 1\n  - "no" # 2\n\n# two\n- codes: [ c ] # both\n  quote: q\n',
        2,
    )


def test_an_entry_that_carries_both_keeps_the_one_that_stays():
    text = "- codes:\n  - a\n  - b\n  - c\n- codes: [b, a]\n- codes: [a]\n- quote: none\n"
    after, count = recode(text, {"a": "c", "b": "c"})
    assert (after, count) == ("- codes:\n  - c\n- codes: [c]\n- codes: [c]\n- quote: none\n", 3)


def test_what_carries_none_of_them_is_the_same_text():
    text = "excerpts:\n- codes: [a]\n"
    assert recode(text, {"b": "c"}) == (text, 0)
    assert adopt(text, {"x"}, "c") == (text, 0)


def test_lines_of_json_keep_their_form():
    text = '{"text": "ab"}\n{"id":"x",  "codes": [ "a","b" ], "quote": "\\u00e9"}\nodd\n{"codes": ["c"]}\n'
    assert recode(text, {"b": "no"}, jsonl=True)[0] == text.replace('"b" ]', '"no" ]')
    labelled = '{"open": ["L", "M"]}\n{"open": ["L"], "codes": ["a"]}\n'
    assert adopt(labelled, {"L"}, "a", jsonl=True) == (
        '{"codes": ["a"], "open": ["M"]}\n{"codes": ["a"]}\n',
        2,
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """Lists of codes in lines and in brackets, in odd quotes and with comments."""
    entries = draw(
        st.lists(st.lists(st.sampled_from(CODES), max_size=4, unique=True), min_size=1, max_size=4)
    )
    parts = []
    for codes in entries:
        written = [draw(st.sampled_from([f'"{c}"', f"'{c}'", c])) for c in codes]
        note = draw(st.sampled_from(["", "  # a note: b"]))
        if draw(st.booleans()):
            parts.append(f"- quote: q\n  codes: [{', '.join(written)}]{note}\n")
        else:
            listed = "".join(f"  - {each}{note}\n" for each in written)
            parts.append(f"- quote: q\n  codes:{' []' if not listed else ''}\n{listed}")
    return "".join(parts), entries


@settings(deadline=None)
@given(files(), st.dictionaries(st.sampled_from(CODES[:3]), st.sampled_from([*CODES[3:], "z"]), min_size=1))
def test_whatever_the_form_each_code_reads_as_its_heir_once(written, heirs):
    text, entries = written
    after, count = recode(text, heirs)
    assert [sorted(codes) for codes in said(after)] == [
        sorted({heirs.get(code, code) for code in codes}) for codes in entries
    ]
    assert count == sum(any(code in heirs for code in codes) for codes in entries)
    kept = [line for line in text.split("\n") if not any(code in line for code in CODES[:3])]
    assert [line for line in after.split("\n") if line in kept].count("- quote: q") == kept.count(
        "- quote: q"
    )


@settings(deadline=None)
@given(st.lists(st.sampled_from(["code:a", "cell:P01/a", "cell:P01@2/b", "case:a", "excerpt:a", "study"])))
def test_a_memo_is_about_the_heir_and_its_words_stay(about):
    text = "---\nby: a\nabout:\n" + "".join(f"- {each}  # a\n" for each in about) + "---\nabout a: code:a\n"
    after = references.replace(text, references.in_memo(text), {"a": "heir"})
    wanted = [w.replace(":a", ":heir") if w == "code:a" else w.replace("/a", "/heir") for w in about]
    front = after.partition("---\n")[2].partition("---\n")
    assert set(plain(tree.parse(front[0], "")[0])["about"] or []) == set(wanted)  # type: ignore[arg-type]
    assert front[2] == "about a: code:a\n"


def test_only_what_is_certainly_a_code_changes_in_theory():
    text = """\
theory: {id: a, kind: realist}
dimensions:
  - id: a
    from:
      - a   # stays beside
      - b
    categories: [{id: a, elements: [{cell: P01/a, text: cell: P01/a}]}]
typologies: [{id: t, dimensions: [a], places: {a: a}}]
edges: [{id: e, from: a, to: a, evidence: [{cell: 'P 01@2/a'}, {excerpt: a}]}]
configurations: [{id: c, if: [a], because: [x/a], evidence: [{cell: P01/ab}]}]
decisions:
  - {id: d, because: [P01/a, k3f9a2q7, memos/a.md, P01@2/a, P01/b], changed: [a], why: as P01/a says}
""".replace("text: cell: P01/a", "text: 'cell: P01/a'")
    after = references.replace(text, references.in_theory(text), {"a": "b"})
    assert after == text.replace("      - a   # stays beside\n", "").replace(
        "cell: P01/a,", "cell: P01/b,"
    ).replace("'P 01@2/a'", "'P 01@2/b'").replace(
        "[P01/a, k3f9a2q7, memos/a.md, P01@2/a, P01/b]", "[k3f9a2q7, memos/a.md, P01@2/b, P01/b]"
    )
    lines = [references.line_of(text, mention) for mention in references.in_theory(text)]
    assert lines == [5, 6, 7, 9, 10, 12, 12, 12]


@pytest.mark.parametrize("text", ["dimensions: [", "a: *b", "a: 1\na: 2\n"])
def test_theory_that_cannot_be_read_for_certain_is_refused(text: str):
    with pytest.raises(SpliceError, match="cannot be read"):
        references.in_theory(text)
