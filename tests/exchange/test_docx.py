"""Word documents come in as Word shows them, tracked insertions accepted; what is dropped is said."""

import zipfile
from io import BytesIO

import pytest

from framework_cli.exchange.docx import parse_docx
from framework_cli.exchange.package import DEPTH_LIMIT
from framework_cli.exchange.transcripts import Options, written
from tests.exchange.word import HEAD, W, docx, p, run, table


def text_of(data: bytes) -> str:
    talk, _ = parse_docx(data)
    assert talk is not None
    return written("a.docx", "a", talk, Options())[0]


def messages(data: bytes) -> list[str]:
    return [note.message for note in parse_docx(data)[1]]


def refusal(data: bytes) -> str:
    talk, notes = parse_docx(data)
    assert talk is None
    return notes[0].message


def test_paragraphs_become_turns_and_a_paragraph_without_label_goes_on() -> None:
    body = p("Ana: First.") + p("Second paragraph.") + p("Ben: Yes.") + p("Ana: Third.") + p("Ben: No.")
    expected = "Ana: First.\n\nSecond paragraph.\n\nBen: Yes.\n\nAna: Third.\n\nBen: No.\n"
    assert text_of(docx(body)) == expected


def test_words_split_over_runs_are_joined_and_breaks_and_tabs_kept() -> None:
    body = p(run("Ana: some"), run("thing"), "<w:r><w:br/><w:t>below</w:t><w:tab/><w:t>aside</w:t></w:r>")
    body += p("Ana: again")
    assert text_of(docx(body)) == "Ana: something\nbelow\taside\n\nAna: again\n"


def test_tracked_insertions_stay_and_deletions_go_with_a_warning() -> None:
    body = p(
        run("Ana: it was "),
        '<w:del w:id="1"><w:r><w:delText>awful</w:delText></w:r></w:del>',
        f'<w:ins w:id="2">{run("hard")}</w:ins>',
        run(" for us"),
    ) + p("Ana: yes")
    assert text_of(docx(body)) == "Ana: it was hard for us\n\nAna: yes\n"
    assert messages(docx(body)) == ["tracked changes: 1 insertion kept, 1 deletion dropped"]


def test_text_that_was_moved_stands_where_it_was_moved_to_only() -> None:
    moved = run("the moved words")
    body = p("Ana: x ", f"<w:moveFrom>{moved}</w:moveFrom>") + p("Ana: y ", f"<w:moveTo>{moved}</w:moveTo>")
    assert text_of(docx(body)) == "Ana: x\n\nAna: y the moved words\n"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = p(mark, run("Ana: one ")) + p("sentence.") + p("Ana: two")
    assert text_of(docx(body)) == "Ana: one sentence.\n\nAna: two\n"


def test_a_table_of_speakers_and_words_is_read_row_by_row() -> None:
    body = table(("Ana", "First."), ("Ben:", "Yes."), ("Ana", "Then."), ("Ben:", "No."))
    assert text_of(docx(body)) == "Ana: First.\n\nBen: Yes.\n\nAna: Then.\n\nBen: No.\n"


def test_row_numbers_and_time_stamps_of_a_table_are_no_speakers() -> None:
    body = table(("1", "00:00:01", "Ana", "First."), ("2", "00:00:09", "Ben", "Yes."))
    body += table(("3", "0:12", "Ana", "Then."), ("4", "(0:14)", "Ben", "No."))
    assert text_of(docx(body)) == "Ana: First.\n\nBen: Yes.\n\nAna: Then.\n\nBen: No.\n"
    assert messages(docx(body)) == ["4 numbers before a table's rows dropped"]


def test_another_table_keeps_its_cells_apart_by_tabs() -> None:
    body = p("Ana: see below") + table(("a", "b", "c"), ("d", "e", "f")) + p("Ana: so")
    assert text_of(docx(body)) == "Ana: see below\n\na\tb\tc\n\nd\te\tf\n\nAna: so\n"


