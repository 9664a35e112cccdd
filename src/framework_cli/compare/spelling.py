"""Codes that differ between coders by a slip: which were most likely meant."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from framework_cli.model.excerpt import AGREED
from framework_cli.model.study import Study
from framework_cli.read import suggest

# Labels in people's own words must be nearly the same; ids are short and one is as good as another.
_LABELS_ALIKE = 90


class Likely(NamedTuple):
    """A word that a coder used and the one that was likely meant.

    `open` says that it is a provisional label; `meant` is then a codebook id or another's label.
    """

    coder: str
    word: str
    uses: int
    meant: str
    open: bool


def likely(study: Study, coders: Iterable[str] = ()) -> Iterator[Likely]:
    """Codes that the codebook does not have, and open labels, each with what was likely meant.

    Codes are compared with the codebook, and where that holds none, with those of the other coders;
    labels with the codebook's names and ids and with the other coders' labels.
    """
    wanted = frozenset(coders)
    codes: dict[str, Counter[str]] = {}
    labels: dict[str, Counter[str]] = {}
    for file in study.annotations:
        if file.coder != AGREED and (not wanted or file.coder in wanted):
            for excerpt in file.excerpts:
                codes.setdefault(file.coder, Counter()).update(dict.fromkeys(excerpt.codes, 1))
                labels.setdefault(file.coder, Counter()).update(dict.fromkeys(excerpt.open, 1))
    book = study.codebook
    for coder in sorted(codes):
        for code, uses in sorted(codes[coder].items()):
            if code in book.codes or code in book.retired:
                continue
            known = book.codes or {c for other in codes if other != coder for c in codes[other]} - {code}
            meant = suggest(code, known)
            if meant and (book.codes or not _both(codes, code, meant)):
                yield Likely(coder, code, uses, meant, False)
    names = {code.name: code.id for code in book.codes.values()} | {id: id for id in book.codes}
    for coder in sorted(labels):
        others = {label for other in labels if other > coder for label in labels[other]}
        for label, uses in sorted(labels[coder].items()):
            near = _alike(label, names | {other: other for other in others - {label}})
            if near:
                yield Likely(coder, label, uses, near, True)


def _both(codes: dict[str, Counter[str]], one: str, other: str) -> bool:
    """Whether somebody uses both words, so that they are not two spellings of one."""
    return any(held[one] and held[other] for held in codes.values())


def _alike(label: str, known: dict[str, str]) -> str | None:
    """The id or label whose words are nearly the same."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        label,
        sorted(known),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=_LABELS_ALIKE,
    )
    return known[found[0]] if found else None
