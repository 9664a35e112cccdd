"""annotations/SOURCE.CODER.yaml and .jsonl."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.model.excerpt import Annotations, Place, ReadMark
from framework_cli.read import jsonl, load, tree
from framework_cli.read.excerpt import Entries, place
from framework_cli.read.fields import Document
from tests.read.conftest import Make, read

FILE = "annotations/P01.AK.yaml"
LINES = "annotations/P01.AK.jsonl"

FULL = """text: 9c1f
read: {codebook: 2, on: 2026-03-02}
excerpts:
- id: k3f9a2q7
  at: 2:6-3:4
  quote: |2-
    yes 🎲
    INT
  before: "they \\"said\\"\\n"
  after: "x"
  codes:
    - b
    - "1.10"
  open: [feeling out of place, no]
  quotable: true
  memo: |
    Compare P09.
  from: [k3f9a2q7, m2x8d0aa]
  text: 0a1b
- quote: 'no'
  codes: [b]
"""


def only(make: Make, path: str, text: str | bytes) -> Annotations:
    study, found = read(make({path: text}))
    assert found == []
    return study.annotations[0]


def test_a_full_file_is_read_whole(make: Make) -> None:
    file = only(make, FILE, FULL)
    assert (file.source, file.coder, file.text, file.read) == ("P01", "AK", "9c1f", ReadMark(2, "2026-03-02"))
    first, second = file.excerpts
    assert (first.id, first.at, first.quote) == ("k3f9a2q7", Place(2, 6, 3, 4), "yes 🎲\nINT")
    assert (first.before, first.after) == ('they "said"\n', "x")
    assert (first.codes, first.open) == (("b", "1.10"), ("feeling out of place", "no"))
    assert (first.quotable, first.memo, first.text) == (True, "Compare P09.\n", "0a1b")
    assert first.origins == ("k3f9a2q7", "m2x8d0aa")
    assert (second.id, second.position, second.quote, second.codes, second.at) == ("", 1, "no", ("b",), None)
    assert file.route(second, "codes", 0) == ("excerpts", 1, "codes", 0)


def test_a_bare_list_written_by_hand_is_enough(make: Make) -> None:
    file = only(make, FILE, "- quote: yes\n  codes: [b]\n  at: 2-2\n")
    assert file.excerpts[0].at == Place(2, None, 2, None)
    assert file.route(file.excerpts[0], "quote") == (0, "quote")
    assert (file.text, file.read) == ("", None)


def test_windows_line_ends_and_marks_make_no_difference(make: Make) -> None:
    plain = only(make, FILE, FULL)
    other = only(make, FILE, b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert other.excerpts == plain.excerpts
    assert other.sha != plain.sha


def test_source_and_coder_come_from_the_name(make: Make) -> None:
    study, found = read(
        make({"annotations/P.0 1.é.agreed.yaml": "- quote: x\n", "annotations/P01.yaml": "- quote: x\n"})
    )
    assert [(a.source, a.coder) for a in study.annotations] == [("P.0 1.é", "agreed"), ("P01", "")]
    assert found == ["F211 annotations/P01.yaml:1:1"]


@pytest.mark.parametrize("name", ["P01.A K.yaml", "P01.Agreed.yaml", "P01.é.yaml"])
def test_a_coder_that_cannot_be_one_is_reported(make: Make, name: str) -> None:
    assert read(make({f"annotations/{name}": "- quote: x\n"}))[1] == [f"F112 annotations/{name}:1:1"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- codes: [b]\n", ["F008 {}:1:3"]),
        ("- quote:\n  codes: [b]\n", ["F216 {}:1:3"]),
        ("- quote: ' '\n", ["F216 {}:1:3"]),
        ("- quote: [laughs]\n", ["F009 {}:1:10"]),
        ("- quote: x\n  code: [b]\n", ["F007 {}:2:3"]),
        ("- quote: x\n  codes: b\n", ["F009 {}:2:10"]),
        ("- quote: x\n  codes: [b, {c: d}]\n", ["F009 {}:2:14"]),
        ("- quote: x\n  codes:\n    -\n    - b\n", ["F009 {}:3:6"]),
        ("- quote: x\n  at: 3:1\n", ["F217 {}:2:7"]),
        ("- quote: x\n  at: 41–43\n", ["F217 {}:2:7"]),
        ("- quote: x\n  quotable: yes\n", ["F009 {}:2:13"]),
        ("- quote: x\n  id: a b\n", ["F009 {}:2:7"]),
        ("- quote: x\n- just words\n- quote: y\n", ["F009 {}:2:3"]),
        ("- quote: x\n  quote: y\n", ["F006 {}:2:3"]),
        ("- quote: &x y\n", ["F005 {}:1:10"]),
        ("text: a\nexcerpt: []\n", ["F007 {}:2:1"]),
        ("read: yes\n", ["F009 {}:1:7"]),
        ("read: {codebok: 2}\n", ["F007 {}:1:8"]),
        ("read: {codebook: two}\n", ["F009 {}:1:18"]),
        ("read: {codebook: 3}\n", ["F109 {}:1:18"]),
        ("excerpts: x\n", ["F009 {}:1:11"]),
        ("just words\n", ["F009 {}:1:1"]),
        ("", ["F016 {}:1:1"]),
        ("- quote: he said: no\n", ["F004 {}:1:17"]),
    ],
)  # fmt: skip
def test_a_problem_has_its_exact_place(make: Make, text: str, places: list[str]) -> None:
    assert read(make({FILE: text}))[1] == [place.format(FILE) for place in places]


def test_an_entry_with_problems_keeps_what_is_known_and_the_rest_is_read(make: Make) -> None:
    text = "- quote: x\n  id: a1\n  cods: [b]\n  codes: [b, b]\n  at: never\n- words\n- quote: y\n"
    study, found = read(
        make(
            {
                FILE: text,
                "annotations/P01.RS.yaml": "- quote: a: b\n",
                "annotations/P01.TT.yaml": "- quote: z\n",
            }
        )
    )
    assert found == [
        f"F007 {FILE}:3:3",
        f"F217 {FILE}:5:7",
        f"F009 {FILE}:6:3",
        "F004 annotations/P01.RS.yaml:1:11",
    ]
    first, second = study.annotations[0].excerpts
    assert (first.id, first.codes, first.at) == ("a1", ("b", "b"), None)
    assert (second.quote, second.position) == ("y", 2)
    assert [a.coder for a in study.annotations if a.excerpts] == ["AK", "TT"]


def test_findings_never_hold_a_quote(make: Make) -> None:
    text = "- quote: secret words\n  at: secret\n  id: secret words\n  memo: [secret]\n"
    text += "  quotable: secret\n- secret\n"
    _, found = load(make({FILE: text}))
    assert len(found) == 5
    assert not any("secret" in item.message + item.hint for item in found)


@given(st.text(max_size=12))
def test_a_place_is_read_or_refused(word: str) -> None:
    at = place(word)
    if at is not None:
        assert 1 <= at.line <= at.end_line
        assert (at.column is None) == (at.end_column is None)


def test_places_as_people_write_them() -> None:
    assert place("41") == Place(41, None, 41, None)
    assert place("41-43") == Place(41, None, 43, None)
    assert place("41:5-43:22") == Place(41, 5, 43, 22)
    for word in ("0-1", "43-41", "4:5-4:5", "4:5-6", "4-5:6", "٤-٥", "4 - 5", ""):
        assert place(word) is None


def test_json_lines_hold_an_entry_a_line(make: Make) -> None:
    text = (
        '{"text": "9c1f", "read": {"codebook": 2}}\n'
        '{"id": "a1", "at": "2:6-2:9", "quote": "yes 🎲\\u2028\\ud83d\\ude00",'
        ' "codes": ["b"], "quotable": true}\n'
        "\n"
        '{"quote": "no", "codes": [1.10], "quotable": false, "memo": null}\n'
    )
    file = only(make, LINES, text)
    assert (file.text, file.read, file.keys, file.entry_lines) == ("9c1f", ReadMark(2, ""), (), (1, 3))
    first, second = file.excerpts
    assert (first.quote, first.quotable, first.at) == ("yes 🎲\u2028😀", True, Place(2, 6, 2, 9))
    assert (second.codes, second.quotable, second.memo) == (("1.10",), False, "")
    assert file.route(second, "codes", 0) == (3, "codes", 0)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"quote": "x" "y"}\n{"quote": "y"}\n', ["F013 {}:1:15"]),
        ('{"é": 1,}\n', ["F013 {}:1:9"]),
        ('{"quote": "x"\n', ["F013 {}:1:14"]),
        ('{"quote": "x\n', ["F013 {}:1:11"]),
        ('{"quote": "\\q"}\n', ["F013 {}:1:12"]),
        ('{"quote": "x"} {}\n', ["F013 {}:1:16"]),
        ('["x"]\n', ["F009 {}:1:1"]),
        ('{"quote": "é", "codes": [], "codes": []}\n', ["F006 {}:1:29"]),
        ('{"quote": "é", "cods": []}\n', ["F007 {}:1:16"]),
        ('{"quote": "é", "at": "x"}\n', ["F217 {}:1:22"]),
        ('{"codes": ["b"]}\n', ["F008 {}:1:1"]),
        ('{"text": "a", "reed": 1}\n', ["F007 {}:1:15"]),
        ("<<<<<<< HEAD\n{\"quote\": \"x\"}\n=======\n>>>>>>> b\n", ["F010 {}:1:1"]),
        ('{"quote": "x", "codes": ["\\ud83d\\ude00", "\\ud83d"]}\n', ["F013 {}:1:42"]),
        ("[" * 5000 + "\n", ["F013 {}:1:42"]),
        ("", ["F016 {}:1:1"]),
    ],
)  # fmt: skip
def test_a_problem_in_json_lines_has_its_exact_place(make: Make, text: str, places: list[str]) -> None:
    assert read(make({LINES: text}))[1] == [place.format(LINES) for place in places]


def test_a_broken_line_loses_that_line_only(make: Make) -> None:
    study, found = read(make({LINES: '{"quote": "a"}\n{oops\n{"quote": "c"}\n'}))
    assert found == [f"F013 {LINES}:2:2"]
    assert [e.quote for e in study.annotations[0].excerpts] == ["a", "c"]
    assert study.annotations[0].entry_lines == (0, 2)


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


@given(st.lists(st.tuples(texts, st.lists(texts, max_size=3)), max_size=5), st.booleans())
def test_json_lines_come_back_as_written(entries: list[tuple[str, list[str]]], ascii: bool) -> None:
    for quote, codes in entries:
        line = json.dumps({"quote": quote, "codes": codes}, ensure_ascii=ascii)
        document = Document("a.jsonl", line)
        builder = Entries(document, "P01", "AK")
        node, notes = jsonl.parse_line(line, 0, len(line))
        assert node is not None
        for excerpt in (builder.quick(jsonl.values(line), 0), builder.careful(node, 0)):
            assert excerpt is not None
            assert (excerpt.quote, list(excerpt.codes)) == (quote, codes)
        assert (notes, document.found) == ([], [])


WORDS = [
    "x",
    "true",
    "false",
    "yes",
    "3",
    "3:1",
    "41-43",
    "43-41",
    "4:5-6:7",
    "k3.f-9_a",
    "é",
    "null",
    "0a1b",
]
KEYS = ["id", "at", "quote", "before", "after", "codes", "open", "quotable", "memo", "from", "text", "cods"]
odd = st.sampled_from(["", " ", "a b", *WORDS]) | st.lists(st.sampled_from(["", "b", "1.10"]), max_size=3)


@given(st.dictionaries(st.sampled_from(KEYS), odd, max_size=8), st.sampled_from(["flow", "block", "json"]))
def test_the_quick_way_and_the_careful_way_hold_an_entry_to_the_same_rules(
    entry: dict[str, str | list[str]], style: str
) -> None:
    entry = {"quote": "words", **entry}
    if style == "json":
        text = json.dumps(entry)
        given, (node, _) = jsonl.values(text), jsonl.parse_line(text, 0, len(text))
    else:
        text = yaml.safe_dump(entry, default_style='"', default_flow_style=style == "flow")
        given, (node, _) = tree.values(text), tree.parse(text, "a.yaml")
    assert node is not None
    document = Document("a.yaml", text)
    builder = Entries(document, "P01", "AK")
    quick, careful = builder.quick(given, 0), builder.careful(node, 0)
    assert quick is None or (quick == careful and document.found == [])
