"""Coded segments find their one place, or are reported: none is silently wrong, none is lost."""

import csv
import io
from pathlib import Path

import pytest

from framework_cli.exchange import Coded, Segment, import_segments, parse_sheet, read_segments, unplaced_text
from framework_cli.index import build
from framework_cli.model.study import Study
from framework_cli.read import load

P01 = """Int: How did you first hear of the panel?

P01: The nurse at the surgery wrote it on a card for me, and I kept that card on the fridge
for six weeks before I rang anybody.

Int: What changed?

P01: My sister said: either you ring them or I do. Nobody had told us that it could be
gambling, to be honest. I did. I did.
"""
P02 = """Int: And you?

P02: I came because of the price. Two pounds eighty for a tea – some people just went home,
and then they stopped coming.

Int: Did you tell the organisers?

P02: No. The driver told them, and in March they moved to the library.
"""
CODEBOOK = """version: 1
themes:
  - id: access
    name: Access
    definition: d
    subthemes:
      - {id: cost, name: Cost, definition: d}
      - {id: referral, name: Referral pathway, definition: d}
retired:
  - {id: old, into: [cost], why: x}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in {
        "framework.yaml": "coders: {AK: Asha Karim, RS: Rob Stone}\ninterviewers: [Int]\n",
        "codebooks/c.yaml": CODEBOOK,
        "transcripts/P01.txt": P01,
        "transcripts/P02.txt": P02,
    }.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    return tmp_path


def study(root: Path) -> Study:
    return load(root)[0]


def row(
    number: int, segment: str, code: str = "Cost", document: str = "P01", coder: str = "AK", memo: str = ""
) -> Segment:
    return Segment(number, document, code, segment, coder, memo)


def take(root: Path, *rows: Segment, default: str = "", dry_run: bool = False) -> Coded:
    return import_segments(study(root), rows, default=default, dry_run=dry_run)


def reasons(coded: Coded) -> list[tuple[int, str, str]]:
    return [(one.segment.row, one.reason, one.hint) for one in coded.unplaced]


def test_a_segment_is_written_with_the_transcripts_words_and_place(root: Path) -> None:
    coded = take(root, row(2, "wrote it on a card for me, and I kept that card on the fridge for six weeks"))
    assert reasons(coded) == []
    (passage,) = build(study(root))[0].passages
    assert passage.excerpt.quote == P01[passage.start : passage.end]
    assert "fridge\nfor" in passage.excerpt.quote
    assert (passage.start_line, passage.end_line) == (3, 4)
    written = (root / "annotations/P01.AK.yaml").read_text(encoding="utf-8")
    assert written.startswith(f"text: {study(root).sources['P01'].sha}\nexcerpts:\n- id: ")
    assert "  at: 3:31-4:14\n  quote: |2-\n    wrote it" in written
    assert written.endswith("  codes:\n    - cost\n")


def test_rows_of_one_passage_become_one_excerpt_with_several_codes(root: Path) -> None:
    words = "Nobody had told us that it could be gambling"
    coded = take(
        root,
        row(2, words, memo="one"),
        row(3, f" {words}\n", "referral", memo="two"),
        row(4, words, coder="RS"),
    )
    assert (coded.new, len(coded.placed), coded.unplaced) == (2, 2, ())
    assert coded.paths == ("annotations/P01.AK.yaml", "annotations/P01.RS.yaml")
    first = next(p.excerpt for p in build(study(root))[0].passages if p.excerpt.coder == "AK")
    assert (first.codes, first.memo) == (("cost", "referral"), "one\ntwo")


def test_a_second_import_adds_nothing(root: Path) -> None:
    rows = [row(2, "Two pounds eighty for a tea", document="P02"), row(3, "What changed?", "referral")]
    take(root, *rows)
    before = {path: path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    again = take(root, *rows)
    assert (again.new, again.more, again.paths, again.unplaced) == (0, 0, (), ())
    assert {path: path.read_bytes() for path in sorted(root.rglob("*.yaml"))} == before


def test_what_a_person_wrote_stays_to_the_byte(root: Path) -> None:
    hand = "# my file\r\n- quote: What changed?   # yes\r\n  codes: [referral]\r\n  memo: mine\r\n"
    file = root / "annotations/P01.AK.yaml"
    file.parent.mkdir()
    file.write_bytes(hand.encode())
    coded = take(
        root,
        row(2, "What changed?", "Cost", memo="other"),
        row(3, "My sister said: either you ring them or I do."),
    )
    assert (coded.new, coded.more) == (1, 1)
    assert reasons(coded) == [(2, "memo differs from the one there, which stays", "excerpt ")]
    after = file.read_bytes().decode()
    assert after.startswith(
        "# my file\r\n- quote: What changed?   # yes\r\n  codes: [referral, cost]\r\n  memo: mine\r\n"
    )
    assert "\n" not in after.replace("\r\n", "")


def test_a_segment_that_stands_twice_is_never_guessed(root: Path) -> None:
    coded = take(root, row(2, "I did."))
    assert reasons(coded) == [
        (2, "segment stands in several places of its document", "lengthen it until it is unique")
    ]
    assert not (root / "annotations").exists()


def test_a_place_that_differs_by_its_line_break_only_is_a_second_place(root: Path) -> None:
    text = P01 + "\nP01: It is as I say, told us that it could be gambling and so on.\n"
    (root / "transcripts/P01.txt").write_bytes(text.encode())
    assert text.count("told us that it could be gambling") == 1
    coded = take(root, row(2, "told us that it could be gambling"))
    assert [reason for _, reason, _ in reasons(coded)] == ["segment stands in several places of its document"]


def test_a_misfiled_segment_names_the_document_that_holds_it(root: Path) -> None:
    coded = take(root, row(2, "in March they moved to the library"), row(3, "Int:", document="P03"))
    assert reasons(coded) == [
        (2, "segment is not in its document", "its words stand in P02"),
        (3, "document is not a source of the study", "did you mean “P01”?"),
    ]


def test_a_misfiled_segment_is_not_taken_for_a_similar_one_where_it_is_filed(root: Path) -> None:
    said = "and then they all went over to the big new library in the middle of the town"
    near = said.replace("big new", "bigger")
    (root / "transcripts/P01.txt").write_bytes((P01 + f"\nP01: {near}.\n").encode())
    (root / "transcripts/P02.txt").write_bytes((P02 + f"\nP02: {said}.\n").encode())
    coded = take(root, row(2, said))
    assert reasons(coded) == [(2, "segment is not in its document", "its words stand in P02")]


def test_an_altered_segment_is_placed_with_the_transcripts_words_and_said(root: Path) -> None:
    said = "The nurse at the surgery wrote it down on a card for me and I kept that card "
    said += "on the fridge for six week before I rang"
    coded = take(root, row(7, said))
    assert reasons(coded) == []
    assert coded.placed[0].edited
    assert (
        coded.notes[0].message
        == "1 segment (row 7) differs from the transcript, whose words are taken: edited"
    )
    (passage,) = build(study(root))[0].passages
    assert passage.excerpt.quote == P01[passage.start : passage.end]
    assert passage.excerpt.quote.startswith("The nurse at the surgery wrote it on a card")


def test_a_segment_of_other_words_is_reported(root: Path) -> None:
    coded = take(root, row(2, "Something that nobody in this study ever said about the weather"))
    assert reasons(coded) == [(2, "segment is not in its document", "")]


def test_typographic_signs_and_layout_make_no_difference(root: Path) -> None:
    coded = take(
        root, row(2, "Two pounds eighty for a tea - some\n\n people  just went home", document="P02")
    )
    assert reasons(coded) == []
    assert not coded.placed[0].edited
    (passage,) = build(study(root))[0].passages
    assert passage.excerpt.quote == "Two pounds eighty for a tea – some people just went home"


def test_every_row_that_names_something_unknown_is_reported_with_its_row(root: Path) -> None:
    words = "What changed?"
    coded = take(
        root,
        row(2, words, "Csot"),
        row(3, words, "old"),
        row(4, words, ""),
        row(5, "  \n"),
        row(6, words, document="Interview 9"),
        row(7, words, document=""),
        row(8, words, coder="agreed"),
        row(9, words, coder="Jo Bloggs"),
        row(10, words, coder=""),
        row(11, words, "Access > Cost"),
    )
    assert reasons(coded) == [
        (2, "code “Csot” is not in the codebook", "did you mean “cost”?"),
        (3, "code “old” is retired", "it became cost"),
        (4, "no code", ""),
        (5, "no text in the segment", ""),
        (6, "document is not a source of the study", "its words stand in P01"),
        (7, "no document", "its words stand in P01"),
        (8, "“agreed” is no coder", "the agreed coding has files of its own"),
        (9, "coder's name is no id", '--coder "Jo Bloggs=ID"'),
        (10, "no coder", "--coder ID says who coded"),
    ]
    assert coded.new == 1


def test_of_several_codes_in_one_cell_the_unknown_ones_are_reported(root: Path) -> None:
    coded = take(root, row(2, "What changed?", "Cost\nNonsense\nReferral pathway"))
    assert coded.placed[0].codes == ("cost", "referral")
    assert [(one.segment.code, one.reason) for one in coded.unplaced] == [
        ("Nonsense", "code “Nonsense” is not in the codebook")
    ]


@pytest.mark.parametrize("document", ["P01", "P01.docx", "p01", "Group\\P01", "interviews/P01.txt", " P01 "])
def test_a_document_is_found_with_or_without_folder_and_suffix(root: Path, document: str) -> None:
    assert take(root, row(2, "What changed?", document=document)).placed[0].source == "P01"


@pytest.mark.parametrize(
    ("coder", "id"), [("AK", "AK"), ("ak", "AK"), ("Asha Karim", "AK"), ("X_1", "X_1"), ("", "RS")]
)
def test_a_coder_is_an_id_or_a_name_the_settings_know(root: Path, coder: str, id: str) -> None:
    assert take(root, row(2, "What changed?", coder=coder), default="RS").placed[0].coder == id


def test_ids_that_differ_in_case_only_share_a_file(root: Path) -> None:
    coded = take(root, row(2, "What changed?", coder="Zed"), row(3, "What changed?", "referral", coder="zed"))
    assert coded.paths == ("annotations/P01.Zed.yaml",)


def test_a_broken_file_keeps_its_bytes_and_its_rows_are_reported(root: Path) -> None:
    file = root / "annotations/P01.AK.yaml"
    file.parent.mkdir()
    file.write_bytes(b"excerpts:\n\t- broken")
    coded = take(root, row(2, "What changed?"), row(3, "Did you tell the organisers?", document="P02"))
    assert file.read_bytes() == b"excerpts:\n\t- broken"
    assert [number for number, reason, _ in reasons(coded) if "P01.AK.yaml cannot be changed" in reason] == [
        2
    ]
    assert coded.paths == ("annotations/P02.AK.yaml",)


def test_json_lines_are_added_to_in_kind(root: Path) -> None:
    file = root / "annotations/P01.AK.jsonl"
    file.parent.mkdir()
    file.write_bytes(b'{"quote": "What changed?", "codes": ["cost"]}\n')
    coded = take(root, row(2, "What changed?"), row(3, "My sister said"))
    assert coded.paths == ("annotations/P01.AK.jsonl",)
    assert len(file.read_bytes().strip().split(b"\n")) == 2
    assert len(build(study(root))[0].passages) == 2


def test_a_file_resolved_against_an_older_text_keeps_its_hash(root: Path) -> None:
    file = root / "annotations/P01.AK.yaml"
    file.parent.mkdir()
    file.write_bytes(b"text: " + b"0" * 64 + b"\nexcerpts: []\n")
    take(root, row(2, "What changed?"))
    after = file.read_text(encoding="utf-8")
    assert after.startswith("text: " + "0" * 64)
    assert f"  text: {study(root).sources['P01'].sha}\n" in after


def test_a_dry_run_writes_nothing(root: Path) -> None:
    coded = take(root, row(2, "What changed?"), dry_run=True)
    assert (coded.new, coded.paths) == (1, ("annotations/P01.AK.yaml",))
    assert not (root / "annotations").exists()


def test_hostile_words_are_placed_and_read_back(root: Path) -> None:
    hostile = "</script> {{ 7*7 }} | =1+1 'quoted' \"twice\" # no: yes 🙂 e\u0301 \u2028 end"
    (root / "transcripts/P01.txt").write_bytes((P01 + f"\nP01: {hostile}.\n").encode())
    take(root, row(2, hostile))
    (passage,) = build(study(root))[0].passages
    assert passage.excerpt.quote == hostile


def test_columns_are_known_by_the_names_other_tools_give() -> None:
    tables = {
        "maxqda": "Color,Comment,Document group,Document name,Code,Begin,End,Segment,Author\n"
        "c,m,g,P01,Cost,1,2,w,AK\n",
        "qualcoder": "File,Coder,Coded,Id,Codename,Coded_Memo,Category\nP01,AK,w,9,Cost,m,Access\n",
        "taguette": "id,document,tag,content\n1,P01,Cost,w\n",
        "atlas": "ID,Document,Quotation Content,Comment,Codes,Created by\n1:1,P01,w,m,Cost,AK\n",
    }
    for tool, text in tables.items():
        sheet, _ = parse_sheet("t.csv", text.encode())
        assert sheet is not None
        rows, notes = read_segments(sheet, {})
        assert rows is not None, (tool, notes)
        assert (rows[0].document, rows[0].code, rows[0].segment) == ("P01", "Cost", "w"), tool
        assert rows[0].coder == ("" if tool == "taguette" else "AK"), tool
        assert rows[0].memo == ("" if tool == "taguette" else "m"), tool


def test_a_column_that_cannot_be_told_is_asked_for() -> None:
    sheet, _ = parse_sheet("t.csv", b"document,code,what they said\nP01,Cost,w\n")
    assert sheet is not None
    rows, notes = read_segments(sheet, {})
    assert rows is None
    assert notes[-1].message == "no column for segment"
    told, _ = read_segments(sheet, {"segment": "What they said"})
    assert told is not None
    assert told[0].segment == "w"


def test_what_was_not_placed_can_be_mended_and_imported_again(root: Path, tmp_path: Path) -> None:
    coded = take(root, row(5, 'in March, "they"\nmoved', "Cost", memo="=1+1"), row(9, "I did."))
    text = unplaced_text(coded.unplaced)
    listed = list(csv.DictReader(io.StringIO(text, newline="")))
    assert listed[0]["row"] == "5"
    sheet, _ = parse_sheet("u.csv", text.encode())
    assert sheet is not None
    rows, _ = read_segments(sheet, {})
    assert rows is not None
    assert [(r.document, r.code, r.segment, r.coder, r.memo) for r in rows] == [
        ("P01", "Cost", 'in March, "they"\nmoved', "AK", "=1+1"),
        ("P01", "Cost", "I did.", "AK", ""),
    ]


def test_a_short_segment_within_a_longer_word_is_reported(root: Path) -> None:
    coded = take(root, row(2, "urge"), row(3, "surgery"))
    assert reasons(coded) == [(2, "segment stands only within longer words of its document", "")]
    assert coded.new == 1
