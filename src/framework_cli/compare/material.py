"""What coders can be compared on: which sources, cut into which units, and what was left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from framework_cli.compare.agreement.spans import joined
from framework_cli.compare.groups import Groups
from framework_cli.compare.left_out import listed, narrowed, unplaced, unread
from framework_cli.compare.readers import Readers, in_order, readers
from framework_cli.compare.rulers import Ruler, Stretch, heard, ruler
from framework_cli.compare.sweep import Block
from framework_cli.index import Filters, meets, select
from framework_cli.model.passage import Belonging, Index, Passage
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.model.words import number_of

UNITS = ("turn", "line", "character", "source", "cell")
TEXT = "text"
"""Every character of a source's text, labels and interviewers' talk too: what other programs look at."""


@dataclass(frozen=True, slots=True)
class Material:
    """Coders, the blocks of units that two or more of them read, and words on what is not in them.

    `clusters` is how many groups of transcripts are resampled, `sources` are those compared. `narrowed`
    are sentences on what was asked for, `left` what was left out of it.
    """

    unit: str
    coders: tuple[str, ...]
    sources: tuple[str, ...]
    blocks: tuple[Block, ...]
    clusters: int
    left: tuple[str, ...]
    narrowed: tuple[str, ...] = ()

    def codes(self, study: Study) -> list[str]:
        """The codes that somebody gave, in codebook order, those outside it last."""
        used = {code for block in self.blocks for code in block.marks}
        known = [code for code in study.codebook.codes if code in used]
        return known + sorted(used.difference(known))


def material(
    study: Study,
    index: Index,
    *,
    unit: str = "turn",
    filters: Filters | None = None,
    speakers: str = "participants",
    same: Mapping[str, str] | None = None,
) -> Material:
    """Gather what two coders or more read, as blocks of units.

    `filters`, `speakers` and `same` are those of `comparison.compare`. A source is taken with the coders
    whose silence on it says something (`Readers.through`), if they are two or more.
    """
    if unit not in (*UNITS, TEXT):
        raise ValueError(f"no unit “{unit}”: use one of {', '.join(UNITS)}")
    asked = _Asked(study, filters or Filters(), speakers == "all")
    wanted = [each for each in readers(study, asked.filters.coder) if asked.source(each.source)]
    every = [each for each in wanted if each.source not in study.torn]
    compared = [each for each in every if len(each.through) > 1]
    coders = in_order(study, {coder for each in compared for coder in each.through})
    held = _held(index, asked, same or {})
    make = _cells if unit == "cell" else _sources
    found = make(study, compared, coders, held, asked, unit)
    torn = sorted(each.source for each in wanted if each.source in study.torn)
    left = [f"sources with an annotation file that cannot be read: {listed(torn)}"] if torn else []
    left += [*unread(every), *unplaced(index, compared), *found.left]
    words = tuple(narrowed(asked.filters, same))
    return Material(unit, coders, found.sources, found.blocks, found.clusters, tuple(left), words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What part of the study is asked for."""

    study: Study
    filters: Filters
    everybody: bool

    def source(self, id: str) -> bool:
        named = not self.filters.source or id in self.filters.source
        return named and self.belongs(tuple(self.study.sources[id].belongs()))

    def belongs(self, belongs: Sequence[Belonging]) -> bool:
        """Whether talk of these cases is asked for; talk of nobody's only where no case is asked for."""
        filters = self.filters
        if not (filters.case or filters.wave or filters.where):
            return True
        return any(self.case(each) for each in belongs)

    def case(self, belonging: Belonging) -> bool:
        filters = self.filters
        return (
            (not filters.case or belonging.case in filters.case)
            and (not filters.wave or belonging.wave in filters.wave)
            and meets(self.study, belonging.case, filters.where)
        )


@dataclass(frozen=True, slots=True)
class _Found:
    sources: tuple[str, ...]
    blocks: tuple[Block, ...]
    clusters: int
    left: tuple[str, ...]


_Held = Mapping[str, Sequence[tuple[Passage, Sequence[str]]]]


def _held(index: Index, asked: _Asked, same: Mapping[str, str]) -> _Held:
    """The passages asked for, by source, each with its codes as they are read."""
    part = select(index, asked.study, asked.filters).passages
    return {
        source: [(p, tuple(dict.fromkeys(same.get(code, code) for code in p.excerpt.codes))) for p in group]
        for source, group in groupby(part, key=lambda p: p.excerpt.source)
    }


