"""What changes of the framework left to do: passages to recode, summaries to move, sources to read again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from framework_cli.model.codebook import Code
from framework_cli.model.excerpt import AGREED
from framework_cli.model.study import Study
from framework_cli.model.words import first_few, number_of

_NUMBER = re.compile(r"(?<=[A-Za-z])[0-9]+$")
SHOWN = 6  # codes or stretches of sources that are named; the rest are counted


class Reread(NamedTuple):
    """A source that a coder read under an older codebook, and what to look for in it."""

    source: str
    coder: str
    version: int
    codes: tuple[Code, ...]


class Look(NamedTuple):
    """Sources that one coder read under one version of the codebook, and what came or changed since."""

    sources: tuple[str, ...]
    coder: str
    version: int
    codes: tuple[Code, ...]


def reread(study: Study) -> Iterator[Reread]:
    """Every reading mark that rests on an older codebook than some of its entries."""
    for file in study.annotations:
        if file.read is None or file.read.codebook is None or file.coder == AGREED:
            continue
        version = file.read.codebook
        codes = tuple(code for code in study.codebook.codes.values() if code.change_since(version))
        if codes:
            yield Reread(file.source, file.coder, version, codes)


def looks(marks: Iterable[Reread]) -> list[Look]:
    """Reading marks of one coder and version together, the oldest first."""
    grouped: dict[tuple[int, str], list[Reread]] = {}
    for mark in marks:
        grouped.setdefault((mark.version, mark.coder), []).append(mark)
    return [
        Look(tuple(mark.source for mark in held), coder, version, held[0].codes)
        for (version, coder), held in sorted(grouped.items(), key=lambda item: item[0])
    ]


def sentence(study: Study, look: Look) -> str:
    """`P01–P08, read by AK under version 3: look for 3.4 asking (new), 2.1 panel (redefined)`."""
    codes = [f"{code.number} {code.id} ({code.change_since(look.version)})" for code in look.codes]
    sources = stretches(look.sources, list(study.sources))
    read = f"read by {look.coder} under version {look.version}"
    return f"{first_few(sources, SHOWN)}, {read}: look for {first_few(codes, SHOWN)}"


def stretches(ids: Iterable[str], order: Sequence[str]) -> list[str]:
    """Ids in order; three or more that follow each other, and are numbered alike, as `P01–P08`."""
    places = {id: place for place, id in enumerate(order)}
    runs: list[list[str]] = []
    for id in sorted(set(ids), key=lambda id: (places.get(id, len(order)), id)):
        last = runs[-1][-1] if runs else ""
        next_to = places.get(id, -1) == places.get(last, -9) + 1
        if next_to and _NUMBER.sub("", id) == _NUMBER.sub("", last) != id:
            runs[-1].append(id)
        else:
            runs.append([id])
    return [part for run in runs for part in (run if len(run) < 3 else [f"{run[0]}–{run[-1]}"])]


def recoding(study: Study) -> Iterator[str]:
    """What is coded under ids that are out of use, a sentence an id."""
    for retired in study.codebook.retired.values():
        coded = sum(retired.id in e.codes for file in study.annotations for e in file.excerpts)
        if coded and retired.id not in study.codebook.codes:
            heirs = f" as {_either(retired.into)}" if retired.into else ""
            yield f"recode {number_of(coded, 'passage')} of the retired {retired.id}{heirs}"


def stranded(study: Study) -> tuple[str, ...]:
    """Cells with something in them whose id is out of use, so that no chart shows them."""
    gone = study.codebook.retired.keys() - study.codebook.codes.keys()
    return tuple(
        str(cell.key)
        for chart in study.charts
        for cell in chart.cells
        if cell.key.code in gone and (cell.words or cell.written)
    )


def _either(names: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
