"""Whom a manuscript may name: cases, sources and speakers, and what looks like the id of one and is none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framework_cli.model.case import CaseKind
from framework_cli.model.source import Source
from framework_cli.model.study import Study

_SHAPE = re.compile(r"([^\W\d_][^\W\d_-]{0,12}[-_ ]?)(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of a study as text may hold them.

    `cases` maps the names of cases, and of speakers who are one case wherever they speak, to the case.
    `shapes` holds for the ids that are letters and a number (`P07`) the letters, with how many digits follow.
    `values` maps the values of attributes, without case, to the cases that have them.
    """

    cases: Mapping[str, str]
    sources: Mapping[str, Source]
    shapes: frozenset[tuple[str, int]]
    values: Mapping[str, frozenset[str]]
    numbered: Mapping[int, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, study: Study) -> "Names":
        """Collect them."""
        cases = {id: id for id in study.cases}
        for label, held in _speakers(study).items():
            if len(held) == 1 and label not in cases and label not in study.sources:
                cases[label] = next(iter(held))
        ids = [*study.cases, *study.sources]
        shaped = [found for id in ids if (found := _SHAPE.fullmatch(id))]
        shapes = frozenset((found[1], len(found[2])) for found in shaped)
        return cls(
            cases, study.sources, shapes, _values(study), _numbered(study), _pattern([*ids, *cases], shapes)
        )

    def known(self, name: str) -> bool:
        """Whether a name is a case's, a source's or a speaker's."""
        return name in self.cases or name in self.sources

    def shaped(self, name: str) -> bool:
        """Whether a name looks like the ids of this study."""
        found = _SHAPE.fullmatch(name)
        return found is not None and (found[1], len(found[2])) in self.shapes

    def cases_of(self, name: str) -> frozenset[str]:
        """The cases that a name may stand for: a source's are those who speak in it."""
        if name in self.cases:
            return frozenset({self.cases[name]})
        source = self.sources.get(name)
        return source.cases() if source else frozenset()

    def sources_of(self, name: str) -> list[Source]:
        """The sources whose lines a name counts: the source of that name, else those of the case."""
        if name in self.sources:
            return [self.sources[name]]
        case = self.cases.get(name)
        return [source for source in self.sources.values() if case in source.cases()] if case else []


def _speakers(study: Study) -> dict[str, set[str]]:
    """The cases that each label stands for; the empty name is a label's that is nobody's somewhere."""
    held: dict[str, set[str]] = {}
    for source in study.sources.values():
        for label in dict.fromkeys(turn.speaker for turn in source.turns if turn.speaker):
            speaker = source.speakers.get(label)
            case = (speaker.case if speaker and speaker.case else source.case) or ""
            if label not in source.interviewers:
                held.setdefault(label, set()).add(case)
    return {label: cases for label, cases in held.items() if "" not in cases}


def _values(study: Study) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for case in study.cases.values():
        for value in case.attributes.values():
            if value.strip():
                found.setdefault(value.strip().casefold(), set()).add(case.id)
    return {value: frozenset(cases) for value, cases in found.items()}


def _numbered(study: Study) -> dict[int, str]:
    """Participants by the number in their id, where only one has it: “Participant 7” is P07."""
    found: dict[int, list[str]] = {}
    for case in study.cases.values():
        if case.kind is CaseKind.PERSON and (shape := _SHAPE.fullmatch(case.id)):
            found.setdefault(int(shape[2]), []).append(case.id)
    return {number: ids[0] for number, ids in found.items() if len(ids) == 1}


def _pattern(ids: Iterable[str], shapes: Iterable[tuple[str, int]]) -> re.Pattern[str]:
    """Any known id, the longest that fits, or what is shaped like one."""
    known = sorted(set(ids), key=lambda id: (-len(id), id))
    words = [re.escape(id) for id in known]
    words += [rf"{re.escape(letters)}\d{{1,4}}" for letters in sorted({letters for letters, _ in shapes})]
    return re.compile(rf"(?<![\w@#/.-])(?:{'|'.join(words) or '(?!)'})(?![\w@]|-\w|\.\d)")
