"""Cases of other projects' test suites: their texts and quotes, put as questions to this tool.

Where another tool guesses and this one says that it cannot know, the test says so.
"""

import pytest

from framework_cli.index import resolve
from framework_cli.index.change import Change
from framework_cli.index.normal import Normal
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Status

from .study import place

# Hypothesis client, src/annotator/anchoring/test/match-quote-test.js (BSD-2-Clause).
SOLITUDE = (
    "Many years later, as he faced the firing squad, Colonel Aureliano Buendía was to remember that "
    "distant afternoon when his father took him to discover ice"
)
CITIES = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of "
    "foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, "
    "it was the season of Darkness, it was the spring of hope, it was the winter of despair, we had "
    "everything before us, we had nothing before us, we were all going direct to Heaven, we were all going "
    "direct the other way."
)
# Apache Annotator, packages/dom/test/text-quote/match-cases.ts (Apache-2.0).
LOREM = "lorem ipsum dolor amet yada yada"


def looked_for(text: str, quote: str, before: str = "", after: str = "") -> Anchor:
    """A quote without a place, by its words and the words around it."""
    excerpt = Excerpt("e", "S", "AK", "", 0, quote, (), None, before, after)
    return resolve(text, [excerpt], lines=Lines.of(text), same_text=None)[0]


def followed(old: str, new: str, start: int, end: int) -> Anchor:
    """A quote at its place in the old text, followed to the new one."""
    excerpt = Excerpt("e", "S", "AK", "", 0, old[start:end], (), place(old, start, end))
    return resolve(new, [excerpt], lines=Lines.of(new), same_text=False, old=old)[0]


@pytest.mark.parametrize(
    ("quote", "before", "after", "expected"),
    [
        ("before us", "we had everything ", "", "before us, we had nothing"),
        ("before us", "we had nothing ", "", "before us, we were all going"),
        ("before us", "we had every-thing ", "", "before us, we had nothing"),
        ("we had", "", " everything", "we had everything"),
        ("we had", "", " nothing", "we had nothing"),
    ],
)
def test_hypothesis_context_chooses_between_copies(quote, before, after, expected):
    at = CITIES.index(expected)
    assert looked_for(CITIES, quote, before, after) == (Status.EXACT, at, at + len(quote), ())


@pytest.mark.parametrize(
    ("quote", "before", "after", "expected"),
    [
        ("before us", "we had nout ", "", "before us, we were all going"),
        ("we had", "", " ever ting", "we had everything"),
        ("we had", "", " nutting", "we had nothing"),
    ],
)
def test_hypothesis_chooses_by_a_word_of_context_much_changed_and_here_it_is_ambiguous(
    quote, before, after, expected
):
    anchor = looked_for(CITIES, quote, before, after)
    assert anchor.status is Status.AMBIGUOUS
    assert CITIES.index(expected) in [candidate.start for candidate in anchor.candidates]


def test_hypothesis_finds_an_exact_quote():
    assert looked_for(SOLITUDE, "discover ice") == (Status.EXACT, len(SOLITUDE) - 12, len(SOLITUDE), ())


@pytest.mark.parametrize(
    "quote", ["some years later", "Many yers later", "Some years later", "Some years after"]
)
def test_hypothesis_takes_the_nearest_likeness_and_here_so_few_words_are_lost_without_the_old_text(quote):
    assert looked_for(SOLITUDE, quote).status is Status.LOST
    old = SOLITUDE.replace("Many years later", quote)
    assert followed(old, SOLITUDE, 0, len(quote)) == (Status.EDITED, 0, len("Many years later"), ())


@pytest.mark.parametrize(("text", "quote"), [(CITIES, SOLITUDE), ("", "foobar"), ("foobar", "")])
def test_hypothesis_finds_nothing_where_nothing_is(text, quote):
    assert looked_for(text, quote) == (Status.LOST, 0, 0, ())


@pytest.mark.parametrize("hinted", ["everything ", "nothing "])
def test_hypothesis_needs_a_hint_for_a_misspelt_quote_that_comes_twice_and_the_old_text_tells(hinted):
    at = CITIES.index(f"{hinted}before us") + len(hinted)
    old = CITIES[:at] + "befor us" + CITIES[at + len("before us") :]
    assert followed(old, CITIES, at, at + 8) == (Status.EDITED, at, at + 9, ())
    assert not looked_for(CITIES, "befor us").status.resolved


def test_hypothesis_takes_a_copy_whose_context_disagrees_and_here_a_person_is_asked():
    for text, quote, before, after in (
        (SOLITUDE, "years later", "It used to be many ", ""),
        ("Some document text", "text", "", " missing"),
    ):
        anchor = looked_for(text, quote, before, after)
        assert anchor.status is Status.AMBIGUOUS
        assert [text[c.start : c.end] for c in anchor.candidates] == [quote]


