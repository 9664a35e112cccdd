"""The words of one cell put in place of others: nothing else of the file changes."""

import pytest

from framework_cli.model.cell import ChartFile
from framework_cli.model.codebook import Code, Codebook
from framework_cli.write.errors import SpliceError
from framework_cli.write.summaries import put_words, set_words

CHART = ChartFile("charts/P01.md", "P01")
BOOK = Codebook(
    codes={
        "a": Code("a", "First", "1", 0, "a"),
        "b": Code("b", "Second", "1.1", 1, "a", "b", "a"),
        "c": Code("c", "Third", "1.2", 1, "a", "c", "a"),
    }
)
TEXT = "# 1 First\n## 1.1 Second {#b state=nothing-said}\n[[Smiled.]]\n\n## 1.2 Third {#c}\nOld.\n"


def test_a_heading_that_is_missing_is_made_where_it_belongs() -> None:
    text = TEXT.replace("## 1.1 Second {#b state=nothing-said}\n[[Smiled.]]\n\n", "")
    after = put_words(BOOK, CHART, text, "b", "New.")
    assert after == "# 1 First\n\n## 1.1 Second {#b}\nNew.\n\n## 1.2 Third {#c}\nOld.\n"


def test_a_cell_that_was_silent_is_so_no_longer_once_it_has_a_summary() -> None:
    assert put_words(BOOK, CHART, TEXT, "b", "[[Shrugged.]]") == TEXT.replace("Smiled", "Shrugged")
    after = put_words(BOOK, CHART, TEXT, "b", "Said a lot.")
    assert after == TEXT.replace(" state=nothing-said", "").replace("[[Smiled.]]", "Said a lot.")


@pytest.mark.parametrize("words", ["One <!-- and no end", "<!--", "fine <!-- closed --> but <!-- not"])
def test_words_that_leave_a_comment_open_are_refused(words: str) -> None:
    for id in ("b", "c"):
        with pytest.raises(SpliceError):
            set_words(CHART, TEXT, id, words)


def test_a_comment_that_was_left_open_before_does_not_stand_in_the_way_elsewhere() -> None:
    text = TEXT.replace("Old.", "Old <!-- open")
    assert put_words(BOOK, CHART, text, "b", "[[New.]]") == text.replace("Smiled", "New")
