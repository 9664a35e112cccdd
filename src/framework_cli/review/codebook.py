"""The codebook as it stands: what is coded under each entry, and what is out of use."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.index import counted, distinct
from framework_cli.model.codebook import Code, Retired
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


class Entry(NamedTuple):
    """A codebook entry, how many passages are coded under it or below it, and of how many cases.

    Only coding that counts and holds participants' talk; overlapping passages count once.
    """

    code: Code
    passages: int
    cases: int


class OutOfUse(NamedTuple):
    """A retired id, and how many excerpts still carry it."""

    retired: Retired
    excerpts: int


def entries(study: Study, index: Index) -> Iterator[Entry]:
    """Every entry in codebook order, with its counts."""
    book = study.codebook
    under: dict[str, list[Passage]] = {}
    for passage in counted(index):
        for id in {above for code in passage.excerpt.codes for above in book.above(code)}:
            under.setdefault(id, []).append(passage)
    for code in book.codes.values():
        held = under.get(code.id, [])
        cases = {belonging.case for passage in held for belonging in passage.belongs}
        yield Entry(code, len(distinct(held)), len(cases))


def out_of_use(study: Study) -> Iterator[OutOfUse]:
    """Every retired id."""
    carried = Counter(code for file in study.annotations for e in file.excerpts for code in set(e.codes))
    for retired in study.codebook.retired.values():
        yield OutOfUse(retired, carried[retired.id])
