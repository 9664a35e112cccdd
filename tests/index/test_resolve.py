"""Finding quotes: resolve, or say so."""

import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_cli.index import occurrences, resolve
from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Status

from .study import place

STORY = """INT: How did it start?
P01: My brother took me along one evening, and nobody had told us
it could be gambling. I did not think about it again for a month.
INT: And then?
P01: Then the letters came. I put them in a drawer, all of them.
P02: He said “it’s nothing”, and we left it — for years…
INT: Who helped?
P01: I did not think about it again until my daughter asked. She is nine.
"""


def entry(quote: str, **more: Any) -> Excerpt:
    return Excerpt("k3f9a2q7", "P01", "AK", "annotations/P01.AK.yaml", 0, quote, ("stigma",), **more)


def one(text: str, quote: str, *, same_text: bool | None = None, **more: Any) -> Anchor:
    (anchor,) = resolve(text, [entry(quote, **more)], lines=Lines.of(text), same_text=same_text)
    return anchor


def words(text: str, anchor: Anchor) -> str:
    return text[anchor.start : anchor.end]


def recorded(text: str, quote: str, nth: int = 0) -> dict[str, Any]:
    """What the tool records of an occurrence: its place, and its surroundings."""
    start = occurrences(text, quote)[nth]
    end = start + len(quote)
    around = {"before": text[max(0, start - 64) : start], "after": text[end : end + 64]}
    return {"at": place(text, start, end), **(around if text.count(quote) > 1 else {})}


def test_a_quote_at_its_recorded_place_is_exact():
    quote = "I did not think about it again"
    second = recorded(STORY, quote, 1)["at"]
    anchor = one(STORY, quote, at=second, same_text=True)
    assert anchor == Anchor(Status.EXACT, occurrences(STORY, quote)[1], occurrences(STORY, quote)[1] + 30)


def test_a_quote_without_a_place_is_exact_where_it_stands_once():
    assert one(STORY, "I put them in a drawer").status is Status.EXACT


BROKEN = """P01: My sister came every
week. She drove.
INT: And?
P01: My sister came every week. Then no more.
"""


def test_a_copy_broken_over_two_lines_is_a_copy_too():
    anchor = one(BROKEN, "My sister came every week.")
    assert anchor.status is Status.AMBIGUOUS
    assert [Lines.of(BROKEN).line(c.start) for c in anchor.candidates] == [1, 4]


def test_a_word_with_context_on_one_side_only_is_not_told_from_a_copy_in_a_changed_text():
    text = "be be nobody nobody nobody had told"
    anchor = one(f"beZürich{text[2:]}", "be", same_text=False, **recorded(text, "be", 0))
    assert anchor.status is Status.AMBIGUOUS


def test_passages_that_shifted_with_their_neighbours_are_found_without_being_unique_in_kind():
    quotes = ["nobody had told us", "I put them in a drawer", "until my daughter asked"]
    entries = [entry(quote, at=recorded(STORY, quote)["at"]) for quote in quotes]
    later = "INT: A question heard later.\n" + STORY
    anchors = resolve(later, entries, lines=Lines.of(later), same_text=False)
    assert [words(later, anchor) for anchor in anchors] == quotes
    assert [anchor.status for anchor in anchors] == [Status.MOVED] * 3


def test_a_correction_inside_a_passage_between_shifted_neighbours_is_edited_at_its_place():
    long = (
        "My brother took me along one evening, and nobody had told us\nit could be gambling. I did not think"
    )
    quotes = ["How did it start?", long, "I put them in a drawer"]
    entries = [entry(quote, at=recorded(STORY, quote)["at"]) for quote in quotes]
    later = "INT: Heard later.\n" + STORY.replace("one evening", "one morning")
    anchors = resolve(later, entries, lines=Lines.of(later), same_text=False)
    assert [anchor.status for anchor in anchors] == [Status.MOVED, Status.EDITED, Status.MOVED]
    assert words(later, anchors[1]) == long.replace("evening", "morning")


def test_a_few_words_in_a_changed_text_must_stand_where_their_place_is_now():
    few = "a drawer, all"
    at = recorded(STORY, few)["at"]
    still = STORY.replace("nine", "ten")
    assert one(still, few, at=at, same_text=False).status is Status.EXACT
    elsewhere = STORY.replace("in a drawer, all of them", "away").replace("She is", "She has a drawer, all")
    assert one(elsewhere, few, at=at, same_text=False).status is Status.AMBIGUOUS


def test_a_place_in_the_hand_chooses_a_copy_in_another_layout():
    anchor = one(BROKEN, "My sister came every week.", at=Place(1, None, 2, None))
    assert (anchor.status, words(BROKEN, anchor)) == (Status.MOVED, "My sister came every\nweek.")


def test_a_quote_that_occurs_twice_is_ambiguous_without_context():
    anchor = one(STORY, "I did not think about it again")
    assert anchor.status is Status.AMBIGUOUS
    assert [c.start for c in anchor.candidates] == occurrences(STORY, "I did not think about it again")
    assert [c.score for c in anchor.candidates] == [1.0, 1.0]
    assert (anchor.start, anchor.end) == (0, 0)


