"""The Markdown report: a snapshot, and hostile text that stays text for a parser."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from framework_cli.render.report import Options, Part, Stamp, to_markdown
from framework_cli.render.report.direction import closed
from framework_cli.render.report.markdown import quoted, text
from framework_cli.render.report.views import Said
from tests.render.report_study import SCRIPT, WILD, report, write_study

SNAPSHOT = Path(__file__).parent / "report.snapshot.md"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


def test_a_small_study_reads_as_in_the_snapshot(study: Path):
    page = to_markdown(report(study))
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(page, encoding="utf-8", newline="\n")
    assert page == SNAPSHOT.read_bytes().decode()


def test_two_runs_are_alike_and_only_a_stamp_brings_a_date(study: Path):
    assert to_markdown(report(study)) == to_markdown(report(study))
    stamped = to_markdown(report(study, Options(stamp=Stamp("2026-03-01", "abc123"), parts=(Part.OVERVIEW,))))
    assert "Made on 2026-03-01 from commit abc123." in stamped


def inline(markdown: str) -> list[tuple[str, str]]:
    """The inline tokens of a document: kind and text."""
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(markdown)
    return [(child.type, child.content) for token in tokens for child in token.children or ()]


def plain(markdown: str) -> str:
    """What a reader of the document sees, if there is nothing in it but text."""
    found = inline(markdown)
    kinds = {kind for kind, _ in found} - {"text", "text_special", "softbreak"}
    assert not kinds, found
    return "".join(content for _, content in found)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
def test_whatever_the_text_it_stays_text(words: str):
    seen = plain(f"before {text(words)}")
    meant = f"before {closed(words)}"
    assert seen.split() == meant.split() or seen.split(" ") == meant.split(" ")


@pytest.mark.parametrize(
    "words", [WILD, SCRIPT, "# no", "- no", "1. no", "+ no", "> no", "=== no", ": no", "---"]
)
def test_text_that_begins_like_markup_is_a_paragraph(words: str):
    tokens = MarkdownIt("commonmark").parse(text(words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert plain(text(words)).split() == words.split()


def test_a_quotation_of_several_paragraphs_is_one_quotation():
    tokens = MarkdownIt("commonmark").parse(quoted([Said("", "one\ntwo"), Said("", "# three")]))
    assert [t.type for t in tokens if t.type.startswith(("blockquote", "heading"))] == [
        "blockquote_open",
        "blockquote_close",
    ]
    assert [t.content for t in tokens if t.type == "inline"] == ["one two", "\\# three"]


def test_no_html_comes_from_the_studys_text(study: Path):
    page = to_markdown(report(study))
    tokens = MarkdownIt("commonmark").parse(page)
    raw = [t.content for t in tokens if t.type == "html_block"]
    raw += [c.content for t in tokens for c in t.children or () if c.type == "html_inline"]
    assert raw
    assert all(tag == "</span>" or tag.startswith('<span id="q-') for tag in raw)


def test_links_to_quotes_lead_to_places_in_the_file(study: Path):
    page = to_markdown(report(study))
    tokens = MarkdownIt("commonmark").parse(page)
    links = [c.attrs["href"] for t in tokens for c in t.children or () if c.type == "link_open"]
    assert len(links) > 10
    assert all(f'<span id="{str(link)[1:]}"></span>' in page for link in links)


def test_a_table_keeps_its_columns_whatever_a_name_holds(study: Path):
    tokens = MarkdownIt("commonmark").enable("table").parse(to_markdown(report(study)))
    tables: list[list[int]] = []
    for token in tokens:
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append(0)
        elif token.type in ("td_open", "th_open"):
            tables[-1][-1] += 1
    assert tables[:3] == [[7] * 3, [3] * 7, [3] * 7]
    assert len(tables) > 5
    assert all(len(set(widths)) == 1 for widths in tables)
