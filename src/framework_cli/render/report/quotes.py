"""Excerpts as a reader meets them: the transcript's words at their place, signed, in their context."""

import re
from collections.abc import Sequence

from framework_cli.model.audience import Quotes, Transcripts
from framework_cli.model.case import CaseKind
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Passage
from framework_cli.model.source import Kind, Source, Turn
from framework_cli.render.report import views
from framework_cli.render.report.direction import isolated
from framework_cli.render.report.material import Material
from framework_cli.render.report.tags import Tag, tag

REACH = 600  # code points of talk shown on either side of a quote, at most
# What signs a quote of nobody's in particular: neither a document nor a researcher's notes took part.
_NAMELESS = {Kind.DOCUMENT: "Document", Kind.NOTES: "Notes"}
_BLANK = re.compile(r"\n[ \t]*\n")


def quotes(material: Material) -> dict[str, views.Quote]:
    """Every excerpt that the report holds, by id, in the order of the index."""
    return {id: _quote(material, id, p) for id, p in material.passages.items() if id in material.held}


def signature(material: Material, cases: tuple[str, ...], kind: Kind) -> str:
    """How a quote is signed outside the team: by the attributes of `attribution`, never by a case."""
    signed: list[str] = []
    for id in cases:
        case = material.study.cases.get(id)
        if case is None or case.kind is CaseKind.DOCUMENT:
            continue
        values = [case.attributes.get(name, "") for name in material.study.settings.attribution]
        signed.append(", ".join(value for value in values if value))
    known = list(dict.fromkeys(value for value in signed if value))
    return "; ".join(known) or _NAMELESS.get(kind, "Participant")


def _quote(material: Material, id: str, passage: Passage) -> views.Quote:
    excerpt, outside = passage.excerpt, material.outside
    source = material.study.sources[excerpt.source]
    cases = tuple(dict.fromkeys(b.case for b in passage.belongs))
    shown = material.options.shown_quotes
    worded = shown is Quotes.ALL or (shown is Quotes.KEY and id in material.starred)
    context = worded and material.options.shown_transcripts is not Transcripts.NONE
    return views.Quote(
        id=id,
        reference="" if outside else passage.reference,
        source="" if outside else excerpt.source,
        line=0 if outside else passage.start_line,
        last=0 if outside else passage.end_line,
        speaker="" if outside else passage.speaker,
        coding="" if outside else _coding(material, excerpt.coder),
        signature=signature(material, cases, source.kind),
        paragraphs=_paragraphs(source, passage, outside=outside) if worded else None,
        key=id in material.starred,
        citable=id == excerpt.id,
        tags=_tags(material, excerpt.codes),
        memo="" if outside else excerpt.memo,
        memos=material.memos(f"excerpt:{excerpt.id}") if excerpt.id else (),
        context=_context(source, passage) if context else (),
    )


def coder(material: Material, id: str) -> str:
    """A coder's name, or the id where the settings give none."""
    return isolated(material.study.settings.coders.get(id, id))


def _coding(material: Material, id: str) -> str:
    """Who coded, in words."""
    return "agreed coding" if id == AGREED else f"coded by {coder(material, id)}"


def _tags(material: Material, codes: tuple[str, ...]) -> tuple[Tag, ...]:
    book = material.study.codebook.codes
    known = (book[id] for id in dict.fromkeys(codes) if id in book)
    return tuple(tag(code) for code in known)


def _paragraphs(source: Source, passage: Passage, *, outside: bool) -> tuple[views.Said, ...]:
    """The passage's words without labels, broken where a turn begins or a line is blank.

    Labels of later turns stand apart. Outside the team whatever has no label is the words of the one
    who signs: an interviewer's paragraphs are marked, and several participants are told apart by number.
    """
    found: list[views.Said] = []
    turns = _turns(source, passage)
    people = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker not in source.interviewers))
    for n, turn in enumerate(turns):
        start = min(max(turn.words, passage.start), passage.end)
        parts = _BLANK.split(source.text[start : min(turn.end, passage.end)])
        asking = turn.speaker in source.interviewers
        speaker = turn.speaker if n else ""
        if outside:
            speaker = "Interviewer" if asking else _numbered(people, turn.speaker)
        for part in parts:
            if part.strip():
                found.append(views.Said(speaker, part.strip()))
                speaker = speaker if outside and asking else ""
    return tuple(found)


def _numbered(people: Sequence[str], label: str) -> str:
    """How a participant is called outside the team within one quote: not at all where there is one."""
    return f"Speaker {people.index(label) + 1}" if len(people) > 1 else ""


def _turns(source: Source, passage: Passage) -> Sequence[Turn]:
    """The turns that a passage touches; the whole text where it has none."""
    touched = source.touched(passage.start, passage.end)
    return source.turns[touched.start : touched.stop] or [Turn("", 0, source.body, len(source.text))]


def _context(source: Source, passage: Passage) -> tuple[views.Turn, ...]:
    """The turns that a passage touches, and one on either side."""
    turns, text = _turns(source, passage), source.text
    touched = source.touched(passage.start, passage.end)
    found = [_neighbour(source, turn) for turn in source.turns[max(touched.start - 1, 0) : touched.start]]
    for turn in turns:
        begin = max(turn.words, source.body)
        start = max(passage.start, begin) if turn is turns[0] else begin
        end = passage.end if turn is turns[-1] else turn.end
        lead = _clip_start(text[begin:start]) if turn is turns[0] else ""
        tail = _clip_end(text[end : turn.end]) if turn is turns[-1] else ""
        found.append(views.Turn(turn.speaker, lead, text[start:end].strip("\n"), tail))
    found += [_neighbour(source, turn) for turn in source.turns[touched.stop : touched.stop + 1]]
    return tuple(turn for turn in found if turn.lead or turn.quote)


def _neighbour(source: Source, turn: Turn) -> views.Turn:
    """A whole turn beside the quoted ones, without front matter."""
    return views.Turn(turn.speaker, _clip_end(source.text[max(turn.words, source.body) : turn.end]).strip())


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