def test_the_heading_that_teams_writes_is_a_speaker() -> None:
    def said(name: str, time: str, words: str) -> str:
        return p(run(name, "<w:b/>"), run(f"   {time}"), "<w:r><w:br/></w:r>", run(words))

    body = (
        said("Ana Costa", "0:03", "Hello.") + said("Ben", "0:07", "Hi.") + said("Ana Costa", "1:00:02", "So.")
    )
    talk, _ = parse_docx(docx(body + said("Ben", "1:00:04", "Yes.")))
    assert talk is not None
    assert [s.time for s in talk.stretches] == ["00:00:03", "00:00:07", "01:00:02", "01:00:04"]
    assert written("a", "a", talk, Options())[0].startswith("Ana Costa: Hello.\n\nBen: Hi.\n\nAna Costa: So.")


def test_what_is_dropped_is_counted() -> None:
    body = p(
        "<w:pPr><w:numPr/></w:pPr>",
        run("Ana: words"),
        "<w:r><w:commentReference/></w:r><w:r><w:footnoteReference/></w:r><w:r><w:footnoteReference/></w:r>",
        "<w:r><w:drawing><a:blip/></w:drawing></w:r>",
        run("secret", "<w:vanish/>"),
        run("shown", '<w:vanish w:val="0"/>'),
    )
    data = docx(body, parts=("word/header1.xml",))
    assert messages(data) == [
        "1 comment dropped",
        "2 footnotes dropped",
        "1 stretch of hidden text dropped",
        "1 image dropped",
        "1 automatic list number dropped",
        "headers and footers dropped",
    ]
    assert text_of(data) == "Ana: wordsshown\n"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both += "</mc:AlternateContent></w:r>"
    assert text_of(docx(p(run("Ana: see"), both))) == "Ana: see\n\nIn the box.\n"


def test_hostile_words_stay_words() -> None:
    body = p("Ana: &lt;/script&gt; {{ 7*7 }} | =1+1 🙂 e\u0301 \u2028") + p("Ana: yes")
    assert text_of(docx(body)).startswith("Ana: </script> {{ 7*7 }} | =1+1 🙂 e\u0301 \u2028")


def test_a_document_type_is_refused_before_its_entities_are_read() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + HEAD.partition("?>")[2]
    assert (
        refusal(docx(p("Ana: &a;"), head=bomb))
        == "the file declares a document type, which no Office file does"
    )


def test_a_small_document_that_packs_well_is_no_bomb() -> None:
    assert text_of(docx(p("Ana: " + "a" * 500_000))).startswith("Ana: aaa")


def test_a_zip_bomb_is_refused_without_unpacking_it() -> None:
    assert "like a ZIP bomb" in refusal(docx(p("a" * 5_000_000)))


def test_absurd_nesting_is_refused() -> None:
    deep = "<w:ins>" * (DEPTH_LIMIT + 1) + "</w:ins>" * (DEPTH_LIMIT + 1)
    assert refusal(docx(p(deep))) == "the file is nested too deep"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"case,words", "the file is no Office package"),
        (b"PK\x03\x04 not really", "the file is no Office package, or damaged"),
        (docx(""), "the document holds no text"),
        (docx("<w:p>"), "the file holds broken XML (line 1)"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, message: str) -> None:
    assert refusal(data) == message


def test_a_package_without_the_main_part_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    assert refusal(stream.getvalue()) == "the file has no part word/document.xml"


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(docx(p("Ana: " + "".join(map(chr, range(33, 500))).replace("<", "").replace("&", ""))))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 40] = b"\x00" * 40
    assert refusal(bytes(data)) == "the file has a damaged part word/document.xml"


def test_a_strict_document_with_another_namespace_is_read() -> None:
    head = HEAD.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert text_of(docx(p("Ana: a") + p("Ana: b"), head=head)) == "Ana: a\n\nAna: b\n"


def test_an_unknown_encoding_of_the_xml_is_refused() -> None:
    assert (
        refusal(docx(p("x"), head=HEAD.replace("UTF-8", "UTF-m")))
        == "the file holds XML in an unknown encoding"
    )
