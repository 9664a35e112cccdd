"""Edited transcripts of which it is known where every passage went."""

import random
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from framework_cli.index import resolve
from framework_cli.model.excerpt import Excerpt
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Anchor

from .study import place

CONTEXT = 64


class Edited(NamedTuple):
    """A text after edits; each edit is (old start, old end, new start, new end), in order."""

    text: str
    edits: list[tuple[int, int, int, int]]

    def where(self, start: int, end: int) -> tuple[int, int]:
        """Where an old passage is now."""
        return self._now(start, after=True), self._now(end, after=False)

    def _now(self, offset: int, *, after: bool) -> int:
        i = bisect_right(self.edits, offset, key=lambda e: e[0] if after else e[0] + 1) - 1
        if i < 0:
            return offset
        _, old_end, new_start, new_end = self.edits[i]
        if offset >= old_end:
            return new_end + offset - old_end
        return new_start if after else new_end


def replaced(text: str, changes: list[tuple[int, int, str]]) -> Edited:
    """Apply changes that do not overlap."""
    parts: list[str] = []
    edits = []
    at = now = 0
    for start, end, new in sorted(changes):
        if start < at:
            continue
        parts += (text[at:start], new)
        now += start - at
        edits.append((start, end, now, now + len(new)))
        now += len(new)
        at = end
    return Edited("".join((*parts, text[at:])), edits)


@lru_cache(maxsize=4)
def words_of(text: str) -> list[tuple[int, int]]:
    found = []
    at = 0
    for word in text.replace("\n", " ").split(" "):
        if word:
            found.append((at, at + len(word)))
        at += len(word) + 1
    return found


def edit_words(text: str, share: float, rng: random.Random) -> Edited:
    """Insert, delete, replace and misspell words until `share` of the characters have changed."""
    words = words_of(text)
    changes: dict[int, tuple[int, int, str]] = {}
    done = 0
    while done < share * len(text):
        n = rng.randrange(len(words))
        if n in changes:
            continue
        start, end = words[n]
        other = text[slice(*rng.choice(words))]
        kind = rng.choice("idrm")
        if kind == "i":
            changes[n] = (start, start, other + " ")
            done += len(other) + 1
        elif kind == "d":
            changes[n] = (start, min(end + 1, len(text)), "")
            done += end + 1 - start
        elif kind == "r":
            changes[n] = (start, end, other)
            done += max(len(other), end - start)
        else:
            at = rng.randrange(start, end)
            changes[n] = (at, at + 1, rng.choice("abcdefghijklmnopqrstuvwxyz"))
            done += 1
    return replaced(text, list(changes.values()))


def reformat(text: str, rng: random.Random) -> Edited:
    """Wrap lines anew, curl quotes, decompose letters, put in soft hyphens: no word changes."""
    changes = []
    for at, character in enumerate(text):
        decomposed = unicodedata.normalize("NFD", character)
        if character == " " and rng.random() < 0.1:
            changes.append((at, at + 1, rng.choice(("\n", "  ", "\N{NO-BREAK SPACE}", " \n"))))
        elif character == '"':
            changes.append((at, at + 1, rng.choice("“”")))
        elif character == "'":
            changes.append((at, at + 1, "’"))
        elif decomposed != character:
            changes.append((at, at + 1, decomposed))
        elif character.isalpha() and rng.random() < 0.002:
            changes.append((at, at, "\N{SOFT HYPHEN}"))
    return replaced(text, changes)


def pick(text: str, rng: random.Random, shortest: int = 15, longest: int = 900) -> tuple[int, int]:
    """A passage of whole words, its length drawn evenly on a logarithmic scale."""
    words = words_of(text)
    while True:
        wanted = shortest * (longest / shortest) ** rng.random()
        first = rng.randrange(len(words))
        last = first
        while last + 1 < len(words) and words[last][1] - words[first][0] < wanted:
            last += 1
        start, end = words[first][0], words[last][1]
        if end - start >= shortest:
            return start, end


def excerpt_at(text: str, start: int, end: int, n: int, *, context: bool | None = None) -> Excerpt:
    """An excerpt as the tool writes it: context only where the quote is not unique, unless told."""
    quote = text[start:end]
    if context is None:
        context = text.count(quote) > 1
    before = text[max(0, start - CONTEXT) : start] if context else ""
    after = text[end : end + CONTEXT] if context else ""
    return Excerpt(f"e{n:05d}", "S", "AK", "", n, quote, (), place(text, start, end), before, after)


def outcome(anchor: Anchor, truth: tuple[int, int] | None) -> str:
    """Good, near (overlapping by half or more), wrong or reported."""
    if not anchor.status.resolved:
        return "reported"
    if truth is None:
        return "wrong"
    if (anchor.start, anchor.end) == truth:
        return "good"
    common = min(anchor.end, truth[1]) - max(anchor.start, truth[0])
    return "near" if common * 2 >= max(truth[1] - truth[0], 1) else "wrong"


Seen = Callable[[Excerpt, Anchor, "tuple[int, int] | None", str, str], None]


def score(
    excerpts: Sequence[Excerpt],
    truths: Sequence[tuple[int, int] | None],
    text: str,
    *,
    same_text: bool | None = False,
    old: str | None = None,
    seen: Seen | None = None,
) -> Counter[str]:
    """How each excerpt fared in an edited text."""
    anchors = resolve(text, excerpts, lines=Lines.of(text), same_text=same_text, old=old)
    tally: Counter[str] = Counter()
    for excerpt, anchor, truth in zip(excerpts, anchors, truths, strict=True):
        result = outcome(anchor, truth)
        tally[result] += 1
        if seen:
            seen(excerpt, anchor, truth, result, text)
    return tally


def plant(text: str, places: Sequence[tuple[int, int]], rng: random.Random) -> Edited:
    """Copy each passage to a word boundary before it."""
    words = words_of(text)
    changes = []
    for start, end in places:
        before = [w for w in words if w[0] <= start and not any(s < w[0] < e for s, e in places)]
        at = rng.choice(before)[0]
        changes.append((at, at, text[start:end] + " "))
    return replaced(text, changes)


def cut_and_paste(
    text: str, chosen: Sequence[tuple[int, int]], rng: random.Random, places: Sequence[tuple[int, int]]
) -> tuple[Edited, list[tuple[int, int]]]:
    """Cut passages out and put each in at the start of a word that lies in no other; where they are now."""
    free = [start for start, _ in words_of(text) if not any(s < start <= e for s, e in places)]
    targets = rng.sample(free, len(chosen))
    changes = [(start, end, "") for start, end in chosen]
    changes += [(at, at, text[s:e] + " ") for at, (s, e) in zip(targets, chosen, strict=True)]
    moved = replaced(text, changes)
    new = {start: now for start, end, now, _ in moved.edits if start == end}
    return moved, [(new[at], new[at] + end - start) for at, (start, end) in zip(targets, chosen, strict=True)]


def move_sentences(text: str, share: float, rng: random.Random, places: Sequence[tuple[int, int]]) -> Edited:
    """Move sentences that touch none of some places until `share` of the characters has moved."""
    ends = [at + 2 for at in range(len(text) - 2) if text[at] in ".?!" and text[at + 1] == " "]
    sentences = [
        (start, end - 1)
        for start, end in pairwise(ends)
        if 20 < end - start < 300 and not any(start <= e and s <= end for s, e in places)
    ]
    rng.shuffle(sentences)
    chosen: list[tuple[int, int]] = []
    while sentences and sum(end - start for start, end in chosen) < share * len(text):
        chosen.append(sentences.pop())
    return cut_and_paste(text, chosen, rng, [*places, *chosen])[0]