LONG = 'This is a string which exceeds the "word size" of the JS language.'


# approx-string-match-js, test/index-test.ts (MIT): the pattern is what was coded, the text what it became.
@pytest.mark.parametrize(
    ("text", "quote", "start", "end"),
    [
        ("three blind mice", "blind", 6, 11),
        ("three blind mice", "three", 0, 5),
        ("three blind mice", "bliind", 6, 11),
        ("three blind mice", "blnd", 6, 11),
        ("three blind mice", "thrae", 0, 5),
        ("facebook", "fccebook", 0, 8),
        ("facebook", "fcebook", 0, 8),
        ("foursquare andseven", "four square and seven", 0, 19),
        ("four squareand seven", "square  and", 5, 14),
        ("sm😊le", "smile", 0, 5),
        ("sm😊le", "sm😊le", 0, 5),
        ("foo" * 5 + "bar" * 20 + "baz" * 5, "bar" * 20, 15, 75),
        ("foo" * 5 + "bar" * 10 + "zog" + "bar" * 10 + "baz" * 5, "bar" * 20, 15, 78),
        ("A great discovery solves a great problem but there is a grain", "discvery", 8, 17),
        ("four score", "score", 5, 10),
        (LONG, "his is a string which exceeds th", 1, 33),
        (LONG, "exceeds the \"word size\" of the JS", 23, 56),
    ],
)  # fmt: skip
def test_approx_string_match_misspelt_words_are_followed(text, quote, start, end):
    old = text[:start] + quote + text[end:]
    anchor = followed(old, text, start, start + len(quote))
    assert (anchor.status.resolved, anchor.start, anchor.end) == (True, start, end)


@pytest.mark.parametrize(
    ("text", "quote"), [("foo bar " * 5, "foo"), ("This is a string. " * 5, "This is a string.")]
)
def test_approx_string_match_lists_all_copies_and_here_they_are_candidates_until_the_old_text_tells(
    text, quote
):
    anchor = looked_for(text, quote)
    assert anchor.status is Status.AMBIGUOUS
    assert len(anchor.candidates) == 5
    third = anchor.candidates[2].start
    assert followed(text, f"Well. {text}", third, third + len(quote)).start == third + 6


def test_approx_string_match_few_letters_that_are_other_letters_are_not_found():
    assert looked_for("four candles", "foouur").status is Status.LOST


@pytest.mark.parametrize(
    ("quote", "before", "after", "start"),
    [
        ("dolor am", "", "", 12),
        ("lorem ipsum", "", "", 0),
        ("yada yada", "", "", 23),
        ("yada", "t ", "", 23),
        ("o", "", "l", 13),
        ("o", "l", "re", 1),
    ],
)
def test_apache_annotator_quotes_with_one_place_have_it(quote, before, after, start):
    assert looked_for(LOREM, quote, before, after) == (Status.EXACT, start, start + len(quote), ())


@pytest.mark.parametrize(
    ("text", "quote", "before", "after", "starts"),
    [
        (LOREM, "yada", "", "", [23, 28]),
        ("bananas", "ana", "", "", [1, 3]),
        (LOREM, "o", "l", "r", [1, 15]),
    ],
)
def test_apache_annotator_gives_every_match_and_here_they_are_candidates(text, quote, before, after, starts):
    anchor = looked_for(text, quote, before, after)
    assert anchor.status is Status.AMBIGUOUS
    assert set(starts) <= {candidate.start for candidate in anchor.candidates}


@pytest.mark.parametrize(
    ("text", "start", "end"), [(LOREM, 23, 27), (LOREM, 28, 32), ("bananas", 1, 4), ("bananas", 3, 6)]
)
def test_apache_annotator_the_old_text_tells_matches_apart_even_those_that_overlap(text, start, end):
    new = f"So: {text}"
    assert followed(text, new, start, end) == (Status.MOVED, start + 4, end + 4, ())


@pytest.mark.parametrize(("before", "after"), [("oopsum ", ""), ("", " amot")])
def test_apache_annotator_a_context_that_disagrees_is_no_match(before, after):
    assert not looked_for(LOREM, "dolor", before, after).status.resolved


@pytest.mark.parametrize("quote", ["holy grail", ""])
def test_apache_annotator_nothing_is_found_for_other_words_or_none(quote):
    assert looked_for(LOREM, quote) == (Status.LOST, 0, 0, ())


# diff-match-patch, tests of diff_xIndex (Apache-2.0): a place in the old text is translated to the new.
@pytest.mark.parametrize(("old", "new", "at", "now"), [("axyz", "1234xyz", 2, 5), ("a1234xyz", "axyz", 3, 1)])
def test_diff_match_patch_a_place_is_translated(old, new, at, now):
    assert Change(Normal.of(old), Normal.of(new)).now(at, at) == (now, now)