def _sources(
    study: Study, compared: Sequence[Readers], coders: Sequence[str], held: _Held, asked: _Asked, unit: str
) -> _Found:
    """A block a source."""
    blocks: list[Block] = []
    names: list[str] = []
    silent = 0
    place = {coder: number for number, coder in enumerate(coders)}
    for each in compared:
        source = study.sources[each.source]
        talk = _talk(source, asked)
        if unit == TEXT:
            cut = ruler(source, "character", [(source.body, len(source.text))] if talk else [])
        else:
            cut = ruler(source, unit, talk)
        own = [(p, codes) for p, codes in held.get(each.source, ()) if p.excerpt.coder in each.through]
        silent += sum(cut.place(p.start, p.end) is None for p, _ in own)
        if not cut.size:
            continue
        reading = tuple(sorted(place[coder] for coder in each.through))
        blocks.append(Block(len(blocks), reading, cut.size, _marks(own, place, cut)))
        names.append(each.source)
    left = [f"{number_of(silent, 'passage')} of talk that does not count here"] if silent else []
    return _Found(tuple(names), tuple(blocks), len(blocks), tuple(left))


def _talk(source: Source, asked: _Asked) -> list[Stretch]:
    """The stretches of a source that count and are asked for."""
    return heard(source, everybody=asked.everybody, asked=asked.belongs)


def _marks(
    own: Sequence[tuple[Passage, Sequence[str]]], place: Mapping[str, int], cut: Ruler
) -> dict[str, dict[int, list[tuple[int, int]]]]:
    found: dict[str, dict[int, list[tuple[int, int]]]] = {}
    for passage, codes in own:
        units = cut.place(passage.start, passage.end)
        if units is not None:
            for code in codes:
                found.setdefault(code, {}).setdefault(place[passage.excerpt.coder], []).append(units)
    return {code: {coder: joined(all_) for coder, all_ in by.items()} for code, by in found.items()}


def _cells(
    study: Study, compared: Sequence[Readers], coders: Sequence[str], held: _Held, asked: _Asked, _: str
) -> _Found:
    """A block for the cases that stand together in transcripts and were read by the same coders.

    A coder counts for a case who counts for every compared source of that case. A source in which nobody
    who counts speaks fills no cell, and that all left it empty is no agreement.
    """
    reading: dict[str, set[str]] = {}
    groups = Groups[str]()
    names: dict[str, None] = {}
    for each in compared:
        source = study.sources[each.source]
        for belonging in source.belongs() if _talk(source, asked) else ():
            if asked.case(belonging):
                names[each.source] = None
                known = reading.setdefault(belonging.case, set(each.through))
                known &= each.through
                groups.join(f"source {each.source}", f"case {belonging.case}")
    alone = [case for case, known in reading.items() if len(known) < 2]
    filled = _filled(compared, held, reading, asked)
    place = {coder: number for number, coder in enumerate(coders)}
    together: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for case in (case for case in study.cases if case in reading and case not in alone):
        who = tuple(sorted(place[coder] for coder in reading[case]))
        together.setdefault((groups.of(f"case {case}"), who), []).append(case)
    clusters = {name: number for number, name in enumerate(dict.fromkeys(name for name, _ in together))}
    blocks = []
    for (name, who), cases in together.items():
        marks: dict[str, dict[int, list[tuple[int, int]]]] = {}
        for number, case in enumerate(cases):
            for code, coder in sorted(filled.get(case, ())):
                marks.setdefault(code, {}).setdefault(place[coder], []).append((number, number + 1))
        blocks.append(Block(clusters[name], who, len(cases), marks))
    left = [f"cases whose sources were read by different coders: {listed(alone)}"] if alone else []
    return _Found(tuple(names), tuple(blocks), len(clusters), tuple(left))


def _filled(
    compared: Sequence[Readers], held: _Held, reading: Mapping[str, set[str]], asked: _Asked
) -> dict[str, set[tuple[str, str]]]:
    """Which codes a coder gave anywhere in a case's talk, by case."""
    found: dict[str, set[tuple[str, str]]] = {}
    for each in compared:
        for passage, codes in held.get(each.source, ()):
            if asked.everybody or passage.participant:
                for case, _ in passage.belongs:
                    if passage.excerpt.coder in reading.get(case, ()):
                        found.setdefault(case, set()).update((code, passage.excerpt.coder) for code in codes)
    return found
