"""Code saturation of a study: the codes that each source brought, in the order asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framework_cli.compare import population
from framework_cli.compare.left_out import narrowed
from framework_cli.compare.saturation import (
    BASE,
    RUN,
    THRESHOLD,
    Saturation,
    accumulation,
    chao2,
    jackknife1,
    rarefaction,
    saturation,
)
from framework_cli.index import Filters
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Index, Passage
from framework_cli.model.source import Kind, Source
from framework_cli.model.study import Study

ORDERS = ("date", "coded", "study")
CAPTION = (
    "Code saturation only: how many codes of the codebook each source used that none before it had. It does "
    "not show that the meaning of a code was saturated, nor that further people would have said nothing new. "
    "It depends on the order of the sources, on how fine the codes are and on how the people were chosen."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One source of the curve: its day, how many codes it used, those no source before it had, and the sum.

    `mean` is the number of codes in that many sources drawn at random: what no order of theirs explains.
    """

    source: str
    on: str
    used: int
    new: tuple[str, ...]
    all: int
    mean: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Codes by source, in order, with the outcome of Guest, Namey & Chen (2020) and what was left out.

    `order` is the one followed. `chao2` and `jackknife1` estimate how many codes there are in all, as if
    sources were drawn at random. `unagreed` are sources with the codes of several coders who have not
    agreed; `uncoded` and `documents` are the ids of sources left out; `strange` counts passages with a
    code that the codebook does not have; `narrowed` are sentences on what alone was asked for.
    """

    order: str
    level: str
    steps: tuple[Step, ...]
    outcome: Saturation
    chao2: float
    jackknife1: float
    unagreed: tuple[str, ...] = ()
    uncoded: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    strange: int = 0
    narrowed: tuple[str, ...] = ()


def curve(
    study: Study,
    index: Index,
    *,
    order: str = "",
    base_size: int = BASE,
    run_length: int = RUN,
    threshold: float = THRESHOLD,
    level: str = "code",
    speakers: str = "participants",
    filters: Filters | None = None,
) -> Curve:
    """The saturation curve of the sources that were coded, documents left out.

    `order` is "date" (the sources' dates), "coded" (the day on which a source was first read through) or
    "study" (the sources' ids, numbers by size); empty: by date where every source has one, else by id.
    What counts is what counts in a chart: the agreed coding of a source where there is one.
    """
    filters = filters or Filters()
    begun = population.coded(study, filters)
    documents = [id for id in begun if study.sources[id].kind is Kind.DOCUMENT]
    held = [study.sources[id] for id in begun if id not in documents]
    order = order or ("date" if held and all(source.date for source in held) else "study")
    days = _days(study, held, order)
    held.sort(key=lambda source: (not days[source.id], days[source.id], natural(source.id)))
    passages = population.counting(study, index, filters, speakers)
    wanted = {*population.columns(study, index, level, filters)}
    used: dict[str, set[str]] = {source.id: set() for source in held}
    for passage in passages:
        if passage.excerpt.source in used:
            columns = population.columns_of(study, passage, level)
            used[passage.excerpt.source].update(id for id in columns if id in wanted)
    codes = [used[source.id] for source in held]
    new, _ = accumulation(codes)
    frequencies = _frequencies(codes)
    return Curve(
        order,
        level,
        tuple(_steps(study, held, codes, days, rarefaction(frequencies, len(held)))),
        saturation(new, base_size, run_length, threshold),
        chao2(frequencies, len(held)),
        jackknife1(frequencies, len(held)),
        tuple(_unagreed(held, passages)),
        tuple(id for id in population.uncoded(study, filters) if study.sources[id].kind is not Kind.DOCUMENT),
        tuple(documents),
        population.strange(study, (p for p in passages if p.excerpt.source in used)),
        tuple(narrowed(filters)),
    )


def natural(id: str) -> list[tuple[bool, int, str]]:
    """Sorts ids as people do: P2 before P10."""
    parts = re.split(r"([0-9]+)", id)
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _days(study: Study, held: Iterable[Source], order: str) -> Mapping[str, str]:
    """The day by which each source is ordered; empty where it has none, which comes last."""
    if order == "study":
        return {source.id: "" for source in held}
    if order == "date":
        return {source.id: source.date for source in held}
    marks: dict[str, list[str]] = {}
    for file in study.annotations:
        if file.read is not None and file.read.on and file.coder != AGREED:
            marks.setdefault(file.source, []).append(file.read.on)
    return {source.id: min(marks.get(source.id, [""])) for source in held}


def _frequencies(codes: Iterable[set[str]]) -> list[int]:
    """In how many sources each code is, in order of the ids."""
    found = Counter(code for each in codes for code in each)
    return [found[code] for code in sorted(found)]


def _unagreed(held: Iterable[Source], passages: Iterable[Passage]) -> Iterable[str]:
    """Sources in which the passages that count are several coders'."""
    coders: dict[str, set[str]] = {}
    for passage in passages:
        coders.setdefault(passage.excerpt.source, set()).add(passage.excerpt.coder)
    return [source.id for source in held if len(coders.get(source.id, ())) > 1]


def _steps(
    study: Study,
    held: Sequence[Source],
    codes: Sequence[set[str]],
    days: Mapping[str, str],
    means: Sequence[float],
) -> Iterable[Step]:
    seen: set[str] = set()
    for source, own, mean in zip(held, codes, means, strict=True):
        new = tuple(id for id in study.codebook.codes if id in own and id not in seen)
        seen |= own
        yield Step(source.id, days[source.id], len(own), new, len(seen), mean)
