"""An analyst's words taken apart: nothing lost, nothing taken for what it is not."""

import re

from hypothesis import given
from hypothesis import strategies as st

from framework_cli.render.report.views import Block, Piece, Prose
from framework_cli.render.report.words import plain, prose


def cite(found: re.Match[str]) -> Piece:
    return Piece("cite", found["id"] or f"{found['source']}:{found['line']}", star=bool(found["star"]))


def shape(blocks: Prose) -> list[tuple[str, ...]]:
    return [tuple(piece.kind for piece in item) for block in blocks for item in block.items]


def test_a_summary_with_citations_and_a_comment():
    blocks = prose("Waited [*@k3f9a2q7]; left [P01:45-47].\n[[Compare [@m2x8d0aa].]]", cite)
    assert blocks == (
        Block(
            (
                (
                    Piece("text", "Waited "),
                    Piece("cite", "k3f9a2q7", star=True),
                    Piece("text", "; left "),
                    Piece("cite", "P01:45"),
                    Piece("text", ".\n"),
                    Piece(
                        "comment",
                        inside=(Piece("text", "Compare "), Piece("cite", "m2x8d0aa"), Piece("text", ".")),
                    ),
                ),
            )
        ),
    )


def test_a_blank_line_parts_paragraphs_also_after_a_citation():
    assert shape(prose("one [@a]\n\ntwo\n \nthree", cite)) == [("text", "cite"), ("text",), ("text",)]


def test_bullets_begin_lines_and_a_dash_within_one_does_not():
    blocks = prose("Lead - in:\n- first [@a] - and on\n- second", cite)
    assert [(block.bullets, len(block.items)) for block in blocks] == [(False, 1), (True, 2)]
    assert shape(blocks) == [("text",), ("text", "cite", "text"), ("text",)]


def test_comments_can_be_left_out():
    assert prose("[[secret]]", cite, comments=False) == ()
    assert shape(prose("Said [[secret\n\nof two paragraphs]] more", cite, comments=False)) == [
        ("text", "text")
    ]


def test_a_comment_that_is_not_closed_stays_text():
    assert shape(prose("Said [[ no end", cite)) == [("text",)]


@given(st.text(alphabet="ab [@]*\n-|:1"))
def test_no_letter_is_lost(words: str):
    def letters(pieces: tuple[Piece, ...]) -> str:
        return "".join(letters(p.inside) if p.kind == "comment" else p.text for p in pieces)

    def keep(found: re.Match[str]) -> Piece:
        return Piece("text", found.group())

    kept = "".join(letters(item) for block in prose(words, keep) for item in block.items)
    assert re.sub(r"[^ab1]", "", kept) == re.sub(r"[^ab1]", "", words)


def test_plain_words_keep_what_looks_like_a_citation():
    assert plain("see [@k3f9a2q7]")[0].items[0][1] == Piece("text", "[@k3f9a2q7]")
