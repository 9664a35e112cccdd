"""Places carried over by the text that was coded: certain, or said to be changed, deleted or ambiguous."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_cli.index import resolve
from framework_cli.index.change import Change
from framework_cli.index.normal import Normal
from framework_cli.index.patience import common
from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor, Status

from . import simulation
from .study import place
from .test_simulation import invented, passages

OLD = """INT: How did it start?

P01: My brother took me along one evening, and nobody had told us it could be gambling.
It was just what people did on a Friday.

INT: And then?

P01: Then the letters came. I put them in a drawer, all of them, and told nobody.
I don't know. I could not look at them, to be honest, not for a long time.

INT: And now?

P01: I don't know. We talk about it more, my sister and I.
"""


def coded(text: str, *quotes: str) -> list[Excerpt]:
    """Excerpts at the first place of each quote in a text."""
    found = []
    for n, quote in enumerate(quotes):
        start = text.index(quote)
        at = place(text, start, start + len(quote))
        found.append(Excerpt(f"e{n}", "S", "AK", "", n, quote, (), at))
    return found


def carried(new: str, *quotes: str, old: str = OLD) -> list[Anchor]:
    return resolve(new, coded(old, *quotes), lines=Lines.of(new), same_text=False, old=old)


def one(new: str, quote: str, old: str = OLD) -> Anchor:
    return carried(new, quote, old=old)[0]


def test_a_passage_that_only_shifted_has_moved():
    new = "INT: Hello.\n\n" + OLD
    anchor = one(new, "nobody had told us it could be gambling")
    assert (anchor.status, new[anchor.start : anchor.end]) == (
        Status.MOVED,
        "nobody had told us it could be gambling",
    )


def test_a_passage_before_the_change_is_exact():
    assert one(OLD + "INT: Thanks.\n", "My brother took me").status is Status.EXACT


def test_a_corrected_passage_is_edited_and_its_new_words_are_within():
    new = OLD.replace("could be gambling", "might be gambling")
    anchor = one(new, "nobody had told us it could be gambling")
    assert anchor.status is Status.EDITED
    assert new[anchor.start : anchor.end] == "nobody had told us it might be gambling"


@pytest.mark.parametrize(
    ("was", "now", "quote", "expected"),
    [
        (
            "My brother took",
            "My own brother took",
            "My brother took me along",
            "My own brother took me along",
        ),
        ("My brother took", "His brother took", "My brother took me along", "His brother took me along"),
        ("My brother took", "brother took", "My brother took me along", "brother took me along"),
        ("one evening, and", "one night, and", "took me along one evening", "took me along one night"),
        ("one evening, and", "one, and", "took me along one evening", "took me along one"),
        (
            "one evening, and",
            "one evening late, and",
            "took me along one evening",
            "took me along one evening",
        ),
        ("one evening, and", "one evning, and", "took me along one evening", "took me along one evning"),
        (
            "P01: My brother",
            "P01: Well, my brother",
            "My brother took me along",
            "Well, my brother took me along",
        ),
        ("My brother", "[laughs] My brother", "My brother took me along", "My brother took me along"),
    ],
)
def test_the_ends_of_a_passage_stay_at_words(was, now, quote, expected):
    new = OLD.replace(was, now)
    anchor = one(new, quote)
    assert new[anchor.start : anchor.end] == expected


def test_a_new_layout_changes_no_place():
    new = OLD.replace("\n", "\r").replace("\r\r", "\n\n").replace("\r", " ").replace("don't", "don’t")
    quotes = ["nobody had told us it could be gambling.\nIt was just", "I don't know. We talk"]
    found = carried(new, *quotes)
    assert [anchor.status for anchor in found] == [Status.MOVED, Status.MOVED]
    assert [new[a.start : a.end] for a in found] == [
        "nobody had told us it could be gambling. It was just",
        "I don’t know. We talk",
    ]


def test_a_rewritten_passage_is_changed_and_what_stands_there_is_shown():
    new = OLD.replace(
        "I put them in a drawer, all of them, and told nobody.", "She burnt the lot in the yard."
    )
    anchor = one(new, "I put them in a drawer, all of them, and told nobody.")
    assert anchor.status is Status.CHANGED
    assert [new[c.start : c.end] for c in anchor.candidates] == ["She burnt the lot in the yard."]


def test_a_passage_that_was_taken_out_is_deleted():
    new = OLD.replace(" I put them in a drawer, all of them, and told nobody.", "")
    assert one(new, "I put them in a drawer, all of them, and told nobody.") == (Status.DELETED, 0, 0, ())


def test_a_passage_masked_for_confidentiality_is_not_in_its_mask():
    new = OLD.replace("I put them in a drawer, all of them, and told nobody.", "[redacted]")
    assert not one(new, "I put them in a drawer, all of them, and told nobody.").status.resolved


def test_of_two_copies_each_keeps_its_own_place():
    second = OLD.rindex("I don't know.")
    new = OLD.replace("INT: And then?", "INT: And then? I don't know.").replace(
        "Then the letters", "Well, the letters"
    )
    quote = Excerpt("e", "S", "AK", "", 0, "I don't know.", (), place(OLD, second, second + 13))
    anchor = resolve(new, [quote], lines=Lines.of(new), same_text=False, old=OLD)[0]
    assert (anchor.status, anchor.start) == (Status.EXACT, new.rindex("I don't know."))
    assert new.index("I don't know.") < OLD.index("I don't know.")


def test_a_copy_is_not_taken_for_a_passage_that_was_deleted():
    new = OLD.replace("\nI don't know. I could not", "\nI could not")
    assert one(new, "I don't know.").status is Status.DELETED


def test_a_copy_put_in_right_beside_makes_a_passage_ambiguous():
    new = OLD.replace("Then the letters came.", "Then the letters came. Then the letter came.")
    anchor = one(new, "Then the letters came.")
    assert anchor.status is Status.AMBIGUOUS
    assert "Then the letters came." in [new[c.start : c.end] for c in anchor.candidates]


def test_of_two_alike_side_by_side_one_of_which_was_deleted_neither_is_taken():
    old = OLD.replace("I don't know. I could", "I don't know. I don't know. I could")
    assert not one(OLD, "I don't know.", old=old).status.resolved


def test_a_copy_put_in_before_its_like_is_seen_however_the_difference_is_read():
    old = "P01: So you have This Week In Rust, This Week In React, and it lets you know what was merged."
    new = old.replace("This Week In Rust,", "This Week In Rust, This Week In Rust,")
    assert one(new, "This Week In Rust,", old=old).status is Status.AMBIGUOUS
    assert one(old, "This Week In Rust,", old=new).status is Status.AMBIGUOUS


LONG = (
    "P01: Then the letters came, and I put them in a drawer in the hall, all of them, one after the other, "
    "and I told nobody at all. It went on through the winter, and nobody had asked me about it, since I was "
    "the one who saw to the money. My sister found them when she was looking for a stamp, of all things.\n\n"
    "P01: She sat down on the stairs and read each of them, and she didn't say a word to me until the "
    "evening, when the children were in bed and the kettle was on.\n\n"
)


def test_of_a_paragraph_pasted_twice_neither_copy_is_taken_however_long_it_is():
    for quote in ("nobody had asked me", "read each of them, and she didn't say a word"):
        old = OLD + LONG + "INT: Thanks.\n"
        new = OLD + LONG + LONG + "INT: Thanks.\n"
        assert one(new, quote, old=old).status is Status.AMBIGUOUS
        corrected = (
            OLD + LONG.replace("nobody had", "no-one has").replace("each", "most") + LONG + "INT: Thanks.\n"
        )
        assert one(corrected, quote, old=old).status is Status.AMBIGUOUS
        assert one(old, quote, old=new).status is Status.AMBIGUOUS  # and which of two was taken out


def test_a_long_paragraph_put_in_beside_a_common_phrase_does_not_matter():
    end = (
        "P01: It was the winter after we moved to the coast, and what with the damp and the baby and his "
        "mother I told nobody. So that was that.\n"
    )
    old = OLD + end
    new = OLD + LONG + end
    anchor = one(new, "I told nobody", old=old)
    assert anchor.status is Status.MOVED
    assert anchor.start == new.rindex("I told nobody")


def test_a_copy_nearby_that_was_always_there_does_not_matter():
    old = "P01: I don't know. I don't know. We talk about it more, my sister and I, than we did before."
    new = old.replace("talk about it", "speak of it")
    second = old.rindex("I don't know.")
    quote = Excerpt("e", "S", "AK", "", 0, "I don't know.", (), place(old, second, second + 13))
    anchor = resolve(new, [quote], lines=Lines.of(new), same_text=False, old=old)[0]
    assert anchor == (Status.EXACT, second, second + 13, ())


def test_copies_of_sentences_elsewhere_do_not_outnumber_those_that_were_corrected():
    places = ("market", "station", "harbour", "library", "chapel", "garden", "kitchen", "office", "bridge")
    told = [
        f"On day {n} we went to the {p} and nobody there asked us anything." for n, p in enumerate(places)
    ]
    old = "P01: " + " ".join(told)
    new = (
        "INT: "
        + " ".join(told[5:])
        + "\n"
        + "P01: "
        + " ".join(line.replace("nobody", "no one") for line in told)
    )
    for line in told[5:]:
        anchor = one(new, line, old=old)
        assert not anchor.status.resolved or new[anchor.start : anchor.end] == line.replace(
            "nobody", "no one"
        )


SENTENCE = "It was just what people did on a Friday."


def test_a_sentence_cut_and_pasted_is_followed():
    new = OLD.replace(f"\n{SENTENCE}", "").replace(
        "We talk about it more", f"{SENTENCE} We talk about it more"
    )
    assert one(new, SENTENCE) == (Status.MOVED, new.index(SENTENCE), new.index(SENTENCE) + len(SENTENCE), ())


def test_a_sentence_cut_and_pasted_twice_is_not_followed():
    new = (
        OLD.replace(f"\n{SENTENCE}", "")
        .replace("We talk", f"{SENTENCE} We talk")
        .replace("INT: And then?", f"INT: {SENTENCE}")
    )
    anchor = one(new, SENTENCE)
    assert anchor.status is Status.AMBIGUOUS
    assert [new[c.start : c.end] for c in anchor.candidates] == [SENTENCE, SENTENCE]


def test_one_of_two_deleted_copies_pasted_elsewhere_is_not_followed():
    old = OLD.replace("INT: And now?", f"INT: And now? {SENTENCE}")
    new = OLD.replace(f"\n{SENTENCE}", "").replace("We talk", f"{SENTENCE} We talk")
    assert not one(new, SENTENCE, old=old).status.resolved


def test_a_sentence_cut_and_pasted_once_as_it_was_and_once_edited_is_not_followed():
    new = OLD.replace(f"\n{SENTENCE}", "").replace("We talk", f"{SENTENCE} We talk")
    new = new.replace("INT: Then", f"INT: {SENTENCE}").replace(
        "I could not look", f"{SENTENCE.replace('just', 'also')} I could not look"
    )
    assert not one(new, SENTENCE).status.resolved


def test_few_words_cut_and_pasted_are_not_followed():
    new = OLD.replace(" one evening,", "").replace("We talk", "One day, one evening, we talk")
    assert not one(new, "one evening,").status.resolved


def test_a_passage_edited_in_its_place_is_not_looked_for_at_a_new_copy():
    quote = "I put them in a drawer, all of them, and told nobody."
    new = OLD.replace(quote, "I put them all in a drawer, and told nobody.").replace(
        "INT: And now?", f"INT: You said: {quote}"
    )
    anchor = one(new, quote)
    assert new[anchor.start : anchor.end] != quote


def test_a_place_that_the_old_text_does_not_bear_out_is_not_trusted():
    quote = "I put them in a drawer"
    stray = Excerpt("e", "S", "AK", "", 0, quote, (), Place(3, 6, 3, 28))
    new = "INT: Hello.\n\n" + OLD
    anchor = resolve(new, [stray], lines=Lines.of(new), same_text=False, old=OLD)[0]
    assert not anchor.status.resolved or new[anchor.start : anchor.end] == quote


def test_a_quote_written_by_hand_may_mean_the_text_of_today():
    new = OLD.replace("INT: And now?", "INT: And now? I put them in a drawer?")
    for at in (None, Place(9, None, 9, None)):
        quote = Excerpt("e", "S", "AK", "", 0, "I put them in a drawer", (), at)
        anchor = resolve(new, [quote], lines=Lines.of(new), same_text=False, old=OLD)[0]
        assert anchor.status is Status.AMBIGUOUS


@pytest.mark.parametrize("new", ["", "INT: All new.\n", "P01: " + "word " * 200])
def test_a_text_of_which_nothing_is_left_holds_no_passage(new):
    assert not one(new, "nobody had told us it could be gambling").status.resolved


# Laws.

WORDS = st.lists(
    st.sampled_from(["a", "I", "we", "drawer", "letters", "naïve", "🙂", ".", "told", "so"]), max_size=60
)
TEXTS = WORDS.map(" ".join)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_what_two_texts_share_is_the_same_in_both_and_in_order(old, new):
    for blocks in common(old, new):
        end = upto = 0
        for block in blocks:
            assert block.old >= end and block.new >= upto and block.length > 0
            end, upto = block.old + block.length, block.new + block.length
            assert old[block.old : end] == new[block.new : upto]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_words_that_are_left_stand_in_the_order_in_which_they_stood(old, new):
    change = Change(Normal.of(old), Normal.of(new))
    left = [(block.old, block.old + block.length) for block in change.words]
    words = simulation.words_of(change.old.text)
    places = [change.now(*w) for w in words if any(s <= w[0] and w[1] <= e for s, e in left)]
    assert all(0 <= start < end <= len(change.new.text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_passage_is_within_the_text_it_went_to(old, new):
    change = Change(Normal.of(old), Normal.of(new))
    for word in simulation.words_of(change.old.text):
        start, end = change.now(*word)
        assert 0 <= start <= end <= len(change.new.text)
        assert start < end or change.kept(*word) == 0


@settings(deadline=None)
@given(TEXTS)
def test_an_unchanged_text_keeps_every_place(text):
    change = Change(Normal.of(text), Normal.of(text))
    for start, end in simulation.words_of(change.old.text):
        assert change.now(start, end) == (start, end)
        assert change.kept(start, end) == end - start


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", [0.02, 0.1])
def test_there_and_back_again_is_where_it_began(seed, share):
    rng = random.Random(seed)
    old = invented()
    places = passages(old, rng, 40)
    new = simulation.edit_words(old, share, rng).text
    there = resolve(
        new,
        [simulation.excerpt_at(old, *p, n) for n, p in enumerate(places)],
        lines=Lines.of(new), same_text=False, old=old,
    )  # fmt: skip
    unchanged = [
        (a, p) for a, p in zip(there, places, strict=True) if a.status in (Status.EXACT, Status.MOVED)
    ]
    assert unchanged
    back = resolve(
        old,
        [simulation.excerpt_at(new, a.start, a.end, n) for n, (a, _) in enumerate(unchanged)],
        lines=Lines.of(old), same_text=False, old=new,
    )  # fmt: skip
    for anchor, (_, began) in zip(back, unchanged, strict=True):
        assert not anchor.status.resolved or (anchor.start, anchor.end) == began
