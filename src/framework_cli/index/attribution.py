"""Whose talk a passage is: its speaker, the cases it belongs to, and whether a participant speaks in it."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from framework_cli.model.passage import Belonging
from framework_cli.model.source import Role, Source, Turn


class Attribution(NamedTuple):
    """Who speaks a passage's first character, whose talk it holds, and whether any is a participant's."""

    speaker: str
    belongs: tuple[Belonging, ...]
    participant: bool


class Talk:
    """The turns of one source, ready to be asked whose talk a passage is."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._turns = source.turns
        self._starts = [turn.start for turn in source.turns]
        self._labels = [turn.speaker for turn in source.turns]
        self._known: dict[tuple[str, ...], Attribution] = {}
        self._interviewers = interviewers_of(source)

    def of(self, start: int, end: int) -> Attribution:
        """Attribute a passage (code points, end exclusive, not empty).

        It touches every turn that it overlaps; talk of nobody named is touched only by text other
        than white space. A source without turns is one turn of nobody named.
        """
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_left(self._starts, end), first + 1)
        speakers = tuple(self._labels[first:last])
        if not speakers or "" in speakers:
            return self._attribute(first, last, start, end)
        # Where everybody is named only who speaks matters, and the same few speak by turns.
        found = self._known.get(speakers)
        if found is None:
            found = self._known[speakers] = self._attribute(first, last, start, end)
        return found

    def _attribute(self, first: int, last: int, start: int, end: int) -> Attribution:
        source = self._source
        turns = self._turns[first:last] or (Turn("", 0, 0, len(source.text)),)
        touched = [turn.speaker for turn in turns if turn.speaker or self._has_words(turn, start, end)]
        talking = [speaker for speaker in touched if speaker not in self._interviewers]
        belongs = set()
        own = not talking
        for label in talking:
            speaker = source.speakers.get(label)
            if speaker is not None and speaker.case:
                belongs.add(Belonging(speaker.case, speaker.wave or source.wave))
            else:
                own = True
        if own and source.case:
            belongs.add(Belonging(source.case, source.wave))
        return Attribution(turns[0].speaker, tuple(sorted(belongs)), bool(talking))

    def _has_words(self, turn: Turn, start: int, end: int) -> bool:
        return not self._source.text[max(start, turn.start) : min(end, turn.end)].isspace()


def interviewers_of(source: Source) -> frozenset[str]:
    """The labels of a source whose talk is not data, by whatever says so."""
    return source.interviewers | {
        label for label, speaker in source.speakers.items() if speaker.role is Role.INTERVIEWER
    }