@pytest.mark.parametrize(("at", "nth"), [(Place(3, None, 3, None), 0), (Place(8, None, 8, None), 1)])
def test_lines_in_the_hand_choose_between_two(at, nth):
    quote = "I did not think about it again"
    anchor = one(STORY, quote, at=at)
    assert (anchor.status, anchor.start) == (Status.EXACT, occurrences(STORY, quote)[nth])


@pytest.mark.parametrize("at", [Place(1, None, 8, None), Place(5, None, 6, None), Place(77, None, 78, None)])
def test_lines_that_hold_both_or_none_do_not_choose(at):
    assert one(STORY, "I did not think about it again", at=at).status is Status.AMBIGUOUS


def test_a_place_in_the_hand_outweighs_sloppy_context_where_the_words_stand_once():
    quote = "I put them in a drawer"
    assert one(STORY, quote, before="quite other words than those").status is Status.AMBIGUOUS
    at = Place(5, None, 5, None)
    assert one(STORY, quote, before="quite other words than those", at=at).status is Status.EXACT


def test_context_against_the_place_in_the_hand_leaves_it_open():
    quote = "I did not think about it again"
    around = {key: value for key, value in recorded(STORY, quote, 1).items() if key != "at"}
    assert one(STORY, quote, at=Place(3, None, 3, None), **around).status is Status.AMBIGUOUS


def test_a_recorded_place_does_not_choose_once_the_text_has_changed():
    quote = "I did not think about it again"
    at = recorded(STORY, quote, 0)["at"]
    assert one(STORY, quote, at=at, same_text=False).status is Status.AMBIGUOUS


@pytest.mark.parametrize("nth", [0, 1])
def test_context_chooses_between_two_after_an_insertion(nth):
    quote = "I did not think about it again"
    text = "P02: I did not think about it again. No.\n\n" + STORY
    anchor = one(text, quote, same_text=False, **recorded(STORY, quote, nth))
    assert (anchor.status, anchor.start) == (Status.MOVED, occurrences(text, quote)[nth + 1])


def test_a_copy_before_the_place_is_not_taken_when_the_words_themselves_were_edited():
    quote = "Then the letters came. I put them in a drawer, all of them."
    text = f"P02: {quote} He told me so.\n" + STORY.replace("a drawer", "the drawer")
    anchor = one(text, quote, same_text=False, **recorded(STORY, quote))
    assert anchor.status is Status.AMBIGUOUS
    assert len(anchor.candidates) == 2


def test_context_finds_the_edited_words_beside_an_unedited_copy():
    quote = "I did not think about it again"
    text = STORY.replace("again until", "once again until")
    anchor = one(text, quote, same_text=False, **recorded(STORY, quote, 1))
    assert anchor.status in (Status.EDITED, Status.AMBIGUOUS)
    if anchor.status is Status.EDITED:
        assert words(text, anchor) == "I did not think about it once again"


def test_a_copy_alone_does_not_stand_in_for_words_that_are_gone():
    quote = "I did not think about it again"
    text = STORY.replace("I did not think about it again until my daughter asked.", "")
    anchor = one(text, quote, same_text=False, **recorded(STORY, quote, 1))
    assert anchor.status is Status.AMBIGUOUS
    assert [c.start for c in anchor.candidates][:1] == occurrences(text, quote)


@pytest.mark.parametrize(
    "quote",
    [
        "nobody had told us it could be gambling",
        "nobody had told us\r\nit could be gambling",
        'He said "it\'s nothing", and we left it - for years...',
        "He said “it’s nothing”, and we left it -- for years…",
        "He said “it’s no\u00adthing”,\u00a0and we left it",
    ],
)
def test_layout_and_typography_do_not_lose_a_quote(quote):
    anchor = one(STORY, quote)
    assert anchor.status is Status.MOVED
    assert words(STORY, anchor)[:10].replace("\n", " ") in ("nobody had", "He said “i")


def test_decomposed_letters_are_found_where_composed_ones_stand():
    text = "P01: Wir saßen im Café und hörten zu.\n"
    anchor = one(text, unicodedata.normalize("NFD", "im Café und hörten"))
    assert (anchor.status, words(text, anchor)) == (Status.MOVED, "im Café und hörten")
    text = unicodedata.normalize("NFD", text)
    anchor = one(text, "im Café und hörten")
    assert words(text, anchor) == unicodedata.normalize("NFD", "im Café und hörten")


@pytest.mark.parametrize(
    "quote",
    [
        "Then the letters came. I hid them in a drawer, all of them.",
        "Then letters came. I just put them in a drawer, all of them.",
    ],
)
def test_a_misquoted_passage_is_found_as_edited(quote):
    anchor = one(STORY, quote, at=Place(5, 6, 5, 65), same_text=True)
    assert anchor.status is Status.EDITED
    assert words(STORY, anchor) == "Then the letters came. I put them in a drawer, all of them."


