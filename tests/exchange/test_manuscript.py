"""Manuscripts from a word processor: every paragraph at its number."""

import io

import docx
import pytest
from docx.shared import Cm

from framework_cli.exchange.manuscript import read_manuscript
from framework_cli.model.manuscript import Paragraph
from tests.exchange import word


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document) -> tuple[Paragraph, ...]:
    paragraphs, problem = read_manuscript(saved(document))
    assert problem == ""
    return paragraphs


def test_headings_quotations_and_empty_paragraphs_keep_their_numbers():
    document = docx.Document()
    document.add_heading("Results", 1)
    document.add_paragraph("One.")
    document.add_paragraph("")
    document.add_paragraph("My sister came.", style="Quote")
    document.add_heading("Shame", 2)
    document.add_paragraph("An item.", style="List Bullet")
    assert read(document) == (
        Paragraph("Results", heading=1),
        Paragraph("One."),
        Paragraph(""),
        Paragraph("My sister came.", quoted=True),
        Paragraph("Shame", heading=2),
        Paragraph("An item."),
    )


def test_an_indented_paragraph_is_set_off_as_a_quotation():
    document = docx.Document()
    document.add_paragraph("My sister came.").paragraph_format.left_indent = Cm(1)
    document.add_paragraph("Not so.").paragraph_format.first_line_indent = Cm(1)
    assert [paragraph.quoted for paragraph in read(document)] == [True, False]


def test_paragraphs_of_tables_count_too():
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "P01", "“My sister came”"
    document.add_paragraph("After.")
    assert [paragraph.text for paragraph in read(document)] == [
        "Before.",
        "P01",
        "“My sister came”",
        "After.",
    ]


def test_what_was_deleted_is_left_out_and_what_was_inserted_is_read():
    body = (
        "<w:p><w:r><w:t>My sister </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>came</w:t></w:r></w:ins></w:p>"
    )
    assert read_manuscript(word.docx(body)) == ((Paragraph("My sister came"),), "")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not really", word.docx("<w:p>"), b"hello"])
def test_what_is_no_document_is_refused_with_its_reason(data):
    paragraphs, problem = read_manuscript(data)
    assert paragraphs == ()
    assert problem
