"""Talk → our plain form: `Speaker: words…`, an empty line between turns, long lines wrapped.

Wrapping only ever breaks a line that is too long; it joins none. So a text in this form stays as it is.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from framework_cli.exchange.labels import STAMP, like_heading, like_start, start
from framework_cli.exchange.talk import Stretch, Talk

WIDTH = 100
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_ENDS_IN_STAMP = re.compile(rf"\s[\[(]?{STAMP}[\])]?\Z")
# Some control characters are white space as well: alone on a line they would make an empty one.
_NOTHING = re.compile(r"\s*\Z")
_TRAILING = re.compile(r"[ \t]+(?=\n|\Z)")


@dataclass(slots=True)
class _Turn:
    """A turn as it grows: the parts of its text with what joins each to the part before."""

    speaker: str
    time: str
    parts: list[str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A transcript in our form, its turns by speaker, and how many time stamps were left out."""

    text: str
    turns: tuple[str, ...]
    dropped: int


def lay_out(
    talk: Talk,
    speakers: Mapping[str, str],
    escaped: Container[str] = frozenset(),
    *,
    width: int = WIDTH,
    times: bool = False,
) -> Laid:
    """Write a talk down. `speakers` maps each label taken as a speaker to the name to write.

    Other labels stay text of the turn before; where they are `escaped`, indented, since an indented
    line starts no turn. `width` in code points (0: no wrapping); `times` keeps the time stamps of turns.
    """
    turns, dropped = _turns(talk, speakers, escaped, times)
    blocks = [block for block in (_block(turn, width, times) for turn in turns) if block]
    text = "\n\n".join(blocks) + "\n" if blocks else ""
    return Laid(talk.front + text, tuple(turn.speaker for turn in turns), dropped)


def _turns(
    talk: Talk, speakers: Mapping[str, str], escaped: Container[str], times: bool
) -> tuple[list[_Turn], int]:
    turns: list[_Turn] = []
    dropped = 0
    stranger = False
    for stretch in talk.stretches:
        speaker = speakers.get(stretch.label) if stretch.label else None
        # After words of somebody not taken as a speaker, the next label starts a turn even if it is the same.
        runs_on = stretch.joint == " " and turns and turns[-1].speaker == speaker and not stranger
        stranger = (bool(stretch.label) and speaker is None) or (stranger and not stretch.label)
        if speaker is not None and not runs_on:
            dropped += bool(stretch.time) and not times
            turns.append(_Turn(speaker, stretch.time, [stretch.words]))
            continue
        kept = times and stretch.time and not stretch.label and stretch.joint != " "
        dropped += (
            bool(stretch.time)
            and not kept
            and (speaker is not None or not stretch.label or stretch.joint == " ")
        )
        said = _said(stretch, speaker, bool(kept))
        if stretch.label in escaped and not said.startswith((" ", "\t")):
            said = f" {said}"
        if not turns:
            turns.append(_Turn("", "", [said]))
        else:
            turns[-1].parts += [_joint(stretch, speaker), said]
    return turns, dropped


def _said(stretch: Stretch, speaker: str | None, stamped: bool) -> str:
    """The text of a stretch that starts no turn; a label that is no speaker's stays in it."""
    text = stretch.words if speaker is not None else stretch.whole
    return f"[{stretch.time}]\n{text}" if stamped else text


def _joint(stretch: Stretch, speaker: str | None) -> str:
    """A cue whose label is no speaker's begins a paragraph, so that it can be seen and mended."""
    return "\n\n" if stretch.joint == " " and stretch.label and speaker is None else stretch.joint


def _block(turn: _Turn, width: int, times: bool) -> str:
    text = _EMPTY_LINES.sub("\n\n", _TRAILING.sub("", "".join(turn.parts))).strip("\n")
    label = f"{turn.speaker}:" if turn.speaker else ""
    if label and times and turn.time:
        label = f"[{turn.time}] {label}"
    whole = (label + " " + text.lstrip(" \t")).rstrip(" ") if label else text
    if not width:
        return whole
    lines = whole.split("\n")
    wrapped = list(_wrapped(lines[0], width, len(label) or _label(lines[0], width)))
    for line in lines[1:]:
        wrapped.extend(_wrapped(line, width, _label(line, width)))
    return "\n".join(wrapped)


def _label(line: str, width: int) -> int:
    """How long the label of a line too long is; it stays whole, though it may be no speaker's."""
    begun = start(line) if len(line) > width else None
    return len(line.rstrip()) - len(begun.words) if begun else 0


def _wrapped(line: str, width: int, label: int) -> Iterator[str]:
    """Break a line at spaces so that none is wider, where a place can be found.

    No break is made where the rest would look like the start of a turn: a wrapped “… and then
    Ben: no” must not make a turn of Ben's.
    """
    begin, least = 0, label + 1
    while len(line) - begin > width:
        at = _break(line, begin, least, width)
        if at is None:
            break
        end, following = at
        if end - begin > width:  # without the words that follow, an earlier place may do
            yield from _wrapped(line[begin:end], width, least - begin - 1)
        else:
            yield line[begin:end]
        begin, least = following, following + 1
    yield line[begin:]


def _break(line: str, begin: int, least: int, width: int) -> tuple[int, int] | None:
    """Where to end the line and where the next begins: the last good place within reach, else the next."""
    at = begin + width
    while at >= least:
        at = max(line.rfind(" ", least, at + 1), line.rfind("\t", least, at + 1))
        if at < 0:
            break
        if found := _good(line, begin, at, least):
            return found
        at -= 1
    at = begin + width
    while at < len(line):
        places = [p for p in (line.find(" ", at + 1), line.find("\t", at + 1)) if p >= 0]
        if not places:
            return None
        at = min(places)
        if found := _good(line, begin, at, least):
            return found
    return None


def _good(line: str, begin: int, at: int, least: int) -> tuple[int, int] | None:
    """The gap around a space, if a line may be broken there."""
    end, following = at, at + 1
    while end > least and line[end - 1] in " \t":
        end -= 1
    while following < len(line) and line[following] in " \t":
        following += 1
    if _NOTHING.match(line, following) or like_start(line, following, min(len(line), following + 70)):
        return None
    ended = line[begin:end]
    misread = _NOTHING.match(ended) or like_heading(ended) or _ENDS_IN_STAMP.search(ended)
    return None if misread else (end, following)