@pytest.mark.parametrize("quote", ["She is ten", "I do it", "drawers", "Who helps?"])
def test_short_words_are_never_taken_for_others(quote):
    assert one(STORY, quote).status is Status.LOST


@pytest.mark.parametrize("quote", ["", " ", "\n\n", "\u200b", "\u00ad"])
def test_a_quote_without_words_is_lost(quote):
    assert one(STORY, quote) == Anchor(Status.LOST, 0, 0)


def test_a_quote_that_is_not_there_is_lost_without_a_guess():
    anchor = one(STORY, "We moved to the coast the year after that and opened a shop there.")
    assert (anchor.status, anchor.start, anchor.end) == (Status.LOST, 0, 0)


def test_a_moved_quote_is_found_and_said_to_have_moved():
    text = "A line put in.\n" + STORY
    quote = "I put them in a drawer, all of them."
    anchor = one(text, quote, same_text=False, **recorded(STORY, quote))
    assert (anchor.status, words(text, anchor)) == (Status.MOVED, quote)


def test_a_quote_whose_place_did_not_change_stays_exact_though_the_text_did():
    text = STORY + "INT: Thank you.\n"
    quote = "I put them in a drawer, all of them."
    assert one(text, quote, same_text=False, **recorded(STORY, quote)).status is Status.EXACT


def test_a_quote_shortened_by_hand_is_found_again():
    anchor = one(STORY, "I put them in a drawer", at=Place(5, 6, 5, 65), same_text=True)
    assert (anchor.status, words(STORY, anchor)) == (Status.MOVED, "I put them in a drawer")


@pytest.mark.parametrize(
    "quote", ["</script>", "{{ 7*7 }}", "| a | b |", "=1+1", "👩🏽‍⚕️ und 😀", "a\u0301\u0302"]
)
def test_hostile_words_are_words(quote):
    text = f"P01: vorher {quote} nachher\u2028weiter\nP01: Ende\n"
    anchor = one(text, quote)
    assert (anchor.status, words(text, anchor)) == (Status.EXACT, quote)


def test_occurrences_that_overlap_are_all_seen():
    assert occurrences("ha ha ha ha", "ha ha") == [0, 3, 6]
    assert one("P01: ha ha ha\n", "ha ha").status is Status.AMBIGUOUS


@pytest.mark.parametrize("length", [64, 65, 130, 700, 6000])
def test_a_quote_of_any_length_is_found_after_an_edit(length):
    rng = random.Random(length)
    spoken = [
        rng.choice("bdgklmnprstvw") + rng.choice("aeiou") + rng.choice(("n", "r", "", "sk"))
        for _ in range(9000)
    ]
    text = " ".join(spoken)
    start = text.index(" ", 3000) + 1
    end = text.index(" ", start + length)
    quote = text[start:end]
    edited = text[: start + 20] + "something else" + text[start + 28 :]
    anchor = one(edited, quote, same_text=True)
    assert (anchor.status, anchor.start, anchor.end) == (Status.EDITED, start, end + 6)


WORDS = st.sampled_from(
    ("nobody", "had told", "us it could", "be", "gambling", "😀", "café", "well,", "—", "so…")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
OTHER = st.lists(st.sampled_from(("Zürich", "XIII", "\n", "1984,", "QUITE")), min_size=1).map(" ".join)


@given(TEXTS, st.data())
def test_the_place_is_always_within_the_text(text, data):
    quote = data.draw(st.one_of(TEXTS, st.text(max_size=30)))
    for same_text in (True, False, None):
        anchor = one(text, quote, same_text=same_text)
        assert 0 <= anchor.start <= anchor.end <= len(text)
        assert anchor.status.resolved == (anchor.start < anchor.end)
        assert all(0 <= c.start < c.end <= len(text) for c in anchor.candidates)


@given(TEXTS, st.data())
def test_a_quote_that_stands_once_is_exact_and_one_that_stands_twice_is_never_guessed(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    anchor = one(text, quote)
    if quote.isspace():
        assert anchor.status is Status.LOST
    elif len(occurrences(text, quote)) == 1:
        assert anchor == Anchor(Status.EXACT, start, end)
    else:
        assert anchor.status is Status.AMBIGUOUS
        assert len(anchor.candidates) == len(occurrences(text, quote))


@given(TEXTS, OTHER, st.data())
def test_other_text_put_in_elsewhere_moves_a_quote_and_never_misplaces_it(text, more, data):
    edges = sorted({0, len(text), *(i for i, character in enumerate(text) if character == " ")})
    start, end = sorted(data.draw(st.lists(st.sampled_from(edges), min_size=2, max_size=2, unique=True)))
    at = data.draw(st.sampled_from([edge for edge in edges if not start < edge < end]))
    now = text[:at] + " " + more + text[at:]
    shift = len(more) + 1 if at <= start else 0
    quote = text[start:end]
    start_of = occurrences(text, quote).index(start)
    anchor = one(now, quote, same_text=False, **recorded(text, quote, start_of))
    if anchor.status.resolved:
        assert (anchor.start, anchor.end) == (start + shift, end + shift)
