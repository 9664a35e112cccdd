"""The index as rows: one an excerpt, code and case."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from framework_cli.model.passage import Belonging, Index, Passage
from framework_cli.model.study import Study

_NOBODY = (Belonging("", ""),)
_NO_CODE = ("",)


class IndexRow(NamedTuple):
    """One row of `framework index`; the fields are its columns.

    `kind` is the source's; `code` the id as tagged, `theme` and `subtheme` its ancestors' ids (empty
    where the codebook does not have it). `start` and `end` are code points, lines 1-based, `quote`
    the words now at that place, `quotable` 0 or 1.
    """

    excerpt: str
    source: str
    case: str
    wave: str
    kind: str
    speaker: str
    coder: str
    theme: str
    subtheme: str
    code: str
    start: int
    end: int
    start_line: int
    end_line: int
    status: str
    quotable: int
    quote: str
    memo: str


def rows(index: Index, study: Study) -> Iterator[IndexRow]:
    """The rows of an index, in order of source, start, end, excerpt, code and case.

    Talk that is nobody's has a row with an empty case; an excerpt that has only open labels, or no
    code at all, one with an empty code. A code given twice on an excerpt is one row.
    """
    for _, group in groupby(index.passages, key=_place):
        together = list(group)
        if len(together) == 1:
            yield from _passage_rows(together[0], study)
        else:
            # Entries that have no id yet, or one id twice, may stand at one place: order their rows as one.
            yield from sorted(
                _each(together, study), key=lambda row: (row.code, row.case, row.wave, row.coder)
            )


def _place(passage: Passage) -> tuple[str, int, int, str]:
    return passage.excerpt.source, passage.start, passage.end, passage.excerpt.id


def _each(passages: Iterable[Passage], study: Study) -> Iterator[IndexRow]:
    for passage in passages:
        yield from _passage_rows(passage, study)


def _passage_rows(passage: Passage, study: Study) -> Iterator[IndexRow]:
    excerpt = passage.excerpt
    source = study.sources[excerpt.source]
    quote = source.text[passage.start : passage.end]
    codes = excerpt.codes if len(excerpt.codes) == 1 else sorted(set(excerpt.codes)) or _NO_CODE
    for id in codes:
        code = study.codebook.codes.get(id)
        for case, wave in passage.belongs or _NOBODY:
            yield IndexRow(
                excerpt.id,
                excerpt.source,
                case,
                wave if case else source.wave,
                source.kind.value,
                passage.speaker,
                excerpt.coder,
                code.theme if code else "",
                code.subtheme if code else "",
                id,
                passage.start,
                passage.end,
                passage.start_line,
                passage.end_line,
                passage.status.value,
                int(excerpt.quotable),
                quote,
                excerpt.memo,
            )
