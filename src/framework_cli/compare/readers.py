"""Who read which source: a coder who coded nothing is not a coder who was not assigned, nor one midway."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from framework_cli.model.excerpt import AGREED, Annotations
from framework_cli.model.source import Source
from framework_cli.model.study import Study


@dataclass(frozen=True, slots=True)
class Readers:
    """The coders of one source, in order of their ids in the settings, then by code point.

    `coders` are those whose coding can be compared. `through` are those of them whose silence says
    something: they were to code the source, or nobody said who was, and they went through it.
    `midway` coded something and have not marked the source as read through, `unasked` coded
    something and are not on its roster. `waiting` are on the roster and have neither coded nor read
    it. `apart` coded another version of the transcript than the rest.
    """

    source: str
    coders: tuple[str, ...]
    through: frozenset[str]
    midway: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether there is anything to compare."""
        return len(self.coders) > 1

    @property
    def awaited(self) -> bool:
        """Whether there will be something to compare once those on the roster have coded it."""
        return bool(self.waiting) and len(self.coders) + len(self.waiting) > 1


def readers(study: Study, coders: Collection[str] = ()) -> Iterator[Readers]:
    """The readers of every source, in order of the sources; only of these coders where some are named.

    A reading mark settles that a coder went through a source. Without one, a coder who coded
    something is taken to have gone through it in a study that uses no reading marks at all; where
    any file has one, a missing mark means that the coder is midway.
    """
    marks = any(file.read is not None for file in study.annotations if file.coder != AGREED)
    by_source: dict[str, list[Annotations]] = {}
    for file in study.annotations:
        if file.coder in coders if coders else file.coder != AGREED:
            by_source.setdefault(file.source, []).append(file)
    for source in study.sources.values():
        yield _of(study, source, by_source.get(source.id, []), coders, marks)


def _of(
    study: Study, source: Source, files: list[Annotations], coders: Collection[str], marks: bool
) -> Readers:
    roster = study.settings.roster.get(source.id)
    asked = [coder for coder in roster or () if not coders or coder in coders]
    begun = [file for file in files if file.excerpts or file.read is not None]
    version = _version(source, begun)
    here = {file.coder: file for file in begun if (file.text or source.sha) == version}
    through, midway, unasked = set(), [], []
    for coder, file in here.items():
        if file.read is not None or coder == AGREED:
            through.add(coder)
        elif roster is not None and coder not in roster:
            unasked.append(coder)
        elif marks:
            midway.append(coder)
        else:
            through.add(coder)
    return Readers(
        source.id,
        in_order(study, here),
        frozenset(through),
        in_order(study, midway),
        in_order(study, unasked),
        in_order(study, {*asked} - {file.coder for file in begun}),
        in_order(study, {file.coder for file in begun} - here.keys()),
    )


def in_order(study: Study, coders: Collection[str]) -> tuple[str, ...]:
    """Coders in the order of the settings, then by code point."""
    place = {coder: number for number, coder in enumerate(study.settings.coders)}
    return tuple(sorted(coders, key=lambda coder: (place.get(coder, len(place)), coder)))


def _version(source: Source, files: list[Annotations]) -> str:
    """The version of the transcript to compare on: today's if anybody coded it, else the one most did.

    A file without a hash was resolved against today's text.
    """
    found = Counter(file.text or source.sha for file in files)
    if source.sha in found or not found:
        return source.sha
    return min(found, key=lambda sha: (-found[sha], sha))
