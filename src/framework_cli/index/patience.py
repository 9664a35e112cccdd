"""What two states of a text have in common, in order: patience diff on words, letters in what is left.

Runs of three words that stand once in each text are matched, as many as keep their order (a longest
increasing subsequence); between them the search is made again within the gap, then word by word, then
letter by letter where the words are much alike. Few words in common between many that are not are no match.
Where most of the text stands as it did, whole sentences are matched first: that is faster.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

RUN = 3
# Gaps larger than this many pairs of words hold nothing that could be told apart by likeness alone.
LARGEST = 20_000_000
# Letters are compared where the two sides of a gap are so alike, and neither is very long. Sentences that
# have nothing to do with each other share half their letters in order.
A_WORD, SHORT = 40, 1_000
WORDS_ALIKE, ALIKE = 0.5, 0.7
_WORDS = re.compile(r"\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.?!]*[.?!]* ?")
# A block of fewer letters between longer stretches that differ may match by chance.
CHANCE = 30
# Shorter sentences ("Yes, I do.") may come up again by chance. Sentences alone are followed where so much of
# both texts is in them: where most were corrected, those put in somewhere else would outnumber the others.
A_SENTENCE, MOST = 40, 0.8


class Block(NamedTuple):
    """Letters that stand in both texts: where, and how many."""

    old: int
    new: int
    length: int


class _Words(NamedTuple):
    """A stretch of a text as words and signs, with the offset of each."""

    words: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "_Words":
        found = list(_WORDS.finditer(text, start, end))
        return cls([each[0] for each in found], [each.start() for each in found])


class Common(NamedTuple):
    """What two texts share, in order: whole words, and letters too where words were merely corrected.

    The blocks of either list neither touch nor overlap.
    """

    words: list[Block]
    letters: list[Block]


def common(old: str, new: str) -> Common:
    """Compare two texts."""
    if old == new:
        all_of_it = [Block(0, 0, len(old))] if old else []
        return Common(all_of_it, all_of_it)
    head = _head(old, new)
    tail = _tail(old, new, min(len(old), len(new)) - head)
    head, tail = _at_a_word(old, new, head, tail)
    found = [Block(0, 0, head)] if head else []
    found += _by_sentences(old, (head, len(old) - tail), new, (head, len(new) - tail))
    if tail:
        found.append(Block(len(old) - tail, len(new) - tail, tail))
    words = _solid(_joined(old, new, found), old, new)
    return Common(words, _joined(old, new, [*_within(old, new, words)]))


def _head(old: str, new: str) -> int:
    """How many letters two texts share at their start (halving: slices compare in C)."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old[low:middle] == new[low:middle] else (low, middle - 1)
    return low


