"""Excerpts as a reader meets them: the transcript's words at their place, signed, in their context."""

import re
from bisect import bisect_right
from itertools import pairwise

from framework_cli.model.case import CaseKind
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Passage
from framework_cli.model.source import Kind, Source, Turn
from framework_cli.render.report import views
from framework_cli.render.report.material import Material, lines, reference
from framework_cli.render.report.options import Quotes, Transcripts

REACH = 600  # code points of talk shown on either side of a quote, at most
_BLANK = re.compile(r"\n[ \t]*\n")


def quotes(material: Material) -> dict[str, views.Quote]:
    """Every excerpt that the report holds, by id, in the order of the index."""
    return {id: _quote(material, id, p) for id, p in material.passages.items() if id in material.held}


def signature(material: Material, cases: tuple[str, ...], *, document: bool) -> str:
    """How a quote is signed outside the team: by the attributes of `attribution`, never by a case."""
    signed: list[str] = []
    for id in cases:
        case = material.study.cases.get(id)
        if case is None or case.kind is CaseKind.DOCUMENT:
            continue
        values = [case.attributes.get(name, "") for name in material.study.settings.attribution]
        signed.append(", ".join(value for value in values if value))
    known = list(dict.fromkeys(value for value in signed if value))
    return "; ".join(known) or ("Document" if document else "Participant")


def _quote(material: Material, id: str, passage: Passage) -> views.Quote:
    excerpt, outside = passage.excerpt, material.outside
    source = material.study.sources[excerpt.source]
    cases = tuple(dict.fromkeys(b.case for b in passage.belongs))
    document = source.kind is Kind.DOCUMENT
    shown = material.options.shown_quotes
    worded = shown is Quotes.ALL or (shown is Quotes.KEY and id in material.starred)
    context = worded and material.options.shown_transcripts is not Transcripts.NONE
    return views.Quote(
        id=id,
        reference="" if outside else reference(passage),
        lines="" if outside else lines(passage),
        source="" if outside else excerpt.source,
        line=0 if outside else passage.start_line,
        speaker="" if outside else passage.speaker,
        coding="" if outside else _coding(material, excerpt.coder),
        signature=signature(material, cases, document=document),
        cases=() if outside else cases,
        paragraphs=_paragraphs(source, passage) if worded else None,
        key=id in material.starred,
        document=document,
        tags=_tags(material, excerpt.codes),
        memo="" if outside else excerpt.memo,
        memos=material.memos(f"excerpt:{id}"),
        context=_context(source, passage) if context else None,
    )


def coder(material: Material, id: str) -> str:
    """A coder's name, or the id where the settings give none."""
    return material.study.settings.coders.get(id, id)


def _coding(material: Material, id: str) -> str:
    """Who coded, in words."""
    return "agreed coding" if id == AGREED else f"coded by {coder(material, id)}"


def _tags(material: Material, codes: tuple[str, ...]) -> tuple[views.Tag, ...]:
    book = material.study.codebook.codes
    known = (book[id] for id in dict.fromkeys(codes) if id in book)
    return tuple(views.Tag(code.id, code.number, code.name, code.theme) for code in known)


def _paragraphs(source: Source, passage: Passage) -> tuple[str, ...]:
    """The passage's words, broken where a turn begins or a line is blank."""
    starts = [turn.start for turn in source.turns if passage.start < turn.start < passage.end]
    bounds = [passage.start, *starts, passage.end]
    stretches = (source.text[a:b] for a, b in pairwise(bounds))
    return tuple(part.strip() for text in stretches for part in _BLANK.split(text) if part.strip())


def _context(source: Source, passage: Passage) -> views.Context:
    turns, text = source.turns, source.text
    starts = [turn.start for turn in turns]
    first = max(bisect_right(starts, passage.start) - 1, 0)
    last = max(bisect_right(starts, max(passage.end - 1, passage.start)) - 1, first)
    begin = turns[first].words if turns else source.body
    end = turns[last].end if turns else len(text)
    return views.Context(
        before=_turn(source, turns[first - 1], keep_end=True) if first > 0 else None,
        speaker=turns[first].speaker if turns else "",
        lead=_clip_start(text[max(min(begin, passage.start), source.body) : passage.start]),
        quote=text[passage.start : passage.end],
        tail=_clip_end(text[passage.end : max(end, passage.end)]),
        after=_turn(source, turns[last + 1], keep_end=False) if last + 1 < len(turns) else None,
    )


def _turn(source: Source, turn: Turn, *, keep_end: bool) -> views.Turn | None:
    """A neighbouring turn, without front matter, cut on the far side; None where it says nothing."""
    text = source.text[max(turn.words, source.body) : turn.end].strip()
    if not text:
        return None
    return views.Turn(turn.speaker, _clip_start(text) if keep_end else _clip_end(text))


def _clip_start(text: str) -> str:
    text = text.lstrip()
    if len(text) <= REACH:
        return text
    cut = text[-REACH:]
    return "… " + (cut.split(None, 1)[-1] if " " in cut else cut)


def _clip_end(text: str) -> str:
    text = text.rstrip()
    if len(text) <= REACH:
        return text
    cut = text[:REACH]
    return (cut.rsplit(None, 1)[0] if " " in cut else cut) + " …"
