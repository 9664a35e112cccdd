"""Caption files (WebVTT, SubRip) → talk: voices kept; cue ids, notes and markup dropped and counted."""

import html
import re
from collections.abc import Iterator

from framework_cli.exchange.labels import clock, with_colon
from framework_cli.exchange.note import Note, refused, warned
from framework_cli.exchange.talk import Stretch, Talk
from framework_cli.model.words import number_of

_VOICE = re.compile(r"<v(?:\.[^\s>]+)*[ \t]+([^>]+)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)(?=[\s.>])[^>]*>|<\d[\d:.]*>", re.IGNORECASE)
_SRT_COMMA = re.compile(
    r"(?m)^([ \t]*(?:\d+:)?\d{1,2}:\d{1,2}),(\d{1,3}[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d{1,2}),(\d)"
)
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def parse_vtt(text: str) -> tuple[Talk | None, list[Note]]:
    """Read WebVTT (canonical text)."""
    if not text.startswith("WEBVTT"):
        return None, [refused("the file does not start with WEBVTT", "is it SubRip? Then name it .srt")]
    return _parse(text)


def parse_srt(text: str) -> tuple[Talk | None, list[Note]]:
    """Read SubRip (canonical text): WebVTT but for the header and the decimal comma."""
    return _parse("WEBVTT\n\n" + _SRT_COMMA.sub(r"\1.\2.\3", text.strip("\n")), above=2)


def _parse(text: str, above: int = 0) -> tuple[Talk | None, list[Note]]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        captions = webvtt.from_string(text).captions
    except MalformedCaptionError as bad:
        return None, [refused(f"a time stamp cannot be read: {bad}")]
    except MalformedFileError:
        return None, [refused("the file is no caption file")]
    found: list[Stretch] = []
    for caption in captions:
        found.extend(_cue(caption.raw_text, clock(str(caption.start))))
    notes, lost = _outside(text, len(captions), above)
    if not found:
        return None, [refused("the file holds no cues"), *lost]
    joined = number_of(len(captions), "cue")
    notes.insert(0, Note(f"{joined} joined into turns; cue ids and end times dropped"))
    marked = sum(bool(_TAG.search(_VOICE.sub("", c.raw_text).replace("</v>", ""))) for c in captions)
    if marked:
        notes.append(Note(f"markup dropped from {number_of(marked, 'cue')}"))
    return Talk(tuple(found)), notes + lost


def _cue(raw: str, time: str) -> Iterator[Stretch]:
    """The stretches of one cue: one a voice, else one by its label, else a nameless one."""
    parts = _VOICE.split(raw)
    before = _words(parts[0])
    if before:
        begun = with_colon(before) if len(parts) == 1 else None
        if begun:
            yield Stretch(begun.name, begun.words, before, time, joint=" ")
        else:
            yield Stretch(words=before, whole=before, time=time, joint=" ")
    for name, said in zip(parts[1::2], parts[2::2], strict=True):
        words = _words(said)
        if words:
            label = " ".join(html.unescape(name).split())
            yield Stretch(label, words, f"{label}: {words}", time, named=True, joint=" ")


def _words(raw: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", raw)).split())


def _outside(text: str, cues: int, above: int) -> tuple[list[Note], list[Note]]:
    """What stands outside cues: notes and styles, meant to be dropped, and what should not be lost."""
    asides = arrows = 0
    strays: list[str] = []
    for block in re.finditer(r"(?:[^\n]+\n?)+", text):
        if "-->" in block[0]:
            arrows += sum("-->" in row for row in block[0].split("\n"))
        elif _ASIDE.match(block[0]):
            asides += 1
        elif block.start() > 0:
            strays.append(str(text.count("\n", 0, block.start()) + 1 - above))
    notes = [Note(f"{number_of(asides, 'note')} dropped (NOTE, STYLE, REGION)")] if asides else []
    lost = []
    if strays:
        where = f"{'line' if len(strays) == 1 else 'lines'} {', '.join(strays)}"
        lost.append(warned(f"{number_of(len(strays), 'block')} of text without a time left out ({where})"))
    if arrows > cues:
        lost.append(warned(f"{number_of(arrows - cues, 'cue')} left out: the times cannot be read"))
    return notes, lost