def _tail(old: str, new: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        same = old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _at_a_word(old: str, new: str, head: int, tail: int) -> tuple[int, int]:
    """Shorten what is shared at the ends of the texts to whole words, and by one for safety."""
    head = old.rfind(" ", 0, head) + 1 if head < max(len(old), len(new)) else head
    start = old.find(" ", len(old) - tail) if tail else -1
    return head, len(old) - start if start >= 0 else 0


def _by_sentences(old: str, ours: tuple[int, int], new: str, theirs: tuple[int, int]) -> list[Block]:
    """The sentences that two stretches share, and the words in the gaps between these."""
    here, there = _sentences(old, *ours), _sentences(new, *theirs)
    pairs = sorted((i, there[said], len(said)) for said, i in here.items() if said in there)
    kept = [pairs[n] for n in rising([j for _, j, _ in pairs])]
    (end, to), (upto, last) = ours, theirs
    if sum(length for _, _, length in kept) < MOST * max(to - end, last - upto):
        kept = []
    found = []
    for i, j, length in [*kept, (to, last, 0)]:
        found += _by_words(_Words.of(old, end, i), _Words.of(new, upto, j))
        if length:
            found.append(Block(i, j, length))
        end, upto = i + length, j + length
    return found


def _sentences(text: str, start: int, end: int) -> dict[str, int]:
    """The longer sentences that stand once in a stretch, and where."""
    places: dict[str, int] = {}
    for found in _SENTENCES.finditer(text, start, end):
        if found.end() - found.start() >= A_SENTENCE:
            places[found[0]] = -1 if found[0] in places else found.start()
    return {said: at for said, at in places.items() if at >= 0}


def _by_words(old: _Words, new: _Words) -> list[Block]:
    return [
        Block(old.starts[i + n], new.starts[j + n], len(old.words[i + n]))
        for i, j, count in _matched(old.words, new.words)
        for n in range(count)
    ]


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of words in both, in order: their places and how many."""
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        i, to, j, upto = waiting.pop()
        if i == to or j == upto:
            continue
        ours, theirs = old[i:to], new[j:upto]
        runs = _unique(ours, theirs) if to - i > RUN and upto - j > RUN else []
        if not runs:
            yield from ((i + a, j + b, count) for a, b, count in _equal(ours, theirs))
            continue
        yield from ((i + a, j + b, count) for a, b, count in runs)
        edges = [(0, 0, 0), *runs, (to - i, upto - j, 0)]
        for (a, b, count), (next_a, next_b, _) in pairwise(edges):
            waiting.append((i + a + count, i + next_a, j + b + count, j + next_b))


def _unique(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs that grew from three words which stand once in each, as many as keep their order."""
    ours, theirs = _once(old), _once(new)
    pairs = [(i, theirs[run]) for run, i in ours.items() if run in theirs]
    pairs.sort()
    kept = [pairs[n] for n in rising([j for _, j in pairs])]
    runs: list[tuple[int, int, int]] = []
    for i, j in kept:
        if runs:
            a, b, count = runs[-1]
            if i < a + count or j < b + count:
                continue  # the run before has grown over it
        floor = (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) if runs else (0, 0)
        first, last = 0, RUN
        while i - first > floor[0] and j - first > floor[1] and old[i - first - 1] == new[j - first - 1]:
            first += 1
        while i + last < len(old) and j + last < len(new) and old[i + last] == new[j + last]:
            last += 1
        runs.append((i - first, j - first, first + last))
    return runs


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The runs of words that stand once, and where."""
    places: dict[tuple[str, ...], int] = {}
    for n, run in enumerate(zip(words, words[1:], words[2:], strict=False)):
        places[run] = -1 if run in places else n
    return {run: n for run, n in places.items() if n >= 0}


def rising(values: Sequence[int], *, level: bool = False) -> list[int]:
    """Positions of a longest run of rising values (patience sorting); `level`: of values that never fall."""
    pile_of = bisect_right if level else bisect_left
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        pile = pile_of(tops, value)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [n]
    run = []
    n = ends[-1] if ends else -1
    while n >= 0:
        run.append(n)
        n = before[n]
    return run[::-1]


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The longest common subsequence of two short lists of words, or of two words' letters, as runs."""
    if len(old) * len(new) > LARGEST:
        return
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield step.src_start, step.dest_start, step.src_end - step.src_start


def _joined(old: str, new: str, blocks: list[Block]) -> list[Block]:
    """Blocks with what stands between two of them where it is the same in both texts."""
    found: list[Block] = []
    for block in sorted(blocks):
        if found:
            last = found[-1]
            end, upto = last.old + last.length, last.new + last.length
            if block.old - end == block.new - upto and old[end : block.old] == new[upto : block.new]:
                found[-1] = Block(last.old, last.new, block.old + block.length - last.old)
                continue
        found.append(block)
    return found


def _solid(blocks: list[Block], old: str, new: str) -> list[Block]:
    """Without short blocks between longer stretches that differ: they match by chance."""
    kept: list[Block] = []
    waiting = blocks[::-1]
    while waiting:
        block = waiting.pop()
        end, upto = (kept[-1].old + kept[-1].length, kept[-1].new + kept[-1].length) if kept else (0, 0)
        after = waiting[-1] if waiting else Block(len(old), len(new), 0)
        before = max(block.old - end, block.new - upto)
        behind = max(after.old - block.old, after.new - block.new) - block.length
        if block.length < min(before, behind, CHANCE):
            if kept:
                waiting.append(kept.pop())  # what differs on its right has grown: it is looked at again
            continue
        kept.append(block)
    return kept


def _within(old: str, new: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks, and the letters that agree in the gaps whose words are much alike."""
    from rapidfuzz import fuzz

    end = upto = 0
    for block in [*blocks, Block(len(old), len(new), 0)]:
        ours, theirs = old[end : block.old], new[upto : block.new]
        small = 0 < len(ours) <= SHORT and 0 < len(theirs) <= SHORT
        enough = WORDS_ALIKE if max(len(ours), len(theirs)) <= A_WORD else ALIKE
        if small and fuzz.ratio(ours, theirs) >= 100 * enough:
            for i, j, count in _equal(ours, theirs):
                yield Block(end + i, upto + j, count)
        if block.length:
            yield block
        end, upto = block.old + block.length, block.new + block.length
