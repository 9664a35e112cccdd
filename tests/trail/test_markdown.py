"""Changes as Markdown: never longer than a comment may be, and nothing of a study is more than text."""

from markdown_it import MarkdownIt

from framework_cli.render.trail.item import Group, Item, Section, Words
from framework_cli.render.trail.markdown import LIMIT, bullet, diff_markdown, safe
from framework_cli.render.trail.page import Page, Side
from framework_cli.render.trail.words import marked, word_diff

EVIL = "</details><script>x</script> @team #7 {{ 7*7 }} `c` | [a](http://b.c) www.d.e *f* \x1b[31m\u2028😀"


def page(*sections: Section) -> Page:
    return Page("T", "", Side("HEAD"), Side("the files as they are"), (), sections, str)


def test_what_is_too_long_for_a_comment_is_counted_and_the_rest_is_told():
    long = Section(
        "Coding", [Group("AK in P01", [Item("+", "coded 1 as 1.1 X", f"id{n}") for n in range(5000)])], ""
    )
    short = Section("Memos", [Group("", [Item("+", "m1: memo added")])], "1 added")
    text = diff_markdown(page(long, short))
    assert len(text) < LIMIT + 2_000
    assert "Too long to be listed here: Coding." in text
    assert "m1: memo added" in text


def test_hostile_words_are_only_words():
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render("- " + safe(EVIL))
    for open in ("<script", "<a ", "<code", "<em", "</details", "\x1b"):
        assert open not in html
    assert "@team" not in safe(EVIL)
    told = "\n".join(bullet(Item("~", EVIL, EVIL, (Words(EVIL, EVIL, EVIL + " more"),)), True))
    assert "<script" not in MarkdownIt("commonmark", {"html": True}).render(told)


def test_words_that_changed_are_marked_and_the_rest_stands_once():
    assert marked("I had not slept", "I'd not slept at all") == "[-I had-]{+I'd+} not slept{+ at all+}"
    assert marked("", "new") == "new"
    assert marked("gone", "") == "gone"
    pieces = word_diff("a b c", "a x c")
    assert "".join(p.text for p in pieces if p.sign != "+") == "a b c"
    assert "".join(p.text for p in pieces if p.sign != "-") == "a x c"


def test_texts_that_are_too_long_to_compare_are_shown_as_gone_and_come():
    assert [p.sign for p in word_diff("a " * 3000, "b " * 3000)] == ["-", "+"]
