"""An agenda's words, the same in every format: what is in dispute, who coded what, what was left out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from framework_cli.compare.comparison import CodeUse, Comparison
from framework_cli.compare.disagreements import Difference, Item, Kind
from framework_cli.compare.spelling import Likely
from framework_cli.model.study import Study
from framework_cli.model.words import number_of, typed

NOBODY = "No source was read by several coders: there is nothing to compare."
_MOST = 6
# Who is not compared, or not in full; and where a source's readers say so.
_APART = (
    ("not marked as read through, so that what was not coded is not missed", "midway"),
    ("not on the roster, so that what was not coded is not missed", "unasked"),
    ("on the roster, with nothing coded or marked as read yet", "waiting"),
    (
        "left out, on another version of the transcript (`framework check --fix` brings places up to date)",
        "apart",
    ),
)


def said(difference: Difference) -> str:
    """A difference in a few words: `AK, not RS`, `AK, where RS gave another code`."""
    having, others = listed(difference.coders), listed(difference.others)
    if difference.kind is Kind.EDGES:
        both = "both" if len(difference.coders) == 2 else having
        return f"{both}, with other boundaries ({number_of(difference.characters, 'character')})"
    if difference.kind is Kind.MISSED:
        return f"{having}, not {others}"
    return f"{having}, where {others} gave another code"


def agreed_codes(item: Item) -> list[str]:
    """The codes of an item that are not in dispute."""
    disputed = {difference.code for difference in item.differences}
    return sorted({cluster.code for cluster in item.clusters} - disputed)


def title(study: Study, code: str) -> str:
    """A code's number and name, or its id where the codebook does not have it."""
    known = study.codebook.codes.get(code)
    return f"{known.number} {known.name}" if known else code


def counts(use: CodeUse, coders: Iterable[str]) -> list[int]:
    """A code's row: each coder's uses, places, those alike, missed, under another code, edges alone."""
    own = [use.uses.get(coder, 0) for coder in coders]
    return [*own, use.compared, use.alike, use.missed, use.other, use.edges]


def by_code(comparison: Comparison, items: Iterable[Item]) -> Iterator[tuple[str, bool, list[Item]]]:
    """The items in the order given, in groups: the code they stand under, and whether about edges only."""
    for (only_edges, code), group in groupby(items, key=lambda i: (i.only_edges, comparison.leading(i))):
        yield code, only_edges, list(group)


def heading(comparison: Comparison, shown: Iterable[Item]) -> list[str]:
    """What is compared, and how much of it is alike, in sentences."""
    if not comparison.readers:
        return [NOBODY]
    count = len(list(shown))
    sources = ", ".join(f"{r.source} ({', '.join(r.coders)})" for r in comparison.readers)
    taken = len(comparison.disputes) - len(comparison.open)
    lines = [
        f"{number_of(len(comparison.readers), 'source')} read by several: {sources}.",
        f"{number_of(len(comparison.alike), 'item')} coded alike, {len(comparison.disputes)} in dispute"
        + (f", {taken} of them decided." if taken else "."),
    ]
    return [*lines, f"{number_of(count, 'item')} below."] if count != len(comparison.disputes) else lines


def remarks(comparison: Comparison, likely: Iterable[Likely]) -> Iterator[str]:
    """What a reader must know: who is not compared and why, words that were likely slips, talk left out."""
    every = (*comparison.readers, *comparison.left)
    for said, field in _APART:
        apart = [(each.source, getattr(each, field)) for each in every if getattr(each, field)]
        if apart:
            yield f"{said}: {_by_source(apart)}"
    if comparison.torn:
        yield f"left out, since an annotation file cannot be read: {', '.join(comparison.torn)}"
    if comparison.silent:
        held = number_of(comparison.silent, "excerpt that holds", "excerpts that hold")
        yield f"left out: {held} interviewers' talk only (--speakers all compares that too)"
    for word in likely:
        times = number_of(word.uses, "passage")
        if word.open:
            yield (f"{word.coder}'s open label “{word.word}” ({times}): perhaps the same as “{word.meant}”")
        else:
            yield (
                f"{word.coder}'s code “{word.word}” ({times}) is not in the codebook: did "
                f"{word.coder} mean “{word.meant}”? --same {word.word}={word.meant} reads it so"
            )


def _by_source(held: Sequence[tuple[str, Sequence[str]]]) -> str:
    """`P05 (RS), P07 (AK and RS)`, the first few of many."""
    told = ", ".join(f"{source} ({listed(coders)})" for source, coders in held[:_MOST])
    return f"{told} and {len(held) - _MOST} more" if len(held) > _MOST else told


def listed(names: Iterable[str]) -> str:
    """`AK`, `AK and RS`, `AK, RS and TM`."""
    held = list(names)
    return " and ".join(filter(None, (", ".join(held[:-1]), *held[-1:])))


def commands(item: Item) -> list[str]:
    """What would carry a decision out: each excerpt taken, or all left out."""
    ids = [p.excerpt.id for p in item.passages]
    if not all(ids):
        return ["framework check --fix"]
    return [
        *(f"framework compare --adopt {typed(id)}" for id in ids),
        f"framework compare --leave-out {item.id}",
    ]
