"""Real transcripts, edited at random: what resolves is where it belongs."""

import random
from collections import Counter
from pathlib import Path

import pytest

from . import simulation

HELD_OUT = slice(1, None, 8)


def transcripts(shared: Path) -> list[str]:
    files = sorted((shared / "changelog-interviews" / "txt").glob("*.txt"))[HELD_OUT]
    assert files
    return [file.read_text(encoding="utf-8") for file in files]


def invented() -> str:
    """Talk that repeats itself, as talk does."""
    rng = random.Random(5)
    words = [
        "i",
        "we",
        "they",
        "had",
        "told",
        "nobody",
        "about",
        "it",
        "the",
        "letters",
        "again",
        "so",
        "well",
    ]
    words += [
        f"{a}{b}{c}" for a in ("ka", "re", "mi", "so") for b in ("len", "tor", "vi") for c in ("", "na", "rd")
    ]
    lines = []
    for n in range(180):
        sentence = " ".join(rng.choices(words, k=rng.randint(8, 60)))
        lines.append(f"{('INT', 'P01')[n % 2]}: {sentence}.")
    return "\n\n".join(lines) + "\n"


def passages(text: str, rng: random.Random, count: int) -> list[tuple[int, int]]:
    """Passages that keep apart from each other."""
    found: list[tuple[int, int]] = []
    while len(found) < count:
        start, end = simulation.pick(text, rng)
        if all(end < s or e < start for s, e in found):
            found.append((start, end))
    return sorted(found)


def tally(
    texts: list[str], share: float, *, twice: bool = False, context: bool | None = None, known: bool = False
) -> Counter[str]:
    """How passages fare; `known`: the text that was coded is known."""
    total: Counter[str] = Counter()
    for n, text in enumerate(texts):
        rng = random.Random(n)
        places = passages(text, rng, 20)
        if twice:
            planted = simulation.plant(text, places, rng)
            text, places = planted.text, [planted.where(*place) for place in places]
        excerpts = [simulation.excerpt_at(text, *p, k, context=context) for k, p in enumerate(places)]
        edited = simulation.edit_words(text, share, rng) if share else simulation.reformat(text, rng)
        truths = [edited.where(*place) for place in places]
        total += simulation.score(excerpts, truths, edited.text, old=text if known else None)
    return total


@pytest.mark.shared
def test_a_new_layout_loses_no_quote_that_has_context(shared):
    found = tally(transcripts(shared), 0, context=True)
    assert found == {"good": found.total()}


@pytest.mark.shared
@pytest.mark.parametrize(("share", "resolved"), [(0.01, 0.98), (0.05, 0.95), (0.1, 0.9)])
def test_edits_misplace_no_quote_and_lose_few(shared, share, resolved):
    found = tally(transcripts(shared), share, context=True)
    assert found["wrong"] == 0
    assert found["good"] + found["near"] >= resolved * found.total()


@pytest.mark.shared
@pytest.mark.parametrize("share", [0.02, 0.05])
def test_a_copy_before_the_place_is_never_taken(shared, share):
    found = tally(transcripts(shared), share, twice=True)
    assert found["wrong"] == 0
    assert found["good"] + found["near"] >= 0.9 * found.total()


@pytest.mark.parametrize("share", [0.01, 0.05, 0.1])
def test_edits_misplace_no_quote_in_invented_talk(share):
    found = tally([invented()], share)
    assert found["wrong"] == 0
    assert found["good"] + found["near"] >= 0.7 * found.total()


@pytest.mark.parametrize("share", [0.02, 0.05])
def test_a_copy_before_the_place_is_never_taken_in_invented_talk(share):
    found = tally([invented()], share, twice=True)
    assert found["wrong"] == 0
    assert found["good"] + found["near"] >= 0.9 * found.total()


@pytest.mark.shared
def test_with_the_old_text_a_new_layout_changes_no_place(shared):
    found = tally(transcripts(shared), 0, known=True)
    assert found == {"good": found.total()}


@pytest.mark.shared
@pytest.mark.parametrize(("share", "resolved"), [(0.01, 0.995), (0.02, 0.99), (0.05, 0.99), (0.1, 0.98)])
@pytest.mark.parametrize("twice", [False, True])
def test_with_the_old_text_edits_misplace_no_quote_and_lose_next_to_none(shared, share, resolved, twice):
    found = tally(transcripts(shared), share, twice=twice, known=True)
    assert found["wrong"] == 0
    assert found["good"] + found["near"] >= resolved * found.total()


@pytest.mark.parametrize("share", [0.01, 0.05, 0.1])
@pytest.mark.parametrize("twice", [False, True])
def test_with_the_old_text_talk_that_repeats_itself_is_no_trap(share, twice):
    found = tally([invented()], share, twice=twice, known=True)
    assert found["wrong"] == 0
    assert found["good"] + found["near"] >= 0.95 * found.total()
