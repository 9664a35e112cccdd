"""Finding words: in transcripts, in coded quotes, in summaries, in memos."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from framework_cli.index import Filters, meets, select
from framework_cli.index.attribution import Talk
from framework_cli.index.normal import Normal
from framework_cli.model.lines import Lines
from framework_cli.model.passage import Belonging, Index, Passage
from framework_cli.model.study import Study
from framework_cli.read.outline import Outline

EVERYTHING = Filters()
Within = Literal["transcripts", "quotes", "summaries", "memos"]


class Hit(NamedTuple):
    """One place where the words stand: file, line, whose words, codes already there, the line itself.

    `coder` says who coded, of a quote; it is empty elsewhere, where codes may be several coders'.
    """

    path: str
    line: int
    who: str
    coder: str
    codes: str
    words: str


def search(
    study: Study, index: Index, wanted: str, within: Within, filters: Filters = EVERYTHING
) -> Iterator[Hit]:
    """Every place that holds the words, in order of file and line; empty or blank words are nowhere.

    Case, typographic quotes and dashes, composed and decomposed letters do not matter, and words may
    run over a line's end; the hit is then on the line where they start. Filters choose whose talk is
    searched, and words that are coded so; of summaries the cells; memos have none.
    """
    plain = Normal.of(wanted.strip()).text
    if not plain:
        return
    pattern = re.compile(re.escape(plain), re.IGNORECASE)
    if within == "transcripts":
        yield from _transcripts(study, index, pattern, filters)
    elif within == "quotes":
        yield from _quotes(study, select(index, study, filters), pattern)
    elif within == "summaries":
        yield from _summaries(study, pattern, filters)
    else:
        yield from _memos(study, pattern)


def _places(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Offsets in the text as written of each match in its normalised form."""
    normal = Normal.of(text)
    return (normal.raw(match.start(), match.end()) for match in pattern.finditer(normal.text))


def _transcripts(study: Study, index: Index, pattern: re.Pattern[str], filters: Filters) -> Iterator[Hit]:
    coded = _by_source(index)
    chosen = _by_source(select(index, study, filters))
    by_coding = bool(filters.theme or filters.code or filters.coder)
    for source in study.sources.values():
        if filters.source and source.id not in filters.source:
            continue
        talk = Talk(source)
        for start, end in _places(source.text, pattern):
            if not _asked(study, filters, talk.of(start, end).belongs):
                continue
            if by_coding and not any(p.start < end and start < p.end for p in chosen.get(source.id, ())):
                continue
            who = next((source.turns[turn].speaker for turn in source.touched(start, end)), "")
            here = [p for p in coded.get(source.id, ()) if p.start < end and start < p.end]
            codes = dict.fromkeys(code for p in here for code in p.excerpt.codes)
            line = source.lines.line(start)
            yield Hit(source.path, line, who, "", " ".join(codes), _line(source.text, start))


def _by_source(index: Index) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in index.passages:
        found.setdefault(passage.excerpt.source, []).append(passage)
    return found


def _asked(study: Study, filters: Filters, belongs: Iterable[Belonging]) -> bool:
    """Whether any of the cases and waves is asked for."""
    if not (filters.case or filters.wave or filters.where):
        return True
    return any(
        (not filters.case or case in filters.case)
        and (not filters.wave or wave in filters.wave)
        and meets(study, case, filters.where)
        for case, wave in belongs
    )


def _quotes(study: Study, index: Index, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for passage in index.passages:
        source = study.sources[passage.excerpt.source]
        for start, _ in _places(source.text[passage.start : passage.end], pattern):
            at = passage.start + start
            line, codes = source.lines.line(at), " ".join(passage.excerpt.codes)
            coder = passage.excerpt.coder
            yield Hit(source.path, line, passage.speaker, coder, codes, _line(source.text, at))


def _summaries(study: Study, pattern: re.Pattern[str], filters: Filters) -> Iterator[Hit]:
    """Analysts' words alone: not the headings, nor the excerpts that a worksheet lists in comments."""
    for chart in study.charts:
        lines, written = Lines.of(chart.text), _without_comments(chart.text)
        for cell in chart.cells:
            above = (*filters.theme, *filters.code)
            if above and not any(study.codebook.within(cell.key.code, id) for id in above):
                continue
            if not _asked(study, filters, [Belonging(cell.key.case, cell.key.wave)]):
                continue
            first = lines.end_of(cell.line)
            for start, _ in _places(written[first : cell.end], pattern):
                at = first + start
                yield Hit(chart.path, lines.line(at), cell.charted, "", str(cell.key), _line(chart.text, at))


def _without_comments(text: str) -> str:
    """A chart's text with a space for every character of a comment but its line feeds: places stay."""
    parts: list[str] = []
    at = 0
    for comment in Outline.of(text).comments:
        parts += text[at : comment.start], re.sub(r"[^\n]", " ", text[comment.start : comment.end])
        at = comment.end
    return "".join((*parts, text[at:]))


def _memos(study: Study, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for memo in study.memos:
        lines = Lines.of(memo.text)
        for start, _ in _places(memo.text, pattern):
            line = memo.line + lines.line(start) - 1
            yield Hit(memo.path, line, memo.by, "", " ".join(memo.about), _line(memo.text, start))


def _line(text: str, offset: int) -> str:
    """The line around an offset, without its white space."""
    first = text.rfind("\n", 0, offset) + 1
    last = text.find("\n", offset)
    return text[first : last if last >= 0 else len(text)].strip()
